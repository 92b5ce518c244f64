namespace NegotiationSim.Domain;

/// <summary>A conflict that is there only because of the edits, and what it goes back to.</summary>
/// <param name="Conflict">The event, the rule, and what is odd.</param>
/// <param name="Edit">Place of the edit it goes back to, from 0; null when it goes back to a rule, or to no single edit.</param>
/// <param name="Rule">Place of the consequence rule it goes back to, from 0.</param>
public sealed record WhatIfConflict(Conflict Conflict, int? Edit, int? Rule);

/// <summary>An event that the policy left out: it breaks a rule, or depends on an event that is gone.</summary>
/// <param name="Event">The event.</param>
/// <param name="By">What it depends on; null when it breaks a rule itself.</param>
/// <param name="Conflict">The conflict at the root; null when that is a removed or replaced event.</param>
public sealed record DroppedEvent(EventId Event, Dependent? By, WhatIfConflict? Conflict);

/// <summary>
/// A what-if replayed over its base: the edits, and under <see cref="ConflictPolicy.Drop"/> without what depends on what
/// they take away; then the consequences, then the rules of the timeline, then its policy. Pure; the base is never changed.
/// </summary>
public sealed class WhatIfReplay
{
    private WhatIfReplay(Timeline basis, Overlay overlay)
    {
        Base = basis;
        Overlay = overlay;
        Timeline = basis;
    }

    /// <summary>The timeline that the what-if builds on.</summary>
    public Timeline Base { get; }

    public Overlay Overlay { get; }

    public WhatIf WhatIf => Overlay.WhatIf;

    /// <summary>The timeline with the edits, the consequences, and without what the policy drops.</summary>
    public Timeline Timeline { get; private set; }

    /// <summary>The firings of consequence rules, in order.</summary>
    public IReadOnlyList<Firing> Firings { get; private set; } = [];

    /// <summary>Conflicts that the base does not have.</summary>
    public IReadOnlyList<WhatIfConflict> Conflicts { get; private set; } = [];

    /// <summary>Conflicts of the base that the what-if does not have.</summary>
    public IReadOnlyList<Conflict> Settled { get; private set; } = [];

    /// <summary>What the policy left out.</summary>
    public IReadOnlyList<DroppedEvent> Dropped { get; private set; } = [];

    /// <summary>
    /// Events that depend on removed or dropped ones and stand all the same, for a reader to judge; also those because of a
    /// replaced one. In folding order, undated ones last.
    /// </summary>
    public IReadOnlyList<Dependent> Dependents { get; private set; } = [];

    /// <summary>True when the policy is to fail on conflicts and there are some.</summary>
    public bool Fails => WhatIf.Policy == ConflictPolicy.Fail && Conflicts.Count > 0;

    /// <summary>Replays a what-if over its base, or tells everything that is wrong with it.</summary>
    public static (WhatIfReplay? Replay, IReadOnlyList<WhatIfFault> Faults) Of(WhatIf whatIf, Timeline basis)
    {
        var (overlay, faults) = Overlay.Read(whatIf, basis);
        if (overlay is null)
        {
            return (null, faults);
        }

        var replay = new WhatIfReplay(basis, overlay);
        return replay.Run() is { } loop ? (null, [loop]) : (replay, []);
    }

    /// <summary>
    /// The same on the base as known by an earlier day: with the edits, consequences and omissions of this replay, each
    /// as far as its events would have become known by then. Nothing is matched or fired anew.
    /// </summary>
    public Timeline On(Timeline basis)
    {
        var edited = Overlay.On(basis);
        var left = Dropped.Select(d => d.Event).ToHashSet();
        var fired = Firings
            .SelectMany(f => f.Events)
            .Where(e => !left.Contains(e.Id) && (basis.KnownBy is not { } knownBy || e.Known <= knownBy))
            .ToList();
        return fired.Count + left.Count == 0
            ? edited
            : edited.With(WhatIf.Name, left.Select(edited.Find).OfType<TimelineEvent>().ToHashSet(), fired);
    }

