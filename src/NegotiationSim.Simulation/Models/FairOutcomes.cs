using NegotiationSim.Domain;

namespace NegotiationSim.Simulation;

/// <summary>
/// Points that mark what would be fair, among outcomes that can be enumerated. Markers, not forecasts: on European decisions
/// with a reference point Nash was off by 46.6 of 100 and Kalai-Smorodinsky by 32.4, where the compromise mean was by 21.3.
/// They assume that utilities are known and that gains over no agreement are what counts.
/// </summary>
/// <remarks>
/// Nash 1950; Kalai and Smorodinsky 1975; Kalai 1977 (egalitarian). On a finite set the Kalai-Smorodinsky point is that with
/// the largest least share of the ideal gains, and the egalitarian that with the largest least gain. Outcomes are numbered from
/// 0. Equals within 1e-12 go by the sum of utilities, then by their number, so that every point is on the Pareto set.
/// </remarks>
public sealed class FairOutcomes
{
    private const double Equal = 1e-12;

    private FairOutcomes(IReadOnlyList<int> pareto, int? nash, int? kalai, int? kalaiSmorodinsky, int utilitarian) =>
        (Pareto, Nash, Kalai, KalaiSmorodinsky, Utilitarian) = (pareto, nash, kalai, kalaiSmorodinsky, utilitarian);

    /// <summary>The outcomes that no other betters for somebody without worsening it for anybody, by number. Equals are all in it.</summary>
    public IReadOnlyList<int> Pareto { get; }

    /// <summary>The largest product of gains. Null, like the next two: no outcome is worth at least no agreement to everybody.</summary>
    public int? Nash { get; }

    /// <summary>The largest least gain (egalitarian).</summary>
    public int? Kalai { get; }

    /// <summary>The largest least share of what each could gain at most.</summary>
    public int? KalaiSmorodinsky { get; }

    /// <summary>The largest sum of utilities.</summary>
    public int Utilitarian { get; }

    /// <summary>Finds the points.</summary>
    /// <param name="utilities">For each party the utility of each outcome, finite.</param>
    /// <param name="reservations">For each party what no agreement is worth.</param>
    /// <exception cref="RefusedInputException">There is nothing to choose from, or the numbers do not fit.</exception>
    public static FairOutcomes Of(IReadOnlyList<double[]> utilities, IReadOnlyList<double> reservations)
    {
        RefusedInputException.ThrowIfAny("the fair outcomes", Faults(utilities, reservations));
        var outcomes = utilities[0].Length;
        var sums = new double[outcomes];
        for (var o = 0; o < outcomes; o++) sums[o] = utilities.Sum(u => u[o]);

        var pareto = ParetoOf(utilities, sums);
        var rational = pareto.Where(o => Parties(utilities).All(p => utilities[p][o] >= reservations[p])).ToList();
        double Gain(int p, int o) => utilities[p][o] - reservations[p];
        var ideal = Parties(utilities).Select(p => rational.Count == 0 ? 0 : rational.Max(o => Gain(p, o))).ToArray();
        return new(
            pareto,
            Largest(rational, sums, o => Parties(utilities).Aggregate(1.0, (product, p) => product * Gain(p, o))),
            Largest(rational, sums, o => Parties(utilities).Min(p => Gain(p, o))),
            Largest(rational, sums, o => Parties(utilities).Min(p => ideal[p] > 0 ? Gain(p, o) / ideal[p] : 1)), // who can gain nothing has no say
            Largest(pareto, sums, o => sums[o])!.Value);
    }

    private static IEnumerable<int> Parties(IReadOnlyList<double[]> utilities) => Enumerable.Range(0, utilities.Count);

    private static int? Largest(IReadOnlyList<int> among, double[] sums, Func<int, double> measure)
    {
        var (best, most) = (-1, double.NegativeInfinity);
        foreach (var outcome in among)
        {
            var value = measure(outcome);
            if (best < 0 || value > most + Equal || (value >= most - Equal && sums[outcome] > sums[best] + Equal)) (best, most) = (outcome, Math.Max(value, most));
        }

        return best < 0 ? null : best;
    }

    /// <summary>
    /// Goes through outcomes by falling sum: whatever is better than one for somebody and no worse for anybody comes before it, so that each
    /// is compared with the Pareto set found so far only.
    /// </summary>
    private static List<int> ParetoOf(IReadOnlyList<double[]> utilities, double[] sums)
    {
        var order = Enumerable.Range(0, sums.Length).ToArray();
        var keys = sums.Select(s => -s).ToArray();
        Array.Sort(keys, order);
        var found = new List<int>();
        foreach (var candidate in order)
        {
            var dominated = false;
            foreach (var other in found)
            {
                dominated = Dominates(utilities, other, candidate);
                if (dominated) break;
            }

            if (!dominated) found.Add(candidate);
        }

        // Rounding of sums can let in an outcome just before one that betters it.
        found.RemoveAll(o => found.Any(other => Dominates(utilities, other, o)));
        found.Sort();
        return found;
    }

    private static bool Dominates(IReadOnlyList<double[]> utilities, int better, int worse)
    {
        var strictly = false;
        for (var p = 0; p < utilities.Count; p++)
        {
            var difference = utilities[p][better] - utilities[p][worse];
            if (difference < -Equal) return false;
            strictly |= difference > Equal;
        }

        return strictly;
    }

    private static IEnumerable<Fault> Faults(IReadOnlyList<double[]> utilities, IReadOnlyList<double> reservations)
    {
        if (utilities.Count < 2) yield return new("parties", $"at least 2, there are {utilities.Count}");
        if (utilities.Count != reservations.Count) yield return new("reservations", "one for each party");
        if (!reservations.All(double.IsFinite)) yield return new("reservations", "finite numbers");
        if (utilities.Any(u => u.Length == 0)) yield return new("outcomes", "at least one: there is nothing to agree on");
        if (utilities.Any(u => u.Length > OutcomeSpace.MostOutcomes)) yield return new("outcomes", $"at most {OutcomeSpace.MostOutcomes}");
        if (utilities.Select(u => u.Length).Distinct().Count() > 1) yield return new("outcomes", "the same for each party");
        if (!utilities.All(u => u.All(double.IsFinite))) yield return new("utilities", "finite numbers");
    }
}
