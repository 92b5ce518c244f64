using NegotiationSim.App.Questions;
using NegotiationSim.App.Rendering;
using NegotiationSim.Domain;

namespace NegotiationSim.App.Pictures;

/// <summary>
/// A picture of a difference: what stands differently goes down, time across. In each row the upper half is the one side,
/// the lower half the other; where they differ, both are outlined and hatched.
/// </summary>
internal static class DifferencePicture
{
    private const double Margin = 16;
    private const double TimeWidth = 860;
    private const double HalfHeight = 15;
    private const double RowHeight = (2 * HalfHeight) + 8;
    private const double CharacterWidth = 6.6;
    private const int LabelLength = 40;
    private const double LineHeight = 16;

    /// <summary>On a band that begins before the picture does, before its words.</summary>
    private const string FromBefore = "◂ ";

    /// <summary>More rows make no picture.</summary>
    private const int MostRows = 150;

    /// <summary>Shown before the first difference, when no span was asked for: a sixth of the time, at least these days.</summary>
    private const int DaysBefore = 5;

    private const string Ink = "#1a1a1a";

    private static readonly Glyphs Signs = new(ascii: false);

    private static readonly string DisputedSign = Signs.Disputed[..1];

    /// <param name="Words">What it says in full.</param>
    /// <param name="Label">What is written on it where there is room; null: what its standing is called.</param>
    /// <param name="IsDisputed">Somebody denies it.</param>
    private sealed record Band(DateOnly From, DateOnly? To, Standing? Standing, string Words, string? Label = null, bool IsDisputed = false);

    private sealed record Row(string Label, string Names, IReadOnlyList<Band> A, IReadOnlyList<Band> B, IReadOnlyList<(DateOnly From, DateOnly? To)> Differences);

    /// <summary>The picture as SVG text.</summary>
    public static string Draw(DiffAnswer diff, Timeline a, Timeline b)
    {
        List<Row> rows = [.. Rows(diff, a, b), .. PartRows(diff, a, b)];
        var left = Margin + (CharacterWidth * Math.Max(12, rows.Select(r => r.Label.Length).DefaultIfEmpty().Max())) + 10;
        var (first, last) = Span(diff, a, b);
        var time = new TimeScale(first, last, left, TimeWidth);
        var shown = rows.Take(MostRows).ToList();
        var width = left + TimeWidth + Margin;
        var counts = Lines.Of([string.Join(' ', DifferenceRows.Counts(diff)), $"Upper half: {diff.A.Label}. Lower half: {diff.B.Label}."], (int)((width - (2 * Margin)) / CharacterWidth));
        var top = Margin + 42 + (LineHeight * counts.Count);
        var bottom = top + (RowHeight * Math.Max(1, shown.Count));
        var title = new DifferenceRows(Signs).Title(diff);
        var legend = Legend(shown, rows.Count - shown.Count, width);
        var height = bottom + 26 + legend.Height + Margin;

        var svg = new Svg(width, height, title, $"Upper half of each row: {diff.A.Label}. Lower half: {diff.B.Label}. Outlined and hatched where they differ. {string.Join(' ', DifferenceRows.Counts(diff))}");
        svg.Open("defs");
        svg.Open("pattern", ("id", "differs"), ("width", 6), ("height", 6), ("patternUnits", "userSpaceOnUse"), ("patternTransform", "rotate(45)"));
        svg.Line(0, 0, 0, 6, ("stroke", Ink), ("stroke-width", 1.2), ("stroke-opacity", 0.45));
        svg.Close();
        svg.Close();
        svg.Rectangle(0, 0, width, height, null, ("fill", "#ffffff"));
        svg.Text(Margin, Margin + 8, title, ("font-size", 14), ("font-weight", "bold"), ("fill", Ink));
        for (var i = 0; i < counts.Count; i++)
        {
            svg.Text(Margin, Margin + 26 + (LineHeight * i), counts[i], ("fill", Ink));
        }

        Axis(svg, time, top, bottom);
        for (var i = 0; i < shown.Count; i++)
        {
            Draw(svg, shown[i], diff, time, left, top + (i * RowHeight));
        }

        if (shown.Count == 0)
        {
            svg.Text(left + 8, top + 20, "Nothing stands differently.", ("fill", Ink));
        }

        legend.Draw(svg, bottom + 26);
        return svg.ToString();
    }

