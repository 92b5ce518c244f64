namespace NegotiationSim.Domain;

/// <summary>
/// A what-if with everything that it builds on, replayed from the ledger upwards; answers as known by any day.
/// </summary>
public sealed class ForkedTimeline
{
    private readonly Ledger _ledger;
    private readonly IReadOnlyList<WhatIfReplay> _replays;

    private ForkedTimeline(Ledger ledger, IReadOnlyList<WhatIfReplay> replays)
    {
        _ledger = ledger;
        _replays = replays;
    }

    /// <summary>The replay of the what-if itself.</summary>
    public WhatIfReplay Replay => _replays[^1];

    /// <summary>The timeline of the what-if, by all that it builds on.</summary>
    public Timeline Timeline => Replay.Timeline;

    /// <summary>
    /// Replays a what-if and those that it builds on, the one on what was recorded first. Each builds on what was known by
    /// its own day, and none on more than the one below it knows.
    /// </summary>
    /// <param name="ledger">What was recorded when the what-if was forked.</param>
    /// <param name="chain">At least one what-if.</param>
    public static (ForkedTimeline? Forked, IReadOnlyList<WhatIfFault> Faults) Of(Ledger ledger, IReadOnlyList<WhatIf> chain)
    {
        var replays = new List<WhatIfReplay>(chain.Count);
        foreach (var whatIf in chain)
        {
            var (replay, faults) = WhatIfReplay.Of(whatIf, KnownBy(ledger, replays, replays.Count, whatIf.KnownBy));
            if (replay is null)
            {
                return (null, ReferenceEquals(whatIf, chain[^1]) ? faults : [.. faults.Select(f => new WhatIfFault("of", $"'{whatIf.Name}', {f.Member}: {f.Reason}"))]);
            }

            replays.Add(replay);
        }

        return (new ForkedTimeline(ledger, replays), []);
    }

    /// <summary>What a what-if on top of others (none: on what was recorded) builds on, by what was known on a day.</summary>
    /// <exception cref="InvalidOperationException">Those others cannot be replayed.</exception>
    public static Timeline BaseOf(Ledger ledger, IReadOnlyList<WhatIf> bases, DateOnly? knownBy)
    {
        if (bases.Count == 0)
        {
            return Timeline.Of(ledger, knownBy);
        }

        var (forked, faults) = Of(ledger, bases);
        return (forked ?? throw new InvalidOperationException(string.Join("; ", faults))).KnownBy(knownBy);
    }

    /// <summary>The timeline of the what-if by what was known on a day; null: by all that it builds on.</summary>
    public Timeline KnownBy(DateOnly? day) => KnownBy(_ledger, _replays, _replays.Count, day);

    /// <summary>What the what-if builds on, by what was known on a day; null: by all that it builds on.</summary>
    public Timeline BaseKnownBy(DateOnly? day) => KnownBy(_ledger, _replays, _replays.Count - 1, Earlier(day, Replay.WhatIf.KnownBy));

    private static Timeline KnownBy(Ledger ledger, IReadOnlyList<WhatIfReplay> replays, int count, DateOnly? day)
    {
        if (count == 0)
        {
            return Timeline.Of(ledger, day);
        }

        var replay = replays[count - 1];
        return day is null || replay.Base.KnownBy <= day
            ? replay.Timeline
            : replay.On(KnownBy(ledger, replays, count - 1, day));
    }

    private static DateOnly? Earlier(DateOnly? a, DateOnly? b) => a is null || b < a ? b : a;
}
