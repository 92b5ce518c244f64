using System.Globalization;
using System.Reflection;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Extensions;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.AspNetCore.Mvc;
using NegotiationSim.App.Questions;
using NegotiationSim.App.ScenarioFiles;
using NegotiationSim.Domain;
using Wolverine.Http;

namespace NegotiationSim.App.Server.Api;

/// <summary>The parameters of a list of events.</summary>
public sealed record EventsQuery : DateQuery
{
    [FromQuery(Name = "limit")]
    public string? Limit { get; set; }

    [FromQuery(Name = "cursor")]
    public string? Cursor { get; set; }
}

/// <summary>The parameters of an export.</summary>
public sealed record ExportQuery
{
    [FromQuery(Name = "format")]
    public string? Format { get; set; }
}

/// <summary>Events, page by page or as a file.</summary>
public static class Events
{
    private const int MostAtOnce = 1_000;

    /// <summary>The events in force, page by page in folding order; with <c>Accept: application/x-ndjson</c> one a line, and all of them unless a limit is given.</summary>
    [WolverineGet("/api/v1/negotiations/{negotiation}/events", OperationId = "listEvents")]
    public static async Task<EventsPage> List(string negotiation, [AsParameters] EventsQuery query, HttpContext http, Asking asking)
    {
        int? limit = string.IsNullOrEmpty(query.Limit) ? null
            : int.TryParse(query.Limit, NumberStyles.None, CultureInfo.InvariantCulture, out var l) && l is > 0 and <= MostAtOnce ? l
            : throw new BadQuestion("limit", $"'{query.Limit}' is not a number of events: expected 1 to {MostAtOnce}");
        var asked = await asking.AskAsync(http, negotiation, query);
        var (version, first) = string.IsNullOrEmpty(query.Cursor) ? (asked.Timelines.Stored.Version, 0) : Place(query.Cursor);
        if (version > asked.Timelines.Stored.Version)
        {
            throw NoCursor(query.Cursor!);
        }

        if (version < asked.Timelines.Stored.Version && asked is { WhatIf: null, Run: null })
        {
            // Pages of one list belong together: the following ones are of the ledger that the first was of. (A what-if and a run are pinned.)
            asked = await asking.AtAsync(asked, version, query, http.RequestAborted);
        }

        return new EventsPage(asked, first, limit);
    }

    /// <summary>Every event recorded, in the order of arrival: yaml can be imported again, ndjson recorded again, csv is for spreadsheets.</summary>
    [WolverineGet("/api/v1/negotiations/{negotiation}/export", OperationId = "export")]
    public static async Task<Export> Export(string negotiation, [AsParameters] ExportQuery query, HttpContext http, Asking asking)
    {
        Asking.RefuseUnknown(http, typeof(ExportQuery));
        var format = string.IsNullOrEmpty(query.Format) ? "yaml" : query.Format;
        return format is "yaml" or "ndjson" or "csv"
            ? new(await asking.Ledgers.OpenAsync(negotiation, http.RequestAborted), format)
            : throw new BadQuestion("format", $"'{format}' is not a format: expected yaml, ndjson or csv");
    }

    /// <summary>A cursor: the version of the ledger that is paged through, and the place of the next event.</summary>
    internal static string Cursor(long version, int place) => string.Create(CultureInfo.InvariantCulture, $"{version}-{place}");

    private static (long Version, int Place) Place(string cursor) =>
        cursor.Split('-') is [var version, var place]
        && long.TryParse(version, NumberStyles.None, CultureInfo.InvariantCulture, out var v) && v > 0
        && int.TryParse(place, NumberStyles.None, CultureInfo.InvariantCulture, out var p) ? (v, p) : throw NoCursor(cursor);

    private static BadQuestion NoCursor(string cursor) => new("cursor", $"'{cursor}' is not a cursor: take it from the Link of an answer");
}

