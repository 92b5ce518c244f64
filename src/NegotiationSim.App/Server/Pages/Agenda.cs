using NegotiationSim.App.Questions;
using NegotiationSim.Domain;

namespace NegotiationSim.App.Server.Pages;

/// <summary>Meetings and deadlines as a calendar: by the month that each is for.</summary>
/// <param name="Months">In order; the last without a month holds what has no day.</param>
/// <param name="Counts">How many meetings have each status, in its written form, before any filter.</param>
public sealed record Agenda(IReadOnlyList<AgendaMonth> Months, IReadOnlyDictionary<MeetingStatus, int> Counts)
{
    public static Agenda Of(Asked asked, StateView view, Address address)
    {
        var status = address["status"] is { } text
            ? Enum.GetValues<MeetingStatus>().Where(s => DomainJson.Text(s) == text).Cast<MeetingStatus?>().FirstOrDefault() ?? throw new BadQuestion("status", $"'{text}' is no status of a meeting: expected scheduled, held, postponed or cancelled")
            : (MeetingStatus?)null;
        var party = SubjectNames.In<PartyId>(asked.Timeline, address["party"], "party");
        var meetings = view.Meetings.Where(m => (status is null || m.Status == status) && (party is not { } p || m.Parties.Contains(p))).ToList();
        var deadlines = status is null && party is null ? view.Deadlines : [];
        var events = ExplainedEvent.Of(asked.Timeline, meetings.SelectMany(m => m.Events).Concat(deadlines.SelectMany(d => d.Events)));
        var entries = meetings.Select(m => AgendaEntry.Of(m, Explained(m.Events)))
            .Concat(deadlines.Select(d => AgendaEntry.Of(d, Explained(d.Events))))
            .ToList();
        return new(
            [
                .. entries.GroupBy(e => e.Day is { } day ? new DateOnly(day.Year, day.Month, 1) : (DateOnly?)null)
                    .OrderBy(g => g.Key is null).ThenBy(g => g.Key)
                    .Select(g => new AgendaMonth(g.Key, [.. g.OrderBy(e => e.Day).ThenBy(e => e.Deadline is not null)])),
            ],
            view.Meetings.CountBy(m => m.Status).ToDictionary());

        IReadOnlyList<ExplainedEvent> Explained(ValueList<EventId> ids) => [.. ids.Where(events.ContainsKey).Select(id => events[id])];
    }
}

/// <summary>What is for one month.</summary>
/// <param name="First">Its first day; null: what has no day.</param>
public sealed record AgendaMonth(DateOnly? First, IReadOnlyList<AgendaEntry> Entries)
{
    /// <summary>The weeks of the month, from Monday; days of other months are null.</summary>
    public IEnumerable<DateOnly?[]> Weeks()
    {
        if (First is not { } first)
        {
            yield break;
        }

        var monday = first.AddDays(-(((int)first.DayOfWeek + 6) % 7));
        for (var start = monday; start < first.AddMonths(1); start = start.AddDays(7))
        {
            yield return [.. Enumerable.Range(0, 7).Select(i => start.AddDays(i)).Select(day => day.Month == first.Month ? day : (DateOnly?)null)];
        }
    }

    /// <summary>What falls on a day of it.</summary>
    public IEnumerable<AgendaEntry> On(DateOnly day) => Entries.Where(e => e.For is { IsKnown: true } w && w.First <= day && day <= w.Last);
}

/// <summary>One meeting or deadline.</summary>
/// <param name="For">The date it is or was for; where none is named, that of its last event.</param>
/// <param name="IsNamed">A date was named for it.</param>
/// <param name="Title">What it is called here: the title of the event that says most about it.</param>
/// <param name="Reasons">Why it was postponed, cancelled, moved or dropped, as each source has it.</param>
public sealed record AgendaEntry(
    string Id, string Status, When? For, bool IsNamed, string Title, MeetingView? Meeting, DeadlineView? Deadline, IReadOnlyList<ExplainedEvent> Events, IReadOnlyList<GivenReason> Reasons)
{
    /// <summary>The day under which it is listed.</summary>
    public DateOnly? Day => For is { IsKnown: true } w ? w.First : null;

    public static AgendaEntry Of(MeetingView meeting, IReadOnlyList<ExplainedEvent> events) =>
        Of(meeting.Meeting.Value, DomainJson.Text(meeting.Status), meeting.For, meeting, null, events);

    public static AgendaEntry Of(DeadlineView deadline, IReadOnlyList<ExplainedEvent> events) =>
        Of(deadline.Deadline.Value, DomainJson.Text(deadline.Status), deadline.For, null, deadline, events);

    private static AgendaEntry Of(string id, string status, When? on, MeetingView? meeting, DeadlineView? deadline, IReadOnlyList<ExplainedEvent> events)
    {
        var isNamed = on is { IsKnown: true };
        return new(
            id, status, isNamed ? on : events.Count > 0 ? events[^1].Event.Occurred : null, isNamed,
            deadline?.Subject ?? events.LastOrDefault(e => e.Event.Title is not null)?.Event.Title ?? id, meeting, deadline, events,
            [.. events.SelectMany(e => e.Claims.Where(c => c.Claim.Reason is not null).Select(c => new GivenReason(e.Event, c))).DistinctBy(r => (r.Claim.Claim.Reason, r.Claim.Claim.By, r.Claim.Claim.Via))]);
    }
}

/// <summary>A reason, by whoever gives it.</summary>
public sealed record GivenReason(NegotiationEvent Event, ExplainedClaim Claim);
