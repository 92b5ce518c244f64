using System.CommandLine;
using NegotiationSim.App.CommandLine;
using NegotiationSim.App.Rendering;
using NegotiationSim.Domain;
using NegotiationSim.Store;

namespace NegotiationSim.App.Verbs;

/// <summary><c>negsim whatif list</c>: the what-ifs of a negotiation.</summary>
internal static class WhatIfListVerb
{
    public static Command Create()
    {
        var negotiation = Parameters.Negotiation();
        var json = Parameters.Json();
        var verb = Verb.Create("list", "The what-ifs of a negotiation: what they build on, where they fork, and why.", "ukraine-2025", "ukraine-2025 --json");
        verb.Arguments.Add(negotiation);
        verb.Options.Add(json);
        return verb.Does(async call =>
        {
            await using var store = await call.OpenStoreAsync();
            var ledger = await call.LoadAsync(store, call.Get(negotiation));
            var answer = await WhatIfListAnswer.LoadAsync(store, ledger, call.Cancellation);
            if (call.Get(json))
            {
                Terminal.Json(answer);
                return ExitCode.Done;
            }

            if (answer.WhatIfs.Count == 0)
            {
                call.Terminal.Note($"{ledger.Negotiation} has no what-ifs yet. Record one with 'negsim whatif run FILE'.");
                return ExitCode.Done;
            }

            var page = new Page(call.Terminal.Out);
            WhatIfText.Briefly(page, call.Glyphs, answer.WhatIfs.Select(w => (w.Name, w.Why)));
            page.Line();
            var table = new PlainTable("What-if", "Builds on", "Fork", "Edits", "Rules", "Behind");
            foreach (var w in answer.WhatIfs)
            {
                table.AddRow(w.Name.Value, WhatIfAnswer.BaseOf(w.Of, w.KnownBy), w.Fork.ToString("yyyy-MM-dd"), $"{w.Edits}", $"{w.Rules}", answer.Behind(w));
            }

            page.Table(table);
            return ExitCode.Done;
        });
    }
}

/// <summary>The answer of <c>negsim whatif list</c>.</summary>
/// <param name="Events">The number of events recorded.</param>
internal sealed record WhatIfListAnswer(NegotiationId Negotiation, int Events, ValueList<ListedWhatIf> WhatIfs)
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
internal sealed record ListedWhatIf(
    WhatIfId Name, string Why, WhatIfId? Of, DateOnly Fork, DateOnly? KnownBy, ConflictPolicy Policy, int Edits, int Rules, long Version, int Events, long? OfVersion)
{
    public static ListedWhatIf From(PinnedWhatIf pinned)
    {
        var w = pinned.WhatIf;
        return new(w.Name, w.Why, w.Of, w.Fork, w.KnownBy, w.Policy, w.Edits.Count, w.Rules.Count, pinned.Version, pinned.Pin.Events, pinned.Pin.Of);
    }
}
