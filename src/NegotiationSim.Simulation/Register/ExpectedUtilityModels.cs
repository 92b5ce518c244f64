using System.Text.Json;

namespace NegotiationSim.Simulation;

/// <summary>The register's entry for Bueno de Mesquita's expected utility model.</summary>
internal static class ExpectedUtilityModels
{
    private const int ForecastRounds = 8;
    private const double Reference = 1e-9;

    public static Model Entry { get; } = new()
    {
        Name = "expected-utility",
        Title = "Bueno de Mesquita's expected utility (legacy)",
        Assumes = "On one point at a time, parties weigh the chance of winning a conflict, by vote, against giving in, and take more risks the safer their position is. Computed as the published table was, which is not quite what the published equations say.",
        ForecastOfACase = "The forecast is the median after eight rounds.",
        KnownAccuracy = "Mean absolute error 26.8 to 28.8 of 100 on 351 decisions of the European Union: worse than the compromise mean. For comparison only.",
        Inputs = [.. CompromiseModels.Mean.Inputs, "at least two parties that differ"],
        Source = "Scholz, Calbert and Smith, Unravelling Bueno de Mesquita's group decision model, ICAART 2011",
        Forecast = Forecast,
        Moves = ExpectedUtilityMovement.Motion,
        Checks =
        [
            new(["bdm/emissions_1994.csv", "bdm/emissions_1994.expected.json"], "risks, chances, utilities, moves, positions of ten rounds 1e-9; published medians and means 0.1, round 2 excepted; signs of figures 7 and 8", CompareEmissions),
            new(["bdm/sultan_1997_oil_price.csv", "bdm/sultan_1997.expected.json"], "median and mean of ten rounds of the reference run 1e-9", CompareOilPrice),
        ],
    };

    /// <summary>The median of each dimension after eight rounds; positions that do not differ stay.</summary>
    public static double[] Forecast(ActorTable table)
    {
        RefusedInputException.ThrowIfAny("the expected utility model", table.Faults(leastActors: 2));
        return [.. Enumerable.Range(0, table.Dimensions).Select(d =>
        {
            var one = table with
            {
                Dimensions = 1,
                Positions = [.. Enumerable.Range(0, table.Actors).Select(i => table.Position(i, d))],
                Saliences = [.. Enumerable.Range(0, table.Actors).Select(i => table.Salience(i, d))],
            };
            if (!one.Saliences.Any(s => s > 0)) return double.NaN;
            return one.Positions.Max() > one.Positions.Min() ? ExpectedUtilityModel.Run(one, ForecastRounds)[^1].Median : one.Positions[0];
        })];
    }

    private static void CompareEmissions(IReadOnlyList<ReferenceFigures> files, Comparison comparison)
    {
        var table = CompromiseModels.Actors(files[0]);
        var names = table.Names.ToList();
        var json = files[1].Json;
        var expected = json.GetProperty("reference_run").GetProperty("rounds").EnumerateArray().ToList();
        var rounds = ExpectedUtilityModel.Run(table, expected.Count);
        foreach (var (e, a) in expected.Zip(rounds))
        {
            var round = e.GetProperty("round").GetInt32();
            for (var i = 0; i < names.Count; i++)
            {
                var name = names[i];
                comparison.Near(() => $"risk exponent of {name} in round {round}", e.GetProperty("risk_exponent").Number(name), a.RiskExponents[i], Reference);
                comparison.Near(() => $"position of {name} after round {round}", e.GetProperty("positions").Number(name), a.Positions[i], Reference);
            }

            comparison.Near(() => $"median after round {round}", e.Number("median"), a.Median, Reference);
            comparison.Near(() => $"mean after round {round}", e.Number("mean"), a.Mean, Reference);
            var log = string.Join("; ", e.GetProperty("log").EnumerateArray().Select(x => x.GetString()));
            comparison.Same(() => $"moves of round {round}", log, string.Join("; ", a.Moves.Select(m =>
                $"{names[m.Actor]} {(m.Kind == ExpectedMove.Compromise ? "compromises with" : "loses confrontation to")} {names[m.Towards]}")));
        }

        var first = expected[0];
        foreach (var row in first.GetProperty("prob_first_round").EnumerateObject())
        {
            foreach (var cell in row.Value.EnumerateObject())
            {
                comparison.Near(() => $"chance of {row.Name} against {cell.Name}", cell.Value.GetDouble(), rounds[0].Chances[At(row.Name, cell.Name)], Reference);
            }
        }

        foreach (var row in first.GetProperty("eu_first_round").EnumerateObject())
        {
            foreach (var cell in row.Value.EnumerateObject())
            {
                comparison.Near(() => $"utility of {row.Name} against {cell.Name}", cell.Value.Number("eu_ij"), rounds[0].Utilities[At(row.Name, cell.Name)], Reference);
                comparison.Near(() => $"utility of {cell.Name} as {row.Name} sees it", cell.Value.Number("eu_ji_as_seen_by_i"), rounds[0].Perceived[At(row.Name, cell.Name)], Reference);
            }
        }

        ComparePublished(json, rounds, comparison);
        foreach (var (view, viewer) in new[] { ("belgium_view", "Belgium"), ("france_view", "France") })
        {
            foreach (var quadrant in json.GetProperty("published_quadrants").GetProperty(view).EnumerateObject())
            {
                var at = At(viewer, quadrant.Name);
                var same = table.Positions[names.IndexOf(viewer)] == table.Positions[names.IndexOf(quadrant.Name)];
                comparison.Same(() => $"quadrant of {quadrant.Name} for {viewer}", quadrant.Value.GetString(), same ? "(0,0)" : $"({Sign(rounds[0].Utilities[at])},{Sign(rounds[0].Perceived[at])})");
            }
        }

        int At(string row, string column) => (names.IndexOf(row) * names.Count) + names.IndexOf(column);
        static char Sign(double number) => number > 0 ? '+' : '-';
    }

    /// <summary>The published table has one decimal, truncated; its second median is not met.</summary>
    private static void ComparePublished(JsonElement json, IReadOnlyList<ExpectedUtilityRound> rounds, Comparison comparison)
    {
        const double published = 0.1;
        const int notMet = 2;
        var (medians, means) = (json.GetProperty("published").Numbers("scholz_table2_median"), json.GetProperty("published").Numbers("scholz_table2_mean"));
        for (var r = 0; r < medians.Length; r++)
        {
            var round = r + 1;
            if (round != notMet) comparison.Near(() => $"published median of round {round}", medians[r], rounds[r].Median, published);
            comparison.Near(() => $"published mean of round {round}", means[r], rounds[r].Mean, published);
        }
    }

    private static void CompareOilPrice(IReadOnlyList<ReferenceFigures> files, Comparison comparison)
    {
        var expected = files[1].Json.GetProperty("reference_run_rounds").EnumerateArray().ToList();
        foreach (var (e, a) in expected.Zip(ExpectedUtilityModel.Run(CompromiseModels.Actors(files[0]), expected.Count)))
        {
            comparison.Near(() => $"median after round {e.GetProperty("round").GetInt32()}", e.Number("median"), a.Median, Reference);
            comparison.Near(() => $"mean after round {e.GetProperty("round").GetInt32()}", e.Number("mean"), a.Mean, Reference);
        }
    }
}
