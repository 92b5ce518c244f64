using System.Text.Json;

namespace NegotiationSim.Simulation;

/// <summary>The register's entry for the graph model of conflicts.</summary>
internal static class GraphModels
{
    private static readonly (string Name, Stability Stability)[] Stabilities =
        [("Nash", Stability.Nash), ("GMR", Stability.GeneralMetarational), ("SMR", Stability.SymmetricMetarational), ("SEQ", Stability.Sequential)];

    public static Model Entry { get; } = new()
    {
        Name = "graph-model",
        Title = "Graph model for conflict resolution",
        Assumes = "Parties choose among a few options to take or not, know everybody's moves and preferences, and stay where every move of theirs would be answered to their loss. It finds states at which a conflict can come to rest, and not how likely they are.",
        KnownAccuracy = "Tells what is possible and no more.",
        Inputs = ["up to ten options with their owners", "the states that can be", "each party's ranking of them"],
        Source = "Fang, Hipel and Kilgour, Interactive Decision Making: The Graph Model for Conflict Resolution, 1993",
        Checks =
        [
            .. new[] { "prisoners", "cuban", "elmira", "elmira_9state", "garrison", "milkriver" }.Select(name => new ModelCheck($"gmcr/{name}.json", "stable states of each decision maker and equilibria, exactly", Compare)),
            new("gmcr/syriairaq.json", "the same, and for how many of all 720 rankings of one side a state is an equilibrium, exactly", (figures, comparison) =>
            {
                Compare(figures, comparison);
                CompareRankings(figures, comparison);
            }),
        ],
    };

    private static (int Number, (int From, int To)[][] Moves, double[][] Payoffs) Conflict(JsonElement json)
    {
        var states = json.GetProperty("states").EnumerateArray().Select(s => s.GetProperty("n").GetInt32()).ToList();
        var moves = json.GetProperty("moves").EnumerateArray().Select(m => m.EnumerateArray().Select(x => (states.IndexOf(x[0].GetInt32()), states.IndexOf(x[1].GetInt32()))).ToArray()).ToArray();
        var member = json.TryGetProperty("payoffs", out var payoffs) ? payoffs : json.GetProperty("ordinal_payoffs_higher_is_better");
        return (states.Count, moves, [.. member.EnumerateArray().Select(p => p.Numbers())]);
    }

    private static void Compare(ReferenceFigures figures, Comparison comparison)
    {
        var json = figures.Json;
        var (states, moves, payoffs) = Conflict(json);
        var model = new GraphModel(states, moves, payoffs);
        var own = json.TryGetProperty("stable_own", out var stable);
        var equilibria = own ? json.GetProperty("equilibria_own") : json.GetProperty("expected").GetProperty("equilibria");
        if (!own) stable = json.GetProperty("expected").GetProperty("stable_by_dm");
        foreach (var (name, stability) in Stabilities)
        {
            comparison.Same(() => $"equilibria, {name}", Listed(equilibria.GetProperty(name)), Numbered(model.Equilibria(stability)));
            foreach (var (i, expected) in stable.GetProperty(name).EnumerateArray().Index())
            {
                comparison.Same(() => $"stable for {i}, {name}", Listed(expected), Numbered(model.StableFor(stability, i)));
            }
        }

        if (!json.TryGetProperty("coalition_check", out var coalition)) return;
        var names = json.GetProperty("decision_makers").EnumerateArray().Select(d => d.GetString()).ToList();
        int[] members = [.. coalition.GetProperty("coalition").EnumerateArray().Select(m => names.IndexOf(m.GetString()))];
        comparison.Same(() => "improvements of a coalition from state 5", Listed(coalition.GetProperty("coalition_improvements_from_s5")), Numbered(model.CoalitionImprovements(members, 4)));
    }

    private static string Listed(JsonElement states) => string.Join(" ", states.Wholes());

    private static string Numbered(IReadOnlyList<int> states) => string.Join(" ", states.Select(s => s + 1));

    private static void CompareRankings(ReferenceFigures figures, Comparison comparison)
    {
        var (states, moves, payoffs) = Conflict(figures.Json);
        var desired = figures.Json.GetProperty("published").GetProperty("inverse_gmcr_desired_state").GetInt32() - 1;
        var counts = new int[Stabilities.Length];
        foreach (var ranking in Permutations([.. Enumerable.Range(1, states).Select(r => (double)r)]))
        {
            var model = new GraphModel(states, moves, [ranking, payoffs[1]]);
            for (var k = 0; k < counts.Length; k++)
            {
                var stability = Stabilities[k].Stability;
                if (model.IsStable(stability, 0, desired) && model.IsStable(stability, 1, desired)) counts[k]++;
            }
        }

        var expected = figures.Json.GetProperty("published_recomputed").GetProperty("brute_force_own");
        for (var k = 0; k < counts.Length; k++)
        {
            var name = Stabilities[k].Name;
            comparison.Same(() => $"rankings, {name}", expected.GetProperty(name).GetInt32(), counts[k]);
        }
    }

    private static IEnumerable<double[]> Permutations(double[] items)
    {
        if (items.Length < 2) return [items];
        return from at in Enumerable.Range(0, items.Length)
               from rest in Permutations([.. items[..at], .. items[(at + 1)..]])
               select (double[])[items[at], .. rest];
    }
}
