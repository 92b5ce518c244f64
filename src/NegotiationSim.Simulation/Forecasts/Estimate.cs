using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace NegotiationSim.Simulation;

/// <summary>
/// A number that somebody judges: certain, or anything from low to high and likeliest the mode, triangular in between.
/// Written <c>40</c> or <c>30..40..60</c>.
/// </summary>
/// <param name="Low">The least.</param>
/// <param name="Mode">The likeliest, from low to high.</param>
/// <param name="High">The greatest.</param>
[JsonConverter(typeof(EstimateJson))]
public readonly record struct Estimate(double Low, double Mode, double High)
{
    /// <summary>How it is written.</summary>
    public const string Notation = "a number, such as 40, or low..mode..high, such as 30..40..60";

    private const string Separator = "..";

    /// <summary>A number that is certain.</summary>
    public Estimate(double number)
        : this(number, number, number)
    {
    }

    public bool IsCertain => Low == High;

    /// <summary>Reads what <see cref="ToString"/> writes.</summary>
    public static bool TryParse(string text, out Estimate estimate)
    {
        var parts = text.Split(Separator);
        Span<double> numbers = stackalloc double[3];
        estimate = default;
        if (parts.Length is not (1 or 3)) return false;
        for (var i = 0; i < parts.Length; i++)
        {
            if (!double.TryParse(parts[i].AsSpan().Trim(), NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent, CultureInfo.InvariantCulture, out numbers[i]) || !double.IsFinite(numbers[i])) return false;
        }

        estimate = parts.Length == 1 ? new(numbers[0]) : new(numbers[0], numbers[1], numbers[2]);
        return estimate.Low <= estimate.Mode && estimate.Mode <= estimate.High;
    }

    /// <summary>The number below which it is with a chance: the inverse of <see cref="ChanceUpTo"/>.</summary>
    /// <param name="chance">In [0, 1].</param>
    public double At(double chance)
    {
        var range = High - Low;
        if (range == 0) return Mode;
        return chance * range < Mode - Low ? Low + Math.Sqrt(chance * range * (Mode - Low)) : High - Math.Sqrt((1 - chance) * range * (High - Mode));
    }

    /// <summary>The chance that it is at most a number, in [0, 1].</summary>
    public double ChanceUpTo(double x)
    {
        if (x >= High) return 1;
        if (x < Low || High == Low) return 0;
        return x < Mode ? (x - Low) * (x - Low) / ((High - Low) * (Mode - Low)) : 1 - ((High - x) * (High - x) / ((High - Low) * (High - Mode)));
    }

    public override string ToString() => IsCertain ? Text(Mode) : string.Join(Separator, Text(Low), Text(Mode), Text(High));

    private static string Text(double number) => number.ToString("R", CultureInfo.InvariantCulture);
}

/// <summary>A number when it is certain, else the text.</summary>
internal sealed class EstimateJson : JsonConverter<Estimate>
{
    public override Estimate Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.TokenType == JsonTokenType.Number ? new(reader.GetDouble())
        : Estimate.TryParse(reader.GetString() ?? "", out var estimate) ? estimate
        : throw new JsonException($"expected {Estimate.Notation}");

    public override void Write(Utf8JsonWriter writer, Estimate value, JsonSerializerOptions options)
    {
        if (value.IsCertain)
        {
            writer.WriteNumberValue(value.Mode);
        }
        else
        {
            writer.WriteStringValue(value.ToString());
        }
    }
}
