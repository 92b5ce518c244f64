using NegotiationSim.App.CommandLine;
using NegotiationSim.App.Questions;
using NegotiationSim.App.Recording;
using NegotiationSim.App.Rendering;
using NegotiationSim.App.ScenarioFiles;
using NegotiationSim.Domain;
using NegotiationSim.Store;

namespace NegotiationSim.App.Verbs;

/// <summary><c>negsim whatif run --all</c>: the what-ifs of a folder, compared in one table.</summary>
internal static class WhatIfSet
{
    public static async Task<int> RunAsync(Call call, string folder, ConflictPolicy? policy, bool dryRun, bool json)
    {
        var documents = InOrder(ReadAll(folder));
        await using var store = await call.OpenStoreAsync();
        var rows = new List<SetRow>();
        await ProgressBar.DuringAsync(call.Terminal, async report =>
        {
            // All are replayed before any is recorded: one that is wrong leaves nothing behind.
            var planned = new Dictionary<(NegotiationId, WhatIfId), IReadOnlyList<PinnedWhatIf>>();
            var added = new Dictionary<NegotiationId, int>();
            var errors = new List<string>();
            for (var i = 0; i < documents.Count; i++)
            {
                report(new($"replaying {documents[i].Content.Name}", (double)i / documents.Count));
                if (await ReplayAsync(call, store, documents[i], policy, planned, added, errors) is { } row)
                {
                    rows.Add(row);
                }
            }

            if (errors.Count > 0)
            {
                throw new CommandException(ExitCode.BadInput, string.Join('\n', errors));
            }

            if (dryRun)
            {
                return $"{Counted.Of(rows.Count, "what-if")} replayed; dry run, nothing was recorded.";
            }

            report(new("recording", 1));
            return await RecordAsync(call, store, documents, rows, policy);
        });

        var answer = new SetAnswer(rows.ToValueList());
        if (json)
        {
            Terminal.Json(answer);
        }
        else
        {
            Write(new Page(call.Terminal.Out), call.Glyphs, answer);
        }

        return rows.Exists(r => r.Failed) ? ExitCode.Refused : ExitCode.Done;
    }

    private static void Write(Page page, Glyphs glyphs, SetAnswer answer)
    {
        WhatIfText.Briefly(page, glyphs, answer.WhatIfs.Select(r => (r.WhatIf, r.Why)));
        page.Line();
        var table = new PlainTable("What-if", "Builds on", "First", "End", "Ever", "Events", "Conflicts", "Dropped");
        foreach (var r in answer.WhatIfs)
        {
            table.AddRow(
                r.WhatIf.Value,
                WhatIfAnswer.BaseOf(r.Of, r.KnownBy),
                r.FirstDay?.ToString("yyyy-MM-dd") ?? "none",
                $"{r.Counts.PointsAtTheEnd}",
                $"{r.Counts.Points}",
                $"+{r.Counts.OnlyInB} -{r.Counts.OnlyInA} ~{r.Counts.Retimed + r.Counts.Otherwise}",
                r.Failed ? $"{r.Conflicts}, fails" : $"{r.Conflicts}",
                $"{r.Dropped}");
        }

        page.Table(table);
        page.Text("Each is compared with what it builds on. First: the first day on which a point, version or issue stands differently. End, ever: points that do at the end, or on any day. Events: + brought, - removed or dropped, ~ retimed or changed.");
    }

    private static List<Document<WhatIf>> ReadAll(string folder)
    {
        if (!Directory.Exists(folder))
        {
            throw new CommandException(ExitCode.BadInput, $"{folder}: there is no such folder");
        }

        var files = Directory.EnumerateFiles(folder).Where(f => Path.GetExtension(f) is ".yaml" or ".yml" or ".json").Order(StringComparer.Ordinal).ToList();
        if (files.Count == 0)
        {
            throw new CommandException(ExitCode.BadInput, $"{folder}: holds no what-ifs (*.yaml)");
        }

        var documents = new List<Document<WhatIf>>();
        var errors = new List<string>();
        foreach (var file in files)
        {
            try
            {
                var document = WhatIfVerb.Read(file);
                if (documents.Find(d => NameOf(d) == NameOf(document)) is { } other)
                {
                    errors.Add(document.ErrorAt("name", $"name: '{document.Content.Name}' is the name of the what-if in {other.File} already; expected a name of its own").ToString());
                }

                documents.Add(document);
            }
            catch (CommandException e)
            {
                errors.Add(e.Message);
            }
        }

        return errors.Count == 0 ? documents : throw new CommandException(ExitCode.BadInput, string.Join('\n', errors));
    }

    private static (NegotiationId, WhatIfId) NameOf(Document<WhatIf> document) => (document.Content.Negotiation, document.Content.Name);

