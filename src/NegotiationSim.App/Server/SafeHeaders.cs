using Microsoft.AspNetCore.Http;

namespace NegotiationSim.App.Server;

/// <summary>
/// What browsers are told on every answer: load nothing from elsewhere, run no script that stands in a page, be shown in no
/// other site. And no other site may write: it could reach this machine through the browser of whoever visits it.
/// </summary>
internal sealed class SafeHeaders(RequestDelegate next)
{
    private const string Policy = "default-src 'self'; img-src 'self' data:; object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'";

    /// <summary>The reference of the API brings a script and styles of its own in its page; they too load nothing from elsewhere.</summary>
    private const string PolicyOfDocs = Policy + "; script-src 'self' 'unsafe-inline' 'unsafe-eval'; style-src 'self' 'unsafe-inline'; font-src 'self' data:";

    public Task InvokeAsync(HttpContext http)
    {
        var headers = http.Response.Headers;
        headers.ContentSecurityPolicy = http.Request.Path.StartsWithSegments("/api/docs", StringComparison.Ordinal) ? PolicyOfDocs : Policy;
        headers.XContentTypeOptions = "nosniff";
        headers["Referrer-Policy"] = "no-referrer";
        headers["Cross-Origin-Opener-Policy"] = "same-origin";
        var isRead = HttpMethods.IsGet(http.Request.Method) || HttpMethods.IsHead(http.Request.Method);
        if (!isRead && http.Request.Headers["Sec-Fetch-Site"].ToString() is "cross-site" or "same-site")
        {
            http.Response.StatusCode = StatusCodes.Status403Forbidden;
            return Task.CompletedTask;
        }

        return next(http);
    }
}
