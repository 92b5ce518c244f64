using System.Globalization;
using NegotiationSim.Domain;

namespace NegotiationSim.Simulation;

/// <summary>An issue whose values are whole numbers.</summary>
public sealed record IntegerIssue(string Name, int Least, int Most);

/// <summary>Values of some issues that are worth something together.</summary>
/// <param name="Utility">What they are worth.</param>
/// <param name="Includes">By the issue's place, the least and the greatest value; issues that are left out do not matter.</param>
public sealed record HyperRectangle(double Utility, IReadOnlyList<(int Issue, int Least, int Most)> Includes);

/// <summary>
/// Preferences in which issues interact: an outcome is worth the sum of the rectangles that it lies in. The space is far too
/// large to list (10^10 outcomes in GENIUS's smallest), but a value that lies in all the rectangles of another does for it.
/// </summary>
public static class HyperRectangles
{
    /// <summary>
    /// Outcomes among which are the Pareto set and the fair points, in utilities, and what they are worth to each party. Left out are
    /// values that are worse than another of their issue, or alike, for every party and whatever is agreed on the rest.
    /// </summary>
    /// <param name="issues">The issues.</param>
    /// <param name="parties">For each party its rectangles.</param>
    /// <exception cref="RefusedInputException">A rectangle names no issue, or there is still too much to enumerate.</exception>
    public static (OutcomeSpace Space, IReadOnlyList<double[]> Utilities) Candidates(
        IReadOnlyList<IntegerIssue> issues, IReadOnlyList<IReadOnlyList<HyperRectangle>> parties)
    {
        RefusedInputException.ThrowIfAny("the rectangles", Faults(issues, parties));
        var all = parties.SelectMany(p => p).ToList();

        // An issue's value is characterised by the rectangles that it does not rule out.
        int[] Kept(int i)
        {
            var distinct = Enumerable.Range(issues[i].Least, issues[i].Most - issues[i].Least + 1)
                .Select(v => (Value: v, In: all.Select(r => Has(r, i, v)).ToArray())).DistinctBy(v => string.Concat(v.In.Select(x => x ? '1' : '0'))).ToList();
            return [.. distinct.Where(v => !distinct.Any(w => w != v && all.Select((r, k) => r.Utility >= 0 ? w.In[k] || !v.In[k] : v.In[k] || !w.In[k]).All(x => x))).Select(v => v.Value)];
        }

        var values = issues.Select((_, i) => Kept(i)).ToArray();
        var space = new OutcomeSpace([.. issues.Zip(values, (issue, v) => new BargainingIssue(issue.Name, [.. v.Select(x => x.ToString(CultureInfo.InvariantCulture))]))]);
        double Worth(IReadOnlyList<HyperRectangle> rectangles, int outcome) =>
            rectangles.Where(r => r.Includes.All(c => values[c.Issue][space.ValueOf(outcome, c.Issue)] is var v && v >= c.Least && v <= c.Most)).Sum(r => r.Utility);
        return (space, [.. parties.Select(p => Enumerable.Range(0, space.Count).Select(o => Worth(p, o)).ToArray())]);
    }

    private static bool Has(HyperRectangle rectangle, int issue, int value) =>
        rectangle.Includes.Where(c => c.Issue == issue).All(c => value >= c.Least && value <= c.Most);

    private static IEnumerable<Fault> Faults(IReadOnlyList<IntegerIssue> issues, IReadOnlyList<IReadOnlyList<HyperRectangle>> parties)
    {
        if (parties.Count == 0) yield return new("parties", "at least one");
        foreach (var issue in issues)
        {
            if (issue.Most < issue.Least || (long)issue.Most - issue.Least >= OutcomeSpace.MostOutcomes) yield return new(issue.Name, $"1 to {OutcomeSpace.MostOutcomes} values");
        }

        if (parties.Any(p => p.Any(r => r.Includes.Any(c => c.Issue < 0 || c.Issue >= issues.Count)))) yield return new("rectangles", "issues that exist");
        if (parties.Any(p => p.Any(r => !double.IsFinite(r.Utility)))) yield return new("rectangles", "finite utilities");
    }
}
