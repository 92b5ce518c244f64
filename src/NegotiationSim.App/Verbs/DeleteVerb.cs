using System.CommandLine;
using NegotiationSim.App.CommandLine;

namespace NegotiationSim.App.Verbs;

/// <summary><c>negsim delete</c>: removes a negotiation and everything derived from it.</summary>
internal static class DeleteVerb
{
    public static Command Create()
    {
        var negotiation = Shared.Negotiation();
        var yes = new Option<bool>("--yes") { Description = "Do it. Without this, nothing is deleted." };
        var verb = Shared.Verb("delete", "Deletes a negotiation: its events and everything derived from them. It cannot be undone; export it first.", "my-talks --yes");
        verb.Arguments.Add(negotiation);
        verb.Options.Add(yes);
        return verb.Does(async call =>
        {
            await using var store = await call.OpenStoreAsync();
            var ledger = await call.LoadAsync(store, call.Get(negotiation));
            var whatIfs = (await store.WhatIfs.ListAsync(ledger.Negotiation, call.Cancellation)).Count;
            var with = whatIfs == 0 ? "" : $" and {whatIfs} what-ifs";
            if (!call.Get(yes))
            {
                throw new CommandException(
                    ExitCode.BadInput,
                    $"This would delete {ledger.Negotiation} with its {ScenarioImport.Events(ledger.Count)}{with}. Keep them with 'negsim export {ledger.Negotiation} > {ledger.Negotiation}.yaml'; to delete, add --yes.");
            }

            await store.DeleteAsync(ledger.Negotiation, call.Cancellation);
            call.Terminal.Say($"{ledger.Negotiation}: deleted, {ScenarioImport.Events(ledger.Count)}{with}");
            return ExitCode.Done;
        });
    }
}
