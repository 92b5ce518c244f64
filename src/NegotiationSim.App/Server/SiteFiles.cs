using System.Collections.Frozen;
using System.Reflection;
using System.Security.Cryptography;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace NegotiationSim.App.Server;

/// <summary>The files that pages refer to, compiled into the program. Their address holds a hash, so that browsers keep them for good.</summary>
internal static class SiteFiles
{
    private static readonly FrozenDictionary<string, (byte[] Content, string Type, string Hash)> Files = Load();

    /// <summary>The address of a file of Server/wwwroot.</summary>
    public static string Address(string name) => $"/assets/{Files[name].Hash}/{name}";

    public static void MapSiteFiles(this IEndpointRouteBuilder routes) =>
        routes.MapGet("/assets/{hash}/{**name}", (string hash, string name, HttpContext http) =>
        {
            if (!Files.TryGetValue(name, out var file) || file.Hash != hash)
            {
                return Results.NotFound();
            }

            http.Response.Headers.CacheControl = "public, max-age=31536000, immutable";
            return Results.Bytes(file.Content, file.Type);
        }).ExcludeFromDescription();

    private static FrozenDictionary<string, (byte[], string, string)> Load()
    {
        var assembly = Assembly.GetExecutingAssembly();
        return assembly.GetManifestResourceNames()
            .Select(name => (Name: name, Type: TypeOf(name)))
            .Where(file => file.Type is not null)
            .ToFrozenDictionary(file => file.Name, file =>
            {
                using var stream = assembly.GetManifestResourceStream(file.Name)!;
                var content = new byte[stream.Length];
                stream.ReadExactly(content);
                return (content, file.Type!, Convert.ToHexStringLower(SHA256.HashData(content))[..12]);
            });
    }

    private static string? TypeOf(string name) => Path.GetExtension(name) switch
    {
        ".css" => "text/css; charset=utf-8",
        ".js" => "text/javascript; charset=utf-8",
        ".svg" => "image/svg+xml",
        _ => null,
    };
}
