using System.Collections.Concurrent;
using NegotiationSim.App.Forecasting;
using NegotiationSim.Domain;
using NegotiationSim.Simulation;
using NegotiationSim.Store;

namespace NegotiationSim.App.Questions;

/// <summary>
/// The timelines of one negotiation: what was recorded up to a version, and its what-ifs, each over the versions that it
/// builds on. Keeps those asked for; may be asked by many at once.
/// </summary>
public sealed class Timelines
{
    /// <summary>Days of knowledge kept for one negotiation or what-if: whoever moves through days of knowledge asks for each once or twice.</summary>
    private const int MostKept = 64;

    private readonly LedgerStore _store;
    private readonly ConcurrentDictionary<DateOnly, Timeline> _real = [];
    private readonly ConcurrentDictionary<WhatIfId, KnownWhatIf> _forked = [];
    private readonly Lazy<Timeline> _all;

    internal Timelines(LedgerStore store, StoredLedger stored)
    {
        _store = store;
        Stored = stored;
        _all = new(() => Timeline.Of(stored.Ledger));
    }

    /// <summary>A what-if with the timelines of it that were asked for.</summary>
    private sealed record KnownWhatIf(IReadOnlyList<PinnedWhatIf> Chain, ForkedTimeline Forked)
    {
        public ConcurrentDictionary<DateOnly, Timeline> KnownBy { get; } = [];
    }

    /// <summary>All that is recorded, and its version.</summary>
    public StoredLedger Stored { get; }

    public Ledger Ledger => Stored.Ledger;

    /// <summary>The timelines of the negotiation as they were when it had so many events.</summary>
    public Timelines At(long version) => new(_store, Stored with { Ledger = Ledger.At((int)version), Version = version });

    /// <summary>The timeline of a what-if (null: what was recorded), by what was known.</summary>
    /// <exception cref="BadQuestion">There is no such what-if or event.</exception>
    public async Task<(Timeline Timeline, PinnedWhatIf? WhatIf)> OfAsync(string? whatIf, DateArgument? knownBy, CancellationToken cancellation)
    {
        if (whatIf is null || whatIf == WhatIf.Real.Value)
        {
            return (knownBy is null ? _all.Value : Kept(_real, knownBy.In(_all.Value, "knownBy"), day => Timeline.Of(Ledger, day)), null);
        }

        var known = await KnownAsync(new WhatIfId(whatIf), "whatIf", cancellation);
        return (
            knownBy is null ? known.Forked.KnownBy(null) : Kept(known.KnownBy, knownBy.In(known.Forked.Timeline, "knownBy"), day => known.Forked.KnownBy(day)),
            known.Chain[^1]);
    }

    /// <summary>The timeline of a run of a forecast, told again from its seed.</summary>
    /// <exception cref="BadQuestion">There is no such forecast or run, or what it was run on has changed.</exception>
    public async Task<TimelineOfRun> OfRunAsync(string forecast, int run, CancellationToken cancellation)
    {
        var planned = await PlanAsync(forecast, run, cancellation);
        return new(planned.Key, run, RunEvents.Timeline(planned.Plan, planned.Seed, run));
    }

    /// <summary>What the runs of a stored forecast start from, as it was when they were run.</summary>
    /// <exception cref="BadQuestion">There is no such forecast or run, or what it was run on has changed.</exception>
    public async Task<PlannedForecast> PlanAsync(string forecast, int run, CancellationToken cancellation)
    {
        var stored = await ForecastAsync(forecast, cancellation);
        return run >= 0 && run < stored.Assessment.Runs ? await PlannedForecast.AgainAsync(this, stored, cancellation)
            : throw new BadQuestion("run", $"The forecast {forecast} has the runs 0 to {stored.Assessment.Runs - 1}, and no run {run}.", isUnknownName: true);
    }

