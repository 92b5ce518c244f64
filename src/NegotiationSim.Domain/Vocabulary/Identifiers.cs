using System.Text.Json;
using System.Text.Json.Serialization;

namespace NegotiationSim.Domain;

/// <summary>A name that events use for something. Compared by its exact text.</summary>
public interface IIdentifier<TSelf>
    where TSelf : struct, IIdentifier<TSelf>
{
    string Value { get; }

    static abstract TSelf Of(string value);
}

/// <summary>A negotiation, <c>ukraine-2025</c>: lower-case letters, digits and hyphens, as in a folder's name.</summary>
[JsonConverter(typeof(IdentifierJson<NegotiationId>))]
public readonly record struct NegotiationId(string Value) : IIdentifier<NegotiationId>
{
    public static NegotiationId Of(string value) => new(value);

    public override string ToString() => Value;
}

/// <summary>An event within its negotiation, <c>kremlin-meeting-held</c>.</summary>
[JsonConverter(typeof(IdentifierJson<EventId>))]
public readonly record struct EventId(string Value) : IIdentifier<EventId>
{
    public static EventId Of(string value) => new(value);

    public override string ToString() => Value;
}

/// <summary>A party or a body that votes, <c>RUS</c>.</summary>
[JsonConverter(typeof(IdentifierJson<PartyId>))]
public readonly record struct PartyId(string Value) : IIdentifier<PartyId>, IComparable<PartyId>
{
    private readonly int _hash = Value.GetHashCode(); // kept: a fold looks it up at nearly every step

    public static PartyId Of(string value) => new(value);

    public int CompareTo(PartyId other) => string.CompareOrdinal(Value, other.Value);

    public bool Equals(PartyId other) => _hash == other._hash && Value == other.Value;

    public override int GetHashCode() => _hash;

    public override string ToString() => Value;
}

/// <summary>A person who speaks or meets for a party, <c>witkoff</c>.</summary>
[JsonConverter(typeof(IdentifierJson<PersonId>))]
public readonly record struct PersonId(string Value) : IIdentifier<PersonId>
{
    public static PersonId Of(string value) => new(value);

    public override string ToString() => Value;
}

/// <summary>What points are about, across versions, <c>territory</c>.</summary>
[JsonConverter(typeof(IdentifierJson<IssueId>))]
public readonly record struct IssueId(string Value) : IIdentifier<IssueId>
{
    public static IssueId Of(string value) => new(value);

    public override string ToString() => Value;
}

/// <summary>One version of a plan, <c>US-28</c>.</summary>
[JsonConverter(typeof(IdentifierJson<VersionId>))]
public readonly record struct VersionId(string Value) : IIdentifier<VersionId>
{
    private readonly int _hash = Value.GetHashCode(); // kept: a fold looks it up at nearly every step

    public static VersionId Of(string value) => new(value);

    public bool Equals(VersionId other) => _hash == other._hash && Value == other.Value;

    public override int GetHashCode() => _hash;

    public override string ToString() => Value;
}

