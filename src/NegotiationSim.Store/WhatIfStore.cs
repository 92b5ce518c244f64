using System.Text.Json;
using Marten;
using NegotiationSim.Domain;
using Npgsql;

namespace NegotiationSim.Store;

/// <summary>Somebody else changed the what-if, or what it builds on is gone: nothing was stored. Load again and decide again.</summary>
public sealed class WhatIfChanged(string message, Exception? cause = null) : Exception(message, cause);

/// <summary>
/// The what-ifs in PostgreSQL: one Marten stream for each, its key <c>whatif/</c>, the negotiation and the name. It holds
/// the edits, never the history that they are made to.
/// </summary>
public sealed class WhatIfStore
{
    private const string Schema = StoreConfiguration.Schema;

    private readonly NpgsqlDataSource _database;
    private readonly Func<CancellationToken, Task<IDocumentSession>> _writingSession;

    internal WhatIfStore(NpgsqlDataSource database, Func<CancellationToken, Task<IDocumentSession>> writingSession)
    {
        _database = database;
        _writingSession = writingSession;
    }

    /// <summary>A what-if, as it is or as it was at a version; null when there is none of this name.</summary>
    public async Task<PinnedWhatIf?> LoadAsync(NegotiationId negotiation, WhatIfId name, long? version = null, CancellationToken cancellation = default)
    {
        await using var connection = await _database.OpenConnectionAsync(cancellation).ConfigureAwait(false);
        return await ReadAsync(connection, negotiation, name, version, cancellation).ConfigureAwait(false);
    }

    /// <summary>
    /// A what-if with those that it builds on, each at the version that the one above it pins, the lowest first; empty when
    /// there is none of this name.
    /// </summary>
    public async Task<IReadOnlyList<PinnedWhatIf>> LoadChainAsync(NegotiationId negotiation, WhatIfId name, long? version = null, CancellationToken cancellation = default)
    {
        await using var connection = await _database.OpenConnectionAsync(cancellation).ConfigureAwait(false);
        var chain = new List<PinnedWhatIf>();
        for (WhatIfId? next = name; next is { } at;)
        {
            if (await ReadAsync(connection, negotiation, at, version, cancellation).ConfigureAwait(false) is not { } whatIf)
            {
                return [];
            }

            chain.Insert(0, whatIf);
            (next, version) = (whatIf.WhatIf.Of, whatIf.Pin.Of);
        }

        return chain;
    }

    /// <summary>The what-ifs of a negotiation, by their names.</summary>
    public async Task<IReadOnlyList<PinnedWhatIf>> ListAsync(NegotiationId negotiation, CancellationToken cancellation = default)
    {
        await using var connection = await _database.OpenConnectionAsync(cancellation).ConfigureAwait(false);
        var streams = await EventsAsync(connection, "starts_with(stream_id, $1)", WhatIfKey.PrefixOf(negotiation), long.MaxValue, cancellation).ConfigureAwait(false);
        return [.. streams.Select(s => WhatIfEvents.Fold(s)!).OrderBy(w => w.WhatIf.Name.Value, StringComparer.Ordinal)];
    }

    /// <summary>How many what-ifs a negotiation has.</summary>
    public async Task<int> CountAsync(NegotiationId negotiation, CancellationToken cancellation = default)
    {
        await using var connection = await _database.OpenConnectionAsync(cancellation).ConfigureAwait(false);
        await using var command = new NpgsqlCommand($"select count(*) from {Schema}.mt_streams where starts_with(id, $1)", connection)
        {
            Parameters = { new() { Value = WhatIfKey.PrefixOf(negotiation) } },
        };
        return (int)(long)(await command.ExecuteScalarAsync(cancellation).ConfigureAwait(false))!;
    }

    /// <summary>Records a what-if, new or in place of <paramref name="before"/>, and returns its version.</summary>
    /// <exception cref="WhatIfChanged">What is recorded under its name is no longer <paramref name="before"/>, or what it builds on is gone.</exception>
    public Task<long> RecordAsync(WhatIf whatIf, Pin pin, PinnedWhatIf? before, CancellationToken cancellation = default) =>
        AppendAsync(whatIf, pin, before, WhatIfEvents.Of(whatIf, pin, isNew: before is null), cancellation);

    /// <summary>Lets a what-if build on other versions, and returns its own new version.</summary>
    /// <exception cref="WhatIfChanged">It was changed since it was loaded, or what it builds on is gone.</exception>
    public Task<long> RebaseAsync(PinnedWhatIf whatIf, Pin pin, CancellationToken cancellation = default) =>
        AppendAsync(whatIf.WhatIf, pin, whatIf, [new WhatIfRebased { BaseVersion = pin.Events, OfVersion = pin.Of }], cancellation);

