using System.ComponentModel;

namespace NegotiationSim.Domain;

[Description("Something happens outside the talks that bears on them: a strike, an attack, a release, a vote.")]
public sealed record IncidentOccurred : NegotiationEvent
{
    [Description("Where.")]
    public string? Place { get; init; }

    [Description("The parties concerned, without saying who did what: that is the claims'.")]
    public ValueList<PartyId> Parties { get; init; }
}

[Description("A measure outside the talks (aid, sanction, loan) is said to be considered.")]
public sealed record MeasureConsidered : NegotiationEvent
{
    [Description("Who considers it.")]
    public ValueList<PartyId> By { get; init; }

    [Description("The measure, in a few words.")]
    public required string Measure { get; init; }
}

[Description("A measure outside the talks is proposed.")]
public sealed record MeasureProposed : NegotiationEvent
{
    [Description("Who proposes it.")]
    public ValueList<PartyId> By { get; init; }

    [Description("The measure, in a few words.")]
    public required string Measure { get; init; }
}

[Description("A measure outside the talks is decided.")]
public sealed record MeasureDecided : NegotiationEvent
{
    [Description("Who decided it.")]
    public ValueList<PartyId> By { get; init; }

    [Description("The measure, in a few words.")]
    public required string Measure { get; init; }
}

[Description("Somebody threatens.")]
public sealed record ThreatMade : NegotiationEvent
{
    [Description("The party that threatens.")]
    public required PartyId By { get; init; }

    [Description("The parties that are threatened.")]
    public ValueList<PartyId> Against { get; init; }

    [Description("On what condition the threat would be carried out.")]
    public string? Condition { get; init; }
}

[Description("A body outside the talks decides something that bears on them.")]
public sealed record ThirdPartyDecided : NegotiationEvent
{
    [Description("The body, when it is one of the parties introduced.")]
    public PartyId? By { get; init; }

    [Description("The decision, in a few words.")]
    public required string Decision { get; init; }
}
