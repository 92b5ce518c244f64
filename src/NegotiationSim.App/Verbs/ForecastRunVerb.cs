using System.CommandLine;
using System.Security.Cryptography;
using NegotiationSim.App.CommandLine;
using NegotiationSim.App.Forecasting;
using NegotiationSim.App.Questions;
using NegotiationSim.App.Rendering;
using NegotiationSim.App.ScenarioFiles;
using NegotiationSim.Domain;
using NegotiationSim.Simulation;
using NegotiationSim.Store;

namespace NegotiationSim.App.Verbs;

/// <summary><c>negsim forecast run</c>: simulates the runs of an assessment, and stores what came of them.</summary>
internal static class ForecastRunVerb
{
    public static Command Create()
    {
        var file = new Argument<string>("FILE") { Description = "The assessment: YAML or JSON; - for standard input." };
        var from = Parameters.Date("--from", "The last day taken from the record, in place of the file's.");
        var knownBy = Parameters.Date("--known-by", "Only what was known by this date, in place of the file's. [default: by the last day taken from the record]");
        var until = Parameters.Date("--until", "The last day simulated, in place of the file's.");
        var whatIf = Parameters.Text("--what-if", "NAME", "Go on from this what-if, in place of the file's.");
        var model = Parameters.Text("--model", "M", "The model by which positions move, in place of the file's.");
        var runs = Parameters.Number("--runs", "N", "How many runs, in place of the file's.", 1, ForecastPlan.MostRuns);
        var seed = Parameters.Number("--seed", "S", "From which all that is drawn follows, in place of the file's.", ulong.MinValue, ulong.MaxValue);
        var threads = Parameters.Threads("How many threads count runs. The result is the same for any number. [default: one for each processor]");
        var workers = new Option<bool>("--workers") { Description = "Let 'negsim worker' processes on the same database count the runs, and wait for them. The result is the same." };
        var dryRun = new Option<bool>("--dry-run") { Description = "Check the assessment against the record, and run nothing." };
        var json = Parameters.Json();
        var svg = PictureFolder.Option();
        var verb = Verb.Create(
            "run",
            "Simulates how the points may move from an assessment, in many runs, and stores what came of them. The same assessment, seed and record give the same result. Interrupted, the same command goes on where it was.",
            "scenarios/ukraine-2025/forecast/christmas-plan.yaml",
            "my-assessment.yaml --from 2025-12-10 --runs 10000 --seed 7",
            "my-assessment.yaml --model alternating-offers --json",
            "my-assessment.yaml --svg pictures");
        verb.Arguments.Add(file);
        foreach (var option in new Option[] { from, knownBy, whatIf, runs, seed, until, model, threads, workers, dryRun, json, svg }) verb.Options.Add(option);
        return verb.Does(async call =>
        {
            var bytes = InputFile.Bytes(call.Get(file));
            var document = InputFile.Content(ScenarioReader.ReadDocument<Assessment>(InputFile.Name(call.Get(file)), bytes));
            await using var store = await call.OpenStoreAsync();
            var timelines = await OpenAsync(call, store, document);
            var assessment = document.Content with
            {
                From = call.Get(from)?.In(timelines.Ledger, "from") ?? document.Content.From,
                KnownBy = call.Get(knownBy)?.In(timelines.Ledger, "knownBy") ?? document.Content.KnownBy,
                Until = call.Get(until)?.In(timelines.Ledger, "until") ?? document.Content.Until,
                WhatIf = call.Get(whatIf) is { } name ? new WhatIfId(name) : document.Content.WhatIf,
                Model = call.Get(model) ?? document.Content.Model,
                Runs = call.Get(runs) ?? document.Content.Runs,
                Seed = call.Get(seed) ?? document.Content.Seed,
            };
            var (planned, faults) = await PlannedForecast.OfAsync(timelines, assessment, call.Cancellation);
            if (planned is null) throw new CommandException(ExitCode.BadInput, Told(document, faults, ("--from", call.Get(from) is not null), ("--until", call.Get(until) is not null), ("--model", call.Get(model) is not null)));
            if (call.Get(dryRun))
            {
                call.Terminal.Note($"{assessment.Name}: {planned.Plan.Parties.Count} parties on {Counted.Of(planned.Plan.Points.Count, "point")}, from {planned.Plan.From:yyyy-MM-dd} to {planned.Plan.Until:yyyy-MM-dd}. Dry run, nothing was run.");
                return ExitCode.Done;
            }

            var stored = await RunAsync(call, store, planned, Convert.ToHexStringLower(SHA256.HashData(bytes)), call.Get(workers) ? null : call.Get(threads) ?? Environment.ProcessorCount);
            if (call.Get(svg) is { } folder) await PictureFolder.WriteAsync(call, folder, stored.Result, () => Task.FromResult(planned));
            if (call.Get(json))
            {
                Terminal.Json(ForecastAnswer.Of(stored));
            }
            else
            {
                ForecastText.Write(new Page(call.Terminal.Out), ForecastAnswer.Of(stored));
            }

            return ExitCode.Done;
        });
    }

