using System.ComponentModel;

namespace NegotiationSim.Domain;

[Description("A version of a plan comes into view, with its points or with only their number known.")]
public sealed record VersionIntroduced : NegotiationEvent
{
    [Introduces]
    [Description("Short name used in events and before the slash of its points, 'US-28'.")]
    public required VersionId Version { get; init; }

    [Description("The name of the version on screens.")]
    public required string Name { get; init; }

    [Description("The plan that it is a version of.")]
    public string? Plan { get; init; }

    [Description("The versions it derives from.")]
    public ValueList<VersionId> DerivedFrom { get; init; }

    [Description("How many points it has, where known; left out: as many as are listed.")]
    public int? PointCount { get; init; }

    [Description("Its points, where known.")]
    public ValueList<Point> Points { get; init; }

    [Description("The parties that work on this version, when not all who must agree do. Who must agree stays as it is.")]
    public ValueList<PartyId> Between { get; init; }

    public override IEnumerable<Fault> Faults() =>
        PointCount is < 0 ? [new Fault("pointCount", "a number of points, 0 or more")] : PointFaults.Of(Version, Points);
}

[Description("Points of a version whose number or existence was known become known themselves.")]
public sealed record PointsDisclosed : NegotiationEvent
{
    [Description("The version.")]
    public required VersionId Version { get; init; }

    [Description("The points.")]
    public required ValueList<Point> Points { get; init; }

    public override IEnumerable<Fault> Faults() => PointFaults.Of(Version, Points);
}

[Description("How points of a version descend from points of an earlier one.")]
public sealed record LineageStated : NegotiationEvent
{
    [Description("The later version.")]
    public required VersionId Version { get; init; }

    [Description("One entry for each descent.")]
    public required ValueList<Lineage> Links { get; init; }

    public override IEnumerable<Fault> Faults()
    {
        for (var i = 0; i < Links.Count; i++)
        {
            var link = Links[i];
            if (link.Point is null != link.Descent is Descent.Dropped)
            {
                yield return new Fault($"links[{i}].point", "a point of the later version, except when the earlier ones were dropped");
            }

            if (link.From.Count == 0 && link.Descent is not (Descent.New or Descent.Unknown))
            {
                yield return new Fault($"links[{i}].from", "the earlier points, except for a new point or an unknown descent");
            }

            if (link.Point is { } point && point.Version != Version)
            {
                yield return new Fault($"links[{i}].point", $"a point of {Version}");
            }
        }
    }
}

[Description("A version is drawn up.")]
public sealed record PlanDrafted : NegotiationEvent
{
    [Description("The version.")]
    public required VersionId Version { get; init; }

    [Description("Who drafted it.")]
    public ValueList<PartyId> By { get; init; }

    [Description("People who took part.")]
    public ValueList<PersonId> People { get; init; }
}

[Description("A version is put on the table.")]
public sealed record PlanTabled : NegotiationEvent
{
    [Description("The version.")]
    public required VersionId Version { get; init; }

    [Description("Who tabled it.")]
    public ValueList<PartyId> By { get; init; }

    [Description("Before whom.")]
    public ValueList<PartyId> To { get; init; }

    [Description("The meeting at which it was tabled.")]
    public MeetingId? Meeting { get; init; }
}

[Description("The text of a version becomes public.")]
public sealed record PlanPublished : NegotiationEvent
{
    [Description("The version.")]
    public required VersionId Version { get; init; }

    [Description("Who published it, when a party did.")]
    public ValueList<PartyId> By { get; init; }
}

[Description("A version is taken off the table by those who put it there.")]
public sealed record PlanWithdrawn : NegotiationEvent
{
    [Description("The version.")]
    public required VersionId Version { get; init; }

    [Description("Who withdrew it.")]
    public ValueList<PartyId> By { get; init; }
}

[Description("A version gives way to another.")]
public sealed record VersionSuperseded : NegotiationEvent
{
    [Description("The version that gives way.")]
    public required VersionId Version { get; init; }

    [Description("The version that takes its place, where there is one.")]
    public VersionId? SupersededBy { get; init; }
}

[Description("A version is no longer worked on, though nothing took its place.")]
public sealed record VersionLapsed : NegotiationEvent
{
    [Description("The version.")]
    public required VersionId Version { get; init; }
}

[Description("Somebody proposes to negotiate the points of a version in groups.")]
public sealed record PackageProposed : NegotiationEvent
{
    [Description("The version whose points are grouped.")]
    public required VersionId Version { get; init; }

    [Description("Who proposed it.")]
    public ValueList<PartyId> By { get; init; }

    [Description("The groups; their members may be unknown.")]
    public required ValueList<Package> Packages { get; init; }
}

[Description("One group of points.")]
public sealed record Package
{
    [Introduces]
    [Description("Short name, 'us-packages/territory'.")]
    public required PackageId Id { get; init; }

    [Description("What it is called.")]
    public string? Title { get; init; }

    [Description("Its members; left out: not known.")]
    public ValueList<PointId> Points { get; init; }
}

[Description("One numbered provision of a version, or a sub-point of one.")]
public sealed record Point
{
    [Introduces]
    [Description("The version, a slash and the number, 'US-28/21'; a sub-point adds letters, 'US-28/10b'.")]
    public required PointId Id { get; init; }

    [Description("What it is called on screens.")]
    public required string Title { get; init; }

    [Description("The issue it is about.")]
    public IssueId? Issue { get; init; }

    [Description("What it provides, in the author's own words.")]
    public string? Summary { get; init; }

    [Description("How it descends from earlier points; left out: not stated.")]
    public Descent? Descent { get; init; }

    [Description("The earlier points it descends from.")]
    public ValueList<PointId> From { get; init; }

    [Description("Doubts, differences between copies of the text.")]
    public string? Note { get; init; }
}

[Description("One descent between two versions.")]
public sealed record Lineage
{
    [Description("The point of the later version; left out when the earlier points were dropped.")]
    public PointId? Point { get; init; }

    [Description("How it descends.")]
    public required Descent Descent { get; init; }

    [Description("The earlier points.")]
    public ValueList<PointId> From { get; init; }
}

internal static class PointFaults
{
    public static IEnumerable<Fault> Of(VersionId version, ValueList<Point> points)
    {
        var seen = new HashSet<PointId>();
        for (var i = 0; i < points.Count; i++)
        {
            var id = points[i].Id;
            if (!id.IsWellFormed || id.Version != version)
            {
                yield return new Fault($"points[{i}].id", $"a point of {version}, such as {version}/{i + 1} or {version}/{i + 1}a");
            }
            else if (!seen.Add(id))
            {
                yield return new Fault($"points[{i}].id", $"each point once, {id} is listed already");
            }
        }
    }
}
