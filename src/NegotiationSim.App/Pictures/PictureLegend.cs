namespace NegotiationSim.App.Pictures;

/// <summary>One sign of a picture and what it means.</summary>
/// <param name="Dashes">Its outline is thick and of these dashes; null: thin.</param>
internal sealed record LegendEntry(string Fill, string Ink, string Sign, string Words, string? Dashes = null);

/// <summary>What the signs of a picture mean, in as many lines as they need.</summary>
internal sealed class PictureLegend
{
    private const double Margin = 16;
    private const double CharacterWidth = 6.6;
    private const double LineHeight = 20;

    private readonly List<(LegendEntry Entry, double X, double Y)> _places = [];

    public PictureLegend(IEnumerable<LegendEntry> entries, double width)
    {
        var (x, y) = (Margin, 0.0);
        foreach (var entry in entries)
        {
            var room = 38 + (entry.Words.Length * CharacterWidth);
            if (x > Margin && x + room > width)
            {
                (x, y) = (Margin, y + LineHeight);
            }

            _places.Add((entry, x, y));
            x += room;
        }

        Height = y + LineHeight;
    }

    public double Height { get; }

    public void Draw(Svg svg, double top)
    {
        foreach (var ((fill, ink, sign, words, dashes), x, y) in _places)
        {
            svg.Rectangle(
                x, top + y, 18, 14, null,
                ("fill", fill), ("stroke", dashes is null ? "#777777" : ink), ("stroke-width", dashes is null ? 0.6 : 1.6), ("stroke-dasharray", dashes ?? "none"));
            svg.Text(x + 5, top + y + 11, sign, ("fill", ink), ("stroke", "none"));
            svg.Text(x + 23, top + y + 11, words, ("fill", "#1a1a1a"));
        }
    }
}
