using NegotiationSim.App.Questions;
using NegotiationSim.App.Rendering;
using NegotiationSim.Domain;

namespace NegotiationSim.App.Pictures;

/// <summary>A picture of a point's descent: versions across, points down, lines from earlier points to later ones with what became of them.</summary>
internal static class LineagePicture
{
    private const double Margin = 16;
    private const double BoxWidth = 210;
    private const double BoxHeight = 58;
    private const double Gap = 120;
    private const double Down = BoxHeight + 22;
    private const int MostTitle = 28;
    private const string Ink = "#1a1a1a";

    /// <summary>The picture as SVG text.</summary>
    /// <param name="lineage">The points and descents.</param>
    /// <param name="name">Tells its ids from those of other pictures on one page.</param>
    public static string Draw(PointLineage lineage, string name = "")
    {
        var versions = lineage.Versions.ToList();
        var order = lineage.Points.Select(p => p.Point.Version).Distinct().ToList();
        versions = [.. order, .. versions.Except(order)];
        var places = new Dictionary<PointId, (double X, double Y)>();
        foreach (var column in lineage.Points.GroupBy(p => p.Point.Version))
        {
            var y = Margin + 30;
            foreach (var point in column)
            {
                places[point.Point] = (Left(versions.IndexOf(column.Key)), y);
                y += Down;
            }
        }

        // What was dropped ends in the column of the version that has it no more, below the points there.
        var ends = new List<(LineageLink Link, double X, double Y)>();
        foreach (var link in lineage.Links.Where(link => link.To is null))
        {
            var x = Left(versions.IndexOf(link.Version));
            ends.Add((link, x, places.Values.Where(p => p.X == x).Select(p => p.Y).Concat(ends.Where(e => e.X == x).Select(e => e.Y)).DefaultIfEmpty(Margin + 30 - Down).Max() + Down));
        }

        var width = Math.Max(360, Left(versions.Count) - Gap + Margin);
        var height = places.Values.Select(p => p.Y).Concat(ends.Select(e => e.Y)).Max() + BoxHeight + Margin;
        var svg = new Svg(width, height, $"The descent of {lineage.Point}", Description(lineage), name);
        svg.Rectangle(0, 0, width, height, null, ("fill", "#ffffff"));
        for (var i = 0; i < versions.Count; i++)
        {
            svg.Text(Left(i), Margin + 10, versions[i].Value, ("font-weight", "bold"), ("font-size", 13), ("fill", Ink));
        }

        foreach (var link in lineage.Links)
        {
            var to = link.To is { } point ? places[point] : ends.Where(e => ReferenceEquals(e.Link, link)).Select(e => (e.X, e.Y)).First();
            foreach (var from in link.From.Where(places.ContainsKey))
            {
                Line(svg, places[from], to, link.Descent);
            }
        }

        // Above all lines, and once where several meet.
        foreach (var link in lineage.Links.Where(link => link.From.Any(places.ContainsKey)))
        {
            var (x, y) = link.To is { } point ? places[point] : ends.Where(e => ReferenceEquals(e.Link, link)).Select(e => (e.X, e.Y)).First();
            svg.Text(x - (Gap / 2), y + (BoxHeight / 2) - 9, Word(link.Descent), ("text-anchor", "middle"), ("fill", Ink), ("class", "halo"), ("stroke", "#ffffff"), ("stroke-width", 4), ("paint-order", "stroke"));
        }

        foreach (var point in lineage.Points)
        {
            Box(svg, point, places[point.Point], point.Point == lineage.Point, lineage.Links.FirstOrDefault(link => link.To == point.Point && link.From.Count == 0)?.Descent);
        }

        foreach (var (_, x, y) in ends)
        {
            svg.Rectangle(x, y + 14, BoxWidth, BoxHeight - 28, null, ("fill", "#ffffff"), ("stroke", Ink), ("stroke-width", 1), ("stroke-dasharray", "4 3"), ("rx", 4));
            svg.Text(x + 10, y + 33, "✗ dropped: no point here", ("fill", Ink), ("stroke", "none"));
        }

        return svg.ToString();

        static double Left(int column) => Margin + (column * (BoxWidth + Gap));
    }

    /// <summary>What a descent is called, with a sign of its own.</summary>
    public static string Word(Descent descent) => descent switch
    {
        Descent.Kept => "= kept",
        Descent.Reworded => "✎ reworded",
        Descent.Merged => "≻ merged",
        Descent.Split => "≺ split",
        Descent.New => "+ new",
        Descent.Dropped => "✗ dropped",
        _ => "? descent not known",
    };

    private static (string Stroke, double Width, string Dashes) Stroke(Descent descent) => descent switch
    {
        Descent.Kept => ("#542788", 3.5, "none"),
        Descent.Reworded => ("#8073ac", 2.5, "none"),
        Descent.Merged or Descent.Split => ("#8073ac", 2.5, "8 3"),
        Descent.Dropped => ("#b35806", 2, "4 4"),
        _ => ("#777777", 1.5, "2 4"),
    };

    private static void Line(Svg svg, (double X, double Y) from, (double X, double Y) to, Descent descent)
    {
        var (stroke, thick, dashes) = Stroke(descent);
        var (x1, y1, x2, y2) = (from.X + BoxWidth, from.Y + (BoxHeight / 2), to.X, to.Y + (BoxHeight / 2));
        var bend = Math.Min(60, Math.Abs(x2 - x1) / 2);
        svg.Element("path", null, ("d", FormattableString.Invariant($"M{x1:0.##} {y1:0.##}C{x1 + bend:0.##} {y1:0.##} {x2 - bend:0.##} {y2:0.##} {x2:0.##} {y2:0.##}")), ("fill", "none"), ("stroke", stroke), ("stroke-width", thick), ("stroke-dasharray", dashes));
    }

    private static void Box(Svg svg, LineagePoint point, (double X, double Y) at, bool isChosen, Descent? origin)
    {
        svg.Open("g");
        svg.Element("title", $"{point.Point} {point.Title}");
        svg.Rectangle(at.X, at.Y, BoxWidth, BoxHeight, null, ("fill", "#f2f2f2"), ("stroke", Ink), ("stroke-width", isChosen ? 3 : 0.8), ("rx", 4));
        svg.Text(at.X + 10, at.Y + 17, point.Point.Value, ("font-weight", "bold"), ("fill", Ink), ("stroke", "none"));
        svg.Text(at.X + 10, at.Y + 33, Cut(point.Title ?? "title not known"), ("fill", Ink), ("stroke", "none"));
        var status = point.Status is { } s ? Glyphs.Word(DomainJson.Text(s)) : "not there yet";
        svg.Text(at.X + 10, at.Y + 49, status + (origin is { } o ? $" · {Word(o)}" : ""), ("font-size", 10), ("fill", "#444444"), ("stroke", "none"));
        svg.Close();
    }

    private static string Description(PointLineage lineage) => lineage.Links.Count == 0 ? "No descent is stated." : string.Join(' ', lineage.Links.Select(link =>
        $"{string.Join(" and ", link.From)} {(link.From.Count == 0 ? $"{link.To}" : "→")} {(link.From.Count == 0 ? "" : link.To?.Value ?? $"nothing in {link.Version}")}: {Glyphs.Word(DomainJson.Text(link.Descent))}."));

    private static string Cut(string text) => text.Length <= MostTitle ? text : text[..(MostTitle - 1)] + "…";
}
