using System.Reflection;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Metadata;
using NegotiationSim.App.Questions;
using NegotiationSim.Domain;

namespace NegotiationSim.App.Server.Api;

/// <summary>
/// The answer to a read, in the JSON form of the verb that asks the same. Worked out only when the client does not have
/// it already.
/// </summary>
/// <param name="answer">Works it out.</param>
/// <param name="asked">What it comes from; null: from more than one, and only the answer itself tells whether it is still the same.</param>
public sealed class Read<T>(Func<T> answer, Asked? asked = null) : IResult, IEndpointMetadataProvider
{
    public async Task ExecuteAsync(HttpContext httpContext)
    {
        if (asked is not null && Reading.IsUnchanged(httpContext, asked, ""))
        {
            return;
        }

        var value = answer();
        if (asked is null)
        {
            var bytes = JsonSerializer.SerializeToUtf8Bytes(value, DomainJson.Answers);
            if (!Reading.IsUnchanged(httpContext, Versions.TagOfContent(bytes)))
            {
                httpContext.Response.ContentType = "application/json; charset=utf-8";
                await httpContext.Response.Body.WriteAsync(bytes, httpContext.RequestAborted);
            }

            return;
        }

        httpContext.Response.ContentType = "application/json; charset=utf-8";
        await JsonSerializer.SerializeAsync(httpContext.Response.Body, value, DomainJson.Answers, httpContext.RequestAborted);
    }

    static void IEndpointMetadataProvider.PopulateMetadata(MethodInfo method, EndpointBuilder builder) => Reading.Describe(builder, typeof(T), "application/json");
}

/// <summary>What all reads do.</summary>
internal static class Reading
{
    /// <summary>
    /// How long an answer with both dates fixed is shown again without asking. What was known by a day is settled, but for
    /// claims of those days that are found and recorded later.
    /// </summary>
    private const int FixedSeconds = 60;

    /// <summary>Writes the headers that tell an answer's version; true when the client has it already.</summary>
    /// <param name="form">Tells apart the forms of an answer in its tag.</param>
    public static bool IsUnchanged(HttpContext http, Asked asked, string form)
    {
        var isUnchanged = IsUnchanged(http, Versions.TagOfAnswer(http, asked) + form);
        if (Versions.IsFixed(http))
        {
            http.Response.Headers.CacheControl = $"private, max-age={FixedSeconds}";
        }

        return isUnchanged;
    }

    /// <inheritdoc cref="IsUnchanged(HttpContext, Asked, string)"/>
    /// <param name="version">What the tag says, without its quotes.</param>
    public static bool IsUnchanged(HttpContext http, string version)
    {
        var tag = $"\"{version}\"";
        http.Response.Headers.ETag = tag;
        http.Response.Headers.CacheControl = "private, no-cache";
        http.Response.Headers.Vary = "Accept";
        if (!http.Request.Headers.IfNoneMatch.Any(given => given == "*" || given?.Split(',', StringSplitOptions.TrimEntries).Contains(tag) == true))
        {
            return false;
        }

        http.Response.StatusCode = StatusCodes.Status304NotModified;
        return true;
    }

    /// <summary>Says what a read may answer.</summary>
    public static void Describe(EndpointBuilder builder, Type answer, params string[] types)
    {
        builder.Metadata.Add(new ProducesResponseTypeMetadata(StatusCodes.Status200OK, answer, types));
        builder.Metadata.Add(new ProducesResponseTypeMetadata(StatusCodes.Status304NotModified));
        builder.Metadata.Add(new ProducesResponseTypeMetadata(StatusCodes.Status400BadRequest, typeof(Problem), ["application/problem+json"]));
        builder.Metadata.Add(new ProducesResponseTypeMetadata(StatusCodes.Status404NotFound, typeof(Problem), ["application/problem+json"]));
    }
}
