using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.OpenApi;
using NegotiationSim.Domain;

namespace NegotiationSim.App.Server.Api;

/// <summary>What a request carries in its body, for the description.</summary>
/// <param name="description">What it is.</param>
/// <param name="isEvents">As JSON it is a list of events; false: an object.</param>
/// <param name="otherTypes">Media types other than JSON, in which it is text.</param>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class TakesAttribute(string description, bool isEvents, params string[] otherTypes) : Attribute
{
    public string Description { get; } = description;

    public bool IsEvents { get; } = isEvents;

    public string[] OtherTypes { get; } = otherTypes;
}

/// <summary>What the description of the API says of each operation beyond what its method says: one place, so that the same parameter is told the same everywhere.</summary>
internal static class OpenApiOperations
{
    private const string Json = "application/json";
    private const string Dates = "A date `2025-12-10`, `today`, `-3d`, or that of an event, `@event-id`; it means the end of that day, UTC.";

    private static readonly Dictionary<string, string> Parameters = new()
    {
        ["negotiation"] = "The name of the negotiation, `ukraine-2025`.",
        ["eventId"] = "The id of the event.",
        ["on"] = $"The date asked about; left out, that of the last event. {Dates}",
        ["knownBy"] = $"Only what was public by the end of this date counts; left out, all that is recorded. {Dates}",
        ["whatIf"] = "The name of a what-if; left out, what was recorded.",
        ["forecast"] = "The name of the forecast.",
        ["run"] = "A run of the forecast, from 0. Given to a read with `forecast`, it is answered of that run's timeline, and `whatIf` and `knownBy` are left out: the forecast has its own.",
        ["of"] = "What is measured: `agreed` (the share of the points agreed on the last day), `days:UA-20/14` (the days until a point is agreed) or `mean:UA-20/14` (the mean of the last positions on it); left out, `agreed`.",
        ["asOf"] = $"By what was known by the end of this date; left out, by all that is recorded. {Dates}",
        ["evenSealed"] = "`true`: also when it is sealed; what was foretold is lost, and can no longer be graded.",
        ["picture"] = "The name of a picture, `all-agreed.svg`.",
        ["point"] = "Only this point, `US-28/21`.",
        ["version"] = "Only this version, `US-28`.",
        ["issue"] = "Only this issue.",
        ["party"] = "Only this party.",
        ["meeting"] = "This meeting.",
        ["event"] = "This event.",
        ["from"] = $"The first day that counts. {Dates}",
        ["to"] = $"The last day that counts. {Dates}",
        ["a"] = "The first timeline: `real`, the name of a what-if, or `NAME/base` for what it builds on, each as known by a date after `@`; left out, `real`.",
        ["b"] = "The second timeline, in the same form.",
        ["limit"] = "Events on a page, 1 to 1000; left out, 100, and as NDJSON all.",
        ["cursor"] = "Where a page begins: from the `Link` of the page before.",
        ["format"] = "`yaml`, `ndjson` or `csv`; left out, `yaml`.",
        ["dryRun"] = "`true`: decide and answer, and store nothing.",
        ["If-Match"] = "The ETag of the negotiation that this is meant for, or `*`: whatever is recorded in it. One of this and `If-None-Match` is needed.",
        ["If-None-Match"] = "`*`: begin a negotiation, when there is none of this name.",
        ["Idempotency-Key"] = "Any text of 1 to 255 characters. For a day, or until the server ends, the same request with the same key is not done again and is given the answer of the first, and another request with it is refused.",
    };

    /// <summary>How any write may be refused: by what is recorded or by its key, for its size, or for what it says.</summary>
    private static readonly int[] RefusalsOfWrites = [StatusCodes.Status409Conflict, StatusCodes.Status413PayloadTooLarge, StatusCodes.Status422UnprocessableEntity];

