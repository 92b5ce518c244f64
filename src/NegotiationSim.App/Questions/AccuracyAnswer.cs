using System.Text.Json;
using NegotiationSim.Domain;
using NegotiationSim.Simulation;

namespace NegotiationSim.App.Questions;

/// <summary>The answer of <c>negsim model accuracy</c>.</summary>
/// <param name="Data">Which decisions.</param>
/// <param name="All">Errors on all of them.</param>
/// <param name="AgainstNoChange">Errors where there is a reference point, with that point as a further forecast.</param>
/// <param name="ByProcedure">Errors by procedure.</param>
/// <param name="Quoted">Errors that others found and that are not computed here.</param>
internal sealed record AccuracyAnswer(string Data, ErrorsAnswer All, ErrorsAnswer? AgainstNoChange, ValueList<ErrorsAnswer> ByProcedure, ValueList<QuotedError> Quoted)
{
    private const string Decisions = "deu/deu3_351_issues_model_errors.csv";
    private const string Benchmarks = "deu/benchmarks.json";

    private const string Source = "DEU III, Arregui and Perarnaud, doi:10.34810/data53, CC BY 4.0";

    /// <summary>The forecasts of the file of decisions, and what they are called here.</summary>
    private static readonly (string Column, string Name)[] Forecasts = [("compromise", "compromise mean"), ("challenge", "expected utility")];

    public IEnumerable<ErrorsAnswer> Parts() => [All, .. ByProcedure, .. AgainstNoChange is null ? [] : new[] { AgainstNoChange }];

    /// <summary>Computes it from the decisions, which go with the program.</summary>
    public static AccuracyAnswer Compute()
    {
        var decisions = EuropeanDecisions.Read(Figures(Decisions), [.. Forecasts.Select(f => f.Column)]);
        var table = EuropeanDecisions.Errors([.. Forecasts.Select(f => f.Name)], decisions);
        var benchmarks = Figures(Benchmarks).Json;
        return new(
            Source,
            ErrorsAnswer.Of("all decisions", table),
            table.AgainstNoChange is { } referred ? ErrorsAnswer.Of("decisions with a reference point", referred) : null,
            table.ByGroup.Select(g => ErrorsAnswer.Of(g.Group, g.Table)).ToValueList(),
            QuotedIn(benchmarks.GetProperty("from_schelling_project_backtest")).ToValueList());
    }

    private static ReferenceFigures Figures(string name) => ReferenceFigures.Parse(name, ReferenceFigures.TextOf(name) ?? throw new InvalidOperationException($"The figures {name} do not go with the models."));

    /// <summary>Mean absolute errors that others computed on the same data and that are not computed here.</summary>
    private static IEnumerable<QuotedError> QuotedIn(JsonElement figures)
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
}

/// <summary>Errors on some of the decisions.</summary>
internal sealed record ErrorsAnswer(string On, int Decisions, ValueList<ErrorAnswer> Errors, ValueList<PairAnswer> Pairs)
{
    public static ErrorsAnswer Of(string on, ErrorTable table) => new(
        on,
        table.Decisions,
        table.Errors.Select(e => new ErrorAnswer(e.Model, Rounded(e.MeanAbsoluteError), Rounded(e.MedianAbsoluteError), Rounded(e.RootMeanSquareError), e.Best)).ToValueList(),
        table.Pairs.Select(p => new PairAnswer(p.Model, p.Than, Rounded(p.Mean), Rounded(p.StandardError))).ToValueList());

    /// <summary>To as many decimals as do not depend on the machine.</summary>
    private static double Rounded(double number) => Math.Round(number, 10);
}

/// <summary>How far off a forecast was.</summary>
/// <param name="Nearest">On how many decisions it was the nearest, and not all were as near.</param>
internal sealed record ErrorAnswer(string Forecast, double MeanAbsoluteError, double MedianAbsoluteError, double RootMeanSquareError, int Nearest);

/// <summary>How much farther off a forecast was than another, on average over the same decisions.</summary>
internal sealed record PairAnswer(string Forecast, string Than, double Mean, double StandardError);

/// <summary>An error that others found.</summary>
internal sealed record QuotedError(string Forecast, string On, double MeanAbsoluteError);
