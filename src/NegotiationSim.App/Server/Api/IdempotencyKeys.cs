using System.Collections.Concurrent;
using System.Security.Cryptography;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;

namespace NegotiationSim.App.Server.Api;

/// <summary>
/// Requests that change something and have a key. The same request again is not done again: it is given the answer of the first.
/// Another request with its key is refused. A request that fails leaves its key free. Keys and answers are kept in memory, for a
/// day or until the server ends: events are recorded no second time without them, by their ids.
/// </summary>
internal sealed class IdempotencyKeys(RequestDelegate next, TimeProvider clock)
{
    private const string Header = "Idempotency-Key";

    /// <summary>Keys kept at once; the oldest go first.</summary>
    private const int MostKept = 10_000;

    /// <summary>Bytes of all answers kept at once; the oldest go first.</summary>
    private const long MostBytes = 64 * 1024 * 1024;

    private const int LongestKey = 255;

    private static readonly TimeSpan Lifetime = TimeSpan.FromDays(1);

    /// <summary>What an answer tells besides its body.</summary>
    private static readonly string[] Told = ["Content-Type", "ETag", "Location"];

    private readonly ConcurrentDictionary<string, Sent> _kept = [];

    /// <summary>A request with a key, and the answer to it once it went well.</summary>
    private sealed class Sent(string what, DateTimeOffset at)
    {
        public string What { get; } = what;

        public DateTimeOffset At { get; } = at;

        public volatile Answer? Answer;
    }

    private sealed record Answer(int Status, StringValues[] Headers, byte[] Body);

    /// <exception cref="ProblemException">The key is that of another request, is too long, or its request is being done at present.</exception>
    public async Task InvokeAsync(HttpContext http)
    {
        var key = http.Request.Headers[Header].ToString();
        if (key.Length == 0 || HttpMethods.IsGet(http.Request.Method) || !http.Request.Path.StartsWithSegments("/api", StringComparison.Ordinal))
        {
            await next(http);
            return;
        }

        if (key.Length > LongestKey)
        {
            throw new ProblemException(StatusCodes.Status400BadRequest, $"An {Header} has {LongestKey} characters at most.", new ProblemError("too long", Header));
        }

        using var body = new MemoryStream();
        await http.Request.Body.CopyToAsync(body, http.RequestAborted);
        var mine = new Sent($"{http.Request.Method} {http.Request.Path}{http.Request.QueryString} {Convert.ToHexStringLower(SHA256.HashData(body.GetBuffer().AsSpan(0, (int)body.Length)))}", clock.GetUtcNow());
        var sent = _kept.AddOrUpdate(key, mine, (_, there) => mine.At - there.At < Lifetime ? there : mine);
        if (ReferenceEquals(sent, mine))
        {
            body.Position = 0;
            http.Request.Body = body;
            await DoAsync(http, key, mine);
        }
        else if (sent.What != mine.What)
        {
            throw new ProblemException(StatusCodes.Status422UnprocessableEntity, $"The {Header} '{key}' was sent before with another request; this one was not done. Give each request a key of its own.", new ProblemError("used before", Header));
        }
        else if (sent.Answer is { } answer)
        {
            http.Response.StatusCode = answer.Status;
            foreach (var (name, value) in Told.Zip(answer.Headers))
            {
                http.Response.Headers[name] = value;
            }

            await WriteAsync(http, answer.Body);
        }
        else
        {
            throw new ProblemException(StatusCodes.Status409Conflict, $"The request with the {Header} '{key}' is being done at present; send it again when it is.", new ProblemError("being done", Header));
        }
    }

    private async Task DoAsync(HttpContext http, string key, Sent sent)
    {
        var response = http.Response.Body;
        using var body = new MemoryStream();
        http.Response.Body = body;
        try
        {
            await next(http);
            if (http.Response.StatusCode is >= StatusCodes.Status200OK and < StatusCodes.Status300MultipleChoices)
            {
                sent.Answer = new(http.Response.StatusCode, [.. Told.Select(name => http.Response.Headers[name])], body.ToArray());
                MakeRoom();
            }
        }
        finally
        {
            http.Response.Body = response;
            if (sent.Answer is null)
            {
                _kept.TryRemove(KeyValuePair.Create(key, sent));
            }
        }

        await WriteAsync(http, body.ToArray());
    }

    private void MakeRoom()
    {
        if (_kept.Count <= MostKept && _kept.Values.Sum(BytesOf) <= MostBytes)
        {
            return;
        }

        var (count, bytes) = (0, 0L);
        foreach (var (key, sent) in _kept.OrderByDescending(k => k.Value.At).ToList())
        {
            if (++count > MostKept || (bytes += BytesOf(sent)) > MostBytes)
            {
                _kept.TryRemove(KeyValuePair.Create(key, sent));
            }
        }

        static long BytesOf(Sent sent) => sent.Answer?.Body.Length ?? 0;
    }

    /// <summary>An answer without a body must not even begin one.</summary>
    private static Task WriteAsync(HttpContext http, byte[] body) => body.Length == 0 ? Task.CompletedTask : http.Response.Body.WriteAsync(body, 0, body.Length, http.RequestAborted);
}
