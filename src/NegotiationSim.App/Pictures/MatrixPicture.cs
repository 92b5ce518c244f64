using System.Globalization;
using NegotiationSim.App.Questions;
using NegotiationSim.App.Rendering;
using NegotiationSim.Domain;

namespace NegotiationSim.App.Pictures;

/// <summary>A picture of a matrix: points down, parties across; what changed has a thick border, what is disputed a dashed one.</summary>
internal static class MatrixPicture
{
    private const double Margin = 16;
    private const double LabelWidth = 330;
    private const double StatusWidth = 118;
    private const double CellWidth = 128;
    private const double CharacterWidth = 6.3;
    private const double LineHeight = 13;
    private const int MostLabel = 50;

    /// <summary>More rows make no picture.</summary>
    private const int MostRows = 400;

    private const string Ink = "#1a1a1a";
    private const string Quiet = "#555555";

    /// <summary>The picture as SVG text.</summary>
    /// <param name="matrix">What is shown.</param>
    /// <param name="view">The state that it is of.</param>
    public static string Draw(Matrix matrix, StateView view)
    {
        var heading = $"{view.Negotiation}{(matrix.Version is { } v ? $": {v.Version} {v.Name}, {Glyphs.Word(DomainJson.Text(v.Status))}" : "")}";
        var when = $"Where each party stands at the end of {view.On?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) ?? "no date"}{TimelineName.In(view.WhatIf, view.KnownBy)}.";
        var rows = Rows(matrix).Take(MostRows).ToList();
        var left = Rows(matrix).Count() - rows.Count;
        var width = Math.Max(Margin + LabelWidth + StatusWidth + (CellWidth * matrix.Parties.Count) + Margin, (2 * Margin) + (8.5 * heading.Length));
        var heights = rows.Select(Height).ToList();
        var top = Margin + 62;
        var bottom = top + heights.Sum();
        var legend = new PictureLegend(Entries(matrix), width);
        var height = bottom + 16 + legend.Height + (left > 0 ? 20 : 0) + Margin;

        var svg = new Svg(width, height, heading, when);
        svg.Rectangle(0, 0, width, height, null, ("fill", "#ffffff"));
        svg.Text(Margin, Margin + 8, heading, ("font-size", 14), ("font-weight", "bold"), ("fill", Ink));
        svg.Text(Margin, Margin + 26, matrix.Version is null ? "No version of a plan is known by then." : when, ("fill", Ink));
        Header(svg, matrix, top);
        var y = top;
        for (var i = 0; i < rows.Count; i++)
        {
            Draw(svg, rows[i].Group, rows[i].Row, y, heights[i], width);
            y += heights[i];
        }

        legend.Draw(svg, bottom + 16);
        if (left > 0)
        {
            svg.Text(Margin, height - Margin, $"{left} more rows are not drawn.", ("fill", Ink));
        }

        return svg.ToString();
    }

    /// <summary>The rows as they go down: a group's title, or what was declared on the whole of it, then its points.</summary>
    private static IEnumerable<(MatrixGroup? Group, MatrixRow? Row)> Rows(Matrix matrix) =>
        matrix.Groups.SelectMany(g => g.Rows.Select(row => ((MatrixGroup?)null, (MatrixRow?)row)).Prepend((g, g.Whole)));

    private static double Height((MatrixGroup? Group, MatrixRow? Row) row) =>
        row.Row is null ? 22 : 10 + (LineHeight * row.Row.Cells.Select(cell => Lines(row.Row, cell).Count).Append(Status(row.Row).Count).Max());

    private static void Header(Svg svg, Matrix matrix, double top)
    {
        svg.Text(Margin + 4, top - 8, "Point", ("font-weight", "bold"), ("fill", Ink));
        svg.Text(Margin + LabelWidth + 6, top - 8, "Status", ("font-weight", "bold"), ("fill", Ink));
        for (var i = 0; i < matrix.Parties.Count; i++)
        {
            svg.Text(Margin + LabelWidth + StatusWidth + (CellWidth * i) + 6, top - 8, matrix.Parties[i], ("font-weight", "bold"), ("fill", Ink));
        }
    }

