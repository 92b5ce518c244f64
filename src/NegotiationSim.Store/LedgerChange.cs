using System.Runtime.CompilerServices;
using JasperFx.Events;
using Marten;
using NegotiationSim.Domain;

namespace NegotiationSim.Store;

/// <summary>What a projection gets to see: a ledger with the events just added to it.</summary>
/// <param name="Stored">The ledger, those events included.</param>
/// <param name="Added">The events being recorded with it; none when a projection is rebuilt.</param>
internal sealed record LedgerChange(StoredLedger Stored, IReadOnlyList<NegotiationEvent> Added)
{
    private static readonly ConditionalWeakTable<IQuerySession, StoredLedger> Loaded = [];

    public NegotiationId Negotiation => Stored.Ledger.Negotiation;

    public long VersionBefore => Stored.Version - Added.Count;

    /// <summary>
    /// Lets the projections of a session that appends to <paramref name="stored"/> go on from it instead of reading it
    /// again. The expected version guarantees that it is what they would read.
    /// </summary>
    public static void WillAppendTo(StoredLedger stored, IDocumentSession session) => Loaded.Add(session, stored);

    /// <summary>
    /// The ledgers that events belong to. Recorded events are not in the tables yet and are added to what is; when a
    /// projection is rebuilt all are, so that each ledger is read to its end with the first page that has an event of it.
    /// </summary>
    public static async Task<IReadOnlyList<LedgerChange>> OfAsync(IQuerySession session, IReadOnlyList<IEvent> events, CancellationToken cancellation)
    {
        var changes = new List<LedgerChange>();
        foreach (var stream in events.GroupBy(e => e.StreamKey))
        {
            if (StreamKey.TryParse(stream.Key, out var negotiation))
            {
                var stored = Loaded.TryGetValue(session, out var loaded) && loaded.Ledger.Negotiation == negotiation
                    ? loaded
                    : await LedgerStore.ReadAsync(session, negotiation, cancellation).ConfigureAwait(false);
                var added = stream.Where(e => e.Version > stored.Version).Select(e => (NegotiationEvent)e.Data).ToList();
                changes.Add(new(new(stored.Ledger.With(added), stored.Version + added.Count), added));
            }
        }

        return changes;
    }
}
