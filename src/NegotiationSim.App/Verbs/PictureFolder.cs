using System.CommandLine;
using NegotiationSim.App.CommandLine;
using NegotiationSim.App.Forecasting;
using NegotiationSim.App.Pictures;
using NegotiationSim.App.Questions;
using NegotiationSim.Domain;
using NegotiationSim.Simulation;

namespace NegotiationSim.App.Verbs;

/// <summary>The folder into which a verb draws a forecast.</summary>
internal static class PictureFolder
{
    /// <summary>Enough for a picture; <c>negsim forecast sensitivity</c> takes more.</summary>
    private const int TornadoRows = 200;

    public static Option<string?> Option() =>
        Parameters.Text("--svg", "DIR", "Draw pictures of it into this folder: for each point where the parties stand and which status it has, when all are agreed, and which judged numbers matter most.");

    /// <summary>Draws a forecast.</summary>
    /// <param name="call">The call.</param>
    /// <param name="folder">The folder; made where it is not there.</param>
    /// <param name="forecast">The forecast.</param>
    /// <param name="plan">Plans it again, for the tornado.</param>
    /// <exception cref="CommandException">Nothing can be written there.</exception>
    public static async Task WriteAsync(Call call, string folder, Forecast forecast, Func<Task<PlannedForecast>> plan)
    {
        try
        {
            Directory.CreateDirectory(folder);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException)
        {
            throw new CommandException(ExitCode.BadInput, $"{folder}: {e.Message}");
        }

        var pictures = ForecastPictures.All(forecast).ToList();
        try
        {
            pictures.Add(("tornado.svg", await TornadoAsync(call, await plan())));
        }
        catch (BadQuestion e)
        {
            call.Terminal.Note($"No tornado is drawn. {e.Message}");
        }

        foreach (var (file, svg) in pictures) OutputFile.Write(Path.Combine(folder, file), svg);
        call.Terminal.Note($"{Counted.Of(pictures.Count, "picture")} in {folder}");
    }

    private static async Task<string> TornadoAsync(Call call, PlannedForecast planned)
    {
        var rows = Math.Clamp(TornadoRows, SensitivityDesign.LeastRows, SensitivityRuns.MostRows(planned.Plan, withIndices: false));
        var runs = new SensitivityRuns(planned.Plan, planned.Seed, Measure.Agreed, rows, withIndices: false);
        var drawn = "";
        await ProgressBar.DuringAsync(call.Terminal, async report =>
        {
            drawn = ForecastPictures.Tornado(await CountedSensitivity.OfAsync(runs, Environment.ProcessorCount, report, call.Cancellation));
            return $"{planned.Plan.Assessment.Name}: {Counted.Of(rows, "run")} with each judged number at its low and its high";
        });
        return drawn;
    }
}
