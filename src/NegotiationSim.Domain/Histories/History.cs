namespace NegotiationSim.Domain;

/// <summary>
/// The standings of a timeline as intervals: for every cell that was ever spoken to and every status, from which day to
/// which it held and which event began it. A cell without intervals was silent throughout, and so is one before its first.
/// </summary>
public sealed class History
{
    private static readonly IReadOnlyList<Interval> None = [];

    private readonly Dictionary<Subject, List<Interval>> _intervals = [];

    public IEnumerable<Subject> Subjects => _intervals.Keys;

    /// <summary>The intervals of a subject, in order and without gaps from its first; empty when it has none.</summary>
    public IReadOnlyList<Interval> Of(Subject subject) => _intervals.GetValueOrDefault(subject) ?? None;

    /// <summary>The interval that covers a day; null before the first.</summary>
    public Interval? On(Subject subject, DateOnly day) => Of(subject).FirstOrDefault(i => i.Covers(day));

    public static History Of(Timeline timeline)
    {
        var history = new History();
        var replay = new Replay();
        foreach (var step in timeline.Steps)
        {
            foreach (var change in replay.Next(step))
            {
                Append(history.ListOf(change.Subject), step.Day, change.To, step.Entry.Id);
            }
        }

        return history;
    }

    private List<Interval> ListOf(Subject subject)
    {
        if (!_intervals.TryGetValue(subject, out var list))
        {
            _intervals[subject] = list = [];
        }

        return list;
    }

    /// <summary>
    /// Puts a new standing at the end of a subject's intervals. A day has one standing, that at its end: a second change on
    /// the same day takes the place of the first, and one that comes back to where the day began leaves no trace.
    /// </summary>
    internal static void Append(List<Interval> intervals, DateOnly day, Standing standing, EventId cause)
    {
        if (intervals.Count > 0 && intervals[^1] is var last)
        {
            if (last.From == day)
            {
                intervals.RemoveAt(intervals.Count - 1);
            }
            else
            {
                intervals[^1] = last with { To = day };
            }
        }

        if (intervals.Count > 0 && intervals[^1].Standing == standing)
        {
            intervals[^1] = intervals[^1] with { To = null };
        }
        else if (intervals.Count > 0 || standing.Cell != Cell.Silent)
        {
            intervals.Add(new(day, null, standing, cause));
        }
    }
}
