using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using NegotiationSim.Domain;

namespace NegotiationSim.App.ScenarioFiles;

/// <summary>A name of something. Names go into addresses, file names and tables: no blanks, no signs but a few.</summary>
internal sealed class IdentifierForm<T> : ScalarForm
    where T : struct, IIdentifier<T>
{
    private readonly Regex _pattern = Identifiers.Pattern(typeof(T));

    public override string Notation { get; } = Identifiers.Name(typeof(T));

    public override bool IsFreeText => true;

    public override string SchemaName => $"{Notation}-id";

    public override string Expected { get; } = $"{Identifiers.Description(typeof(T))}, at most {Limits.IdentifierLength} characters";

    public override JsonObject Schema => new()
    {
        ["type"] = "string",
        ["pattern"] = _pattern.ToString().Replace(@"\z", "$", StringComparison.Ordinal),
        ["maxLength"] = Limits.IdentifierLength,
    };

    public override bool TryRead(ScalarNode node, out object? value, out string expected)
    {
        value = T.Of(node.Text);
        expected = Expected;
        return IsText(node) && node.Text.Length <= Limits.IdentifierLength && _pattern.IsMatch(node.Text);
    }

    public override string Print(object value) => ((T)value).Value;
}

/// <summary>What identifiers are made of.</summary>
internal static partial class Identifiers
{
    private const string Word = "[A-Za-z0-9][A-Za-z0-9._-]*";

    public static Regex Pattern(Type identifier) => identifier switch
    {
        _ when identifier == typeof(NegotiationId) || identifier == typeof(WhatIfId) || identifier == typeof(ForecastId) => OfNegotiation(),
        _ when identifier == typeof(PointId) => OfPoint(),
        _ when identifier == typeof(PackageId) => OfPackage(),
        _ => OfAnything(),
    };

    public static string Description(Type identifier) => identifier switch
    {
        _ when identifier == typeof(NegotiationId) => "a negotiation's name of lower-case letters, digits and hyphens, such as ukraine-2025",
        _ when identifier == typeof(WhatIfId) => "a what-if's name of lower-case letters, digits and hyphens, such as briefing-takes-place",
        _ when identifier == typeof(ForecastId) => "a forecast's name of lower-case letters, digits and hyphens, such as christmas-plan",
        _ when identifier == typeof(PointId) => "a point: its version, a slash and its number, such as US-28/21 or US-28/10b",
        _ when identifier == typeof(PackageId) => "a package's name of letters, digits, '.', '_', '-' and '/'",
        _ => $"{(Name(identifier)[0] is 'e' or 'i' ? "an" : "a")} {Name(identifier)}'s name of letters, digits, '.', '_' and '-'",
    };

    /// <summary><c>EventId</c> names an event.</summary>
    public static string Name(Type identifier) =>
        identifier == typeof(WhatIfId) ? "what-if" : identifier.Name[..^"Id".Length].ToLowerInvariant();

    [GeneratedRegex(@"^[a-z0-9][a-z0-9-]*\z")]
    private static partial Regex OfNegotiation();

    [GeneratedRegex($@"^{Word}/[0-9]{{1,4}}[a-z]*\z")]
    private static partial Regex OfPoint();

    [GeneratedRegex($@"^{Word}(/{Word})*\z")]
    private static partial Regex OfPackage();

    [GeneratedRegex($@"^{Word}\z")]
    private static partial Regex OfAnything();
}
