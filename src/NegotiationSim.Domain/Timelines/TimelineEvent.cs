namespace NegotiationSim.Domain;

/// <summary>
/// An event as it is in force on a timeline: corrected, retimed, with the claims known by then.
/// </summary>
public sealed class TimelineEvent
{
    /// <summary>The event as it stands, corrections and retimings applied.</summary>
    public required NegotiationEvent Event { get; init; }

    /// <summary>The event as it was recorded.</summary>
    public required NegotiationEvent Recorded { get; init; }

    /// <summary>The day it became public: the earliest claim known.</summary>
    public required DateOnly Known { get; init; }

    /// <summary>The earliest day on which somebody claimed that it had happened, and not only that it was planned; null: nobody.</summary>
    public required DateOnly? KnownToHaveOccurred { get; init; }

    /// <summary>The firmest of the claims known.</summary>
    public required Certainty Certainty { get; init; }

    /// <summary>Somebody denies, by what is known, that it happened as recorded.</summary>
    public bool IsDenied { get; init; }

    /// <summary>What somebody denies, by what is known, of the stances that it declares: none when the event is not about stances.</summary>
    public ValueList<Proposition> Denied { get; init; }

    /// <summary>Somebody denies it or a stance that it declares, by what is known.</summary>
    public bool Disputed => IsDenied || Denied.Count > 0;

    /// <summary>An event that is only supposed, as it stands on a timeline: known by its own claims, and denied by nobody.</summary>
    public static TimelineEvent Supposed(NegotiationEvent e)
    {
        var known = e.KnownByItself ?? DateOnly.MaxValue;
        var certainty = Certainty.Supposed;
        foreach (var claim in e.Claims)
        {
            certainty = claim.Certainty < certainty ? claim.Certainty : certainty;
        }

        return new TimelineEvent
        {
            Event = e,
            Recorded = e,
            Known = known,
            KnownToHaveOccurred = e.Occurred.IsKnown ? (known < e.Occurred.Counts ? e.Occurred.Counts : known) : null,
            Certainty = certainty,
        };
    }

    /// <summary>True when an event of another timeline stands the same there: content, knowledge and dispute.</summary>
    internal bool StandsLike(TimelineEvent other) =>
        Known == other.Known
        && KnownToHaveOccurred == other.KnownToHaveOccurred
        && Certainty == other.Certainty
        && IsDenied == other.IsDenied
        && Denied == other.Denied
        && Event.Equals(other.Event);

    /// <summary>True when this and another at another date are the same otherwise; what is said when goes by the date.</summary>
    internal bool StandsLikeButForItsDate(TimelineEvent other) =>
        Certainty == other.Certainty
        && IsDenied == other.IsDenied
        && Event.Equals(other.Event with { Occurred = Event.Occurred, Claims = Event.Claims });

    public EventId Id => Event.Id;

    /// <summary>What a stance rests on that only this event declares: kept, so that all folds over the event share it.</summary>
    internal ValueList<EventId> Alone => field.Count > 0 ? field : field = [Id];


    /// <summary>The day from which it counts. Meaningless for an undated event, which is never folded.</summary>
    public DateOnly Day => Event.Occurred.Counts;
}
