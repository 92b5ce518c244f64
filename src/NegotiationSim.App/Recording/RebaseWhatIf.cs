using NegotiationSim.Domain;
using NegotiationSim.Store;
using Wolverine;
using Wolverine.Runtime.Handlers;

namespace NegotiationSim.App.Recording;

/// <summary>Lets a what-if build on the present of what it builds on.</summary>
/// <param name="DryRun">True: decide and answer, and store nothing.</param>
public sealed record RebaseWhatIf(NegotiationId Negotiation, WhatIfId Name, bool DryRun = false);

/// <summary>The answer to <see cref="RebaseWhatIf"/>.</summary>
/// <param name="Decision">What became of it; null: there is no such what-if.</param>
/// <param name="Before">The versions that it built on.</param>
public sealed record RebaseOutcome(RebaseDecision? Decision, Pin? Before);

/// <summary>What a decision about a rebase is made on.</summary>
/// <param name="WhatIf">The what-if; null: there is none of this name.</param>
/// <param name="Then">What it builds on, as pinned.</param>
/// <param name="Now">The same at the present.</param>
public sealed record RebaseBasis(StoredLedger Ledger, PinnedWhatIf? WhatIf, IReadOnlyList<PinnedWhatIf> Then, IReadOnlyList<PinnedWhatIf> Now);

/// <summary>Loads the what-if with both, replays it over both, moves the pin.</summary>
public static class RebaseWhatIfHandler
{
    public static void Configure(HandlerChain chain) => chain.TryAgainAfter<WhatIfChanged>();

    public static async Task<RebaseBasis> LoadAsync(RebaseWhatIf command, LedgerStore store, CancellationToken cancellation)
    {
        var (then, now) = ((IReadOnlyList<PinnedWhatIf>)[], (IReadOnlyList<PinnedWhatIf>)[]);
        var whatIf = await store.WhatIfs.LoadAsync(command.Negotiation, command.Name, cancellation: cancellation);
        if (whatIf?.WhatIf.Of is { } of)
        {
            then = await store.WhatIfs.LoadChainAsync(command.Negotiation, of, whatIf.Pin.Of, cancellation);
            now = await store.WhatIfs.LoadChainAsync(command.Negotiation, of, null, cancellation);
        }

        return new(await store.LoadAsync(command.Negotiation, cancellation), whatIf, then, now);
    }

    public static (RebaseOutcome, MovePin) Handle(RebaseWhatIf command, RebaseBasis basis)
    {
        if (basis.WhatIf is not { } whatIf)
        {
            return (new(null, null), new MovePin(null, null));
        }

        var decision = Forking.Rebase(whatIf, basis.Then, basis.Now, basis.Ledger.Ledger);
        var pin = decision is RebaseDecision.Admitted a && a.Pin != whatIf.Pin && !command.DryRun ? a.Pin : null;
        return (new(decision, whatIf.Pin), new MovePin(whatIf, pin));
    }
}

/// <summary>What a decision leaves to do: let the what-if build on these versions; nothing without them.</summary>
public sealed record MovePin(PinnedWhatIf? WhatIf, Pin? Pin) : ISideEffect
{
    public Task ExecuteAsync(LedgerStore store, CancellationToken cancellation) =>
        Pin is null ? Task.CompletedTask : store.WhatIfs.RebaseAsync(WhatIf!, Pin, cancellation);
}
