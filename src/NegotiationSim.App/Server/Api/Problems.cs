using System.Text.Json;
using JasperFx;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Logging;
using NegotiationSim.App.Questions;
using NegotiationSim.Domain;
using NegotiationSim.Store;
using Npgsql;

namespace NegotiationSim.App.Server.Api;

/// <summary>What went wrong with a request, in the form of RFC 9457.</summary>
/// <param name="Title">What its status means.</param>
/// <param name="Detail">What is wrong, and how to mend it.</param>
/// <param name="Errors">Each thing that is wrong, with its place.</param>
public sealed record Problem(int Status, string Title, string Detail, ValueList<ProblemError> Errors)
{
    public static Problem Of(int status, string detail, params IEnumerable<ProblemError> errors) => new(status, ReasonPhrases.GetReasonPhrase(status), detail, errors.ToValueList());

    public async Task WriteAsync(HttpContext http)
    {
        http.Response.StatusCode = Status;
        http.Response.ContentType = "application/problem+json";
        http.Response.Headers.CacheControl = "no-store";
        await JsonSerializer.SerializeAsync(http.Response.Body, this, DomainJson.Options, http.RequestAborted);
    }
}

/// <summary>One thing that is wrong.</summary>
/// <param name="Parameter">The parameter of the address or the header at fault.</param>
/// <param name="Pointer">The member of the body at fault, a JSON pointer: <c>#/events/0/occurred</c>.</param>
public sealed record ProblemError(string Detail, string? Parameter = null, string? Pointer = null);

/// <summary>Ends a request with a problem.</summary>
internal sealed class ProblemException(Problem problem) : Exception(problem.Detail)
{
    public Problem Problem { get; } = problem;

    public ProblemException(int status, string detail, params IEnumerable<ProblemError> errors)
        : this(Problem.Of(status, detail, errors))
    {
    }
}

/// <summary>Turns whatever comes of a request to the API into a problem with its status.</summary>
internal sealed partial class Problems(RequestDelegate next, ILogger<Problems> log)
{
    public async Task InvokeAsync(HttpContext http)
    {
        if (!http.Request.Path.StartsWithSegments("/api", StringComparison.Ordinal))
        {
            await next(http);
            return;
        }

        try
        {
            await next(http);
            if (http.Response is { HasStarted: false, StatusCode: >= 400, ContentLength: null, ContentType: null })
            {
                await Problem.Of(http.Response.StatusCode, $"{http.Request.Method} {http.Request.Path} is nothing that this API does; /openapi/v1.json lists what it does").WriteAsync(http);
            }
        }
        catch (Exception e) when (!http.Response.HasStarted && !http.RequestAborted.IsCancellationRequested)
        {
            http.Response.Clear();
            await Of(e).WriteAsync(http);
        }
    }

    private Problem Of(Exception e)
    {
        switch (e)
        {
            case ProblemException problem:
                return problem.Problem;
            case BadQuestion bad:
                return Problem.Of(bad.IsUnknownName ? StatusCodes.Status404NotFound : StatusCodes.Status400BadRequest, bad.Message, new ProblemError(bad.Message, bad.Parameter));
            case BadHttpRequestException bad:
                return Problem.Of(bad.StatusCode, bad.StatusCode == StatusCodes.Status413PayloadTooLarge ? $"The body is larger than {NegsimServer.BodyBytes / (1024 * 1024)} MiB; import a file of that size with 'negsim import'" : bad.Message);
            case LedgerConflict or WhatIfChanged or ConcurrencyException or Marten.Exceptions.StreamLockedException:
                return Problem.Of(StatusCodes.Status409Conflict, "Somebody else recorded at the same time, and nothing was stored; read again and try again.");
            case NpgsqlException:
                LogFailure(e);
                return Problem.Of(StatusCodes.Status503ServiceUnavailable, "The database does not answer.");
            default:
                LogFailure(e);
                return Problem.Of(StatusCodes.Status500InternalServerError, "This is a fault of the program; what it was is in its log.");
        }
    }

    [LoggerMessage(LogLevel.Error, "A request failed")]
    private partial void LogFailure(Exception cause);
}
