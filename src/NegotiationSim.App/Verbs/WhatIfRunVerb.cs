using System.CommandLine;
using NegotiationSim.App.CommandLine;
using NegotiationSim.App.Questions;
using NegotiationSim.App.Recording;
using NegotiationSim.App.Rendering;
using NegotiationSim.App.ScenarioFiles;
using NegotiationSim.Domain;
using NegotiationSim.Store;

namespace NegotiationSim.App.Verbs;

/// <summary><c>negsim whatif run</c>: records a what-if, replays it, and shows what differs.</summary>
internal static class WhatIfRunVerb
{
    public static Command Create()
    {
        var file = new Argument<string?>("FILE") { Description = "The what-if: YAML or JSON; - for standard input.", Arity = ArgumentArity.ZeroOrOne };
        var all = Parameters.Text("--all", "DIR", "Run all what-ifs of a folder and compare them in one table.");
        var grid = Parameters.Text("--grid", "EDIT=RANGE", "Vary one edit and show where the outcome flips; records nothing. 'edits[0].days=0..30', with a step 'edits[0].days=0..90/10', or dates: 'edits[1].to=2025-12-01..2025-12-31', 'edits[1].insert.occurred=...'.");
        var on = Parameters.Date("--on", "Only what stands differently at the end of this date. [default: every day]");
        var policy = new Option<ConflictPolicy?>("--policy")
        {
            Description = "What becomes of events that break a rule because of the edits: report, drop or fail. Counts for this run; what is recorded keeps its own. [default: the file's]",
            HelpName = "P",
            CustomParser = result =>
            {
                var text = result.Tokens[0].Value;
                if (Enum.GetValues<ConflictPolicy>().Where(p => DomainJson.Text(p) == text).Cast<ConflictPolicy?>().FirstOrDefault() is { } found)
                {
                    return found;
                }

                result.AddError($"'{text}' is not a policy: expected report, drop or fail");
                return null;
            },
        };
        var dryRun = new Option<bool>("--dry-run") { Description = "Replay and show, and record nothing." };
        var json = Parameters.Json();
        var verb = Verb.Create(
            "run",
            "Records a what-if, replays it over its negotiation, and shows why, edits, consequences, conflicts and what differs. Recording it again adds nothing; a changed file revises it. Exit code 3: its policy is to fail, and it has conflicts.",
            "scenarios/ukraine-2025/what-if/briefing-takes-place.yaml",
            "my-what-if.yaml --dry-run --policy drop --on 2025-12-10",
            "--all scenarios/ukraine-2025/what-if",
            "my-what-if.yaml --grid 'edits[0].days=0..30'");
        verb.Arguments.Add(file);
        verb.Options.Add(all);
        verb.Options.Add(grid);
        verb.Options.Add(on);
        verb.Options.Add(policy);
        verb.Options.Add(dryRun);
        verb.Options.Add(json);
        verb.Validators.Add(result =>
        {
            if (result.GetValue(file) is null == result.GetValue(all) is null)
            {
                result.AddError("Name exactly one of FILE and --all DIR.");
            }
            else if (result.GetResult(grid) is not null && (result.GetValue(all) is not null || result.GetResult(on) is not null))
            {
                result.AddError("--grid goes with a FILE, and without --on.");
            }
            else if (result.GetValue(all) is not null && result.GetResult(on) is not null)
            {
                result.AddError("--on goes with a FILE.");
            }
        });
        return verb.Does(call => call.Get(all) is { } folder ? WhatIfSet.RunAsync(call, folder, call.Get(policy), call.Get(dryRun), call.Get(json))
            : call.Get(grid) is { } range ? WhatIfGrid.RunAsync(call, call.Get(file)!, range, call.Get(policy), call.Get(json))
            : RunAsync(call, call.Get(file)!, call.Get(on), call.Get(policy), call.Get(dryRun), call.Get(json)));
    }

    private static async Task<int> RunAsync(Call call, string file, DateArgument? on, ConflictPolicy? policy, bool dryRun, bool json)
    {
        var document = WhatIfVerb.Read(file);
        await using var store = await call.OpenStoreAsync();
        await RequireNegotiationAsync(call, store, document);
        var outcome = await DecideAsync(call, store, document.Content, policy, dryRun);
        var (replay, pin, recorded) = outcome.Decision switch
        {
            ForkDecision.Admitted a => (a.Forked.Replay, a.Pin, dryRun ? "dry-run" : DomainJson.Text(a.Change)),
            ForkDecision.Failed f => (f.Forked.Replay, f.Pin, "failed"),
            ForkDecision.Refused r => throw new CommandException(ExitCode.BadInput, WhatIfVerb.Told(document, r.Faults)),
            var other => throw new NotSupportedException($"Unknown decision {other.GetType().Name}."),
        };
        var answer = WhatIfAnswer.From(replay, pin, recorded, dryRun ? null : outcome.Version, on?.In(replay.Timeline, "on"));
        if (json)
        {
            Terminal.Json(answer);
        }
        else
        {
            new WhatIfText(new Page(call.Terminal.Out), call.Glyphs).Write(answer);
        }

        call.Terminal.Note(recorded switch
        {
            "dry-run" => "Dry run, nothing was recorded.",
            "failed" => "Failed: it has conflicts, and its policy is to fail. Nothing was recorded.",
            "unchanged" => $"{answer.WhatIf}: recorded before, version {answer.Version}, over {Counted.Of(answer.Events, "event")}",
            _ => $"{answer.WhatIf}: {recorded}, version {answer.Version}, over {Counted.Of(answer.Events, "event")}",
        });
        return recorded == "failed" ? ExitCode.Refused : ExitCode.Done;
    }

    /// <summary>Records through the handler; a dry run makes the same decision without it.</summary>
    private static async Task<ForkOutcome> DecideAsync(Call call, LedgerStore store, WhatIf whatIf, ConflictPolicy? policy, bool dryRun)
    {
        var command = new RecordWhatIf(whatIf, policy);
        if (dryRun)
        {
            return RecordWhatIfHandler.Handle(command, await RecordWhatIfHandler.LoadAsync(command, store, call.Cancellation)).Item1;
        }

        await using var recorder = await Recorder.StartAsync(store, call.Cancellation);
        return await recorder.RecordAsync(command, call.Cancellation);
    }

    /// <summary>The negotiation that a what-if is about, which must be recorded.</summary>
    public static async Task<Ledger> RequireNegotiationAsync(Call call, LedgerStore store, Document<WhatIf> document)
    {
        try
        {
            return (await call.OpenAsync(store, document.Content.Negotiation.Value)).Ledger;
        }
        catch (BadQuestion e)
        {
            throw new CommandException(ExitCode.BadInput, document.ErrorAt("negotiation", e.Message).ToString());
        }
    }
}
