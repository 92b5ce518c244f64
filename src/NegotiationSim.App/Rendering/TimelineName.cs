using NegotiationSim.Domain;
using NegotiationSim.Simulation;

namespace NegotiationSim.App.Rendering;

/// <summary>What a timeline that differs from what was recorded is called in a sentence.</summary>
internal static class TimelineName
{
    /// <summary><c>the what-if briefing-takes-place</c>, <c>run 17 of the forecast christmas-plan</c>.</summary>
    public static string Of(WhatIfId timeline) =>
        ForecastNames.RunOf(timeline) is var (forecast, run) ? $"run {run} of the forecast {forecast}" : $"the what-if {timeline}";

    /// <summary>The same with what was known, as the end of a heading.</summary>
    public static string In(WhatIfId? timeline, DateOnly? knownBy) =>
        (timeline is { } t ? $" in {Of(t)}" : "") + (knownBy is { } k ? $", as known by {k:yyyy-MM-dd}" : "");
}
