using NegotiationSim.Domain;

namespace NegotiationSim.Simulation;

/// <summary>A step of Zeuthen's strategy.</summary>
/// <param name="Offer1">What the first asks for, by the outcome's number.</param>
/// <param name="Offer2">What the second asks for.</param>
/// <param name="Risk1">How much of its gain the first would lose by giving in, in [0, 1]: who has less to lose by a conflict risks it.</param>
/// <param name="Risk2">The second's.</param>
public readonly record struct ZeuthenStep(int Offer1, int Offer2, double Risk1, double Risk2);

/// <summary>
/// The monotonic concession protocol with Zeuthen's strategy: of two parties the one that would lose less by a conflict concedes,
/// just enough that the other has to. It assumes that both know both utilities. It leads to the largest product of gains, or
/// next to it.
/// </summary>
/// <remarks>
/// Zeuthen 1930; Harsanyi 1956; the protocol after Rosenschein and Zlotkin, "Rules of Encounter", 1994. The risk of i is
/// (u_i(own) - u_i(other's)) / (u_i(own) - d_i), 1 where its own offer is worth no more than no agreement.
/// </remarks>
public static class Zeuthen
{
    /// <summary>Runs to agreement. The last step has an offer that is as good for its receiver as its own; its risks are those at that point.</summary>
    /// <param name="first">The first's utility of each outcome.</param>
    /// <param name="second">The second's.</param>
    /// <param name="disagreement1">What no agreement is worth to the first.</param>
    /// <param name="disagreement2">To the second.</param>
    /// <exception cref="RefusedInputException">The utilities do not match, or no outcome is worth as much as no agreement to both.</exception>
    public static IReadOnlyList<ZeuthenStep> Run(double[] first, double[] second, double disagreement1 = 0, double disagreement2 = 0)
    {
        RefusedInputException.ThrowIfAny("Zeuthen's strategy", Faults(first, second, disagreement1, disagreement2));
        var one = new Side(first, second, disagreement1, disagreement2);
        var two = new Side(second, first, disagreement2, disagreement1);
        var (offer1, offer2) = (one.Best, two.Best);
        var steps = new List<ZeuthenStep>();
        while (true)
        {
            var (risk1, risk2) = (one.Risk(offer1, offer2), two.Risk(offer2, offer1));
            steps.Add(new(offer1, offer2, risk1, risk2));
            if (first[offer2] >= first[offer1] || second[offer1] >= second[offer2]) return steps;
            if (risk1 <= risk2) offer1 = one.Concede(two, offer1, offer2);
            else offer2 = two.Concede(one, offer2, offer1);
        }
    }

    private sealed class Side(double[] own, double[] others, double disagreement, double othersDisagreement)
    {
        private readonly int[] _acceptable =
            [.. Enumerable.Range(0, own.Length).Where(o => own[o] >= disagreement && others[o] >= othersDisagreement).OrderByDescending(o => own[o]).ThenByDescending(o => others[o])];

        public int Best => _acceptable[0];

        public double Risk(int offer, int other) => own[offer] <= disagreement ? 1 : Math.Max(0, own[offer] - own[other]) / (own[offer] - disagreement);

        /// <summary>The smallest concession after which the other has less to lose; the other's own offer when none is enough.</summary>
        public int Concede(Side other, int offer, int others1)
        {
            foreach (var next in _acceptable)
            {
                if (own[next] >= own[offer] || others[next] <= others[offer]) continue;
                if (others[next] >= others[others1] || Risk(next, others1) > other.Risk(others1, next)) return next;
            }

            return others1;
        }
    }

    private static IEnumerable<Fault> Faults(double[] first, double[] second, double disagreement1, double disagreement2)
    {
        if (first.Length != second.Length || first.Length == 0) yield return new("utilities", "as many of the first as of the second, and one at least");
        else if (!first.Concat(second).Append(disagreement1).Append(disagreement2).All(double.IsFinite)) yield return new("utilities", "finite numbers");
        else if (!first.Zip(second).Any(u => u.First >= disagreement1 && u.Second >= disagreement2)) yield return new("utilities", "an outcome that is worth at least no agreement to both");
    }
}
