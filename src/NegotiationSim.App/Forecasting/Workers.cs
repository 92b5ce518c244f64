using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using NegotiationSim.App.CommandLine;
using NegotiationSim.App.Recording;
using NegotiationSim.Domain;
using NegotiationSim.Simulation;
using NegotiationSim.Store;
using Wolverine;
using Wolverine.Postgresql;

namespace NegotiationSim.App.Forecasting;

/// <summary>
/// Batches of runs, dealt out to other processes through a durable queue in the database. A worker takes a batch out of the
/// queue into an inbox of its own; what a killed worker leaves there goes to the others once it is seen to be gone.
/// </summary>
internal static class Workers
{
    private const string Schema = "negsim_queue";
    private const string Queue = "forecast-runs";

    /// <summary>How often workers say that they are there, and how long one that does not is waited for.</summary>
    private static readonly TimeSpan Heartbeat = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Gone = TimeSpan.FromSeconds(6);

    /// <summary>After so long without a batch counted, those that are missing are asked for once more: counting one twice does no harm.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(200);

    /// <summary>A process that takes batches until it is told to end.</summary>
    public static async Task<IHost> StartWorkerAsync(LedgerStore store, string connectionString, int threads, CancellationToken cancellation)
    {
        var host = Create(store, connectionString, DurabilityMode.Balanced, options => options.ListenToPostgresqlQueue(Queue).MaximumMessagesToReceive(2 * threads).MaximumParallelMessages(threads));
        await host.StartAsync(cancellation);
        return host;
    }

    /// <summary>Deals out all batches that were not counted before, and waits until workers have counted them.</summary>
    public static async Task<(Tally Tally, int Before)> CountAsync(LedgerStore store, string connectionString, PlannedForecast forecast, Action<Progress> report, CancellationToken cancellation)
    {
        var batches = ForecastRuns.BatchesOf(forecast.Runs);
        var counted = await store.Forecasts.CountedAsync(forecast.Key, cancellation);
        var before = batches.Where(b => counted.Contains(b.First)).Sum(b => b.Count);

        // It only asks: were it a node among the workers, it would be given their inboxes to look after, and it cannot count.
        using var host = Create(store, connectionString, DurabilityMode.Solo, options => options.PublishMessage<CountRuns>().ToPostgresqlQueue(Queue));
        await host.StartAsync(cancellation);
        try
        {
            var asked = TimeSpan.Zero;
            var waited = TimeSpan.Zero;
            await AskAsync();
            while (counted.Count < batches.Count)
            {
                await Task.Delay(Look, cancellation);
                waited += Look;
                var present = await store.Forecasts.CountedAsync(forecast.Key, cancellation);
                if (present.Count > counted.Count) (asked, counted) = (waited, present);
                report(new($"{counted.Count} of {batches.Count} batches by workers", counted.Count / (double)batches.Count));
                if (waited - asked < Patience) continue;
                asked = waited;
                await AskAsync();
            }
        }
        finally
        {
            await host.StopAsync(CancellationToken.None);
        }

        return (await ForecastRuns.SumAsync(store.Forecasts, forecast, cancellation), before);

        async Task AskAsync()
        {
            var bus = host.Services.GetRequiredService<IMessageBus>();
            foreach (var (first, count) in batches.Where(b => !counted.Contains(b.First)))
            {
                await bus.PublishAsync(new CountRuns(forecast.Key, forecast.Plan.Assessment, forecast.Events, first, count));
            }
        }
    }

    private static IHost Create(LedgerStore store, string connectionString, DurabilityMode mode, Action<WolverineOptions> configure)
    {
        var builder = Host.CreateEmptyApplicationBuilder(null);
        builder.Logging.AddSimpleConsole(console => console.SingleLine = true).AddFilter(null, LogLevel.Error);
        builder.Services.Configure<Microsoft.Extensions.Logging.Console.ConsoleLoggerOptions>(console => console.LogToStandardErrorThreshold = LogLevel.Trace);
        builder.Services.AddSingleton(store);
        builder.UseWolverine(options =>
        {
            Recorder.Configure(options);
            options.UsePostgresqlPersistenceAndTransport(connectionString, Schema, Schema).AutoProvision();
            options.UseSystemTextJsonForSerialization(DomainJson.Apply);
            options.Durability.Mode = mode;
            options.Durability.ScheduledJobPollingTime = Look; // also how often the queue is looked into
            options.Durability.HealthCheckPollingTime = Heartbeat;
            options.Durability.FirstHealthCheckExecution = Heartbeat;
            options.Durability.CheckAssignmentPeriod = Heartbeat;
            options.Durability.NodeReassignmentPollingTime = Heartbeat;
            options.Durability.StaleNodeTimeout = Gone;
            configure(options);
        });
        return builder.Build();
    }
}
