using System.Collections.Concurrent;
using System.Security.Cryptography;
using Microsoft.AspNetCore.Http;

namespace NegotiationSim.App.Server.Api;

/// <summary>
/// The keys of requests that went well, each with what it was sent with. Recording is repeatable by the ids of events, so a
/// key only tells a request sent again from another that was given the same key by mistake. That is why it is kept in memory,
/// for a day or until the server ends: without it nothing is recorded twice.
/// </summary>
internal sealed class IdempotencyKeys(TimeProvider clock)
{
    private const string Header = "Idempotency-Key";

    /// <summary>Keys kept at once; the oldest go first.</summary>
    private const int MostKept = 10_000;

    private const int LongestKey = 255;

    private static readonly TimeSpan Lifetime = TimeSpan.FromDays(1);

    private readonly ConcurrentDictionary<string, (string Sent, DateTimeOffset At)> _kept = [];

    /// <summary>Looks at the key of a request, and keeps it when the request ends well.</summary>
    /// <exception cref="ProblemException">It was used for something else, or is too long.</exception>
    public void Check(HttpContext http, ReadOnlySpan<byte> body)
    {
        var key = http.Request.Headers[Header].ToString();
        if (key.Length == 0)
        {
            return;
        }

        if (key.Length > LongestKey)
        {
            throw new ProblemException(StatusCodes.Status400BadRequest, $"An {Header} has {LongestKey} characters at most.", new ProblemError("too long", Header));
        }

        var sent = $"{http.Request.Method} {http.Request.Path}{http.Request.QueryString} {Convert.ToHexStringLower(SHA256.HashData(body))}";
        var now = clock.GetUtcNow();
        if (_kept.TryGetValue(key, out var kept) && kept.Sent != sent && now - kept.At < Lifetime)
        {
            throw new ProblemException(StatusCodes.Status422UnprocessableEntity, $"The {Header} '{key}' was sent before with another request; nothing was recorded. Give each request a key of its own.", new ProblemError("used before", Header));
        }

        http.Response.OnStarting(() =>
        {
            if (http.Response.StatusCode < StatusCodes.Status300MultipleChoices)
            {
                Keep(key, sent, now);
            }

            return Task.CompletedTask;
        });
    }

    private void Keep(string key, string sent, DateTimeOffset now)
    {
        if (_kept.Count >= MostKept)
        {
            foreach (var (old, _) in _kept.OrderBy(k => k.Value.At).Take(MostKept / 10).ToList())
            {
                _kept.TryRemove(old, out _);
            }
        }

        _kept[key] = (sent, now);
    }
}
