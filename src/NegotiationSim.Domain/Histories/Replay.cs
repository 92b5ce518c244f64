namespace NegotiationSim.Domain;

/// <summary>What one step changed in one standing. Null on a side: it was not there.</summary>
public sealed record Change(Subject Subject, Standing? From, Standing To);

/// <summary>One step of a replay: the event, what it changed, and what should not be.</summary>
/// <param name="Step">The event, where it counts or where it becomes possible.</param>
/// <param name="Changes">Cells and statuses that differ after it.</param>
/// <param name="Unnamed">Unnamed sets that it declared, changed or ended.</param>
/// <param name="Conflicts">The rules it breaks; none where it is only possible.</param>
public sealed record ReplayStep(Step Step, IReadOnlyList<Change> Changes, IReadOnlyList<SetId> Unnamed, IReadOnlyList<Conflict> Conflicts);

/// <summary>
/// A fold that tells what each step changes. The steps go in one by one and in order; a copy goes on from where it was
/// made.
/// </summary>
public sealed class Replay
{
    private readonly ChangeLog _log = new();
    private readonly List<Change> _changes = [];
    private readonly Dictionary<PointId, Standing> _pointStatus;
    private readonly Dictionary<VersionId, Standing> _versionStatus;

    public Replay()
    {
        State = new State();
        _pointStatus = [];
        _versionStatus = [];
    }

    private Replay(Replay other)
    {
        State = other.State.Copy();
        _pointStatus = new(other._pointStatus);
        _versionStatus = new(other._versionStatus);
    }

    /// <summary>The state after the steps so far. Read it; it changes with the next step.</summary>
    public State State { get; }

    public Replay Copy() => new(this);

    /// <summary>The steps of a timeline with what each changes, up to the end of <paramref name="to"/> (null: to its end).</summary>
    public static IEnumerable<ReplayStep> Of(Timeline timeline, DateOnly? to = null)
    {
        var replay = new Replay();
        foreach (var step in timeline.Steps.ToArray())
        {
            if (step.Day > to)
            {
                yield break;
            }

            var conflicts = step.IsPossible ? [] : Rules.Conflicts(new(step.Entry, replay.State, timeline)).ToList();
            var changes = replay.Apply(step, out var unnamed);
            yield return new ReplayStep(step, changes, unnamed, conflicts);
        }
    }

    /// <summary>Applies the next step and tells what it changed.</summary>
    public IReadOnlyList<Change> Apply(Step step) => [.. Next(step)];

    private List<Change> Apply(Step step, out IReadOnlyList<SetId> unnamed)
    {
        List<Change> changes = [.. Next(step)];
        unnamed = _log.Unnamed.Count == 0 ? [] : [.. _log.Unnamed];
        return changes;
    }

    /// <summary>Applies the next step; the changes are valid until the one after it.</summary>
    /// <param name="step">The step.</param>
    /// <param name="expected">What it probably changes: what it does change of that, in that order, is told by the very same objects.</param>
    internal List<Change> Next(Step step, ReadOnlySpan<(int Step, Change Change)> expected = default)
    {
        _log.Clear();
        _changes.Clear();
        State.Changes = _log;
        step.ApplyTo(State);
        State.Changes = null;
        foreach (var (_, before, after) in _log.Points)
        {
            Compare(SubjectKind.Point, after.Id.Value, before, after.Cells, expected);
        }

        foreach (var (_, before, after) in _log.Versions)
        {
            Compare(SubjectKind.Version, after.Id.Value, before, after.Cells, expected);
        }

        foreach (var (_, before, after) in _log.Issues)
        {
            Compare(SubjectKind.Issue, after.Issue.Id.Value, before, after.Cells, expected);
        }

        CompareStatuses(expected);
        return _changes;
    }

    private void Compare(SubjectKind kind, string id, Cells before, Cells after, ReadOnlySpan<(int Step, Change Change)> expected)
    {
        for (var i = 0; i < State.Parties.Count; i++)
        {
            var (was, now) = (before[i], after[i]);
            if (!ReferenceEquals(was, now) && was != now)
            {
                var subject = new Subject(kind, id, State.Parties[i].Id);
                _changes.Add(Expected(subject, expected) is { } same && same.From?.Cell == was && same.To.Cell == now
                    ? same
                    : new(subject, new Standing(was, null), new Standing(now, null)));
            }
        }
    }

    /// <summary>The change that is expected next, when it is one of this subject.</summary>
    private Change? Expected(Subject subject, ReadOnlySpan<(int Step, Change Change)> expected) =>
        _changes.Count < expected.Length && expected[_changes.Count].Change is { } next && next.Subject == subject ? next : null;

    private void CompareStatuses(ReadOnlySpan<(int Step, Change Change)> expected)
    {
        if (_log.AllStatuses)
        {
            foreach (var version in State.Versions.Values)
            {
                CompareStatus(version, expected);
            }

            foreach (var point in State.Points.Values)
            {
                CompareStatus(point, expected);
            }

            return;
        }

        foreach (var (before, _, after) in _log.Versions)
        {
            CompareStatus(after, expected);
            if (before?.Fate != after.Fate || before?.IsTabled != after.IsTabled)
            {
                foreach (var point in after.Points)
                {
                    if (State.Points.TryGetValue(point, out var state))
                    {
                        CompareStatus(state, expected);
                    }
                }
            }
        }

        foreach (var (_, _, after) in _log.Points)
        {
            CompareStatus(after, expected);
        }
    }

    private void CompareStatus(PointState point, ReadOnlySpan<(int Step, Change Change)> expected)
    {
        var id = point.Id;
        var status = State.StatusOf(point);
        var isProvisional = status is PointStatus.Agreed or PointStatus.PartlyAgreed && State.IsProvisional(point);
        var text = DomainJson.Text(status);
        var before = _pointStatus.GetValueOrDefault(id);
        if (before is null || before.Status != text || before.Provisional != isProvisional)
        {
            _pointStatus[id] = Add(Subject.Of(id), before, new Standing(null, text, isProvisional), expected);
        }
    }

    private void CompareStatus(VersionState version, ReadOnlySpan<(int Step, Change Change)> expected)
    {
        var id = version.Id;
        var text = DomainJson.Text(State.StatusOf(version));
        var before = _versionStatus.GetValueOrDefault(id);
        if (before?.Status != text)
        {
            _versionStatus[id] = Add(Subject.Of(id), before, new Standing(null, text), expected);
        }
    }

    /// <summary>Notes a change of a status, and tells what it became.</summary>
    private Standing Add(Subject subject, Standing? before, Standing after, ReadOnlySpan<(int Step, Change Change)> expected)
    {
        var change = Expected(subject, expected) is { } same && same.From == before && same.To == after ? same : new Change(subject, before, after);
        _changes.Add(change);
        return change.To;
    }
}
