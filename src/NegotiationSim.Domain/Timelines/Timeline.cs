namespace NegotiationSim.Domain;

/// <summary>
/// The events in force, in the order of folding, as known by a date. Folding order: the day from which an event counts,
/// then <see cref="NegotiationEvent.Order"/>, then the day it became known, then its id; arrival never matters.
/// </summary>
public sealed class Timeline
{
    private readonly Step[] _steps;
    private readonly Timeline? _base;
    private readonly int _common;
    private readonly Checkpoints _checkpoints;
    private readonly Lazy<Dictionary<EventId, TimelineEvent?>> _byId;
    private readonly Lazy<IReadOnlyList<(int Step, Conflict Conflict)>> _conflicts;

    private Timeline(Ledger ledger, DateOnly? knownBy, List<Step> steps, List<TimelineEvent> undated)
    {
        Ledger = ledger;
        KnownBy = knownBy;
        _steps = [.. steps];
        Undated = undated;
        _checkpoints = new Checkpoints();
        _byId = new(() => Index(Events.Concat(Undated), []));
        _conflicts = new(() => ConflictsFrom(0));
    }

    /// <summary>A timeline that differs from its base in a few events.</summary>
    private Timeline(Timeline basis, WhatIfId whatIf, Step[] steps, int common, List<TimelineEvent> undated, IReadOnlyCollection<TimelineEvent> removed, IReadOnlyCollection<TimelineEvent> added)
    {
        _base = basis;
        WhatIf = whatIf;
        Ledger = basis.Ledger;
        KnownBy = basis.KnownBy;
        _steps = steps;
        _common = common;
        Undated = undated;
        lock (basis._checkpoints)
        {
            _checkpoints = basis._checkpoints.UpTo(common);
        }

        _byId = new(() => Index(added, removed));
        _conflicts = new(() => [.. basis._conflicts.Value.TakeWhile(c => c.Step < common), .. ConflictsFrom(common)]);
    }

    /// <summary>The what-if whose edits are in it; null: what was recorded.</summary>
    public WhatIfId? WhatIf { get; }

    /// <summary>What was recorded, in and out of force.</summary>
    public Ledger Ledger { get; }

    /// <summary>The last day of knowledge; null: all that is recorded.</summary>
    public DateOnly? KnownBy { get; }

    /// <summary>
    /// What a fold applies, in order: every dated event once where it counts, and before it, on the first day it may have
    /// happened, as a possibility when its date is a span within which the day is not known.
    /// </summary>
    public ReadOnlySpan<Step> Steps => _steps;

    /// <summary>Events whose date is unknown: kept and shown, never folded. By order, then known, then id.</summary>
    public IReadOnlyList<TimelineEvent> Undated { get; }

    /// <summary>The dated events in force, in order.</summary>
    public IEnumerable<TimelineEvent> Events
    {
        get
        {
            foreach (var step in _steps)
            {
                if (!step.IsPossible)
                {
                    yield return step.Entry;
                }
            }
        }
    }

    /// <summary>The day of the last event that counts; null when none does.</summary>
    public DateOnly? LastDay => _steps.Length == 0 ? null : _steps[^1].Day;

    /// <summary>The day of the first step; null when there is none.</summary>
    public DateOnly? FirstDay => _steps.Length == 0 ? null : _steps[0].Day;

    /// <summary>The event in force with this id, dated or not; null when there is none.</summary>
    public TimelineEvent? Find(EventId id) =>
        _byId.Value.TryGetValue(id, out var entry) ? entry : _base?.Find(id);

    /// <summary>What should not be and yet is reported, in the order of the timeline.</summary>
    public IEnumerable<Conflict> Conflicts => _conflicts.Value.Select(c => c.Conflict);

    /// <summary>The conflicts of events that count by the end of a day.</summary>
    public IReadOnlyList<Conflict> ConflictsUntil(DateOnly day) => [.. Conflicts.TakeWhile(c => c.Day <= day)];

    /// <summary>The first step on or after a day; the number of steps when there is none.</summary>
    public int FirstStepOn(DateOnly day)
    {
        int low = 0, high = _steps.Length;
        while (low < high)
        {
            var middle = (low + high) / 2;
            (low, high) = _steps[middle].Day < day ? (middle + 1, high) : (low, middle);
        }

        return low;
    }

    /// <summary>A state of its own after the first <paramref name="count"/> steps; found quickly once they were folded before.</summary>
    public State StateBefore(int count) => ReplayBefore(count).State;

    internal Replay ReplayBefore(int count)
    {
        lock (_checkpoints)
        {
            return _checkpoints.Before(_steps, count);
        }
    }

    /// <summary>How many of their first steps two timelines share.</summary>
    public int StepsSharedWith(Timeline other)
    {
        // What a what-if shares with its base is known; the two may share more.
        var shared = ReferenceEquals(_base, other) ? _common : ReferenceEquals(other._base, this) ? other._common : 0;
        var most = Math.Min(_steps.Length, other._steps.Length);
        while (shared < most && _steps[shared].Says(other._steps[shared]))
        {
            shared++;
        }

        return shared;
    }

