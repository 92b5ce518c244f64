using System.Globalization;
using NegotiationSim.Simulation;

namespace NegotiationSim.App.Pictures;

/// <summary>Where the parties stand on a point over time.</summary>
internal static class FanPicture
{
    private const double LabelsLeft = 196;
    private const double LabelsRight = 196;
    private const double Height = 430;
    private const double HeightOfLabel = 32;
    private const int HatchWidth = 12;
    private const int CharactersLeft = 32;

    /// <summary>Signs on a line, about.</summary>
    private const int Signs = 7;

    public static string Draw(Forecast f, PointForecast p, string name)
    {
        var chart = new Chart(
            name,
            $"{p.Point} {p.Title}: where the parties stand",
            ForecastPictures.Subtitle(f),
            Description(f, p),
            ForecastPictures.Notes(f, "Lines: the median of the runs. Bands: from the tenth to the ninetieth percentile. Lines drawn level: the compromise mean, which is no simulation and is the mark to beat, and the place of the text."),
            LabelsLeft, LabelsRight, Math.Max(Height, p.Parties.Count * HeightOfLabel));
        var time = chart.Time(f.From, f.Until);
        chart.TimeAxis(time, f.From);
        Scale(chart, p);
        Hatching(chart, p);
        for (var i = 0; i < p.Parties.Count; i++) Band(chart, f, p.Parties[i], PartyLook.Of(i), Hatch(i), time);
        Level(chart, p.Compromise.Likeliest, "1.5 3.5", 2.2, $"Compromise mean {Number(p.Compromise.Likeliest)}; of what the runs drew, {p.Compromise.P10} to {p.Compromise.P90}");
        if (p.Text is { } text) Level(chart, text, "none", 1.1, $"The text of {f.Version} stands at {Number(text)}");
        for (var i = 0; i < p.Parties.Count; i++) Line(chart, f, p.Parties[i], PartyLook.Of(i), time);
        for (var i = 0; i < p.Parties.Count; i++) Along(chart, Median(chart, f, p.Parties[i], time), PartyLook.Of(i), i, p.Parties.Count);
        Labels(chart, f, p);
        return chart.ToString();
    }

    private static double Y(Chart chart, double place) => chart.Bottom - (place / 100 * (chart.Bottom - chart.Top));

    /// <summary>What the numbers mean.</summary>
    private static void Scale(Chart chart, PointForecast p)
    {
        var marks = p.Scale.OrderByDescending(m => m.At).Select(m => (m.At, Lines: Lines.Of([$"{Number(m.At)}  {m.Label}"], CharactersLeft))).ToList();
        var places = Chart.Spread([.. marks.Select(m => (Y(chart, m.At), (m.Lines.Count * Chart.LineHeight) + 2))], chart.Top - 8, chart.Bottom + 8);
        for (var m = 0; m < marks.Count; m++)
        {
            var y = Y(chart, marks[m].At);
            chart.Svg.Line(chart.Left - 4, y, chart.Right, y, ("stroke", Chart.Grid), ("stroke-width", 0.8));
            for (var i = 0; i < marks[m].Lines.Count; i++)
            {
                chart.Svg.Text(
                    chart.Left - 8, places[m] + 3.5 + ((i - ((marks[m].Lines.Count - 1) / 2.0)) * Chart.LineHeight), marks[m].Lines[i],
                    ("font-size", Chart.Small), ("text-anchor", "end"), ("fill", Chart.Ink));
            }
        }

        chart.Svg.Line(chart.Left, chart.Top, chart.Left, chart.Bottom, ("stroke", Chart.Ink));
    }

    private static string Hatch(int party) => string.Create(CultureInfo.InvariantCulture, $"party-{party}");

    private static void Hatching(Chart chart, PointForecast p)
    {
        chart.Svg.Open("defs");
        for (var i = 0; i < p.Parties.Count; i++)
        {
            var look = PartyLook.Of(i);
            chart.Svg.Open("pattern", ("id", chart.Id(Hatch(i))), ("width", HatchWidth), ("height", HatchWidth), ("patternUnits", "userSpaceOnUse"), ("patternTransform", $"rotate({look.Angle})"));
            chart.Svg.Line(0, 0, 0, HatchWidth, ("stroke", look.Line), ("stroke-width", 1), ("stroke-opacity", 0.45));
            chart.Svg.Close();
        }

        chart.Svg.Close();
    }

