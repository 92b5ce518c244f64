using System.Globalization;
using System.Net.ServerSentEvents;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using NegotiationSim.App.Forecasting;
using NegotiationSim.App.Pictures;
using NegotiationSim.App.Questions;
using NegotiationSim.Domain;
using Wolverine.Http;

namespace NegotiationSim.App.Server.Api;

/// <summary>Where a forecast that is being run can be asked about.</summary>
public sealed record ForecastAccepted(string Forecast, string Progress, string Result);

/// <summary>The parameter of a grade.</summary>
public sealed record GradeQuery
{
    [FromQuery(Name = "asOf")]
    public string? AsOf { get; set; }
}

/// <summary>The parameter of a deletion.</summary>
public sealed record DeleteForecastQuery
{
    [FromQuery(Name = "evenSealed")]
    public string? EvenSealed { get; set; }
}

/// <summary>Forecasts: those that were run, and running one.</summary>
public static class Forecasts
{
    /// <summary>The forecasts of a negotiation.</summary>
    [WolverineGet("/api/v1/negotiations/{negotiation}/forecasts", OperationId = "listForecasts")]
    public static async Task<Read<ForecastListAnswer>> List(string negotiation, HttpContext http, Asking asking)
    {
        Asking.RefuseUnknown(http, null);
        var answer = await ForecastListAnswer.LoadAsync(await asking.Ledgers.OpenAsync(negotiation, http.RequestAborted), asking.Ledgers.Store, http.RequestAborted);
        return new(() => answer);
    }

    /// <summary>A forecast that was run: what it assumes, and what came of it.</summary>
    [WolverineGet("/api/v1/negotiations/{negotiation}/forecasts/{forecast}", OperationId = "getForecast")]
    public static async Task<Read<ForecastAnswer>> Show(string negotiation, string forecast, HttpContext http, Asking asking)
    {
        Asking.RefuseUnknown(http, null);
        var stored = await (await asking.Ledgers.OpenAsync(negotiation, http.RequestAborted)).ForecastAsync(forecast, http.RequestAborted);
        return new(() => ForecastAnswer.Of(stored));
    }

    /// <summary>A picture of a forecast: <c>all-agreed.svg</c>, and for each point <c>fan-….svg</c> and <c>statuses-….svg</c>.</summary>
    [WolverineGet("/api/v1/negotiations/{negotiation}/forecasts/{forecast}/pictures/{picture}", OperationId = "getForecastPicture")]
    [ProducesResponseType<Stream>(StatusCodes.Status200OK, "image/svg+xml")]
    [ProducesResponseType<Problem>(StatusCodes.Status404NotFound, "application/problem+json")]
    public static async Task<IResult> Picture(string negotiation, string forecast, string picture, HttpContext http, Asking asking)
    {
        Asking.RefuseUnknown(http, null);
        var stored = await (await asking.Ledgers.OpenAsync(negotiation, http.RequestAborted)).ForecastAsync(forecast, http.RequestAborted);
        return ForecastPictures.Find(stored.Result, picture) is { } svg ? Results.Text(svg, "image/svg+xml")
            : throw new BadQuestion("picture", $"The forecast {forecast} has no picture '{picture}': there are {string.Join(", ", ForecastPictures.Names(stored.Result))}", isUnknownName: true);
    }

    /// <summary>How a forecast did, by what was recorded after it: scores beside those of reference forecasts. What is not known is not graded.</summary>
    [WolverineGet("/api/v1/negotiations/{negotiation}/forecasts/{forecast}/grade", OperationId = "getForecastGrade")]
    public static async Task<Read<GradeAnswer>> Grade(string negotiation, string forecast, [AsParameters] GradeQuery query, HttpContext http, Asking asking)
    {
        Asking.RefuseUnknown(http, typeof(GradeQuery));
        var timelines = await asking.Ledgers.OpenAsync(negotiation, http.RequestAborted);
        var answer = GradeQuestion.Answer(timelines, await timelines.ForecastAsync(forecast, http.RequestAborted), asking.Date(query.AsOf, "asOf"));
        return new(() => answer);
    }

