namespace NegotiationSim.App.Rendering;

/// <summary>Text from files and ledgers in a form that a terminal only shows, and does not obey.</summary>
public static class Printable
{
    /// <summary>
    /// The text with its control characters replaced by their pictures (ESC by ␛) and those that turn the direction of
    /// writing by �. Line feeds stay; a tab becomes a blank.
    /// </summary>
    public static string Of(string text) => text.Any(IsTroublesome) ? string.Concat(text.Select(c => IsTroublesome(c) ? Replacement(c) : c)) : text;

    private static bool IsTroublesome(char c) =>
        (char.IsControl(c) && c != '\n') || c is (>= '\u2028' and <= '\u202e') or (>= '\u2066' and <= '\u2069') or '\u200e' or '\u200f';

    private static char Replacement(char c) => c switch
    {
        '\t' => ' ',
        < ' ' => (char)('\u2400' + c),
        '\u007f' => '\u2421',
        _ => '\ufffd',
    };
}
