using NegotiationSim.App.Questions;
using NegotiationSim.App.Recording;
using NegotiationSim.Domain;
using NegotiationSim.Store;
using Wolverine;

namespace NegotiationSim.App.Server.Pages;

/// <summary>What became of a rebase or a deletion that was asked for on the page of a what-if.</summary>
/// <param name="Rebase">What the rebase changes; null: none was asked for, or it is refused.</param>
/// <param name="Errors">Why nothing was stored.</param>
/// <param name="IsDone">It is stored now.</param>
public sealed record WhatIfUpkeep(RebaseAnswer? Rebase, IReadOnlyList<string> Errors, bool IsDone)
{
    /// <summary>Lets a what-if build on the present, or tells what that would change.</summary>
    /// <exception cref="BadQuestion">It was deleted meanwhile.</exception>
    public static async Task<WhatIfUpkeep> RebaseAsync(RebaseWhatIf command, Timelines timelines, IMessageBus bus, CancellationToken cancellation)
    {
        var outcome = await bus.InvokeAsync<RebaseOutcome>(command, cancellation);
        return outcome.Decision switch
        {
            null => throw await timelines.NoWhatIfAsync(command.Name, "whatIf", cancellation),
            RebaseDecision.Admitted admitted => new(RebaseAnswer.Of(command, outcome.Before!, admitted), [], !command.DryRun),
            var refused => new(null, [.. WhatIfRefusal.Of(command.Name, refused)!.Lines], false),
        };
    }

    /// <summary>Deletes a what-if that somebody is sure about and that no other builds on.</summary>
    public static async Task<WhatIfUpkeep> DeleteAsync(NegotiationId negotiation, WhatIfId name, bool isSure, LedgerStore store, CancellationToken cancellation)
    {
        if (!isSure)
        {
            return new(null, ["Tick the box to delete it."], false);
        }

        var refusal = WhatIfRefusal.OfDeletion(name, await store.WhatIfs.DeleteAsync(negotiation, name, cancellation));
        return new(null, [.. refusal?.Lines ?? []], refusal is null);
    }
}
