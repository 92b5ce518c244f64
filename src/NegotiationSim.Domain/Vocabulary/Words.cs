using System.Collections.Frozen;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace NegotiationSim.Domain;

/// <summary>The word that each value of an enum is written with, <c>accepts-conditionally</c>.</summary>
internal static class Words<T>
    where T : struct, Enum
{
    private static readonly FrozenDictionary<T, string> OfValues =
        Enum.GetValues<T>().ToFrozenDictionary(value => value, value => JsonNamingPolicy.KebabCaseLower.ConvertName(value.ToString()));

    private static readonly FrozenDictionary<string, T> Values = OfValues.ToFrozenDictionary(v => v.Value, v => v.Key, StringComparer.Ordinal);

    public static string Of(T value) => OfValues[value];

    public static T? Find(string word) => Values.TryGetValue(word, out var value) ? value : null;

    public static string All => string.Join(", ", Enum.GetValues<T>().Select(Of));
}

/// <summary>
/// Reads and writes enum values as their words and nothing else: the converter that comes with .NET would also take
/// <c>Accepts</c>, and read <c>accepts, rejects</c> as one of the two.
/// </summary>
internal sealed class WordJson : JsonConverterFactory
{
    public override bool CanConvert(Type typeToConvert) => typeToConvert.IsEnum;

    public override JsonConverter CreateConverter(Type typeToConvert, JsonSerializerOptions options) =>
        (JsonConverter)Activator.CreateInstance(typeof(Of<>).MakeGenericType(typeToConvert))!;

    private sealed class Of<T> : JsonConverter<T>
        where T : struct, Enum
    {
        public override T Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            Words<T>.Find(reader.GetString() ?? "") ?? throw new JsonException($"expected one of {Words<T>.All}");

        public override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options) => writer.WriteStringValue(Words<T>.Of(value));
    }
}