/// <summary>
/// One numbered provision of a version, <c>US-28/21</c>, or a sub-point of it, <c>US-28/10b</c>: the version, a slash,
/// the number, and for a sub-point lower-case letters.
/// </summary>
[JsonConverter(typeof(IdentifierJson<PointId>))]
public readonly record struct PointId(string Value) : IIdentifier<PointId>
{
    private readonly int _hash = Value.GetHashCode(); // kept: a fold looks it up at nearly every step

    public static PointId Of(string value) => new(value);

    /// <summary>The version that the point stands in. Whole text when the id is malformed.</summary>
    public VersionId Version => new(Slash < 0 ? Value : Value[..Slash]);

    /// <summary>True when the point stands in this version.</summary>
    public bool IsOf(VersionId version) => Slash == version.Value.Length && Value.StartsWith(version.Value, StringComparison.Ordinal);

    /// <summary>What follows the slash: <c>21</c>, <c>10b</c>.</summary>
    public string Number => Slash < 0 ? "" : Value[(Slash + 1)..];

    /// <summary>The point that a sub-point belongs to; null for a point.</summary>
    public PointId? Parent => IsSubPoint ? new(Value.TrimEnd(Letters)) : null;

    public bool IsSubPoint => Value.Length > 0 && char.IsAsciiLetterLower(Value[^1]) && Slash >= 0 && char.IsAsciiDigit(Value[Slash + 1]);

    /// <summary>True when <see cref="Parent"/> is <paramref name="point"/>, which is no sub-point itself; makes no new text.</summary>
    public bool IsSubPointOf(PointId point) =>
        Value.Length > point.Value.Length
        && Value.StartsWith(point.Value, StringComparison.Ordinal)
        && !Value.AsSpan(point.Value.Length).ContainsAnyExceptInRange('a', 'z');

    /// <summary>True for <c>version/number</c> with an optional letter suffix.</summary>
    public bool IsWellFormed =>
        Slash > 0 && Number.TrimEnd(Letters) is { Length: > 0 and <= 4 } digits && digits.All(char.IsAsciiDigit);

    private static readonly char[] Letters = [.. "abcdefghijklmnopqrstuvwxyz"];

    private int Slash => Value.LastIndexOf('/');

    public bool Equals(PointId other) => _hash == other._hash && Value == other.Value;

    public override int GetHashCode() => _hash;

    public override string ToString() => Value;
}

/// <summary>A grouping of points for negotiation, <c>us-packages/territory</c>.</summary>
[JsonConverter(typeof(IdentifierJson<PackageId>))]
public readonly record struct PackageId(string Value) : IIdentifier<PackageId>
{
    public static PackageId Of(string value) => new(value);

    public override string ToString() => Value;
}

/// <summary>A meeting or call, <c>kremlin-2-dec</c>. It exists from the first event that names it.</summary>
[JsonConverter(typeof(IdentifierJson<MeetingId>))]
public readonly record struct MeetingId(string Value) : IIdentifier<MeetingId>
{
    public static MeetingId Of(string value) => new(value);

    public override string ToString() => Value;
}

/// <summary>A deadline, <c>thanksgiving</c>. It exists from the first event that names it.</summary>
[JsonConverter(typeof(IdentifierJson<DeadlineId>))]
public readonly record struct DeadlineId(string Value) : IIdentifier<DeadlineId>
{
    public static DeadlineId Of(string value) => new(value);

    public override string ToString() => Value;
}

/// <summary>A set of points whose members were not named, <c>rus-rejected-some</c>.</summary>
[JsonConverter(typeof(IdentifierJson<SetId>))]
public readonly record struct SetId(string Value) : IIdentifier<SetId>
{
    public static SetId Of(string value) => new(value);

    public override string ToString() => Value;
}

/// <summary>A what-if within its negotiation, <c>briefing-takes-place</c>: lower-case letters, digits and hyphens.</summary>
[JsonConverter(typeof(IdentifierJson<WhatIfId>))]
public readonly record struct WhatIfId(string Value) : IIdentifier<WhatIfId>
{
    public static WhatIfId Of(string value) => new(value);

    public override string ToString() => Value;
}

/// <summary>A forecast within its negotiation, <c>christmas-plan</c>: lower-case letters, digits and hyphens.</summary>
[JsonConverter(typeof(IdentifierJson<ForecastId>))]
public readonly record struct ForecastId(string Value) : IIdentifier<ForecastId>
{
    public static ForecastId Of(string value) => new(value);

    public override string ToString() => Value;
}

internal sealed class IdentifierJson<T> : JsonConverter<T>
    where T : struct, IIdentifier<T>
{
    public override T Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        T.Of(reader.GetString() ?? throw new JsonException("an identifier cannot be null"));

    public override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options) =>
        writer.WriteStringValue(value.Value);

    public override T ReadAsPropertyName(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        T.Of(reader.GetString()!);

    public override void WriteAsPropertyName(Utf8JsonWriter writer, T value, JsonSerializerOptions options) =>
        writer.WritePropertyName(value.Value);
}
