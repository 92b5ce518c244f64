using System.Security.Cryptography;
using Microsoft.AspNetCore.Http;
using NegotiationSim.App.ScenarioFiles;
using NegotiationSim.Domain;
using NegotiationSim.Simulation;

namespace NegotiationSim.App.Server.Api;

/// <summary>What a request carries: the same as a file, read by the same rules.</summary>
internal static class Bodies
{
    private const string Name = "body";

    /// <summary>The events of a body: one, a list, or a whole negotiation, in JSON, NDJSON or YAML.</summary>
    /// <exception cref="ProblemException">It is malformed.</exception>
    public static Task<ScenarioFile> EventsAsync(HttpContext http) => ReadAsync(http, ScenarioReader.ReadEvents);

    /// <summary>The what-if of a body, in JSON or YAML.</summary>
    /// <exception cref="ProblemException">It is malformed.</exception>
    public static async Task<WhatIf> WhatIfAsync(HttpContext http) => (await ReadAsync(http, ScenarioReader.ReadDocument<WhatIf>)).Content;

    /// <summary>The assessment of a body, in JSON or YAML, and the hash of the body.</summary>
    /// <exception cref="ProblemException">It is malformed.</exception>
    public static async Task<(Assessment Assessment, string Hash)> AssessmentAsync(HttpContext http)
    {
        var hash = "";
        var document = await ReadAsync<Document<Assessment>>(http, (name, bytes, format) =>
        {
            hash = Convert.ToHexStringLower(SHA256.HashData(bytes.Span));
            return ScenarioReader.ReadDocument<Assessment>(name, bytes, format);
        });
        return (document.Content, hash);
    }

    /// <summary>A JSON pointer to a member such as <c>points[2].id</c>.</summary>
    public static string Pointer(params ReadOnlySpan<string> paths)
    {
        var steps = string.Join('.', paths!).Split(['.', '[', ']'], StringSplitOptions.RemoveEmptyEntries);
        return "#" + string.Concat(steps.Select(step => $"/{step}"));
    }

    private static async Task<T> ReadAsync<T>(HttpContext http, Func<string, ReadOnlyMemory<byte>, FileFormat?, ReadResult<T>> read)
    {
        using var stream = new MemoryStream();
        await http.Request.Body.CopyToAsync(stream, http.RequestAborted);
        var bytes = stream.ToArray();
        var format = http.Request.ContentType switch
        {
            { } type when type.Contains("ndjson", StringComparison.OrdinalIgnoreCase) => FileFormat.Ndjson,
            { } type when type.Contains("yaml", StringComparison.OrdinalIgnoreCase) => FileFormat.Yaml,
            { } type when type.Contains("json", StringComparison.OrdinalIgnoreCase) => FileFormat.Json,
            _ => (FileFormat?)null,
        };
        switch (read(Name, bytes, format))
        {
            case ReadResult<T>.Read { Content: var content }:
                return content;
            case ReadResult<T>.Failed failed:
                var errors = failed.Errors.Zip(ScenarioReader.PointersTo(failed.Errors, bytes, format), (e, pointer) => new ProblemError($"{e.Line}:{e.Column}: {e.Message}", Pointer: pointer));
                throw new ProblemException(StatusCodes.Status400BadRequest, $"The body has {Counted.Of(failed.Total, "error")}; nothing was recorded.", errors);
            case var other:
                throw new NotSupportedException($"Unknown result {other.GetType().Name}.");
        }
    }
}