    /// <summary>What others build on comes before them.</summary>
    private static List<Document<WhatIf>> InOrder(List<Document<WhatIf>> documents)
    {
        var byName = documents.ToDictionary(NameOf);
        var ordered = new List<Document<WhatIf>>();
        foreach (var document in documents)
        {
            Add(document, []);
        }

        return ordered;

        void Add(Document<WhatIf> document, List<WhatIfId> above)
        {
            if (ordered.Contains(document))
            {
                return;
            }

            if (above.Contains(document.Content.Name))
            {
                var circle = above.SkipWhile(n => n != document.Content.Name).Append(document.Content.Name);
                throw new CommandException(ExitCode.BadInput, document.ErrorAt("of", $"of: what-ifs in a circle ({string.Join(" -> ", circle)}); expected one that builds in the end on what was recorded").ToString());
            }

            if (document.Content.Of is { } of && byName.TryGetValue((document.Content.Negotiation, of), out var basis))
            {
                Add(basis, [.. above, document.Content.Name]);
            }

            ordered.Add(document);
        }
    }

    private static async Task<SetRow?> ReplayAsync(
        Call call, LedgerStore store, Document<WhatIf> document, ConflictPolicy? policy, Dictionary<(NegotiationId, WhatIfId), IReadOnlyList<PinnedWhatIf>> planned, Dictionary<NegotiationId, int> added, List<string> errors)
    {
        var whatIf = document.Content;
        Ledger ledger;
        try
        {
            ledger = await WhatIfRunVerb.RequireNegotiationAsync(call, store, document);
        }
        catch (CommandException e)
        {
            errors.Add(e.Message);
            return null;
        }

        var loaded = await ForkBasis.LoadAsync(whatIf, store, call.Cancellation);
        var bases = whatIf.Of is { } of && loaded.Before?.WhatIf.Of != of && planned.TryGetValue((whatIf.Negotiation, of), out var others) ? others : loaded.Bases;
        var decision = Forking.Decide(whatIf, loaded.Before, bases, ledger, policy, loaded.Recorded + added.GetValueOrDefault(whatIf.Negotiation));
        var (forked, pin, change) = decision switch
        {
            ForkDecision.Admitted a => (a.Forked, a.Pin, (ForkChange?)a.Change),
            ForkDecision.Failed f => (f.Forked, f.Pin, null),
            _ => (null, null, null),
        };
        if (decision is ForkDecision.Refused refused)
        {
            errors.Add(WhatIfVerb.Told(document, refused.Faults));
            return null;
        }

        var version = change == ForkChange.Unchanged ? loaded.Before!.Version : (loaded.Before?.Version ?? 0) + 1 + whatIf.Edits.Count + whatIf.Rules.Count;
        added[whatIf.Negotiation] = added.GetValueOrDefault(whatIf.Negotiation) + (change == ForkChange.Forked ? 1 : 0);
        planned[(whatIf.Negotiation, whatIf.Name)] = [.. bases, new PinnedWhatIf(whatIf, pin!, version)];
        return SetRow.From(WhatIfAnswer.From(forked!.Replay, pin!, null, null), failed: decision is ForkDecision.Failed);
    }

    private static async Task<string> RecordAsync(Call call, LedgerStore store, List<Document<WhatIf>> documents, List<SetRow> rows, ConflictPolicy? policy)
    {
        await using var recorder = await Recorder.StartAsync(store, call.Cancellation);
        var counts = new Dictionary<ForkChange, int>();
        foreach (var (document, row) in documents.Zip(rows))
        {
            if (row.Failed)
            {
                continue;
            }

            switch ((await recorder.RecordAsync(new RecordWhatIf(document.Content, policy), call.Cancellation)).Decision)
            {
                case ForkDecision.Admitted admitted:
                    counts[admitted.Change] = counts.GetValueOrDefault(admitted.Change) + 1;
                    break;
                case ForkDecision.Refused refused:
                    // Builds on one that failed, or somebody changed the ledger since it was replayed.
                    throw new CommandException(ExitCode.Refused, WhatIfVerb.Told(document, refused.Faults));
                default:
                    throw new CommandException(ExitCode.Refused, $"{document.File}: has conflicts by now, and its policy is to fail");
            }
        }

        return string.Join(", ", counts.OrderBy(c => c.Key).Select(c => $"{c.Value} {DomainJson.Text(c.Key)}").Append($"{rows.Count(r => r.Failed)} failed"));
    }
}

/// <summary>The answer of <c>negsim whatif run --all</c>.</summary>
internal sealed record SetAnswer(ValueList<SetRow> WhatIfs);

/// <summary>One what-if of a set, compared with what it builds on.</summary>
/// <param name="FirstDay">The first day on which a point, version or issue stands differently.</param>
/// <param name="Failed">It has conflicts, and its policy is to fail.</param>
internal sealed record SetRow(
    WhatIfId WhatIf, string Why, NegotiationId Negotiation, WhatIfId? Of, DateOnly? KnownBy, DateOnly? FirstDay, DiffCounts Counts, int Conflicts, int Dropped, int Consequences, bool Failed)
{
    public static SetRow From(WhatIfAnswer answer, bool failed) => new(
        answer.WhatIf,
        answer.Why,
        answer.Negotiation,
        answer.Of,
        answer.KnownBy,
        answer.Difference.FirstDay,
        answer.Difference.Counts,
        answer.Conflicts.Count,
        answer.Dropped.Count,
        answer.Consequences.Count,
        failed);
}
