using NegotiationSim.App.CommandLine;
using NegotiationSim.Simulation;
using NegotiationSim.Store;

namespace NegotiationSim.App.Forecasting;

/// <summary>
/// Counts the runs of a forecast in batches, on several threads. Batches that were counted are kept, so that a forecast that
/// was interrupted goes on where it was. The counts are the same whatever the number of threads.
/// </summary>
internal static class ForecastRuns
{
    private const int LeastBatch = 250;
    private const int MostBatches = 64;

    /// <summary>The batches of a forecast: the first run, and how many.</summary>
    public static IReadOnlyList<(int First, int Count)> BatchesOf(int runs)
    {
        var size = Math.Max(LeastBatch, (runs + MostBatches - 1) / MostBatches);
        return [.. Enumerable.Range(0, (runs + size - 1) / size).Select(b => (b * size, Math.Min(size, runs - (b * size))))];
    }

    /// <summary>Counts one batch and keeps it.</summary>
    public static async Task<Tally> CountAsync(ForecastStore store, PlannedForecast forecast, int first, int count, CancellationToken cancellation)
    {
        var tally = Tally.Of(forecast.Plan, forecast.Seed, first, count, cancellation);
        await store.SaveAsync(StoredBatch.Of(forecast.Key, forecast.Plan.Assessment.Negotiation, first, count, tally), cancellation);
        return tally;
    }

    /// <summary>The sum of all batches counted so far.</summary>
    public static async Task<Tally> SumAsync(ForecastStore store, PlannedForecast forecast, CancellationToken cancellation) =>
        SumOf(forecast, await store.BatchesAsync(forecast.Key, cancellation));

    private static Tally SumOf(PlannedForecast forecast, IEnumerable<StoredBatch> batches)
    {
        var sum = new Tally(forecast.Plan);
        foreach (var batch in batches) sum.Add(Tally.FromBytes(forecast.Plan, batch.Tally));
        return sum;
    }

    /// <summary>Counts all batches that were not counted before.</summary>
    /// <param name="store">Where batches are kept.</param>
    /// <param name="forecast">The forecast.</param>
    /// <param name="threads">How many threads count.</param>
    /// <param name="report">Is told how far it has come.</param>
    /// <param name="cancellation">Ends it; batches that were finished are kept.</param>
    public static async Task<(Tally Tally, int Before)> CountAsync(ForecastStore store, PlannedForecast forecast, int threads, Action<Progress> report, CancellationToken cancellation)
    {
        // Read once: a batch that another process finishes between two readings would be missing from one of them.
        var kept = await store.BatchesAsync(forecast.Key, cancellation);
        var sum = SumOf(forecast, kept);
        var before = sum.Runs;
        var counted = kept.Select(b => b.First).ToHashSet();
        var left = BatchesOf(forecast.Runs).Where(b => !counted.Contains(b.First)).ToList();
        var gate = new Lock();
        Tell();
        await Parallel.ForEachAsync(left, new ParallelOptions { MaxDegreeOfParallelism = threads, CancellationToken = cancellation }, async (batch, cancelled) =>
        {
            var tally = await Task.Run(() => CountAsync(store, forecast, batch.First, batch.Count, cancelled), cancelled);
            lock (gate)
            {
                sum.Add(tally);
                Tell();
            }
        });
        return (sum, before);

        void Tell() => report(new($"{sum.Runs:N0} of {forecast.Runs:N0} runs", sum.Runs / (double)forecast.Runs));
    }
}
