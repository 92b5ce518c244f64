using System.CommandLine;
using NegotiationSim.App.CommandLine;
using NegotiationSim.App.Recording;
using NegotiationSim.Domain;

namespace NegotiationSim.App.Verbs;

/// <summary><c>negsim whatif delete</c>: removes a what-if.</summary>
internal static class WhatIfDeleteVerb
{
    public static Command Create()
    {
        var negotiation = Parameters.Negotiation();
        var name = WhatIfVerb.Name();
        var yes = new Option<bool>("--yes") { Description = "Do it. Without this, nothing is deleted." };
        var verb = Verb.Create("delete", "Deletes a what-if. Refused while others build on it. The negotiation is not touched.", "ukraine-2025 briefing-takes-place --yes");
        verb.Arguments.Add(negotiation);
        verb.Arguments.Add(name);
        verb.Options.Add(yes);
        return verb.Does(async call =>
        {
            await using var store = await call.OpenStoreAsync();
            var timelines = await call.OpenAsync(store, call.Get(negotiation));
            var id = new WhatIfId(call.Get(name));
            var pinned = await store.WhatIfs.LoadAsync(timelines.Ledger.Negotiation, id, cancellation: call.Cancellation) ?? throw await timelines.NoWhatIfAsync(id, "whatIf", call.Cancellation);
            if (!call.Get(yes))
            {
                throw new CommandException(ExitCode.BadInput, $"This would delete the what-if {id} of {timelines.Ledger.Negotiation} with its {Counted.Of(pinned.WhatIf.Edits.Count, "edit")}; to delete, add --yes.");
            }

            if (WhatIfRefusal.OfDeletion(id, await store.WhatIfs.DeleteAsync(timelines.Ledger.Negotiation, id, call.Cancellation)) is { } refusal)
            {
                throw new CommandException(ExitCode.Refused, refusal.Message);
            }

            call.Terminal.Say($"{timelines.Ledger.Negotiation}: what-if {id} deleted");
            return ExitCode.Done;
        });
    }
}
