using NegotiationSim.App.Rendering;
using NegotiationSim.Domain;

namespace NegotiationSim.App.Questions;

/// <summary>How everything stands at the end of one day on one timeline, beside how it stands at the end of another day, there or on another timeline.</summary>
/// <param name="Rows">Points, versions and issues, by kind and id; those that stand the same too.</param>
/// <param name="Parts">Meetings, deadlines, unnamed sets, packages, the talks and who must agree.</param>
/// <param name="Between">On the same timeline: the events that count after the earlier day and up to the later, earliest first.</param>
public sealed record TwoDates(IReadOnlyList<DatesRow> Rows, IReadOnlyList<DatesPart> Parts, IReadOnlyList<DiffEvent> Between)
{
    private static readonly Glyphs Signs = new(ascii: false);

    public static TwoDates Of(Timeline a, DateOnly onA, Timeline b, DateOnly onB, Func<Timeline, History> historyOf)
    {
        var (historyA, historyB) = (historyOf(a), historyOf(b));
        var rows = historyA.Subjects.Union(historyB.Subjects)
            .OrderBy(s => s.Kind).ThenBy(s => s.Id, StringComparer.Ordinal).ThenBy(s => s.Party?.Value, StringComparer.Ordinal)
            .Select(s => new DatesRow(s, historyA.On(s, onA), historyB.On(s, onB)))
            .Where(row => row.A is not null || row.B is not null)
            .ToList();
        var parts = PartsOf(a).Concat(PartsOf(b)).ToHashSet();
        var (partsA, partsB) = (Domain.Parts.History(a, parts), Domain.Parts.History(b, parts));
        var differing = parts
            .Select(part => new DatesPart(part, On(partsA[part], onA), On(partsB[part], onB)))
            .Where(p => p.A != p.B)
            .OrderBy(p => p.Part.Kind).ThenBy(p => p.Part.Id, StringComparer.Ordinal)
            .ToList();
        var (first, last) = onA < onB ? (onA, onB) : (onB, onA);
        var between = !ReferenceEquals(a, b) ? [] : a.Events.Where(e => e.Day > first && e.Day <= last).OrderBy(e => e.Day).Select(DiffEvent.Of).ToList();
        return new(rows, differing, between);

        static ValueList<PartFact> On(IReadOnlyList<PartInterval> intervals, DateOnly day) => intervals.LastOrDefault(i => i.From <= day)?.Facts ?? [];

        static IEnumerable<Part> PartsOf(Timeline timeline)
        {
            var state = timeline.On(DateOnly.MaxValue);
            return
            [
                Part.Talks, Part.Required,
                .. state.Meetings.Keys.Select(m => new Part(PartKind.Meeting, m.Value)),
                .. state.Deadlines.Keys.Select(d => new Part(PartKind.Deadline, d.Value)),
                .. state.Unnamed.Keys.Select(s => new Part(PartKind.Set, s.Value)),
                .. state.Packages.Keys.Select(p => new Part(PartKind.Package, p.Value)),
            ];
        }
    }

    /// <summary>True when two standings say the same, whatever events they rest on; a cell that is not there says as much as a silent one.</summary>
    public static bool IsSame(Subject subject, Standing? a, Standing? b) => Words(subject, a) == Words(subject, b);

    private static string Words(Subject subject, Standing? standing) =>
        Signs.Of(standing is null && subject.Party is not null ? new Standing(Cell.Silent, null) : standing);
}

/// <summary>One subject on both days; null: not there.</summary>
public sealed record DatesRow(Subject Subject, Interval? A, Interval? B)
{
    public bool Differs => !TwoDates.IsSame(Subject, A?.Standing, B?.Standing);
}

/// <summary>One part on both days; no facts: not there.</summary>
public sealed record DatesPart(Part Part, ValueList<PartFact> A, ValueList<PartFact> B);
