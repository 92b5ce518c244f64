using System.CommandLine;
using NegotiationSim.App.CommandLine;
using NegotiationSim.App.Rendering;
using NegotiationSim.Domain;

namespace NegotiationSim.App.Verbs;

/// <summary><c>negsim replay</c>: the talks event by event, with what each changed.</summary>
internal static class ReplayVerb
{
    public static Command Create()
    {
        var negotiation = Shared.Negotiation();
        var from = Shared.Date("--from", "Start with this date. [default: the first event]");
        var to = Shared.Date("--to", "End with this date. [default: the last event]");
        var knownBy = Shared.KnownBy();
        var whatIf = Shared.WhatIf();
        var json = Shared.Json();
        var verb = Shared.Verb(
            "replay",
            "The talks event by event, with what each changed and what should not be.",
            "ukraine-2025",
            "ukraine-2025 --from 2025-12-01 --to 2025-12-05",
            "ukraine-2025 --to @kremlin-december --json");
        verb.Arguments.Add(negotiation);
        verb.Options.Add(from);
        verb.Options.Add(to);
        verb.Options.Add(knownBy);
        verb.Options.Add(whatIf);
        verb.Options.Add(json);
        return verb.Does(async call =>
        {
            var timeline = await call.TimelineAsync(negotiation, whatIf, knownBy);
            var first = call.Get(from)?.In(timeline) ?? timeline.FirstDay ?? default;
            var last = call.Get(to)?.In(timeline) ?? timeline.LastDay ?? default;
            if (last < first)
            {
                throw new CommandException(ExitCode.BadInput, $"--from {first:yyyy-MM-dd} lies after --to {last:yyyy-MM-dd}");
            }

            var steps = Replay.Of(timeline, last).Where(step => step.Step.Day >= first).Select(ReplayedStep.Of).ToValueList();
            if (call.Get(json))
            {
                Terminal.Json(new ReplayAnswer(
                    timeline.Ledger.Negotiation, first, last, timeline.KnownBy, timeline.WhatIf, steps, timeline.Undated.Select(e => e.Event).ToValueList()));
            }
            else
            {
                if (timeline.WhatIf is { } name)
                {
                    new Page(call.Terminal.Out).Text($"In the what-if {name}:");
                }

                new ReplayText(call.Terminal.Out, call.Glyphs).Write(steps);
            }

            return ExitCode.Done;
        });
    }
}

/// <summary>The answer of <c>negsim replay</c>.</summary>
internal sealed record ReplayAnswer(
    NegotiationId Negotiation, DateOnly From, DateOnly To, DateOnly? KnownBy, WhatIfId? WhatIf, ValueList<ReplayedStep> Steps, ValueList<NegotiationEvent> Undated);

/// <summary>One step: the event as it stands, when it counts and became known, and what it changed.</summary>
/// <param name="Day">The day of the step.</param>
/// <param name="Possible">True on the first day the event may have happened, when the day is not known; nothing counts yet.</param>
internal sealed record ReplayedStep(
    DateOnly Day, bool Possible, DateOnly Known, bool Disputed, NegotiationEvent Event, ValueList<Change> Changes, ValueList<SetId> Unnamed, ValueList<Conflict> Conflicts)
{
    public static ReplayedStep Of(ReplayStep step) => new(
        step.Step.Day,
        step.Step.IsPossible,
        step.Step.Entry.Known,
        step.Step.Entry.Disputed,
        step.Step.Entry.Event,
        step.Changes.ToValueList(),
        step.Unnamed.ToValueList(),
        step.Conflicts.ToValueList());
}