    /// <summary>This timeline without some of its events and with others.</summary>
    internal Timeline With(WhatIfId whatIf, IReadOnlySet<TimelineEvent> removed, IReadOnlyCollection<TimelineEvent> added)
    {
        var addedSteps = new List<Step>();
        var undated = Undated.Where(entry => !removed.Contains(entry)).ToList();
        foreach (var entry in added)
        {
            if (entry.Event.Occurred.IsKnown)
            {
                Step.AddOf(entry, addedSteps);
            }
            else
            {
                undated.Add(entry);
            }
        }

        addedSteps.Sort();
        var common = _steps.Length;
        if (addedSteps.Count > 0)
        {
            common = PlaceOf(addedSteps[0]);
        }

        foreach (var entry in removed)
        {
            if (entry.Event.Occurred.IsKnown)
            {
                common = Math.Min(common, PlaceOf(new Step(entry, entry.Event.Occurred.HasPossibleDays)));
            }
        }

        var steps = new List<Step>(_steps.Length + addedSteps.Count);
        steps.AddRange(_steps.AsSpan(0, common));
        var next = 0;
        for (var i = common; i < _steps.Length; i++)
        {
            if (removed.Contains(_steps[i].Entry))
            {
                continue;
            }

            while (next < addedSteps.Count && addedSteps[next] < _steps[i])
            {
                steps.Add(addedSteps[next++]);
            }

            steps.Add(_steps[i]);
        }

        steps.AddRange(addedSteps.Skip(next));
        return new Timeline(this, whatIf, [.. steps], common, undated, removed, added);
    }

    private int PlaceOf(Step step)
    {
        var at = Array.BinarySearch(_steps, step);
        return at < 0 ? ~at : at;
    }

    private static Dictionary<EventId, TimelineEvent?> Index(IEnumerable<TimelineEvent> present, IEnumerable<TimelineEvent> absent)
    {
        var byId = new Dictionary<EventId, TimelineEvent?>();
        foreach (var entry in absent)
        {
            byId[entry.Id] = null;
        }

        foreach (var entry in present)
        {
            byId[entry.Id] = entry;
        }

        return byId;
    }

    private List<(int Step, Conflict Conflict)> ConflictsFrom(int first)
    {
        var state = StateBefore(first);
        var found = new List<(int, Conflict)>();
        for (var i = first; i < _steps.Length; i++)
        {
            if (!_steps[i].IsPossible)
            {
                foreach (var conflict in Rules.Conflicts(new(_steps[i].Entry, state, this)))
                {
                    found.Add((i, conflict));
                }
            }

            _steps[i].ApplyTo(state);
        }

        return found;
    }

    /// <summary>The events in force by what was known on <paramref name="knownBy"/>; null: by all that is recorded.</summary>
    public static Timeline Of(Ledger ledger, DateOnly? knownBy = null)
    {
        var steps = new List<Step>(ledger.Count);
        var undated = new List<TimelineEvent>();
        var knowledge = new Knowledge(ledger);
        foreach (var recorded in ledger.Events)
        {
            if (knowledge.InForce(recorded.Id, knownBy ?? DateOnly.MaxValue) is { } entry)
            {
                if (entry.Event.Occurred.IsKnown)
                {
                    Step.AddOf(entry, steps);
                }
                else
                {
                    undated.Add(entry);
                }
            }
        }

        steps.Sort();
        undated.Sort((a, b) => (a.Event.Order, a.Known).CompareTo((b.Event.Order, b.Known)) is var order and not 0 ? order : string.CompareOrdinal(a.Id.Value, b.Id.Value));
        return new Timeline(ledger, knownBy, steps, undated);
    }

    /// <summary>The state at the end of a day: every step up to and including it.</summary>
    public State On(DateOnly day)
    {
        var state = new State();
        foreach (var step in _steps)
        {
            if (step.Day > day)
            {
                break;
            }

            step.ApplyTo(state);
        }

        return state;
    }
}

/// <summary>One application of an event in a fold, where it counts or where it becomes possible. Sorts in folding order.</summary>
public readonly record struct Step(TimelineEvent Entry, bool IsPossible) : IComparable<Step>
{
    /// <summary>True when another step applies the same event, which stands the same, in the same way.</summary>
    internal bool Says(Step other) =>
        IsPossible == other.IsPossible && (ReferenceEquals(Entry, other.Entry) || Entry.StandsLike(other.Entry));

    public DateOnly Day => IsPossible ? Entry.Event.Occurred.First : Entry.Event.Occurred.Counts;

    public void ApplyTo(State state)
    {
        if (IsPossible)
        {
            state.ApplyPossible(Entry);
        }
        else
        {
            state.Apply(Entry);
        }
    }

    public int CompareTo(Step other)
    {
        var byDay = Day.CompareTo(other.Day);
        if (byDay != 0)
        {
            return byDay;
        }

        var byOrder = Entry.Event.Order.CompareTo(other.Entry.Event.Order);
        if (byOrder != 0)
        {
            return byOrder;
        }

        var byKnown = Entry.Known.CompareTo(other.Entry.Known);
        return byKnown != 0 ? byKnown : string.CompareOrdinal(Entry.Id.Value, other.Entry.Id.Value);
    }

    /// <summary>The steps of a dated event: one where it counts, and one before it when its date leaves days open.</summary>
    internal static void AddOf(TimelineEvent entry, List<Step> steps)
    {
        if (entry.Event.Occurred.HasPossibleDays)
        {
            steps.Add(new Step(entry, IsPossible: true));
        }

        steps.Add(new Step(entry, IsPossible: false));
    }

    public static bool operator <(Step left, Step right) => left.CompareTo(right) < 0;

    public static bool operator >(Step left, Step right) => left.CompareTo(right) > 0;

    public static bool operator <=(Step left, Step right) => left.CompareTo(right) <= 0;

    public static bool operator >=(Step left, Step right) => left.CompareTo(right) >= 0;
}
