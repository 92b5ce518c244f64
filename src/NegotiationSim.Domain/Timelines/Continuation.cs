namespace NegotiationSim.Domain;

/// <summary>A timeline up to the end of a day, and supposed events after it in place of what followed.</summary>
public static class Continuation
{
    /// <summary>The timeline up to the end of a day: without what cannot have happened by then.</summary>
    public static Timeline UpTo(Timeline timeline, DateOnly day, WhatIfId name) => Of(timeline, day, name, []);

    /// <summary>
    /// The timeline up to the end of a day, continued by events after it. They need claims, and their ids must be new to
    /// the negotiation.
    /// </summary>
    /// <param name="timeline">What is continued.</param>
    /// <param name="day">The last day that is kept of it.</param>
    /// <param name="name">What the timeline with the events is called.</param>
    /// <param name="events">The events, each after that day.</param>
    public static Timeline Of(Timeline timeline, DateOnly day, WhatIfId name, IReadOnlyCollection<NegotiationEvent> events)
    {
        var later = timeline.Events.Where(entry => entry.Event.Occurred.First > day).ToHashSet();
        return timeline.With(name, later, [.. events.Select(TimelineEvent.Supposed)]);
    }
}
