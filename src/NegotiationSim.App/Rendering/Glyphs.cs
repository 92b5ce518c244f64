using NegotiationSim.Domain;

namespace NegotiationSim.App.Rendering;

/// <summary>How stances and statuses look in a terminal: a glyph and a word, so that colour is never needed.</summary>
public sealed class Glyphs(bool ascii)
{
    /// <summary>A cell in a few characters: glyph, word, and marks for provisional, possible and disputed.</summary>
    public string Of(Cell cell)
    {
        var text = cell.Stance == Stance.Silent ? Silent : $"{Of(cell.Stance)} {Word(cell.Stance)}";
        if (cell.Provisional)
        {
            text += " (provisional)";
        }

        if (cell.Disputed)
        {
            text += $" {Disputed}";
        }

        foreach (var possible in cell.Possible)
        {
            text += $" [{Word(possible.Stance)} possible from {possible.From:yyyy-MM-dd}]";
        }

        return text;
    }

    /// <summary>A standing: a cell with its condition, or a status.</summary>
    public string Of(Standing? standing) => standing switch
    {
        null => NotThere,
        { Cell: { Stance: Stance.Silent, Possible.Count: 0 } } => Word(Stance.Silent),
        { Cell: { } cell } => Of(cell) + (cell.Condition is { } condition ? $" ({condition})" : ""),
        _ => Word(standing.Status!) + (standing.Provisional ? " (provisional)" : ""),
    };

    public const string NotThere = "not there";

    public string Silent => ascii ? "." : "·";

    public string Disputed => ascii ? "!disputed" : "⚠ disputed";

    public string Arrow => ascii ? "->" : "→";

    /// <summary>The first sentence of a text, cut after a word where it is longer than a line.</summary>
    public string Brief(string text)
    {
        const int most = 76;
        var stops = new[] { ". ", "? ", "! " }.Select(mark => text.IndexOf(mark, StringComparison.Ordinal)).Where(at => at >= 0).ToList();
        var end = stops.Count > 0 ? stops.Min() + 1 : text.Length;
        if (end <= most)
        {
            return text[..end];
        }

        var cut = text.LastIndexOf(' ', most - 1);
        return text[..(cut > 0 ? cut : most - 1)].TrimEnd(',', ';', ':') + (ascii ? "..." : "…");
    }

    public string Of(Stance stance) => (stance, ascii) switch
    {
        (Stance.Accepts, false) => "✓",
        (Stance.AcceptsConditionally, false) => "◐",
        (Stance.Open, false) => "○",
        (Stance.ObjectsToWording, false) => "✎",
        (Stance.Rejects, false) => "✗",
        (Stance.Undisclosed, false) => "?",
        (Stance.Accepts, true) => "+",
        (Stance.AcceptsConditionally, true) => "~",
        (Stance.Open, true) => "o",
        (Stance.ObjectsToWording, true) => "w",
        (Stance.Rejects, true) => "x",
        (Stance.Undisclosed, true) => "?",
        _ => Silent,
    };

    /// <summary>A stance as it is read: <c>objects to wording</c>.</summary>
    public static string Word(Stance stance) => Word(DomainJson.Text(stance));

    /// <summary>A status as it is read: <c>under discussion</c>.</summary>
    public static string Word(string status) => status.Replace('-', ' ');
}