    /// <summary>A run of a forecast as a what-if, which can be recorded as it is: the run's events inserted, what was recorded of later days removed.</summary>
    [WolverineGet("/api/v1/negotiations/{negotiation}/forecasts/{forecast}/runs/{run}/what-if", OperationId = "getRunAsWhatIf")]
    [ProducesResponseType<JsonObject>(StatusCodes.Status200OK)]
    [ProducesResponseType<Problem>(StatusCodes.Status400BadRequest, "application/problem+json")]
    [ProducesResponseType<Problem>(StatusCodes.Status404NotFound, "application/problem+json")]
    public static async Task<IResult> Keep(string negotiation, string forecast, string run, HttpContext http, Asking asking)
    {
        Asking.RefuseUnknown(http, null);
        var timelines = await asking.Ledgers.OpenAsync(negotiation, http.RequestAborted);
        var number = Asking.RunNumber(run);
        var planned = await timelines.PlanAsync(forecast, number, http.RequestAborted);
        return Results.Json(await KeptRun.OfAsync(timelines, planned, number, http.RequestAborted), DomainJson.Options);
    }

    /// <summary>Runs a forecast from an assessment, in YAML or JSON as in its file. It is answered at once; the progress tells when it is done.</summary>
    [WolverinePost("/api/v1/negotiations/{negotiation}/forecasts", OperationId = "runForecast")]
    [Takes("The assessment, with the members of its file.", false, "application/yaml")]
    [ProducesResponseType<ForecastAccepted>(StatusCodes.Status202Accepted)]
    [ProducesResponseType<Problem>(StatusCodes.Status400BadRequest, "application/problem+json")]
    [ProducesResponseType<Problem>(StatusCodes.Status404NotFound, "application/problem+json")]
    [ProducesResponseType<Problem>(StatusCodes.Status429TooManyRequests, "application/problem+json")]
    public static async Task<IResult> Run(string negotiation, HttpContext http, [NotBody] Asking asking, [NotBody] ForecastJobs jobs)
    {
        Asking.RefuseUnknown(http, null);
        var (assessment, hash) = await Bodies.AssessmentAsync(http);
        var timelines = await asking.Ledgers.OpenAsync(negotiation, http.RequestAborted);
        if (assessment.Negotiation != timelines.Ledger.Negotiation)
        {
            throw new ProblemException(StatusCodes.Status400BadRequest, $"The body is of the negotiation '{assessment.Negotiation}', not '{negotiation}'", new ProblemError("another negotiation than in the address", Pointer: "#/negotiation"));
        }

        var (planned, faults) = await PlannedForecast.OfAsync(timelines, assessment, http.RequestAborted);
        if (planned is null)
        {
            throw new ProblemException(StatusCodes.Status422UnprocessableEntity, "The assessment does not fit the record; nothing was run.", faults.Select(f => new ProblemError($"expected {f.Expected}", Pointer: Bodies.Pointer(f.Member))));
        }

        if (await asking.Ledgers.Store.Forecasts.LoadAsync(assessment.Negotiation, assessment.Name, http.RequestAborted) is { Seal: not null } before && before.Key != planned.Key)
        {
            throw new ProblemException(StatusCodes.Status409Conflict, $"The forecast {assessment.Name} is sealed and stays as it is. Give the changed assessment another name.");
        }

        if (!jobs.Start(planned, hash)) throw TooMany();
        var at = $"/api/v1/negotiations/{negotiation}/forecasts/{assessment.Name}";
        http.Response.Headers.Location = $"{at}/progress";
        return Results.Json(new ForecastAccepted(assessment.Name.Value, $"{at}/progress", at), DomainJson.Answers, statusCode: StatusCodes.Status202Accepted);
    }

    /// <summary>Deletes a forecast; what is recorded stays. Refused when it is sealed, unless <c>evenSealed=true</c>.</summary>
    [WolverineDelete("/api/v1/negotiations/{negotiation}/forecasts/{forecast}", OperationId = "deleteForecast")]
    [ProducesResponseType(StatusCodes.Status204NoContent)]
    [ProducesResponseType<Problem>(StatusCodes.Status400BadRequest, "application/problem+json")]
    [ProducesResponseType<Problem>(StatusCodes.Status404NotFound, "application/problem+json")]
    public static async Task<IResult> Delete(string negotiation, string forecast, [AsParameters] DeleteForecastQuery query, HttpContext http, [NotBody] Asking asking)
    {
        Asking.RefuseUnknown(http, typeof(DeleteForecastQuery));
        var timelines = await asking.Ledgers.OpenAsync(negotiation, http.RequestAborted);
        var stored = await timelines.ForecastAsync(forecast, http.RequestAborted);
        return await asking.Ledgers.Store.Forecasts.DeleteAsync(timelines.Ledger.Negotiation, stored.Assessment.Name, Asking.IsTrue(query.EvenSealed, "evenSealed"), http.RequestAborted)
            ? Results.NoContent()
            : throw new ProblemException(StatusCodes.Status409Conflict, $"The forecast {forecast} is sealed, so that it can be graded once the outcome is known, and was not deleted. To delete it all the same, say evenSealed=true.", new ProblemError("sealed", "evenSealed"));
    }

