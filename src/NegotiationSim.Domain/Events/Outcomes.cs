using System.ComponentModel;

namespace NegotiationSim.Domain;

/// <summary>A date is set by which something is to happen.</summary>
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

/// <summary>A deadline is moved.</summary>
public sealed record DeadlineMoved : NegotiationEvent
{
    [Description("Short name of the deadline; the same in all events about it.")]
    public required DeadlineId Deadline { get; init; }

    [Description("The new date.")]
    public required When For { get; init; }

    [Description("Who moved it.")]
    public ValueList<PartyId> By { get; init; }
}

/// <summary>A deadline no longer holds.</summary>
public sealed record DeadlineDropped : NegotiationEvent
{
    [Description("Short name of the deadline; the same in all events about it.")]
    public required DeadlineId Deadline { get; init; }

    [Description("Who dropped it.")]
    public ValueList<PartyId> By { get; init; }
}

/// <summary>Parties sign a version: each accepts it for good, and so each of its points.</summary>
public sealed record AgreementSigned : NegotiationEvent
{
    [Description("The version.")]
    public required VersionId Version { get; init; }

    [Description("Who signed.")]
    public required ValueList<PartyId> Parties { get; init; }
}

/// <summary>A body approves a version.</summary>
public sealed record AgreementRatified : NegotiationEvent
{
    [Description("The version.")]
    public required VersionId Version { get; init; }

    [Description("The party or body that ratified it.")]
    public required PartyId By { get; init; }

    [Description("True: others must still ratify, so the version's status does not change yet.")]
    public bool Partial { get; init; }
}

/// <summary>A body votes a version down. The version changes; its points keep what the parties agreed.</summary>
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

/// <summary>A party does what it had signed.</summary>
public sealed record CommitmentKept : NegotiationEvent
{
    [Description("The party.")]
    public required PartyId Party { get; init; }

    [Description("The points whose commitment it is.")]
    public ValueList<PointId> Points { get; init; }
}

/// <summary>A party does not do what it had signed, or does the contrary.</summary>
public sealed record CommitmentBroken : NegotiationEvent
{
    [Description("The party.")]
    public required PartyId Party { get; init; }

    [Description("The points whose commitment it is.")]
    public ValueList<PointId> Points { get; init; }
}
