using System.Data.Common;
using System.Text.Json;
using JasperFx;
using JasperFx.Events;
using JasperFx.Events.Projections;
using Marten;
using NegotiationSim.Domain;
using NegotiationSim.Store.Postgres;
using Npgsql;

namespace NegotiationSim.Store;

/// <summary>A ledger as it is stored: with the version of its stream, which is the number of events.</summary>
public sealed record StoredLedger(Ledger Ledger, long Version)
{
    /// <summary>The <see cref="Tag"/> of a ledger in which nothing is recorded.</summary>
    public const string NoneTag = "0.0";

    /// <summary>Nothing is recorded under this name.</summary>
    public bool IsEmpty => Version == 0;

    /// <summary>The place of its first event among all events ever stored: another ledger of this name, recorded after this one was deleted, has another.</summary>
    public long Began { get; init; }

    /// <summary>Tells this version of this ledger from every other: <c>185.12</c>; <see cref="NoneTag"/> for one not begun.</summary>
    public string Tag => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{Version}.{Began}");
}

/// <summary>Somebody else recorded in the meantime: nothing was stored. Load again and decide again.</summary>
public sealed class LedgerConflict(NegotiationId negotiation, Exception? cause = null)
    : Exception($"{negotiation} was changed by somebody else in the meantime; nothing was stored.", cause);

/// <summary>
/// The ledgers in PostgreSQL: one Marten stream per negotiation, its key <c>negotiation/</c> and the id, its version the
/// number of events. Reads need no projection to have run: an answer about a date is folded from the ledger.
/// </summary>
public sealed class LedgerStore : IAsyncDisposable
{
    /// <summary>From so many events on, the first import of a negotiation goes through COPY instead of single inserts.</summary>
    private const int CopyThreshold = 2_000;

    /// <summary>For one projection: far above what the largest store allowed needs.</summary>
    private static readonly TimeSpan RebuildTimeout = TimeSpan.FromHours(1);

    private readonly NpgsqlDataSource _database;
    private readonly Lazy<NpgsqlDataSource> _martens;
    private readonly Lazy<IDocumentStore> _documents;

    private LedgerStore(NpgsqlDataSource database, Lazy<NpgsqlDataSource> martens)
    {
        _database = database;
        _martens = martens;
        _documents = new(() => DocumentStore.For(options => StoreConfiguration.Configure(options, martens.Value)));
        WhatIfs = new WhatIfStore(database, WritingSessionAsync);
        Forecasts = new ForecastStore(() => Documents);
    }

    /// <summary>The what-ifs built on these ledgers.</summary>
    public WhatIfStore WhatIfs { get; }

    /// <summary>The forecasts of these ledgers.</summary>
    public ForecastStore Forecasts { get; }

    /// <summary>Marten, made when something is written: to make it takes longer than to read a ledger without it.</summary>
    private IDocumentStore Documents => _documents.Value;

    /// <summary>Opens the ledgers of a database, and creates the tables where they are missing.</summary>
    public static async Task<LedgerStore> OpenAsync(string connectionString, CancellationToken cancellation = default)
    {
        var database = Connecting.WithBuiltInTypes(connectionString);
        var martens = new Lazy<NpgsqlDataSource>(() => NpgsqlDataSource.Create(connectionString));
        try
        {
            await DatabaseSchema.EnsureAsync(database, martens, cancellation).ConfigureAwait(false);
        }
        catch
        {
            await new LedgerStore(database, martens).DisposeAsync().ConfigureAwait(false);
            throw;
        }

        return new LedgerStore(database, martens);
    }

    public async ValueTask DisposeAsync()
    {
        if (_documents.IsValueCreated)
        {
            await Documents.DisposeAsync().ConfigureAwait(false);
        }

        if (_martens.IsValueCreated)
        {
            await _martens.Value.DisposeAsync().ConfigureAwait(false);
        }

        await _database.DisposeAsync().ConfigureAwait(false);
    }

