using NegotiationSim.Domain;
using NegotiationSim.Simulation;

namespace NegotiationSim.App.Forecasting;

/// <summary>A run as a what-if.</summary>
internal static class KeptRun
{
    public static WhatIf Of(PlannedForecast planned, int run, Ledger ledger)
    {
        var (plan, a) = (planned.Plan, planned.Plan.Assessment);
        var knownBy = a.KnownBy ?? plan.From;
        var later = Timeline.Of(ledger, knownBy).Events.Where(e => plan.Base.Find(e.Id) is null).Select(e => new Edit
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
            Fork = plan.From,
            KnownBy = knownBy,
            Edits = [.. later, .. RunEvents.Of(plan, planned.Seed, run).Select(e => new Edit { Why = $"Simulated in run {run}.", Insert = e with { Claims = [] } })],
        };
    }
}
