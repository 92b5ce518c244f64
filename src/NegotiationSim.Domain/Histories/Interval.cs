namespace NegotiationSim.Domain;

/// <summary>What an interval is about.</summary>
public enum SubjectKind
{
    Point,
    Version,
    Issue,
}

/// <summary>A point, version or issue, and for a cell the party; without a party it is the status that is meant.</summary>
public readonly record struct Subject(SubjectKind Kind, string Id, PartyId? Party)
{
    public static Subject Of(PointId point, PartyId? party = null) => new(SubjectKind.Point, point.Value, party);

    public static Subject Of(VersionId version, PartyId? party = null) => new(SubjectKind.Version, version.Value, party);

    public static Subject Of(IssueId issue, PartyId? party = null) => new(SubjectKind.Issue, issue.Value, party);
}

/// <summary>
/// What holds of a subject over an interval: a party's cell, or a status. Exactly one of the two is set.
/// </summary>
/// <param name="Cell">The party's cell; null for a status.</param>
/// <param name="Status">The status of a point or version in its written form, <c>partly-agreed</c>; null for a cell.</param>
/// <param name="Provisional">For a point's status: agreed only once the rest is.</param>
public sealed record Standing(Cell? Cell, string? Status, bool Provisional = false);

/// <summary>One stretch of days over which a subject's standing does not change.</summary>
/// <param name="From">The first day.</param>
/// <param name="To">The day on which the next standing begins; null: none is known.</param>
/// <param name="Standing">What holds.</param>
/// <param name="Cause">The event that began it; null for the standing before any event.</param>
public sealed record Interval(DateOnly From, DateOnly? To, Standing Standing, EventId? Cause)
{
    public bool Covers(DateOnly day) => From <= day && (To is null || day < To);
}

/// <summary>
/// One interval as it was known over a span of days of knowledge: a row of the history kept in the store. The rows whose
/// knowledge span covers a day are the history as known on that day.
/// </summary>
/// <param name="KnownFrom">The first day on which this was the history by what was known.</param>
/// <param name="KnownTo">The day from which it no longer was; null: it still is.</param>
public sealed record HistoryRow(Subject Subject, Interval Interval, DateOnly KnownFrom, DateOnly? KnownTo);
