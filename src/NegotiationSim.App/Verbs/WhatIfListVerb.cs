using System.CommandLine;
using NegotiationSim.App.CommandLine;
using NegotiationSim.App.Questions;
using NegotiationSim.App.Rendering;

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
            var ledger = (await call.OpenAsync(store, call.Get(negotiation))).Ledger;
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
