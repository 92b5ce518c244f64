using NegotiationSim.App.Questions;
using NegotiationSim.Domain;

namespace NegotiationSim.App.Rendering;

/// <summary>
/// A difference in rows of words, for a terminal and for Markdown: counts first, then what stands differently, then the
/// events. Subjects alike but for their point are one row.
/// </summary>
internal sealed class DifferenceRows(Glyphs glyphs)
{
    /// <summary>Points of a row that are named.</summary>
    private const int PointsNamed = 8;

    public string Title(DiffAnswer diff)
    {
        var when = (diff.On, diff.From, diff.To) switch
        {
            ({ } on, _, _) => $" on {on:yyyy-MM-dd}",
            (_, { } from, { } to) => $" from {from:yyyy-MM-dd} to {to:yyyy-MM-dd}",
            (_, { } from, _) => $" from {from:yyyy-MM-dd}",
            (_, _, { } to) => $" to {to:yyyy-MM-dd}",
            _ => "",
        };
        return $"{diff.Negotiation}: {diff.A.Label} {glyphs.Arrow} {diff.B.Label}{when}";
    }

    public static IEnumerable<string> Counts(DiffAnswer diff)
    {
        if (diff.IsEmpty)
        {
            yield return "No difference.";
            yield break;
        }

        var c = diff.Counts;
        if (c.Points + c.Versions + c.Issues == 0)
        {
            yield return "Nothing stands differently.";
        }
        else
        {
            string[] parts =
            [
                .. Part(c.Points, c.PointsAtTheEnd, "point"),
                .. Part(c.Versions, c.VersionsAtTheEnd, "version"),
                .. Part(c.Issues, c.IssuesAtTheEnd, "issue"),
            ];
            yield return $"Stand differently: {string.Join(", ", parts)}; first on {diff.FirstDay:yyyy-MM-dd}.";
        }

        if (diff.Parts.Count > 0)
        {
            yield return $"Also differ: {string.Join(", ", diff.Parts.GroupBy(p => p.Part.Kind).SelectMany(PartsOfAKind))}.";
        }

        var events = new List<string>();
        Add(c.OnlyInA, $"only in {diff.A.Label}");
        Add(c.OnlyInB, $"only in {diff.B.Label}");
        Add(c.Retimed, "retimed");
        Add(c.Otherwise, "changed");
        yield return events.Count == 0 ? "Events: the same." : $"Events: {string.Join(", ", events)}.";

        IEnumerable<string> Part(int some, int atTheEnd, string what) =>
            some == 0 ? [] : [$"{Counted.Of(some, what)}{(diff.On is null ? $" ({atTheEnd} at the end)" : "")}"];

        IEnumerable<string> PartsOfAKind(IGrouping<PartKind, PartDifference> kind) =>
            IsOne(kind.Key) ? [NameOf(kind.Key)] : Part(kind.Count(), kind.Count(p => p.Spans[^1].To is not { } to || to > diff.To), NameOf(kind.Key));

        void Add(int count, string what)
        {
            if (count > 0)
            {
                events.Add($"{count} {what}");
            }
        }
    }

    public static string[] SubjectColumns(DiffAnswer diff) => ["What", "Party", "From", HistoryText.UntilInclusive, diff.A.Label, diff.B.Label];

    /// <summary>What stands differently: what, party, from, until, on the one side, on the other.</summary>
    public IEnumerable<string[]> Subjects(DiffAnswer diff)
    {
        var rows =
            from subject in diff.Subjects
            from span in subject.Spans
            let row = (subject.Subject.Kind, Version: VersionOf(subject.Subject), subject.Subject.Party, span.From, span.To, A: Standing(span.A, subject.Subject), B: Standing(span.B, subject.Subject))
            group subject.Subject.Id by row;
        foreach (var row in rows.OrderBy(r => r.Key.From).ThenBy(r => r.Key.Kind).ThenBy(r => r.Key.Version, StringComparer.Ordinal).ThenBy(r => r.Min(PlaceInText)).ThenBy(r => r.First(), StringComparer.Ordinal).ThenBy(r => r.Key.Party?.Value, StringComparer.Ordinal))
        {
            yield return
            [
                Named([.. row.OrderBy(PlaceInText)]),
                row.Key.Party?.Value ?? "status",
                row.Key.From.ToString("yyyy-MM-dd"),
                row.Key.To?.AddDays(-1).ToString("yyyy-MM-dd") ?? "end",
                row.Key.A,
                row.Key.B,
            ];
        }
    }

    public static string[] PartColumns(DiffAnswer diff) => ["What", "From", HistoryText.UntilInclusive, diff.A.Label, diff.B.Label];

    /// <summary>Meetings, deadlines, unnamed sets, packages, the talks and who must agree, where not the same: which, from, until, on the one side, on the other.</summary>
    public static IEnumerable<string[]> Parts(DiffAnswer diff) =>
        from part in diff.Parts
        from span in part.Spans
        orderby span.From, part.Part.Kind, part.Part.Id
        select new[]
        {
            Named(part.Part), span.From.ToString("yyyy-MM-dd"), span.To?.AddDays(-1).ToString("yyyy-MM-dd") ?? "end",
            Facts(span.A, span.B, span.InWhat), Facts(span.B, span.A, span.InWhat),
        };

    public static string Named(Part part) => IsOne(part.Kind) ? NameOf(part.Kind) : $"{NameOf(part.Kind)} {part.Id}";

    /// <summary>There is one of it, and it needs no name.</summary>
    private static bool IsOne(PartKind kind) => kind is PartKind.Talks or PartKind.Required;

    private static string NameOf(PartKind kind) => kind switch
    {
        PartKind.Set => "unnamed set",
        PartKind.Talks => "the talks",
        PartKind.Required => "who must agree",
        _ => DomainJson.Text(kind),
    };