    private WhatIfFault? Run()
    {
        var (removed, added) = Overlay.Of(Base);
        Timeline = Base.With(WhatIf.Name, removed, added);
        var standing = new List<Dependent>();
        var dropped = FollowEdits(standing);
        if (WhatIf.Policy == ConflictPolicy.Drop && dropped.Count > 0)
        {
            // Before the consequences: what is left out sets off no rule.
            var left = dropped.Select(d => d.Event).ToHashSet();
            removed.UnionWith(left.Select(Base.Find).OfType<TimelineEvent>());
            added.RemoveAll(entry => left.Contains(entry.Id));
            Timeline = Base.With(WhatIf.Name, removed, added);
        }

        (Firings, var loop) = Consequences.Of(WhatIf, Timeline);
        if (loop is not null)
        {
            return loop;
        }

        if (Firings.Count > 0)
        {
            added.AddRange(Firings.SelectMany(f => f.Events));
            Timeline = Base.With(WhatIf.Name, removed, added);
        }

        Conflicts = NewConflicts();
        if (WhatIf.Policy != ConflictPolicy.Drop)
        {
            // Told before what is only because of a replaced event: that it cannot be says more.
            standing.InsertRange(0, dropped.Select(d => d.By!));
        }
        else if (Drop(standing) is var odd && odd.Count + dropped.Count > 0)
        {
            Dropped = [.. dropped, .. odd];
            if (odd.Count > 0)
            {
                Timeline = Timeline.With(WhatIf.Name, odd.Select(d => Timeline.Find(d.Event)!).ToHashSet(), []);
                Conflicts = NewConflicts();
            }
        }

        var present = Timeline.Conflicts.Select(c => (c.Rule, c.Event)).ToHashSet();
        Settled = [.. Base.Conflicts.Where(c => !present.Contains((c.Rule, c.Event)))];
        Dependents = [.. standing.DistinctBy(d => d.Event).Select(d => (Dependent: d, Entry: Timeline.Find(d.Event))).Where(d => d.Entry is not null).OrderBy(d => d.Entry, Dependence.InOrder!).Select(d => d.Dependent)];
        return null;
    }

    /// <summary>What depends on the events that the edits take away, as what the policy drops when it drops.</summary>
    /// <param name="standing">Gets what depends on them and stands, whatever the policy.</param>
    private List<DroppedEvent> FollowEdits(List<Dependent> standing)
    {
        var dependence = new Dependence(Timeline, Overlay.Edited.Where(e => e.After is not null).Select(e => e.Id).ToHashSet(), MayGo);
        var going = new List<DroppedEvent>();
        foreach (var edited in Overlay.Edited)
        {
            // What is retimed is still there.
            if (edited.Before is { } before && (edited.After is null || WhatIf.Edits[edited.Edit].Replace is not null))
            {
                var depends = dependence.Of(before, edited.After);
                going.AddRange(depends.Going.Select(d => new DroppedEvent(d.Event, d, null)));
                standing.AddRange(depends.Standing);
            }
        }

        return going;
    }

    /// <summary>
    /// True when an event can be left out. An amendment says what is known, and that stays so; before the fork a what-if is
    /// its base, so what may have happened before it stands.
    /// </summary>
    private bool MayGo(TimelineEvent entry) =>
        !entry.Event.IsAmendment() && (!entry.Event.Occurred.IsKnown || entry.Event.Occurred.First >= WhatIf.Fork);

    private List<WhatIfConflict> NewConflicts()
    {
        var old = OldConflicts();
        return [.. Timeline.Conflicts.Where(c => !old.Contains((c.Rule, c.Event))).Select(Traced)];
    }

    private HashSet<(string Rule, EventId Event)> OldConflicts() => Base.Conflicts.Select(c => (c.Rule, c.Event)).ToHashSet();

