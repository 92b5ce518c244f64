namespace NegotiationSim.Domain;

/// <summary>One event with everything that is claimed and said about it.</summary>
/// <param name="Event">The event as it stands, corrections applied; by a day of knowledge without what has a later one, or none.</param>
/// <param name="Type">Its type's name.</param>
/// <param name="Known">The day it became public.</param>
/// <param name="Disputed">Somebody denies it, by what is known.</param>
/// <param name="MovedFrom">The date that its claims are about, when a what-if moved it; null: it was not moved.</param>
/// <param name="Claims">Who says so, earliest first; those that came later name the event that added them.</param>
/// <param name="Denials">Who contradicts it.</param>
/// <param name="Corrections">How it was corrected, retimed or retracted, also after the day of knowledge asked for.</param>
public sealed record ExplainedEvent(
    NegotiationEvent Event,
    string Type,
    DateOnly Known,
    bool Disputed,
    When? MovedFrom,
    ValueList<ExplainedClaim> Claims,
    ValueList<ExplainedDenial> Denials,
    ValueList<ExplainedCorrection> Corrections)
{
    /// <summary>Some events of a timeline, each with what is said about it; those that are not on it are left out.</summary>
    public static IReadOnlyDictionary<EventId, ExplainedEvent> Of(Timeline timeline, IEnumerable<EventId> ids)
    {
        var knowledge = new Knowledge(timeline.Ledger);
        return ids.Distinct().Select(timeline.Find).OfType<TimelineEvent>().ToDictionary(entry => entry.Id, entry => Of(entry, knowledge, timeline.KnownBy));
    }

    internal static ExplainedEvent Of(TimelineEvent entry, Knowledge knowledge, DateOnly? knownBy)
    {
        var day = knownBy ?? DateOnly.MaxValue;
        var isRecorded = knowledge.IsRecorded(entry.Recorded);
        return new(
            entry.Event.AsKnown(entry.Recorded, knownBy),
            EventTypes.NameOf(entry.Event),
            entry.Known,
            entry.Disputed,
            entry.Certainty != Certainty.Supposed && knowledge.InForce(entry.Id, day)?.Event.Occurred is { } own && own != entry.Event.Occurred ? own : null,
            knowledge.Claims(entry.Recorded, day)
                .Select(c => new ExplainedClaim(c.Claim, c.Known, c.Source.Id == entry.Id ? null : c.Source.Id))
                .ToValueList(),
            (isRecorded ? knowledge.Denials(entry.Event, day) : [])
                .Select(d => d.Denial)
                .DistinctBy(d => d.Id)
                .Select(d => new ExplainedDenial(d.Id, d.Party, d.Title, d.Occurred, d.Claims))
                .ToValueList(),
            (isRecorded ? knowledge.About(entry.Id) : [])
                .Where(e => e is EventCorrected or EventRetimed or EventRetracted)
                .Select(e => ExplainedCorrection.Of(e, knowledge, day))
                .ToValueList());
    }

    /// <summary>An event out of force that somebody claims by what is known, as it was recorded.</summary>
    internal static ExplainedEvent OfRecorded(NegotiationEvent recorded, Knowledge knowledge, DateOnly? knownBy) => Of(
        new TimelineEvent
        {
            Event = recorded,
            Recorded = recorded,
            Known = knowledge.Claims(recorded, knownBy ?? DateOnly.MaxValue).First().Known,
            KnownToHaveOccurred = null,
            Certainty = Certainty.Asserted,
            IsDenied = knowledge.Denials(recorded, knownBy ?? DateOnly.MaxValue).Any(),
        },
        knowledge,
        knownBy);
}

/// <summary>A claim, the day it became public, and the event that added it when it was not the event's own.</summary>
public sealed record ExplainedClaim(Claim Claim, DateOnly Known, EventId? AddedBy);

/// <summary>A denial and its claims.</summary>
public sealed record ExplainedDenial(EventId Id, PartyId? Party, string? Title, When Occurred, ValueList<Claim> Claims);

/// <summary>A correction, retiming or retraction, and whether it is in force by what is known.</summary>
/// <param name="Title">What it says; null also when it became known only later: that it came is told, and not what it says.</param>
/// <param name="Claims">Who says so; none when it became known only later.</param>
public sealed record ExplainedCorrection(EventId Id, string Type, string? Title, DateOnly? Known, bool InForce, ValueList<Claim> Claims)
{
    internal static ExplainedCorrection Of(NegotiationEvent e, Knowledge knowledge, DateOnly day)
    {
        var isLater = !knowledge.Claims(e, day).Any();
        return new(e.Id, EventTypes.NameOf(e), isLater ? null : e.Title, e.KnownByItself, knowledge.IsInForce(e, day), isLater ? [] : e.Claims);
    }
}
