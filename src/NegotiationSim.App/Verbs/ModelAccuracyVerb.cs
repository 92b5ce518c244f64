using System.CommandLine;
using System.Globalization;
using NegotiationSim.App.CommandLine;
using NegotiationSim.App.Questions;
using NegotiationSim.App.Rendering;

namespace NegotiationSim.App.Verbs;

/// <summary><c>negsim model accuracy</c>: how far off models were on decisions whose outcome is known.</summary>
internal static class ModelAccuracyVerb
{
    public static Command Create()
    {
        var json = Parameters.Json();
        var verb = Verb.Create(
            "accuracy",
            "How far off forecasts were on 351 decisions of the European Union whose outcome is known, computed from the decisions; and what others found for further models on the same data.",
            "",
            "--json");
        verb.Options.Add(json);
        return verb.Does(call =>
        {
            var answer = AccuracyAnswer.Compute();
            if (call.Get(json))
            {
                Terminal.Json(answer);
            }
            else
            {
                Write(new Page(call.Terminal.Out), answer);
            }

            return Task.FromResult(ExitCode.Done);
        });
    }

    private static void Write(Page page, AccuracyAnswer answer)
    {
        page.Text($"Forecasts of decisions of the European Union, on a scale of 0 to 100 ({answer.Data})");
        page.Line();
        var table = new PlainTable("On", "Forecast", "Decisions", "Mean absolute error", "Median", "Root mean square", "Nearest");
        foreach (var part in answer.Parts())
        {
            foreach (var error in part.Errors)
            {
                table.AddRow(part.On, error.Forecast, $"{part.Decisions}", Number(error.MeanAbsoluteError), Number(error.MedianAbsoluteError), Number(error.RootMeanSquareError), $"{error.Nearest}");
            }
        }

        page.Table(table);
        page.Line();
        foreach (var pair in answer.All.Pairs)
        {
            page.Text($"On the same decisions, {pair.Forecast} is {(pair.Mean > 0 ? "farther off" : "nearer")} than {pair.Than} by {Number(Math.Abs(pair.Mean))} on average (standard error {Number(pair.StandardError)}).");
        }

        page.Line();
        page.Text("Mean absolute errors that others found on the same data, not computed here:");
        var quoted = new PlainTable("On", "Forecast", "Mean absolute error");
        foreach (var error in answer.Quoted)
        {
            quoted.AddRow(error.On, error.Forecast, Number(error.MeanAbsoluteError));
        }

        page.Table(quoted);
    }

    private static string Number(double number) => number.ToString("0.00", CultureInfo.InvariantCulture);
}
