using NegotiationSim.Domain;
using NegotiationSim.Store;
using Wolverine;
using Wolverine.Runtime.Handlers;

namespace NegotiationSim.App.Recording;

/// <summary>Records events of one negotiation: all of them, or none.</summary>
/// <param name="Negotiation">Whose ledger; it begins with the first events recorded.</param>
/// <param name="Events">The events, from a file, a command line, a request or a simulation.</param>
/// <param name="DryRun">True: decide and answer, and store nothing.</param>
/// <param name="Expected">Only when the ledger is still at this <see cref="StoredLedger.Tag"/>; null: whatever it is at.</param>
public sealed record RecordEvents(NegotiationId Negotiation, IReadOnlyList<NegotiationEvent> Events, bool DryRun = false, string? Expected = null);

/// <summary>The answer to <see cref="RecordEvents"/>.</summary>
/// <param name="Decision">What became of the events; null: the ledger is not the one expected, and not all of them are recorded in it already.</param>
/// <param name="Version">The version of the ledger after it; that before it when nothing was stored.</param>
public sealed record RecordingOutcome(Decision? Decision, long Version);

/// <summary>
/// Loads the ledger, decides, appends. The decision is pure and knows nothing of the other two; when somebody else was
/// faster, all three are done again on the newer ledger.
/// </summary>
public static class RecordEventsHandler
{
    public static void Configure(HandlerChain chain) => chain.TryAgainAfter<LedgerConflict>();

    public static Task<StoredLedger> LoadAsync(RecordEvents command, LedgerStore store, CancellationToken cancellation) =>
        store.LoadAsync(command.Negotiation, cancellation);

    public static (RecordingOutcome, AppendEvents) Handle(RecordEvents command, StoredLedger stored)
    {
        var decision = Domain.Recording.Decide(stored.Ledger, command.Events);
        if (command.Expected is { } expected && expected != stored.Tag && decision is not Decision.Admitted { New.Count: 0 })
        {
            return (new RecordingOutcome(null, stored.Version), new AppendEvents(stored, []));
        }

        var admitted = decision is Decision.Admitted a && !command.DryRun ? a.New : [];
        return (new RecordingOutcome(decision, stored.Version + admitted.Count), new AppendEvents(stored, admitted));
    }
}

/// <summary>What a decision leaves to do: append the events that it admitted to the ledger that it was made on.</summary>
public sealed record AppendEvents(StoredLedger Stored, IReadOnlyList<NegotiationEvent> Admitted) : ISideEffect
{
    public Task ExecuteAsync(LedgerStore store, CancellationToken cancellation) =>
        store.AppendAsync(Stored, Admitted, cancellation);
}
