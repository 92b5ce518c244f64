using NegotiationSim.App.Rendering;
using NegotiationSim.Simulation;

namespace NegotiationSim.App.Pictures;

/// <summary>
/// What an outcome depends on most: for each judged number a bar to the outcome at its low and one to that at its high, the
/// longest first, and beside it the share of the variance that it accounts for.
/// </summary>
internal static class TornadoPicture
{
    /// <summary>More bars than this are too short to tell apart.</summary>
    private const int MostBars = 20;

    private const double LabelsLeft = 250;
    private const double RoomRight = 230;
    private const double RowHeight = 26;
    private const double BarHeight = 10;
    private const double SharesWidth = 96;
    private const string LowFill = "#fdb863";
    private const string LowInk = "#b35806";
    private const string HighFill = "#542788";
    private const string SharesFill = "#b2abd2";

    public static string Draw(Sensitivity s, string name)
    {
        var shown = s.Inputs.OrderByDescending(i => Math.Abs(i.Difference.Value)).Take(MostBars).ToList();
        var rows = shown.Count + (s.Luck is null ? 0 : 1);
        var left = s.Inputs.Count - shown.Count;
        var chart = new Chart(
            name,
            $"What the {s.Measured} depends on",
            $"Of {s.Runs:N0} simulated runs, each judged number varied in {s.Rows:N0}. {s.Negotiation}: forecast {s.Forecast}, {s.Version}, model {s.Model}, seed {s.Seed}, from {s.From:yyyy-MM-dd} to {s.Until:yyyy-MM-dd}.",
            Description(s, shown),
            [
                $"Bars: the mean outcome with the number at its low (light, hatched; the number stands at the end) and at its high (dark), the others and all luck as drawn; low and high leave a tenth of the judgement below and above. Line: the mean with everything drawn, {SensitivityText.Outcome(s, s.Mean)}. A name in italics: the difference may be noise.{(left > 0 ? $" {left} more numbers make less difference." : "")}",
                s.Luck is null ? "" : "Of the variance: filled, what the number accounts for alone (first-order Sobol index); outlined, with others (total index), with bounds that hold 95 of 100 resamplings. Luck: all that is drawn beside judged numbers.",
                $"Judgement of {s.Author.TrimEnd('.')}. It tells about the model and the judgements, and not what matters in the talks.",
            ],
            LabelsLeft, s.Luck is null ? 40 : RoomRight, (rows * RowHeight) + 8);
        var (least, most) = Span(s, shown);
        Axis(chart, s, least, most);
        chart.Svg.Open("defs");
        chart.Svg.Open("pattern", ("id", chart.Id("low")), ("width", 5), ("height", 5), ("patternUnits", "userSpaceOnUse"), ("patternTransform", "rotate(45)"));
        chart.Svg.Line(0, 0, 0, 5, ("stroke", LowInk), ("stroke-width", 1.6));
        chart.Svg.Close();
        chart.Svg.Close();
        for (var i = 0; i < shown.Count; i++)
        {
            var top = chart.Top + 6 + (i * RowHeight);
            Row(chart, s, shown[i], top, least, most);
            if (shown[i].Indices is { } indices) Shares(chart, indices, top);
        }

        if (s.Luck is { } luck)
        {
            var top = chart.Top + 6 + (shown.Count * RowHeight);
            chart.Svg.Text(chart.Left - 8, top + 13, "luck: all else that is drawn", ("text-anchor", "end"), ("fill", Chart.Ink));
            Shares(chart, luck, top);
            chart.Svg.Text(chart.Right + 30, chart.Top - 8, "Of the variance", ("font-size", Chart.Small), ("fill", Chart.Ink));
        }

        return chart.ToString();
    }

    private static (double Least, double Most) Span(Sensitivity s, List<InputEffect> shown)
    {
        var all = shown.SelectMany(i => new[] { i.AtLow, i.AtHigh }).Append(s.Mean).ToList();
        var (least, most) = (all.Min(), all.Max());
        var edge = most > least ? 0.09 * (most - least) : 1;
        return (least - edge, most + edge);
    }

    private static double X(Chart chart, double outcome, double least, double most) => chart.Left + ((outcome - least) / (most - least) * (chart.Right - chart.Left));