    /// <summary>Deletes a what-if, unless others build on it, be it by way of further ones: then their names are returned, and nothing is deleted.</summary>
    public async Task<IReadOnlyList<WhatIfId>> DeleteAsync(NegotiationId negotiation, WhatIfId name, CancellationToken cancellation = default)
    {
        var key = WhatIfKey.Of(negotiation, name);
        await using var session = await _writingSession(cancellation).ConfigureAwait(false);

        // Locked first: whoever records a what-if on it comes before and is found, or finds it gone.
        _ = await session.QueryAsync<long>($"select version from {Schema}.mt_streams where id = ? for update", cancellation, key).ConfigureAwait(false);
        var others = new List<WhatIfId>();
        foreach (var other in await ListAsync(negotiation, cancellation).ConfigureAwait(false))
        {
            // Also by way of one between, at an earlier version, that builds on something else by now.
            if (other.WhatIf.Of is { } of && (await LoadChainAsync(negotiation, of, other.Pin.Of, cancellation).ConfigureAwait(false)).Any(w => w.WhatIf.Name == name))
            {
                others.Add(other.WhatIf.Name);
            }
        }

        if (others.Count > 0)
        {
            return others;
        }

        session.QueueSqlCommand($"delete from {Schema}.mt_events where stream_id = ?", key);
        session.QueueSqlCommand($"delete from {Schema}.mt_streams where id = ?", key);
        await session.SaveChangesAsync(cancellation).ConfigureAwait(false);
        return [];
    }

    /// <summary>Deletes all what-ifs of a negotiation with the session's next changes; nobody may be recording one meanwhile.</summary>
    internal static void DeleteAll(IDocumentSession session, NegotiationId negotiation)
    {
        var prefix = WhatIfKey.PrefixOf(negotiation);
        session.QueueSqlCommand($"delete from {Schema}.mt_events where stream_id in (select id from {Schema}.mt_streams where starts_with(id, ?))", prefix);
        session.QueueSqlCommand($"delete from {Schema}.mt_streams where starts_with(id, ?)", prefix);
    }

    private static async Task<PinnedWhatIf?> ReadAsync(
        NpgsqlConnection connection, NegotiationId negotiation, WhatIfId name, long? version, CancellationToken cancellation)
    {
        var streams = await EventsAsync(connection, "stream_id = $1", WhatIfKey.Of(negotiation, name), version ?? long.MaxValue, cancellation).ConfigureAwait(false);
        return streams is [var events] ? WhatIfEvents.Fold(events) : null;
    }

    /// <summary>The events of streams, up to a version. Without Marten, which is made when something is written.</summary>
    private static async Task<IReadOnlyList<List<WhatIfEvent>>> EventsAsync(
        NpgsqlConnection connection, string streams, string key, long version, CancellationToken cancellation)
    {
        await using var command = new NpgsqlCommand(
            $"select stream_id, type, data from {Schema}.mt_events where {streams} and version <= $2 order by stream_id, version", connection)
        {
            Parameters = { new() { Value = key }, new() { Value = version } },
        };
        await using var reader = await command.ExecuteReaderAsync(cancellation).ConfigureAwait(false);
        var found = new List<(string Stream, List<WhatIfEvent> Events)>();
        while (await reader.ReadAsync(cancellation).ConfigureAwait(false))
        {
            var (stream, name) = (reader.GetString(0), reader.GetString(1));
            var type = WhatIfEvents.Find(name) ?? throw new InvalidOperationException($"{stream} holds an event of type '{name}', which this program does not know.");
            if (found.Count == 0 || found[^1].Stream != stream)
            {
                found.Add((stream, []));
            }

            found[^1].Events.Add((WhatIfEvent)JsonSerializer.Deserialize(reader.GetFieldValue<byte[]>(2), type, DomainJson.Options)!);
        }

        return [.. found.Select(f => f.Events)];
    }

    private async Task<long> AppendAsync(WhatIf whatIf, Pin pin, PinnedWhatIf? before, IReadOnlyList<WhatIfEvent> events, CancellationToken cancellation)
    {
        var version = (before?.Version ?? 0) + events.Count;
        try
        {
            await using var session = await _writingSession(cancellation).ConfigureAwait(false);
            await RequireAsync(session, StreamKey.Of(whatIf.Negotiation), pin.Events, whatIf, cancellation).ConfigureAwait(false);
            if (whatIf.Of is { } of)
            {
                await RequireAsync(session, WhatIfKey.Of(whatIf.Negotiation, of), pin.Of!.Value, whatIf, cancellation).ConfigureAwait(false);
            }

            var key = WhatIfKey.Of(whatIf.Negotiation, whatIf.Name);
            if (before is null)
            {
                session.Events.StartStream(key, events);
            }
            else
            {
                session.Events.Append(key, version, events);
            }

            await session.SaveChangesAsync(cancellation).ConfigureAwait(false);
        }
        catch (Exception e) when (LedgerStore.IsLostRace(e))
        {
            throw new WhatIfChanged($"The what-if {whatIf.Name} was changed by somebody else in the meantime; nothing was stored.", e);
        }

        return version;
    }

    /// <summary>Keeps what a what-if builds on from being deleted before it is recorded; it may grow.</summary>
    private static async Task RequireAsync(IDocumentSession session, string key, long version, WhatIf whatIf, CancellationToken cancellation)
    {
        var found = await session.QueryAsync<long>($"select version from {Schema}.mt_streams where id = ? for key share", cancellation, key).ConfigureAwait(false);
        if (found is not [var present] || present < version)
        {
            throw new WhatIfChanged($"What the what-if {whatIf.Name} builds on was deleted by somebody else in the meantime; nothing was stored.");
        }
    }
}

/// <summary>The key of a what-if's stream, <c>whatif/ukraine-2025/briefing-takes-place</c>. Part of the storage format.</summary>
internal static class WhatIfKey
{
    public static string PrefixOf(NegotiationId negotiation) => $"whatif/{negotiation}/";

    public static string Of(NegotiationId negotiation, WhatIfId name) => PrefixOf(negotiation) + name;
}