    /// <summary>A stored forecast.</summary>
    /// <exception cref="BadQuestion">There is none of that name.</exception>
    public async Task<StoredForecast> ForecastAsync(string name, CancellationToken cancellation)
    {
        if (await _store.Forecasts.LoadAsync(Ledger.Negotiation, new(name), cancellation) is { } found)
        {
            return found;
        }

        var names = (await _store.Forecasts.ListAsync(Ledger.Negotiation, cancellation)).Select(f => f.Assessment.Name.Value).ToList();
        var hint = names.Count == 0 ? "it has none; make one with 'negsim forecast run FILE'"
            : Nearest.Of(name, names) is { } near ? $"did you mean '{near}'?"
            : $"there are {string.Join(", ", names)}";
        throw new BadQuestion("forecast", $"{Ledger.Negotiation} has no forecast '{name}': {hint}", isUnknownName: true);
    }

    /// <summary>A side of a comparison: <c>real</c>, a what-if, or what it builds on, each by all that is recorded or as known by a date.</summary>
    /// <param name="parameter">Which parameter it was given as.</param>
    /// <exception cref="BadQuestion">It names nothing.</exception>
    public async Task<Timeline> OfAsync(Side side, string parameter, CancellationToken cancellation)
    {
        if (!side.IsBase && side.Name == WhatIf.Real.Value)
        {
            return (await OfAsync(null, side.KnownBy, cancellation)).Timeline;
        }

        var forked = (await KnownAsync(new WhatIfId(side.Name), parameter, cancellation)).Forked;
        return side.IsBase ? forked.BaseKnownBy(side.KnownBy?.In(forked.Replay.Base, parameter)) : forked.KnownBy(side.KnownBy?.In(forked.Timeline, parameter));
    }

    /// <summary>A what-if, replayed over the versions that it builds on.</summary>
    /// <exception cref="BadQuestion">There is no such what-if.</exception>
    public async Task<(ForkedTimeline Forked, PinnedWhatIf Pinned)> ForkedAsync(WhatIfId name, CancellationToken cancellation)
    {
        var known = await KnownAsync(name, "whatIf", cancellation);
        return (known.Forked, known.Chain[^1]);
    }

    /// <summary>That there is no such what-if, and what was probably meant.</summary>
    public async Task<BadQuestion> NoWhatIfAsync(WhatIfId name, string parameter, CancellationToken cancellation)
    {
        var names = (await _store.WhatIfs.ListAsync(Ledger.Negotiation, cancellation)).Select(w => w.WhatIf.Name.Value).ToList();
        var hint = names.Count == 0 ? "it has none; record one with 'negsim whatif run FILE'"
            : Nearest.Of(name.Value, names) is { } near ? $"did you mean '{near}'?"
            : $"there are {string.Join(", ", names)}";
        return new BadQuestion(parameter, $"{Ledger.Negotiation} has no what-if '{name}': {hint}", isUnknownName: true);
    }

    private async Task<KnownWhatIf> KnownAsync(WhatIfId name, string parameter, CancellationToken cancellation)
    {
        var chain = await _store.WhatIfs.LoadChainAsync(Ledger.Negotiation, name, cancellation: cancellation);
        if (chain.Count == 0)
        {
            throw await NoWhatIfAsync(name, parameter, cancellation);
        }

        if (_forked.TryGetValue(name, out var known) && known.Chain.SequenceEqual(chain))
        {
            return known;
        }

        var whatIf = chain[^1];
        var (forked, faults) = Forking.Replay(whatIf.WhatIf, [.. chain.SkipLast(1)], Ledger.At(whatIf.Pin.Events), whatIf.Pin);
        return _forked[name] = forked is null
            ? throw new InvalidOperationException($"The what-if {name} was recorded and cannot be replayed: {string.Join("; ", faults)}")
            : new(chain, forked);
    }

    private static Timeline Kept(ConcurrentDictionary<DateOnly, Timeline> kept, DateOnly day, Func<DateOnly, Timeline> make)
    {
        if (kept.Count >= MostKept && !kept.ContainsKey(day))
        {
            kept.Clear();
        }

        return kept.GetOrAdd(day, make);
    }
}

/// <summary>The timeline of a run of a forecast.</summary>
/// <param name="Key">A hash of all that the forecast's result depends on.</param>
/// <param name="Run">Which run, from 0.</param>
public sealed record TimelineOfRun(string Key, int Run, Timeline Timeline);