    private static (DateOnly First, DateOnly Last) Span(DiffAnswer diff, Timeline a, Timeline b)
    {
        var end = new[] { a.LastDay, b.LastDay, diff.FirstDay }.Max() ?? default;
        if (diff.On is { } on)
        {
            return (Earlier(on, 15), on.AddDays(15));
        }

        var to = diff.To ?? end;
        var start = diff.FirstDay ?? a.FirstDay ?? to;
        var first = diff.From ?? Earlier(start, Math.Max(DaysBefore, (to.DayNumber - start.DayNumber) / 6));
        return first <= to ? (first, to) : (to, first);

        static DateOnly Earlier(DateOnly day, int days) => DateOnly.FromDayNumber(Math.Max(0, day.DayNumber - days));
    }

    /// <summary>Points of a version that run alike on both sides are one row.</summary>
    private static List<Row> Rows(DiffAnswer diff, Timeline a, Timeline b)
    {
        var (historyA, historyB) = (History.Of(a), History.Of(b));
        var rows =
            from subject in diff.Subjects
            let bandsA = Bands(historyA, subject.Subject)
            let bandsB = Bands(historyB, subject.Subject)
            let version = subject.Subject.Kind == SubjectKind.Point ? new PointId(subject.Subject.Id).Version.Value : subject.Subject.Id
            group (subject, bandsA, bandsB) by (subject.Subject.Kind, version, subject.Subject.Party, A: bandsA.ToValueList(), B: bandsB.ToValueList());
        return [.. rows.Select(r =>
        {
            var ids = r.Select(s => s.subject.Subject.Id).OrderBy(DifferenceRows.PlaceInText).ToList();
            var who = r.Key.Party?.Value ?? "status";
            return new Row($"{Named(ids)}  {who}", $"{string.Join(", ", ids)}, {who}", r.First().bandsA, r.First().bandsB, [.. r.First().subject.Spans.Select(span => (span.From, span.To))]);
        })];
    }

    /// <summary>Meetings, deadlines, unnamed sets and packages, below the points.</summary>
    private static IEnumerable<Row> PartRows(DiffAnswer diff, Timeline a, Timeline b)
    {
        var parts = diff.Parts.Select(p => p.Part).ToHashSet();
        var (historyA, historyB) = (Parts.History(a, parts), Parts.History(b, parts));
        return diff.Parts.Select(p => new Row(
            Cut(DifferenceRows.Named(p.Part), LabelLength), DifferenceRows.Named(p.Part), Bands(historyA[p.Part]), Bands(historyB[p.Part]), [.. p.Spans.Select(span => (span.From, span.To))]));

        // Where it is not there, there is no band.
        static List<Band> Bands(IReadOnlyList<PartInterval> intervals) =>
            [.. intervals.Select((interval, i) => (interval, To: i + 1 < intervals.Count ? intervals[i + 1].From : (DateOnly?)null)).Where(b => b.interval.Facts.Count > 0).Select(b => Band(b.interval, b.To))];

        static Band Band(PartInterval interval, DateOnly? to) => new(
            interval.From, to, Fact(interval, "stance") is { } stance ? Of(stance) : new Standing(null, Fact(interval, "status") ?? (Fact(interval, "points") is null ? "open" : "proposed")),
            DifferenceRows.Words(interval.Facts), DifferenceRows.Words(interval.Facts.Where(f => f.Name is "status" or "for" or "stance" or "points" || interval.Facts.Count == 1)) is { Length: > 0 } label ? label : null, Fact(interval, "disputed") == "yes");

        static Standing Of(string stance) => new(Cell.Silent with { Stance = Enum.GetValues<Stance>().First(s => DomainJson.Text(s) == stance) }, null);

        static string? Fact(PartInterval interval, string name) => interval.Facts.FirstOrDefault(f => f.Name == name)?.Value;
    }

