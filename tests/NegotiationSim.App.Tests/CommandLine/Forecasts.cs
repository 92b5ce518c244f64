using System.Diagnostics;
using System.Text.Json;

namespace NegotiationSim.App.Tests.CommandLine;

/// <summary>Forecasts as their users meet them, on the real talks.</summary>
public sealed class Forecasts(TestDatabase database) : IClassFixture<TestDatabase>, IAsyncLifetime
{
    private const string Christmas = "scenarios/ukraine-2025/forecast/christmas-plan.yaml";

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("negsim-forecasts-");

    private Negsim Negsim => new(database.ConnectionString);

    public async ValueTask InitializeAsync() => (await Negsim.RunAsync("import", "scenarios/ukraine-2025")).Code.ShouldBe(0);

    public ValueTask DisposeAsync()
    {
        _folder.Delete(recursive: true);
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task Any_number_of_threads_gives_the_same_bytes()
    {
        var results = new List<string>();
        foreach (var threads in new[] { "1", "2", "8" })
        {
            var outcome = await Negsim.RunAsync("forecast", "run", Christmas, "--runs", "1200", "--threads", threads, "--json");
            outcome.Code.ShouldBe(0, outcome.Errors);
            results.Add(outcome.Output);
            (await Negsim.RunAsync("forecast", "delete", "ukraine-2025", "christmas-plan", "--yes")).Code.ShouldBe(0);
        }

        results.ShouldAllBe(r => r == results[0]);
    }

    [Fact]
    public async Task Three_workers_give_the_same_bytes_as_one_process_also_when_one_is_killed()
    {
        var file = Named("by-workers");
        var alone = (await Negsim.RunAsync("forecast", "run", file, "--runs", "4000", "--json")).Output;
        (await Negsim.RunAsync("forecast", "delete", "ukraine-2025", "by-workers", "--yes")).Code.ShouldBe(0);

        var workers = Enumerable.Range(0, 3).Select(_ => Negsim.Start("worker", "--threads", "1")).ToList();
        try
        {
            foreach (var worker in workers)
            {
                (await worker.StandardError.ReadLineAsync(TestContext.Current.CancellationToken)).ShouldBe("Ready to count runs of forecasts. Ctrl-C ends it.");
            }

            var together = Negsim.RunAsync("forecast", "run", file, "--runs", "4000", "--workers", "--json");
            await UntilAsync(async () => (await database.QueryAsync<string>("select count(*)::text from negsim.mt_doc_storedbatch"))[0] != "0");
            workers[0].Kill();
            var outcome = await together;
            outcome.Code.ShouldBe(0, outcome.Errors);
            outcome.Output.ShouldBe(alone);
            outcome.Errors.ShouldContain("Waits for workers to count the runs: start `negsim worker`");
        }
        finally
        {
            foreach (var worker in workers)
            {
                worker.Kill();
                worker.Dispose();
            }
        }
    }

    [Fact]
    public async Task One_that_was_interrupted_goes_on_where_it_was()
    {
        var file = Named("interrupted");
        using (var run = Negsim.Start("forecast", "run", file, "--runs", "20000", "--threads", "1"))
        {
            await UntilAsync(async () => int.Parse((await database.QueryAsync<string>("select count(*)::text from negsim.mt_doc_storedbatch"))[0]) > 1);
            using var signal = Process.Start("kill", ["-INT", $"{run.Id}"]);
            var errors = await run.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
            await run.WaitForExitAsync(TestContext.Current.CancellationToken);
            run.ExitCode.ShouldBe(1);
            errors.ShouldContain("batches of runs are kept; the same command goes on from there.");
        }

        var again = await Negsim.RunAsync("forecast", "run", file, "--runs", "20000", "--json");
        again.Errors.ShouldContain("of them counted before, stored.");
        (await Negsim.RunAsync("forecast", "delete", "ukraine-2025", "interrupted", "--yes")).Code.ShouldBe(0);
        (await Negsim.RunAsync("forecast", "run", file, "--runs", "20000", "--json")).Output.ShouldBe(again.Output);
        (await database.QueryAsync<string>("select count(*)::text from negsim.mt_doc_storedbatch"))[0].ShouldBe("0");
    }

    [Fact]
    public async Task A_run_can_be_asked_like_any_timeline_and_be_kept_as_a_what_if()
    {
        var file = Named("kept");
        (await Negsim.RunAsync("forecast", "run", file, "--runs", "20")).Code.ShouldBe(0);
        string[] asked = ["--version", "UA-20", "--on", "2026-05-01", "--json"];
        var run = JsonDocument.Parse((await Negsim.RunAsync(["state", "ukraine-2025", "--forecast", "kept", "--run", "7", .. asked])).Answer()).RootElement;
        run.GetProperty("whatIf").GetString().ShouldBe("kept/run-7");
        var kept = await Negsim.RunAsync("forecast", "keep", "ukraine-2025", "kept", "--run", "7");
        (await (Negsim with { Input = kept.Answer() }).RunAsync("whatif", "run", "-")).Code.ShouldBe(0);
        var whatIf = JsonDocument.Parse((await Negsim.RunAsync(["state", "ukraine-2025", "--what-if", "kept-run-7", .. asked])).Answer()).RootElement;
        whatIf.GetProperty("points").GetRawText().ShouldBe(run.GetProperty("points").GetRawText());
        (await Negsim.RunAsync("explain", "ukraine-2025", "--point", "UA-20/20", "--forecast", "kept", "--run", "7")).Answer().ShouldContain("in run 7 of the forecast kept");
        (await Negsim.RunAsync("state", "ukraine-2025", "--forecast", "kept", "--run", "20")).Message(2).ShouldContain("has the runs 0 to 19");
        (await Negsim.RunAsync("state", "ukraine-2025", "--forecast", "kept")).Message(2).ShouldContain("--forecast and --run go together");
        (await Negsim.RunAsync("state", "ukraine-2025", "--forecast", "kep", "--run", "1")).Message(2).ShouldContain("did you mean 'kept'?");
    }

    [Fact]
    public async Task A_run_on_a_what_if_that_removes_events_can_be_kept()
    {
        (await Negsim.RunAsync("whatif", "run", "scenarios/ukraine-2025/what-if/briefing-takes-place.yaml")).Code.ShouldBe(0);
        (await Negsim.RunAsync("forecast", "run", Named("on-another"), "--what-if", "briefing-takes-place", "--runs", "3")).Code.ShouldBe(0);
        var kept = await Negsim.RunAsync("forecast", "keep", "ukraine-2025", "on-another", "--run", "2");
        var recorded = await (Negsim with { Input = kept.Answer() }).RunAsync("whatif", "run", "-");
        recorded.Code.ShouldBe(0, recorded.Errors);
    }

    [Fact]
    public async Task A_run_of_a_forecast_that_begins_after_the_last_event_can_be_kept()
    {
        (await Negsim.RunAsync("forecast", "run", Named("later"), "--from", "2026-03-20", "--runs", "3")).Code.ShouldBe(0);
        var kept = await Negsim.RunAsync("forecast", "keep", "ukraine-2025", "later", "--run", "2");
        var recorded = await (Negsim with { Input = kept.Answer() }).RunAsync("whatif", "run", "-");
        recorded.Code.ShouldBe(0, recorded.Errors);
    }

    [Fact]
    public async Task What_an_option_gives_is_told_by_the_option_and_not_by_the_file()
    {
        (await Negsim.RunAsync("forecast", "run", Christmas, "--model", "spatail")).Message(2).ShouldStartWith("--model: expected a model by which positions move");
        (await Negsim.RunAsync("forecast", "run", Christmas, "--until", "2025-12-20")).Message(2).ShouldBe("--until: expected a date after 2025-12-28, the last day taken from the record, not 2025-12-20\n");
    }

    [Fact]
    public async Task Everything_that_is_wrong_is_told_at_its_place_and_nothing_is_run()
    {
        var text = (await File.ReadAllTextAsync(Path.Combine(Committed.Root, Christmas), TestContext.Current.CancellationToken))
            .Replace("name: christmas-plan", "name: wrong")
            .Replace("position: 0..15..40, salience: 10", "position: 0..15..140, salience: 10")
            .Replace("party: EU\n    capability: 30..45..60", "party: EUU\n    capability: 0..45..60");
        var file = Path.Combine(_folder.FullName, "wrong.yaml");
        await File.WriteAllTextAsync(file, text, TestContext.Current.CancellationToken);
        var message = (await Negsim.RunAsync("forecast", "run", file)).Message(2);
        message.Split('\n').Select(line => line[(line.IndexOf(".yaml:", StringComparison.Ordinal) + 1)..]).ShouldContain(line => line.EndsWith("parties[3].capability: expected 0.0001 to 1000000000000, not 0..45..60", StringComparison.Ordinal));
        message.ShouldContain("points[0].positions[0].position: expected 0 to 100, not 0..15..140");
        message.ShouldContain("points[0].positions[3].party: expected one of the parties assessed, not EU");
        (await Negsim.RunAsync("forecast", "list", "ukraine-2025", "--json")).Output.ShouldNotContain("wrong");
    }

    /// <summary>The example under another name.</summary>
    private string Named(string name)
    {
        var file = Path.Combine(_folder.FullName, name + ".yaml");
        File.WriteAllText(file, File.ReadAllText(Path.Combine(Committed.Root, Christmas)).Replace("name: christmas-plan", $"name: {name}"));
        return file;
    }

    private static async Task UntilAsync(Func<Task<bool>> holds)
    {
        while (!await holds())
        {
            await Task.Delay(20, TestContext.Current.CancellationToken);
        }
    }
}
