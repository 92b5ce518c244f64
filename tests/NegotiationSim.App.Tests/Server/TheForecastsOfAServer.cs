using System.Text;
using Microsoft.Extensions.Logging.Abstractions;
using NegotiationSim.App.Forecasting;
using NegotiationSim.App.Questions;
using NegotiationSim.App.ScenarioFiles;
using NegotiationSim.App.Server;
using NegotiationSim.Domain;
using NegotiationSim.Simulation;
using NegotiationSim.Store;

namespace NegotiationSim.App.Tests.Server;

/// <summary>How many forecasts a server runs, and what becomes of them when it ends.</summary>
public sealed class TheForecastsOfAServer(TestServer server) : IAsyncLifetime
{
    private static readonly NegotiationId Talks = new("ukraine-2025");

    private readonly TestDatabase _database = new(server);

    [Fact]
    public async Task Are_so_many_at_most_and_one_more_when_one_is_cancelled_and_all_end_with_it()
    {
        var jobs = new ForecastJobs(_database.Store, NullLogger<ForecastJobs>.Instance);
        for (var i = 0; i < ForecastJobs.MostAtOnce; i++)
        {
            jobs.Start(await PlannedAsync($"run-{i}"), "").ShouldBeTrue();
        }

        jobs.Start(await PlannedAsync("one-more"), "").ShouldBeFalse();
        jobs.Find(Talks, "one-more").ShouldBeNull();
        jobs.Start(await PlannedAsync("run-7"), "").ShouldBeTrue("it is being run already");

        jobs.Cancel(Talks, "run-7").ShouldBeTrue();
        while (jobs.Find(Talks, "run-7")!.Status == "running") await Task.Delay(5, TestContext.Current.CancellationToken);
        jobs.Start(await PlannedAsync("one-more"), "").ShouldBeTrue();

        await jobs.DisposeAsync();

        Enumerable.Range(0, ForecastJobs.MostAtOnce).Select(i => jobs.Find(Talks, $"run-{i}")!.Status).ShouldAllBe(s => s == "cancelled");
        jobs.Find(Talks, "one-more")!.Status.ShouldBe("cancelled");
        (await _database.Store.Forecasts.ListAsync(Talks, TestContext.Current.CancellationToken)).ShouldBeEmpty();
    }

    public async ValueTask InitializeAsync()
    {
        await _database.InitializeAsync();
        var file = $"scenarios/{Talks}/negotiation.yaml";
        var scenario = ((ReadResult<ScenarioFile>.Read)ScenarioReader.Read(file, Encoding.UTF8.GetBytes(Committed.Text(file)))).Content;
        var empty = new StoredLedger(Ledger.Empty(Talks), 0);
        await _database.Store.AppendAsync(empty, ((Decision.Admitted)NegotiationSim.Domain.Recording.Decide(empty.Ledger, scenario.Events)).New);
    }

    public ValueTask DisposeAsync() => _database.DisposeAsync();

    /// <summary>The real assessment, with more runs than a test waits for.</summary>
    private async Task<PlannedForecast> PlannedAsync(string name)
    {
        const string file = "scenarios/ukraine-2025/forecast/christmas-plan.yaml";
        var assessment = ((ReadResult<Document<Assessment>>.Read)ScenarioReader.ReadDocument<Assessment>(file, Encoding.UTF8.GetBytes(Committed.Text(file)))).Content.Content;
        var timelines = await new Ledgers(_database.Store).OpenAsync(Talks.Value, TestContext.Current.CancellationToken);
        return (await PlannedForecast.OfAsync(timelines, assessment with { Name = new(name), Runs = ForecastPlan.MostRuns }, TestContext.Current.CancellationToken)).Planned!;
    }
}
