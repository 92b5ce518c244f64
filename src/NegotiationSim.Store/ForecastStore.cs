using Marten;
using NegotiationSim.Domain;
using NegotiationSim.Simulation;

namespace NegotiationSim.Store;

/// <summary>A forecast as it is stored: the assessment as it was run, what it started from, and what came of it.</summary>
public sealed record StoredForecast
{
    /// <summary>The negotiation, a slash and the name.</summary>
    public required string Id { get; init; }

    /// <summary>A hash of all that the result depends on: assessment, timeline, and the form of results.</summary>
    public required string Key { get; init; }

    /// <summary>The assessment, with what the command line put in place of its own.</summary>
    public required Assessment Assessment { get; init; }

    /// <summary>The hash (SHA-256) of the file that the assessment was read from.</summary>
    public required string FileHash { get; init; }

    /// <summary>How many events of the negotiation were recorded when it was run.</summary>
    public required int Events { get; init; }

    /// <summary>The version of the what-if that it goes on from.</summary>
    public long? WhatIfVersion { get; init; }

    /// <summary>The version of this program.</summary>
    public required string Program { get; init; }

    public required Forecast Result { get; init; }

    /// <summary>When it was sealed; null: it is not.</summary>
    public DateTimeOffset? SealedAt { get; init; }

    /// <summary>The hash under which it was sealed.</summary>
    public string? Seal { get; init; }

    /// <summary>What was recorded by then that it did not use.</summary>
    public Unused? UnusedWhenSealed { get; init; }

    public static string IdOf(NegotiationId negotiation, ForecastId name) => $"{negotiation}/{name}";
}

/// <summary>What is recorded of a negotiation that a forecast of it does not use: what came later, or became known later.</summary>
/// <param name="Recorded">How many events are recorded in all.</param>
/// <param name="Events">How many of them the forecast does not use.</param>
/// <param name="Bearing">How many of those bear on its points.</param>
public sealed record Unused(int Recorded, int Events, int Bearing);

/// <summary>The counts of some runs of a forecast, kept until all are there.</summary>
public sealed record StoredBatch
{
    /// <summary>The forecast's key, a slash and the first run.</summary>
    public required string Id { get; init; }

    public required string Key { get; init; }

    /// <summary>The negotiation, so that the batch goes when that is deleted.</summary>
    public required string Negotiation { get; init; }

    public required int First { get; init; }

    public required int Count { get; init; }

    /// <summary><see cref="Tally.ToBytes"/>.</summary>
    public required byte[] Tally { get; init; }

    public static StoredBatch Of(string key, NegotiationId negotiation, int first, int count, Tally tally) =>
        new() { Id = $"{key}/{first}", Key = key, Negotiation = negotiation.Value, First = first, Count = count, Tally = tally.ToBytes() };
}

/// <summary>The forecasts in PostgreSQL, as Marten documents.</summary>
public sealed class ForecastStore(Func<IDocumentStore> documents)
{
    /// <summary>A forecast; null when there is none of that name.</summary>
    public async Task<StoredForecast?> LoadAsync(NegotiationId negotiation, ForecastId name, CancellationToken cancellation = default)
    {
        await using var session = documents().QuerySession();
        return await session.LoadAsync<StoredForecast>(StoredForecast.IdOf(negotiation, name), cancellation).ConfigureAwait(false);
    }

    /// <summary>The forecasts of a negotiation, by their names.</summary>
    public async Task<IReadOnlyList<StoredForecast>> ListAsync(NegotiationId negotiation, CancellationToken cancellation = default)
    {
        var prefix = StoredForecast.IdOf(negotiation, new(""));
        await using var session = documents().QuerySession();
        var found = await session.Query<StoredForecast>().Where(f => f.Id.StartsWith(prefix)).ToListAsync(cancellation).ConfigureAwait(false);
        return [.. found.OrderBy(f => f.Id, StringComparer.Ordinal)];
    }

