namespace NegotiationSim.Domain;

/// <summary>An event in an answer that is by what was known on a day.</summary>
public static class KnownPart
{
    /// <summary>
    /// The event without the claims that were not public by a day, and without notes: they are the author's, who wrote them
    /// with hindsight, and no day says since when they could have been written. Null: the whole event.
    /// </summary>
    /// <param name="recorded">The same event as it was recorded; its claims have their days from it.</param>
    public static NegotiationEvent AsKnown(this NegotiationEvent e, NegotiationEvent recorded, DateOnly? knownBy) =>
        knownBy is not { } day ? e : WithoutNotes(e) with { Claims = recorded.Claims.Where(claim => recorded.KnownFrom(claim) <= day).ToValueList() };

    private static NegotiationEvent WithoutNotes(NegotiationEvent e) => e switch
    {
        VersionIntroduced introduced => introduced with { Note = null, Points = WithoutNotes(introduced.Points) },
        PointsDisclosed disclosed => disclosed with { Note = null, Points = WithoutNotes(disclosed.Points) },
        EventCorrected corrected => corrected with { Note = null, Instead = WithoutNotes(corrected.Instead) },
        _ => e with { Note = null },
    };

    private static ValueList<Point> WithoutNotes(ValueList<Point> points) => points.Select(point => point with { Note = null }).ToValueList();
}
