using System.Globalization;
using NegotiationSim.Domain;

namespace NegotiationSim.App.Questions;

/// <summary>
/// A date as it is given in a question: a day, <c>today</c>, days before today (<c>-3d</c>), or the day of an event
/// (<c>@event-id</c>). It means the end of that day, UTC.
/// </summary>
public abstract record DateArgument
{
    private DateArgument()
    {
    }

    public const string Forms = "a date such as 2025-12-10, today, -3d (three days ago), or @event-id (the day of that event)";

    private sealed record Day(DateOnly Value) : DateArgument;

    private sealed record OfEvent(EventId Event) : DateArgument;

    /// <summary>The date of a day.</summary>
    public static DateArgument Of(DateOnly day) => new Day(day);

    /// <summary>Reads a date; null when the text is none. <paramref name="today"/> is the clock's day, UTC.</summary>
    public static DateArgument? Parse(string text, DateOnly today)
    {
        if (text.Length > 1 && text[0] == '@')
        {
            return new OfEvent(new EventId(text[1..]));
        }

        if (text == "today")
        {
            return new Day(today);
        }

        if (text is ['-', .. var days, 'd'] && int.TryParse(days, NumberStyles.None, CultureInfo.InvariantCulture, out var ago) && ago < 100_000)
        {
            return new Day(today.AddDays(-ago));
        }

        return DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? new Day(day) : null;
    }

    /// <summary>The day, on a ledger; for an event, the day from which it counts by all that is recorded.</summary>
    /// <param name="parameter">Which parameter it was given as.</param>
    /// <exception cref="BadQuestion">There is no such event, or its date is unknown.</exception>
    public DateOnly In(Ledger ledger, string parameter) => this is Day day ? day.Value : In(Timeline.Of(ledger), parameter);

    /// <summary>
    /// The day, on a timeline; for an event, the day from which it counts in that what-if, else by all that is recorded.
    /// </summary>
    /// <param name="parameter">Which parameter it was given as.</param>
    /// <exception cref="BadQuestion">There is no such event, or its date is unknown.</exception>
    public DateOnly In(Timeline timeline, string parameter)
    {
        if (this is Day day)
        {
            return day.Value;
        }

        var id = ((OfEvent)this).Event;
        var ledger = timeline.Ledger;
        var entry = (timeline.WhatIf is null ? null : timeline.Find(id)) ?? Timeline.Of(ledger).Find(id);
        if (entry is null)
        {
            var near = Nearest.Of(id.Value, timeline.Events.Select(e => e.Id).Concat(ledger.Events.Select(e => e.Id)).Select(e => e.Value)) is { } n ? $"; did you mean '@{n}'?" : "";
            throw new BadQuestion(parameter, $"There is no event '{id}' in force in {ledger.Negotiation}{near}");
        }

        return entry.Event.Occurred.IsKnown
            ? entry.Day
            : throw new BadQuestion(parameter, $"The event '{id}' has no known date.");
    }
}
