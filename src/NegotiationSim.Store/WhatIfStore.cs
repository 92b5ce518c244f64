using Marten;
using NegotiationSim.Domain;

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

    private readonly IDocumentStore _documents;
    private readonly Func<CancellationToken, Task<IDocumentSession>> _writingSession;

    internal WhatIfStore(IDocumentStore documents, Func<CancellationToken, Task<IDocumentSession>> writingSession)
    {
        _documents = documents;
        _writingSession = writingSession;
    }

    /// <summary>A what-if, as it is or as it was at a version; null when there is none of this name.</summary>
    public async Task<PinnedWhatIf?> LoadAsync(NegotiationId negotiation, WhatIfId name, long? version = null, CancellationToken cancellation = default)
    {
        await using var session = _documents.QuerySession();
        return await ReadAsync(session, negotiation, name, version, cancellation).ConfigureAwait(false);
    }

    /// <summary>
    /// A what-if with those that it builds on, each at the version that the one above it pins, the lowest first; empty when
    /// there is none of this name.
    /// </summary>
    public async Task<IReadOnlyList<PinnedWhatIf>> LoadChainAsync(NegotiationId negotiation, WhatIfId name, long? version = null, CancellationToken cancellation = default)
    {
        await using var session = _documents.QuerySession();
        var chain = new List<PinnedWhatIf>();
        for (WhatIfId? next = name; next is { } at;)
        {
            if (await ReadAsync(session, negotiation, at, version, cancellation).ConfigureAwait(false) is not { } whatIf)
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
        await using var session = _documents.QuerySession();
        var prefix = WhatIfKey.PrefixOf(negotiation);
        var keys = await session.QueryAsync<string>($"select id from {Schema}.mt_streams where starts_with(id, ?) order by id", cancellation, prefix).ConfigureAwait(false);
        var whatIfs = new List<PinnedWhatIf>();
        foreach (var key in keys)
        {
            // Deleted since: not listed.
            if (await ReadAsync(session, negotiation, new WhatIfId(key[prefix.Length..]), null, cancellation).ConfigureAwait(false) is { } whatIf)
            {
                whatIfs.Add(whatIf);
            }
        }

        return whatIfs;
    }

    /// <summary>Records a what-if, new or in place of <paramref name="before"/>, and returns its version.</summary>
    /// <exception cref="WhatIfChanged">What is recorded under its name is no longer <paramref name="before"/>, or what it builds on is gone.</exception>
    public Task<long> RecordAsync(WhatIf whatIf, Pin pin, PinnedWhatIf? before, CancellationToken cancellation = default) =>
        AppendAsync(whatIf, pin, before, WhatIfEvents.Of(whatIf, pin, isNew: before is null), cancellation);

    /// <summary>Lets a what-if build on other versions, and returns its own new version.</summary>
    /// <exception cref="WhatIfChanged">It was changed since it was loaded, or what it builds on is gone.</exception>
    public Task<long> RebaseAsync(PinnedWhatIf whatIf, Pin pin, CancellationToken cancellation = default) =>
        AppendAsync(whatIf.WhatIf, pin, whatIf, [new WhatIfRebased { BaseVersion = pin.Events, OfVersion = pin.Of }], cancellation);

    /// <summary>Deletes a what-if, unless others build on it: then their names are returned, and nothing is deleted.</summary>
    public async Task<IReadOnlyList<WhatIfId>> DeleteAsync(NegotiationId negotiation, WhatIfId name, CancellationToken cancellation = default)
    {
        var key = WhatIfKey.Of(negotiation, name);
        await using var session = await _writingSession(cancellation).ConfigureAwait(false);

        // Locked first: whoever records a what-if on it comes before and is found, or finds it gone.
        _ = await session.QueryAsync<long>($"select version from {Schema}.mt_streams where id = ? for update", cancellation, key).ConfigureAwait(false);
        var others = (await ListAsync(negotiation, cancellation).ConfigureAwait(false)).Where(w => w.WhatIf.Of == name).Select(w => w.WhatIf.Name).ToList();
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

    private static async Task<PinnedWhatIf?> ReadAsync(IQuerySession session, NegotiationId negotiation, WhatIfId name, long? version, CancellationToken cancellation)
    {
        // For Marten version 0 means the latest; no what-if has it.
        var events = await session.Events.FetchStreamAsync(WhatIfKey.Of(negotiation, name), version ?? 0, token: cancellation).ConfigureAwait(false);
        return WhatIfEvents.Fold(events);
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
