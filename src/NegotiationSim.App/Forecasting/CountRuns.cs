using System.Collections.Concurrent;
using NegotiationSim.App.Questions;
using NegotiationSim.Simulation;
using NegotiationSim.Store;

namespace NegotiationSim.App.Forecasting;

/// <summary>Counts a batch of the runs of a forecast, in whatever process takes it, and keeps the counts.</summary>
/// <param name="Key">The hash of all that the result depends on.</param>
/// <param name="Assessment">The assessment.</param>
/// <param name="Events">How many events of the negotiation it is run on.</param>
/// <param name="First">The first run.</param>
/// <param name="Count">How many runs.</param>
public sealed record CountRuns(string Key, Assessment Assessment, int Events, int First, int Count);

/// <summary>Handles <see cref="CountRuns"/>. The same batch again, after a process was killed, is kept in the same place.</summary>
public static class CountRunsHandler
{
    /// <summary>Plans of forecasts kept between batches.</summary>
    private const int MostKept = 4;

    private static readonly ConcurrentDictionary<string, Lazy<Task<PlannedForecast>>> Plans = [];

    public static async Task HandleAsync(CountRuns batch, LedgerStore store, CancellationToken cancellation)
    {
        if (Plans.Count >= MostKept && !Plans.ContainsKey(batch.Key))
        {
            Plans.Clear();
        }

        var planned = Plans.GetOrAdd(batch.Key, _ => new(() => PlanAsync(batch, store)));
        try
        {
            await ForecastRuns.CountAsync(store.Forecasts, await planned.Value, batch.First, batch.Count, cancellation);
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            Plans.TryRemove(batch.Key, out _);
            throw;
        }
    }

    private static async Task<PlannedForecast> PlanAsync(CountRuns batch, LedgerStore store)
    {
        var timelines = (await new Ledgers(store).OpenAsync(batch.Assessment.Negotiation.Value, CancellationToken.None)).At(batch.Events);
        var (planned, faults) = await PlannedForecast.OfAsync(timelines, batch.Assessment, CancellationToken.None);
        return planned is null ? throw new InvalidOperationException($"The forecast {batch.Assessment.Name} cannot be planned: {string.Join("; ", faults)}")
            : planned.Key == batch.Key ? planned
            : throw new InvalidOperationException($"The forecast {batch.Assessment.Name} is another here: the record, or this program, is not that of who asked.");
    }
}