    /// <summary>Everything recorded about a negotiation, in the order of arrival; empty when there is nothing.</summary>
    public async Task<StoredLedger> LoadAsync(NegotiationId negotiation, CancellationToken cancellation = default)
    {
        await using var connection = await _database.OpenConnectionAsync(cancellation).ConfigureAwait(false);
        return await ReadAsync(connection, negotiation, cancellation).ConfigureAwait(false);
    }

    /// <summary>True while nobody recorded more than was loaded, nor deleted it.</summary>
    public async Task<bool> IsNewestAsync(StoredLedger stored, CancellationToken cancellation = default)
    {
        await using var command = _database.CreateCommand(
            $"select count(*) from {StoreConfiguration.Schema}.mt_streams s join {StoreConfiguration.Schema}.mt_events e on e.stream_id = s.id and e.version = 1 where s.id = $1 and s.version = $2 and e.seq_id = $3");
        command.Parameters.Add(new() { Value = StreamKey.Of(stored.Ledger.Negotiation) });
        command.Parameters.Add(new() { Value = stored.Version });
        command.Parameters.Add(new() { Value = stored.Began });
        return (long)(await command.ExecuteScalarAsync(cancellation).ConfigureAwait(false))! == 1;
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
                ? CopyAsync(stored, admitted, cancellation)
                : InsertAsync(stored, admitted, cancellation)).ConfigureAwait(false);
        }
        catch (Exception e) when (IsLostRace(e))
        {
            throw new LedgerConflict(stored.Ledger.Negotiation, e);
        }

        return stored.Version + admitted.Count;
    }

    /// <summary>The ledger as a session of Marten's sees it.</summary>
    internal static async Task<StoredLedger> ReadAsync(IQuerySession session, NegotiationId negotiation, CancellationToken cancellation)
    {
        await using var command = EventsOf(negotiation);
        await using var reader = await session.ExecuteReaderAsync(command, cancellation).ConfigureAwait(false);
        return await ReadAsync(reader, negotiation, cancellation).ConfigureAwait(false);
    }

    private static async Task<StoredLedger> ReadAsync(NpgsqlConnection connection, NegotiationId negotiation, CancellationToken cancellation)
    {
        await using var command = EventsOf(negotiation);
        command.Connection = connection;
        await using var reader = await command.ExecuteReaderAsync(cancellation).ConfigureAwait(false);
        return await ReadAsync(reader, negotiation, cancellation).ConfigureAwait(false);
    }

    /// <summary>Marten's FetchStreamAsync would read the metadata of each event too; a ledger is nothing but the events.</summary>
    private static NpgsqlCommand EventsOf(NegotiationId negotiation) => new($"select type, data, seq_id from {StoreConfiguration.Schema}.mt_events where stream_id = $1 order by version")
    {
        Parameters = { new() { Value = StreamKey.Of(negotiation) } },
    };

    private static async Task<StoredLedger> ReadAsync(DbDataReader reader, NegotiationId negotiation, CancellationToken cancellation)
    {
        var events = new List<NegotiationEvent>();
        var began = 0L;
        while (await reader.ReadAsync(cancellation).ConfigureAwait(false))
        {
            var name = reader.GetString(0);
            var type = EventTypes.Find(name) ?? throw new InvalidOperationException($"{negotiation} holds an event of type '{name}', which this program does not know.");
            began = events.Count == 0 ? reader.GetInt64(2) : began;
            events.Add((NegotiationEvent)JsonSerializer.Deserialize(reader.GetFieldValue<byte[]>(1), type, DomainJson.Options)!);
        }

        return new StoredLedger(Ledger.Of(negotiation, events), events.Count) { Began = began };
    }

    /// <summary>An overview of all negotiations, by their names; the states are left out.</summary>
    public async Task<IReadOnlyList<Present>> ListAsync(CancellationToken cancellation = default)
    {
        await using var connection = await _database.OpenConnectionAsync(cancellation).ConfigureAwait(false);
        var presents = new List<Present>();
        foreach (var (negotiation, present) in await PresentProjection.ReadAsync(connection, null, cancellation).ConfigureAwait(false))
        {
            presents.Add(present ?? Present.Of(await ReadAsync(connection, negotiation, cancellation).ConfigureAwait(false)) with { State = null });
        }

        return presents;
    }

    /// <summary>Where a negotiation stands on the day of its last event; null when nothing is recorded under this name.</summary>
    public async Task<Present?> PresentAsync(NegotiationId negotiation, CancellationToken cancellation = default)
    {
        await using var connection = await _database.OpenConnectionAsync(cancellation).ConfigureAwait(false);
        var presents = await PresentProjection.ReadAsync(connection, negotiation, cancellation).ConfigureAwait(false);
        return presents.Count == 0
            ? null
            : presents[0].Present ?? Present.Of(await ReadAsync(connection, negotiation, cancellation).ConfigureAwait(false));
    }

    /// <summary>The intervals of one standing, by what was known on a day (null: by all that is recorded).</summary>
    public async Task<IReadOnlyList<Interval>> HistoryAsync(
        NegotiationId negotiation, Subject subject, DateOnly? knownBy = null, CancellationToken cancellation = default)
    {
        var about = new SubjectFilter(subject.Kind, subject.Id, subject.Party?.Value ?? "");
        var intervals = await IntervalsAsync(negotiation, about, null, knownBy, cancellation).ConfigureAwait(false);
        return [.. intervals.Select(i => i.Interval)];
    }

    /// <summary>
    /// What holds of points, versions and issues on a day, by what was known on a day (null: by all that is recorded): a
    /// cell for each party that was ever spoken of, and the status. What was silent throughout is left out.
    /// </summary>
    /// <param name="kind">Only subjects of this kind.</param>
    /// <param name="id">Only this point, version or issue.</param>
    public async Task<IReadOnlyDictionary<Subject, Interval>> StandingsAsync(
        NegotiationId negotiation,
        DateOnly on,
        DateOnly? knownBy = null,
        SubjectKind? kind = null,
        string? id = null,
        CancellationToken cancellation = default)
    {
        var intervals = await IntervalsAsync(negotiation, new SubjectFilter(kind, id), on, knownBy, cancellation).ConfigureAwait(false);
        return intervals.ToDictionary(i => i.Subject, i => i.Interval);
    }

    /// <summary>Removes a negotiation, all that was computed from it and its what-ifs; false when there was nothing.</summary>
    public async Task<bool> DeleteAsync(NegotiationId negotiation, CancellationToken cancellation = default)
    {
        const string schema = StoreConfiguration.Schema;
        await using var session = await WritingSessionAsync(cancellation).ConfigureAwait(false);

        // Locked first: whoever is appending to the stream comes before, or finds it gone and loses.
        var version = await LockedVersionAsync(session, negotiation, cancellation).ConfigureAwait(false);
        session.QueueSqlCommand($"delete from {schema}.mt_events where stream_id = ?", StreamKey.Of(negotiation));
        session.QueueSqlCommand($"delete from {schema}.mt_streams where id = ?", StreamKey.Of(negotiation));
        session.QueueSqlCommand($"delete from {PointHistory.Rows} where negotiation = ?", negotiation.Value);
        session.QueueSqlCommand($"delete from {PointHistory.Versions} where negotiation = ?", negotiation.Value);
        session.Delete<Present>(negotiation.Value);
        WhatIfStore.DeleteAll(session, negotiation);
        ForecastStore.DeleteAll(session, negotiation);
        await session.SaveChangesAsync(cancellation).ConfigureAwait(false);
        return version is not null;
    }

    /// <summary>
    /// Computes all snapshots and histories anew, from nothing but the events, by Marten's own daemon. Recording waits
    /// meanwhile; answers about a date do not.
    /// </summary>
    public async Task RebuildAsync(IProgress<RebuildProgress>? progress = null, CancellationToken cancellation = default)
    {
        // Marten's rebuild takes no lock of its own: without this one, a recording in between would be lost from the rows.
        await using var connection = await _database.OpenConnectionAsync(cancellation).ConfigureAwait(false);
        await using (await StoreLock.HoldAsync(connection, StoreLock.Writing, cancellation).ConfigureAwait(false))
        {
            using var daemon = await Documents.BuildProjectionDaemonAsync().ConfigureAwait(false);
            foreach (var projection in new[] { PresentProjection.ProjectionName, PointHistory.ProjectionName })
            {
                using var watch = daemon.Tracker.Subscribe(new RebuildWatch(projection, progress, () => daemon.Tracker.HighWaterMark));
                await daemon.RebuildProjectionAsync(projection, RebuildTimeout, cancellation).ConfigureAwait(false);
            }
        }
    }

    private async Task<IReadOnlyList<(Subject Subject, Interval Interval)>> IntervalsAsync(
        NegotiationId negotiation, SubjectFilter about, DateOnly? on, DateOnly? knownBy, CancellationToken cancellation)
    {
        await using var connection = await _database.OpenConnectionAsync(cancellation).ConfigureAwait(false);
        if (await PointHistory.ReadAsync(connection, negotiation, about, on, knownBy, cancellation).ConfigureAwait(false) is { } rows)
        {
            return [.. rows.Select(r => (r.Subject, r.Interval))];
        }

        var stored = await ReadAsync(connection, negotiation, cancellation).ConfigureAwait(false);
        var history = History.Of(Timeline.Of(stored.Ledger, knownBy));
        return [.. history.Subjects
            .Where(about.Includes)
            .SelectMany(s => history.Of(s).Where(i => on is not { } day || i.Covers(day)).Select(i => (s, i)))];
    }

    /// <summary>
    /// A session whose transaction has begun and that no rebuild runs beside. While one does, no transaction may stay open:
    /// Marten's daemon waits for every transaction that could still fill a gap in the sequence of events, and it would wait
    /// for ours while ours waits for the rebuild.
    /// </summary>
    private async Task<IDocumentSession> WritingSessionAsync(CancellationToken cancellation)
    {
        while (true)
        {
            var session = Documents.LightweightSession();
            var entered = false;
            try
            {
                await session.BeginTransactionAsync(cancellation).ConfigureAwait(false);
                entered = (await session.QueryAsync<bool>(StoreLock.TryShareWriting, cancellation).ConfigureAwait(false))[0];
                if (entered)
                {
                    return session;
                }
            }
            finally
            {
                if (!entered)
                {
                    await session.DisposeAsync().ConfigureAwait(false);
                }
            }

            await Task.Delay(StoreLock.Pause, cancellation).ConfigureAwait(false);
        }
    }

    private async Task InsertAsync(StoredLedger stored, IReadOnlyList<NegotiationEvent> admitted, CancellationToken cancellation)
    {
        await using var session = await WritingSessionAsync(cancellation).ConfigureAwait(false);
        LedgerChange.WillAppendTo(stored, session);
        var key = StreamKey.Of(stored.Ledger.Negotiation);
        var events = Wrap(stored.Ledger.Negotiation, admitted);
        if (stored.IsEmpty)
        {
            session.Events.StartStream(key, events);
        }
        else
        {
            await HoldAsync(session, stored, cancellation).ConfigureAwait(false);
            session.Events.Append(key, stored.Version + events.Length, events);
        }

        await session.SaveChangesAsync(cancellation).ConfigureAwait(false);
    }

    /// <summary>
    /// Keeps the stream as it is until the transaction ends. Its version is checked with the append; here, that it is still
    /// the stream that was loaded, and not one begun anew after a deletion, which may have as many events.
    /// </summary>
    private static async Task HoldAsync(IDocumentSession session, StoredLedger stored, CancellationToken cancellation)
    {
        const string schema = StoreConfiguration.Schema;
        var began = await session
            .QueryAsync<long>(
                $"select e.seq_id from {schema}.mt_streams s join {schema}.mt_events e on e.stream_id = s.id and e.version = 1 where s.id = ? for update of s",
                cancellation,
                StreamKey.Of(stored.Ledger.Negotiation))
            .ConfigureAwait(false);
        if (began is not [var first] || first != stored.Began)
        {
            throw new LedgerConflict(stored.Ledger.Negotiation);
        }
    }

    /// <summary>
    /// Events first, then snapshot and history in a transaction of their own: a crash in between leaves them without a
    /// version, and every answer is folded until the next recording or a rebuild writes them.
    /// </summary>
    private async Task CopyAsync(StoredLedger stored, IReadOnlyList<NegotiationEvent> admitted, CancellationToken cancellation)
    {
        var negotiation = stored.Ledger.Negotiation;
        var stream = StreamAction.Start(StreamKey.Of(negotiation), Wrap(negotiation, admitted));
        await Documents.BulkInsertEventsAsync([stream], batchSize: admitted.Count, cancellation).ConfigureAwait(false);

        await using var session = await WritingSessionAsync(cancellation).ConfigureAwait(false);
        if (await LockedVersionAsync(session, negotiation, cancellation).ConfigureAwait(false) != admitted.Count)
        {
            return; // Deleted in between, or recorded to: who did so has seen to the projections.
        }

        var change = new LedgerChange(new StoredLedger(stored.Ledger.With(admitted), admitted.Count), admitted);
        PresentProjection.Write(session, change.Stored);
        await PointHistory.WriteAsync(session, change, cancellation).ConfigureAwait(false);
        await session.SaveChangesAsync(cancellation).ConfigureAwait(false);
    }

    /// <summary>The version of a stream, which nobody else changes until the transaction ends; null when there is none.</summary>
    private static async Task<long?> LockedVersionAsync(IDocumentSession session, NegotiationId negotiation, CancellationToken cancellation)
    {
        var versions = await session
            .QueryAsync<long>($"select version from {StoreConfiguration.Schema}.mt_streams where id = ? for update", cancellation, StreamKey.Of(negotiation))
            .ConfigureAwait(false);
        return versions.Count == 0 ? null : versions[0];
    }

    /// <summary>Gives each event the id that makes recording it twice impossible.</summary>
    private IEvent[] Wrap(NegotiationId negotiation, IReadOnlyList<NegotiationEvent> admitted)
    {
        var registry = (IEventRegistry)Documents.Options.Events;
        var wrapped = new IEvent[admitted.Count];
        for (var i = 0; i < wrapped.Length; i++)
        {
            wrapped[i] = registry.BuildEvent(admitted[i]);
            wrapped[i].Id = EventGuid.Of(negotiation, admitted[i].Id);
        }

        return wrapped;
    }

    internal static bool IsLostRace(Exception e) => e
        is ConcurrencyException
        or JasperFx.Events.ExistingStreamIdCollisionException
        or Marten.Exceptions.ExistingStreamIdCollisionException
        or PostgresException { SqlState: PostgresErrorCodes.UniqueViolation, TableName: "mt_events" or "mt_streams" }
        || e.InnerException is { } inner && IsLostRace(inner);
}

/// <summary>How far a rebuild has come.</summary>
/// <param name="Projection">What is being rebuilt.</param>
/// <param name="Done">Events read.</param>
/// <param name="Total">Events there are.</param>
public sealed record RebuildProgress(string Projection, long Done, long Total);

internal sealed class RebuildWatch(string projection, IProgress<RebuildProgress>? progress, Func<long> total) : IObserver<ShardState>
{
    public void OnNext(ShardState value)
    {
        if (value.ShardName.StartsWith(projection, StringComparison.Ordinal))
        {
            progress?.Report(new(projection, value.Sequence, total()));
        }
    }

    public void OnCompleted()
    {
    }

    public void OnError(Exception error)
    {
    }
}
