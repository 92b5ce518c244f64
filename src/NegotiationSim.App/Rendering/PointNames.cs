using NegotiationSim.Domain;

namespace NegotiationSim.App.Rendering;

/// <summary>Several points in a few words.</summary>
internal static class PointNames
{
    /// <summary><c>US-28/1, 2, 10b and 3 more</c>: the version is told once; what is no point as it is.</summary>
    public static string Of(IReadOnlyList<string> ids, int most)
    {
        var names = ids.Take(most).Select((id, i) => i > 0 && IsOfSame(ids[i - 1], id) ? new PointId(id).Number : id);
        return string.Join(", ", names) + (ids.Count > most ? $" and {ids.Count - most} more" : "");
    }

    private static bool IsOfSame(string before, string id) =>
        new PointId(id) is { IsWellFormed: true } point && new PointId(before) is { IsWellFormed: true } other && point.Version == other.Version;
}
