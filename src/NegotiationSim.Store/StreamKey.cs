using NegotiationSim.Domain;

namespace NegotiationSim.Store;

/// <summary>The key of a negotiation's stream, <c>negotiation/ukraine-2025</c>. Part of the storage format.</summary>
internal static class StreamKey
{
    public const string Prefix = "negotiation/";

    public static string Of(NegotiationId negotiation) => Prefix + negotiation.Value;

    /// <summary>False for streams of another kind.</summary>
    public static bool TryParse(string? key, out NegotiationId negotiation)
    {
        var isOurs = key?.StartsWith(Prefix, StringComparison.Ordinal) == true;
        negotiation = isOurs ? new NegotiationId(key![Prefix.Length..]) : default;
        return isOurs;
    }
}