/// <summary>A page of events, with links to those before and after it.</summary>
/// <param name="limit">The most events of it; null: as many as its form usually has.</param>
public sealed class EventsPage(Asked asked, int first, int? limit) : IResult, IEndpointMetadataProvider
{
    private const string Lines = "application/x-ndjson";

    /// <summary>Events of a page of JSON where no limit is given.</summary>
    private const int Usual = 100;

    public async Task ExecuteAsync(HttpContext httpContext)
    {
        var isLines = httpContext.Request.Headers.Accept.Any(a => a?.Contains(Lines, StringComparison.OrdinalIgnoreCase) == true);
        if (Reading.IsUnchanged(httpContext, asked, isLines ? "-ndjson" : ""))
        {
            return;
        }

        var most = limit ?? (isLines ? int.MaxValue - first : Usual);
        var answer = EventsAnswer.Of(asked, first, most);
        var links = new List<string>();
        if (first + most < answer.Total)
        {
            links.Add(Link(httpContext, first + most, "next"));
        }

        if (first > 0)
        {
            links.Add(Link(httpContext, Math.Max(0, first - most), "prev"));
            links.Add(Link(httpContext, 0, "first"));
        }

        httpContext.Response.Headers.Link = links.Count == 0 ? default : string.Join(", ", links);
        if (isLines)
        {
            httpContext.Response.ContentType = $"{Lines}; charset=utf-8";
            using var lines = new MemoryStream();
            ScenarioWriter.WriteNdjson(lines, answer.Events);
            lines.Position = 0;
            await lines.CopyToAsync(httpContext.Response.Body, httpContext.RequestAborted);
            return;
        }

        httpContext.Response.ContentType = "application/json; charset=utf-8";
        await JsonSerializer.SerializeAsync(httpContext.Response.Body, answer, DomainJson.Answers, httpContext.RequestAborted);
    }

    private string Link(HttpContext http, int place, string relation)
    {
        var query = new QueryBuilder(http.Request.Query.Where(q => q.Key != "cursor")) { { "cursor", Events.Cursor(asked.Timelines.Stored.Version, place) } };
        return $"<{http.Request.Path}{query.ToQueryString()}>; rel=\"{relation}\"";
    }

    static void IEndpointMetadataProvider.PopulateMetadata(MethodInfo method, EndpointBuilder builder) => Reading.Describe(builder, typeof(EventsAnswer), "application/json", Lines);
}

/// <summary>Every event recorded, as a file.</summary>
public sealed class Export(Timelines timelines, string format) : IResult, IEndpointMetadataProvider
{
    private static readonly Dictionary<string, string> Types = new() { ["yaml"] = "application/yaml", ["ndjson"] = "application/x-ndjson", ["csv"] = "text/csv" };

    public async Task ExecuteAsync(HttpContext httpContext)
    {
        if (Reading.IsUnchanged(httpContext, $"{timelines.Stored.Tag}-{format}"))
        {
            return;
        }

        using var file = new MemoryStream();
        switch (format)
        {
            case "csv":
                ScenarioWriter.WriteCsv(file, timelines.Ledger.Events);
                break;
            case "ndjson":
                ScenarioWriter.WriteNdjson(file, timelines.Ledger.Events);
                break;
            default:
                ScenarioWriter.WriteYaml(file, timelines.Ledger.Negotiation, timelines.Ledger.Events);
                break;
        }

        httpContext.Response.ContentType = $"{Types[format]}; charset=utf-8";
        httpContext.Response.Headers.ContentDisposition = $"attachment; filename=\"{timelines.Ledger.Negotiation}.{format}\"";
        file.Position = 0;
        await file.CopyToAsync(httpContext.Response.Body, httpContext.RequestAborted);
    }

    static void IEndpointMetadataProvider.PopulateMetadata(MethodInfo method, EndpointBuilder builder) => Reading.Describe(builder, typeof(Stream), [.. Types.Values]);
}
