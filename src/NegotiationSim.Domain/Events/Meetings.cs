using System.ComponentModel;

namespace NegotiationSim.Domain;

[Description("A meeting or call is arranged.")]
public sealed record MeetingScheduled : NegotiationEvent
{
    [Description("Short name of the meeting; the same in all events about it.")]
    public required MeetingId Meeting { get; init; }

    [Description("The date it is for.")]
    public required When For { get; init; }

    [Description("A meeting (default), a call, or by video.")]
    public MeetingKind Kind { get; init; }

    [Description("Where.")]
    public string? Place { get; init; }

    [Description("Which parties.")]
    public ValueList<PartyId> Parties { get; init; }

    [Description("Which people.")]
    public ValueList<PersonId> People { get; init; }

    [Description("What is to be talked about.")]
    public ValueList<string> Agenda { get; init; }
}

[Description("A meeting or call took place.")]
public sealed record MeetingHeld : NegotiationEvent
{
    [Description("Short name of the meeting; the same in all events about it.")]
    public required MeetingId Meeting { get; init; }

    [Description("A meeting (default), a call, or by video.")]
    public MeetingKind Kind { get; init; }

    [Description("Where.")]
    public string? Place { get; init; }

    [Description("Which parties.")]
    public ValueList<PartyId> Parties { get; init; }

    [Description("Which people.")]
    public ValueList<PersonId> People { get; init; }

    [Description("What was talked about.")]
    public ValueList<string> Agenda { get; init; }

    [Description("How long it lasted, in minutes.")]
    public int? DurationMinutes { get; init; }

    [Description("What came of it, in one line.")]
    public string? Outcome { get; init; }

    public override IEnumerable<Fault> Faults() =>
        DurationMinutes is <= 0 ? [new Fault("durationMinutes", "a number of minutes above 0")] : [];
}

[Description("A meeting is put off, to another date or to none.")]
public sealed record MeetingPostponed : NegotiationEvent
{
    [Description("Short name of the meeting; the same in all events about it.")]
    public required MeetingId Meeting { get; init; }

    [Description("The new date; left out: none named.")]
    public When? For { get; init; }

    [Description("Who put it off, when that is known.")]
    public ValueList<PartyId> By { get; init; }

    [Description("Which parties were to meet.")]
    public ValueList<PartyId> Parties { get; init; }

    [Description("Where it was to be.")]
    public string? Place { get; init; }
}

[Description("A meeting will not take place. Each reason given is a claim's.")]
public sealed record MeetingCancelled : NegotiationEvent
{
    [Description("Short name of the meeting; the same in all events about it.")]
    public required MeetingId Meeting { get; init; }

    [Description("The date it was for, where known.")]
    public When? For { get; init; }

    [Description("Who cancelled it, when that is known.")]
    public ValueList<PartyId> By { get; init; }

    [Description("Which parties were to meet.")]
    public ValueList<PartyId> Parties { get; init; }

    [Description("Who was to meet.")]
    public ValueList<PersonId> People { get; init; }

    [Description("Where it was to be.")]
    public string? Place { get; init; }
}
