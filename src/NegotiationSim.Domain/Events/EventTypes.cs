using System.Reflection;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace NegotiationSim.Domain;

/// <summary>The event types and their names, read off the table on <see cref="NegotiationEvent"/>.</summary>
public static class EventTypes
{
    /// <summary>Every event type with its stored name, in the order of the table.</summary>
    public static readonly IReadOnlyList<(Type Type, string Name)> All =
        [.. typeof(NegotiationEvent).GetCustomAttributes<JsonDerivedTypeAttribute>().Select(a => (a.DerivedType, (string)a.TypeDiscriminator!))];

    private static readonly Dictionary<Type, string> Names = All.ToDictionary(t => t.Type, t => t.Name);
    private static readonly Dictionary<string, Type> Types = All.ToDictionary(t => t.Name, t => t.Type);

    /// <summary>The stored name of an event's type, <c>meeting-cancelled</c>.</summary>
    public static string NameOf(NegotiationEvent e) => Names[e.GetType()];

    /// <summary>The event type with this stored name; null when there is none.</summary>
    public static Type? Find(string name) => Types.GetValueOrDefault(name);
}

/// <summary>
/// The one JSON form of events, claims and answers: camelCase members, enums in kebab-case, absent members left out;
/// strict when read. What is stored, exported and printed with <c>--json</c> is written with these options.
/// </summary>
public static class DomainJson
{
    /// <summary>For what is stored and exported: absent members are left out.</summary>
    public static readonly JsonSerializerOptions Options = Create(JsonIgnoreCondition.WhenWritingDefault);

    /// <summary>For answers: every member is written, so that a program can rely on it.</summary>
    public static readonly JsonSerializerOptions Answers = Create(JsonIgnoreCondition.Never);

    private static JsonSerializerOptions Create(JsonIgnoreCondition ignore)
    {
        var options = new JsonSerializerOptions { TypeInfoResolver = new DefaultJsonTypeInfoResolver() };
        Apply(options);
        options.DefaultIgnoreCondition = ignore;
        options.MakeReadOnly();
        return options;
    }

    /// <summary>Gives other options the same form; for the store, which has options of its own.</summary>
    public static void Apply(JsonSerializerOptions options)
    {
        options.PropertyNamingPolicy = JsonNamingPolicy.CamelCase;
        options.DictionaryKeyPolicy = null;
        options.AllowOutOfOrderMetadataProperties = true;
        options.UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow;
        options.RespectNullableAnnotations = true;
        options.DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault;
        options.Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping;
        options.Converters.Add(new WordJson());
        options.TypeInfoResolver = (options.TypeInfoResolver ?? new DefaultJsonTypeInfoResolver())
            .WithAddedModifier(AlwaysWriteRequired);
    }

    /// <summary>
    /// Makes ready what reading each type of event needs. It is made ready by the first reading too; but to make it takes
    /// about as long as to reach a database, and the two can be done at once.
    /// </summary>
    public static void Prepare()
    {
        foreach (var (type, _) in EventTypes.All)
        {
            Options.GetTypeInfo(type);
        }
    }

    /// <summary>The name of an enum's value as it is written: <c>accepts-conditionally</c>.</summary>
    public static string Text<T>(T value)
        where T : struct, Enum => Words<T>.Of(value);

    /// <summary>Leaving out default values must not leave out a required member that has one.</summary>
    private static void AlwaysWriteRequired(JsonTypeInfo type)
    {
        foreach (var property in type.Properties)
        {
            if (property.IsRequired)
            {
                property.ShouldSerialize = static (_, _) => true;
            }
        }
    }
}