    /// <summary>
    /// Stores a forecast in place of any of its name, and forgets its batches. False, and nothing stored, when there is a sealed
    /// one of that name that is another. The same as a sealed one changes nothing.
    /// </summary>
    public async Task<bool> SaveAsync(StoredForecast forecast, CancellationToken cancellation = default)
    {
        await using var session = documents().LightweightSession();
        var before = await LockAsync(session, forecast.Id, cancellation).ConfigureAwait(false);
        if (before?.Seal is not null && before.Key != forecast.Key) return false;
        if (before?.Seal is null) session.Store(forecast);
        session.DeleteWhere<StoredBatch>(b => b.Key == forecast.Key);
        await session.SaveChangesAsync(cancellation).ConfigureAwait(false);
        return true;
    }

    /// <summary>
    /// Seals a forecast and gives it as it is stored then: one that is sealed stays under its first seal. Null, and nothing
    /// sealed, when it was deleted or run otherwise in the meantime.
    /// </summary>
    /// <param name="forecast">The forecast as it was loaded, with its seal.</param>
    /// <param name="cancellation">Ends it.</param>
    public async Task<StoredForecast?> SealAsync(StoredForecast forecast, CancellationToken cancellation = default)
    {
        await using var session = documents().LightweightSession();
        var before = await LockAsync(session, forecast.Id, cancellation).ConfigureAwait(false);
        if (before is null || before.Key != forecast.Key) return null;
        if (before.Seal is not null) return before;
        session.Store(forecast);
        await session.SaveChangesAsync(cancellation).ConfigureAwait(false);
        return forecast;
    }

    /// <summary>Deletes a forecast; false when there is none, or when it is sealed and sealed ones are to stay.</summary>
    public async Task<bool> DeleteAsync(NegotiationId negotiation, ForecastId name, bool evenSealed = false, CancellationToken cancellation = default)
    {
        await using var session = documents().LightweightSession();
        if (await LockAsync(session, StoredForecast.IdOf(negotiation, name), cancellation).ConfigureAwait(false) is not { } forecast) return false;
        if (forecast.Seal is not null && !evenSealed) return false;
        session.Delete(forecast);
        session.DeleteWhere<StoredBatch>(b => b.Key == forecast.Key);
        await session.SaveChangesAsync(cancellation).ConfigureAwait(false);
        return true;
    }

    /// <summary>A forecast as it is, which nobody else changes until the session's transaction ends.</summary>
    private static async Task<StoredForecast?> LockAsync(IDocumentSession session, string id, CancellationToken cancellation)
    {
        await session.BeginTransactionAsync(cancellation).ConfigureAwait(false);
        await session.QueryAsync<string>("select pg_advisory_xact_lock(hashtext(?))::text", cancellation, id).ConfigureAwait(false);
        return await session.LoadAsync<StoredForecast>(id, cancellation).ConfigureAwait(false);
    }

    /// <summary>The batches counted so far, by their first runs.</summary>
    public async Task<IReadOnlyList<StoredBatch>> BatchesAsync(string key, CancellationToken cancellation = default)
    {
        await using var session = documents().QuerySession();
        return await session.Query<StoredBatch>().Where(b => b.Key == key).OrderBy(b => b.First).ToListAsync(cancellation).ConfigureAwait(false);
    }

    /// <summary>Which batches were counted so far, without what they counted.</summary>
    public async Task<IReadOnlyList<int>> CountedAsync(string key, CancellationToken cancellation = default)
    {
        await using var session = documents().QuerySession();
        return await session.Query<StoredBatch>().Where(b => b.Key == key).OrderBy(b => b.First).Select(b => b.First).ToListAsync(cancellation).ConfigureAwait(false);
    }

    /// <summary>Keeps a batch. The same batch again changes nothing.</summary>
    public async Task SaveAsync(StoredBatch batch, CancellationToken cancellation = default)
    {
        await using var session = documents().LightweightSession();
        session.Store(batch);
        await session.SaveChangesAsync(cancellation).ConfigureAwait(false);
    }

    /// <summary>Deletes all forecasts of a negotiation with the session's next changes.</summary>
    internal static void DeleteAll(IDocumentSession session, NegotiationId negotiation)
    {
        var prefix = StoredForecast.IdOf(negotiation, new(""));
        session.DeleteWhere<StoredForecast>(f => f.Id.StartsWith(prefix));
        session.DeleteWhere<StoredBatch>(b => b.Negotiation == negotiation.Value);
    }
}
