using System.CommandLine;
using NegotiationSim.App.CommandLine;
using NegotiationSim.App.Forecasting;
using NegotiationSim.App.Pictures;
using NegotiationSim.App.Rendering;
using NegotiationSim.Simulation;

namespace NegotiationSim.App.Verbs;

/// <summary><c>negsim forecast sensitivity</c>: which judged numbers an outcome depends on most.</summary>
internal static class ForecastSensitivityVerb
{
    public static Command Create()
    {
        var negotiation = Parameters.Negotiation();
        var name = ForecastVerb.Name();
        var of = Parameters.Text("--of", "M", $"What is measured of a run: {Measure.Forms}. The share of the points agreed on the last day, the days until a point is agreed, or the weighed mean of the last positions on it. [default: agreed]");
        var runs = Parameters.Number("--runs", "N", $"In how many runs each judged number is varied; about three times that are simulated for each. [default: {CountedSensitivity.Rows}]", 1, int.MaxValue);
        var threads = Parameters.Threads("How many threads simulate. The result is the same for any number. [default: one for each processor]");
        var json = Parameters.Json();
        var svg = Parameters.Text("--svg", "FILE", "Draw a picture of it into this file (- for standard output).");
        var verb = Verb.Create(
            "sensitivity",
            "Which judged numbers of a forecast matter most to what comes of it: the outcome with each at its low and its high (a tenth of the judgement lies below, a tenth above), and the share of the outcome's variance that each accounts for, alone and with others. "
            + $"Shares (Sobol indices) for up to {SensitivityDesign.MostIndexed} numbers that are not certain.",
            "ukraine-2025 christmas-plan",
            "ukraine-2025 christmas-plan --of days:UA-20/9 --runs 1000",
            "ukraine-2025 christmas-plan --of mean:UA-20/14 --svg tornado.svg");
        verb.Arguments.Add(negotiation);
        verb.Arguments.Add(name);
        foreach (var option in new Option[] { of, runs, threads, json, svg }) verb.Options.Add(option);
        return verb.Does(async call =>
        {
            await using var store = await call.OpenStoreAsync();
            var timelines = await call.OpenAsync(store, call.Get(negotiation));
            var planned = await PlannedForecast.AgainAsync(timelines, await timelines.ForecastAsync(call.Get(name), call.Cancellation), call.Cancellation);
            var answer = await RunAsync(call, planned, call.Get(of) ?? Measure.Agreed.Written, call.Get(runs) ?? CountedSensitivity.Rows, call.Get(threads) ?? Environment.ProcessorCount);
            if (call.Get(svg) is { } file) OutputFile.Write(file, ForecastPictures.Tornado(answer));
            if (call.Get(json))
            {
                Terminal.Json(answer);
            }
            else if (call.Get(svg) != "-")
            {
                SensitivityText.Write(new Page(call.Terminal.Out), answer, call.Terminal.IsAscii);
            }

            return ExitCode.Done;
        });
    }

    private static async Task<Sensitivity> RunAsync(Call call, PlannedForecast planned, string of, int rows, int threads)
    {
        var plan = planned.Plan;
        var measure = Measure.Parse(of, plan)
            ?? throw new CommandException(ExitCode.BadInput, $"--of {of}: expected {Measure.Forms}, with one of {string.Join(", ", plan.Points.Select(p => p.Point))}");
        var most = SensitivityRuns.MostRows(plan);
        if (rows < SensitivityDesign.LeastRows || rows > most) throw new CommandException(ExitCode.BadInput, $"--runs {rows}: expected {SensitivityDesign.LeastRows} to {most}, with so many judged numbers");
        Sensitivity? answer = null;
        await ProgressBar.DuringAsync(call.Terminal, async report =>
        {
            answer = await CountedSensitivity.OfAsync(new(plan, planned.Seed, measure, rows), threads, report, call.Cancellation);
            return $"{plan.Assessment.Name}: {answer.Runs:N0} runs simulated";
        });
        return answer!;
    }
}
