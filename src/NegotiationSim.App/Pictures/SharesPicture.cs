using NegotiationSim.App.Rendering;
using NegotiationSim.Domain;
using NegotiationSim.Simulation;

namespace NegotiationSim.App.Pictures;

/// <summary>Shares of the runs over time, as stacked areas.</summary>
internal static class SharesPicture
{
    private const double LabelsLeft = 56;
    private const double LabelsRight = 240;
    private const double Height = 360;
    private const double HeightOfLabel = 17;
    private const int LabelLength = 34;
    private const int Hatch = 7;
    private const string Agreed = "#542788";

    /// <summary>From the bottom up: what is agreed rests on the axis, where its share can be read.</summary>
    private static readonly PointStatus[] Order =
    [
        PointStatus.Agreed, PointStatus.PartlyAgreed, PointStatus.UnderDiscussion, PointStatus.Tabled, PointStatus.NotTabled,
        PointStatus.Contested, PointStatus.SetAside, PointStatus.Dropped, PointStatus.Superseded,
    ];

    public static string Statuses(Forecast f, PointForecast p, string name)
    {
        var layers = p.Statuses.OrderBy(s => Array.IndexOf(Order, s.Status)).ToList();
        var half = p.DaysToAgreement.Half is { } days ? $" Half of all runs have agreed on it within {Counted.Of(days, "day")}." : "";
        var chart = new Chart(
            name,
            $"{p.Point} {p.Title}: how often it has which status",
            ForecastPictures.Subtitle(f),
            $"Of {f.Runs:N0} simulated runs, on {f.Until:yyyy-MM-dd}: {string.Join(", ", layers.Select(l => $"{Word(l.Status)} in {ForecastPictures.Share(l.Shares[^1])}"))}. On {f.From:yyyy-MM-dd}: {string.Join(", ", layers.Where(l => l.Shares[0] > 0).Select(l => $"{Word(l.Status)} in {ForecastPictures.Share(l.Shares[0])}"))}.{half}",
            ForecastPictures.Notes(f, $"How high an area is: in which share of the runs the point has that status on that date.{half} It ends without agreement in {ForecastPictures.Share(p.EndsWithout)} of the runs, and is the only point left in {ForecastPictures.Share(p.BlocksAlone)}."),
            LabelsLeft, LabelsRight, Height);
        var time = chart.Time(f.From, f.Until);
        chart.TimeAxis(time, f.From);
        chart.ShareAxis();
        Patterns(chart, layers);
        var below = new double[f.Dates.Count];
        var labels = new List<(double, IReadOnlyList<string>, string)>();
        foreach (var layer in layers)
        {
            var above = below.Zip(layer.Shares, (b, s) => b + s).ToArray();
            Area(chart, f, time, below, above, layer.Status);
            var last = layer.Shares[^1];
            if (last > 0) labels.Add((chart.ShareY((below[^1] + above[^1]) / 2), [$"{Word(layer.Status)} {ForecastPictures.Share(last)}"], Chart.Ink));
            below = above;
        }

        chart.Beside(labels);
        return chart.ToString();
    }

