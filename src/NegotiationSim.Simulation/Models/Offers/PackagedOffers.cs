using NegotiationSim.Domain;

namespace NegotiationSim.Simulation;

/// <summary>A party to offers about packages of issues.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Preferences">What values are worth to it; issues add up.</param>
/// <param name="Strategy">How it concedes, on each package anew.</param>
/// <param name="Required">Whether nothing is agreed without it.</param>
public sealed record PackageNegotiator(string Name, AdditivePreferences Preferences, ConcessionStrategy Strategy, bool Required = true);

/// <summary>What came of a package.</summary>
/// <param name="Issues">Its issues, by their places.</param>
/// <param name="Values">The values agreed, in the order of the issues; empty: none.</param>
/// <param name="Result">How its talks ended; the outcome is that of the package.</param>
public sealed record PackageResult(IReadOnlyList<int> Issues, IReadOnlyList<int> Values, OffersResult Result);

/// <summary>
/// Alternating offers about a text whose points are settled in packages, one after the other, an equal share of the rounds for
/// each. A package is settled as a whole or not at all; the text as one package is the whole version, a package for each point
/// is point by point. It assumes that points add up, and that nobody holds back in one package because of another: what no
/// agreement on a package is worth is the reservation's share of what the package is worth at best.
/// </summary>
public static class PackagedOffers
{
    /// <summary>Each point by itself.</summary>
    public static IReadOnlyList<IReadOnlyList<int>> PointByPoint(int issues) => [.. Enumerable.Range(0, issues).Select(i => new[] { i })];

    /// <summary>All points together.</summary>
    public static IReadOnlyList<IReadOnlyList<int>> WholeVersion(int issues) => [Enumerable.Range(0, issues).ToArray()];

    /// <summary>Settles the packages in their order.</summary>
    /// <param name="issues">The points.</param>
    /// <param name="parties">At least two.</param>
    /// <param name="packages">Places of issues; every issue in one package exactly.</param>
    /// <param name="rules">The rounds are those of all packages together, at least one for each.</param>
    /// <param name="stream">Drawn from when talks may break down; what remains is then not settled.</param>
    /// <exception cref="RefusedInputException">Packages overlap or leave out issues, or a package has too many outcomes.</exception>
    public static IReadOnlyList<PackageResult> Run(
        IReadOnlyList<BargainingIssue> issues, IReadOnlyList<PackageNegotiator> parties, IReadOnlyList<IReadOnlyList<int>> packages, OffersRules rules, ref RandomStream stream)
    {
        RefusedInputException.ThrowIfAny("the packages", Faults(issues, parties, packages, rules));
        var spaces = packages.Select(package => new OutcomeSpace([.. package.Select(i => issues[i])])).ToList();
        var talks = packages.Select((package, at) => new AlternatingOffers(
            [.. parties.Select(p => new Negotiator(p.Name, Within(p.Preferences, package).Over(spaces[at]), p.Strategy, p.Required))],
            rules with { Rounds = Share(rules.Rounds, packages.Count, at) })).ToList();

        var results = new List<PackageResult>();
        var brokeDown = false;
        for (var at = 0; at < packages.Count; at++)
        {
            var result = brokeDown ? new OffersResult(-1, 0, 0, true) : talks[at].Run(ref stream);
            brokeDown |= result.BrokeDown;
            var package = packages[at];
            results.Add(new(package, result.IsAgreement ? [.. package.Select((_, i) => spaces[at].ValueOf(result.Outcome, i))] : [], result));
        }

        return results;
    }

    /// <summary>The rounds of a package: an equal share, the first ones get what is left over.</summary>
    private static int Share(int rounds, int packages, int at) => (rounds / packages) + (at < rounds % packages ? 1 : 0);

    private static AdditivePreferences Within(AdditivePreferences preferences, IReadOnlyList<int> package)
    {
        double Best(int issue) => preferences.Weights[issue] * preferences.Evaluations[issue].Max();
        var whole = Enumerable.Range(0, preferences.Weights.Length).Sum(Best);
        var part = package.Sum(Best);
        return new(
            [.. package.Select(i => preferences.Weights[i])],
            [.. package.Select(i => preferences.Evaluations[i])],
            whole > 0 ? preferences.Reservation * part / whole : Math.Min(preferences.Reservation, part));
    }

    private static IEnumerable<Fault> Faults(
        IReadOnlyList<BargainingIssue> issues, IReadOnlyList<PackageNegotiator> parties, IReadOnlyList<IReadOnlyList<int>> packages, OffersRules rules)
    {
        if (!packages.SelectMany(p => p).Order().SequenceEqual(Enumerable.Range(0, issues.Count))) yield return new("packages", "every issue in one package exactly");
        if (packages.Any(p => p.Count == 0)) yield return new("packages", "no empty package");
        if (rules.Rounds < packages.Count) yield return new("rounds", $"at least one for each of {packages.Count} packages, there are {rules.Rounds}");
        foreach (var party in parties)
        {
            var (weights, evaluations) = (party.Preferences.Weights, party.Preferences.Evaluations);
            if (weights.Length != issues.Count || evaluations.Length != issues.Count || evaluations.Any(e => e.Length == 0)) yield return new(party.Name, $"a weight and evaluations for each of {issues.Count} issues");
        }
    }
}
