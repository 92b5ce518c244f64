using System.Globalization;
using System.Text;

namespace NegotiationSim.App.Pictures;

/// <summary>
/// Writes an SVG picture, element by element. Numbers have at most two decimals; text and attributes are escaped, and
/// characters that XML cannot hold are left out.
/// </summary>
internal sealed class Svg
{
    private readonly StringBuilder _text = new();
    private readonly Stack<string> _open = [];

    /// <summary>A picture with a title and a description, which screen readers read.</summary>
    /// <param name="name">Tells its ids from those of other pictures on one page.</param>
    public Svg(double width, double height, string title, string description, string name = "")
    {
        Open(
            "svg",
            ("xmlns", "http://www.w3.org/2000/svg"), ("width", width), ("height", height), ("viewBox", $"0 0 {Number(width)} {Number(height)}"),
            ("role", "img"), ("aria-labelledby", $"{name}title {name}description"), ("font-family", "DejaVu Sans, Verdana, Arial, sans-serif"), ("font-size", 11));
        Element("title", title, ("id", $"{name}title"));
        Element("desc", description, ("id", $"{name}description"));
    }

    public void Open(string name, params ReadOnlySpan<(string Name, object Value)> attributes)
    {
        Start(name, attributes);
        _text.Append(">\n");
        _open.Push(name);
    }

    public void Close() => _text.Append($"</{_open.Pop()}>\n");

    /// <summary>An element with text in it; without any when it is null.</summary>
    public void Element(string name, string? content, params ReadOnlySpan<(string Name, object Value)> attributes)
    {
        Start(name, attributes);
        _text.Append(content is null ? "/>\n" : $">{Escaped(content)}</{name}>\n");
    }

    public void Text(double x, double y, string content, params ReadOnlySpan<(string Name, object Value)> attributes) =>
        Element("text", content, [("x", x), ("y", y), .. attributes]);

    /// <summary>A rectangle; <paramref name="tip"/> is shown when it is pointed at.</summary>
    public void Rectangle(double x, double y, double width, double height, string? tip, params ReadOnlySpan<(string Name, object Value)> attributes)
    {
        ReadOnlySpan<(string, object)> all = [("x", x), ("y", y), ("width", Math.Max(0, width)), ("height", height), .. attributes];
        if (tip is null)
        {
            Element("rect", null, all);
            return;
        }

        Open("rect", all);
        Element("title", tip);
        Close();
    }

    public void Line(double x1, double y1, double x2, double y2, params ReadOnlySpan<(string Name, object Value)> attributes) =>
        Element("line", null, [("x1", x1), ("y1", y1), ("x2", x2), ("y2", y2), .. attributes]);

    /// <summary>The whole picture; every element that is open is closed.</summary>
    public override string ToString()
    {
        while (_open.Count > 0)
        {
            Close();
        }

        return _text.ToString();
    }

    private void Start(string name, ReadOnlySpan<(string Name, object Value)> attributes)
    {
        _text.Append($"<{name}");
        foreach (var (key, value) in attributes)
        {
            _text.Append($" {key}=\"{Escaped(value switch { double d => Number(d), IFormattable f => f.ToString(null, CultureInfo.InvariantCulture), _ => value.ToString()! })}\"");
        }
    }

    private static string Number(double value) => Math.Round(value, 2).ToString("0.##", CultureInfo.InvariantCulture);

    private static string Escaped(string text)
    {
        var escaped = new StringBuilder(text.Length);
        foreach (var c in text)
        {
            _ = c switch
            {
                '&' => escaped.Append("&amp;"),
                '<' => escaped.Append("&lt;"),
                '>' => escaped.Append("&gt;"),
                '"' => escaped.Append("&quot;"),
                '\n' or '\r' or '\t' => escaped.Append(' '),
                < ' ' or '\uFFFE' or '\uFFFF' => escaped,
                _ => escaped.Append(c),
            };
        }

        return escaped.ToString();
    }
}
