using System.ComponentModel;

namespace NegotiationSim.Domain;

/// <summary>The negotiation begins to be followed: who takes part, what it is about, and who must agree.</summary>
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

/// <summary>A party or a voting body joins what is followed.</summary>
public sealed record PartyIntroduced : NegotiationEvent
{
    [Description("The party.")]
    public required Party Party { get; init; }
}

/// <summary>A person begins to speak or meet for a party.</summary>
public sealed record PersonIntroduced : NegotiationEvent
{
    [Description("The person.")]
    public required Person Person { get; init; }
}

/// <summary>An issue joins the talks.</summary>
public sealed record IssueIntroduced : NegotiationEvent
{
    [Description("The issue.")]
    public required Issue Issue { get; init; }
}

/// <summary>Who must agree changes.</summary>
public sealed record RequiredPartiesChanged : NegotiationEvent
{
    [Description("The parties whose acceptance makes a point agreed, from now on.")]
    public required ValueList<PartyId> MustAgree { get; init; }
}

/// <summary>People begin or cease to act for a party.</summary>
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

/// <summary>The talks stop for a time.</summary>
public sealed record TalksSuspended : NegotiationEvent
{
    [Description("Who suspended them.")]
    public ValueList<PartyId> By { get; init; }
}

/// <summary>Suspended talks go on.</summary>
public sealed record TalksResumed : NegotiationEvent
{
    [Description("Who resumed them.")]
    public ValueList<PartyId> By { get; init; }
}

/// <summary>The talks end, with or without an agreement.</summary>
public sealed record TalksConcluded : NegotiationEvent
{
    [Description("How they ended, in one line.")]
    public string? Outcome { get; init; }
}

/// <summary>One who negotiates, mediates, guarantees, observes or votes.</summary>
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

/// <summary>Who speaks or meets for a party.</summary>
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

/// <summary>What points are about.</summary>
public sealed record Issue
{
    [Introduces]
    [Description("Short name used in events, 'territory'.")]
    public required IssueId Id { get; init; }

    [Description("What it is called on screens.")]
    public required string Title { get; init; }
}