    /// <summary>What runs on alike is one band, whatever events it rests on.</summary>
    private static List<Band> Bands(History history, Subject subject)
    {
        var bands = new List<Band>();
        foreach (var interval in history.Of(subject))
        {
            var words = Signs.Of(interval.Standing);
            if (bands.Count > 0 && bands[^1].Words == words)
            {
                bands[^1] = bands[^1] with { To = interval.To };
            }
            else
            {
                bands.Add(new(interval.From, interval.To, Plain(interval.Standing), words, IsDisputed: interval.Standing.Cell?.Disputed ?? false));
            }
        }

        return bands;

        static Standing Plain(Standing standing) => standing.Cell is { } cell
            ? new Standing(Cell.Silent with { Stance = cell.Stance }, null)
            : new Standing(null, standing.Status);
    }

    private static string Named(List<string> ids)
    {
        var named = ids[0];
        var i = 1;
        for (; i < ids.Count; i++)
        {
            var next = new PointId(ids[i]).Number is { Length: > 0 } number ? number : ids[i];
            if (named.Length + next.Length + 8 > LabelLength)
            {
                break;
            }

            named += $", {next}";
        }

        return i < ids.Count ? $"{named} +{ids.Count - i}" : named;
    }

    private static void Axis(Svg svg, TimeScale time, double top, double bottom)
    {
        foreach (var (day, label) in time.Ticks())
        {
            var x = time.Start(day);
            svg.Line(x, top - 4, x, bottom, ("stroke", "#bbbbbb"), ("stroke-width", 0.7));
            if (x + (label.Length * 6) < time.Start(DateOnly.MaxValue) + Margin)
            {
                svg.Text(x + 2, top - 7, label, ("font-size", 10), ("fill", Ink));
            }
        }
    }

    private static void Draw(Svg svg, Row row, DiffAnswer diff, TimeScale time, double left, double y)
    {
        svg.Open("g");
        svg.Element("title", row.Names);
        svg.Text(left - 8, y + HalfHeight + 4, row.Label, ("text-anchor", "end"), ("fill", Ink));
        svg.Line(left, y + RowHeight - 4, left + TimeWidth, y + RowHeight - 4, ("stroke", "#dddddd"), ("stroke-width", 0.7));
        Half(svg, row.A, diff.A.Label, time, y);
        Half(svg, row.B, diff.B.Label, time, y + HalfHeight);
        foreach (var span in row.Differences)
        {
            var (x, end) = (time.Start(span.From), time.Start(span.To ?? DateOnly.MaxValue));
            if (end > x)
            {
                svg.Rectangle(x, y, end - x, 2 * HalfHeight, null, ("fill", "url(#differs)"), ("stroke", Ink), ("stroke-width", 1.6), ("pointer-events", "none"));
            }
        }

        Words(svg, row.A, row.Differences, time, y);
        Words(svg, row.B, row.Differences, time, y + HalfHeight);
        svg.Close();
    }

    /// <summary>The bands of one side.</summary>
    private static void Half(Svg svg, IReadOnlyList<Band> bands, string side, TimeScale time, double y)
    {
        foreach (var band in bands)
        {
            var (x, end) = (time.Start(band.From), time.Start(band.To ?? DateOnly.MaxValue));
            if (end > x)
            {
                var until = band.To is { } to ? $"to {to.AddDays(-1):yyyy-MM-dd}" : "on";
                svg.Rectangle(
                    x, y, end - x, HalfHeight, $"{side}: {band.Words}, from {band.From:yyyy-MM-dd} {until}",
                    ("fill", Look.Of(band.Standing).Fill), ("stroke", "#777777"), ("stroke-width", 0.6));
            }
        }
    }

