using NegotiationSim.App.CommandLine;
using NegotiationSim.App.Verbs;
using NegotiationSim.Domain;
using NegotiationSim.Simulation;
using NegotiationSim.Store;

namespace NegotiationSim.App.Forecasting;

/// <summary>The timelines of a forecast's runs, told again from its seed.</summary>
internal static class ForecastTimelines
{
    /// <summary>What the runs of a stored forecast start from.</summary>
    /// <exception cref="CommandException">There is no such forecast or run, or what it was run on is gone.</exception>
    public static async Task<PlannedForecast> PlanAsync(Call call, LedgerStore store, TimelineSource source, string name, int run)
    {
        var stored = await ForecastVerb.LoadAsync(store, source.Ledger.Negotiation, name, call.Cancellation);
        return run >= 0 && run < stored.Assessment.Runs ? await PlannedForecast.AgainAsync(source, stored)
            : throw new CommandException(ExitCode.BadInput, $"--run {run}: the forecast {name} has the runs 0 to {stored.Assessment.Runs - 1}.");
    }

    /// <summary>The timeline of a run.</summary>
    /// <exception cref="CommandException">There is no such forecast or run, or what it was run on is gone.</exception>
    public static async Task<Timeline> OfAsync(Call call, LedgerStore store, TimelineSource source, string name, int run)
    {
        var planned = await PlanAsync(call, store, source, name, run);
        return RunEvents.Timeline(planned.Plan, planned.Seed, run);
    }
}

/// <summary>A run as a what-if.</summary>
internal static class KeptRun
{
    public static WhatIf Of(PlannedForecast planned, int run, TimelineSource source)
    {
        var (plan, a) = (planned.Plan, planned.Plan.Assessment);
        var knownBy = a.KnownBy ?? plan.From;
        var later = Timeline.Of(source.Ledger, knownBy).Events.Where(e => plan.Base.Find(e.Id) is null).Select(e => new Edit
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
