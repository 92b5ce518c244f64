using System.Globalization;

namespace NegotiationSim.App.Pictures;

/// <summary>
/// What all pictures of a forecast share: title and subtitle above, notes below, room for labels to the left and right of the
/// plot, time across, and labels beside the lines and areas that they name, so that no legend is needed.
/// </summary>
internal sealed class Chart
{
    public const string Ink = "#1a1a1a";
    public const string Grid = "#dddddd";
    public const double Small = 10;
    public const double LineHeight = 13;

    private const double Width = 1000;
    private const double Margin = 16;
    private const double CharacterWidth = 5.9;
    private const double RecordedShare = 0.06;

    private readonly List<string> _notes;
    private readonly string _prefix;

    /// <param name="name">Begins every id in the picture.</param>
    /// <param name="title">The title.</param>
    /// <param name="subtitle">Of how many runs, by which model, seed and dates.</param>
    /// <param name="description">All that it shows, in words, for those who do not see it.</param>
    /// <param name="notes">What stands below.</param>
    /// <param name="left">Room for labels left of the plot.</param>
    /// <param name="right">Room for labels right of the plot.</param>
    /// <param name="height">Height of the plot.</param>
    public Chart(string name, string title, string subtitle, string description, IEnumerable<string> notes, double left, double right, double height)
    {
        var across = (int)((Width - (2 * Margin)) / CharacterWidth);
        var heading = Lines.Of([subtitle], across);
        _notes = Lines.Of(notes, across);
        _prefix = name + "-";
        Left = Margin + left;
        Right = Width - Margin - right;
        Top = Margin + 44 + (LineHeight * heading.Count);
        Bottom = Top + height;
        var total = Bottom + 40 + (LineHeight * _notes.Count) + Margin;
        Svg = new(Width, total, title, description, _prefix);
        Svg.Rectangle(0, 0, Width, total, null, ("fill", "#ffffff"));
        Svg.Text(Margin, Margin + 10, title, ("font-size", 15), ("font-weight", "bold"), ("fill", Ink));
        for (var i = 0; i < heading.Count; i++) Svg.Text(Margin, Margin + 27 + (LineHeight * i), heading[i], ("fill", Ink));
    }

    public Svg Svg { get; }

    public double Left { get; }

    public double Right { get; }

    public double Top { get; }

    public double Bottom { get; }

    /// <summary>Refers to what is defined in this picture.</summary>
    public string Id(string name) => _prefix + name;

    /// <summary>The paint of a pattern that is defined in this picture.</summary>
    public string Paint(string name) => $"url(#{Id(name)})";

    /// <summary>Days across the plot, some of them recorded.</summary>
    public TimeScale Time(DateOnly from, DateOnly until) =>
        new(DateOnly.FromDayNumber(Math.Max(0, from.DayNumber - Math.Max(1, (int)(RecordedShare * (until.DayNumber - from.DayNumber))))), until, Left, Right - Left);

    /// <summary>The axis of time, and where the record ends and simulation begins.</summary>
    public void TimeAxis(TimeScale time, DateOnly from)
    {
        var ends = time.Start(from.AddDays(1));
        Svg.Open("defs");
        Svg.Open("pattern", ("id", Id("recorded")), ("width", 5), ("height", 5), ("patternUnits", "userSpaceOnUse"));
        Svg.Line(0, 2.5, 5, 2.5, ("stroke", "#bbbbbb"), ("stroke-width", 0.6));
        Svg.Close();
        Svg.Close();
        Svg.Rectangle(Left, Top, ends - Left, Bottom - Top, $"Recorded up to {from:yyyy-MM-dd}", ("fill", Paint("recorded")));
        foreach (var (day, label) in time.Ticks())
        {
            var x = time.Start(day);
            Svg.Line(x, Bottom, x, Bottom + 4, ("stroke", Ink));
            if (x + (label.Length * CharacterWidth / 2) <= Right + 20) Svg.Text(x, Bottom + 16, label, ("font-size", Small), ("text-anchor", "middle"), ("fill", Ink));
        }

        Svg.Line(Left, Bottom, Right, Bottom, ("stroke", Ink));
        Svg.Line(ends, Top - 18, ends, Bottom, ("stroke", Ink), ("stroke-width", 1.2), ("stroke-dasharray", "6 3"));
        Svg.Text(ends - 4, Top - 8, "◂ recorded", ("font-size", Small), ("text-anchor", "end"), ("fill", Ink));
        Svg.Text(ends + 4, Top - 8, $"simulated, after {from:yyyy-MM-dd} ▸", ("font-size", Small), ("fill", Ink));
    }

