using System.Globalization;
using NegotiationSim.App.Questions;
using NegotiationSim.App.Rendering;
using NegotiationSim.Domain;

namespace NegotiationSim.App.Pictures;

/// <summary>A picture of a history: the status and each party's stance as bands, time across.</summary>
internal static class HistoryPicture
{
    private const double Margin = 16;
    private const double TimeWidth = 820;
    private const double BandHeight = 24;
    private const double RowHeight = BandHeight + 8;
    private const double CharacterWidth = 6.6;

    /// <summary>Shown before the first standing: a twelfth of the time, at least these days.</summary>
    private const int DaysBefore = 3;

    private const string Ink = "#1a1a1a";

    private static readonly Glyphs Signs = new(ascii: false);

    private static readonly string DisputedSign = Signs.Disputed[..1];

    /// <summary>What runs on alike, whatever events it rests on.</summary>
    private sealed record Band(DateOnly From, DateOnly? To, Standing Standing, string Words)
    {
        public bool IsDisputed => Standing.Cell?.Disputed ?? false;

        public bool IsPossible => Standing.Cell is { Possible.Count: > 0 };
    }

    /// <summary>The picture as SVG text.</summary>
    /// <param name="answer">The history.</param>
    /// <param name="last">The last day shown.</param>
    /// <param name="on">A day to mark; null: none.</param>
    /// <param name="name">Tells its ids from those of other pictures on one page.</param>
    public static string Draw(HistoryAnswer answer, DateOnly last, DateOnly? on = null, string name = "")
    {
        List<(string Label, List<Band> Bands)> rows =
        [
            .. answer.Status.Count == 0 ? [] : new[] { ("status", Bands(answer.Status)) },
            .. answer.Cells.Select(cell => (cell.Party.Value, Bands(cell.Intervals))),
        ];
        var begin = rows.SelectMany(row => row.Bands).Select(band => band.From).DefaultIfEmpty(last).Min();
        var first = DateOnly.FromDayNumber(Math.Max(0, begin.DayNumber - Math.Max(DaysBefore, (last.DayNumber - begin.DayNumber) / 12)));
        var left = Margin + (CharacterWidth * Math.Max(6, rows.Select(row => row.Label.Length).DefaultIfEmpty().Max())) + 12;
        var time = new TimeScale(first, last < first ? first : last, left, TimeWidth);
        var (width, top) = (left + TimeWidth + Margin, Margin + 50);
        var bottom = top + (RowHeight * Math.Max(1, rows.Count));
        var known = TimelineName.In(answer.WhatIf, answer.KnownBy);
        var legend = new PictureLegend(Entries(rows.SelectMany(row => row.Bands).ToList(), on is not null), width);
        var svg = new Svg(width, bottom + 28 + legend.Height + Margin, $"{answer.Negotiation}: {answer.Subject} over time{known}", Description(rows), name);
        svg.Rectangle(0, 0, width, bottom + 28 + legend.Height + Margin, null, ("fill", "#ffffff"));
        svg.Text(Margin, Margin + 8, $"{answer.Negotiation}: {answer.Subject} over time{known}", ("font-size", 14), ("font-weight", "bold"), ("fill", Ink));
        foreach (var (day, label) in time.Ticks())
        {
            var x = time.Start(day);
            svg.Line(x, top - 6, x, bottom, ("stroke", "#bbbbbb"), ("stroke-width", 0.7));
            if (x + (label.Length * 6) < width)
            {
                svg.Text(x + 2, top - 10, label, ("font-size", 10), ("fill", Ink));
            }
        }

        for (var i = 0; i < rows.Count; i++)
        {
            Draw(svg, rows[i].Label, rows[i].Bands, time, left, top + (i * RowHeight));
        }

        if (rows.Count == 0)
        {
            svg.Text(left + 8, top + 20, "Nothing was declared on it.", ("fill", Ink));
        }

        if (on is { } marked && marked >= time.First && marked <= time.Last)
        {
            var x = (time.Start(marked) + time.Start(marked.AddDays(1))) / 2;
            svg.Line(x, top - 6, x, bottom + 4, ("stroke", Ink), ("stroke-width", 1.6), ("stroke-dasharray", "5 3"));
        }

        legend.Draw(svg, bottom + 24);
        return svg.ToString();
    }

