using NegotiationSim.App.Forecasting;
using NegotiationSim.Domain;
using NegotiationSim.Simulation;
using NegotiationSim.Store;

namespace NegotiationSim.App.Questions;

/// <summary>How a forecast did, by what was recorded later.</summary>
public static class GradeQuestion
{
    /// <param name="asOf">By what was known by the end of this date; null: by all that is recorded.</param>
    /// <exception cref="BadQuestion">The forecast goes on from a what-if, or no event has the name of the date.</exception>
    public static GradeAnswer Answer(Timelines timelines, StoredForecast forecast, DateArgument? asOf)
    {
        if (forecast.Assessment.WhatIf is { } whatIf)
        {
            throw new BadQuestion("forecast", $"The forecast {forecast.Assessment.Name} goes on from the what-if {whatIf}, which did not happen: nothing is recorded that could grade it.");
        }

        var timeline = Timeline.Of(timelines.Ledger, asOf?.In(timelines.Ledger, "asOf"));
        return new(Grading.Of(forecast.Result, timeline, Sealing.DayOf(forecast)), forecast.Seal, Sealing.Holds(forecast), forecast.UnusedWhenSealed);
    }
}

/// <summary>The answer of <c>negsim forecast grade</c>.</summary>
/// <param name="Grade">The grade.</param>
/// <param name="Seal">The hash under which the forecast was sealed; null: it was not.</param>
/// <param name="SealHolds">Whether it is still what was sealed. When it is not, it is graded as if it had not been sealed.</param>
/// <param name="UnusedWhenSealed">What was recorded when it was sealed that it did not use.</param>
public sealed record GradeAnswer(Grade Grade, string? Seal, bool? SealHolds, Unused? UnusedWhenSealed);
