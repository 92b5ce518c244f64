using NegotiationSim.Domain;

namespace NegotiationSim.App.Questions;

/// <summary>
/// What a point descends from and what descends from it, over the versions known on a date. Also the other points that its
/// descendants were merged from.
/// </summary>
/// <param name="Points">The points, by version in the order in which the versions came into view.</param>
/// <param name="Links">The descents between them.</param>
public sealed record PointLineage(PointId Point, IReadOnlyList<LineagePoint> Points, IReadOnlyList<LineageLink> Links)
{
    public static PointLineage Of(Asked asked, State state, PointId point)
    {
        var links = All(asked, state).Distinct().ToList();
        var family = new HashSet<PointId> { point };
        Follow(point, links, family, isUp: true);
        Follow(point, links, family, isUp: false);
        var shown = links.Where(link => link.From.Any(family.Contains) && (link.To is null || family.Contains(link.To.Value)) || (link.To is { } to && family.Contains(to) && link.From.Count == 0)).ToList();
        family.UnionWith(shown.SelectMany(link => link.To is null ? [] : link.From));
        var versions = state.Versions.Keys.ToList();
        return new(
            point,
            [.. family.Select(id => LineagePoint.Of(state, id)).OrderBy(p => versions.IndexOf(p.Point.Version)).ThenBy(p => p.Point.Number.Length).ThenBy(p => p.Point.Number, StringComparer.Ordinal)],
            [.. shown.Select(link => link.To is null ? link with { From = link.From.Where(family.Contains).ToValueList() } : link)]);
    }

    /// <summary>The versions across, those in which a point is or was dropped.</summary>
    public IEnumerable<VersionId> Versions => Points.Select(p => p.Point.Version).Concat(Links.Select(link => link.Version)).Distinct();

    private static IEnumerable<LineageLink> All(Asked asked, State state) =>
    [
        .. state.Points.Values.Where(p => p.Point.Descent is not null).Select(p => new LineageLink(p.Id.Version, p.Id, p.Point.Descent!.Value, p.Point.From)),
        .. state.Points.Values.SelectMany(p => p.Descents.Select(stated => new LineageLink(p.Id.Version, p.Id, stated.Descent, stated.From))),

        // What was dropped is in no later version, and so in no state.
        .. asked.Timeline.Events
            .Where(entry => entry.Day <= asked.On)
            .Select(entry => entry.Event)
            .OfType<LineageStated>()
            .SelectMany(stated => stated.Links.Where(link => link.Point is null).Select(link => new LineageLink(stated.Version, null, link.Descent, link.From))),
    ];

    private static void Follow(PointId point, List<LineageLink> links, HashSet<PointId> family, bool isUp)
    {
        var waiting = new Queue<PointId>([point]);
        while (waiting.TryDequeue(out var next))
        {
            var near = isUp
                ? links.Where(link => link.To == next).SelectMany(link => link.From)
                : links.Where(link => link.From.Contains(next)).Select(link => link.To).OfType<PointId>();
            foreach (var other in near.ToList())
            {
                if (family.Add(other))
                {
                    waiting.Enqueue(other);
                }
            }
        }
    }
}

/// <summary>One point of a lineage.</summary>
/// <param name="Title">What it is called; null: it was only spoken of.</param>
/// <param name="Summary">What it provides, in the author's own words; null: not known.</param>
/// <param name="Status">Its status on the date; null: it is not there by then.</param>
public sealed record LineagePoint(PointId Point, string? Title, string? Summary, PointStatus? Status)
{
    public static LineagePoint Of(State state, PointId id) => state.Points.TryGetValue(id, out var point)
        ? new(id, point.IsDisclosed ? point.Point.Title : null, point.Point.Summary, state.StatusOf(point))
        : new(id, null, null, null);
}

/// <summary>One descent.</summary>
/// <param name="Version">The later version.</param>
/// <param name="To">The later point; null: what it is from was dropped.</param>
public sealed record LineageLink(VersionId Version, PointId? To, Descent Descent, ValueList<PointId> From);
