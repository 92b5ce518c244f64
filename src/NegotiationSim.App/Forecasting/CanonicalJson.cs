using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Json;

namespace NegotiationSim.App.Forecasting;

/// <summary>
/// JSON of which there is one form only, after RFC 8785: UTF-8, no blanks, members in the order of the UTF-16 units of their
/// names, strings with no escape that they can do without, numbers as ECMAScript prints them. Unlike there, whole numbers
/// keep all their digits, also beyond 2^53.
/// </summary>
public static class CanonicalJson
{
    public static byte[] Of(JsonElement json)
    {
        var text = new StringBuilder();
        Write(json, text);
        return Encoding.UTF8.GetBytes(text.ToString());
    }

    private static void Write(JsonElement json, StringBuilder text)
    {
        switch (json.ValueKind)
        {
            case JsonValueKind.Object:
                Write('{', json.EnumerateObject().OrderBy(m => m.Name, StringComparer.Ordinal), '}', text, member =>
                {
                    Write(member.Name, text);
                    text.Append(':');
                    Write(member.Value, text);
                });
                break;
            case JsonValueKind.Array:
                Write('[', json.EnumerateArray(), ']', text, item => Write(item, text));
                break;
            case JsonValueKind.String:
                Write(json.GetString()!, text);
                break;
            case JsonValueKind.Number:
                text.Append(NumberOf(json));
                break;
            default:
                text.Append(json.GetRawText());
                break;
        }
    }

    private static void Write<T>(char begin, IEnumerable<T> items, char end, StringBuilder text, Action<T> write)
    {
        text.Append(begin);
        var isFirst = true;
        foreach (var item in items)
        {
            if (!isFirst) text.Append(',');
            isFirst = false;
            write(item);
        }

        text.Append(end);
    }

    private static readonly SearchValues<char> Escaped = SearchValues.Create("\"\\\u0000\u0001\u0002\u0003\u0004\u0005\u0006\u0007\b\t\n\u000b\f\r\u000e\u000f\u0010\u0011\u0012\u0013\u0014\u0015\u0016\u0017\u0018\u0019\u001a\u001b\u001c\u001d\u001e\u001f");

    private static void Write(string value, StringBuilder text)
    {
        text.Append('"');
        if (!value.AsSpan().ContainsAny(Escaped))
        {
            text.Append(value).Append('"');
            return;
        }

        foreach (var c in value)
        {
            _ = c switch
            {
                '"' => text.Append("\\\""),
                '\\' => text.Append("\\\\"),
                '\b' => text.Append("\\b"),
                '\t' => text.Append("\\t"),
                '\n' => text.Append("\\n"),
                '\f' => text.Append("\\f"),
                '\r' => text.Append("\\r"),
                < ' ' => text.Append(CultureInfo.InvariantCulture, $"\\u{(int)c:x4}"),
                _ => text.Append(c),
            };
        }

        text.Append('"');
    }

    private static string NumberOf(JsonElement number) =>
        number.TryGetInt64(out var whole) ? whole.ToString(CultureInfo.InvariantCulture)
        : number.TryGetUInt64(out var large) ? large.ToString(CultureInfo.InvariantCulture)
        : NumberOf(number.GetDouble());

    /// <summary>A number as ECMAScript prints it: plain from 1e-6 to below 1e21, else with an exponent that has its sign.</summary>
    public static string NumberOf(double number)
    {
        if (number == 0) return "0";

        // The digits of the shortest form that gives the number back, and the place of the point behind the first of them.
        var parts = Math.Abs(number).ToString("R", CultureInfo.InvariantCulture).Split('E');
        var all = parts[0].Replace(".", "", StringComparison.Ordinal);
        var digits = all.Trim('0');
        var point = parts[0].IndexOf('.', StringComparison.Ordinal) is >= 0 and var at ? at : parts[0].Length;
        var exponent = point - 1 - (all.Length - all.TrimStart('0').Length) + (parts.Length > 1 ? int.Parse(parts[1], CultureInfo.InvariantCulture) : 0);
        var negative = number < 0 ? "-" : "";
        return negative + exponent switch
        {
            >= 21 or < -6 => $"{digits[..1]}{(digits.Length > 1 ? $".{digits[1..]}" : "")}e{(exponent < 0 ? "-" : "+")}{Math.Abs(exponent).ToString(CultureInfo.InvariantCulture)}",
            < 0 => $"0.{new string('0', -exponent - 1)}{digits}",
            _ when digits.Length <= exponent + 1 => digits.PadRight(exponent + 1, '0'),
            _ => $"{digits[..(exponent + 1)]}.{digits[(exponent + 1)..]}",
        };
    }
}
