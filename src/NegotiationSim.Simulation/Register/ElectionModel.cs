using System.Text.Json;

namespace NegotiationSim.Simulation;

/// <summary>The register's entry for the probabilistic Condorcet election.</summary>
internal static class ElectionModel
{
    public static Model Entry { get; } = new()
    {
        Name = "condorcet-election",
        Title = "Probabilistic Condorcet election",
        Assumes = "Every party's position on a point is an option; options meet in pairs, parties throw capability times salience behind the nearer one, and the stronger side wins with a probability. The forecast is the mean of positions, weighed by their chances. Points are decided one by one.",
        KnownAccuracy = "Mean absolute error 20.4 of 100 on a held-out part of the European decisions, where the compromise mean has 21.1; found on one data set, after others had been tried.",
        Inputs = CompromiseModels.Mean.Inputs,
        Source = "Wise, Lester and Efird, An introduction to the KTAB framework, KAPSARC 2015",
        Forecast = Forecast,
        Checks = [new("pce/pce_cases.json", "chances: as printed, 1e-4 and 2e-3; where given with more digits, 1e-12 conditional and 2e-9 Markov", Compare)],
    };

    /// <summary>The mean of positions on each dimension, weighed by the chance of each in an election by nearness.</summary>
    public static double[] Forecast(ActorTable table)
    {
        RefusedInputException.ThrowIfAny("the election", table.Faults());
        var rules = new ElectionRules(VotingRule.Proportional, VictoryModel.Linear, ElectionKind.Conditional);
        var results = new double[table.Dimensions];
        for (var d = 0; d < table.Dimensions; d++)
        {
            var options = Enumerable.Range(0, table.Actors).Select(i => table.Position(i, d)).Distinct().ToArray();
            var voters = Enumerable.Range(0, table.Actors).Where(i => table.Salience(i, d) > 0).ToArray();
            if (voters.Length == 0)
            {
                results[d] = double.NaN;
                continue;
            }

            var weights = voters.Select(i => table.Capabilities[i] * table.Salience(i, d)).ToArray();
            var utilities = voters.SelectMany(i => options.Select(x => 1 - (Math.Abs(x - table.Position(i, d)) / 100))).ToArray();
            results[d] = CondorcetElection.Chances(rules, weights, utilities).Zip(options, (p, x) => p * x).Sum();
        }

        return results;
    }

    private static void Compare(ReferenceFigures figures, Comparison comparison)
    {
        foreach (var test in figures.Json.GetProperty("cases").EnumerateArray())
        {
            var name = test.Text("name");
            var tolerance = test.Number("tolerance");
            var victory = Enum.Parse<VictoryModel>(test.Text("victory_prob_model"));
            if (test.TryGetProperty("weights", out var weights))
            {
                var rules = new ElectionRules(Enum.Parse<VotingRule>(test.Text("voting_rule")), victory, Enum.Parse<ElectionKind>(test.Text("pce_model")));
                comparison.Near(() => name, test.Numbers("expected"), CondorcetElection.Chances(rules, weights.Numbers(), test.GetProperty("utilities").Flat()), tolerance);
                var (w, u) = (weights.Numbers(), test.GetProperty("utilities").EnumerateArray().Select(row => row.Numbers()).ToArray());
                comparison.Near(() => $"{name}, support", test.Numbers("expected_zeta"), [.. u[0].Select((_, o) => w.Select((x, k) => x * u[k][o]).Sum())], 0.5);
                continue;
            }

            var coalitions = test.GetProperty("coalitions").Flat();
            var options = (int)Math.Sqrt(coalitions.Length);
            var victories = new double[coalitions.Length];
            CondorcetElection.Victories(victory, coalitions, options, victories);
            comparison.Near(() => $"{name}, pairs", test.GetProperty("victory_prob").Flat(), victories, tolerance);
            Kinds(test, "expected", null, tolerance);
            if (test.TryGetProperty("expected_high_precision", out _)) Kinds(test, "expected_high_precision", 1e-14, 2e-9);

            void Kinds(JsonElement of, string member, double? settled, double within)
            {
                foreach (var (kind, column) in new[] { (ElectionKind.Conditional, "conditional"), (ElectionKind.MarkovUniform, "markov_uniform"), (ElectionKind.MarkovIncentive, "markov_incentive") })
                {
                    var chances = CondorcetElection.ChancesOfCoalitions(new(VotingRule.Proportional, victory, kind, settled), coalitions);
                    comparison.Near(() => $"{name}, {column}", of.GetProperty(member).Numbers(column), chances, settled is not null && kind == ElectionKind.Conditional ? 1e-12 : within);
                }
            }
        }
    }
}
