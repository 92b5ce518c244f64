using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using NegotiationSim.App.CommandLine;
using NegotiationSim.App.Rendering;
using NegotiationSim.Domain;
using NegotiationSim.Simulation;

namespace NegotiationSim.App.Verbs;

/// <summary><c>negsim model accuracy</c>: how far off models were on decisions whose outcome is known.</summary>
internal static class ModelAccuracyVerb
{
    private const string Decisions = "deu/deu3_351_issues_model_errors.csv";
    private const string Benchmarks = "deu/benchmarks.json";

    private const string Data = "DEU III, Arregui and Perarnaud, doi:10.34810/data53, CC BY 4.0";

    /// <summary>The forecasts of the file of decisions, and what they are called here.</summary>
    private static readonly (string Column, string Name)[] Forecasts = [("compromise", "compromise mean"), ("challenge", "expected utility")];

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
            var answer = Answer();
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

    private static AccuracyAnswer Answer()
    {
        var decisions = EuropeanDecisions.Read(Figures(Decisions), [.. Forecasts.Select(f => f.Column)]);
        var table = EuropeanDecisions.Errors([.. Forecasts.Select(f => f.Name)], decisions);
        var benchmarks = Figures(Benchmarks).Json;
        return new(
            Data,
            ErrorsAnswer.Of("all decisions", table),
            table.AgainstNoChange is { } referred ? ErrorsAnswer.Of("decisions with a reference point", referred) : null,
            table.ByGroup.Select(g => ErrorsAnswer.Of(g.Group, g.Table)).ToValueList(),
            Quoted(benchmarks.GetProperty("from_schelling_project_backtest")).ToValueList());
    }

    private static ReferenceFigures Figures(string name) => ReferenceFigures.Parse(name, ReferenceFigures.TextOf(name) ?? throw new InvalidOperationException($"The figures {name} do not go with the models."));

    /// <summary>Mean absolute errors that others computed on the same data and that are not computed here.</summary>
    private static IEnumerable<QuotedError> Quoted(JsonElement figures)
    {
        const string all = "all decisions";
        const string heldOut = "a held-out part";
        (string Member, string Model)[] of =
        [
            ("mae_ridge_oracle_cv", "linear regression on all inputs, cross-validated"),
            ("mae_challenge_paper_faithful", "expected utility, as the paper says"),
            ("mae_median_actor", "weighted median"),
            ("mae_challenge_risk_off", "expected utility without risk attitudes"),
        ];
        foreach (var (member, model) in of)
        {
            yield return new(model, all, figures.GetProperty(member).GetDouble());
        }

        (string Member, string Model)[] later =
        [
            ("pce", "probabilistic Condorcet election"),
            ("compromise", "compromise mean"),
            ("challenge_qre", "expected utility with noisy choices"),
            ("kalai_smorodinsky_rp", "Kalai-Smorodinsky from the reference point"),
            ("nash_rp", "Nash from the reference point"),
        ];
        foreach (var (member, model) in later)
        {
            yield return new(model, heldOut, figures.GetProperty("test_split").GetProperty(member).GetDouble());
        }
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

/// <summary>The answer of <c>negsim model accuracy</c>.</summary>
/// <param name="Data">Which decisions.</param>
/// <param name="All">Errors on all of them.</param>
/// <param name="AgainstNoChange">Errors where there is a reference point, with that point as a further forecast.</param>
/// <param name="ByProcedure">Errors by procedure.</param>
/// <param name="Quoted">Errors that others found and that are not computed here.</param>
internal sealed record AccuracyAnswer(string Data, ErrorsAnswer All, ErrorsAnswer? AgainstNoChange, ValueList<ErrorsAnswer> ByProcedure, ValueList<QuotedError> Quoted)
{
    public IEnumerable<ErrorsAnswer> Parts() => [All, .. ByProcedure, .. AgainstNoChange is null ? [] : new[] { AgainstNoChange }];
}

/// <summary>Errors on some of the decisions.</summary>
internal sealed record ErrorsAnswer(string On, int Decisions, ValueList<ErrorAnswer> Errors, ValueList<PairAnswer> Pairs)
{
    public static ErrorsAnswer Of(string on, ErrorTable table) => new(
        on,
        table.Decisions,
        table.Errors.Select(e => new ErrorAnswer(e.Model, ModelRunAnswer.Number(e.MeanAbsoluteError), ModelRunAnswer.Number(e.MedianAbsoluteError), ModelRunAnswer.Number(e.RootMeanSquareError), e.Best)).ToValueList(),
        table.Pairs.Select(p => new PairAnswer(p.Model, p.Than, ModelRunAnswer.Number(p.Mean), ModelRunAnswer.Number(p.StandardError))).ToValueList());
}

/// <summary>How far off a forecast was.</summary>
/// <param name="Nearest">On how many decisions it was the nearest, and not all were as near.</param>
internal sealed record ErrorAnswer(string Forecast, double MeanAbsoluteError, double MedianAbsoluteError, double RootMeanSquareError, int Nearest);

/// <summary>How much farther off a forecast was than another, on average over the same decisions.</summary>
internal sealed record PairAnswer(string Forecast, string Than, double Mean, double StandardError);

/// <summary>An error that others found.</summary>
internal sealed record QuotedError(string Forecast, string On, double MeanAbsoluteError);
