using NegotiationSim.Domain;
using NegotiationSim.Store;

namespace NegotiationSim.App.CommandLine;

/// <summary>The timelines of one negotiation: what was recorded, and its what-ifs, each over the versions that it builds on.</summary>
internal sealed class TimelineSource
{
    private readonly Call _call;
    private readonly LedgerStore _store;
    private readonly Dictionary<WhatIfId, (ForkedTimeline Forked, PinnedWhatIf Pinned)> _forked = [];

    private TimelineSource(Call call, LedgerStore store, Ledger ledger)
    {
        _call = call;
        _store = store;
        Ledger = ledger;
    }

    /// <summary>All that is recorded.</summary>
    public Ledger Ledger { get; }

    /// <exception cref="CommandException">There is no such negotiation.</exception>
    public static async Task<TimelineSource> OpenAsync(Call call, LedgerStore store, string negotiation) =>
        new(call, store, await call.LoadAsync(store, negotiation));

    /// <summary>The same when only the first events were recorded; what-ifs as they are.</summary>
    public TimelineSource At(int events) => new(_call, _store, Ledger.At(events));

    /// <summary>The timeline of a what-if (null: what was recorded), by what was known.</summary>
    /// <exception cref="CommandException">There is no such what-if or event.</exception>
    public async Task<Timeline> TimelineAsync(string? whatIf, DateArgument? knownBy)
    {
        if (whatIf is null || whatIf == WhatIf.Real.Value)
        {
            return Timeline.Of(Ledger, knownBy?.In(Ledger));
        }

        var (forked, _) = await ForkedAsync(new WhatIfId(whatIf));
        return forked.KnownBy(knownBy?.In(forked.Timeline));
    }

    /// <summary>A side of a comparison: <c>real</c>, a what-if, or what it builds on, each by all that is recorded or as known by a date.</summary>
    /// <exception cref="CommandException">It names nothing.</exception>
    public async Task<Timeline> SideAsync(Side side)
    {
        if (!side.IsBase)
        {
            return await TimelineAsync(side.Name, side.KnownBy);
        }

        var (forked, _) = await ForkedAsync(new WhatIfId(side.Name));
        return forked.BaseKnownBy(side.KnownBy?.In(forked.Replay.Base));
    }

    /// <summary>A what-if, replayed over the versions that it builds on.</summary>
    /// <exception cref="CommandException">There is no such what-if.</exception>
    public async Task<(ForkedTimeline Forked, PinnedWhatIf Pinned)> ForkedAsync(WhatIfId name)
    {
        if (_forked.TryGetValue(name, out var known))
        {
            return known;
        }

        var chain = await _store.WhatIfs.LoadChainAsync(Ledger.Negotiation, name, cancellation: _call.Cancellation);
        if (chain.Count == 0)
        {
            throw await NoWhatIfAsync(name);
        }

        var whatIf = chain[^1];
        var (forked, faults) = Forking.Replay(whatIf.WhatIf, [.. chain.SkipLast(1)], Ledger.At(whatIf.Pin.Events), whatIf.Pin);
        return _forked[name] = forked is null
            ? throw new InvalidOperationException($"The what-if {name} was recorded and cannot be replayed: {string.Join("; ", faults)}")
            : (forked, whatIf);
    }

    public async Task<CommandException> NoWhatIfAsync(WhatIfId name)
    {
        var names = (await _store.WhatIfs.ListAsync(Ledger.Negotiation, _call.Cancellation)).Select(w => w.WhatIf.Name.Value).ToList();
        var hint = names.Count == 0 ? "it has none; record one with 'negsim whatif run FILE'"
            : Nearest.Of(name.Value, names) is { } near ? $"did you mean '{near}'?"
            : $"there are {string.Join(", ", names)}";
        return new CommandException(ExitCode.BadInput, $"{Ledger.Negotiation} has no what-if '{name}': {hint}");
    }
}

/// <summary>
/// A timeline as it is named on the command line: <c>real</c>, a what-if, or <c>NAME/base</c> for what a what-if builds on;
/// with <c>@DATE</c> behind it as known by that date.
/// </summary>
/// <param name="Text">As it was given; the label of the side.</param>
/// <param name="Name"><c>real</c> or a what-if.</param>
/// <param name="IsBase">What the what-if builds on is meant.</param>
public sealed record Side(string Text, string Name, bool IsBase, DateArgument? KnownBy)
{
    private const string BaseSuffix = "/base";

    public const string Forms = "'real', the name of a what-if, or NAME/base for what it builds on; with @DATE behind it as known by that date";

    /// <summary>Reads a side; null when the text is none.</summary>
    public static Side? Parse(string text, DateOnly today)
    {
        var at = text.IndexOf('@');
        var name = at < 0 ? text : text[..at];
        var knownBy = at < 0 ? null : DateArgument.Parse(text[(at + 1)..], today);
        var isBase = name.EndsWith(BaseSuffix, StringComparison.Ordinal);
        name = isBase ? name[..^BaseSuffix.Length] : name;
        return name.Length == 0 || (at >= 0 && knownBy is null) || (isBase && name == WhatIf.Real.Value) ? null : new(text, name, isBase, knownBy);
    }
}
