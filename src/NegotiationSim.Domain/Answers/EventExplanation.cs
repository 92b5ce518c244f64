namespace NegotiationSim.Domain;

/// <summary>One event with everything around it: what is claimed and said about it, what led to it, and what came of it.</summary>
/// <param name="Id">The event asked about.</param>
/// <param name="KnownBy">The last day of knowledge; null: all that is recorded.</param>
/// <param name="InForce">It is part of the timeline: known, and not retracted.</param>
/// <param name="Event">The event as it stands, with its claims, denials and corrections; null: not known by then.</param>
/// <param name="Recorded">The event as it was recorded; null: not known by then.</param>
/// <param name="ActsOn">The events that a claim, denial, correction, retiming or retraction is about; empty for any other event.</param>
/// <param name="Because">The events that it was because of.</param>
/// <param name="Effects">The events in force that were because of it.</param>
/// <param name="Steps">What it changed where it became possible and where it counts; empty without a date or out of force.</param>
/// <param name="Conflicts">What should not be about it.</param>
public sealed record EventExplanation(
    NegotiationId Negotiation,
    EventId Id,
    DateOnly? KnownBy,
    WhatIfId? WhatIf,
    bool InForce,
    ExplainedEvent? Event,
    NegotiationEvent? Recorded,
    ValueList<RelatedEvent> ActsOn,
    ValueList<RelatedEvent> Because,
    ValueList<RelatedEvent> Effects,
    ValueList<ExplainedStep> Steps,
    ValueList<Conflict> Conflicts)
{
    /// <exception cref="ArgumentException">The timeline and its ledger have no such event.</exception>
    public static EventExplanation Of(Timeline timeline, EventId id) => Of(timeline, id, Replay.Of(timeline));

    /// <param name="timeline">The timeline.</param>
    /// <param name="id">The event.</param>
    /// <param name="replayed">The replay of the timeline: gone through only when the event is in force.</param>
    /// <exception cref="ArgumentException">The timeline and its ledger have no such event.</exception>
    public static EventExplanation Of(Timeline timeline, EventId id, IEnumerable<ReplayStep> replayed)
    {
        var knowledge = new Knowledge(timeline.Ledger);
        var knownBy = timeline.KnownBy;
        var entry = timeline.Find(id);
        var recorded = entry?.Recorded ?? timeline.Ledger.Find(id) ?? throw new ArgumentException($"there is no event '{id}'");
        if (entry is null && !IsKnown(recorded))
        {
            return new(timeline.Ledger.Negotiation, id, knownBy, timeline.WhatIf, false, null, null, [], [], [], [], []);
        }

        var current = entry?.Event ?? recorded;
        return new(
            timeline.Ledger.Negotiation,
            id,
            knownBy,
            timeline.WhatIf,
            entry is not null,
            entry is not null ? ExplainedEvent.Of(entry, knowledge, knownBy) : ExplainedEvent.OfRecorded(recorded, knowledge, knownBy),
            recorded.AsKnown(recorded, knownBy),
            Targets(current).Distinct().Select(Related).ToValueList(),
            current.Because.Select(Related).ToValueList(),
            timeline.EffectsOf(id).Select(RelatedEvent.Of).ToValueList(),
            entry is null ? [] : replayed.Where(step => step.Step.Entry.Id == id).Select(ExplainedStep.Of).ToValueList(),
            timeline.Conflicts.Where(c => c.Event == id).ToValueList());

        IEnumerable<TimelineEvent> All() => timeline.Events.Concat(timeline.Undated);

        bool IsKnown(NegotiationEvent e) => knowledge.Claims(e, knownBy ?? DateOnly.MaxValue).Any();

        // Of an event that is not known by then, its name is all that may be told.
        RelatedEvent Related(EventId other) =>
            timeline.Find(other) is { } inForce ? RelatedEvent.Of(inForce)
            : timeline.Ledger.Find(other) is { } known && IsKnown(known) ? new(other, EventTypes.NameOf(known), known.Occurred, known.Title, InForce: false)
            : new(other, null, null, null, InForce: false);

        IEnumerable<EventId> Targets(NegotiationEvent e) => e switch
        {
            ClaimAdded added => [added.Event],
            EventCorrected corrected => [corrected.Event],
            EventRetimed retimed => [retimed.Event],
            EventRetracted retracted => [retracted.Event],
            DenialMade denial => denial.Denies.Select(d => d.Event).OfType<EventId>()
                .Concat(All().Where(other => knowledge.IsRecorded(other.Recorded) && knowledge.Denials(other.Event, knownBy ?? DateOnly.MaxValue).Any(d => d.Denial.Id == id)).Select(other => other.Id)),
            _ => [],
        };
    }
}

/// <summary>An event beside the one explained.</summary>
/// <param name="Type">Its type's name; null, like its date and title: not known by then.</param>
/// <param name="InForce">It is part of the timeline: known, and not retracted.</param>
public sealed record RelatedEvent(EventId Id, string? Type, When? Occurred, string? Title, bool InForce)
{
    internal static RelatedEvent Of(TimelineEvent entry) => new(entry.Id, EventTypes.NameOf(entry.Event), entry.Event.Occurred, entry.Event.Title, InForce: true);
}

/// <summary>What an event changed on a day.</summary>
/// <param name="Possible">True on the first day the event may have happened, when the day is not known; nothing counts yet.</param>
/// <param name="Unnamed">Unnamed sets that it declared, changed or ended.</param>
public sealed record ExplainedStep(DateOnly Day, bool Possible, ValueList<Change> Changes, ValueList<SetId> Unnamed)
{
    internal static ExplainedStep Of(ReplayStep step) => new(step.Step.Day, step.Step.IsPossible, step.Changes.ToValueList(), step.Unnamed.ToValueList());
}
