namespace NegotiationSim.Domain;

/// <summary>The versions that a what-if builds on: it does not see what is recorded after them until it is rebased.</summary>
/// <param name="Events">The number of events of the negotiation.</param>
/// <param name="Of">The version of the what-if that it builds on; null: it builds on what was recorded.</param>
public sealed record Pin(int Events, long? Of);

/// <summary>A what-if with what it builds on.</summary>
/// <param name="WhatIf">Its edits.</param>
/// <param name="Pin">What they are edits of.</param>
/// <param name="Version">Its own version: it counts every edit, rule, revision and rebase stored.</param>
public sealed record PinnedWhatIf(WhatIf WhatIf, Pin Pin, long Version);

/// <summary>What recording a what-if comes to.</summary>
public enum ForkChange
{
    /// <summary>There was none of this name.</summary>
    Forked,

    /// <summary>There was one of this name with other content.</summary>
    Revised,

    /// <summary>It was recorded before, with the same content.</summary>
    Unchanged,
}

/// <summary>What becomes of a what-if that somebody wants to record.</summary>
public abstract record ForkDecision
{
    private ForkDecision()
    {
    }

    /// <summary>It can be recorded, over these versions.</summary>
    public sealed record Admitted(ForkedTimeline Forked, Pin Pin, ForkChange Change) : ForkDecision;

    /// <summary>It replays, but its policy is to fail on conflicts.</summary>
    public sealed record Failed(ForkedTimeline Forked, Pin Pin) : ForkDecision;

    /// <param name="Faults">Everything that is wrong with it.</param>
    public sealed record Refused(IReadOnlyList<WhatIfFault> Faults) : ForkDecision;
}

/// <summary>What becomes of a what-if that is to build on the present.</summary>
public abstract record RebaseDecision
{
    private RebaseDecision()
    {
    }

    /// <param name="Before">The what-if over the versions it builds on.</param>
    /// <param name="After">The same over those of the present.</param>
    /// <param name="Pin">The versions of the present.</param>
    public sealed record Admitted(ForkedTimeline Before, ForkedTimeline After, Pin Pin) : RebaseDecision;

    /// <summary>It replays over the present, but its policy is to fail on conflicts.</summary>
    public sealed record Failed(ForkedTimeline Before, ForkedTimeline After) : RebaseDecision;

    /// <param name="Faults">Everything that would be wrong with it.</param>
    public sealed record Refused(IReadOnlyList<WhatIfFault> Faults) : RebaseDecision;
}

/// <summary>Decides whether a what-if can be recorded or rebased, and over what. Pure.</summary>
public static class Forking
{
    /// <summary>Decides about a what-if, from a file or a request.</summary>
    /// <param name="whatIf">The what-if.</param>
    /// <param name="before">What is recorded under its name.</param>
    /// <param name="bases">The what-if that it builds on with those below it, the lowest first; empty: what was recorded.</param>
    /// <param name="ledger">The negotiation, all of it.</param>
    /// <param name="policy">Counts in place of the what-if's own, for this replay.</param>
    /// <param name="recorded">How many what-ifs the negotiation has.</param>
    public static ForkDecision Decide(
        WhatIf whatIf, PinnedWhatIf? before, IReadOnlyList<PinnedWhatIf> bases, Ledger ledger, ConflictPolicy? policy = null, int recorded = 0)
    {
        if (before is null && recorded >= Limits.WhatIfs)
        {
            return new ForkDecision.Refused([new("name", $"{whatIf.Negotiation} has {recorded} what-ifs already, expected at most {Limits.WhatIfs}; delete one that is no longer needed")]);
        }

        if (NameFault(whatIf, bases) is { } fault)
        {
            return new ForkDecision.Refused([fault]);
        }

        var pin = PinOf(whatIf, before, bases, ledger);
        var replayed = policy is { } p ? whatIf with { Policy = p } : whatIf;
        var (forked, faults) = Replay(replayed, bases, ledger, pin);
        return forked is null ? new ForkDecision.Refused(faults)
            : forked.Replay.Fails ? new ForkDecision.Failed(forked, pin)
            : new ForkDecision.Admitted(forked, pin, before is null ? ForkChange.Forked : before.WhatIf == whatIf ? ForkChange.Unchanged : ForkChange.Revised);
    }

