using System.Globalization;
using System.Numerics;
using System.Text.Json.Nodes;
using NegotiationSim.Domain;
using NegotiationSim.Simulation;

namespace NegotiationSim.App.ScenarioFiles;

/// <summary>A value that is written as one word or text.</summary>
internal abstract class ScalarForm : Form
{
    /// <summary>What must be written, as a clause that follows "expected".</summary>
    public abstract string Expected { get; }

    /// <summary>The same where a list or a mapping was found.</summary>
    public virtual string ExpectedInsteadOf(Node found) => Expected;

    /// <summary>True when the value is text whatever it looks like; false when it looks like what it is, a number or a date.</summary>
    public virtual bool IsFreeText => false;

    /// <summary>Constraints in draft-07 vocabulary.</summary>
    public abstract JsonObject Schema { get; }

    /// <summary>What the schema calls it, so as to define it once; null where it is short enough to be repeated.</summary>
    public virtual string? SchemaName => null;

    /// <summary>Reads it; false with the reason, a clause that follows "expected", when the text is not one.</summary>
    public abstract bool TryRead(ScalarNode node, out object? value, out string expected);

    /// <summary>The text that reads back as this value.</summary>
    public virtual string Print(object value) => value.ToString()!;

    public static ScalarForm? Create(Type type) => type switch
    {
        _ when type == typeof(string) => new TextForm(),
        _ when type == typeof(When) => new WhenForm(),
        _ when type == typeof(DateOnly) => new DayForm(),
        _ when type == typeof(bool) => new TruthForm(),
        _ when type == typeof(int) => new NumberForm<int>(),
        _ when type == typeof(long) => new NumberForm<long>(),
        _ when type == typeof(ulong) => new NumberForm<ulong>(),
        _ when type == typeof(decimal) => new NumberForm<decimal>(),
        _ when type == typeof(double) => new NumberForm<double>(),
        _ when type == typeof(Estimate) => new EstimateForm(),
        { IsEnum: true } => (ScalarForm)Make(typeof(ChoiceForm<>), type),
        _ when type.GetInterfaces().Any(i => i.IsGenericType && i.GetGenericTypeDefinition() == typeof(IIdentifier<>)) =>
            (ScalarForm)Make(typeof(IdentifierForm<>), type),
        _ => null,
    };

    /// <summary>A JSON number or truth value is no text: "code": 036 would have lost its zero before anybody could tell.</summary>
    private protected static bool IsText(ScalarNode node) => node.Writing is Writing.Plain or Writing.Text;

    private protected static bool IsInRange(DateOnly day) => day.Year is >= Limits.FirstYear and <= Limits.LastYear;
}

internal sealed class TextForm : ScalarForm
{
    public override string Notation => "text";

    public override bool IsFreeText => true;

    public override string Expected => $"text of 1 to {Limits.TextLength} characters";

    public override JsonObject Schema => new() { ["type"] = "string", ["minLength"] = 1, ["maxLength"] = Limits.TextLength };

    public override bool TryRead(ScalarNode node, out object? value, out string expected)
    {
        value = node.Text;
        if (!IsText(node))
        {
            expected = "text, in quotes";
            return false;
        }

        if (string.IsNullOrWhiteSpace(node.Text))
        {
            expected = "text; where there is none, leave the key out";
            return false;
        }

        if (node.Text.Length > Limits.TextLength)
        {
            expected = $"at most {Limits.TextLength} characters, not {node.Text.Length}";
            return false;
        }

        if (Unfit(node.Text) is { } unfit)
        {
            expected = $"text without {unfit}";
            return false;
        }

        expected = "";
        return true;
    }

    /// <summary>What no database or screen can take: control characters and halves of surrogate pairs.</summary>
    private static string? Unfit(string text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            if (char.IsControl(c) && c is not ('\t' or '\n' or '\r'))
            {
                return $"the control character U+{(int)c:X4}";
            }

            if (char.IsSurrogate(c))
            {
                if (!char.IsHighSurrogate(c) || i + 1 == text.Length || !char.IsLowSurrogate(text[i + 1]))
                {
                    return "half a surrogate pair";
                }

                i++;
            }
        }

        return null;
    }
}

internal sealed class WhenForm : ScalarForm
{
    private const string Month = "(0[1-9]|1[0-2])";
    private const string Day = "(0[1-9]|[12][0-9]|3[01])";
    private const string Part = $"[0-9]{{4}}(-{Month}(-{Day})?)?~?";

    /// <summary>Unquoted years are numbers to YAML editors.</summary>
    private static readonly JsonArray Types = ["string", "integer"];

    public override string Notation => "date";

    public override string SchemaName => Notation;

    public override string Expected => $"{When.Notation}, in the years {Limits.FirstYear} to {Limits.LastYear}";

