using NegotiationSim.Domain;
using NegotiationSim.Store;
using Wolverine;
using Wolverine.Runtime.Handlers;

namespace NegotiationSim.App.Recording;

/// <summary>Records a what-if, new or in place of the one of its name. Recording the same again stores nothing.</summary>
/// <param name="WhatIf">The what-if, from a file or a request.</param>
/// <param name="Policy">Counts in place of the what-if's own for this replay; what is stored keeps its own.</param>
public sealed record RecordWhatIf(WhatIf WhatIf, ConflictPolicy? Policy = null);

/// <summary>The answer to <see cref="RecordWhatIf"/>.</summary>
/// <param name="Decision">What became of it, with its replay.</param>
/// <param name="Version">The version of the what-if after it; null when there is none.</param>
public sealed record ForkOutcome(ForkDecision Decision, long? Version);

/// <summary>What a decision about a what-if is made on.</summary>
/// <param name="Ledger">The negotiation.</param>
/// <param name="Before">What is recorded under the name.</param>
/// <param name="Bases">What it builds on: pinned when it builds on the same as before, else at the present.</param>
/// <param name="Recorded">How many what-ifs the negotiation has.</param>
public sealed record ForkBasis(StoredLedger Ledger, PinnedWhatIf? Before, IReadOnlyList<PinnedWhatIf> Bases, int Recorded)
{
    public static async Task<ForkBasis> LoadAsync(WhatIf whatIf, LedgerStore store, CancellationToken cancellation)
    {
        // The what-ifs first: whatever they pin is in a ledger loaded after them.
        var before = await store.WhatIfs.LoadAsync(whatIf.Negotiation, whatIf.Name, cancellation: cancellation);
        var bases = whatIf.Of is { } of && of != whatIf.Name
            ? await store.WhatIfs.LoadChainAsync(whatIf.Negotiation, of, before?.WhatIf.Of == of ? before.Pin.Of : null, cancellation)
            : [];
        var recorded = await store.WhatIfs.CountAsync(whatIf.Negotiation, cancellation);
        return new(await store.LoadAsync(whatIf.Negotiation, cancellation), before, bases, recorded);
    }
}

/// <summary>
/// Loads what the what-if builds on, replays it, stores its edits. The decision is pure; when somebody else was faster, all
/// three are done again.
/// </summary>
public static class RecordWhatIfHandler
{
    public static void Configure(HandlerChain chain) => chain.TryAgainAfter<WhatIfChanged>();

    public static Task<ForkBasis> LoadAsync(RecordWhatIf command, LedgerStore store, CancellationToken cancellation) =>
        ForkBasis.LoadAsync(command.WhatIf, store, cancellation);

    public static (ForkOutcome, StoreWhatIf) Handle(RecordWhatIf command, ForkBasis basis)
    {
        var decision = Forking.Decide(command.WhatIf, basis.Before, basis.Bases, basis.Ledger.Ledger, command.Policy, basis.Recorded);
        var admitted = decision is ForkDecision.Admitted { Change: not ForkChange.Unchanged } a ? a : null;
        var stored = (basis.Before?.Version ?? 0) + 1 + command.WhatIf.Edits.Count + command.WhatIf.Rules.Count;
        return (
            new ForkOutcome(decision, admitted is null ? basis.Before?.Version : stored),
            new StoreWhatIf(command.WhatIf, admitted?.Pin, basis.Before));
    }
}

/// <summary>What a decision leaves to do: store the what-if over the versions that it was replayed on; nothing without them.</summary>
public sealed record StoreWhatIf(WhatIf WhatIf, Pin? Pin, PinnedWhatIf? Before) : ISideEffect
{
    public Task ExecuteAsync(LedgerStore store, CancellationToken cancellation) =>
        Pin is null ? Task.CompletedTask : store.WhatIfs.RecordAsync(WhatIf, Pin, Before, cancellation);
}