    private static void Band(Chart chart, Forecast f, PartyForecast party, PartyLook look, string hatch, TimeScale time)
    {
        var above = f.Dates.Zip(party.Positions, (date, at) => (time.Start(date.AddDays(1)), Y(chart, at.P90))).ToList();
        var below = f.Dates.Zip(party.Positions, (date, at) => (time.Start(date.AddDays(1)), Y(chart, at.P10))).ToList();
        chart.Svg.Through([.. above, .. Enumerable.Reverse(below)], closed: true, ("fill", look.Fill), ("fill-opacity", 0.3));
        chart.Svg.Through([.. above, .. Enumerable.Reverse(below)], closed: true, ("fill", chart.Paint(hatch)));
        foreach (var edge in new[] { above, below }) chart.Svg.Through(edge, closed: false, ("fill", "none"), ("stroke", look.Line), ("stroke-width", 1.1), ("stroke-dasharray", look.Dashes), ("stroke-opacity", 0.8));
    }

    private static void Line(Chart chart, Forecast f, PartyForecast party, PartyLook look, TimeScale time)
    {
        var line = Median(chart, f, party, time);
        chart.Svg.Open("g");
        chart.Svg.Element("title", $"{party.Party}: median");
        chart.Svg.Through(line, closed: false, ("fill", "none"), ("stroke", "#ffffff"), ("stroke-width", 5), ("stroke-opacity", 0.85));
        chart.Svg.Through(line, closed: false, ("fill", "none"), ("stroke", look.Line), ("stroke-width", 2.4), ("stroke-dasharray", look.Dashes));
        chart.Svg.Close();
    }

    private static List<(double X, double Y)> Median(Chart chart, Forecast f, PartyForecast party, TimeScale time) =>
        [.. f.Dates.Zip(party.Positions, (date, at) => (time.Start(date.AddDays(1)), Y(chart, at.Median)))];

    /// <summary>Signs along a line, each party's elsewhere, so that lines on one another can be told apart.</summary>
    private static void Along(Chart chart, List<(double X, double Y)> line, PartyLook look, int place, int parties)
    {
        var step = Math.Max(1, line.Count / Signs);
        for (var at = step * place / parties; at < line.Count; at += step) Sign(chart, line[at].X, line[at].Y, look);
    }

    private static void Sign(Chart chart, double x, double y, PartyLook look) => chart.Svg.Text(
        x, y + 4.5, look.Sign, ("font-size", 13), ("text-anchor", "middle"), ("fill", look.Line), ("stroke", "#ffffff"), ("stroke-width", 2.5), ("paint-order", "stroke"));

    private static void Level(Chart chart, double place, string dashes, double width, string tip)
    {
        chart.Svg.Open("g");
        chart.Svg.Element("title", tip);
        chart.Svg.Line(chart.Left, Y(chart, place), chart.Right, Y(chart, place), ("stroke", "#ffffff"), ("stroke-width", width + 2), ("stroke-opacity", 0.8));
        chart.Svg.Line(chart.Left, Y(chart, place), chart.Right, Y(chart, place), ("stroke", Chart.Ink), ("stroke-width", width), ("stroke-dasharray", dashes));
        chart.Svg.Close();
    }

    private static void Labels(Chart chart, Forecast f, PointForecast p)
    {
        var labels = new List<(double, IReadOnlyList<string>, string)>();
        for (var i = 0; i < p.Parties.Count; i++)
        {
            var (party, last) = (p.Parties[i], p.Parties[i].Positions[^1]);
            labels.Add((Y(chart, last.Median), [$"{PartyLook.Of(i).Sign} {party.Party}  {last.Median}", $"{last.P10} to {last.P90}{(party.MustAgree ? ", must agree" : "")}"], PartyLook.Of(i).Line));
        }

        labels.Add((Y(chart, p.Compromise.Likeliest), [$"compromise mean  {Number(p.Compromise.Likeliest)}"], Chart.Ink));
        if (p.Text is { } text) labels.Add((Y(chart, text), [$"text of {f.Version}  {Number(text)}"], Chart.Ink));
        chart.Beside(labels);
    }

    private static string Description(Forecast f, PointForecast p)
    {
        var parties = p.Parties.Select(party => $"{party.Party}{(party.MustAgree ? " (must agree)" : "")}: {Told(party.Positions[0])} at first, {Told(party.Positions[^1])} at the end.");
        return $"Of {f.Runs:N0} simulated runs from {f.From:yyyy-MM-dd} to {f.Until:yyyy-MM-dd}, where parties stand on {p.Point}, 0 to 100: the median, and from the tenth to the ninetieth percentile. "
            + $"{string.Join("; ", p.Scale.Select(m => $"{Number(m.At)} means {m.Label}"))}. {string.Join(' ', parties)} "
            + $"The compromise mean is {Number(p.Compromise.Likeliest)}. {(p.Text is { } text ? $"The text stands at {Number(text)}." : "The text leaves the matter open.")}";
    }

    private static string Told(PositionSpread at) => $"{at.Median} ({at.P10} to {at.P90})";

    private static string Number(double number) => number.ToString("0.#", CultureInfo.InvariantCulture);
}
