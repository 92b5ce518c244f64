using System.Text.Json;

namespace NegotiationSim.Simulation;

/// <summary>The register's entries for the compromise mean and the weighted median.</summary>
internal static class CompromiseModels
{
    private const double ClosedForm = 1e-12;

    public static Model Mean { get; } = new()
    {
        Name = "compromise-mean",
        Title = "Compromise mean",
        Assumes = "Everybody gives way in proportion to what the others put on the scale: the result is the mean of positions, weighed by capability times salience. Nobody bluffs, forms coalitions or walks out.",
        KnownAccuracy = "Mean absolute error 22.99 of 100 on 351 decisions of the European Union; nothing here is known to be reliably better. Shown beside every forecast.",
        Inputs = ["position 0..100 of each party on each point", "salience 0..100 of each party on each point", "capability of each party"],
        Source = "van den Bos 1991; Achen in Thomson, Stokman, Achen and König (eds.), The European Union Decides, 2006",
        Forecast = Compromise.Means,
        Checks =
        [
            .. Tables().Select(t => new ModelCheck([t.Table, t.Expected], "weighted mean, 1e-12", (files, comparison) =>
                comparison.Near(() => "mean", Member(files[1].Json, "weighted_mean"), Compromise.Means(Actors(files[0]))[0], ClosedForm))),
            new(["bdm/emissions_1994.csv", "closed_form/compromise_lever.json"], "mean before and after one actor moves, 1e-12", CompareLever),
            new(["deu/deu3_351_issues_model_errors.csv", "deu/benchmarks.json"], "errors on 351 European decisions, 1e-12; each row 0.0015, being rounded", CompareDecisions),
        ],
    };

    public static Model Median { get; } = new()
    {
        Name = "weighted-median",
        Title = "Weighted median",
        Assumes = "Positions are voted on in pairs, with weight capability times salience, and everybody votes for what is nearer: the position in the middle of the weight beats every other.",
        KnownAccuracy = "Mean absolute error of the median actor 28.4 of 100 on 351 decisions of the European Union, against 23.0 for the compromise mean.",
        Inputs = Mean.Inputs,
        Source = "Black, On the rationale of group decision-making, Journal of Political Economy 56, 1948",
        Forecast = Compromise.Medians,
        Checks =
        [
            .. Tables().Select(t => new ModelCheck([t.Table, t.Expected], "weighted median, 1e-12", (files, comparison) =>
                comparison.Near(() => "median", Member(files[1].Json, "weighted_median"), Compromise.Medians(Actors(files[0]))[0], ClosedForm))),
        ],
    };

    private static (string Table, string Expected)[] Tables() =>
    [
        ("bdm/emissions_1994.csv", "bdm/emissions_1994.expected.json"),
        ("bdm/sultan_1997_oil_price.csv", "bdm/sultan_1997.expected.json"),
        ("bdm/china_soe_policy_2014.csv", "bdm/china_soe_policy_2014.expected.json"),
        ("bdm/china_soe_competitive_2014.csv", "bdm/china_soe_competitive_2014.expected.json"),
    ];

    /// <summary>The actors of a table of one dimension. Its columns are named after their units.</summary>
    internal static ActorTable Actors(ReferenceFigures figures)
    {
        var columns = figures.Rows[0].Keys.ToList();
        string Column(string starts) => columns.Single(c => c.StartsWith(starts, StringComparison.Ordinal));
        var (position, salience) = (Column("position"), Column("salience"));
        var unit = salience.EndsWith("0_1", StringComparison.Ordinal) ? 100 : 1;
        return new()
        {
            Names = [.. figures.Rows.Select(r => r["actor"])],
            Dimensions = 1,
            Positions = [.. figures.Rows.Select(r => r.Number(position))],
            Saliences = [.. figures.Rows.Select(r => r.Number(salience) * unit)],
            Capabilities = [.. figures.Rows.Select(r => r.Number("capability"))],
        };
    }

    private static double Member(JsonElement json, string name) =>
        (json.TryGetProperty("closed_form", out var inner) ? inner : json).Number(name);

    private static void CompareLever(IReadOnlyList<ReferenceFigures> files, Comparison comparison)
    {
        var table = Actors(files[0]);
        var example = files[1].Json.GetProperty("example_emissions");
        comparison.Near(() => "before", example.Number("base"), Compromise.Means(table)[0], ClosedForm);

        var move = example.Text("move").Split(' '); // UK 10->8
        var (from, to) = (move[1].Split("->")[0], move[1].Split("->")[1]);
        var actor = table.Names.ToList().IndexOf(move[0]);
        var moved = table.Positions.ToArray();
        comparison.Same(() => "position of the actor that moves", from, moved[actor].ToString("R", System.Globalization.CultureInfo.InvariantCulture));
        moved[actor] = double.Parse(to, System.Globalization.CultureInfo.InvariantCulture);
        comparison.Near(() => "after", example.Number("expected"), Compromise.Means(table with { Positions = moved })[0], ClosedForm);

        var weights = table.Capabilities.Zip(table.Saliences, (c, s) => c * s).ToArray();
        var step = moved[actor] - table.Positions[actor];
        comparison.Near(() => "by the lever", example.Number("expected"), Compromise.Means(table)[0] + (step * Compromise.Lever(actor, weights)), ClosedForm);
    }

    private static void CompareDecisions(IReadOnlyList<ReferenceFigures> files, Comparison comparison)
    {
        const double rounded = 0.0015; // three numbers of three decimals
        string[] models = ["challenge", "compromise"];
        var decisions = EuropeanDecisions.Read(files[0], models);
        var table = EuropeanDecisions.Errors(models, decisions);
        var expected = files[1].Json;
        comparison.Same(() => "decisions", expected.GetProperty("issues").GetInt32(), table.Decisions);
        var means = expected.GetProperty("from_schelling_project_backtest").GetProperty("recomputed_mae");
        foreach (var error in table.Errors) comparison.Near(() => $"mean absolute error of {error.Model}", means.Number(error.Model), error.MeanAbsoluteError, ClosedForm);
        comparison.Near(
            () => "difference of the two", means.Number("challenge") - means.Number("compromise"), table.Pairs.Single().Mean, ClosedForm);
        for (var m = 0; m < models.Length; m++)
        {
            var model = models[m];
            comparison.Same(() => $"decisions on which {model} is nearer", files[0].Rows.Count(r => r["winner"] == model), table.Errors[m].Best);
        }

        foreach (var (row, decision) in files[0].Rows.Zip(decisions))
        {
            for (var m = 0; m < models.Length; m++)
            {
                var model = models[m];
                comparison.Near(() => $"{decision.Issue}, error of {model}", row.Number($"{model}_ae"), Math.Abs(decision.Forecasts[m] - decision.Outcome), rounded);
            }
        }
    }
}
