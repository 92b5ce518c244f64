using System.Globalization;
using NegotiationSim.Domain;

namespace NegotiationSim.Simulation;

/// <summary>What a forecast calls its timelines, events and meetings. The ids begin with its name, so that none is a recorded one's.</summary>
public static class ForecastNames
{
    private const string RunMark = "/run-";

    /// <summary>The name of a run's timeline, <c>christmas-plan/run-17</c>, which no what-if can have; null: of what all runs start from.</summary>
    public static WhatIfId Timeline(ForecastId forecast, int? run) => new(forecast + RunMark + (run is { } number ? Text(number) : ""));

    /// <summary>The forecast and run whose timeline is called so; null when it is that of a what-if.</summary>
    public static (string Forecast, string Run)? RunOf(WhatIfId timeline) =>
        timeline.Value.Split(RunMark) is [var forecast, var run] ? (forecast, run) : null;

    /// <summary>The name of the what-if as which a run is kept.</summary>
    public static WhatIfId Kept(ForecastId forecast, int run) => new($"{forecast}-run-{Text(run)}");

    internal static MeetingId Round(ForecastId forecast, int round) => new($"{forecast}-round-{Text(round)}");

    internal static EventId Event(ForecastId forecast, int number) => new($"{forecast}-{Text(number)}");

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
