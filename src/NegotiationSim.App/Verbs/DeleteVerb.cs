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
        var evenSealed = new Option<bool>("--even-sealed") { Description = "Also when forecasts of it are sealed." };
        var verb = Verb.Create("delete", "Deletes a negotiation: its events and everything derived from them. It cannot be undone; export it first.", "my-talks --yes");
        verb.Arguments.Add(negotiation);
        verb.Options.Add(yes);
        verb.Options.Add(evenSealed);
        return verb.Does(async call =>
        {
            await using var store = await call.OpenStoreAsync();
            var ledger = (await call.OpenAsync(store, call.Get(negotiation))).Ledger;
            var whatIfs = (await store.WhatIfs.ListAsync(ledger.Negotiation, call.Cancellation)).Count;
            var with = whatIfs == 0 ? "" : $" and {Counted.Of(whatIfs, "what-if")}";
            var sealedOnes = (await store.Forecasts.ListAsync(ledger.Negotiation, call.Cancellation)).Where(f => f.Seal is not null).Select(f => f.Assessment.Name.Value).ToList();
            if (!call.Get(yes))
            {
                throw new CommandException(
                    ExitCode.BadInput,
                    $"This would delete {ledger.Negotiation} with its {Counted.Of(ledger.Count, "event")}{with}. Keep them with 'negsim export {ledger.Negotiation} > {ledger.Negotiation}.yaml'; to delete, add --yes.");
            }

            if (sealedOnes.Count > 0 && !call.Get(evenSealed))
            {
                throw new CommandException(ExitCode.Refused, $"{ledger.Negotiation} was not deleted: its {(sealedOnes.Count == 1 ? "forecast" : "forecasts")} {string.Join(", ", sealedOnes)} would go with it, sealed so as to be graded once the outcome is known. To delete all the same, add --even-sealed.");
            }

            await store.DeleteAsync(ledger.Negotiation, call.Cancellation);
            call.Terminal.Say($"{ledger.Negotiation}: deleted, {Counted.Of(ledger.Count, "event")}{with}");
            return ExitCode.Done;
        });
    }
}
