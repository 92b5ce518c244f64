using System.Text.Json;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.OpenApi;
using NegotiationSim.Domain;

namespace NegotiationSim.App.Server.Api;

/// <summary>The description of the API, made from the endpoints and the records that they answer with.</summary>
internal static class OpenApiDocument
{
    public const string Name = "v1";

    private const string References = "#/components/schemas/";

    public static void Configure(OpenApiOptions options)
    {
        options.AddOperationTransformer(OpenApiOperations.DescribeAsync);
        options.AddSchemaTransformer(DescribeAsync);
        options.AddDocumentTransformer(async (document, _, cancellation) =>
        {
            document.Info = new() { Title = "NegotiationSim", Version = Name, Description = "A ledger of negotiations: where any point stood on any date, as known on any date, and who says so." };
            document.Servers = [new() { Url = "/" }];
            OpenApiOperations.Tag(document);
            NameItems(document);
            NameEventTypes(document);
            SayNullWhereUsed(document);
            await RemoveUnusedAsync(document, cancellation);
        });
    }

    /// <summary>The description as text, with a line feed behind it.</summary>
    /// <param name="services">Those of a server that was started.</param>
    public static async Task<string> TextAsync(IServiceProvider services, CancellationToken cancellation)
    {
        var document = await services.GetRequiredKeyedService<IOpenApiDocumentProvider>(Name).GetOpenApiDocumentAsync(cancellation);
        return (await document.SerializeAsJsonAsync(OpenApiSpecVersion.OpenApi3_1, cancellation)).ReplaceLineEndings("\n").TrimEnd() + "\n";
    }

    /// <summary>What is written by a converter of its own, and so says nothing of its form by itself.</summary>
    private static async Task DescribeAsync(OpenApiSchema schema, OpenApiSchemaTransformerContext context, CancellationToken cancellation)
    {
        var mayBeNull = Nullable.GetUnderlyingType(context.JsonTypeInfo.Type) is not null || context.JsonPropertyInfo is { IsGetNullable: true } ? JsonSchemaType.Null : 0;
        var type = Nullable.GetUnderlyingType(context.JsonTypeInfo.Type) ?? context.JsonTypeInfo.Type;
        if (type.IsEnum)
        {
            schema.Type = JsonSchemaType.String | mayBeNull;
            schema.Enum = [.. Enum.GetValues(type).Cast<object>().Select(value => JsonSerializer.SerializeToNode(value, type, DomainJson.Options)!)];
            if (mayBeNull != 0)
            {
                schema.Enum.Add(JsonNullSentinel.JsonNull);
            }
        }
        else if (type == typeof(When) || type.GetInterfaces().Any(i => i.IsGenericType && i.GetGenericTypeDefinition() == typeof(IIdentifier<>)))
        {
            schema.Type = JsonSchemaType.String | mayBeNull;
        }
        else if (type == typeof(DateOnly))
        {
            schema.Type = JsonSchemaType.String | mayBeNull;
        }
        else if (type.IsGenericType && type.GetGenericTypeDefinition() == typeof(ValueList<>))
        {
            schema.Type = JsonSchemaType.Array | mayBeNull;
            schema.Items = await ItemAsync(type.GetGenericArguments()[0], context, cancellation);
            schema.Description = null; // of lists as such, and not of this one
        }
        else if (type == typeof(NegotiationEvent))
        {
            schema.Description = "A fact about the negotiation: the date it is about, who claims it, and the events it was because of.";
            if (context.JsonPropertyInfo is not null)
            {
                // By far the largest: described once, and not with each answer that holds one.
                (schema.Type, schema.AnyOf, schema.Discriminator, schema.Properties, schema.Required) = (null, null, null, null, null);
                var named = await ItemAsync(type, context, cancellation);
                if (mayBeNull == 0)
                {
                    schema.AllOf = [named];
                }
                else
                {
                    schema.OneOf = [new OpenApiSchema { Type = JsonSchemaType.Null }, named];
                }
            }
        }
        else if (schema.Type is not null)
        {
            schema.Type |= mayBeNull;
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

    /// <summary>Says what lists hold: a list that has a name itself lost the name of its items on the way.</summary>
    private static void NameItems(Microsoft.OpenApi.OpenApiDocument document)
    {
        const string list = "ValueListOf";
        foreach (var (name, schema) in document.Components!.Schemas!)
        {
            if (name.StartsWith(list, StringComparison.Ordinal) && document.Components.Schemas.ContainsKey(name[list.Length..]))
            {
                ((OpenApiSchema)schema).Items = new OpenApiSchemaReference(name[list.Length..], document);
            }
        }
    }

    /// <summary>Gives each type of event a name of its own, the one that the table of types already points to.</summary>
    private static void NameEventTypes(Microsoft.OpenApi.OpenApiDocument document)
    {
        if (document.Components?.Schemas?[nameof(NegotiationEvent)] is not OpenApiSchema { AnyOf: { Count: > 0 } types, Discriminator: { Mapping: { } mapping } discriminator } schema)
        {
            return;
        }

        var named = new List<IOpenApiSchema>();
        var table = new Dictionary<string, OpenApiSchemaReference>();
        foreach (var (type, word) in types.Zip(mapping.Keys))
        {
            var name = $"{nameof(NegotiationEvent)}{string.Concat(word.Split('-').Select(part => char.ToUpperInvariant(part[0]) + part[1..]))}";
            var one = (OpenApiSchema)type;
            (one.Required ??= new HashSet<string>()).Add(discriminator.PropertyName!);
            document.AddComponent(name, one);
            named.Add(table[word] = new OpenApiSchemaReference(name, document));
        }

        (schema.AnyOf, schema.OneOf, schema.Type, schema.Required, discriminator.Mapping) = (null, named, null, null, table);
    }

    /// <summary>A type with a name is not null by itself: whatever may be null says so where it refers to the type.</summary>
    private static void SayNullWhereUsed(Microsoft.OpenApi.OpenApiDocument document)
    {
        foreach (var schema in document.Components!.Schemas!.Values.OfType<OpenApiSchema>())
        {
            schema.Type &= ~JsonSchemaType.Null;
            schema.Enum = schema.Enum?.Where(value => !value.IsJsonNullSentinel()).ToList();
        }
    }

    /// <summary>Leaves out what nothing refers to: types that were only passed through.</summary>
    private static async Task RemoveUnusedAsync(Microsoft.OpenApi.OpenApiDocument document, CancellationToken cancellation)
    {
        int before;
        do
        {
            before = document.Components!.Schemas!.Count;
            var text = await document.SerializeAsJsonAsync(OpenApiSpecVersion.OpenApi3_1, cancellation);
            foreach (var name in document.Components.Schemas.Keys.Where(name => !text.Contains($"\"{References}{name}\"", StringComparison.Ordinal)).ToList())
            {
                document.Components.Schemas.Remove(name);
            }
        }
        while (document.Components.Schemas.Count < before);
    }
}
