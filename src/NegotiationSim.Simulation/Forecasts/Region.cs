using NegotiationSim.Domain;

namespace NegotiationSim.Simulation;

/// <summary>The places of a scale from 0 to 100 at which a party holds a stance, as intervals from the lowest up.</summary>
internal sealed class Region
{
    private static readonly Region Anywhere = new((0, 100));

    private readonly (double From, double To)[] _intervals;

    private Region(params ReadOnlySpan<(double From, double To)> intervals)
    {
        var inside = new List<(double From, double To)>();
        foreach (var (from, to) in intervals)
        {
            if (Math.Max(0, from) <= Math.Min(100, to)) inside.Add((Math.Max(0, from), Math.Min(100, to)));
        }

        _intervals = [.. inside];
    }

    /// <summary>True when a stance says something of where a party stands. One that is conditional, open or undisclosed fits any place.</summary>
    public static bool Tells(Stance stance) => stance is Stance.Accepts or Stance.ObjectsToWording or Stance.Rejects;

    /// <summary>Where a party with this stance on a point stands, as the assessment reads stances: near the text, off it, or far from it.</summary>
    public static Region Of(AssessedPoint point, Stance stance)
    {
        if (point.Text is not { } text) return Anywhere;
        return stance switch
        {
            Stance.Accepts => new((text - point.Tolerance, text + point.Tolerance)),
            Stance.ObjectsToWording => new((text - point.Rejects, text - point.Tolerance), (text + point.Tolerance, text + point.Rejects)),
            Stance.Rejects => new((0, text - point.Rejects), (text + point.Rejects, 100)),
            _ => Anywhere,
        };
    }

    /// <summary>Where it does not stand.</summary>
    public static Region Not(AssessedPoint point, Stance stance)
    {
        if (point.Text is not { } text) return Anywhere;
        return stance switch
        {
            Stance.Accepts => new((0, text - point.Tolerance), (text + point.Tolerance, 100)),
            Stance.ObjectsToWording => new((0, text - point.Rejects), (text - point.Tolerance, text + point.Tolerance), (text + point.Rejects, 100)),
            Stance.Rejects => new((text - point.Rejects, text + point.Rejects)),
            _ => Anywhere,
        };
    }

    /// <summary>The stance of a party at a place; null when the text leaves the matter open.</summary>
    public static Stance? StanceAt(AssessedPoint point, double position)
    {
        if (point.Text is not { } text) return null;
        var distance = Math.Abs(position - text);
        return distance <= point.Tolerance ? Stance.Accepts : distance <= point.Rejects ? Stance.ObjectsToWording : Stance.Rejects;
    }

    /// <summary>How likely a judged number is to lie here, in [0, 1].</summary>
    public double Mass(Estimate estimate)
    {
        var sum = 0.0;
        foreach (var interval in _intervals) sum += Mass(estimate, interval);
        return estimate.IsCertain ? Math.Min(1, sum) : sum; // a certain number may lie where two intervals meet
    }

    /// <summary>A number that is judged so and lies here; it needs some mass.</summary>
    /// <param name="estimate">The judgement.</param>
    /// <param name="chance">In [0, 1): which of the numbers, from the lowest up.</param>
    public double At(Estimate estimate, double chance)
    {
        if (estimate.IsCertain) return estimate.Mode;
        var left = chance * Mass(estimate);
        var last = estimate.Mode;
        foreach (var interval in _intervals)
        {
            var mass = Mass(estimate, interval);
            if (mass <= 0) continue;
            last = Math.Clamp(estimate.At(Math.Min(1, estimate.ChanceUpTo(interval.From) + Math.Min(left, mass))), interval.From, interval.To);
            if (left < mass) return last;
            left -= mass;
        }

        return last; // rounding used up the rest
    }

    /// <summary>The place here that is nearest to another.</summary>
    public double Nearest(double position)
    {
        var nearest = double.NaN;
        foreach (var (from, to) in _intervals)
        {
            var here = Math.Clamp(position, from, to);
            if (!(Math.Abs(here - position) >= Math.Abs(nearest - position))) nearest = here;
        }

        return nearest;
    }

    private static double Mass(Estimate estimate, (double From, double To) interval) =>
        estimate.IsCertain
            ? (estimate.Mode >= interval.From && estimate.Mode <= interval.To ? 1 : 0)
            : Math.Max(0, estimate.ChanceUpTo(interval.To) - estimate.ChanceUpTo(interval.From));
}