    /// <summary>Decides about moving a what-if to the present.</summary>
    /// <param name="whatIf">As it is recorded.</param>
    /// <param name="then">What it builds on, at the versions pinned.</param>
    /// <param name="now">The same at the present.</param>
    /// <param name="ledger">The negotiation, all of it.</param>
    public static RebaseDecision Rebase(PinnedWhatIf whatIf, IReadOnlyList<PinnedWhatIf> then, IReadOnlyList<PinnedWhatIf> now, Ledger ledger)
    {
        if (NameFault(whatIf.WhatIf, now) is { } fault)
        {
            return new RebaseDecision.Refused([fault]);
        }

        var pin = PinOn(now, ledger);
        var (before, faultsBefore) = Replay(whatIf.WhatIf, then, ledger, whatIf.Pin);
        var (after, faults) = Replay(whatIf.WhatIf, now, ledger, pin);
        return before is null ? new RebaseDecision.Refused(faultsBefore)
            : after is null ? new RebaseDecision.Refused(faults)
            : after.Replay.Fails ? new RebaseDecision.Failed(before, after)
            : new RebaseDecision.Admitted(before, after, pin);
    }

    /// <summary>Replays a what-if over the versions that it builds on.</summary>
    public static (ForkedTimeline? Forked, IReadOnlyList<WhatIfFault> Faults) Replay(WhatIf whatIf, IReadOnlyList<PinnedWhatIf> bases, Ledger ledger, Pin pin) =>
        ForkedTimeline.Of(ledger.At(pin.Events), [.. bases.Select(b => b.WhatIf), whatIf]);

    /// <summary>The versions that a what-if would be recorded over: those it builds on already, else the present.</summary>
    public static Pin PinOf(WhatIf whatIf, PinnedWhatIf? before, IReadOnlyList<PinnedWhatIf> bases, Ledger ledger) =>
        before is not null && before.WhatIf.Of == whatIf.Of ? before.Pin : PinOn(bases, ledger);

    /// <summary>The present: a what-if of a what-if stands on the negotiation as the lower one does.</summary>
    private static Pin PinOn(IReadOnlyList<PinnedWhatIf> bases, Ledger ledger) =>
        bases.Count == 0 ? new(ledger.Count, null) : new(bases[^1].Pin.Events, bases[^1].Version);

    private static WhatIfFault? NameFault(WhatIf whatIf, IReadOnlyList<PinnedWhatIf> bases)
    {
        if (whatIf.Name == WhatIf.Real)
        {
            return new("name", $"'{WhatIf.Real}' is what the timeline without a what-if is called; expected another name");
        }

        if (whatIf.Of is { } of && of != whatIf.Name && bases.Count == 0)
        {
            return new("of", $"there is no what-if '{of}' of {whatIf.Negotiation}; expected one that is recorded");
        }

        var names = bases.Select(b => b.WhatIf.Name).Append(whatIf.Name).ToList();
        if (whatIf.Of == whatIf.Name || names.IndexOf(whatIf.Name) < bases.Count)
        {
            var circle = whatIf.Of == whatIf.Name ? [whatIf.Name, whatIf.Name] : names.Skip(names.IndexOf(whatIf.Name)).Reverse();
            return new("of", $"what-ifs in a circle ({string.Join(" -> ", circle)}); expected one that builds in the end on what was recorded");
        }

        return names.Count > Limits.WhatIfDepth
            ? new("of", $"{names.Count} what-ifs build on one another ({string.Join(", ", names)}); expected at most {Limits.WhatIfDepth}")
            : null;
    }
}