    /// <summary>
    /// How far a forecast has come that this server runs: server-sent events with ids where these are asked for, else the present. A
    /// client that was cut off asks again with <c>Last-Event-ID</c> and is told what is newer than that, and the end in any case.
    /// </summary>
    [WolverineGet("/api/v1/negotiations/{negotiation}/forecasts/{forecast}/progress", OperationId = "getForecastProgress")]
    [ProducesResponseType<ForecastProgress>(StatusCodes.Status200OK, "application/json", "text/event-stream")]
    [ProducesResponseType<Problem>(StatusCodes.Status404NotFound, "application/problem+json")]
    public static async Task<IResult> Progress(string negotiation, string forecast, HttpContext http, Asking asking, ForecastJobs jobs)
    {
        Asking.RefuseUnknown(http, null);
        var id = (await asking.Ledgers.OpenAsync(negotiation, http.RequestAborted)).Ledger.Negotiation;
        return Told(http, jobs, id, forecast, null) ?? throw new BadQuestion("forecast", $"This server does not run a forecast '{forecast}' of {negotiation}.", isUnknownName: true);
    }

    /// <summary>Cancels a forecast that this server runs. What was counted is kept for when it is asked for again.</summary>
    [WolverineDelete("/api/v1/negotiations/{negotiation}/forecasts/{forecast}/progress", OperationId = "cancelForecast")]
    [ProducesResponseType(StatusCodes.Status204NoContent)]
    [ProducesResponseType<Problem>(StatusCodes.Status404NotFound, "application/problem+json")]
    public static async Task<IResult> Cancel(string negotiation, string forecast, HttpContext http, [NotBody] Asking asking, [NotBody] ForecastJobs jobs)
    {
        Asking.RefuseUnknown(http, null);
        var id = (await asking.Ledgers.OpenAsync(negotiation, http.RequestAborted)).Ledger.Negotiation;
        return jobs.Cancel(id, forecast) ? Results.NoContent()
            : throw new BadQuestion("forecast", $"This server does not run a forecast '{forecast}' of {negotiation} at present.", isUnknownName: true);
    }

    internal static ProblemException TooMany() =>
        new(StatusCodes.Status429TooManyRequests, $"{ForecastJobs.MostAtOnce} forecasts and sensitivities are being run or wait, the most at once; ask again when one of them is done or cancelled.");

    /// <summary>How far a forecast, or a sensitivity of one, has come, in the form that is asked for; null: this server does not run it.</summary>
    internal static IResult? Told(HttpContext http, ForecastJobs jobs, NegotiationId negotiation, string forecast, string? of)
    {
        if (jobs.Find(negotiation, forecast, of) is not { } progress)
        {
            return null;
        }

        if (!http.Request.Headers.Accept.ToString().Contains("text/event-stream", StringComparison.OrdinalIgnoreCase))
        {
            return Results.Json(progress, DomainJson.Answers);
        }

        _ = int.TryParse(http.Request.Headers["Last-Event-ID"], NumberStyles.None, CultureInfo.InvariantCulture, out var last);
        return TypedResults.ServerSentEvents(ItemsAsync(jobs.FollowAsync(negotiation, forecast, of, last, http.RequestAborted)));
    }

    private static async IAsyncEnumerable<SseItem<ForecastProgress>> ItemsAsync(IAsyncEnumerable<NumberedProgress> told)
    {
        await foreach (var (number, progress) in told)
        {
            yield return new SseItem<ForecastProgress>(progress) { EventId = number.ToString(CultureInfo.InvariantCulture) };
        }
    }
}
