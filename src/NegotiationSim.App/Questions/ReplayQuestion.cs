using NegotiationSim.Domain;

namespace NegotiationSim.App.Questions;

/// <summary>The talks event by event, with what each changed.</summary>
public static class ReplayQuestion
{
    /// <exception cref="BadQuestion">The span ends before it begins, or names an event that is not there.</exception>
    public static ReplayAnswer Answer(Timeline timeline, DateArgument? from, DateArgument? to) => Answer(timeline, from, to, last => Replay.Of(timeline, last));

    /// <summary>The same from a replay of the whole timeline that there is already.</summary>
    /// <exception cref="BadQuestion">The span ends before it begins, or names an event that is not there.</exception>
    public static ReplayAnswer Answer(Timeline timeline, IReadOnlyList<ReplayStep> replayed, DateArgument? from, DateArgument? to) =>
        Answer(timeline, from, to, last => replayed.TakeWhile(step => step.Step.Day <= last));

    private static ReplayAnswer Answer(Timeline timeline, DateArgument? from, DateArgument? to, Func<DateOnly?, IEnumerable<ReplayStep>> replayTo)
    {
        var first = from?.In(timeline, "from") ?? timeline.FirstDay;
        var last = to?.In(timeline, "to") ?? timeline.LastDay;
        if (last < first)
        {
            throw new BadQuestion("from", $"`from` {first:yyyy-MM-dd} lies after `to` {last:yyyy-MM-dd}");
        }

        var steps = replayTo(last).Where(step => first is null || step.Step.Day >= first).Select(step => ReplayedStep.Of(step, timeline.KnownBy)).ToValueList();
        return new(
            timeline.Ledger.Negotiation, first, last, timeline.KnownBy, timeline.WhatIf, steps, timeline.Undated.Select(e => e.Event.AsKnown(e.Recorded, timeline.KnownBy)).ToValueList());
    }
}

/// <summary>The talks event by event.</summary>
/// <param name="From">The first day; null: none was named and no event has a date.</param>
/// <param name="To">The last day, likewise.</param>
public sealed record ReplayAnswer(
    NegotiationId Negotiation, DateOnly? From, DateOnly? To, DateOnly? KnownBy, WhatIfId? WhatIf, ValueList<ReplayedStep> Steps, ValueList<NegotiationEvent> Undated);

/// <summary>One step: the event as it stands, when it counts and became known, and what it changed.</summary>
/// <param name="Day">The day of the step.</param>
/// <param name="Possible">True on the first day the event may have happened, when the day is not known; nothing counts yet.</param>
public sealed record ReplayedStep(
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
