using System.ComponentModel;
using System.Text.Json.Serialization;

namespace NegotiationSim.Domain;

[Description(
    "A party declares a stance on named points and sub-points, on a whole version, on an issue, or on an unnamed set. " +
    "Acceptance of a whole version reaches each of its points; every other stance on a version stays at the version.")]
public sealed record StanceDeclared : NegotiationEvent
{
    [Description("The party.")]
    public required PartyId Party { get; init; }

    [Description("accepts, accepts-conditionally, open, objects-to-wording, rejects or undisclosed.")]
    public required Stance Stance { get; init; }

    [Description("On these points and sub-points.")]
    public ValueList<PointId> Points { get; init; }

    [Description("On this version as a whole.")]
    public VersionId? Version { get; init; }

    [Description("On this issue, whatever the version.")]
    public IssueId? Issue { get; init; }

    [Description("On some points of a version, which ones not said.")]
    public UnnamedSet? Some { get; init; }

    [Description("The condition, where the stance has one.")]
    public string? Condition { get; init; }

    public override IEnumerable<Fault> Faults()
    {
        IEnumerable<Fault> stance = Stance is Stance.Silent ? [new Fault("stance", "a declared stance; to go back to silent, use stance-withdrawn")] : [];
        IEnumerable<Fault> bounds = Some is { } set && (set.AtLeast < 0 || set.AtMost < set.AtLeast || set.AtMost == 0)
            ? [new Fault("some.atMost", "bounds with 0 <= atLeast <= atMost and atMost above 0")]
            : [];
        return stance.Concat(bounds).Concat(OneOf(("points", Points.Count > 0), ("version", Version is not null), ("issue", Issue is not null), ("some", Some is not null)));
    }
}

[Description("A party takes back what it declared, and is silent again.")]
public sealed record StanceWithdrawn : NegotiationEvent
{
    [Description("The party.")]
    public required PartyId Party { get; init; }

    [Description("On these points and sub-points.")]
    public ValueList<PointId> Points { get; init; }

    [Description("On this version as a whole.")]
    public VersionId? Version { get; init; }

    [Description("On this issue.")]
    public IssueId? Issue { get; init; }

    [Description("On this unnamed set.")]
    public SetId? Set { get; init; }

    public override IEnumerable<Fault> Faults() =>
        OneOf(("points", Points.Count > 0), ("version", Version is not null), ("issue", Issue is not null), ("set", Set is not null));
}

[Description("The members of an unnamed set become known: the stance moves from the set to those points.")]
public sealed record MembersNamed : NegotiationEvent
{
    [Description("The set.")]
    public required SetId Set { get; init; }

    [Description("Its members.")]
    public required ValueList<PointId> Points { get; init; }

    [Description("True: there are more members, still not named. Left out: these are all.")]
    public bool MoreRemain { get; init; }

    public override IEnumerable<Fault> Faults() => Points.Count > 0 ? [] : [new Fault("points", "at least one point")];
}

[Description("A stance on \"some points of this version, which ones not said\".")]
public sealed record UnnamedSet
{
    [Introduces]
    [Description("Short name of the set, for the event that names its members.")]
    public required SetId Id { get; init; }

    [Description("The version whose points are meant.")]
    public required VersionId Version { get; init; }

    [Description("At least so many points; left out: 1.")]
    [JsonIgnore(Condition = JsonIgnoreCondition.Never)] // left out it reads as 1, so a 0 must be written
    public int AtLeast { get; init; } = 1;

    [Description("At most so many points; left out: not known.")]
    public int? AtMost { get; init; }

    [Description("Points that are known not to be meant.")]
    public ValueList<PointId> Except { get; init; }
}

[Description(
    "The named parties agree on points, or on a version as a whole and with it on each of its points. Two of three who must " +
    "agree is not all.")]
public sealed record AgreementReached : NegotiationEvent
{
    [Description("The parties that agree, two or more.")]
    public required ValueList<PartyId> Parties { get; init; }

    [Description("On these points.")]
    public ValueList<PointId> Points { get; init; }

    [Description("On this version as a whole.")]
    public VersionId? Version { get; init; }

    [Description("True: holds only once the rest is agreed too ('nothing is agreed until everything is agreed').")]
    public bool Provisional { get; init; }

    public override IEnumerable<Fault> Faults() =>
        (Parties.Count < 2 ? [new Fault("parties", "two or more parties")] : Enumerable.Empty<Fault>())
            .Concat(OneOf(("points", Points.Count > 0), ("version", Version is not null)));
}

[Description("Discussion of points begins, also of points that had been set aside.")]
public sealed record PointsTakenUp : NegotiationEvent
{
    [Description("The points.")]
    public required ValueList<PointId> Points { get; init; }
}

[Description("Points are left to another track.")]
public sealed record PointsSetAside : NegotiationEvent
{
    [Description("The points.")]
    public required ValueList<PointId> Points { get; init; }

    [Description("The track they are left to.")]
    public string? Track { get; init; }

    [Description("Who set them aside.")]
    public ValueList<PartyId> By { get; init; }
}

[Description("Text of points is put in brackets: present, not agreed.")]
public sealed record PointsBracketed : NegotiationEvent
{
    [Description("The points.")]
    public required ValueList<PointId> Points { get; init; }

    [Description("Who put it in brackets.")]
    public ValueList<PartyId> By { get; init; }

    [Description("What is in brackets, in the author's own words.")]
    public string? Wording { get; init; }
}

[Description("Brackets around points are taken away.")]
public sealed record BracketsLifted : NegotiationEvent
{
    [Description("The points.")]
    public required ValueList<PointId> Points { get; init; }
}

[Description("Points are struck from their version.")]
public sealed record PointsDropped : NegotiationEvent
{
    [Description("The points.")]
    public required ValueList<PointId> Points { get; init; }

    [Description("Who struck them.")]
    public ValueList<PartyId> By { get; init; }
}

[Description("Somebody says something that is no stance.")]
public sealed record StatementMade : NegotiationEvent
{
    [Description("The party that speaks.")]
    public PartyId? Party { get; init; }

    [Description("The person who speaks.")]
    public PersonId? Person { get; init; }
}