    private static List<Band> Bands(IEnumerable<Interval> intervals)
    {
        var bands = new List<Band>();
        foreach (var interval in intervals)
        {
            var words = Signs.Of(interval.Standing);
            if (bands.Count > 0 && bands[^1].Words == words)
            {
                bands[^1] = bands[^1] with { To = interval.To };
            }
            else
            {
                bands.Add(new(interval.From, interval.To, interval.Standing, words));
            }
        }

        return bands;
    }

    private static void Draw(Svg svg, string label, List<Band> bands, TimeScale time, double left, double y)
    {
        svg.Text(left - 8, y + 16, label, ("text-anchor", "end"), ("fill", Ink));
        svg.Line(left, y + RowHeight - 4, left + TimeWidth, y + RowHeight - 4, ("stroke", "#dddddd"), ("stroke-width", 0.7));
        foreach (var band in bands)
        {
            var (x, end) = (time.Start(band.From), time.Start(band.To ?? DateOnly.MaxValue));
            if (end <= x)
            {
                continue;
            }

            var look = Look.Of(band.Standing);
            var until = band.To is { } to ? $"to {Text(to.AddDays(-1))}" : "on";
            var tip = $"{label}: {band.Words}, from {Text(band.From)} {until}";
            ReadOnlySpan<(string, object)> plain = [("fill", look.Fill), ("stroke", "#777777"), ("stroke-width", 0.7)];
            ReadOnlySpan<(string, object)> marked = [("fill", look.Fill), ("stroke", Ink), ("stroke-width", 1.8), ("stroke-dasharray", band.IsDisputed ? "6 3" : "1.5 2.5")];
            svg.Rectangle(x, y, end - x, BandHeight, tip, band.IsDisputed || band.IsPossible ? marked : plain);
            var mark = band.IsDisputed ? $" {DisputedSign}" : band.IsPossible ? " ◔" : "";
            if (new[] { look.Text + mark, look.Glyph + mark, look.Glyph }.FirstOrDefault(t => (t.Length * CharacterWidth) + 6 <= end - x) is { } text)
            {
                svg.Text(x + 5, y + 16, text, ("fill", look.Ink), ("stroke", look.Fill), ("stroke-width", 3), ("paint-order", "stroke"), ("stroke-linejoin", "round"), ("pointer-events", "none"));
            }
        }
    }

    private static List<LegendEntry> Entries(List<Band> bands, bool isMarked)
    {
        var entries = Look.Stances
            .Concat(bands.Where(band => band.Standing.Status is not null).Select(band => Look.Of(band.Standing)).Distinct().OrderBy(look => look.Word, StringComparer.Ordinal))
            .Select(look => new LegendEntry(look.Fill, look.Ink, look.Glyph, look.Word))
            .ToList();
        if (bands.Exists(band => band.IsDisputed))
        {
            entries.Add(new("#ffffff", Ink, DisputedSign, "disputed: somebody denies it", "4 2"));
        }

        if (bands.Exists(band => band.IsPossible))
        {
            entries.Add(new("#ffffff", Ink, "◔", "another stance is possible: its day is not known", "1.5 2"));
        }

        if (isMarked)
        {
            entries.Add(new("#ffffff", Ink, "┆", "the date asked about"));
        }

        return entries;
    }

    private static string Description(List<(string Label, List<Band> Bands)> rows) =>
        string.Join(' ', rows.Select(row => $"{row.Label}: {string.Join(", then ", row.Bands.Select(band => $"{band.Words} from {Text(band.From)}"))}."));

    private static string Text(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
