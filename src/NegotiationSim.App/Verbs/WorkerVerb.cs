using System.CommandLine;
using NegotiationSim.App.CommandLine;
using NegotiationSim.App.Forecasting;
using NegotiationSim.Store;

namespace NegotiationSim.App.Verbs;

/// <summary><c>negsim worker</c>: counts runs of forecasts for others.</summary>
internal static class WorkerVerb
{
    public static Command Create()
    {
        var threads = Parameters.Threads("How many batches of runs to count at once. [default: one for each processor]");
        var verb = Verb.Create(
            "worker",
            "Takes batches of runs from a queue in the database and counts them, for 'negsim forecast run --workers' in any process on the same database. Ctrl-C ends it; a worker that is killed loses nothing.",
            "",
            "--threads 1");
        verb.Options.Add(threads);
        return verb.Does(async call =>
        {
            var database = await call.FindDatabaseAsync();
            await using var store = await LedgerStore.OpenAsync(database.ConnectionString, call.Cancellation);
            using var host = await Workers.StartWorkerAsync(store, database.ConnectionString, call.Get(threads) ?? Environment.ProcessorCount, call.Cancellation);
            call.Terminal.Note("Ready to count runs of forecasts. Ctrl-C ends it.");
            try
            {
                await Task.Delay(Timeout.Infinite, call.Cancellation);
            }
            catch (OperationCanceledException)
            {
                await host.StopAsync(CancellationToken.None);
            }

            return ExitCode.Done;
        });
    }
}
