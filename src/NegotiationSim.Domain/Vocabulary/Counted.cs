namespace NegotiationSim.Domain;

/// <summary>A number of things in words.</summary>
public static class Counted
{
    /// <summary><c>1 event</c>, <c>2 events</c>.</summary>
    /// <param name="noun">The thing in the singular; its plural takes an s.</param>
    public static string Of(long count, string noun) => count == 1 ? $"1 {noun}" : $"{count} {noun}s";
}
