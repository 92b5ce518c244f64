using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace NegotiationSim.Domain;

/// <summary>How much a <see cref="When"/> says.</summary>
public enum Precision
{
    /// <summary>Not known; kept and shown, never folded.</summary>
    Unknown,

    /// <summary>One day, <c>2025-12-02</c>.</summary>
    Day,

    /// <summary>Lasted from one day to another, <c>2025-12-14/2025-12-15</c>; counts from the first.</summary>
    Lasted,

    /// <summary>
    /// Happened on some day within, <c>[2025-12-02..2025-12-05]</c>, <c>2025-11</c> or <c>2025</c>; possible from the
    /// first day, counts from the last.
    /// </summary>
    Within,
}

/// <summary>
/// The date an event is about, in the notation of EDTF (ISO 8601-2): a day, a month, a year, <c>a/b</c> for what lasted
/// from a to b, <c>[a..b]</c> for some day within, <c>unknown</c>; each but the last with a trailing <c>~</c> for
/// approximate. Two are equal when they say the same, however they were written.
/// </summary>
[JsonConverter(typeof(WhenJson))]
public readonly record struct When
{
    private When(Precision precision, DateOnly first, DateOnly last, bool approximate)
    {
        Precision = precision;
        First = first;
        Last = last;
        Approximate = approximate;
    }

    /// <summary>The date is not known. Also <c>default</c>.</summary>
    public static readonly When Unknown;

    public Precision Precision { get; }

    /// <summary>The first day it may cover. Meaningless when unknown.</summary>
    public DateOnly First { get; }

    /// <summary>The last day it may cover; the same as <see cref="First"/> for a day.</summary>
    public DateOnly Last { get; }

    /// <summary>The source says "about": shown, and folded as if exact.</summary>
    public bool Approximate { get; }

    public bool IsKnown => Precision != Precision.Unknown;

    /// <summary>The day from which the event counts in a fold.</summary>
    public DateOnly Counts => Precision == Precision.Within ? Last : First;

    /// <summary>True when the event may have happened on days before it counts.</summary>
    public bool HasPossibleDays => Precision == Precision.Within && First < Last;

    public static When Day(DateOnly day, bool approximate = false) => new(Precision.Day, day, day, approximate);

    /// <summary>Lasted from <paramref name="first"/> to <paramref name="last"/>; the same day twice is a day.</summary>
    public static When Lasted(DateOnly first, DateOnly last, bool approximate = false) =>
        new(first == last ? Precision.Day : Precision.Lasted, first, Ordered(first, last), approximate);

    /// <summary>Some day from <paramref name="first"/> to <paramref name="last"/>; the same day twice is a day.</summary>
    public static When Within(DateOnly first, DateOnly last, bool approximate = false) =>
        new(first == last ? Precision.Day : Precision.Within, first, Ordered(first, last), approximate);

    /// <summary>The same date, moved by a number of days; unknown stays unknown.</summary>
    public When PlusDays(int days) =>
        IsKnown ? new(Precision, First.AddDays(days), Last.AddDays(days), Approximate) : this;

    /// <summary>Reads the notation; false with the reason, in a clause that can follow "expected", when it is not one.</summary>
    public static bool TryParse(string text, out When when, out string expected)
    {
        when = Unknown;
        expected = "";
        if (text == "unknown")
        {
            return true;
        }

        if (text is ['[', .. var inside, ']'] && Split(inside, "..") is var (first, last))
        {
            return Span(first, last, Within, out when, out expected);
        }

        if (Split(text, "/") is var (from, to))
        {
            return Span(from, to, Lasted, out when, out expected);
        }

        if (TryPart(text, out var start, out var end, out var approximate))
        {
            when = Within(start, end, approximate);
            return true;
        }

        expected = Notation;
        return false;
    }

    /// <exception cref="FormatException">The text is not in the notation.</exception>
    public static When Parse(string text) =>
        TryParse(text, out var when, out var expected) ? when : throw new FormatException($"'{text}' is not a date: expected {expected}");

    /// <summary>The notation, canonical: parsing it gives this value again.</summary>
    public override string ToString()
    {
        var tilde = Approximate ? "~" : "";
        return Precision switch
        {
            Precision.Unknown => "unknown",
            Precision.Day => Text(First) + tilde,
            Precision.Lasted => $"{Text(First)}{tilde}/{Text(Last)}{tilde}",
            _ when First.Day == 1 && Last == EndOfMonth(First) => First.ToString("yyyy-MM", CultureInfo.InvariantCulture) + tilde,
            _ when First.DayOfYear == 1 && Last == EndOfYear(First) => First.ToString("yyyy", CultureInfo.InvariantCulture) + tilde,
            _ => $"[{Text(First)}{tilde}..{Text(Last)}{tilde}]",
        };
    }

    /// <summary>What the notation allows, for messages.</summary>
    public const string Notation =
        "a date such as 2025-12-02, 2025-12-02~ (about), 2025-11, 2025-12-14/2025-12-15 (lasted), [2025-12-02..2025-12-05] (some day within) or unknown";

    private delegate When Make(DateOnly first, DateOnly last, bool approximate);

    private static bool Span(string first, string last, Make make, out When when, out string expected)
    {
        when = Unknown;
        expected = Notation;
        if (!TryPart(first, out var start, out _, out var aboutFirst) || !TryPart(last, out _, out var end, out var aboutLast))
        {
            return false;
        }

        if (end < start)
        {
            expected = $"the first date ({first}) not to lie after the last ({last})";
            return false;
        }

        when = make(start, end, aboutFirst || aboutLast);
        return true;
    }

    private static (string Before, string After)? Split(string text, string separator) =>
        text.IndexOf(separator, StringComparison.Ordinal) is >= 0 and var at
            ? (text[..at], text[(at + separator.Length)..])
            : null;

    private static bool TryPart(string text, out DateOnly first, out DateOnly last, out bool approximate)
    {
        approximate = text.EndsWith('~');
        var exact = approximate ? text[..^1] : text;
        last = default;
        var format = exact.Length switch { 10 => "yyyy-MM-dd", 7 => "yyyy-MM", 4 => "yyyy", _ => null };
        if (format is null || !DateOnly.TryParseExact(exact, format, CultureInfo.InvariantCulture, DateTimeStyles.None, out first))
        {
            first = default;
            return false;
        }

        last = exact.Length switch { 10 => first, 7 => EndOfMonth(first), _ => EndOfYear(first) };
        return true;
    }

    private static DateOnly EndOfMonth(DateOnly day) => new(day.Year, day.Month, DateTime.DaysInMonth(day.Year, day.Month));

    private static DateOnly EndOfYear(DateOnly day) => new(day.Year, 12, 31);

    private static DateOnly Ordered(DateOnly first, DateOnly last) =>
        last >= first ? last : throw new ArgumentException($"a span cannot end ({last:O}) before it starts ({first:O})");

    private static string Text(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}

internal sealed class WhenJson : JsonConverter<When>
{
    public override When Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        When.TryParse(reader.GetString() ?? "", out var when, out var expected) ? when : throw new JsonException($"expected {expected}");

    public override void Write(Utf8JsonWriter writer, When value, JsonSerializerOptions options) =>
        writer.WriteStringValue(value.ToString());
}
