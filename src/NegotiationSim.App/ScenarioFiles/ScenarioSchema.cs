using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using NegotiationSim.Domain;
using NegotiationSim.Simulation;

namespace NegotiationSim.App.ScenarioFiles;

/// <summary>
/// The JSON Schemas of scenario files, what-ifs and assessments, with which editors complete and check them while they are written.
/// Draft-07: editors know no later one. They accept whatever the reader accepts as long as text that looks like a number is
/// in quotes; the reader finds more (references, dates in the wrong order, exactly one of several members).
/// </summary>
public static class ScenarioSchema
{
    private static readonly JsonSerializerOptions Layout = new()
    {
        WriteIndented = true,
        NewLine = "\n",
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>The schema of scenario files as indented text with a line end at its end; always the same.</summary>
    public static string Create()
    {
        var (schema, definitions) = Schema(typeof(Scenario), "Scenario file of NegotiationSim");

        // Claims are asked of the events of a file, not of what a correction puts in their place.
        var events = (JsonObject)schema["properties"]!["events"]!;
        events["items"] = new JsonObject
        {
            ["allOf"] = new JsonArray(events["items"]!.DeepClone()),
            ["required"] = new JsonArray("claims"),
            ["properties"] = new JsonObject { ["claims"] = new JsonObject { ["minItems"] = 1 } },
        };
        return Text(schema, definitions);
    }

    /// <summary>The schema of what-if files. Events in them need no claims.</summary>
    public static string CreateForWhatIfs()
    {
        var (schema, definitions) = Schema(typeof(WhatIf), "What-if file of NegotiationSim");
        return Text(schema, definitions);
    }

    /// <summary>The schema of assessments.</summary>
    public static string CreateForAssessments()
    {
        var (schema, definitions) = Schema(typeof(Assessment), "Assessment file of NegotiationSim");
        return Text(schema, definitions);
    }

    private static (JsonObject Schema, SortedDictionary<string, JsonNode> Definitions) Schema(Type root, string title)
    {
        var definitions = new SortedDictionary<string, JsonNode>(StringComparer.Ordinal);
        var schema = new JsonObject
        {
            ["$schema"] = "http://json-schema.org/draft-07/schema#",
            ["title"] = title,
        };
        foreach (var (key, value) in Keys((RecordForm)Form.Of(root), definitions).ToList())
        {
            schema[key] = value?.DeepClone();
        }

        return (schema, definitions);
    }

    private static string Text(JsonObject schema, SortedDictionary<string, JsonNode> definitions)
    {
        schema["definitions"] = new JsonObject(definitions.Select(d => KeyValuePair.Create(d.Key, (JsonNode?)d.Value)));
        return schema.ToJsonString(Layout) + "\n";
    }

    private static JsonObject Of(Form form, SortedDictionary<string, JsonNode> definitions)
    {
        switch (form)
        {
            case ScalarForm { SchemaName: { } name } scalar:
                Define(name, () => Explained(scalar), definitions);
                return Reference(name);
            case ScalarForm scalar:
                return scalar.Schema;
            case ListForm list:
                return new JsonObject { ["type"] = "array", ["items"] = Of(list.Item, definitions), ["maxItems"] = list.Most };
            case RecordForm record:
                Define(record.Name, () => Keys(record, definitions), definitions);
                return Reference(record.Name);
            case UnionForm union:
                Define(union.Name, () => Union(union, definitions), definitions);
                return Reference(union.Name);
            default:
                throw new InvalidOperationException($"no form {form}");
        }
    }

    /// <summary>
    /// What all kinds have, and for each kind what it adds. <c>if</c> and <c>then</c> rather than one of many: an editor
    /// then offers the members of the type that was typed, and complains about these alone.
    /// </summary>
    private static JsonObject Union(UnionForm union, SortedDictionary<string, JsonNode> definitions)
    {
        var shared = union.Kinds[0].Members.Where(m => m.Inherited).ToList();
        var properties = new JsonObject
        {
            [union.Discriminator] = new JsonObject
            {
                ["description"] = $"What kind of {union.Name} it is.",
                ["enum"] = new JsonArray([.. union.Kinds.Select(k => JsonValue.Create(k.Name))]),
            },
        };
        foreach (var member in shared)
        {
            properties[member.Name] = Described(member, definitions);
        }

        var kinds = new JsonArray();
        foreach (var kind in union.Kinds)
        {
            kinds.Add(new JsonObject
            {
                ["if"] = new JsonObject
                {
                    ["required"] = new JsonArray(union.Discriminator),
                    ["properties"] = new JsonObject { [union.Discriminator] = new JsonObject { ["const"] = kind.Name } },
                },
                ["then"] = Reference(kind.Name),
            });
            Define(kind.Name, () => Kind(union, kind, definitions), definitions);
        }

        return new JsonObject
        {
            ["type"] = "object",
            ["required"] = new JsonArray([union.Discriminator, .. Required(shared)]),
            ["properties"] = properties,
            ["allOf"] = kinds,
        };
    }

    /// <summary>The members of its own; the shared ones are allowed and described elsewhere, any other is not.</summary>
    private static JsonObject Kind(UnionForm union, RecordForm kind, SortedDictionary<string, JsonNode> definitions)
    {
        var keys = Keys(kind, definitions, kind.Members.Where(m => !m.Inherited));
        var properties = (JsonObject)keys["properties"]!;
        properties[union.Discriminator] = true;
        foreach (var member in kind.Members.Where(m => m.Inherited))
        {
            properties[member.Name] = true;
        }

        return keys;
    }

    private static JsonObject Keys(RecordForm record, SortedDictionary<string, JsonNode> definitions, IEnumerable<Member>? only = null)
    {
        var members = (only ?? record.Members).ToList();
        var keys = new JsonObject { ["type"] = "object" };
        if (record.Description is { } description)
        {
            keys["description"] = description;
        }

        if (Required(members) is { Length: > 0 } required)
        {
            keys["required"] = new JsonArray(required);
        }

        keys["properties"] = new JsonObject(members.Select(m => KeyValuePair.Create(m.Name, (JsonNode?)Described(m, definitions))));
        keys["additionalProperties"] = false;
        return keys;
    }

    /// <summary>Beside a reference nothing counts in draft-07: a described one is wrapped.</summary>
    private static JsonObject Described(Member member, SortedDictionary<string, JsonNode> definitions)
    {
        var form = Of(member.Form, definitions);
        var described = new JsonObject();
        if (member.Description is { } description)
        {
            described["description"] = description;
        }

        if (form.ContainsKey("$ref"))
        {
            described["allOf"] = new JsonArray(form);
            return described;
        }

        foreach (var (key, value) in form)
        {
            described[key] = value?.DeepClone();
        }

        return described;
    }

    /// <summary>A pattern alone helps nobody; editors show this message instead, and other programs pass over it.</summary>
    private static JsonObject Explained(ScalarForm scalar)
    {
        var schema = scalar.Schema;
        schema["patternErrorMessage"] = $"expected {scalar.Expected}";
        return schema;
    }

    /// <summary>Entered before it is made: forms refer to one another in a circle.</summary>
    private static void Define(string name, Func<JsonObject> make, SortedDictionary<string, JsonNode> definitions)
    {
        if (definitions.TryAdd(name, new JsonObject()))
        {
            definitions[name] = make();
        }
    }

    private static JsonNode[] Required(IEnumerable<Member> members) => [.. members.Where(m => m.Required).Select(m => JsonValue.Create(m.Name)!)];

    private static JsonObject Reference(string name) => new() { ["$ref"] = $"#/definitions/{name}" };
}
