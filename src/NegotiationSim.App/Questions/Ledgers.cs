using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using NegotiationSim.Domain;
using NegotiationSim.Store;

namespace NegotiationSim.App.Questions;

/// <summary>
/// The ledgers that questions are asked of. What was loaded is kept for the next question, and asked about only whether it
/// is still the newest: an answer costs a fold, and not a reading of the ledger.
/// </summary>
public sealed class Ledgers(LedgerStore store)
{
    /// <summary>Negotiations kept at once.</summary>
    private const int MostKept = 16;

    private readonly ConcurrentDictionary<NegotiationId, Timelines> _kept = [];

    public LedgerStore Store { get; } = store;

    /// <summary>The timelines of a negotiation, by all that is recorded now.</summary>
    /// <exception cref="BadQuestion">Nothing is recorded under this name.</exception>
    public async Task<Timelines> OpenAsync(string negotiation, CancellationToken cancellation)
    {
        var id = new NegotiationId(negotiation);
        if (_kept.TryGetValue(id, out var kept) && await Store.IsNewestAsync(kept.Stored, cancellation))
        {
            return kept;
        }

        var stored = await Store.LoadAsync(id, cancellation);
        if (stored.IsEmpty)
        {
            _kept.TryRemove(id, out _);
            throw await NoneAsync(negotiation, cancellation);
        }

        if (_kept.Count >= MostKept && !_kept.ContainsKey(id))
        {
            _kept.Clear();
        }

        return _kept[id] = new Timelines(Store, stored);
    }

    /// <summary>The timeline that a question is about, with its date.</summary>
    /// <exception cref="BadQuestion">There is no such negotiation, what-if or event.</exception>
    public async Task<Asked> AskAsync(Scope scope, CancellationToken cancellation) =>
        await AskAsync(await OpenAsync(scope.Negotiation, cancellation), scope, cancellation);

    /// <inheritdoc cref="AskAsync(Scope, CancellationToken)"/>
    public static async Task<Asked> AskAsync(Timelines timelines, Scope scope, CancellationToken cancellation)
    {
        if (scope is { Forecast: { } forecast, Run: { } number })
        {
            var run = await timelines.OfRunAsync(forecast, number, cancellation);
            return Found(run.Timeline, null, run);
        }

        var (timeline, whatIf) = await timelines.OfAsync(scope.WhatIf, scope.KnownBy, cancellation);
        return Found(timeline, whatIf, null);

        Asked Found(Timeline timeline, PinnedWhatIf? whatIf, TimelineOfRun? run) =>
            new(timelines, timeline, whatIf, scope.On?.In(timeline, "on") ?? timeline.LastDay ?? timeline.KnownBy, scope.On is not null, run);
    }

    private async Task<BadQuestion> NoneAsync(string negotiation, CancellationToken cancellation)
    {
        var names = (await Store.ListAsync(cancellation)).Select(p => p.Id).ToList();
        var hint = names.Count == 0
            ? "nothing is recorded yet; record a scenario with 'negsim import PATH'"
            : Nearest.Of(negotiation, names) is { } near ? $"did you mean '{near}'?" : $"there are {string.Join(", ", names)}";
        return new BadQuestion("negotiation", $"There is no negotiation '{negotiation}': {hint}", isUnknownName: true);
    }
}

/// <summary>What every question names: the negotiation, the date, what was known by when, and in which what-if or run of a forecast.</summary>
/// <param name="On">Null: the day of the last event.</param>
/// <param name="KnownBy">Null: all that is recorded.</param>
/// <param name="WhatIf">Null: what was recorded.</param>
/// <param name="Forecast">On the timeline of a run of this forecast, which has its own what-if and knowledge; null: of none.</param>
/// <param name="Run">Which run, from 0; null: of none.</param>
public sealed record Scope(string Negotiation, DateArgument? On = null, DateArgument? KnownBy = null, string? WhatIf = null, string? Forecast = null, int? Run = null)
{
    /// <summary>What contradicts itself in how a question names its timeline; null: nothing does.</summary>
    /// <param name="namesTimeline">It also names a what-if, or a date by which something was known.</param>
    public static BadQuestion? Contradiction(bool namesForecast, bool namesRun, bool namesTimeline) =>
        namesForecast != namesRun ? new("run", "`forecast` and `run` go together: a run of a forecast has a timeline, the forecast as a whole has none.")
        : namesForecast && namesTimeline ? new("forecast", "`forecast` goes without `whatIf` and `knownBy`: the forecast has its own.")
        : null;
}

/// <summary>The same, found.</summary>
/// <param name="WhatIf">The what-if asked about; null: what was recorded.</param>
/// <param name="On">The date; null when none was named and nothing has a date.</param>
/// <param name="NamesADate">A date was named, and not left to be that of the last event.</param>
/// <param name="Run">The run of a forecast asked about; null: none.</param>
public sealed record Asked(Timelines Timelines, Timeline Timeline, PinnedWhatIf? WhatIf, DateOnly? On, bool NamesADate, TimelineOfRun? Run)
{
    private static readonly ConditionalWeakTable<Timeline, Lazy<History>> Histories = [];

    /// <summary>The intervals of everything on the timeline, worked out once for each.</summary>
    public History History => Histories.GetValue(Timeline, timeline => new(() => History.Of(timeline))).Value;
}
