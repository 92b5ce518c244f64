using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace NegotiationSim.App.Tests.ScenarioFiles;

/// <summary>Checks a value against a schema in the part of draft-07 that ours uses; any other keyword is an error.</summary>
internal sealed class JsonSchemaCheck(JsonObject root)
{
    /// <summary>The first violation; null when the value is valid.</summary>
    public string? Violation(JsonNode? value) => Of(root, value, "");

    private string? Of(JsonNode schema, JsonNode? value, string path)
    {
        if (schema is JsonValue truth)
        {
            return truth.GetValue<bool>() ? null : $"{path}: not allowed";
        }

        return ((JsonObject)schema).Select(keyword => Of((JsonObject)schema, keyword.Key, keyword.Value!, value, path)).FirstOrDefault(v => v is not null);
    }

    private string? Of(JsonObject schema, string keyword, JsonNode rule, JsonNode? value, string path)
    {
        var (map, list) = (value as JsonObject, value as JsonArray);
        var text = value is JsonValue v && v.TryGetValue<string>(out var s) ? s : null;
        var number = value is JsonValue n && n.TryGetValue<decimal>(out var d) ? d : (decimal?)null;
        var holds = keyword switch
        {
            "$schema" or "title" or "description" or "patternErrorMessage" or "definitions" or "then" => true,
            "type" => (rule is JsonArray types ? types.Select(t => (string)t!) : [(string)rule!]).Any(type => Is(type, value)),
            "enum" => rule.AsArray().Any(allowed => JsonNode.DeepEquals(allowed, value)),
            "const" => JsonNode.DeepEquals(rule, value),
            "pattern" => text is null || Regex.IsMatch(text, (string)rule!, RegexOptions.ECMAScript),
            "minLength" => text is null || text.Length >= (int)rule,
            "maxLength" => text is null || text.Length <= (int)rule,
            "minimum" => number is null || number >= (decimal)rule,
            "maximum" => number is null || number <= (decimal)rule,
            "minItems" => list is null || list.Count >= (int)rule,
            "maxItems" => list is null || list.Count <= (int)rule,
            "required" => map is null || rule.AsArray().All(name => map.ContainsKey((string)name!)),
            "additionalProperties" => map is null || map.All(m => schema["properties"]!.AsObject().ContainsKey(m.Key)),
            _ => (bool?)null,
        };
        return holds switch
        {
            true => null,
            false => $"{path}: {keyword} {rule.ToJsonString()}",
            null => keyword switch
            {
                "$ref" => Of(root["definitions"]![((string)rule!)["#/definitions/".Length..]]!, value, path),
                "allOf" => rule.AsArray().Select(all => Of(all!, value, path)).FirstOrDefault(r => r is not null),
                "if" => Of(rule, value, path) is null ? Of(schema["then"]!, value, path) : null,
                "items" => list?.Select((item, i) => Of(rule, item, $"{path}[{i}]")).FirstOrDefault(r => r is not null),
                "properties" => map?.Where(m => rule.AsObject().ContainsKey(m.Key)).Select(m => Of(rule[m.Key]!, m.Value, $"{path}.{m.Key}")).FirstOrDefault(r => r is not null),
                _ => throw new NotSupportedException($"keyword {keyword}"),
            },
        };
    }

    private static bool Is(string type, JsonNode? value) => type switch
    {
        "object" => value is JsonObject,
        "array" => value is JsonArray,
        "string" => value is JsonValue text && text.TryGetValue<string>(out _),
        "boolean" => value is JsonValue truth && truth.TryGetValue<bool>(out _),
        "integer" => value is JsonValue whole && whole.TryGetValue<long>(out _),
        "number" => value is JsonValue number && number.TryGetValue<decimal>(out _),
        _ => throw new NotSupportedException($"type {type}"),
    };
}
