using System.Collections.Concurrent;
using System.Globalization;
using System.Reflection;
using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using NegotiationSim.App.Questions;
using NegotiationSim.Domain;

namespace NegotiationSim.App.Server.Api;

/// <summary>The parameters of a read that is not about one date.</summary>
public record TimelineQuery
{
    [FromQuery(Name = "knownBy")]
    public string? KnownBy { get; set; }

    [FromQuery(Name = "whatIf")]
    public string? WhatIf { get; set; }

    [FromQuery(Name = "forecast")]
    public string? Forecast { get; set; }

    [FromQuery(Name = "run")]
    public string? Run { get; set; }
}

/// <summary>The parameters of a read on a date.</summary>
public record DateQuery : TimelineQuery
{
    [FromQuery(Name = "on")]
    public string? On { get; set; }
}

/// <summary>The parameters of a read that can be cut down to a point, version, issue or party.</summary>
public record StateQuery : DateQuery
{
    [FromQuery(Name = "point")]
    public string? Point { get; set; }

    [FromQuery(Name = "version")]
    public string? Version { get; set; }

    [FromQuery(Name = "issue")]
    public string? Issue { get; set; }

    [FromQuery(Name = "party")]
    public string? Party { get; set; }

    internal SubjectNames Subject => new(Asking.Given(Point), Asking.Given(Issue), Asking.Given(Version), Asking.Given(Party));
}

/// <summary>From a request to what is asked, the same for every read.</summary>
public sealed class Asking(Ledgers ledgers, TimeProvider clock)
{
    private static readonly ConcurrentDictionary<Type, string[]> Names = [];

    public Ledgers Ledgers { get; } = ledgers;

    private DateOnly Today => DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime);

    /// <summary>What a request asks about.</summary>
    /// <exception cref="BadQuestion">A parameter is malformed, unknown, or names nothing.</exception>
    public Task<Asked> AskAsync(HttpContext http, string negotiation, TimelineQuery query)
    {
        RefuseUnknown(http, query.GetType());
        return Ledgers.AskAsync(ScopeOf(negotiation, query), http.RequestAborted);
    }

    /// <summary>The same question, asked of the ledger as it was at a version.</summary>
    /// <exception cref="BadQuestion">A parameter names nothing by then.</exception>
    public Task<Asked> AtAsync(Asked asked, long version, TimelineQuery query, CancellationToken cancellation) =>
        Questions.Ledgers.AskAsync(asked.Timelines.At(version), ScopeOf(asked.Timelines.Ledger.Negotiation.Value, query), cancellation);

    private Scope ScopeOf(string negotiation, TimelineQuery query)
    {
        var (forecast, run, whatIf) = (Given(query.Forecast), Given(query.Run), Given(query.WhatIf));
        var (on, knownBy) = (query is DateQuery dated ? Date(dated.On, "on") : null, Date(query.KnownBy, "knownBy"));
        return Scope.Contradiction(forecast is not null, run is not null, (whatIf ?? Given(query.KnownBy)) is not null) is { } bad
            ? throw bad
            : new(negotiation, on, knownBy, whatIf, forecast, run is null ? null : RunNumber(run));
    }

    /// <summary>The number of a run.</summary>
    /// <exception cref="BadQuestion">It is none.</exception>
    public static int RunNumber(string text) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
        ? number
        : throw new BadQuestion("run", $"'{text}' is not a run of a forecast: expected a whole number from 0");

    /// <summary>Whether a parameter is true; left out, it is not.</summary>
    /// <exception cref="BadQuestion">It is neither true nor false.</exception>
    public static bool IsTrue(string? text, string parameter) => text switch
    {
        null or "" or "false" => false,
        "true" => true,
        _ => throw new BadQuestion(parameter, $"'{text}' is neither true nor false"),
    };

    /// <summary>A parameter without anything in it is one that was not given.</summary>
    public static string? Given(string? parameter) => parameter is { Length: > 0 } ? parameter : null;

    /// <summary>The date given as a parameter; null when none is.</summary>
    /// <exception cref="BadQuestion">It is none.</exception>
    public DateArgument? Date(string? text, string parameter) => string.IsNullOrEmpty(text) ? null
        : DateArgument.Parse(text, Today) ?? throw new BadQuestion(parameter, $"'{text}' is not a date for `{parameter}`: expected {DateArgument.Forms}");

    /// <summary>The side of a comparison given as a parameter.</summary>
    /// <exception cref="BadQuestion">It is none.</exception>
    public Side Side(string? text, string parameter) =>
        Questions.Side.Parse(Given(text) ?? WhatIf.Real.Value, Today) ?? throw new BadQuestion(parameter, $"'{text}' is not a timeline for `{parameter}`: expected {Questions.Side.Forms}");

    /// <summary>Refuses a request with a parameter that is none of the endpoint's: a misspelt one would be left out in silence.</summary>
    /// <param name="query">The type whose properties are the parameters; null: there are none.</param>
    public static void RefuseUnknown(HttpContext http, Type? query)
    {
        var names = query is null ? [] : Names.GetOrAdd(query, type => [.. type.GetProperties().Select(p => p.GetCustomAttribute<FromQueryAttribute>()?.Name).OfType<string>()]);
        foreach (var given in http.Request.Query.Keys)
        {
            if (!names.Contains(given))
            {
                var hint = Nearest.Of(given, names) is { } near ? $"did you mean '{near}'?" : names.Length == 0 ? "it takes none" : $"there are {string.Join(", ", names)}";
                throw new BadQuestion(given, $"There is no parameter '{given}' here: {hint}");
            }
        }
    }
}

/// <summary>How the answers to reads are told apart: which version of which stream they come from.</summary>
internal static class Versions
{
    /// <summary>The entity tag of an answer; it also tells the what-if, the forecast with its run, and the dates that were meant.</summary>
    public static string TagOfAnswer(HttpContext http, Asked asked)
    {
        var tag = asked switch
        {
            { WhatIf: { } whatIf } => $"{asked.Timelines.Stored.Tag}-{TagOfContent(JsonSerializer.SerializeToUtf8Bytes(whatIf, DomainJson.Options))}", // deleted and recorded anew, another has the same version
            { Run: { } run } => string.Create(CultureInfo.InvariantCulture, $"{run.Key[..16]}-{run.Run}"), // it is run on the record of its day, whatever came since
            _ => asked.Timelines.Stored.Tag,
        };
        return IsRelative(http, "on") || IsRelative(http, "knownBy") ? $"{tag}-{asked.On:yyyyMMdd}-{asked.Timeline.KnownBy:yyyyMMdd}" : tag;
    }

    /// <summary>The entity tag of an answer that comes from several streams: of what it says.</summary>
    public static string TagOfContent(ReadOnlySpan<byte> answer) => Convert.ToHexStringLower(SHA256.HashData(answer))[..16];

    /// <summary>Both dates are fixed: whoever has such an answer may show it again for a while without asking.</summary>
    public static bool IsFixed(HttpContext http) => IsFixed(http, "on") && IsFixed(http, "knownBy");

    private static bool IsFixed(HttpContext http, string parameter) => http.Request.Query[parameter].ToString() is { Length: 10 } text && char.IsAsciiDigit(text[0]);

    private static bool IsRelative(HttpContext http, string parameter) => http.Request.Query[parameter].ToString() is { Length: > 0 } text && !char.IsAsciiDigit(text[0]);
}
