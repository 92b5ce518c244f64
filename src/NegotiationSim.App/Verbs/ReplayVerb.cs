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
        var from = Parameters.Date("--from", "Start with this date. [default: the first event]");
        var to = Parameters.Date("--to", "End with this date. [default: the last event]");
        var verb = Verb.Create(
            "replay",
            "The talks event by event, with what each changed and what should not be.",
            "ukraine-2025",
            "ukraine-2025 --from 2025-12-01 --to 2025-12-05",
            "ukraine-2025 --to @kremlin-december --json");
        var question = new Question(verb, isOnADate: false, from, to);
        return verb.Does(async call =>
        {
            var timeline = await question.TimelineAsync(call);
            var first = call.Get(from)?.In(timeline) ?? timeline.FirstDay;
            var last = call.Get(to)?.In(timeline) ?? timeline.LastDay;
            if (last < first)
            {
                throw new CommandException(ExitCode.BadInput, $"--from {first:yyyy-MM-dd} lies after --to {last:yyyy-MM-dd}");
            }

            var steps = Replay.Of(timeline, last).Where(step => first is null || step.Step.Day >= first).Select(step => ReplayedStep.Of(step, timeline.KnownBy)).ToValueList();
            var answer = new ReplayAnswer(
                timeline.Ledger.Negotiation, first, last, timeline.KnownBy, timeline.WhatIf, steps, timeline.Undated.Select(e => e.Event.AsKnown(e.Recorded, timeline.KnownBy)).ToValueList());
            return question.Print(call, answer, () =>
            {
                if (timeline.WhatIf is { } name)
                {
                    new Page(call.Terminal.Out).Text($"In {TimelineName.Of(name)}:");
                }

                new ReplayText(call.Terminal.Out, call.Glyphs).Write(steps);
            });
        });
    }
}

/// <summary>The answer of <c>negsim replay</c>.</summary>
/// <param name="From">The first day; null: none was named and no event has a date.</param>
/// <param name="To">The last day, likewise.</param>
internal sealed record ReplayAnswer(
    NegotiationId Negotiation, DateOnly? From, DateOnly? To, DateOnly? KnownBy, WhatIfId? WhatIf, ValueList<ReplayedStep> Steps, ValueList<NegotiationEvent> Undated);

/// <summary>One step: the event as it stands, when it counts and became known, and what it changed.</summary>
/// <param name="Day">The day of the step.</param>
/// <param name="Possible">True on the first day the event may have happened, when the day is not known; nothing counts yet.</param>
internal sealed record ReplayedStep(
    DateOnly Day, bool Possible, DateOnly Known, bool Disputed, NegotiationEvent Event, ValueList<Change> Changes, ValueList<SetId> Unnamed, ValueList<Conflict> Conflicts)
{
    public static ReplayedStep Of(ReplayStep step, DateOnly? knownBy) => new(
        step.Step.Day,
        step.Step.IsPossible,
        step.Step.Entry.Known,
        step.Step.Entry.Disputed,
        step.Step.Entry.Event.AsKnown(step.Step.Entry.Recorded, knownBy),
        step.Changes.ToValueList(),
        step.Unnamed.ToValueList(),
        step.Conflicts.ToValueList());
}