    public static string AllAgreed(Forecast f, string name)
    {
        var half = f.DaysToAllAgreed.Half is { } days ? $" Half of all runs come to it within {Counted.Of(days, "day")}." : "";
        var all = f.Points.Count == 1 ? "the one assessed point" : $"all {f.Points.Count} assessed points";
        var chart = new Chart(
            name,
            $"{f.Version}: how often {all} {(f.Points.Count == 1 ? "is" : "are")} agreed",
            ForecastPictures.Subtitle(f),
            $"Of {f.Runs:N0} simulated runs, the share in which {all} had been agreed at once by {f.Until:yyyy-MM-dd}: {ForecastPictures.Share(f.AllAgreed[^1])}.{half} Each point by itself: {string.Join(", ", f.Points.Select(p => $"{p.Point} {p.Title} {ForecastPictures.Share(p.AgreedBy[^1])}"))}.",
            ForecastPictures.Notes(f, $"Area: the share of the runs in which {all} were agreed at once by that date. Lines: the same of each point by itself.{half}"),
            LabelsLeft, LabelsRight, Math.Max(Height, (f.Points.Count + 1) * HeightOfLabel));
        var time = chart.Time(f.From, f.Until);
        chart.TimeAxis(time, f.From);
        chart.ShareAxis();
        var none = new double[f.Dates.Count];
        Area(chart, f, time, none, [.. f.AllAgreed], PointStatus.Agreed);
        var labels = new List<(double, IReadOnlyList<string>, string)> { (chart.ShareY(f.AllAgreed[^1]), [$"all agreed {ForecastPictures.Share(f.AllAgreed[^1])}"], Agreed) };
        for (var i = 0; i < f.Points.Count; i++)
        {
            var (p, look) = (f.Points[i], PartyLook.Of(i));
            chart.Svg.Open("g");
            chart.Svg.Element("title", $"{p.Point} {p.Title}");
            chart.Svg.Through(f.Dates.Zip(p.AgreedBy, (date, share) => (time.Start(date.AddDays(1)), chart.ShareY(share))), closed: false, ("fill", "none"), ("stroke", look.Line), ("stroke-width", 1.8), ("stroke-dasharray", look.Dashes));
            chart.Svg.Close();
            labels.Add((chart.ShareY(p.AgreedBy[^1]), [Cut($"{p.Point.Number} {p.Title}", ForecastPictures.Share(p.AgreedBy[^1]))], look.Line));
        }

        chart.Beside(labels);
        return chart.ToString();
    }

    private static void Area(Chart chart, Forecast f, TimeScale time, IReadOnlyList<double> below, IReadOnlyList<double> above, PointStatus status)
    {
        var look = Look.Of(new Standing(null, DomainJson.Text(status)));
        var top = f.Dates.Zip(above, (date, share) => (time.Start(date.AddDays(1)), chart.ShareY(share))).ToList();
        var bottom = f.Dates.Zip(below, (date, share) => (time.Start(date.AddDays(1)), chart.ShareY(share)));
        List<(double, double)> border = [.. top, .. bottom.Reverse()];
        chart.Svg.Open("g");
        chart.Svg.Element("title", Word(status));
        chart.Svg.Through(border, closed: true, ("fill", look.Fill));
        if (AngleOf(status) is not null) chart.Svg.Through(border, closed: true, ("fill", chart.Paint(DomainJson.Text(status))));
        chart.Svg.Through(top, closed: false, ("fill", "none"), ("stroke", Chart.Ink), ("stroke-width", 0.9));
        chart.Svg.Close();
    }

    private static void Patterns(Chart chart, IEnumerable<StatusShares> layers)
    {
        chart.Svg.Open("defs");
        foreach (var status in layers.Select(l => l.Status))
        {
            if (AngleOf(status) is not { } angle) continue;
            chart.Svg.Open("pattern", ("id", chart.Id(DomainJson.Text(status))), ("width", Hatch), ("height", Hatch), ("patternUnits", "userSpaceOnUse"), ("patternTransform", $"rotate({angle})"));
            chart.Svg.Line(0, 0, 0, Hatch, ("stroke", Chart.Ink), ("stroke-width", 1), ("stroke-opacity", 0.5));
            chart.Svg.Close();
        }

        chart.Svg.Close();
    }

    /// <summary>The hatching that tells it from its neighbours without colour; null: none.</summary>
    private static int? AngleOf(PointStatus status) => status switch
    {
        PointStatus.PartlyAgreed => 45,
        PointStatus.Contested => 135,
        PointStatus.Tabled => 0,
        PointStatus.SetAside => 90,
        PointStatus.Dropped => 20,
        _ => null,
    };

    private static string Word(PointStatus status) => Glyphs.Word(DomainJson.Text(status));

    private static string Cut(string name, string share) =>
        name.Length + 1 + share.Length <= LabelLength ? $"{name} {share}" : $"{name[..(LabelLength - share.Length - 2)].TrimEnd()}… {share}";
}
