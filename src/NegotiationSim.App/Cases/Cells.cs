using System.Globalization;
using System.Text;
using NegotiationSim.App.ScenarioFiles;
using NegotiationSim.Domain;
using NegotiationSim.Simulation;

namespace NegotiationSim.App.Cases;

/// <summary>A cell of a CSV file, without the blanks and quotes around it.</summary>
internal readonly record struct Cell(string Text, Mark At)
{
    private const int LongestShown = 60;

    public bool IsEmpty => Text.Length == 0;

    /// <summary>The text as messages show it.</summary>
    public string Found => Shown(Text);

    public static string Shown(string text) => text.Length == 0 ? "nothing" : $"'{(text.Length <= LongestShown ? text : text[..LongestShown] + "...").ReplaceLineEndings(" ")}'";
}

/// <summary>
/// The lines of a CSV file that hold something, each a list of cells. Quotes may stand around a cell, doubled inside it; blanks
/// around cells do not count.
/// </summary>
internal static class Cells
{
    /// <summary>Reads a text; what is wrong with it goes to the errors.</summary>
    public static List<Cell[]> Read(string text, char separator, ErrorList errors)
    {
        var lines = new List<Cell[]>();
        var line = new List<Cell>();
        var (at, number, lineStart, count) = (0, 1, 0, 0);
        while (at < text.Length)
        {
            if (++count > CaseLimits.Cells)
            {
                errors.Add(new(number, at - lineStart + 1), $"more than {CaseLimits.Cells} cells, the most that are read");
                return lines;
            }

            while (at < text.Length && text[at] is ' ' or '\t' && text[at] != separator)
            {
                at++;
            }

            var mark = new Mark(number, at - lineStart + 1);
            if (at < text.Length && text[at] == '"')
            {
                line.Add(new(Quoted(mark), mark));
            }
            else
            {
                var from = at;
                while (at < text.Length && text[at] != separator && text[at] is not ('\n' or '\r'))
                {
                    at++;
                }

                line.Add(new(text[from..at].Trim(), mark));
            }

            if (at < text.Length && text[at] == separator)
            {
                at++;
                if (at < text.Length && text[at] is not ('\n' or '\r'))
                {
                    continue;
                }

                line.Add(new("", new(number, at - lineStart + 1)));
            }

            if (at < text.Length)
            {
                at += text[at] == '\r' && at + 1 < text.Length && text[at + 1] == '\n' ? 2 : 1;
                (number, lineStart) = (number + 1, at);
            }

            if (line.Exists(c => !c.IsEmpty))
            {
                lines.Add([.. line]);
            }

            line.Clear();
        }

        if (line.Exists(c => !c.IsEmpty))
        {
            lines.Add([.. line]);
        }

        return lines;

        string Quoted(Mark mark)
        {
            var content = new StringBuilder();
            for (at++; ; at++)
            {
                if (at >= text.Length)
                {
                    errors.Add(mark, "a quote that is not closed; expected '\"' at the end of the cell");
                    return content.ToString();
                }

                if (text[at] == '"')
                {
                    at++;
                    if (at >= text.Length || text[at] != '"')
                    {
                        break;
                    }
                }
                else if (text[at] == '\n')
                {
                    (number, lineStart) = (number + 1, at + 1);
                }

                content.Append(text[at]);
            }

            while (at < text.Length && text[at] is ' ' or '\t' && text[at] != separator)
            {
                at++;
            }

            if (at < text.Length && text[at] != separator && text[at] is not ('\n' or '\r'))
            {
                errors.Add(new(number, at - lineStart + 1), $"text behind a closed quote; expected '{separator}' or the end of the line (a quote inside a cell is doubled)");
                while (at < text.Length && text[at] != separator && text[at] is not ('\n' or '\r'))
                {
                    at++;
                }
            }

            return content.ToString().Trim();
        }
    }
}

/// <summary>Values as the formats write them.</summary>
internal static class Values
{
    /// <summary>A number within bounds; what is none goes to the errors, and is null.</summary>
    /// <param name="what">What the number is, as a message names it.</param>
    public static double? Number(string text, Mark at, string what, double least, double most, ErrorList errors)
    {
        if (Parsed(text) is { } number && number >= least && number <= most)
        {
            return number;
        }

        errors.Add(at, $"{what}: {Cell.Shown(text)}, expected a number {Bounds(least, most)}");
        return null;
    }

    /// <summary>A number above 0.</summary>
    public static double? Positive(string text, Mark at, string what, ErrorList errors)
    {
        if (Parsed(text) is { } number and > 0)
        {
            return number;
        }

        errors.Add(at, $"{what}: {Cell.Shown(text)}, expected a number above 0");
        return null;
    }

    /// <summary>An actor's weight.</summary>
    /// <param name="what">What the format calls it.</param>
    public static double? Capability(string text, Mark at, string what, ErrorList errors) => Number(text, at, what, ActorTable.LeastCapability, ActorTable.MostCapability, errors);

    /// <summary>A whole number within bounds.</summary>
    public static int? Whole(string text, Mark at, string what, int least, int most, ErrorList errors)
    {
        if (int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) && number >= least && number <= most)
        {
            return number;
        }

        errors.Add(at, $"{what}: {Cell.Shown(text)}, expected a whole number from {least} to {most}");
        return null;
    }

    /// <summary>A name that is not empty and not too long.</summary>
    public static string? Name(string text, Mark at, string what, ErrorList errors)
    {
        if (text.Length is > 0 and <= Limits.IdentifierLength && !text.Any(char.IsControl))
        {
            return text;
        }

        errors.Add(at, $"{what}: {Cell.Shown(text)}, expected a name of 1 to {Limits.IdentifierLength} characters on one line");
        return null;
    }

    /// <summary>A text that is not too long.</summary>
    public static string Text(string text, Mark at, string what, ErrorList errors)
    {
        if (text.Length > Limits.TextLength)
        {
            errors.Add(at, $"{what}: {text.Length} characters, expected at most {Limits.TextLength}");
        }

        return text;
    }

    /// <summary>A finite number; null when the text is none. "NaN" and "1e999" are none.</summary>
    public static double? Parsed(string text) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number) ? number : null;

    private static string Bounds(double least, double most) =>
        (least, most) switch
        {
            (-double.MaxValue, double.MaxValue) => "(not NaN, not infinite)",
            (_, double.MaxValue) => $"not below {least:0.######}",
            (-double.MaxValue, _) => $"not above {most:0.######}",
            _ => $"from {least:0.######} to {most:0.######}",
        };
}