    /// <summary>The axis of shares of runs, from none to all.</summary>
    public void ShareAxis()
    {
        foreach (var percent in new[] { 0, 25, 50, 75, 100 })
        {
            var y = ShareY(percent / 100.0);
            Svg.Line(Left - 4, y, Right, y, ("stroke", percent == 0 ? Ink : Grid), ("stroke-width", 0.8));
            Svg.Text(Left - 8, y + 4, $"{percent}%", ("font-size", Small), ("text-anchor", "end"), ("fill", Ink));
        }

        var middle = (Top + Bottom) / 2;
        Svg.Text(Margin + 4, middle, "Share of the runs", ("font-size", Small), ("text-anchor", "middle"), ("fill", Ink), ("transform", string.Create(CultureInfo.InvariantCulture, $"rotate(-90 {Margin + 4} {middle})")));
    }

    public double ShareY(double share) => Bottom - (share * (Bottom - Top));

    /// <summary>Labels right of the plot, each as near to what it names as the others let it, with a line that leads there.</summary>
    /// <param name="labels">Where what they name ends, their lines, and their colour.</param>
    public void Beside(IReadOnlyList<(double Y, IReadOnlyList<string> Lines, string Ink)> labels)
    {
        var order = Enumerable.Range(0, labels.Count).OrderBy(i => labels[i].Y).ToList();
        var places = Spread([.. order.Select(i => (labels[i].Y, (labels[i].Lines.Count * LineHeight) + 3))], Top - 6, Bottom + 6);
        for (var at = 0; at < order.Count; at++)
        {
            var (y, lines, ink) = labels[order[at]];
            Svg.Through([(Right + 2, y), (Right + 9, y), (Right + 21, places[at]), (Right + 25, places[at])], closed: false, ("fill", "none"), ("stroke", ink), ("stroke-width", 0.8));
            for (var i = 0; i < lines.Count; i++)
            {
                Svg.Text(
                    Right + 29, places[at] + 4 + ((i - ((lines.Count - 1) / 2.0)) * LineHeight), lines[i],
                    ("font-size", i == 0 ? 11.0 : Small), ("font-weight", i == 0 ? "bold" : "normal"), ("fill", i == 0 ? ink : Ink));
            }
        }
    }

    /// <summary>The middles of blocks, from the top, none over another: as near as that lets them to where they would be.</summary>
    /// <param name="blocks">Where their middles would be, in order, and their heights.</param>
    /// <param name="top">Where the first may begin.</param>
    /// <param name="bottom">Where the last should end.</param>
    public static double[] Spread(IReadOnlyList<(double Middle, double Height)> blocks, double top, double bottom)
    {
        var places = new double[blocks.Count];
        var free = top;
        for (var i = 0; i < places.Length; i++)
        {
            places[i] = Math.Max(blocks[i].Middle, free + (blocks[i].Height / 2));
            free = places[i] + (blocks[i].Height / 2);
        }

        free = bottom;
        for (var i = places.Length - 1; i >= 0; i--)
        {
            places[i] = Math.Min(places[i], free - (blocks[i].Height / 2));
            free = places[i] - (blocks[i].Height / 2);
        }

        return places;
    }

    /// <summary>The whole picture.</summary>
    public override string ToString()
    {
        for (var i = 0; i < _notes.Count; i++) Svg.Text(Margin, Bottom + 48 + (LineHeight * i), _notes[i], ("font-size", Small), ("fill", Ink));
        return Svg.ToString();
    }
}