    private static void Axis(Chart chart, Sensitivity s, double least, double most)
    {
        var step = Math.Pow(10, Math.Floor(Math.Log10((most - least) / 4)));
        step *= (most - least) / step > 20 ? 5 : (most - least) / step > 8 ? 2 : 1;
        for (var tick = Math.Ceiling(least / step); tick * step <= most; tick++)
        {
            var x = X(chart, tick * step, least, most);
            chart.Svg.Line(x, chart.Top, x, chart.Bottom + 4, ("stroke", Chart.Grid), ("stroke-width", 0.8));
            chart.Svg.Text(x, chart.Bottom + 16, SensitivityText.Outcome(s, tick * step), ("font-size", Chart.Small), ("text-anchor", "middle"), ("fill", Chart.Ink));
        }

        chart.Svg.Text((chart.Left + chart.Right) / 2, chart.Bottom + 30, $"Mean {s.Measured}", ("font-size", Chart.Small), ("text-anchor", "middle"), ("fill", Chart.Ink));
        chart.Svg.Line(chart.Left, chart.Bottom, chart.Right, chart.Bottom, ("stroke", Chart.Ink));
        var mean = X(chart, s.Mean, least, most);
        chart.Svg.Line(mean, chart.Top - 4, mean, chart.Bottom, ("stroke", Chart.Ink), ("stroke-width", 1.2));
        chart.Svg.Text(mean, chart.Top - 8, SensitivityText.Outcome(s, s.Mean), ("font-size", Chart.Small), ("text-anchor", "middle"), ("fill", Chart.Ink));
    }

    private static void Row(Chart chart, Sensitivity s, InputEffect input, double top, double least, double most)
    {
        var noise = input.Difference.Low <= 0 && input.Difference.High >= 0;
        chart.Svg.Open("g");
        chart.Svg.Element("title", Told(s, input));
        chart.Svg.Text(chart.Left - 8, top + 13, input.Input, ("text-anchor", "end"), ("fill", Chart.Ink), ("font-style", noise ? "italic" : "normal"));
        Bar(input.AtLow, input.Low, top, chart.Paint("low"), LowInk);
        Bar(input.AtHigh, input.High, top + BarHeight, HighFill, HighFill);
        chart.Svg.Close();

        void Bar(double outcome, double number, double y, string fill, string ink)
        {
            var (from, to) = (X(chart, s.Mean, least, most), X(chart, outcome, least, most));
            var x = Math.Min(from, to);
            if (fill != ink) chart.Svg.Rectangle(x, y, Math.Abs(to - from), BarHeight, null, ("fill", LowFill));
            chart.Svg.Rectangle(x, y, Math.Abs(to - from), BarHeight, null, ("fill", fill), ("stroke", ink), ("stroke-width", 0.8));
            chart.Svg.Text(to + (to < from ? -4 : 4), y + 8.5, SensitivityText.Number(number), ("font-size", 9), ("text-anchor", to < from ? "end" : "start"), ("fill", Chart.Ink));
        }
    }

    private static void Shares(Chart chart, SobolIndices indices, double top)
    {
        var left = chart.Right + 30;
        chart.Svg.Rectangle(left, top + 4, SharesWidth * Math.Clamp(indices.First.Value, 0, 1), 12, null, ("fill", SharesFill));
        chart.Svg.Rectangle(left, top + 4, SharesWidth * Math.Clamp(indices.Total.Value, 0, 1), 12, null, ("fill", "none"), ("stroke", HighFill));
        chart.Svg.Text(
            left + SharesWidth + 8, top + 14, $"{SensitivityText.Index(indices.Total.Value)} ({SensitivityText.Index(indices.Total.Low)} to {SensitivityText.Index(indices.Total.High)})", ("font-size", Chart.Small), ("fill", Chart.Ink));
    }

    private static string Told(Sensitivity s, InputEffect i) =>
        $"{i.Input}: {SensitivityText.Outcome(s, i.AtLow)} at {SensitivityText.Number(i.Low)}, {SensitivityText.Outcome(s, i.AtHigh)} at {SensitivityText.Number(i.High)}{(i.Indices is { } x ? $"; {SensitivityText.Index(x.Total.Value)} of the variance, {SensitivityText.Index(x.First.Value)} alone" : "")}";

    private static string Description(Sensitivity s, IEnumerable<InputEffect> shown) =>
        $"The mean {s.Measured} is {SensitivityText.Outcome(s, s.Mean)}. With each judged number at its low and its high, the largest difference first: {string.Join(". ", shown.Select(i => Told(s, i)))}.{(s.Luck is { } luck ? $" Luck: {SensitivityText.Index(luck.Total.Value)} of the variance." : "")}";
}
