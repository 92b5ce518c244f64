using System.Text.Json;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;
using NegotiationSim.Domain;

namespace NegotiationSim.App.Server.Api;

/// <summary>The description of the API, made from the endpoints and the records that they answer with.</summary>
internal static class OpenApiDocument
{
    public const string Name = "v1";

    public static void Configure(OpenApiOptions options)
    {
        options.AddDocumentTransformer((document, _, _) =>
        {
            document.Info = new() { Title = "NegotiationSim", Version = Name, Description = "A ledger of negotiations: where any point stood on any date, as known on any date, and who says so." };
            document.Servers = [new() { Url = "/" }];
            return Task.CompletedTask;
        });
        options.AddSchemaTransformer(DescribeAsync);
    }

    /// <summary>What is written by a converter of its own, and so says nothing of its form by itself.</summary>
    private static async Task DescribeAsync(OpenApiSchema schema, OpenApiSchemaTransformerContext context, CancellationToken cancellation)
    {
        var type = Nullable.GetUnderlyingType(context.JsonTypeInfo.Type) ?? context.JsonTypeInfo.Type;
        if (type.IsEnum)
        {
            schema.Type = JsonSchemaType.String;
            schema.Enum = [.. Enum.GetValues(type).Cast<object>().Select(value => JsonSerializer.SerializeToNode(value, type, DomainJson.Options)!)];
        }
        else if (type == typeof(When) || type.GetInterfaces().Any(i => i.IsGenericType && i.GetGenericTypeDefinition() == typeof(IIdentifier<>)))
        {
            schema.Type = JsonSchemaType.String;
        }
        else if (type.IsGenericType && type.GetGenericTypeDefinition() == typeof(ValueList<>))
        {
            schema.Type = JsonSchemaType.Array;
            schema.Items = await ItemAsync(type.GetGenericArguments()[0], context, cancellation);
        }
        else if (type == typeof(NegotiationEvent) && context.JsonPropertyInfo is not null)
        {
            // By far the largest: described once, and not with each answer that holds one.
            (schema.AnyOf, schema.Discriminator, schema.Properties, schema.Required) = (null, null, null, null);
            schema.AllOf = [await ItemAsync(type, context, cancellation)];
        }
    }

    /// <summary>The schema of a list's items; of a record a reference, since a record may hold a list of its own kind.</summary>
    private static async Task<IOpenApiSchema> ItemAsync(Type item, OpenApiSchemaTransformerContext context, CancellationToken cancellation)
    {
        if (!item.IsClass || item == typeof(string) || context.Document is not { } document)
        {
            return await context.GetOrCreateSchemaAsync(item, null, cancellation);
        }

        if (document.Components?.Schemas?.ContainsKey(item.Name) != true)
        {
            document.AddComponent(item.Name, new OpenApiSchema()); // its own lists refer to it already
            document.Components!.Schemas![item.Name] = await context.GetOrCreateSchemaAsync(item, null, cancellation);
        }

        return new OpenApiSchemaReference(item.Name, document);
    }
}
