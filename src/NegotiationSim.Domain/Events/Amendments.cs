using System.ComponentModel;

namespace NegotiationSim.Domain;

internal static class Amendments
{
    /// <summary>True for events about other events, which change what is in force and have no part in the talks.</summary>
    public static bool IsAmendment(this NegotiationEvent e) => e is ClaimAdded or DenialMade or EventCorrected or EventRetimed or EventRetracted;
}

[Description("Further claims about an event. They count for it from the day each became known.")]
public sealed record ClaimAdded : NegotiationEvent
{
    [Description("The event that the claims are about.")]
    public required EventId Event { get; init; }
}

[Description("Somebody contradicts a proposition, whoever said it and whenever. What is denied shows as disputed.")]
public sealed record DenialMade : NegotiationEvent
{
    [Description("The party that denies.")]
    public PartyId? Party { get; init; }

    [Description("What is denied.")]
    public required ValueList<Proposition> Denies { get; init; }

    public override IEnumerable<Fault> Faults()
    {
        if (Denies.Count == 0)
        {
            yield return new Fault("denies", "at least one proposition");
        }

        for (var i = 0; i < Denies.Count; i++)
        {
            if (!Denies[i].IsWhole)
            {
                yield return new Fault($"denies[{i}]", "an event, or a party with a stance and exactly one of point, version, issue");
            }
        }
    }
}

[Description(
    "What a denial contradicts: an event, or that a party has a stance on a point, a version or an issue. Acceptance of a " +
    "version, or of a point, is denied with all that it reaches.")]
public sealed record Proposition
{
    [Description("That this event happened as recorded.")]
    public EventId? Event { get; init; }

    [Description("That this party ...")]
    public PartyId? Party { get; init; }

    [Description("... has this stance ...")]
    public Stance? Stance { get; init; }

    [Description("... on this point")]
    public PointId? Point { get; init; }

    [Description("... on this version as a whole")]
    public VersionId? Version { get; init; }

    [Description("... on this issue.")]
    public IssueId? Issue { get; init; }

    internal bool IsWhole => Event is not null
        ? Party is null && Stance is null && Subjects == 0
        : Party is not null && Stance is not null && Subjects == 1;

    /// <summary>True when the stance on this subject is what is denied, or reached it from what is.</summary>
    internal bool Covers(Subject subject) => subject.Kind switch
    {
        SubjectKind.Point => Covers(new PointId(subject.Id)),
        SubjectKind.Version => Version?.Value == subject.Id,
        _ => Issue?.Value == subject.Id,
    };

    /// <summary>True when the stance on this point is what is denied, or reached it from what is.</summary>
    internal bool Covers(PointId point) =>
        Point == point || (Stance == Domain.Stance.Accepts && (Version == point.Version || (Point is { } whole && point.IsSubPointOf(whole))));

    /// <summary>True when a stance declared on this subject is what is denied, or reaches it.</summary>
    internal bool FollowsFrom(Subject declaredOn) => declaredOn.Kind switch
    {
        SubjectKind.Point => Point?.Value == declaredOn.Id || (Stance == Domain.Stance.Accepts && Point?.IsSubPointOf(new(declaredOn.Id)) == true),
        SubjectKind.Version => Version?.Value == declaredOn.Id || (Stance == Domain.Stance.Accepts && Point?.Version.Value == declaredOn.Id),
        _ => Issue?.Value == declaredOn.Id,
    };

    private int Subjects => (Point is null ? 0 : 1) + (Version is null ? 0 : 1) + (Issue is null ? 0 : 1);
}

[Description(
    "An event was recorded or reported wrongly; this is how it stands instead. The latest correction that is known by the " +
    "date asked for holds. The corrected event keeps its id, its claims and its place in what it caused.")]
public sealed record EventCorrected : NegotiationEvent
{
    [Description("The event that is corrected.")]
    public required EventId Event { get; init; }

    [Description("What holds instead: a whole event, with the same id.")]
    public required NegotiationEvent Instead { get; init; }

    public override IEnumerable<Fault> Faults()
    {
        if (Instead.Id != Event)
        {
            yield return new Fault("instead.id", $"the id of the corrected event, {Event}");
        }

        if (Instead.IsAmendment())
        {
            yield return new Fault("instead.type", "an event about the talks or their context; to undo a denial or an amendment, retract it");
        }

        if (Instead.Claims.Count > 0)
        {
            yield return new Fault("instead.claims", "no claims: the corrected event keeps its own, and claim-added adds to them");
        }

        foreach (var fault in Instead.Faults())
        {
            yield return fault with { Member = fault.Member.Length == 0 ? "instead" : $"instead.{fault.Member}" };
        }
    }
}

[Description("An event took place on another date than recorded. The date that a meeting or deadline is for stays; to change it, correct the event.")]
public sealed record EventRetimed : NegotiationEvent
{
    [Description("The event that is retimed.")]
    public required EventId Event { get; init; }

    [Description("The date it is about.")]
    public required When To { get; init; }
}

[Description("An event did not take place, or is taken back by who recorded it. Retracting a retraction restores.")]
public sealed record EventRetracted : NegotiationEvent
{
    [Description("The event that is retracted.")]
    public required EventId Event { get; init; }
}
