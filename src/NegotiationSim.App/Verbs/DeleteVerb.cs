using System.CommandLine;
using NegotiationSim.App.CommandLine;
using NegotiationSim.Domain;

namespace NegotiationSim.App.Verbs;

/// <summary><c>negsim delete</c>: removes a negotiation and everything derived from it.</summary>
internal static class DeleteVerb
{
    public static Command Create()
    {
        var negotiation = Parameters.Negotiation();
        var yes = new Option<bool>("--yes") { Description = "Do it. Without this, nothing is deleted." };
        var verb = Verb.Create("delete", "Deletes a negotiation: its events and everything derived from them. It cannot be undone; export it first.", "my-talks --yes");
        verb.Arguments.Add(negotiation);
        verb.Options.Add(yes);
        return verb.Does(async call =>
        {
            await using var store = await call.OpenStoreAsync();
            var ledger = (await call.OpenAsync(store, call.Get(negotiation))).Ledger;
            var whatIfs = (await store.WhatIfs.ListAsync(ledger.Negotiation, call.Cancellation)).Count;
            var with = whatIfs == 0 ? "" : $" and {Counted.Of(whatIfs, "what-if")}";
            if (!call.Get(yes))
            {
                throw new CommandException(
                    ExitCode.BadInput,
                    $"This would delete {ledger.Negotiation} with its {Counted.Of(ledger.Count, "event")}{with}. Keep them with 'negsim export {ledger.Negotiation} > {ledger.Negotiation}.yaml'; to delete, add --yes.");
            }

            await store.DeleteAsync(ledger.Negotiation, call.Cancellation);
            call.Terminal.Say($"{ledger.Negotiation}: deleted, {Counted.Of(ledger.Count, "event")}{with}");
            return ExitCode.Done;
        });
    }
}