    private static readonly Dictionary<string, string> Tags = new()
    {
        ["Negotiations"] = "What is recorded, and how it stood on any date.",
        ["Events"] = "The facts that everything else follows from: read and recorded.",
        ["What-ifs"] = "What if something had happened otherwise.",
        ["Forecasts"] = "What simulated talks come to.",
    };

    public static Task DescribeAsync(OpenApiOperation operation, OpenApiOperationTransformerContext context, CancellationToken _)
    {
        var path = context.Description.RelativePath ?? "";
        var isWrite = context.Description.HttpMethod is "POST" or "DELETE";
        operation.Description = null; // Wolverine's name for its code
        operation.Tags = new HashSet<OpenApiTagReference> { new(TagOf(path), context.Document) };
        if (isWrite)
        {
            string[] headers = path.EndsWith("/events", StringComparison.Ordinal) ? ["If-Match", "If-None-Match", "Idempotency-Key"] : ["Idempotency-Key"];
            operation.Parameters ??= [];
            foreach (var header in headers)
            {
                operation.Parameters.Add(new OpenApiParameter { Name = header, In = ParameterLocation.Header, Schema = new OpenApiSchema { Type = JsonSchemaType.String } });
            }

            foreach (var status in RefusalsOfWrites)
            {
                operation.Responses!.Add($"{status}", new OpenApiResponse { Description = ReasonPhrases.GetReasonPhrase(status), Content = operation.Responses[$"{StatusCodes.Status404NotFound}"].Content });
            }
        }

        foreach (var parameter in operation.Parameters?.OfType<OpenApiParameter>() ?? [])
        {
            parameter.Description = Parameters.GetValueOrDefault(parameter.Name!)
                ?? throw new NotSupportedException($"The parameter {parameter.Name} of {path} has no description: write one in {nameof(OpenApiOperations)}.");
        }

        // Wolverine adds the type that a method returns, which tells nothing when it is any result.
        foreach (var (status, response) in operation.Responses?.ToList() ?? [])
        {
            if (response.Content?.Values.Any(c => c.Schema is OpenApiSchemaReference { Reference.Id: "IResult" }) == true)
            {
                operation.Responses!.Remove(status);
            }
        }

        if (context.Description.ActionDescriptor.EndpointMetadata.OfType<TakesAttribute>().FirstOrDefault() is { } takes)
        {
            operation.RequestBody = new OpenApiRequestBody
            {
                Required = true,
                Description = takes.Description,
                Content = new Dictionary<string, OpenApiMediaType> { [Json] = new() { Schema = takes.IsEvents ? EventsIn(context.Document!) : new OpenApiSchema { Type = JsonSchemaType.Object } } },
            };
            foreach (var other in takes.OtherTypes)
            {
                operation.RequestBody.Content![other] = new() { Schema = new OpenApiSchema { Type = JsonSchemaType.String } };
            }
        }

        return Task.CompletedTask;
    }

    /// <summary>Says what each tag in use is.</summary>
    public static void Tag(Microsoft.OpenApi.OpenApiDocument document)
    {
        var used = document.Paths.Select(path => TagOf(path.Key)).ToHashSet();
        document.Tags = Tags.Where(tag => used.Contains(tag.Key)).Select(tag => new OpenApiTag { Name = tag.Key, Description = tag.Value }).ToHashSet();
    }

    private static OpenApiSchema EventsIn(Microsoft.OpenApi.OpenApiDocument document) =>
        new() { Type = JsonSchemaType.Array, Items = new OpenApiSchemaReference(nameof(NegotiationEvent), document) };

    private static string TagOf(string path) =>
        path.Contains("/what-ifs", StringComparison.Ordinal) ? "What-ifs"
        : path.Contains("/forecasts", StringComparison.Ordinal) ? "Forecasts"
        : path.Contains("/events", StringComparison.Ordinal) || path.EndsWith("/export", StringComparison.Ordinal) ? "Events"
        : "Negotiations";
}