    private static void Draw(Svg svg, MatrixGroup? group, MatrixRow? row, double y, double height, double width)
    {
        svg.Line(Margin, y, width - Margin, y, ("stroke", group is null ? "#dddddd" : "#777777"), ("stroke-width", 0.8));
        if (row is null)
        {
            svg.Text(Margin + 4, y + 15, group?.Title ?? "", ("font-weight", "bold"), ("fill", Ink));
            return;
        }

        var middle = y + (height / 2) + 4;
        var number = row.Kind == SubjectKind.Point ? row.Id[(row.Id.IndexOf('/', StringComparison.Ordinal) + 1)..] : "";
        var indent = group is not null ? 0 : row.IsSubPoint ? 26 : 12;
        svg.Text(Margin + 4 + indent, middle, number, ("fill", Quiet));
        svg.Text(Margin + 4 + indent + (number.Length == 0 ? 0 : 26), middle, Cut(row.Title, MostLabel - (indent / 6)), ("font-weight", group is null ? "normal" : "bold"), ("fill", Ink));
        var status = Status(row);
        if (row.Status is { } word)
        {
            svg.Rectangle(Margin + LabelWidth, y + 2, 5, height - 4, null, ("fill", Look.Of(new Standing(null, word)).Fill), ("stroke", "#777777"), ("stroke-width", 0.4));
        }

        Write(svg, status, Margin + LabelWidth + 10, y, height, Ink);
        if (row.StatusBefore is { } was)
        {
            svg.Rectangle(Margin + LabelWidth + 1, y + 2, StatusWidth - 4, height - 4, $"{row.Id}: it was {was}", ("fill", "none"), ("stroke", Ink), ("stroke-width", 3));
        }

        for (var i = 0; i < row.Cells.Count; i++)
        {
            var cell = row.Cells[i];
            var look = Look.Of(cell.Cell.Stance);
            var x = Margin + LabelWidth + StatusWidth + (CellWidth * i);
            var dashes = cell.Cell.Disputed ? "6 3" : cell.Cell.Possible.Count > 0 ? "1.5 2.5" : "none";
            var isMarked = cell.Before is not null || dashes != "none";
            svg.Rectangle(
                x + 2, y + 2, CellWidth - 4, height - 4, cell.Label(row),
                ("fill", look.Fill), ("stroke", isMarked ? Ink : cell.Cell.Stance == Stance.Silent ? "#dddddd" : "#777777"), ("stroke-width", cell.Before is not null ? 3 : isMarked ? 1.8 : 0.6), ("stroke-dasharray", dashes));
            Write(svg, Lines(row, cell), x + 8, y, height, cell.Cell.Stance == Stance.Silent ? Quiet : look.Ink, ("stroke", "none"), ("pointer-events", "none"));
        }
    }

    private static void Write(Svg svg, List<string> lines, double x, double y, double height, string ink, params ReadOnlySpan<(string Name, object Value)> attributes)
    {
        var first = y + ((height - (LineHeight * lines.Count)) / 2) + 10;
        for (var i = 0; i < lines.Count; i++)
        {
            svg.Text(x, first + (LineHeight * i), lines[i], [("fill", ink), .. attributes]);
        }
    }

    private static List<string> Status(MatrixRow row) =>
        row.Status is null ? [] : Wrapped(Glyphs.Word(row.Status) + (row.Provisional ? " (provisional)" : "") + (row.Bracketed ? " [ ]" : ""), (int)((StatusWidth - 14) / CharacterWidth));

    private static List<string> Lines(MatrixRow row, MatrixCell cell)
    {
        var most = (int)((CellWidth - 12) / CharacterWidth);
        return
        [
            .. Wrapped($"{Matrix.Sign(cell.Cell.Stance)} {Glyphs.Word(cell.Cell.Stance)}{(cell.Cell.Provisional ? " (provisional)" : "")}", most),
            .. cell.Cell.Disputed ? ["⚠ disputed"] : Array.Empty<string>(),
            .. cell.Cell.Possible.SelectMany(p => Wrapped($"◔ {Glyphs.Word(p.Stance)} possible", most)),
            .. cell.Among.Count == 0 ? [] : new[] { row.Kind == SubjectKind.Version ? "∈ some points" : "∈?" },
        ];
    }

    private static IEnumerable<LegendEntry> Entries(Matrix matrix)
    {
        var cells = matrix.Groups.SelectMany(g => g.Whole is { } whole ? g.Rows.Append(whole) : g.Rows).ToList();
        foreach (var look in Look.Stances)
        {
            yield return new(look.Fill, look.Ink, look.Glyph, look.Word);
        }

        if (cells.Exists(row => row.Cells.Any(c => c.Cell.Disputed)))
        {
            yield return new("#ffffff", Ink, "⚠", "disputed: somebody denies it", "4 2");
        }

        if (cells.Exists(row => row.Cells.Any(c => c.Cell.Possible.Count > 0)))
        {
            yield return new("#ffffff", Ink, "◔", "possible: its day is not known", "1.5 2");
        }

        if (cells.Exists(row => row.Cells.Any(c => c.Among.Count > 0)))
        {
            yield return new("#ffffff", Ink, "∈", "may be among points not named");
        }

        if (cells.Exists(row => row.StatusBefore is not null || row.Cells.Any(c => c.Before is not null)))
        {
            yield return new("#ffffff", Ink, "", "changed since the date compared with", "none");
        }
    }

    private static List<string> Wrapped(string text, int most)
    {
        var lines = new List<string> { "" };
        foreach (var word in text.Split(' '))
        {
            if (lines[^1].Length > 0 && lines[^1].Length + 1 + word.Length > most)
            {
                lines.Add("");
            }

            lines[^1] += lines[^1].Length > 0 ? $" {word}" : word;
        }

        return lines;
    }

    private static string Cut(string text, int length) => text.Length <= length ? text : text[..Math.Max(1, length - 1)] + "…";
}
