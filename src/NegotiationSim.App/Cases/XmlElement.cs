using System.Xml;
using NegotiationSim.App.ScenarioFiles;
using NegotiationSim.Domain;

namespace NegotiationSim.App.Cases;

/// <summary>An attribute and its place.</summary>
internal readonly record struct XmlAttribute(string Name, string Value, Mark At);

/// <summary>An element of an XML file and its place. Namespaces are left out, comments and instructions passed over.</summary>
internal sealed class XmlElement
{
    private readonly List<XmlElement> _children = [];

    private XmlElement(string name, Mark at, XmlAttribute[] attributes) => (Name, At, Attributes) = (name, at, attributes);

    public string Name { get; }

    public Mark At { get; }

    public IReadOnlyList<XmlAttribute> Attributes { get; }

    public IReadOnlyList<XmlElement> Children => _children;

    /// <summary>The text directly in it, without blanks around it.</summary>
    public string Text { get; private set; } = "";

    public IEnumerable<XmlElement> Named(string name) => _children.Where(c => c.Name == name);

    /// <summary>Reads a file. No document type, no entities but XML's own, nothing from outside; what is wrong goes to the errors.</summary>
    public static XmlElement? Read(string text, ErrorList errors)
    {
        var settings = new XmlReaderSettings
        {
            DtdProcessing = DtdProcessing.Prohibit,
            XmlResolver = null,
            IgnoreComments = true,
            IgnoreProcessingInstructions = true,
            IgnoreWhitespace = true,
            MaxCharactersInDocument = CaseLimits.FileBytes,
        };
        var document = text.TrimStart();
        var before = text.AsSpan(0, text.Length - document.Length).Count('\n');
        try
        {
            using var reader = XmlReader.Create(new StringReader(document), settings);
            return Read(reader, before, errors);
        }
        catch (XmlException e)
        {
            errors.Add(e.LineNumber > 0 ? new(before + e.LineNumber, Math.Max(1, e.LinePosition)) : DocumentType(text), Told(e));
            return null;
        }
    }

    /// <summary>The value of an attribute; when it is missing, an error, and null.</summary>
    public XmlAttribute? Required(string name, ErrorList errors)
    {
        if (Find(name) is { } attribute)
        {
            return attribute;
        }

        errors.Add(At, $"the element '{Name}' has no '{name}'");
        return null;
    }

    public XmlAttribute? Find(string name)
    {
        foreach (var attribute in Attributes)
        {
            if (attribute.Name == name)
            {
                return attribute;
            }
        }

        return null;
    }

    /// <summary>The only child of that name; when there is none, or there are several, an error, and null or the first.</summary>
    public XmlElement? Only(string name, ErrorList errors, bool isRequired = true)
    {
        var first = default(XmlElement);
        foreach (var child in Named(name))
        {
            if (first is not null)
            {
                errors.Add(child.At, $"a second '{name}' in '{Name}'; expected one");
                break;
            }

            first = child;
        }

        if (first is null && isRequired)
        {
            errors.Add(At, $"no '{name}' in '{Name}'");
        }

        return first;
    }

    /// <summary>Errors for children that are not among those expected.</summary>
    public void Expect(ErrorList errors, params string[] names)
    {
        foreach (var child in _children)
        {
            if (!names.Contains(child.Name))
            {
                errors.Add(child.At, $"the element '{child.Name}' in '{Name}'; expected {(names.Length == 0 ? "none" : string.Join(", ", names))}");
            }
        }
    }

    private static XmlElement? Read(XmlReader reader, int linesBefore, ErrorList errors)
    {
        var lines = (IXmlLineInfo)reader;
        var open = new Stack<XmlElement>();
        var (root, count) = (default(XmlElement), 0);
        while (reader.Read())
        {
            switch (reader.NodeType)
            {
                case XmlNodeType.Element:
                    var (name, at, isEmpty) = (reader.LocalName, Here(-1), reader.IsEmptyElement);
                    if (++count > CaseLimits.Elements || open.Count >= CaseLimits.Depth)
                    {
                        errors.Add(at, count > CaseLimits.Elements ? $"more than {CaseLimits.Elements} elements, the most that are read" : $"elements more than {CaseLimits.Depth} levels deep");
                        return null;
                    }

                    if (reader.AttributeCount > CaseLimits.Attributes)
                    {
                        errors.Add(at, $"{reader.AttributeCount} attributes, expected at most {CaseLimits.Attributes}");
                        return null;
                    }

                    var attributes = new XmlAttribute[reader.AttributeCount];
                    for (var i = 0; i < attributes.Length; i++)
                    {
                        reader.MoveToAttribute(i);
                        attributes[i] = new(reader.LocalName, reader.Value, Here(0));
                    }

                    var element = new XmlElement(name, at, attributes);
                    if (open.TryPeek(out var parent))
                    {
                        parent._children.Add(element);
                    }

                    root ??= element;
                    if (!isEmpty)
                    {
                        open.Push(element);
                    }

                    break;
                case XmlNodeType.EndElement:
                    open.Pop();
                    break;
                case XmlNodeType.Text or XmlNodeType.CDATA or XmlNodeType.SignificantWhitespace:
                    var holder = open.Peek();
                    if (holder.Text.Length <= Limits.TextLength)
                    {
                        holder.Text = (holder.Text + reader.Value).Trim();
                    }

                    break;
            }
        }

        return root;

        // The reader points behind '<'; the first line may have had blanks before it.
        Mark Here(int shift) => new(lines.LineNumber + linesBefore, Math.Max(1, lines.LinePosition + shift));
    }

    /// <summary>Where a document type begins: the reader refuses it without saying where.</summary>
    private static Mark DocumentType(string text)
    {
        var before = text.AsSpan(0, Math.Max(0, text.IndexOf("<!DOCTYPE", StringComparison.Ordinal)));
        return new(before.Count('\n') + 1, before.Length - before.LastIndexOf('\n'));
    }

    private static string Told(XmlException e)
    {
        var message = e.Message;
        var place = message.LastIndexOf(" Line ", StringComparison.Ordinal);
        message = place > 0 ? message[..place] : message;
        return message.Contains("DTD", StringComparison.Ordinal) ? "a document type declaration (DTD); expected a file without one" : $"no well-formed XML: {message}";
    }
}