    /// <summary>The words on the bands, above the hatching: where a band begins, and again where the sides begin to differ.</summary>
    private static void Words(Svg svg, IReadOnlyList<Band> bands, IReadOnlyList<(DateOnly From, DateOnly? To)> differences, TimeScale time, double y)
    {
        foreach (var band in bands)
        {
            var to = band.To ?? DateOnly.MaxValue;
            var starts = differences.Select(d => d.From).Where(d => d > band.From && d < to).Prepend(band.From).ToList();
            for (var i = 0; i < starts.Count; i++)
            {
                var (x, end) = (time.Start(starts[i]), time.Start(i + 1 < starts.Count ? starts[i + 1] : to));
                var look = Look.Of(band.Standing);
                var dispute = band.IsDisputed ? $" {DisputedSign}" : "";
                var before = i == 0 && band.From < time.First ? FromBefore : "";
                var texts =
                    from words in new[] { band.Label ?? look.Text, look.Text, look.Glyph }
                    from written in new[] { before + words + (band.IsDisputed ? $" {Signs.Disputed}" : ""), before + words + dispute, words + dispute }
                    select written;
                var text = texts.Append(band.IsDisputed ? DisputedSign : look.Glyph).FirstOrDefault(t => (t.Length * CharacterWidth) + 6 <= end - x);
                if (text is not null)
                {
                    svg.Text(
                        x + 4, y + HalfHeight - 4, text,
                        ("fill", look.Ink), ("stroke", look.Fill), ("stroke-width", 3), ("paint-order", "stroke"), ("stroke-linejoin", "round"), ("pointer-events", "none"));
                }
            }
        }
    }

    /// <summary>What the signs, letters and colours of these rows mean.</summary>
    private static (double Height, Action<Svg, double> Draw) Legend(List<Row> rows, int left, double width)
    {
        var bands = rows.SelectMany(row => row.A.Concat(row.B)).ToList();
        var statuses = bands.Select(band => band.Standing).Where(standing => standing?.Status is not null).Select(Look.Of).Distinct().OrderBy(look => look.Word, StringComparer.Ordinal);
        var entries = new List<(string Fill, string Ink, string Sign, string Words, bool IsOutlined)>();
        entries.AddRange(Look.Stances.Concat(statuses).Select(look => (look.Fill, look.Ink, look.Glyph, look.Word, false)));
        entries.Add(("url(#differs)", Ink, "", "the sides differ", true));
        if (bands.Exists(band => band.IsDisputed))
        {
            entries.Add(("#ffffff", Ink, DisputedSign, "disputed: somebody denies it", false));
        }

        entries.Add(("#ffffff", Ink, FromBefore.Trim(), "began before the left edge", false));
        var places = new List<(double X, double Y)>();
        var (x, y) = (Margin, 0.0);
        foreach (var entry in entries)
        {
            var room = 36 + (entry.Words.Length * CharacterWidth);
            if (x > Margin && x + room > width)
            {
                (x, y) = (Margin, y + 20);
            }

            places.Add((x, y));
            x += room;
        }

        var more = left > 0 ? $"{left} more rows are not drawn; choose a shorter span with --from and --to." : null;
        return (y + 20 + (more is null ? 0 : LineHeight), Draw);

        void Draw(Svg svg, double top)
        {
            foreach (var ((fill, ink, sign, words, isOutlined), (left, down)) in entries.Zip(places))
            {
                svg.Rectangle(left, top + down, 18, 13, null, ("fill", fill), ("stroke", isOutlined ? Ink : "#777777"), ("stroke-width", isOutlined ? 1.6 : 0.6));
                svg.Text(left + 5, top + down + 10.5, sign, ("fill", ink), ("stroke", "none"));
                svg.Text(left + 23, top + down + 10.5, words, ("fill", Ink));
            }

            if (more is not null)
            {
                svg.Text(Margin, top + y + 20 + 10.5, more, ("fill", Ink));
            }
        }
    }

    private static string Cut(string text, int length) => text.Length <= length ? text : text[..Math.Max(1, length - 1)] + "…";
}