    /// <summary>What holds of a part on one side, as far as the other side differs in it.</summary>
    private static string Facts(ValueList<PartFact> facts, ValueList<PartFact> others, ValueList<string> inWhat) =>
        facts.Count == 0 ? "not there"
        : others.Count == 0 ? Words(facts)
        : Words(inWhat.Select(name => facts.FirstOrDefault(f => f.Name == name) ?? new PartFact(name, "none")));

    /// <summary>Facts as they are read: <c>scheduled, for 2025-12-10, place Moscow</c>.</summary>
    public static string Words(IEnumerable<PartFact> facts) =>
        string.Join(", ", facts.OrderBy(f => f.Name != "status").Select(f => f.Name switch
        {
            "status" or "stance" or "kind" => Glyphs.Word(f.Value),
            "disputed" => f.Value == "yes" ? "disputed" : "not disputed",
            _ => $"{f.Name} {f.Value}",
        }));

    public static readonly string[] EventColumns = ["How", "Date", "Event", "Title"];

    /// <summary>The events that are not the same: how they differ, date, id and type, title.</summary>
    public IEnumerable<string[]> Events(DiffAnswer diff) =>
    [
        .. diff.OnlyInA.Select(e => Event($"only in {diff.A.Label}", e)),
        .. diff.OnlyInB.Select(e => Event($"only in {diff.B.Label}", e)),
        .. diff.Retimed.Select(e => new[] { "retimed", $"{e.A} {glyphs.Arrow} {e.B}", e.Event.Value, "" }),
        .. diff.Otherwise.Select(e => new[] { "changed", e.A == e.B ? $"{e.B}" : $"{e.A} {glyphs.Arrow} {e.B}", $"{e.Id} ({e.Type})", e.Title ?? "" }),
    ];

    private static string[] Event(string how, DiffEvent e) => [how, e.Occurred.ToString(), $"{e.Id} ({e.Type})", e.Title ?? ""];

    /// <summary>A cell that is not there says as much as one that is silent.</summary>
    private string Standing(Standing? standing, Subject subject) =>
        glyphs.Of(standing is null && subject.Party is not null ? new Standing(Cell.Silent, null) : standing);

    private static string VersionOf(Subject subject) => subject.Kind == SubjectKind.Point ? new PointId(subject.Id).Version.Value : "";

    /// <summary>Points in the order of their text: 2 before 10, 10 before 10a; what is no point as it is.</summary>
    public static (int Number, string Letter) PlaceInText(string id)
    {
        var number = new PointId(id).Number;
        var digits = number.TakeWhile(char.IsAsciiDigit).Count();
        return digits is > 0 and <= 4 ? (int.Parse(number.AsSpan(0, digits), System.Globalization.CultureInfo.InvariantCulture), number[digits..]) : (0, "");
    }

    private static string Named(string[] ids) =>
        ids.Length <= PointsNamed ? string.Join(", ", ids) : $"{string.Join(", ", ids.Take(PointsNamed))} and {ids.Length - PointsNamed} more";
}

/// <summary>A difference in a terminal.</summary>
internal sealed class DifferenceText(Page page, Glyphs glyphs)
{
    public void Write(DiffAnswer diff)
    {
        var rows = new DifferenceRows(glyphs);
        page.Line($"[bold]{rows.Title(diff)}[/]");
        foreach (var line in DifferenceRows.Counts(diff))
        {
            page.Text(line);
        }

        Table(DifferenceRows.SubjectColumns(diff), rows.Subjects(diff));
        Table(DifferenceRows.PartColumns(diff), DifferenceRows.Parts(diff));
        Table(DifferenceRows.EventColumns, rows.Events(diff));
    }

    private void Table(string[] columns, IEnumerable<string[]> rows)
    {
        var all = rows.ToList();
        if (all.Count == 0)
        {
            return;
        }

        var table = new PlainTable(columns);
        foreach (var row in all)
        {
            table.AddRow(row);
        }

        page.Line();
        page.Table(table);
    }
}

/// <summary>A difference as Markdown, to be put into a report.</summary>
internal static class DifferenceMarkdown
{
    public static void Write(TextWriter to, DiffAnswer diff)
    {
        var rows = new DifferenceRows(new Glyphs(ascii: false));
        to.Write($"## {Escaped(rows.Title(diff))}\n\n");
        foreach (var line in DifferenceRows.Counts(diff))
        {
            to.Write($"{Escaped(line)}\n");
        }

        Table(to, "### What stands differently", DifferenceRows.SubjectColumns(diff), rows.Subjects(diff));
        Table(to, "### Meetings, deadlines and other things", DifferenceRows.PartColumns(diff), DifferenceRows.Parts(diff));
        Table(to, "### Events", DifferenceRows.EventColumns, rows.Events(diff));
    }

    private static void Table(TextWriter to, string title, string[] columns, IEnumerable<string[]> rows)
    {
        var all = rows.ToList();
        if (all.Count == 0)
        {
            return;
        }

        to.Write($"\n{title}\n\n");
        Row(to, columns);
        to.Write($"|{string.Concat(Enumerable.Repeat("---|", columns.Length))}\n");
        all.ForEach(row => Row(to, row));
    }

    private static void Row(TextWriter to, string[] cells) => to.Write($"| {string.Join(" | ", cells.Select(Escaped))} |\n");

    /// <summary>Recorded words are text: no markup, no links, no line ends.</summary>
    private static string Escaped(string text) =>
        string.Concat(Printable.Of(text).ReplaceLineEndings(" ").Select(c => c is '\\' or '|' or '*' or '_' or '`' or '[' or ']' or '<' or '>' or '#' ? $"\\{c}" : c.ToString()));
}
