using JasperFx;
using JasperFx.Events;
using Marten;
using NegotiationSim.Domain;
using Npgsql;

namespace NegotiationSim.Store;

/// <summary>A ledger as it is stored: with the version of its stream, which is the number of events.</summary>
public sealed record StoredLedger(Ledger Ledger, long Version)
{
    /// <summary>Nothing is recorded under this name.</summary>
    public bool IsEmpty => Version == 0;
}

/// <summary>Somebody else recorded in the meantime: nothing was stored. Load again and decide again.</summary>
public sealed class LedgerConflict(NegotiationId negotiation, Exception cause)
    : Exception($"{negotiation} was changed by somebody else in the meantime; nothing was stored.", cause);

/// <summary>
/// The ledgers in PostgreSQL: one Marten stream per negotiation, its key <c>negotiation/</c> and the id, its version the
/// number of events. Reads need no projection to have run: an answer about a date is folded from the ledger.
/// </summary>
public sealed class LedgerStore : IAsyncDisposable
{
    /// <summary>From so many events on, the first import of a negotiation goes through COPY instead of single inserts.</summary>
    private const int CopyThreshold = 2_000;

    private readonly IDocumentStore _documents;
    private readonly IEventRegistry _registry;
    private readonly NpgsqlDataSource _database;

    private LedgerStore(IDocumentStore documents, NpgsqlDataSource database)
    {
        _documents = documents;
        _registry = (IEventRegistry)documents.Options.Events;
        _database = database;
    }

    /// <summary>Opens the ledgers of a database, and creates the tables where they are missing.</summary>
    public static async Task<LedgerStore> OpenAsync(string connectionString, CancellationToken cancellation = default)
    {
        var database = NpgsqlDataSource.Create(connectionString);
        await DatabaseSchema.EnsureAsync(database, cancellation).ConfigureAwait(false);
        return new LedgerStore(DocumentStore.For(options => StoreConfiguration.Configure(options, database)), database);
    }

    public async ValueTask DisposeAsync()
    {
        await _documents.DisposeAsync().ConfigureAwait(false);
        await _database.DisposeAsync().ConfigureAwait(false);
    }

    /// <summary>Everything recorded about a negotiation, in the order of arrival; empty when there is nothing.</summary>
    public async Task<StoredLedger> LoadAsync(NegotiationId negotiation, CancellationToken cancellation = default)
    {
        await using var session = _documents.QuerySession();
        return await ReadAsync(session, negotiation, cancellation).ConfigureAwait(false);
    }

    /// <summary>
    /// Appends events that were admitted on the strength of <paramref name="stored"/>, all or none, and returns the new
    /// version. Snapshot and history follow in the same transaction, except for a large first import: that is copied, and
    /// they follow right after.
    /// </summary>
    /// <exception cref="LedgerConflict">The ledger is no longer the one loaded.</exception>
    public async Task<long> AppendAsync(StoredLedger stored, IReadOnlyList<NegotiationEvent> admitted, CancellationToken cancellation = default)
    {
        if (admitted.Count == 0)
        {
            return stored.Version;
        }

        try
        {
            await (stored.IsEmpty && admitted.Count >= CopyThreshold
                ? CopyAsync(stored.Ledger.Negotiation, admitted, cancellation)
                : InsertAsync(stored, admitted, cancellation)).ConfigureAwait(false);
        }
        catch (Exception e) when (IsLostRace(e))
        {
            throw new LedgerConflict(stored.Ledger.Negotiation, e);
        }

        return stored.Version + admitted.Count;
    }

    internal static async Task<StoredLedger> ReadAsync(IQuerySession session, NegotiationId negotiation, CancellationToken cancellation)
    {
        var events = await session.Events.FetchStreamAsync(StreamKey.Of(negotiation), token: cancellation).ConfigureAwait(false);
        return new StoredLedger(Ledger.Of(negotiation, events.Select(e => (NegotiationEvent)e.Data)), events.Count);
    }

    /// <summary>All negotiations, by their names.</summary>
    public async Task<IReadOnlyList<Present>> ListAsync(CancellationToken cancellation = default)
    {
        await using var session = _documents.QuerySession();
        return await session.Query<Present>().OrderBy(p => p.Id).ToListAsync(cancellation).ConfigureAwait(false);
    }

    private async Task InsertAsync(StoredLedger stored, IReadOnlyList<NegotiationEvent> admitted, CancellationToken cancellation)
    {
        await using var session = _documents.LightweightSession();
        var negotiation = stored.Ledger.Negotiation;
        var events = Wrap(negotiation, admitted);
        if (stored.IsEmpty)
        {
            session.Events.StartStream(StreamKey.Of(negotiation), events);
        }
        else
        {
            session.Events.Append(StreamKey.Of(negotiation), stored.Version + events.Length, events);
        }

        await session.SaveChangesAsync(cancellation).ConfigureAwait(false);
    }

    private async Task CopyAsync(NegotiationId negotiation, IReadOnlyList<NegotiationEvent> admitted, CancellationToken cancellation)
    {
        var stream = StreamAction.Start(StreamKey.Of(negotiation), Wrap(negotiation, admitted));
        await _documents.BulkInsertEventsAsync([stream], batchSize: admitted.Count, cancellation).ConfigureAwait(false);
    }

    /// <summary>Gives each event the id that makes recording it twice impossible.</summary>
    private IEvent[] Wrap(NegotiationId negotiation, IReadOnlyList<NegotiationEvent> admitted)
    {
        var wrapped = new IEvent[admitted.Count];
        for (var i = 0; i < wrapped.Length; i++)
        {
            wrapped[i] = _registry.BuildEvent(admitted[i]);
            wrapped[i].Id = EventGuid.Of(negotiation, admitted[i].Id);
        }

        return wrapped;
    }

    private static bool IsLostRace(Exception e) => e
        is ConcurrencyException
        or JasperFx.Events.ExistingStreamIdCollisionException
        or Marten.Exceptions.ExistingStreamIdCollisionException
        or PostgresException { SqlState: PostgresErrorCodes.UniqueViolation }
        || e.InnerException is { } inner && IsLostRace(inner);
}