    /// <summary>What is wrong with an assessment: by the option that was given in place of a number of the file, else at its place in the file.</summary>
    private static string Told(Document<Assessment> document, IReadOnlyList<Fault> faults, params ReadOnlySpan<(string Option, bool IsGiven)> options)
    {
        var errors = new List<FileError>();
        var told = new List<string>();
        foreach (var (member, expected) in faults)
        {
            if (options.Contains(($"--{member}", true))) told.Add($"--{member}: expected {expected}");
            else errors.Add(document.ErrorAt(member, $"{member}: expected {expected}"));
        }

        return string.Join('\n', [.. told, .. errors.OrderBy(e => e.Line).ThenBy(e => e.Column).Select(e => e.ToString())]);
    }

    private static async Task<Timelines> OpenAsync(Call call, LedgerStore store, Document<Assessment> document)
    {
        try
        {
            return await call.OpenAsync(store, document.Content.Negotiation.Value);
        }
        catch (BadQuestion e)
        {
            throw new CommandException(ExitCode.BadInput, document.ErrorAt("negotiation", e.Message).ToString());
        }
    }

    private static async Task<StoredForecast> RunAsync(Call call, LedgerStore store, PlannedForecast planned, string fileHash, int? threads)
    {
        var a = planned.Plan.Assessment;
        if (await store.Forecasts.LoadAsync(a.Negotiation, a.Name, call.Cancellation) is { } before)
        {
            if (before.Key == planned.Key)
            {
                call.Terminal.Note($"{a.Name}: run before, with the same assessment, seed and record.");
                return before;
            }

            if (before.Seal is not null) throw new CommandException(ExitCode.Refused, $"The forecast {a.Name} was sealed on {before.SealedAt:yyyy-MM-dd} and stays as it is. Give the changed assessment another name.");
        }

        if (threads is null) call.Terminal.Note("Waits for workers to count the runs: start `negsim worker` in other terminals, or Ctrl-C and leave out --workers.");
        StoredForecast? stored = null;
        try
        {
            await ProgressBar.DuringAsync(call.Terminal, async report =>
            {
                var (tally, earlier) = threads is { } number
                    ? await ForecastRuns.CountAsync(store.Forecasts, planned, number, report, call.Cancellation)
                    : await Workers.CountAsync(store, (await call.FindDatabaseAsync()).ConnectionString, planned, report, call.Cancellation);
                stored = planned.Stored(fileHash, tally);
                if (!await store.Forecasts.SaveAsync(stored, call.Cancellation)) throw new CommandException(ExitCode.Refused, $"The forecast {a.Name} was sealed by somebody else in the meantime; nothing was stored.");
                return $"{a.Name}: {Counted.Of(tally.Runs, "run")}{(earlier > 0 ? $", {earlier:N0} of them counted before" : "")}, stored.";
            });
        }
        catch (OperationCanceledException)
        {
            var done = (await store.Forecasts.CountedAsync(planned.Key, CancellationToken.None)).Count;
            throw new CommandException(ExitCode.Failure, $"Cancelled. {done} of {ForecastRuns.BatchesOf(planned.Runs).Count} batches of runs are kept; the same command goes on from there.");
        }

        return stored!;
    }
}
