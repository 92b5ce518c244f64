using NegotiationSim.App.Forecasting;
using NegotiationSim.Domain;
using NegotiationSim.Simulation;
using NegotiationSim.Store;

namespace NegotiationSim.App.Questions;

/// <summary>The answer of <c>negsim forecast list</c>.</summary>
public sealed record ForecastListAnswer(NegotiationId Negotiation, ValueList<ListedForecast> Forecasts)
{
    public static async Task<ForecastListAnswer> LoadAsync(Timelines timelines, LedgerStore store, CancellationToken cancellation) =>
        new(timelines.Ledger.Negotiation, [.. (await store.Forecasts.ListAsync(timelines.Ledger.Negotiation, cancellation)).Select(ListedForecast.Of)]);
}

/// <summary>One forecast.</summary>
/// <param name="AllAgreed">The share of runs in which all assessed points are agreed by the last day.</param>
public sealed record ListedForecast(
    ForecastId Forecast, string Why, VersionId Version, DateOnly From, DateOnly Until, string Model, int Runs, double AllAgreed, DateTimeOffset? SealedAt)
{
    public static ListedForecast Of(StoredForecast f) =>
        new(f.Result.Name, f.Result.Why, f.Result.Version, f.Result.From, f.Result.Until, f.Result.Model, f.Result.Runs, f.Result.AllAgreed[^1], f.SealedAt);
}

/// <summary>The answer of <c>negsim forecast run</c> and <c>show</c>.</summary>
/// <param name="Program">The version of the program that ran it.</param>
/// <param name="FileHash">The hash (SHA-256) of the assessment's file.</param>
/// <param name="Key">A hash of all that the result depends on.</param>
/// <param name="Events">How many events were recorded then.</param>
/// <param name="SealedAt">When it was sealed; null: it is not.</param>
/// <param name="Seal">The hash under which it was sealed.</param>
/// <param name="SealHolds">Whether it is still what was sealed.</param>
/// <param name="UnusedWhenSealed">What was recorded by then that it did not use.</param>
public sealed record ForecastAnswer(
    Forecast Forecast, string Program, string FileHash, string Key, int Events, DateTimeOffset? SealedAt, string? Seal, bool? SealHolds, Unused? UnusedWhenSealed)
{
    public static ForecastAnswer Of(StoredForecast f) => new(f.Result, f.Program, f.FileHash, f.Key, f.Events, f.SealedAt, f.Seal, Sealing.Holds(f), f.UnusedWhenSealed);
}
