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
    public IReadOnlyList<Change> Apply(Step step) => Apply(step, out _);

    private List<Change> Apply(Step step, out IReadOnlyList<SetId> unnamed)
    {
        _log.Clear();
        State.Changes = _log;
        step.ApplyTo(State);
        State.Changes = null;
        unnamed = _log.Unnamed.Count == 0 ? [] : [.. _log.Unnamed];

        var changes = new List<Change>();
        foreach (var (id, before) in _log.Points)
        {
            Compare(before?.Cells ?? default, State.Points[id].Cells, party => Subject.Of(id, party), changes);
        }

        foreach (var (id, before) in _log.Versions)
        {
            Compare(before?.Cells ?? default, State.Versions[id].Cells, party => Subject.Of(id, party), changes);
        }

        foreach (var (id, before) in _log.Issues)
        {
            Compare(before?.Cells ?? default, State.Issues[id].Cells, party => Subject.Of(id, party), changes);
        }

        CompareStatuses(changes);
        return changes;
    }

    private void Compare(Cells before, Cells after, Func<PartyId, Subject> subject, List<Change> changes)
    {
        for (var i = 0; i < State.Parties.Count; i++)
        {
            if (!ReferenceEquals(before[i], after[i]) && before[i] != after[i])
            {
                changes.Add(new(subject(State.Parties[i].Id), new Standing(before[i], null), new Standing(after[i], null)));
            }
        }
    }

    private void CompareStatuses(List<Change> changes)
    {
        if (_log.AllStatuses)
        {
            foreach (var version in State.Versions.Keys)
            {
                CompareStatus(version, changes);
            }

            foreach (var point in State.Points.Keys)
            {
                CompareStatus(point, changes);
            }

            return;
        }

        foreach (var (id, before) in _log.Versions)
        {
            CompareStatus(id, changes);
            var after = State.Versions[id];
            if (before?.Fate != after.Fate || before?.IsTabled != after.IsTabled)
            {
                foreach (var point in after.Points)
                {
                    if (State.Points.ContainsKey(point))
                    {
                        CompareStatus(point, changes);
                    }
                }
            }
        }

        foreach (var (id, _) in _log.Points)
        {
            CompareStatus(id, changes);
        }
    }

    private void CompareStatus(PointId id, List<Change> changes)
    {
        var point = State.Points[id];
        var after = new Standing(null, DomainJson.Text(State.StatusOf(point)), State.IsProvisional(point));
        var before = _pointStatus.GetValueOrDefault(id);
        if (before != after)
        {
            _pointStatus[id] = after;
            changes.Add(new(Subject.Of(id), before, after));
        }
    }

    private void CompareStatus(VersionId id, List<Change> changes)
    {
        var after = new Standing(null, DomainJson.Text(State.StatusOf(State.Versions[id])));
        var before = _versionStatus.GetValueOrDefault(id);
        if (before != after)
        {
            _versionStatus[id] = after;
            changes.Add(new(Subject.Of(id), before, after));
        }
    }
}
