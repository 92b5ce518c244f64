using NegotiationSim.Domain;

namespace NegotiationSim.App.Questions;

/// <summary>The answer of <c>negsim diff</c>: in what two timelines of a negotiation differ.</summary>
/// <param name="A">The one side.</param>
/// <param name="B">The other side.</param>
/// <param name="On">Only what stands differently at the end of this day.</param>
/// <param name="From">Only what stands differently from this day on.</param>
/// <param name="To">Only what stands differently up to the end of this day.</param>
/// <param name="FirstDay">The first day on which a point, version or issue stands differently; null: none does.</param>
/// <param name="Subjects">What stands differently: points, versions and issues, by kind, id and party.</param>
/// <param name="Parts">Meetings, deadlines, unnamed sets and packages that are not the same, by kind and id.</param>
/// <param name="Retimed">Events that both have, the same but for their date.</param>
/// <param name="Otherwise">Events that both have, with other content.</param>
public sealed record DiffAnswer(
    NegotiationId Negotiation,
    DiffSide A,
    DiffSide B,
    DateOnly? On,
    DateOnly? From,
    DateOnly? To,
    DateOnly? FirstDay,
    DiffCounts Counts,
    ValueList<SubjectDifference> Subjects,
    ValueList<PartDifference> Parts,
    ValueList<DiffEvent> OnlyInA,
    ValueList<DiffEvent> OnlyInB,
    ValueList<RetimedEvent> Retimed,
    ValueList<ChangedEvent> Otherwise)
{
    public static DiffAnswer Of(DiffSide a, Timeline timelineA, DiffSide b, Timeline timelineB, DateOnly? on = null, DateOnly? from = null, DateOnly? to = null)
    {
        var (first, last) = on is { } day ? (day, day) : (from ?? DateOnly.MinValue, to ?? DateOnly.MaxValue);
        var isWhole = on is null && from is null && to is null;
        var difference = isWhole ? Difference.Of(timelineA, timelineB) : Difference.Of(timelineA, timelineB).Within(first, last);
        var onlyInA = difference.OnlyInA.Select(timelineA.Find).OfType<TimelineEvent>().Where(Counts).Select(DiffEvent.Of).ToValueList();
        var onlyInB = difference.OnlyInB.Select(timelineB.Find).OfType<TimelineEvent>().Where(Counts).Select(DiffEvent.Of).ToValueList();
        var retimed = difference.Retimed.Where(r => IsIn(r.A) || IsIn(r.B)).ToValueList();
        var otherwise = difference.Otherwise.Select(id => ChangedEvent.Of(timelineA.Find(id)!, timelineB.Find(id)!)).Where(e => IsIn(e.A) || IsIn(e.B)).ToValueList();
        return new(
            timelineA.Ledger.Negotiation,
            a,
            b,
            on,
            from,
            to,
            difference.FirstDay is { } d && d < first ? first : difference.FirstDay,
            DiffCounts.Of(difference.Subjects, last, onlyInA.Count, onlyInB.Count, retimed.Count, otherwise.Count),
            difference.Subjects,
            difference.Parts,
            onlyInA,
            onlyInB,
            retimed,
            otherwise);

        bool Counts(TimelineEvent entry) => IsIn(entry.Event.Occurred);

        // On one day, what happened up to it bears on how things stand.
        bool IsIn(When occurred) => isWhole || (occurred.IsKnown && occurred.Counts <= last && (on is not null || occurred.Counts >= first));
    }

    public bool IsEmpty => Subjects.Count + Parts.Count + OnlyInA.Count + OnlyInB.Count + Retimed.Count + Otherwise.Count == 0;
}

/// <summary>One of two timelines that are compared.</summary>
/// <param name="Label">What it is called: <c>real</c>, <c>briefing-takes-place</c>, <c>real@2025-12-02</c>.</param>
/// <param name="WhatIf">Null: what was recorded.</param>
/// <param name="Events">The number of events of the negotiation that it builds on.</param>
public sealed record DiffSide(string Label, WhatIfId? WhatIf, DateOnly? KnownBy, int Events)
{
    public static DiffSide Of(string label, Timeline timeline) => new(label, timeline.WhatIf, timeline.KnownBy, timeline.Ledger.Count);
}

/// <summary>How much differs.</summary>
/// <param name="Points">Points that stand differently on some day: their status, or the stance of a party on them.</param>
/// <param name="PointsAtTheEnd">Those that still do on the last day asked about.</param>
/// <param name="Versions">Versions that do as a whole.</param>
/// <param name="Issues">Issues that do.</param>
public sealed record DiffCounts(
    int Points, int PointsAtTheEnd, int Versions, int VersionsAtTheEnd, int Issues, int IssuesAtTheEnd, int OnlyInA, int OnlyInB, int Retimed, int Otherwise)
{
    public static DiffCounts Of(ValueList<SubjectDifference> subjects, DateOnly last, int onlyInA, int onlyInB, int retimed, int otherwise)
    {
        return new(
            Count(SubjectKind.Point, false), Count(SubjectKind.Point, true),
            Count(SubjectKind.Version, false), Count(SubjectKind.Version, true),
            Count(SubjectKind.Issue, false), Count(SubjectKind.Issue, true),
            onlyInA, onlyInB, retimed, otherwise);

        int Count(SubjectKind kind, bool atTheEnd) => subjects
            .Where(s => s.Subject.Kind == kind && (!atTheEnd || s.Spans[^1].To is not { } to || to > last))
            .Select(s => s.Subject.Id)
            .Distinct()
            .Count();
    }
}

/// <summary>An event that both sides have with other content, described as the one side has it.</summary>
/// <param name="A">Its date on the other side.</param>
/// <param name="B">Its date.</param>
public sealed record ChangedEvent(EventId Id, string Type, When A, When B, string? Title)
{
    public static ChangedEvent Of(TimelineEvent a, TimelineEvent b) => new(b.Id, EventTypes.NameOf(b.Event), a.Event.Occurred, b.Event.Occurred, b.Event.Title);
}

/// <summary>An event that one side has.</summary>
public sealed record DiffEvent(EventId Id, string Type, When Occurred, string? Title)
{
    public static DiffEvent Of(TimelineEvent entry) => new(entry.Id, EventTypes.NameOf(entry.Event), entry.Event.Occurred, entry.Event.Title);
}