    /// <summary>YAML reads a span without quotes as a list of one.</summary>
    public override string ExpectedInsteadOf(Node found) =>
        found is ListNode { Items: [ScalarNode inside] } && $"[{inside.Text}]" is var span && When.TryParse(span, out _, out _) ? $"the date in quotes, '{span}'" : Expected;

    public override JsonObject Schema => new()
    {
        ["type"] = Types.DeepClone(),
        ["pattern"] = $@"^(unknown|{Part}|{Part}/{Part}|\[{Part}\.\.{Part}\])$",
        ["minimum"] = Limits.FirstYear,
        ["maximum"] = Limits.LastYear,
    };

    public override bool TryRead(ScalarNode node, out object? value, out string expected)
    {
        var read = When.TryParse(node.Text, out var when, out expected);
        value = when;
        if (read && when.IsKnown && !(IsInRange(when.First) && IsInRange(when.Last)))
        {
            expected = Expected;
            return false;
        }

        return read;
    }
}

internal sealed class DayForm : ScalarForm
{
    public override string Notation => "day";

    public override string SchemaName => Notation;

    public override string Expected => $"a day such as 2025-12-02, in the years {Limits.FirstYear} to {Limits.LastYear}";

    public override JsonObject Schema => new() { ["type"] = "string", ["pattern"] = "^[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])$" };

    public override bool TryRead(ScalarNode node, out object? value, out string expected)
    {
        var read = DateOnly.TryParseExact(node.Text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) && IsInRange(day);
        value = day;
        expected = Expected;
        return read;
    }

    public override string Print(object value) => ((DateOnly)value).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}

internal sealed class TruthForm : ScalarForm
{
    public override string Notation => "true or false";

    public override string Expected => "true or false, without quotes";

    public override JsonObject Schema => new() { ["type"] = "boolean" };

    public override bool TryRead(ScalarNode node, out object? value, out string expected)
    {
        value = node.Text == "true";
        expected = Expected;
        return node.Writing is Writing.Plain or Writing.Truth && node.Text is "true" or "false";
    }

    public override string Print(object value) => (bool)value ? "true" : "false";
}

internal sealed class NumberForm<T> : ScalarForm
    where T : struct, INumber<T>
{
    private static readonly bool IsWhole = typeof(T) != typeof(decimal) && typeof(T) != typeof(double);

    public override string Notation => IsWhole ? "whole number" : "number";

    public override string Expected => IsWhole ? "a whole number, without quotes" : "a number such as 0.25, without quotes";

    public override JsonObject Schema => new() { ["type"] = IsWhole ? "integer" : "number" };

    public override bool TryRead(ScalarNode node, out object? value, out string expected)
    {
        var style = NumberStyles.AllowLeadingSign | (IsWhole ? NumberStyles.None : NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent);
        var read = T.TryParse(node.Text, style, CultureInfo.InvariantCulture, out var number);
        value = number;
        expected = Expected;
        return read && T.IsFinite(number) && node.Writing is Writing.Plain or Writing.Number;
    }

    public override string Print(object value) => ((T)value).ToString(null, CultureInfo.InvariantCulture);
}

/// <summary>A judged number, certain or not.</summary>
internal sealed class EstimateForm : ScalarForm
{
    private const string Number = @"-?[0-9]+(\.[0-9]+)?([eE][+-]?[0-9]+)?";

    public override string Notation => "estimate";

    public override string SchemaName => Notation;

    public override string Expected => Estimate.Notation;

    public override JsonObject Schema => new()
    {
        ["type"] = new JsonArray("number", "string"),
        ["pattern"] = $@"^{Number}(\.\.{Number}\.\.{Number})?$",
    };

    public override bool TryRead(ScalarNode node, out object? value, out string expected)
    {
        var read = Estimate.TryParse(node.Text, out var estimate);
        value = estimate;
        expected = Expected;
        return read && node.Writing is Writing.Plain or Writing.Number or Writing.Text;
    }
}

/// <summary>One of the values of an enum, in kebab-case as in JSON.</summary>
internal sealed class ChoiceForm<T> : ScalarForm
    where T : struct, Enum
{
    private static readonly Dictionary<string, object> Values = Enum.GetValues<T>().ToDictionary(DomainJson.Text, v => (object)v);

    public override string Notation => string.Join(" | ", Values.Keys);

    public override string Expected => $"one of {string.Join(", ", Values.Keys)}";

    public override JsonObject Schema => new() { ["enum"] = new JsonArray([.. Values.Keys.Select(k => JsonValue.Create(k))]) };

    public override bool TryRead(ScalarNode node, out object? value, out string expected)
    {
        var read = Values.TryGetValue(node.Text, out value);
        expected = read ? "" : $"{Expected}{(Nearest.Of(node.Text, Values.Keys) is { } near ? $"; did you mean '{near}'?" : "")}";
        return read && IsText(node);
    }

    public override string Print(object value) => DomainJson.Text((T)value);
}
