using NegotiationSim.Domain;

namespace NegotiationSim.Simulation;

/// <summary>
/// What became of points after a day, by a timeline. Nothing is said of days after its last event, and nothing of points on
/// which nothing more is recorded: that nothing is recorded does not say that nothing happened.
/// </summary>
internal sealed class Outcomes
{
    private readonly List<(DateOnly Day, PointStatus?[] Statuses)> _statuses = [];
    private readonly int?[] _agreedAfter;
    private readonly bool[] _hasRecord;

    private Outcomes(DateOnly last, int points) => (Last, _agreedAfter, _hasRecord) = (last, new int?[points], new bool[points]);

    /// <summary>The last day that anything is said of; not after the day of the forecast when there is none.</summary>
    public DateOnly Last { get; }

    /// <summary>The days after which all points were agreed at once; null when they were not.</summary>
    public int? AllAgreedAfter { get; private set; }

    /// <summary>What became of points.</summary>
    /// <param name="timeline">What is recorded, by what is known.</param>
    /// <param name="from">The last day that was taken from the record.</param>
    /// <param name="points">The points.</param>
    public static Outcomes Of(Timeline timeline, DateOnly from, IReadOnlyList<PointId> points)
    {
        var last = timeline.LastDay is { } day ? (day < timeline.KnownBy || timeline.KnownBy is null ? day : timeline.KnownBy.Value) : from;
        var outcomes = new Outcomes(last, points.Count);
        var at = timeline.FirstStepOn(from.AddDays(1));
        var state = timeline.StateBefore(at);
        outcomes.Look(state, from, from, points);
        var steps = timeline.Steps;
        while (at < steps.Length && steps[at].Day <= last)
        {
            var today = steps[at].Day;
            for (; at < steps.Length && steps[at].Day == today; at++)
            {
                steps[at].ApplyTo(state);
                for (var p = 0; p < points.Count; p++) outcomes._hasRecord[p] |= Bears(steps[at].Entry.Event, points[p]);
            }

            outcomes.Look(state, from, today, points);
        }

        return outcomes;
    }

    /// <summary>True when an event names a point, a part of it, or its version.</summary>
    public static bool Bears(NegotiationEvent e, PointId point)
    {
        foreach (var (kind, name, _, _) in References.Of(e, paths: false))
        {
            if (kind == typeof(VersionId) && name == point.Version.Value) return true;
            if (kind == typeof(PointId) && (name == point.Value || new PointId(name).IsSubPointOf(point))) return true;
        }

        return false;
    }

    /// <summary>Whether anything more is recorded that bears on a point.</summary>
    public bool HasRecord(int point) => _hasRecord[point];

    /// <summary>The status of a point at the end of a day, not after <see cref="Last"/>; null: it is not there.</summary>
    public PointStatus? On(int point, DateOnly day)
    {
        var status = _statuses[0].Statuses[point];
        foreach (var (from, statuses) in _statuses)
        {
            if (from > day) break;
            status = statuses[point];
        }

        return status;
    }

    /// <summary>The days after which a point was agreed for the first time; null when it was not.</summary>
    public int? AgreedAfter(int point) => _agreedAfter[point];

    private void Look(State state, DateOnly from, DateOnly today, IReadOnlyList<PointId> points)
    {
        var statuses = new PointStatus?[points.Count];
        var after = today.DayNumber - from.DayNumber;
        for (var p = 0; p < points.Count; p++)
        {
            statuses[p] = state.Points.TryGetValue(points[p], out var point) ? state.StatusOf(point) : null;
            if (statuses[p] == PointStatus.Agreed) _agreedAfter[p] ??= after;
        }

        if (statuses.All(s => s == PointStatus.Agreed)) AllAgreedAfter ??= after;
        _statuses.Add((today, statuses));
    }
}
