using Microsoft.AspNetCore.OpenApi;

namespace NegotiationSim.App.Server.Api;

/// <summary>The description of the API.</summary>
internal static class OpenApiDocument
{
    public const string Name = "v1";

    public static void Configure(OpenApiOptions options)
    {
        options.AddDocumentTransformer((document, _, _) =>
        {
            document.Info = new() { Title = "NegotiationSim", Version = Name, Description = "A ledger of negotiations: where any point stood on any date, as known on any date, and who says so." };
            return Task.CompletedTask;
        });
    }
}
