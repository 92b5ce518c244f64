using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace NegotiationSim.Domain;

/// <summary>The word that each value of an enum is written with, <c>accepts-conditionally</c>.</summary>
internal static class Words<T>
    where T : struct, Enum
{
    // A handful of values, counted from 0: an array is found in faster than a dictionary, and made faster at every start.
    private static readonly string[] Names =
        [.. Enum.GetNames<T>().Select(JsonNamingPolicy.KebabCaseLower.ConvertName)];

    public static string Of(T value) => Names[Unsafe.As<T, int>(ref value)];

    public static T? Find(string word)
    {
        var index = Array.IndexOf(Names, word);
        return index < 0 ? null : Unsafe.As<int, T>(ref index);
    }

    public static string All => string.Join(", ", Names);
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
