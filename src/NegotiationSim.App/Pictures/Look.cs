using NegotiationSim.App.Rendering;
using NegotiationSim.Domain;

namespace NegotiationSim.App.Pictures;

/// <summary>What a stance or a status looks like in a picture: colour (PuOr, no red and green), and a glyph, so that colour is never needed.</summary>
/// <param name="Fill">The colour of its band.</param>
/// <param name="Ink">The colour of what is written on it.</param>
/// <param name="Glyph">A sign for where a word does not fit.</param>
/// <param name="Word">What it is called.</param>
internal sealed record Look(string Fill, string Ink, string Glyph, string Word)
{
    private const string Against = "#b35806";
    private const string SomewhatAgainst = "#fdb863";
    private const string Between = "#f2f2f2";
    private const string SomewhatFor = "#b2abd2";
    private const string For = "#542788";
    private const string Blank = "#ffffff";
    private const string Gone = "#cccccc";
    private const string Light = "#ffffff";
    private const string Dark = "#1a1a1a";

    /// <summary>The word, behind the glyph where that is more than its first letter.</summary>
    public string Text => char.IsAsciiLetterUpper(Glyph[0]) ? Word : $"{Glyph} {Word}";

    private static readonly Glyphs Signs = new(ascii: false);

    /// <summary>The looks of a legend, in order.</summary>
    public static readonly IReadOnlyList<Look> Stances = [.. new[] { Stance.Accepts, Stance.AcceptsConditionally, Stance.Open, Stance.ObjectsToWording, Stance.Rejects, Stance.Undisclosed, Stance.Silent }.Select(Of)];

    public static Look Of(Stance stance)
    {
        var (fill, ink) = stance switch
        {
            Stance.Accepts => (For, Light),
            Stance.AcceptsConditionally => (SomewhatFor, Dark),
            Stance.Open => (Between, Dark),
            Stance.ObjectsToWording => (SomewhatAgainst, Dark),
            Stance.Rejects => (Against, Light),
            _ => (Blank, Dark),
        };
        return new(fill, ink, Signs.Of(stance), Glyphs.Word(stance));
    }

    /// <summary>A standing; null is shown as silent is.</summary>
    public static Look Of(Standing? standing)
    {
        if (standing?.Status is not { } status)
        {
            return Of(standing?.Cell?.Stance ?? Stance.Silent);
        }

        var (fill, ink) = status switch
        {
            "agreed" or "signed" or "ratified" => (For, Light),
            "partly-agreed" => (SomewhatFor, Dark),
            "contested" or "set-aside" or "lapsed" => (SomewhatAgainst, Dark),
            "superseded" => (Gone, Dark),
            "dropped" or "withdrawn" or "voted-down" => (Against, Light),
            _ => (Between, Dark),
        };
        var word = Glyphs.Word(status);
        return new(fill, ink, word[..1].ToUpperInvariant(), word);
    }
}
