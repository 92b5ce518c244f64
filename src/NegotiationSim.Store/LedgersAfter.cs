using JasperFx.Events;
using Marten;
using NegotiationSim.Domain;

namespace NegotiationSim.Store;

/// <summary>The ledgers that events belong to, as they are with those events.</summary>
internal static class LedgersAfter
{
    /// <summary>
    /// Reads each ledger as stored and adds those of the events that are not stored yet: all of them when they are being
    /// recorded, none when a projection is rebuilt, which therefore is at the end of the stream from its first page on.
    /// </summary>
    public static async Task<IReadOnlyList<StoredLedger>> ReadAsync(IQuerySession session, IReadOnlyList<IEvent> events, CancellationToken cancellation)
    {
        var ledgers = new List<StoredLedger>();
        foreach (var stream in events.GroupBy(e => e.StreamKey))
        {
            if (StreamKey.TryParse(stream.Key, out var negotiation))
            {
                var stored = await LedgerStore.ReadAsync(session, negotiation, cancellation).ConfigureAwait(false);
                var pending = stream.Where(e => e.Version > stored.Version).Select(e => (NegotiationEvent)e.Data).ToList();
                ledgers.Add(new StoredLedger(stored.Ledger.With(pending), stored.Version + pending.Count));
            }
        }

        return ledgers;
    }
}
