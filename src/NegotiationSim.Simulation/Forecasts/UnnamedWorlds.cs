using NegotiationSim.Domain;

namespace NegotiationSim.Simulation;

/// <summary>
/// Which points an unnamed set may mean: the worlds that fit both the assessment and the record. By the assessment each
/// point is meant with a chance of its own; the record says how many are, and worlds with too few or too many are left out.
/// </summary>
/// <remarks>
/// The number of points meant is a sum of independent draws with different chances (Poisson-binomial). The points are drawn
/// one after the other, each given how many were meant before it and that the rest must end within the bounds.
/// </remarks>
internal sealed class UnnamedWorlds
{
    private readonly double[] _chance;
    private readonly int _least;
    private readonly int _most;

    // [d][c]: the chance that of the points from d on exactly c are meant.
    private readonly double[][] _rest;

    private UnnamedWorlds(int party, int[] points, double[] chance, Region[] meant, Region[] notMeant, int least, int most)
    {
        (Party, Points, _chance, Meant, NotMeant, _least, _most) = (party, points, chance, meant, notMeant, least, most);
        _rest = new double[points.Length + 1][];
        _rest[^1] = [1];
        for (var d = points.Length - 1; d >= 0; d--)
        {
            var next = _rest[d + 1];
            var here = _rest[d] = new double[next.Length + 1];
            for (var c = 0; c < next.Length; c++)
            {
                here[c] += (1 - chance[d]) * next[c];
                here[c + 1] += chance[d] * next[c];
            }
        }
    }

    /// <summary>Whose set it is, by its place.</summary>
    public int Party { get; }

    /// <summary>The points that it may mean, by their places.</summary>
    public int[] Points { get; }

    /// <summary>Where the party stands on each of them when it is meant.</summary>
    public Region[] Meant { get; }

    /// <summary>And when it is not.</summary>
    public Region[] NotMeant { get; }

    /// <summary>True when some world fits.</summary>
    public bool AnyFit => Between(0, 0) > 0;

    public static UnnamedWorlds Of(UnnamedState set, int party, PlanReading plan)
    {
        var points = new List<int>();
        for (var d = 0; d < plan.Points.Length; d++)
        {
            var open = plan.Recorded[(party * plan.Points.Length) + d] is Stance.Silent or Stance.Undisclosed;
            if (open && plan.Points[d].Text is not null && set.MayMean(plan.Points[d].Point)) points.Add(d);
        }

        // Points that are not assessed may be meant as well.
        var version = plan.State.Versions[set.Version];
        var known = version.Points.Count(p => !p.IsSubPoint);
        var others = Math.Max(known, version.StatedPointCount ?? 0) - set.Except.Count - points.Count;
        var meant = points.Select(d => Region.Of(plan.Points[d], set.Stance)).ToArray();
        var notMeant = points.Select(d => Region.Not(plan.Points[d], set.Stance)).ToArray();
        var estimates = points.Select(d => plan.Positions[(party * plan.Points.Length) + d]).ToArray();
        var chance = points.Select((_, at) => meant[at].Mass(estimates[at])).Zip(points.Select((_, at) => notMeant[at].Mass(estimates[at])), (yes, no) => yes / (yes + no)).ToArray();
        return new(party, [.. points], chance, meant, notMeant, Math.Max(0, set.AtLeast - Math.Max(0, others)), set.AtMost ?? int.MaxValue);
    }

    /// <summary>Draws a world.</summary>
    /// <param name="stream">Drawn from once for each point.</param>
    /// <param name="meant">Receives whether each of <see cref="Points"/> is meant.</param>
    public void Draw(ref RandomStream stream, Span<bool> meant)
    {
        var count = 0;
        for (var d = 0; d < Points.Length; d++)
        {
            var yes = _chance[d] * Between(d + 1, count + 1);
            var no = (1 - _chance[d]) * Between(d + 1, count);
            meant[d] = stream.NextDouble() * (yes + no) < yes;
            count += meant[d] ? 1 : 0;
        }
    }

    /// <summary>The chance that the points from one on bring the number meant within the bounds.</summary>
    private double Between(int from, int meantBefore)
    {
        var sum = 0.0;
        var rest = _rest[from];
        for (var c = Math.Max(0, _least - meantBefore); c < rest.Length && c <= _most - meantBefore; c++) sum += rest[c];
        return sum;
    }
}
