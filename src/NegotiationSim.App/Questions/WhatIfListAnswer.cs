using NegotiationSim.Domain;
using NegotiationSim.Store;

namespace NegotiationSim.App.Questions;

/// <summary>The answer of <c>negsim whatif list</c>.</summary>
/// <param name="Events">The number of events recorded.</param>
public sealed record WhatIfListAnswer(NegotiationId Negotiation, int Events, ValueList<ListedWhatIf> WhatIfs)
{
    public static async Task<WhatIfListAnswer> LoadAsync(LedgerStore store, Ledger ledger, CancellationToken cancellation) =>
        new(ledger.Negotiation, ledger.Count, (await store.WhatIfs.ListAsync(ledger.Negotiation, cancellation)).Select(ListedWhatIf.From).ToValueList());

    public ListedWhatIf? Find(WhatIfId name) => WhatIfs.FirstOrDefault(w => w.Name == name);

    /// <summary>What a rebase would bring to a what-if, in words, and which what-if under it has to be rebased before; empty: nothing.</summary>
    public string Behind(ListedWhatIf whatIf)
    {
        if (whatIf.Of is not { } of)
        {
            return whatIf.Events == Events ? "" : Counted.Of(Events - whatIf.Events, "event");
        }

        if (Find(of) is not { } basis)
        {
            return "";
        }

        var brought = basis.Events != whatIf.Events ? Counted.Of(basis.Events - whatIf.Events, "event") : basis.Version != whatIf.OfVersion ? $"{of} changed" : "";
        var below = Behind(basis) is { Length: > 0 } ? $"as {of} is; rebase that first" : "";
        return string.Join("; ", new[] { brought, below }.Where(part => part.Length > 0));
    }
}

/// <summary>One what-if.</summary>
/// <param name="Of">The what-if that it builds on; null: what was recorded.</param>
/// <param name="Events">The number of events of the negotiation that it builds on.</param>
/// <param name="OfVersion">The version of the what-if that it builds on.</param>
public sealed record ListedWhatIf(
    WhatIfId Name, string Why, WhatIfId? Of, DateOnly Fork, DateOnly? KnownBy, ConflictPolicy Policy, int Edits, int Rules, long Version, int Events, long? OfVersion)
{
    public static ListedWhatIf From(PinnedWhatIf pinned)
    {
        var w = pinned.WhatIf;
        return new(w.Name, w.Why, w.Of, w.Fork, w.KnownBy, w.Policy, w.Edits.Count, w.Rules.Count, pinned.Version, pinned.Pin.Events, pinned.Pin.Of);
    }
}
