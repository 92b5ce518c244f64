namespace NegotiationSim.Domain;

/// <summary>A conflict that is there only because of the edits, and what it goes back to.</summary>
/// <param name="Conflict">The event, the rule, and what is odd.</param>
/// <param name="Edit">Place of the edit it goes back to, from 0; null when it goes back to a rule, or to no single edit.</param>
/// <param name="Rule">Place of the consequence rule it goes back to, from 0.</param>
public sealed record WhatIfConflict(Conflict Conflict, int? Edit, int? Rule);

/// <summary>An event that was left out because it breaks a rule, or because it happened because of one that does.</summary>
/// <param name="Event">The event.</param>
/// <param name="BecauseOf">The event left out before it; null when it breaks the rule itself.</param>
/// <param name="Conflict">The conflict at the root.</param>
public sealed record DroppedEvent(EventId Event, EventId? BecauseOf, WhatIfConflict Conflict);

/// <summary>An event that may make no sense without a removed one, for its reader to judge.</summary>
/// <param name="Removed">The removed event.</param>
/// <param name="Why">How it depends: because, or the meeting, deadline, version or set.</param>
public sealed record Dependent(EventId Event, EventId Removed, string Why);

/// <summary>
/// A what-if replayed over its base: the edits, then the consequences, then the rules of the timeline, then its policy.
/// Pure; the base is never changed.
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

    /// <summary>Events that depend on removed ones and stand all the same.</summary>
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
        var edited = Overlay.On(Base);
        var (firings, loop) = Consequences.Of(WhatIf, edited);
        if (loop is not null)
        {
            return loop;
        }

        Firings = firings;
        Timeline = firings.Count == 0 ? edited : edited.With(WhatIf.Name, new HashSet<TimelineEvent>(), [.. firings.SelectMany(f => f.Events)]);
        Dropped = WhatIf.Policy == ConflictPolicy.Drop ? Drop() : [];
        Conflicts = NewConflicts();
        var present = Timeline.Conflicts.Select(c => (c.Rule, c.Event)).ToHashSet();
        Settled = [.. Base.Conflicts.Where(c => !present.Contains((c.Rule, c.Event)))];
        Dependents = [.. DependentsOfRemoved()];
        return null;
    }

    private List<WhatIfConflict> NewConflicts()
    {
        var old = Base.Conflicts.Select(c => (c.Rule, c.Event)).ToHashSet();
        return [.. Timeline.Conflicts.Where(c => !old.Contains((c.Rule, c.Event))).Select(Traced)];
    }

    /// <summary>Leaves out the first event that breaks a rule and what happened because of it, until no event does.</summary>
    private List<DroppedEvent> Drop()
    {
        var dropped = new List<DroppedEvent>();
        while (NewConflicts() is [var first, ..])
        {
            var left = new Dictionary<EventId, EventId?> { [first.Conflict.Event] = null };
            var entries = new HashSet<TimelineEvent> { Timeline.Find(first.Conflict.Event)! };
            dropped.Add(new(first.Conflict.Event, null, first));
            foreach (var entry in Timeline.Events.Concat(Timeline.Undated))
            {
                foreach (var cause in entry.Event.Because)
                {
                    if (left.ContainsKey(cause) && left.TryAdd(entry.Id, cause))
                    {
                        entries.Add(entry);
                        dropped.Add(new(entry.Id, cause, first));
                        break;
                    }
                }
            }

            Timeline = Timeline.With(WhatIf.Name, entries, []);
        }

        return dropped;
    }

    /// <summary>
    /// Finds the edit that a conflict goes back to: the event's own; else the one whose event shares most with it, where a
    /// cause weighs more than a meeting, deadline or set, and these more than a point, a version or a party.
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

        var names = References.Of(Timeline.Find(conflict.Event)!.Event).Select(r => (r.Kind, r.Name)).ToHashSet();
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
            foreach (var reference in References.Of(e))
            {
                if (names.Contains((reference.Kind, reference.Name)))
                {
                    weight = Math.Max(weight, WeightOf(reference.Kind));
                }
            }

            if (weight > best)
            {
                (edit, rule, best) = (byEdit, byRule, weight);
            }
        }
    }

    private static int WeightOf(Type kind) =>
        kind == typeof(MeetingId) || kind == typeof(DeadlineId) || kind == typeof(SetId) ? 50
        : kind == typeof(PointId) ? 20
        : kind == typeof(VersionId) ? 10
        : kind == typeof(PartyId) ? 1
        : 0;

    private IEnumerable<Dependent> DependentsOfRemoved()
    {
        var removed = Overlay.Edited.Where(e => e.After is null).Select(e => e.Before!).ToList();
        if (removed.Count == 0)
        {
            yield break;
        }

        foreach (var entry in Timeline.Events.Concat(Timeline.Undated))
        {
            foreach (var gone in removed)
            {
                if (Depends(entry.Event, gone.Event) is { } why)
                {
                    yield return new(entry.Id, gone.Id, why);
                    break;
                }
            }
        }
    }

    private static string? Depends(NegotiationEvent e, NegotiationEvent gone)
    {
        if (e.Because.Contains(gone.Id))
        {
            return "because";
        }

        if (MeetingOf(gone) is { } meeting && MeetingOf(e) == meeting)
        {
            return $"meeting {meeting}";
        }

        if (DeadlineOf(gone) is { } deadline && DeadlineOf(e) == deadline)
        {
            return $"deadline {deadline}";
        }

        if (gone is VersionIntroduced introduced && References.Of(e).Exists(r => VersionNamed(r) == introduced.Version.Value))
        {
            return $"version {introduced.Version}";
        }

        return gone is StanceDeclared { Some: { } some } && References.Of(e).Exists(r => r.Kind == typeof(SetId) && r.Name == some.Id.Value)
            ? $"set {some.Id}"
            : null;
    }

    private static string? VersionNamed(Reference reference) =>
        reference.Kind == typeof(VersionId) ? reference.Name
        : reference.Kind == typeof(PointId) ? new PointId(reference.Name).Version.Value
        : null;

    private static MeetingId? MeetingOf(NegotiationEvent e) => e switch
    {
        MeetingScheduled m => m.Meeting,
        MeetingHeld m => m.Meeting,
        MeetingPostponed m => m.Meeting,
        MeetingCancelled m => m.Meeting,
        _ => null,
    };

    private static DeadlineId? DeadlineOf(NegotiationEvent e) => e switch
    {
        DeadlineSet d => d.Deadline,
        DeadlineMoved d => d.Deadline,
        DeadlineDropped d => d.Deadline,
        _ => null,
    };
}
