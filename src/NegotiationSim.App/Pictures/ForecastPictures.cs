using NegotiationSim.App.Rendering;
using NegotiationSim.Simulation;

namespace NegotiationSim.App.Pictures;

/// <summary>
/// Pictures of a forecast, as SVG text. They say of how many simulated runs they are, by which model and seed and on whose
/// judgement, refer to nothing outside, and are the same bytes for the same forecast on any machine.
/// </summary>
public static class ForecastPictures
{
    /// <summary>All pictures of a forecast, each with the name of its file.</summary>
    public static IEnumerable<(string File, string Svg)> All(Forecast forecast) => Drawings(forecast).Select(d => (d.File, d.Draw()));

    /// <summary>The names of the files of all pictures of a forecast.</summary>
    public static IEnumerable<string> Names(Forecast forecast) => Drawings(forecast).Select(d => d.File);

    /// <summary>The picture with the name of its file, and no other drawn; null when there is none.</summary>
    public static string? Find(Forecast forecast, string file) => Drawings(forecast).FirstOrDefault(d => d.File == file).Draw?.Invoke();

    private static IEnumerable<(string File, Func<string> Draw)> Drawings(Forecast forecast) =>
    [
        ("all-agreed.svg", () => AllAgreed(forecast)),
        .. forecast.Points.Select(point => ($"{FanName(point)}.svg", (Func<string>)(() => Fan(forecast, point)))),
        .. forecast.Points.Select(point => ($"{StatusesName(point)}.svg", (Func<string>)(() => Statuses(forecast, point)))),
    ];

    /// <summary>Where the parties stand on a point over time: for each a line, the median, and a band from the tenth to the ninetieth percentile.</summary>
    public static string Fan(Forecast forecast, PointForecast point) => FanPicture.Draw(forecast, point, FanName(point));

    /// <summary>In which share of the runs a point has which status over time.</summary>
    public static string Statuses(Forecast forecast, PointForecast point) => SharesPicture.Statuses(forecast, point, StatusesName(point));

    /// <summary>In which share of the runs all assessed points are agreed by when, and each of them.</summary>
    public static string AllAgreed(Forecast forecast) => SharesPicture.AllAgreed(forecast, "all-agreed");

    /// <summary>What an outcome depends on most.</summary>
    public static string Tornado(Sensitivity sensitivity) => TornadoPicture.Draw(sensitivity, "tornado");

    internal static string Subtitle(Forecast f) =>
        $"Of {f.Runs:N0} simulated runs. {f.Negotiation}{(f.WhatIf is { } w ? $", what-if {w}" : "")}: forecast {f.Name}, model {f.Model}, seed {f.Seed}, from {f.From:yyyy-MM-dd} to {f.Until:yyyy-MM-dd}, as known by {f.KnownBy:yyyy-MM-dd}.";

    /// <summary>The assumptions in short: on whose judgement it rests, what the model assumes first, and where to read the rest.</summary>
    internal static IEnumerable<string> Notes(Forecast f, string reading) =>
    [
        reading,
        $"Assumes: {f.Assumptions[0]} {string.Join(". ", f.Assumptions[1].Split(". ").Take(2)).TrimEnd('.')}. All {f.Assumptions.Count} assumptions: negsim forecast show {f.Negotiation} {f.Name}",
    ];

    internal static string Share(double share) => ForecastText.Share(share);

    private static string FanName(PointForecast point) => $"fan-{Plain(point.Point.Value)}";

    private static string StatusesName(PointForecast point) => $"statuses-{Plain(point.Point.Value)}";

    /// <summary>An id as part of the name of a file, on any system.</summary>
    internal static string Plain(string id) => string.Concat(id.Select(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' ? c : '-'));
}
