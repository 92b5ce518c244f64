using NegotiationSim.Domain;

namespace NegotiationSim.App.Questions;

/// <summary>A part of the events in force: in folding order, those without a date last.</summary>
/// <param name="Total">How many there are by the date.</param>
/// <param name="First">The place of the first event shown, from 0.</param>
public sealed record EventsAnswer(NegotiationId Negotiation, DateOnly? On, DateOnly? KnownBy, WhatIfId? WhatIf, int Total, int First, ValueList<NegotiationEvent> Events)
{
    public static EventsAnswer Of(Asked asked, int first, int most)
    {
        var timeline = asked.Timeline;
        var events = timeline.Events.TakeWhile(e => !(e.Day > asked.On)).Concat(timeline.Undated).ToList();
        return new(
            timeline.Ledger.Negotiation, asked.On, timeline.KnownBy, timeline.WhatIf, events.Count, first,
            events.Skip(first).Take(most).Select(e => e.Event.AsKnown(e.Recorded, timeline.KnownBy)).ToValueList());
    }
}
