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
    private readonly Lazy<Names> _names;
    private readonly Lazy<ILookup<EventId, TimelineEvent>> _effects;
    private readonly Lazy<Pass> _pass;
    private readonly Lazy<IReadOnlyList<(int Step, Conflict Conflict)>> _conflicts;
    private readonly Lazy<Dictionary<EventId, List<int>>> _beforeCauses;

    private Timeline(Ledger ledger, DateOnly? knownBy, List<Step> steps, List<TimelineEvent> undated)
    {
        Ledger = ledger;
        KnownBy = knownBy;
        _steps = [.. steps];
        Undated = undated;
        _checkpoints = new Checkpoints();
        _byId = new(() => Index(Events.Concat(Undated), []));
        _names = new(() => new Names(Events.Concat(Undated)));
        _effects = new(() => Effects(Events.Concat(Undated)));
        _pass = new(() => PassFrom(0));
        _conflicts = new(() => _pass.Value.Conflicts);
        _beforeCauses = new(FindBeforeCauses);
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
        _checkpoints = new Checkpoints();
        _byId = new(() => Index(added, removed));
        _names = new(() => new Names(added));
        _effects = new(() => Effects(added));
        _pass = new(() => PassFrom(common));
        _conflicts = new(() => [.. CommonConflicts(basis, removed.Concat(added)), .. _pass.Value.Conflicts]);
        _beforeCauses = new(FindBeforeCauses);
    }

    /// <summary>What a fold of the steps from one on finds and changes, each with the step's place.</summary>
    private sealed record Pass(List<(int Step, Conflict Conflict)> Conflicts, List<(int Step, Change Change)> Changes);

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

    /// <summary>The first day of this timeline or of those it was forked from: edits may have moved everything, and it can still be forked there.</summary>
    internal DateOnly? EarliestDay => _base?.EarliestDay is { } earlier && !(earlier > FirstDay) ? earlier : FirstDay;

    /// <summary>The last day of this timeline or of those it was forked from.</summary>
    internal DateOnly? LatestDay => _base?.LatestDay is { } later && !(later < LastDay) ? later : LastDay;

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
        if (_base is not null && count <= _common)
        {
            return _base.ReplayBefore(count);
        }

        lock (_checkpoints)
        {
            return _checkpoints.Before(_steps, count, _base is null ? null : () => (_common, _base.ReplayBefore(_common)));
        }
    }

    /// <summary>What each step from one on changes, in order. Found once and kept.</summary>
    internal IEnumerable<(int Step, Change Change)> ChangesFrom(int step)
    {
        if (_base is not null && step < _common)
        {
            foreach (var change in _base.ChangesFrom(step))
            {
                if (change.Step >= _common)
                {
                    break;
                }

                yield return change;
            }
        }

        var changes = _pass.Value.Changes;
        for (var i = FirstOf(changes, step); i < changes.Count; i++)
        {
            yield return changes[i];
        }
    }

    /// <summary>The same in a list, from a place in it on; not to be changed.</summary>
    internal (List<(int Step, Change Change)> Changes, int First) ListOfChangesFrom(int step) =>
        _base is null || step >= _common ? (_pass.Value.Changes, FirstOf(_pass.Value.Changes, step)) : ([.. ChangesFrom(step)], 0);

    private static int FirstOf(List<(int Step, Change Change)> changes, int step)
    {
        int low = 0, high = changes.Count;
        while (low < high)
        {
            var middle = (low + high) / 2;
            (low, high) = changes[middle].Step < step ? (middle + 1, high) : (low, middle);
        }

        return low;
    }

    /// <summary>The events in force that name something, dated or not; for a version also those that name a point of it.</summary>
    internal IEnumerable<TimelineEvent> Naming(Type kind, string name)
    {
        var own = _names.Value.Naming(kind, name);
        return _base is null ? own : _base.Naming(kind, name).Where(entry => !_byId.Value.ContainsKey(entry.Id)).Concat(own);
    }

    /// <summary>The events in force that were because of another, dated or not.</summary>
    internal IEnumerable<TimelineEvent> EffectsOf(EventId cause)
    {
        var own = _effects.Value[cause];
        return _base is null ? own : _base.EffectsOf(cause).Where(entry => !_byId.Value.ContainsKey(entry.Id)).Concat(own);
    }

    private static ILookup<EventId, TimelineEvent> Effects(IEnumerable<TimelineEvent> entries) =>
        entries.SelectMany(entry => entry.Event.Because.Distinct(), (entry, cause) => (entry, cause)).ToLookup(e => e.cause, e => e.entry);

    /// <summary>True when an event that is recorded, or supposed on this timeline, brings a name.</summary>
    internal bool Brings(Type kind, string name) =>
        _base is null ? Ledger.Introduces(kind, name) : _base.Brings(kind, name) || _names.Value.Introduced.Contains((kind, name));

    /// <summary>The names of a kind that events bring, recorded or supposed on this timeline.</summary>
    internal IEnumerable<string> NamesOf(Type kind) =>
        _base is null ? Ledger.Introduced(kind) : _base.NamesOf(kind).Concat(_names.Value.Introduced.Where(n => n.Kind == kind).Select(n => n.Name));

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
        foreach (var entry in added.Where(entry => entry.Event.Occurred.IsKnown))
        {
            Step.AddOf(entry, addedSteps);
        }

        var gone = new List<Step>();
        foreach (var entry in removed.Where(entry => entry.Event.Occurred.IsKnown))
        {
            Step.AddOf(entry, gone);
        }

        addedSteps.Sort();
        var places = gone.Select(PlaceOf).Order().ToList();
        var steps = new Step[_steps.Length - places.Count + addedSteps.Count];
        int read = 0, written = 0, skipped = 0;
        foreach (var step in addedSteps)
        {
            CopyUntil(PlaceOf(step));
            steps[written++] = step;
        }

        CopyUntil(_steps.Length);
        var common = Math.Min(addedSteps.Count > 0 ? PlaceOf(addedSteps[0]) : _steps.Length, places.Count > 0 ? places[0] : _steps.Length);
        var undated = Undated.Where(entry => !removed.Contains(entry)).Concat(added.Where(entry => !entry.Event.Occurred.IsKnown)).ToList();
        undated.Sort(ByKnowledge);
        return new Timeline(this, whatIf, steps, common, undated, removed, added);

        void CopyUntil(int place)
        {
            while (read < place)
            {
                var end = skipped < places.Count ? Math.Min(places[skipped], place) : place;
                _steps.AsSpan(read, end - read).CopyTo(steps.AsSpan(written));
                written += end - read;
                read = end;
                if (skipped < places.Count && places[skipped] == read && read < place)
                {
                    read++;
                    skipped++;
                }
            }
        }
    }

    /// <summary>The place of a step, or that at which it would be.</summary>
    private int PlaceOf(Step step)
    {
        var at = Array.BinarySearch(_steps, step);
        return at < 0 ? ~at : at;
    }

    /// <summary>The place of the step at which a dated event counts.</summary>
    internal int PlaceOf(TimelineEvent entry) => PlaceOf(new Step(entry, IsPossible: false));

    /// <summary>The place of the first step of a dated event.</summary>
    internal int FirstPlaceOf(TimelineEvent entry) => PlaceOf(new Step(entry, entry.Event.Occurred.HasPossibleDays));

    /// <summary>The order of events without a date: by order, then known, then id.</summary>
    private static int ByKnowledge(TimelineEvent a, TimelineEvent b) =>
        (a.Event.Order, a.Known).CompareTo((b.Event.Order, b.Known)) is var order and not 0 ? order : string.CompareOrdinal(a.Id.Value, b.Id.Value);

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

    /// <summary>Folds the steps from one on, and on a timeline without base keeps copies of the fold on the way.</summary>
    private Pass PassFrom(int first)
    {
        var replay = ReplayBefore(first);
        var followed = _base is null ? null : new Followed(_base, first);
        var pass = new Pass([], new(_steps.Length - first));
        for (var i = first; i < _steps.Length; i++)
        {
            if (!_steps[i].IsPossible)
            {
                foreach (var conflict in Rules.Conflicts(new(_steps[i].Entry, replay.State, this)))
                {
                    pass.Conflicts.Add((i, conflict));
                }
            }

            if (_base is null)
            {
                lock (_checkpoints)
                {
                    _checkpoints.Pass(i, replay);
                }
            }

            foreach (var change in replay.Next(_steps[i], followed is null ? [] : followed.ChangesOf(_steps[i])))
            {
                pass.Changes.Add((i, change));
            }
        }

        return pass;
    }

    /// <summary>
    /// The conflicts of the steps in common with the base. They look at the same states, but an event that stands before
    /// one of its causes also looks at that cause, which may be edited.
    /// </summary>
    private IEnumerable<(int Step, Conflict Conflict)> CommonConflicts(Timeline basis, IEnumerable<TimelineEvent> edited)
    {
        var before = basis._beforeCauses.Value;
        var again = before.Count == 0 ? [] : edited.SelectMany(e => before.GetValueOrDefault(e.Id) ?? []).Where(place => place < _common).ToHashSet();
        var common = basis._conflicts.Value.TakeWhile(c => c.Step < _common);
        return again.Count == 0
            ? common
            : common.Where(c => !again.Contains(c.Step))
                .Concat(again.SelectMany(place => Rules.Conflicts(new(_steps[place].Entry, basis.StateBefore(place), this)).Select(c => (Step: place, Conflict: c))))
                .OrderBy(c => c.Step);
    }

    /// <summary>The places of events that do not come after all of their causes, by such a cause.</summary>
    private Dictionary<EventId, List<int>> FindBeforeCauses()
    {
        var places = new Dictionary<EventId, List<int>>();
        for (var i = 0; i < _steps.Length; i++)
        {
            if (_steps[i].IsPossible)
            {
                continue;
            }

            foreach (var cause in _steps[i].Entry.Event.Because)
            {
                if (!(Find(cause) is { Event.Occurred.IsKnown: true } entry && new Step(entry, IsPossible: false) < _steps[i]))
                {
                    if (!places.TryGetValue(cause, out var list))
                    {
                        places[cause] = list = [];
                    }

                    list.Add(i);
                }
            }
        }

        return places;
    }

    /// <summary>Which events name what, and which names they bring.</summary>
    private sealed class Names
    {
        private readonly Dictionary<(Type Kind, string Name), List<TimelineEvent>> _naming = [];

        public Names(IEnumerable<TimelineEvent> entries)
        {
            foreach (var entry in entries)
            {
                foreach (var reference in References.Of(entry.Event, paths: false))
                {
                    Add((reference.Kind, reference.Name), entry);
                    if (reference.Kind == typeof(PointId))
                    {
                        Add((typeof(VersionId), new PointId(reference.Name).Version.Value), entry);
                    }

                    if (reference.Introduces)
                    {
                        Introduced.Add((reference.Kind, reference.Name));
                    }
                }
            }
        }

        public HashSet<(Type Kind, string Name)> Introduced { get; } = [];

        public List<TimelineEvent> Naming(Type kind, string name) => _naming.GetValueOrDefault((kind, name)) ?? [];

        private void Add((Type Kind, string Name) name, TimelineEvent entry)
        {
            if (!_naming.TryGetValue(name, out var list))
            {
                _naming[name] = list = [];
            }

            if (list.Count == 0 || !ReferenceEquals(list[^1], entry))
            {
                list.Add(entry);
            }
        }
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
        undated.Sort(ByKnowledge);
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
