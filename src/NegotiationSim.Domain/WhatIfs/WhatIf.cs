using System.ComponentModel;

namespace NegotiationSim.Domain;

/// <summary>What becomes of an event that breaks a rule only because of the edits.</summary>
public enum ConflictPolicy
{
    /// <summary>It stands, and is listed with the edit it goes back to.</summary>
    Report,

    /// <summary>It is left out, with what depends on it, and listed; so is what depends on what the edits take away.</summary>
    Drop,

    /// <summary>The what-if fails.</summary>
    Fail,
}

/// <summary>
/// An overlay on a timeline: forked at a date, it inserts, removes, replaces and retimes events, and may state rules by
/// which events follow from events. All edits count at once: each is read against the timeline as it is without any of
/// them, so their order does not matter, and two edits of one event contradict each other.
/// </summary>
public sealed record WhatIf
{
    /// <summary>What commands call the timeline without any what-if; no what-if can have this name.</summary>
    public static readonly WhatIfId Real = new("real");

    [Description("Name of the what-if: lower-case letters, digits and hyphens.")]
    public required WhatIfId Name { get; init; }

    [Description("The question that it asks, and why.")]
    public required string Why { get; init; }

    [Description("The negotiation that it is about.")]
    public required NegotiationId Negotiation { get; init; }

    [Description("The what-if that this one builds on; left out: what was recorded.")]
    public WhatIfId? Of { get; init; }

    [Description("The day from which history may differ. Nothing that may have happened before it can be edited.")]
    public required DateOnly Fork { get; init; }

    [Description("Build on what was known by this date; left out: all that is recorded.")]
    public DateOnly? KnownBy { get; init; }

    [Description("What becomes of an event that breaks a rule only because of the edits: report (default), drop or fail.")]
    public ConflictPolicy Policy { get; init; }

    [Description("What is different.")]
    public ValueList<Edit> Edits { get; init; }

    [Description("What follows from what.")]
    public ValueList<ConsequenceRule> Rules { get; init; }
}

/// <summary>One edit: exactly one of insert, remove, replace, retime.</summary>
public sealed record Edit
{
    [Description("Why this is supposed.")]
    public required string Why { get; init; }

    [Description("An event that is supposed to happen. Its claims may be left out.")]
    public NegotiationEvent? Insert { get; init; }

    [Description("An event that is supposed not to happen.")]
    public EventMatch? Remove { get; init; }

    [Description("An event that is supposed to happen otherwise; 'with' says how.")]
    public EventMatch? Replace { get; init; }

    [Description("The event that takes the place of the replaced one, under the same id.")]
    public NegotiationEvent? With { get; init; }

    [Description("An event that is supposed to happen at another date; 'to' or 'days' says when.")]
    public EventMatch? Retime { get; init; }

    [Description("The date to which it is retimed.")]
    public When? To { get; init; }

    [Description("The days by which it is retimed; negative: earlier.")]
    public int? Days { get; init; }
}

/// <summary>
/// Chooses events of a timeline: by id, or by all of the members that are given. What it finds must be as many events as
/// it says.
/// </summary>
public sealed record EventMatch
{
    [Description("The event with this id.")]
    public EventId? Event { get; init; }

    [Description("Events of this type.")]
    public string? Type { get; init; }

    [Description("Events that name this party.")]
    public PartyId? Party { get; init; }

    [Description("Events that name this point.")]
    public PointId? Point { get; init; }

    [Description("Events that name this version, or a point of it.")]
    public VersionId? Version { get; init; }

    [Description("Events that name this issue.")]
    public IssueId? Issue { get; init; }

    [Description("Events of this meeting.")]
    public MeetingId? Meeting { get; init; }

    [Description("Events of this deadline.")]
    public DeadlineId? Deadline { get; init; }

    [Description("Events that count on or after this day.")]
    public DateOnly? From { get; init; }

    [Description("Events that count on or before this day.")]
    public DateOnly? To { get; init; }

    [Description("How many events it must find; left out: exactly one.")]
    public int? Count { get; init; }

    /// <summary>True when nothing is given that could choose.</summary>
    public bool IsEmpty => this with { Count = null } == new EventMatch();

    /// <summary>True when an event on a timeline is one of those meant.</summary>
    public bool Matches(NegotiationEvent e)
    {
        if ((Event is { } id && e.Id != id)
            || (Type is { } type && EventTypes.NameOf(e) != type)
            || (From is { } from && !(e.Occurred.IsKnown && e.Occurred.Counts >= from))
            || (To is { } to && !(e.Occurred.IsKnown && e.Occurred.Counts <= to)))
        {
            return false;
        }

        if (Party is null && Point is null && Version is null && Issue is null && Meeting is null && Deadline is null)
        {
            return true;
        }

        var names = References.Of(e);
        return Named(Party) && Named(Point) && Named(Issue) && Named(Meeting) && Named(Deadline)
            && (Version is not { } version || names.Exists(n => (n.Kind == typeof(VersionId) && n.Name == version.Value) || (n.Kind == typeof(PointId) && new PointId(n.Name).Version == version)));

        bool Named<T>(T? wanted)
            where T : struct, IIdentifier<T> =>
            wanted is not { } w || names.Exists(n => n.Kind == typeof(T) && n.Name == w.Value);
    }

