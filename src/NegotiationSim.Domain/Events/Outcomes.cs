using System.ComponentModel;

namespace NegotiationSim.Domain;

[Description("A date is set by which something is to happen.")]
public sealed record DeadlineSet : NegotiationEvent
{
    [Description("Short name of the deadline; the same in all events about it.")]
    public required DeadlineId Deadline { get; init; }

    [Description("The date it is for.")]
    public required When For { get; init; }

    [Description("Who set it.")]
    public ValueList<PartyId> By { get; init; }

    [Description("What is to happen by then.")]
    public string? Subject { get; init; }
}

[Description("A deadline is moved.")]
public sealed record DeadlineMoved : NegotiationEvent
{
    [Description("Short name of the deadline; the same in all events about it.")]
    public required DeadlineId Deadline { get; init; }

    [Description("The new date.")]
    public required When For { get; init; }

    [Description("Who moved it.")]
    public ValueList<PartyId> By { get; init; }
}

[Description("A deadline no longer holds.")]
public sealed record DeadlineDropped : NegotiationEvent
{
    [Description("Short name of the deadline; the same in all events about it.")]
    public required DeadlineId Deadline { get; init; }

    [Description("Who dropped it.")]
    public ValueList<PartyId> By { get; init; }
}

[Description("Parties sign a version: each accepts it for good, and so each of its points.")]
public sealed record AgreementSigned : NegotiationEvent
{
    [Description("The version.")]
    public required VersionId Version { get; init; }

    [Description("Who signed.")]
    public required ValueList<PartyId> Parties { get; init; }
}

[Description("A body approves a version.")]
public sealed record AgreementRatified : NegotiationEvent
{
    [Description("The version.")]
    public required VersionId Version { get; init; }

    [Description("The party or body that ratified it.")]
    public required PartyId By { get; init; }

    [Description("True: others must still ratify, so the version's status does not change yet.")]
    public bool Partial { get; init; }
}

[Description("A body votes a version down. The version changes; its points keep what the parties agreed.")]
public sealed record AgreementVotedDown : NegotiationEvent
{
    [Description("The version.")]
    public required VersionId Version { get; init; }

    [Description("The party or body that voted.")]
    public required PartyId By { get; init; }

    [Description("Share of the votes for it, 0 to 1.")]
    public decimal? ShareFor { get; init; }

    public override IEnumerable<Fault> Faults() =>
        ShareFor is < 0 or > 1 ? [new Fault("shareFor", "a share from 0 to 1")] : [];
}

[Description("A party does what it had signed.")]
public sealed record CommitmentKept : NegotiationEvent
{
    [Description("The party.")]
    public required PartyId Party { get; init; }

    [Description("The points whose commitment it is.")]
    public ValueList<PointId> Points { get; init; }
}

[Description("A party does not do what it had signed, or does the contrary.")]
public sealed record CommitmentBroken : NegotiationEvent
{
    [Description("The party.")]
    public required PartyId Party { get; init; }

    [Description("The points whose commitment it is.")]
    public ValueList<PointId> Points { get; init; }
}
