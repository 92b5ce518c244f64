using System.CommandLine;
using NegotiationSim.App.CommandLine;
using NegotiationSim.App.Questions;
using NegotiationSim.App.Recording;
using NegotiationSim.App.Rendering;
using NegotiationSim.Domain;
using NegotiationSim.Store;

namespace NegotiationSim.App.Verbs;

/// <summary><c>negsim whatif rebase</c>: lets a what-if build on the present.</summary>
internal static class WhatIfRebaseVerb
{
    public static Command Create()
    {
        var negotiation = Parameters.Negotiation();
        var name = WhatIfVerb.Name();
        var dryRun = new Option<bool>("--dry-run") { Description = "Show what would change, and change nothing." };
        var json = Parameters.Json();
        var verb = Verb.Create(
            "rebase",
            "Lets a what-if build on all that is recorded by now (or on the present of the what-if that it builds on), after showing what that changes in it. Refused when an edit would no longer apply.",
            "ukraine-2025 briefing-takes-place --dry-run",
            "ukraine-2025 briefing-takes-place");
        verb.Arguments.Add(negotiation);
        verb.Arguments.Add(name);
        verb.Options.Add(dryRun);
        verb.Options.Add(json);
        return verb.Does(async call =>
        {
            await using var store = await call.OpenStoreAsync();
            var timelines = await call.OpenAsync(store, call.Get(negotiation));
            var command = new RebaseWhatIf(timelines.Ledger.Negotiation, new WhatIfId(call.Get(name)), call.Get(dryRun));
            RebaseOutcome outcome;
            if (command.DryRun)
            {
                outcome = RebaseWhatIfHandler.Handle(command, await RebaseWhatIfHandler.LoadAsync(command, store, call.Cancellation)).Item1;
            }
            else
            {
                await using var recorder = await Recorder.StartAsync(store, call.Cancellation);
                outcome = await recorder.RebaseAsync(command, call.Cancellation);
            }

            switch (outcome.Decision)
            {
                case null:
                    throw await timelines.NoWhatIfAsync(command.Name, "whatIf", call.Cancellation);
                case RebaseDecision.Admitted admitted:
                    Show(call, command, outcome.Before!, admitted, await BehindAsync(call, store, timelines.Ledger, command.Name), call.Get(json));
                    return ExitCode.Done;
                case var refused:
                    throw new CommandException(ExitCode.Refused, string.Join('\n', WhatIfRefusal.Of(command.Name, refused)!.Lines));
            }
        });
    }

    private static void Show(Call call, RebaseWhatIf command, Pin before, RebaseDecision.Admitted admitted, WhatIfId? behind, bool json)
    {
        var answer = RebaseAnswer.Of(command, before, admitted);
        var diff = answer.Difference;
        if (json)
        {
            Terminal.Json(answer);
        }
        else
        {
            var page = new Page(call.Terminal.Out);
            new DifferenceText(page, call.Glyphs).Write(diff);
            foreach (var conflict in answer.NewConflicts)
            {
                page.Text($"New conflict: {conflict.Conflict.Event}, {conflict.Conflict.Rule}: {conflict.Conflict.Message}");
            }
        }

        call.Terminal.Note(before == admitted.Pin ? behind is null ? $"{command.Name} builds on the present already." : $"{command.Name} builds on the present of {admitted.After.Replay.WhatIf.Of} already."
            : command.DryRun ? "Dry run, nothing was changed."
            : $"{command.Name} builds on {Counted.Of(admitted.Pin.Events, "event")} now; it was {before.Events}.");
        if (behind is { } below)
        {
            call.Terminal.Note($"{below}, which is under it, is behind what is recorded: rebase that first, with 'negsim whatif rebase {admitted.After.Replay.WhatIf.Negotiation} {below}'.");
        }
    }

    /// <summary>The lowest of the what-ifs under a what-if that does not build on the present; null: all do.</summary>
    private static async Task<WhatIfId?> BehindAsync(Call call, LedgerStore store, Ledger ledger, WhatIfId name)
    {
        var list = await WhatIfListAnswer.LoadAsync(store, ledger, call.Cancellation);
        WhatIfId? behind = null;
        var at = list.Find(name);
        while (at?.Of is { } of && (at = list.Find(of)) is not null)
        {
            behind = list.Behind(at).Length > 0 ? of : behind;
        }

        return behind;
    }
}
