using System.Globalization;
using NegotiationSim.App.Questions;
using NegotiationSim.App.Rendering;
using NegotiationSim.Domain;

namespace NegotiationSim.App.Server.Pages;

/// <summary>One side of a comparison: a timeline, and a day on it.</summary>
/// <param name="Side">The timeline, with what was known by when.</param>
/// <param name="On">The day whose end is meant; null: every day.</param>
/// <param name="History">How everything ran on it.</param>
public sealed record ComparedSide(Side Side, Timeline Timeline, DateOnly? On, History History)
{
    /// <summary>What it is called: <c>briefing-takes-place</c>, <c>real@2025-12-02 on 2025-12-10</c>.</summary>
    public string Label => Side.Text + (On is { } day ? $" on {day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)}" : "");
}

/// <summary>Something that stands differently on two sides: points alike but for their number are one row.</summary>
/// <param name="Subjects">The point, version or issue, or the points; each with its party.</param>
/// <param name="From">The first day of the difference; null: it is between two dates.</param>
/// <param name="To">The first day on which it is over; null: it is not.</param>
/// <param name="CauseA">The event that began what holds on the one side.</param>
public sealed record ComparedRow(IReadOnlyList<Subject> Subjects, DateOnly? From, DateOnly? To, Standing? A, Standing? B, EventId? CauseA, EventId? CauseB, bool Differs)
{
    private static readonly Glyphs Signs = new(ascii: false);

    public Subject First => Subjects[0];

    /// <summary>The rows of a difference over time, in the order in which they begin.</summary>
    public static IReadOnlyList<ComparedRow> Of(DiffAnswer diff, ComparedSide a, ComparedSide b) => Alike(
        from subject in diff.Subjects
        from span in subject.Spans
        select new ComparedRow([subject.Subject], span.From, span.To, span.A, span.B, a.History.On(subject.Subject, span.From)?.Cause, b.History.On(subject.Subject, span.From)?.Cause, true));

    /// <summary>The rows of a comparison of two dates.</summary>
    public static IReadOnlyList<ComparedRow> Of(TwoDates dates, bool isAll) => Alike(
        from row in dates.Rows
        where row.Differs || isAll
        select new ComparedRow([row.Subject], null, null, row.A?.Standing, row.B?.Standing, row.A?.Cause, row.B?.Cause, row.Differs));

    private static IReadOnlyList<ComparedRow> Alike(IEnumerable<ComparedRow> rows) =>
    [
        .. rows
            .GroupBy(r => (r.First.Kind, Version: VersionOf(r.First), r.First.Party, r.From, r.To, A: Signs.Of(r.A), B: Signs.Of(r.B), r.CauseA, r.CauseB, r.Differs))
            .Select(alike => alike.First() with { Subjects = [.. alike.Select(r => r.First).OrderBy(s => DifferenceRows.PlaceInText(s.Id)).ThenBy(s => s.Id, StringComparer.Ordinal)] })
            .OrderByDescending(r => r.Differs).ThenBy(r => r.From).ThenBy(r => r.First.Kind).ThenBy(r => VersionOf(r.First), StringComparer.Ordinal)
            .ThenBy(r => DifferenceRows.PlaceInText(r.First.Id)).ThenBy(r => r.First.Party?.Value, StringComparer.Ordinal),
    ];

    private static string VersionOf(Subject subject) => subject.Kind == SubjectKind.Point ? new PointId(subject.Id).Version.Value : subject.Id;
}