    /// <summary>
    /// Leaves out the first event that breaks a rule and what depends on it, until no event does.
    /// </summary>
    /// <param name="standing">Gets what depends on these and stands all the same.</param>
    private List<DroppedEvent> Drop(List<Dependent> standing)
    {
        var dropped = new List<DroppedEvent>();
        if (Conflicts.FirstOrDefault(c => MayGo(Timeline.Find(c.Conflict.Event)!)) is not { } first)
        {
            return dropped;
        }

        var old = OldConflicts();
        var supposed = Overlay.Edited.Select(e => e.Id).Concat(Firings.SelectMany(f => f.Events).Select(e => e.Id)).ToHashSet();
        var dependence = new Dependence(Timeline, supposed, MayGo);
        var left = new HashSet<EventId>();
        var steps = Timeline.Steps;
        var from = Timeline.PlaceOf(Timeline.Find(first.Conflict.Event)!);
        var state = Timeline.StateBefore(from);
        for (var i = from; i < steps.Length; i++)
        {
            var entry = steps[i].Entry;
            if (left.Contains(entry.Id))
            {
                continue;
            }

            if (!steps[i].IsPossible && MayGo(entry) && Rules.Conflicts(new(entry, state, Timeline)).FirstOrDefault(c => !old.Contains((c.Rule, c.Event))) is { } conflict)
            {
                var earliest = LeaveOut(entry, Traced(conflict));
                if (earliest < i)
                {
                    // Part of it was folded already, as possible or before its cause: once more from there.
                    from = Math.Min(from, earliest);
                    state = Timeline.StateBefore(from);
                    i = from - 1;
                }

                continue;
            }

            steps[i].ApplyTo(state);
        }

        return dropped;

        // Notes an event and all that goes with it, and tells the place of the first of their steps.
        int LeaveOut(TimelineEvent root, WhatIfConflict conflict)
        {
            var depends = dependence.Of(root);
            standing.AddRange(depends.Standing);
            DroppedEvent[] leaving = [new(root.Id, null, conflict), .. depends.Going.Select(d => new DroppedEvent(d.Event, d, conflict))];
            dropped.AddRange(leaving);
            left.UnionWith(leaving.Select(d => d.Event));
            return leaving.Select(d => Timeline.Find(d.Event)!).Where(e => e.Event.Occurred.IsKnown).Min(Timeline.FirstPlaceOf);
        }
    }

    /// <summary>
    /// Finds the edit or rule that a conflict goes back to: the event's own; else the one whose event shares most with it.
    /// An event of a type that can make the rule break comes first; then a cause weighs more than a meeting, deadline or
    /// set, and these more than a point, a version, an issue or a party.
    /// </summary>
    private WhatIfConflict Traced(Conflict conflict)
    {
        if (Overlay.Edited.FirstOrDefault(e => e.Id == conflict.Event) is { } own)
        {
            return new(conflict, own.Edit, null);
        }

        if (Firings.FirstOrDefault(f => f.Events.Any(e => e.Id == conflict.Event)) is { } fired)
        {
            return new(conflict, null, fired.Rule);
        }

        var names = NamesIn(Timeline.Find(conflict.Event)!.Event);
        var breakers = Rules.All.First(r => r.Name == conflict.Rule).Breakers;
        var (edit, rule, best) = ((int?)null, (int?)null, 0);
        foreach (var edited in Overlay.Edited)
        {
            Weigh(edited.Before?.Event, edited.Edit, null);
            Weigh(edited.After?.Event, edited.Edit, null);
        }

        foreach (var firing in Firings)
        {
            foreach (var follows in firing.Events)
            {
                Weigh(follows.Event, null, firing.Rule);
            }
        }

        return new(conflict, edit, rule);

        void Weigh(NegotiationEvent? e, int? byEdit, int? byRule)
        {
            if (e is null)
            {
                return;
            }

            var weight = names.Contains((typeof(EventId), e.Id.Value)) ? 100 : 0;
            foreach (var name in NamesIn(e))
            {
                if (names.Contains(name))
                {
                    weight = Math.Max(weight, WeightOf(name.Kind));
                }
            }

            // An event of the talks as a whole has nothing to share and reaches every other.
            if (breakers.Contains(e.GetType()) && (weight > 1 || (weight == 1 && e is PartyIntroduced or NegotiationOpened) || e is TalksSuspended or TalksResumed or TalksConcluded))
            {
                weight += 1_000;
            }

            if (weight > best)
            {
                (edit, rule, best) = (byEdit, byRule, weight);
            }
        }

        static HashSet<(Type Kind, string Name)> NamesIn(NegotiationEvent e)
        {
            var names = References.Of(e, paths: false).Select(r => (r.Kind, r.Name)).ToHashSet();
            names.UnionWith(names.Where(n => n.Kind == typeof(PointId)).Select(n => (typeof(VersionId), new PointId(n.Name).Version.Value)).ToList());
            return names;
        }
    }

    private static int WeightOf(Type kind) =>
        kind == typeof(MeetingId) || kind == typeof(DeadlineId) || kind == typeof(SetId) ? 50
        : kind == typeof(PointId) ? 20
        : kind == typeof(VersionId) ? 10
        : kind == typeof(IssueId) ? 5
        : kind == typeof(PartyId) ? 1
        : 0;
}
