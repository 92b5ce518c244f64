using NegotiationSim.App.CommandLine;
using NegotiationSim.Simulation;

namespace NegotiationSim.App.Forecasting;

/// <summary>Simulates what a sensitivity needs, on several threads. What comes of it is the same for any number of them.</summary>
internal static class CountedSensitivity
{
    /// <summary>In how many runs each judged number is varied where nothing else is asked.</summary>
    public const int Rows = 500;

    /// <summary>Rows between two looks at the progress.</summary>
    private const int Batch = 5;

    public static async Task<Sensitivity> OfAsync(SensitivityRuns runs, int threads, Action<Progress> report, CancellationToken cancellation)
    {
        var done = 0;
        var batches = Enumerable.Range(0, (runs.Rows + Batch - 1) / Batch);
        await Parallel.ForEachAsync(batches, new ParallelOptions { MaxDegreeOfParallelism = threads, CancellationToken = cancellation }, (batch, cancelled) =>
        {
            var count = Math.Min(Batch, runs.Rows - (batch * Batch));
            runs.Evaluate(batch * Batch, count, cancelled);
            var sum = Interlocked.Add(ref done, count);
            report(new($"{sum:N0} of {runs.Rows:N0} rows", sum / (double)runs.Rows));
            return ValueTask.CompletedTask;
        });
        return runs.Result();
    }
}