    public override string ToString()
    {
        var given = new List<string>();
        Add("event", Event);
        Add("type", Type);
        Add("party", Party);
        Add("point", Point);
        Add("version", Version);
        Add("issue", Issue);
        Add("meeting", Meeting);
        Add("deadline", Deadline);
        Add("from", From?.ToString("yyyy-MM-dd"));
        Add("to", To?.ToString("yyyy-MM-dd"));
        return string.Join(", ", given);

        void Add(string name, object? value)
        {
            if (value is not null)
            {
                given.Add($"{name} {value}");
            }
        }
    }
}

/// <summary>A rule by which events follow from an event, or from a day that passes, while a state holds.</summary>
public sealed record ConsequenceRule
{
    [Description("Name of the rule, by which the events that it makes are claimed.")]
    public required string Name { get; init; }

    [Description("Why this is supposed to follow.")]
    public required string Why { get; init; }

    [Description("The event that sets it off; or else 'at'.")]
    public EventMatch? When { get; init; }

    [Description("The day that sets it off when it has passed; or else 'when'.")]
    public CalendarMatch? At { get; init; }

    [Description("What must hold after that event, or at the end of that day; left out: nothing.")]
    public ValueList<StateCondition> While { get; init; }

    [Description("What follows.")]
    public required ValueList<Consequence> Then { get; init; }

    [Description("How often it may fire, 1 to 1,000; left out: once.")]
    public int AtMost { get; init; } = 1;
}

/// <summary>Chooses days at whose end a rule looks at the state: a date, or the day that a deadline is for.</summary>
public sealed record CalendarMatch
{
    [Description("The end of this date.")]
    public DateOnly? Date { get; init; }

    [Description("The end of the last day that this deadline is for, as it was set or moved by then; never while it is dropped.")]
    public DeadlineId? Deadline { get; init; }

    [Description("With 'date': again every so many days after it, until the rule has fired as often as it may.")]
    public int? EveryDays { get; init; }

    /// <summary>The first of its days after one, by a state; null when there is none.</summary>
    internal DateOnly? NextAfter(DateOnly day, State state)
    {
        if (Deadline is { } id)
        {
            var last = state.Deadlines.GetValueOrDefault(id) is { Status: not DeadlineStatus.Dropped, For: { IsKnown: true } when } ? when.Last : (DateOnly?)null;
            return last > day ? last : null;
        }

        if (Date > day || EveryDays is not { } every)
        {
            return Date > day ? Date : null;
        }

        return DateOnly.FromDayNumber(day.DayNumber + every - ((day.DayNumber - Date!.Value.DayNumber) % every));
    }
}

/// <summary>Something that must hold of a state: a party's stance, or the status of a point or version.</summary>
public sealed record StateCondition
{
    [Description("Of this point.")]
    public PointId? Point { get; init; }

    [Description("Of this version as a whole.")]
    public VersionId? Version { get; init; }

    [Description("Of this issue.")]
    public IssueId? Issue { get; init; }

    [Description("This party's stance is one of 'stances'; left out: the status is one of 'statuses'.")]
    public PartyId? Party { get; init; }

    [Description("Stances that satisfy it.")]
    public ValueList<Stance> Stances { get; init; }

    [Description("Statuses of the point or version that satisfy it.")]
    public ValueList<string> Statuses { get; init; }

    /// <summary>True when it holds.</summary>
    public bool Holds(State state)
    {
        if (Party is { } party)
        {
            var cell = Point is { } p ? state.CellOf(p, party) : Version is { } v ? state.CellOf(v, party) : state.CellOf(Issue!.Value, party);
            return Stances.Contains(cell.Stance);
        }

        var status = Point is { } point
            ? state.Points.TryGetValue(point, out var ps) ? DomainJson.Text(state.StatusOf(ps)) : null
            : state.Versions.TryGetValue(Version!.Value, out var vs) ? DomainJson.Text(state.StatusOf(vs)) : null;
        return status is not null && Statuses.Contains(status);
    }
}

/// <summary>An event that follows, and when.</summary>
public sealed record Consequence
{
    [Description("Days after the event or day that sets it off; left out: on the same day, after it.")]
    public int AfterDays { get; init; }

    [Description("The event. 'occurred: unknown' is filled in with its day, and a running number is added to its id.")]
    public required NegotiationEvent Event { get; init; }

    [Description("For a deadline or meeting: the days by which the date it is for moves; 'for: unknown' is then filled in.")]
    public int? ForDays { get; init; }
}
