using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using NegotiationSim.App.Forecasting;
using NegotiationSim.App.Pictures;
using NegotiationSim.App.Questions;
using NegotiationSim.Domain;
using NegotiationSim.Simulation;
using NegotiationSim.Store;
using Wolverine.Http;

namespace NegotiationSim.App.Server.Api;

/// <summary>The parameter of a sensitivity.</summary>
public sealed record SensitivityQuery
{
    [FromQuery(Name = "of")]
    public string? Of { get; set; }

    internal string Measured => string.IsNullOrEmpty(Of) ? Measure.Agreed.Written : Of;
}

/// <summary>Which judged numbers of a forecast matter most: simulated on request, and kept until the server ends.</summary>
public static class Sensitivities
{
    private const string Path = "/api/v1/negotiations/{negotiation}/forecasts/{forecast}/sensitivity";

    /// <summary>Works out which judged numbers an outcome of a forecast depends on most. It is answered at once; the progress tells when it is done.</summary>
    [WolverinePost(Path, OperationId = "runSensitivity")]
    [ProducesResponseType<ForecastAccepted>(StatusCodes.Status202Accepted)]
    [ProducesResponseType<Problem>(StatusCodes.Status400BadRequest, "application/problem+json")]
    [ProducesResponseType<Problem>(StatusCodes.Status404NotFound, "application/problem+json")]
    [ProducesResponseType<Problem>(StatusCodes.Status429TooManyRequests, "application/problem+json")]
    public static async Task<IResult> Run(string negotiation, string forecast, [AsParameters] SensitivityQuery query, HttpContext http, [NotBody] Asking asking, [NotBody] ForecastJobs jobs)
    {
        Asking.RefuseUnknown(http, typeof(SensitivityQuery));
        var timelines = await asking.Ledgers.OpenAsync(negotiation, http.RequestAborted);
        var planned = await PlannedForecast.AgainAsync(timelines, await timelines.ForecastAsync(forecast, http.RequestAborted), http.RequestAborted);
        var measure = Measure.Parse(query.Measured, planned.Plan)
            ?? throw new BadQuestion("of", $"'{query.Measured}' cannot be measured: expected {Measure.Forms}, with one of {string.Join(", ", planned.Plan.Points.Select(p => p.Point))}");
        if (!jobs.Start(planned, measure)) throw Forecasts.TooMany();
        var at = Address(planned.Plan.Assessment.Negotiation, planned.Plan.Assessment.Name, "/progress", measure.Written);
        http.Response.Headers.Location = at;
        return Results.Json(new ForecastAccepted(forecast, at, Address(planned.Plan.Assessment.Negotiation, planned.Plan.Assessment.Name, "", measure.Written)), DomainJson.Answers, statusCode: StatusCodes.Status202Accepted);
    }

    /// <summary>Which judged numbers an outcome depends on most, once that is worked out.</summary>
    [WolverineGet(Path, OperationId = "getSensitivity")]
    public static async Task<Read<Sensitivity>> Show(string negotiation, string forecast, [AsParameters] SensitivityQuery query, HttpContext http, Asking asking, ForecastJobs jobs)
    {
        var answer = await FindAsync(negotiation, forecast, query, http, asking, jobs);
        return new(() => answer);
    }

    /// <summary>The same as a picture.</summary>
    [WolverineGet($"{Path}/tornado.svg", OperationId = "getSensitivityPicture")]
    [ProducesResponseType<Stream>(StatusCodes.Status200OK, "image/svg+xml")]
    [ProducesResponseType<Problem>(StatusCodes.Status404NotFound, "application/problem+json")]
    public static async Task<IResult> Picture(string negotiation, string forecast, [AsParameters] SensitivityQuery query, HttpContext http, Asking asking, ForecastJobs jobs) =>
        Results.Text(ForecastPictures.Tornado(await FindAsync(negotiation, forecast, query, http, asking, jobs)), "image/svg+xml");

    /// <summary>How far it has come, as a forecast's progress is told.</summary>
    [WolverineGet($"{Path}/progress", OperationId = "getSensitivityProgress")]
    [ProducesResponseType<ForecastProgress>(StatusCodes.Status200OK, "application/json", "text/event-stream")]
    [ProducesResponseType<Problem>(StatusCodes.Status404NotFound, "application/problem+json")]
    public static async Task<IResult> Progress(string negotiation, string forecast, [AsParameters] SensitivityQuery query, HttpContext http, Asking asking, ForecastJobs jobs)
    {
        var stored = await StoredAsync(negotiation, forecast, http, asking);
        return Forecasts.Told(http, jobs, stored.Assessment.Negotiation, forecast, query.Measured) ?? throw NotRun(query);
    }

    /// <summary>Cancels it.</summary>
    [WolverineDelete($"{Path}/progress", OperationId = "cancelSensitivity")]
    [ProducesResponseType(StatusCodes.Status204NoContent)]
    [ProducesResponseType<Problem>(StatusCodes.Status404NotFound, "application/problem+json")]
    public static async Task<IResult> Cancel(string negotiation, string forecast, [AsParameters] SensitivityQuery query, HttpContext http, [NotBody] Asking asking, [NotBody] ForecastJobs jobs)
    {
        var stored = await StoredAsync(negotiation, forecast, http, asking);
        return jobs.Cancel(stored.Assessment.Negotiation, forecast, query.Measured) ? Results.NoContent() : throw NotRun(query);
    }

    /// <summary>Where a sensitivity is asked for.</summary>
    internal static string Address(NegotiationId negotiation, ForecastId forecast, string what, string of) =>
        $"/api/v1/negotiations/{negotiation}/forecasts/{forecast}/sensitivity{what}?of={Uri.EscapeDataString(of)}";

    private static async Task<Sensitivity> FindAsync(string negotiation, string forecast, SensitivityQuery query, HttpContext http, Asking asking, ForecastJobs jobs) =>
        jobs.Sensitivity(await StoredAsync(negotiation, forecast, http, asking), query.Measured) ?? throw NotRun(query);

    private static async Task<StoredForecast> StoredAsync(string negotiation, string forecast, HttpContext http, Asking asking)
    {
        Asking.RefuseUnknown(http, typeof(SensitivityQuery));
        return await (await asking.Ledgers.OpenAsync(negotiation, http.RequestAborted)).ForecastAsync(forecast, http.RequestAborted);
    }

    private static BadQuestion NotRun(SensitivityQuery query) =>
        new("of", $"This server has not worked out what '{query.Measured}' depends on: ask for it with a POST to the same address.", isUnknownName: true);
}
