using NegotiationSim.Domain;

namespace NegotiationSim.Simulation;

/// <summary>One thing to be agreed, a plan's point, with the ways in which it can be settled.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Values">The ways, at least one, different from each other.</param>
public sealed record BargainingIssue(string Name, IReadOnlyList<string> Values);

/// <summary>
/// Everything that can be agreed: one value for each issue. Outcomes are numbered from 0, the last issue's value changing fastest.
/// </summary>
public sealed class OutcomeSpace
{
    /// <summary>The most outcomes that are enumerated. 28 points with two values each have 268,435,456: settle them in packages.</summary>
    public const int MostOutcomes = 1 << 22;

    private readonly int[] _stride;

    /// <exception cref="RefusedInputException">There is no issue, an issue without values, or too much to enumerate.</exception>
    public OutcomeSpace(IReadOnlyList<BargainingIssue> issues)
    {
        RefusedInputException.ThrowIfAny("the outcomes", Faults(issues));
        Issues = issues;
        _stride = new int[issues.Count];
        Count = 1;
        for (var i = issues.Count - 1; i >= 0; i--)
        {
            _stride[i] = Count;
            Count *= issues[i].Values.Count;
        }
    }

    public IReadOnlyList<BargainingIssue> Issues { get; }

    /// <summary>How many outcomes there are.</summary>
    public int Count { get; }

    /// <summary>The value of an issue in an outcome, by its place among the issue's values.</summary>
    public int ValueOf(int outcome, int issue) => outcome / _stride[issue] % Issues[issue].Values.Count;

    /// <summary>The outcome with these values, one place for each issue.</summary>
    public int IndexOf(ReadOnlySpan<int> values)
    {
        var index = 0;
        for (var i = 0; i < _stride.Length; i++) index += values[i] * _stride[i];
        return index;
    }

    /// <summary>What makes issues impossible to enumerate.</summary>
    public static IEnumerable<Fault> Faults(IReadOnlyList<BargainingIssue> issues)
    {
        if (issues.Count == 0) yield return new("issues", "at least one: there is nothing to agree on");
        var outcomes = 1L;
        foreach (var issue in issues)
        {
            if (issue.Values.Count == 0) yield return new(issue.Name, "at least one value");
            if (issue.Values.Distinct(StringComparer.Ordinal).Count() < issue.Values.Count) yield return new(issue.Name, "values that differ");
            if (outcomes <= long.MaxValue / Math.Max(1, issue.Values.Count)) outcomes *= issue.Values.Count;
            else outcomes = long.MaxValue;
        }

        if (outcomes > MostOutcomes) yield return new("issues", $"at most {MostOutcomes} outcomes, {issues.Count} issues have {outcomes}: settle them in packages");
    }
}

/// <summary>What outcomes are worth to a party when issues add up.</summary>
/// <param name="Weights">One for each issue, not negative.</param>
/// <param name="Evaluations">For each issue one for each value, finite.</param>
/// <param name="Reservation">What no agreement is worth.</param>
public sealed record AdditivePreferences(double[] Weights, double[][] Evaluations, double Reservation = 0)
{
    /// <summary>Evaluations divided by their issue's greatest where that is above 1: the rule of GENIUS.</summary>
    public AdditivePreferences Normalised() => this with
    {
        Evaluations = [.. Evaluations.Select(e => e.Length > 0 && e.Max() is > 1 and var most ? [.. e.Select(x => x / most)] : e)],
    };

    /// <summary>The utility of every outcome: Σ w_i e_i(value of i).</summary>
    /// <exception cref="RefusedInputException">Weights or evaluations do not fit the space.</exception>
    public Preferences Over(OutcomeSpace space)
    {
        RefusedInputException.ThrowIfAny("the preferences", Faults(space));
        var utilities = new double[space.Count];
        for (var outcome = 0; outcome < utilities.Length; outcome++)
        {
            var sum = 0.0;
            for (var i = 0; i < Weights.Length; i++) sum += Weights[i] * Evaluations[i][space.ValueOf(outcome, i)];
            utilities[outcome] = sum;
        }

        return new(utilities, Reservation);
    }

    /// <summary>What makes these preferences unusable over a space.</summary>
    public IEnumerable<Fault> Faults(OutcomeSpace space)
    {
        if (Weights.Length != space.Issues.Count || Evaluations.Length != space.Issues.Count)
        {
            yield return new("weights", $"one for each of {space.Issues.Count} issues, and evaluations");
            yield break;
        }

        for (var i = 0; i < Weights.Length; i++)
        {
            if (!(Weights[i] >= 0 && double.IsFinite(Weights[i]))) yield return new(space.Issues[i].Name, "a weight that is finite and not negative");
            if (Evaluations[i].Length != space.Issues[i].Values.Count || !Evaluations[i].All(double.IsFinite))
            {
                yield return new(space.Issues[i].Name, $"{space.Issues[i].Values.Count} evaluations that are finite");
            }
        }
    }
}

/// <summary>What every outcome is worth to a party, and the outcomes in that order.</summary>
public sealed class Preferences
{
    private readonly int[] _outcomes;
    private readonly double[] _sorted;

    /// <param name="utilities">One for each outcome, finite.</param>
    /// <param name="reservation">What no agreement is worth, finite.</param>
    /// <exception cref="RefusedInputException">There is no outcome, or a number is not finite.</exception>
    public Preferences(double[] utilities, double reservation)
    {
        RefusedInputException.ThrowIfAny("the preferences", Faults(utilities, reservation));
        (Utilities, Reservation) = (utilities, reservation);
        _outcomes = [.. Enumerable.Range(0, utilities.Length)];
        _sorted = [.. utilities];
        Array.Sort(_sorted, _outcomes);

        // The sort leaves equals in any order: theirs is that of enumeration.
        for (int from = 0, to = 0; from < _sorted.Length; from = to)
        {
            while (to < _sorted.Length && _sorted[to] == _sorted[from]) to++;
            if (to - from > 1) Array.Sort(_outcomes, from, to - from);
        }
    }

    /// <summary>The utility of each outcome.</summary>
    public double[] Utilities { get; }

    /// <summary>What no agreement is worth.</summary>
    public double Reservation { get; }

    /// <summary>The greatest utility.</summary>
    public double Highest => _sorted[^1];

    /// <summary>The outcome at a place, from the worst (0) to the best; of equals the first enumerated comes first.</summary>
    public int AtPlace(int place) => _outcomes[place];

    /// <summary>The worst outcome that is worth at least this much; -1: there is none.</summary>
    public int WorstAtLeast(double utility)
    {
        var (low, high) = (0, _sorted.Length);
        while (low < high)
        {
            var middle = (low + high) >>> 1;
            if (_sorted[middle] < utility) low = middle + 1;
            else high = middle;
        }

        return low < _outcomes.Length ? _outcomes[low] : -1;
    }

    private static IEnumerable<Fault> Faults(double[] utilities, double reservation)
    {
        if (utilities.Length == 0) yield return new("utilities", "at least one outcome");
        if (utilities.Length > OutcomeSpace.MostOutcomes) yield return new("utilities", $"at most {OutcomeSpace.MostOutcomes} outcomes");
        if (!utilities.All(double.IsFinite)) yield return new("utilities", "finite numbers");
        if (!double.IsFinite(reservation)) yield return new("reservation", "a finite number");
    }
}
