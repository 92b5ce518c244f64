namespace NegotiationSim.Simulation;

/// <summary>The register's entry for the fair points.</summary>
internal static class FairnessModel
{
    private const double ClosedForm = 1e-12;
    private const double Enumerated = 1e-9;

    public static Model Entry { get; } = new()
    {
        Name = "fair-points",
        Title = "Pareto, Nash, Kalai and Kalai-Smorodinsky points",
        Assumes = "Utilities of whole settlements are known and only gains over no agreement count. The points mark what would be fair by different measures; nobody is assumed to get there.",
        KnownAccuracy = "Markers and no forecasts: on European decisions with a reference point Nash was off by 46.6 of 100 and Kalai-Smorodinsky by 32.4, where the compromise mean was by 21.3.",
        Inputs = ["each party's utility of every outcome, and of no agreement"],
        Source = "Nash 1950; Kalai and Smorodinsky 1975; Kalai 1977",
        Checks =
        [
            .. Domains().Select(name => new ModelCheck($"genius/{name}.json", "the Pareto set and the four points, by their utilities 1e-9 (as printed)", CompareDomain)),
            new("genius/ten_issues_nonlinear.json", "the Pareto frontier of 10^10 outcomes: recomputed 1e-7 and published 1e-6 (as printed)", CompareNonlinear),
            new("closed_form/nash_split.csv", "shares, 1e-12", (figures, comparison) =>
            {
                foreach (var row in figures.Rows)
                {
                    var (first, second) = NashBargain.Split(row.Number("surplus"), row.Number("disagreement1"), row.Number("disagreement2"), row.Number("weight1"));
                    comparison.Near(() => $"first of {row["surplus"]}", row.Number("share1"), first, ClosedForm);
                    comparison.Near(() => $"second of {row["surplus"]}", row.Number("share2"), second, ClosedForm);
                }
            }),
            new("closed_form/nash_crra.csv", "shares, 1e-12", (figures, comparison) =>
            {
                foreach (var row in figures.Rows)
                {
                    var (g1, g2) = (row.Number("gamma1"), row.Number("gamma2"));
                    comparison.Near(() => $"{g1}, {g2}", row.Number("share1"), NashBargain.ShareOfPowers(g1, g2), ClosedForm);
                    var frontier = new BargainingFrontier(u => Math.Pow(1 - Math.Pow(u, 1 / g1), g2), u => SlopeOfPowers(u, g1, g2), 0, 1);
                    comparison.Near(() => $"{g1}, {g2} on the frontier", row.Number("share1"), Math.Pow(frontier.Nash.First, 1 / g1), ClosedForm);
                }
            }),
            new("closed_form/two_player_solutions.json", "the points on four frontiers, 1e-12", CompareFrontiers),
        ],
    };

    private static string[] Domains() =>
        ["car_A", "dinner_3party", "domain2_3party", "inheritance", "itex_vs_cypress", "jobs", "kite", "laptop_C", "pie", "politics_3party", "university_3party"];

    private static double SlopeOfPowers(double u, double g1, double g2)
    {
        var x = Math.Pow(u, 1 / g1);
        return -g2 * Math.Pow(1 - x, g2 - 1) * Math.Pow(u, (1 / g1) - 1) / g1;
    }

    private static void CompareDomain(ReferenceFigures figures, Comparison comparison)
    {
        var json = figures.Json;
        var issues = json.GetProperty("issues").EnumerateArray().ToList();
        var space = new OutcomeSpace([.. issues.Select(i => new BargainingIssue(i.Text("name"), [.. i.GetProperty("values").EnumerateArray().Select(v => v.GetString()!)]))]);
        var profiles = json.GetProperty("profiles").EnumerateArray().ToList();
        var preferences = profiles.Select(profile => new AdditivePreferences(
            [.. issues.Select(i => profile.GetProperty("weights").Number(i.Text("index")))],
            [.. issues.Select((i, at) => space.Issues[at].Values.Select(v => profile.GetProperty("evaluations").GetProperty(i.Text("index")).Number(v)).ToArray())],
            profile.Number("reservation")).Normalised().Over(space)).ToList();
        var fair = FairOutcomes.Of([.. preferences.Select(p => p.Utilities)], [.. preferences.Select(p => p.Reservation)]);
        double[] Of(int outcome) => [.. preferences.Select(p => p.Utilities[outcome])];

        var expected = json.GetProperty("expected");
        comparison.Same(() => "outcomes", expected.GetProperty("n_outcomes").GetInt32(), space.Count);
        var listed = expected.GetProperty("pareto").EnumerateArray().Select(p => p.Numbers("utils")).ToList();
        var found = Distinct(fair.Pareto.Select(Of));
        comparison.Same(() => "Pareto set, how many", expected.GetProperty("pareto_size").GetInt32(), fair.Pareto.Count);
        foreach (var point in listed)
        {
            var nearest = found.MinBy(f => f.Zip(point, (a, b) => Math.Abs(a - b)).Max())!;
            comparison.Near(() => "point of the Pareto set", point, nearest, Enumerated);
        }

        foreach (var (member, outcome) in new[] { ("nash", fair.Nash), ("kalai_egalitarian", fair.Kalai), ("kalai_smorodinsky", fair.KalaiSmorodinsky) })
        {
            comparison.Near(() => member, expected.GetProperty(member).Numbers("utils"), Of(outcome ?? 0), Enumerated);
        }

        // Several outcomes can have the largest sum, in a division of a pie all of them.
        comparison.Near(() => "largest sum", expected.GetProperty("max_welfare").Numbers("utils").Sum(), Of(fair.Utilitarian).Sum(), Enumerated);
        var product = preferences.Aggregate(1.0, (p, x) => p * (x.Utilities[fair.Nash ?? 0] - x.Reservation));
        comparison.Near(() => "product of gains", expected.Number("nash_product"), product, Enumerated);
    }

