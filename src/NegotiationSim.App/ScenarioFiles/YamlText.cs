using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace NegotiationSim.App.ScenarioFiles;

/// <summary>
/// Writes text so that every YAML reader, of version 1.1 or 1.2, reads the same text back: plain where nothing can be
/// mistaken, as a block where it has lines, in quotes elsewhere.
/// </summary>
internal static partial class YamlText
{
    private static readonly SearchValues<char> ListSigns = SearchValues.Create(",[]{}");

    /// <summary>Text on one line.</summary>
    /// <param name="inList">True between brackets, where more signs mean something.</param>
    public static string Inline(string text, bool inList) =>
        IsPlain(text, inList) ? text
        : text.All(IsPrintable) && !text.Contains('\'') ? $"'{text}'"
        : Escaped(text);

    /// <summary>True when the text reads better as a block, and can be one.</summary>
    public static bool IsBlock(string text) =>
        text.Contains('\n')
        && text[0] is not ('\n' or ' ')
        && !text.EndsWith("\n\n", StringComparison.Ordinal)
        && text.Split('\n').All(line => line.All(IsPrintable) && !line.EndsWith(' '));

    private static bool IsPlain(string text, bool inList) =>
        text.Length > 0
        && (char.IsLetterOrDigit(text[0]) || text[0] is '(' or '$')
        && text.All(IsPrintable)
        && text[^1] is not (' ' or ':')
        && !text.Contains(": ", StringComparison.Ordinal)
        && !text.Contains(" #", StringComparison.Ordinal)
        && !(inList && text.AsSpan().ContainsAny(ListSigns))
        && !OtherThanText().IsMatch(text);

    private static bool IsPrintable(char c) => !char.IsControl(c) && c is not ('\u2028' or '\u2029' or '\uFEFF');

    private static string Escaped(string text)
    {
        var quoted = new StringBuilder("\"", text.Length + 2);
        foreach (var c in text)
        {
            quoted.Append(c switch
            {
                '"' => "\\\"",
                '\\' => @"\\",
                '\n' => "\\n",
                '\r' => "\\r",
                '\t' => "\\t",
                _ when !IsPrintable(c) => string.Create(CultureInfo.InvariantCulture, $"\\u{(int)c:X4}"),
                _ => null,
            } ?? c.ToString());
        }

        return quoted.Append('"').ToString();
    }

    /// <summary>What some YAML reader takes for a truth value, nothing, a number (1_000, 0x1F, 12:30, 1e3) or a date.</summary>
    [GeneratedRegex(@"^(y|n|yes|no|on|off|true|false|null|[0-9][0-9a-fA-FxXoOtTzZ_.,:/eE+ -]*)\z", RegexOptions.IgnoreCase)]
    private static partial Regex OtherThanText();
}
