using NegotiationSim.Domain;

namespace NegotiationSim.App.Questions;

/// <summary>
/// A timeline as it is named: <c>real</c>, a what-if, or <c>NAME/base</c> for what a what-if builds on; with <c>@DATE</c>
/// behind it as known by that date.
/// </summary>
/// <param name="Text">As it was given; the label of the side.</param>
/// <param name="Name"><c>real</c> or a what-if.</param>
/// <param name="IsBase">What the what-if builds on is meant.</param>
public sealed record Side(string Text, string Name, bool IsBase, DateArgument? KnownBy)
{
    private const string BaseSuffix = "/base";

    public const string Forms = "'real', the name of a what-if, or NAME/base for what it builds on; with @DATE behind it as known by that date";

    /// <summary>Reads a side; null when the text is none.</summary>
    public static Side? Parse(string text, DateOnly today)
    {
        var at = text.IndexOf('@');
        var name = at < 0 ? text : text[..at];
        var knownBy = at < 0 ? null : DateArgument.Parse(text[(at + 1)..], today);
        var isBase = name.EndsWith(BaseSuffix, StringComparison.Ordinal);
        name = isBase ? name[..^BaseSuffix.Length] : name;
        return name.Length == 0 || (at >= 0 && knownBy is null) || (isBase && name == WhatIf.Real.Value) ? null : new(text, name, isBase, knownBy);
    }
}