    /// <summary>Points that differ by more than rounding.</summary>
    private static List<double[]> Distinct(IEnumerable<double[]> points)
    {
        var found = new List<double[]>();
        foreach (var point in points)
        {
            if (!found.Any(f => f.Zip(point, (a, b) => Math.Abs(a - b)).Max() <= ClosedForm)) found.Add(point);
        }

        return found;
    }

    private static void CompareNonlinear(ReferenceFigures figures, Comparison comparison)
    {
        var json = figures.Json;
        var issues = json.GetProperty("issues").EnumerateArray().Select(i => new IntegerIssue($"{i.GetProperty("index")}", i.GetProperty("min").GetInt32(), i.GetProperty("max").GetInt32())).ToList();
        var profiles = json.GetProperty("profiles").EnumerateArray().ToList();
        var parties = profiles.Select(p => p.GetProperty("hyper_rectangles").EnumerateArray().Select(r => new HyperRectangle(
            r.Number("utility") / p.Number("max_utility"),
            [.. r.GetProperty("includes").EnumerateArray().Select(c => (issues.FindIndex(i => i.Name == $"{c.GetProperty("issue")}"), c.GetProperty("min").GetInt32(), c.GetProperty("max").GetInt32()))])).ToList()).ToList();
        var (_, utilities) = HyperRectangles.Candidates(issues, parties);
        var fair = FairOutcomes.Of(utilities, [0, 0]);
        var found = Distinct(fair.Pareto.Select(o => utilities.Select(u => u[o]).ToArray())).OrderBy(u => u[0]).ToList();
        var recomputed = json.GetProperty("recomputed").EnumerateArray().Select(p => p.Numbers("u")).OrderBy(u => u[0]).ToList();
        var published = json.GetProperty("published_pareto_frontier").EnumerateArray().Select(p => p.Numbers()).OrderBy(u => u[0]).ToList();
        comparison.Same(() => "frontier, how many", recomputed.Count, found.Count);
        foreach (var (e, a) in recomputed.Zip(found)) comparison.Near(() => "recomputed point", e, a, 1e-7);
        foreach (var (e, a) in published.Zip(found)) comparison.Near(() => "published point", e, a, 1e-6);
    }

    private static void CompareFrontiers(ReferenceFigures figures, Comparison comparison)
    {
        foreach (var test in figures.Json.GetProperty("cases").EnumerateArray())
        {
            var name = test.Text("name");
            BargainingFrontier frontier = name.Split(' ')[0] switch
            {
                "linear" => new(u => 1 - (u / 2), _ => -0.5, 0, 2),
                "truncated" => new(u => 1 - u, _ => -1, 0, 0.6),
                "quarter" => new(u => Math.Sqrt(1 - (u * u)), u => -u / Math.Sqrt(1 - (u * u)), 0, 1),
                "u2=sqrt(1-u1)," => new(u => Math.Sqrt(1 - u), u => -0.5 / Math.Sqrt(1 - u), 0, 1),
                _ => throw new FormatException($"No frontier is called {name}."),
            };
            foreach (var (member, point) in new[] { ("nash", frontier.Nash), ("egalitarian", frontier.Egalitarian), ("kalai_smorodinsky", frontier.KalaiSmorodinsky), ("utilitarian", frontier.Utilitarian) })
            {
                if (test.TryGetProperty(member, out var expected)) comparison.Near(() => $"{name}, {member}", expected.Numbers(), [point.First, point.Second], ClosedForm);
            }
        }
    }
}
