using System.ComponentModel;

namespace NegotiationSim.Domain;

[Description("The negotiation begins to be followed: who takes part, what it is about, and who must agree.")]
public sealed record NegotiationOpened : NegotiationEvent
{
    [Description("Who takes part.")]
    public ValueList<Party> Parties { get; init; }

    [Description("Who speaks or meets for the parties.")]
    public ValueList<Person> People { get; init; }

    [Description("What the talks are about.")]
    public ValueList<Issue> Issues { get; init; }

    [Description("The parties whose acceptance makes a point agreed.")]
    public ValueList<PartyId> MustAgree { get; init; }
}

[Description("A party or a voting body joins what is followed.")]
public sealed record PartyIntroduced : NegotiationEvent
{
    [Description("The party.")]
    public required Party Party { get; init; }
}

[Description("A person begins to speak or meet for a party.")]
public sealed record PersonIntroduced : NegotiationEvent
{
    [Description("The person.")]
    public required Person Person { get; init; }
}

[Description("An issue joins the talks.")]
public sealed record IssueIntroduced : NegotiationEvent
{
    [Description("The issue.")]
    public required Issue Issue { get; init; }
}

[Description("Who must agree changes.")]
public sealed record RequiredPartiesChanged : NegotiationEvent
{
    [Description("The parties whose acceptance makes a point agreed, from now on.")]
    public required ValueList<PartyId> MustAgree { get; init; }
}

[Description("People begin or cease to act for a party.")]
public sealed record DelegationChanged : NegotiationEvent
{
    [Description("The party.")]
    public required PartyId Party { get; init; }

    [Description("Who acts for it from now on.")]
    public ValueList<PersonId> Joined { get; init; }

    [Description("Who no longer does.")]
    public ValueList<PersonId> Left { get; init; }

    public override IEnumerable<Fault> Faults() =>
        Joined.Count + Left.Count > 0 ? [] : [new Fault("", "joined or left")];
}

[Description("The talks stop for a time.")]
public sealed record TalksSuspended : NegotiationEvent
{
    [Description("Who suspended them.")]
    public ValueList<PartyId> By { get; init; }
}

[Description("Suspended talks go on.")]
public sealed record TalksResumed : NegotiationEvent
{
    [Description("Who resumed them.")]
    public ValueList<PartyId> By { get; init; }
}

[Description("The talks end, with or without an agreement.")]
public sealed record TalksConcluded : NegotiationEvent
{
    [Description("How they ended, in one line.")]
    public string? Outcome { get; init; }
}

[Description("One who negotiates, mediates, guarantees, observes or votes.")]
public sealed record Party
{
    [Introduces]
    [Description("Short name used in events, 'RUS'.")]
    public required PartyId Id { get; init; }

    [Description("Full name.")]
    public required string Name { get; init; }

    [Description("What it does in the talks.")]
    public required PartyRole Role { get; init; }
}

[Description("Who speaks or meets for a party.")]
public sealed record Person
{
    [Introduces]
    [Description("Short name used in events, 'witkoff'.")]
    public required PersonId Id { get; init; }

    [Description("Full name.")]
    public required string Name { get; init; }

    [Description("The party it acts for; left out for people of no party.")]
    public PartyId? Party { get; init; }

    [Description("Office or function.")]
    public string? Role { get; init; }

    [Description("Acts for the party from this date.")]
    public When? From { get; init; }

    [Description("Acts for the party until this date.")]
    public When? To { get; init; }
}

[Description("What points are about.")]
public sealed record Issue
{
    [Introduces]
    [Description("Short name used in events, 'territory'.")]
    public required IssueId Id { get; init; }

    [Description("What it is called on screens.")]
    public required string Title { get; init; }
}
