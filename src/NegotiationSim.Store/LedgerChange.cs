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
    /// <summary>Events that a rebuild reads at once; Marten's own 500 make it several times slower.</summary>
    public const int EventsAtOnce = 5_000;

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
    /// projection is rebuilt all are, so that a ledger is read to its end with the first page that has an event of it, and
    /// left out with every later one.
    /// </summary>
    /// <param name="writtenVersion">SQL for the version that the projection has written for the stream <c>s</c>.</param>
    public static async Task<IReadOnlyList<LedgerChange>> OfAsync(
        IQuerySession session, IReadOnlyList<IEvent> events, string writtenVersion, CancellationToken cancellation)
    {
        var changes = new List<LedgerChange>();
        foreach (var stream in events.GroupBy(e => e.StreamKey))
        {
            if (!StreamKey.TryParse(stream.Key, out var negotiation))
            {
                continue;
            }

            if (!Loaded.TryGetValue(session, out var stored) || stored.Ledger.Negotiation != negotiation)
            {
                var complete = await session
                    .QueryAsync<long>(
                        $"select s.version from {StoreConfiguration.Schema}.mt_streams s where s.id = ? and s.version = ({writtenVersion})",
                        cancellation,
                        stream.Key!)
                    .ConfigureAwait(false);
                if (complete is [var version] && stream.All(e => e.Version <= version))
                {
                    continue;
                }

                stored = await LedgerStore.ReadAsync(session, negotiation, cancellation).ConfigureAwait(false);
            }

            var added = stream.Where(e => e.Version > stored.Version).Select(e => (NegotiationEvent)e.Data).ToList();
            changes.Add(new(new(stored.Ledger.With(added), stored.Version + added.Count), added));
        }

        return changes;
    }
}
