using NegotiationSim.App.Questions;
using NegotiationSim.Domain;
using NegotiationSim.Simulation;

namespace NegotiationSim.App.Forecasting;

/// <summary>A run as a what-if.</summary>
internal static class KeptRun
{
    /// <summary>The what-if that has the run's events in place of what its base has of later days.</summary>
    /// <exception cref="BadQuestion">What the forecast went on from is no longer there.</exception>
    public static async Task<WhatIf> OfAsync(Timelines timelines, PlannedForecast planned, int run, CancellationToken cancellation)
    {
        var (plan, a) = (planned.Plan, planned.Plan.Assessment);
        var knownBy = a.KnownBy ?? plan.From;
        var basis = a.WhatIf is { } whatIf ? (await timelines.ForkedAsync(whatIf, cancellation)).Forked.KnownBy(knownBy) : Timeline.Of(timelines.Ledger, knownBy);
        var later = basis.Events.Where(e => plan.Base.Find(e.Id) is null).Select(e => new Edit
        {
            Why = $"The forecast goes on from the end of {plan.From:yyyy-MM-dd}; this was recorded of a later day.",
            Remove = new EventMatch { Event = e.Id },
        });
        return new WhatIf
        {
            Name = ForecastNames.Kept(a.Name, run),
            Why = $"Run {run} of the forecast {a.Name} (model {plan.Model.Name}, seed {planned.Seed}): one of {planned.Runs:N0} simulated continuations, no prediction. {a.Why}",
            Negotiation = a.Negotiation,
            Of = a.WhatIf,
            Fork = basis.LastDay is { } last && last < plan.From ? last : plan.From, // a forecast may begin after the last event, a fork may not
            KnownBy = knownBy,
            Edits = [.. later, .. RunEvents.Of(plan, planned.Seed, run).Select(e => new Edit { Why = $"Simulated in run {run}.", Insert = e with { Claims = [] } })],
        };
    }
}
