using NegotiationSim.Domain;

namespace NegotiationSim.App.ScenarioFiles;

/// <summary>Writes records as YAML in block style, members always in the same order, those that say nothing left out.</summary>
internal sealed class YamlWriter(TextWriter to)
{
    /// <summary>A list longer than this, with its key, goes on lines of its own.</summary>
    private const int LongestInline = 120;

    /// <summary>Writes a whole negotiation, events in the order given.</summary>
    public void Write(NegotiationId negotiation, IEnumerable<NegotiationEvent> events)
    {
        var form = (UnionForm)Form.Of(typeof(NegotiationEvent));
        to.Write($"negotiation: {YamlText.Inline(negotiation.Value, inList: false)}\nevents:");
        var any = false;
        foreach (var e in events)
        {
            to.Write(any ? "\n\n  - " : "\n  - ");
            any = true;
            Part(form, e, 4);
        }

        to.Write(any ? "\n" : " []\n");
    }

    /// <summary>Writes one event; ends without a line end.</summary>
    public void Write(NegotiationEvent e) => Part(Form.Of(typeof(NegotiationEvent)), e, 0);

    /// <summary>Writes a file of another kind, described by a record of its own.</summary>
    public void WriteDocument(object content)
    {
        Part(Form.Of(content.GetType()), content, 0);
        to.Write('\n');
    }

    /// <summary>Writes a record whose first key follows on the line begun; ends without a line end.</summary>
    private void Part(Form form, object value, int indent)
    {
        var union = form as UnionForm;
        var record = union?.KindOf(value) ?? (RecordForm)form;
        var first = true;
        foreach (var member in record.Members)
        {
            var held = member.Get(value);
            if (record.IsLeftOut(member, held))
            {
                continue;
            }

            Key(member.Name);
            Value(member.Form, member.Name, held!, indent);
            if (union is not null && member.Name == "id")
            {
                Key(union.Discriminator);
                to.Write($" {record.Name}");
            }
        }

        void Key(string name)
        {
            if (!first)
            {
                Line(indent);
            }

            first = false;
            to.Write($"{name}:");
        }
    }

    private void Value(Form form, string key, object value, int indent)
    {
        switch (form)
        {
            case ScalarForm scalar:
                to.Write(' ');
                Scalar(scalar, value, indent + 2);
                break;
            case ListForm list:
                Items(list, key, value, indent);
                break;
            case RecordForm record when record.IsBlank(value):
                to.Write(" {}");
                break;
            default:
                Line(indent + 2);
                Part(form, value, indent + 2);
                break;
        }
    }

    private void Items(ListForm form, string key, object list, int indent)
    {
        var items = form.Items(list).ToList();
        if (items.Count == 0)
        {
            to.Write(" []");
            return;
        }

        if (form.Item is ScalarForm scalar)
        {
            var inline = $" [{string.Join(", ", items.Select(item => Inline(scalar, item, inList: true)))}]";
            if (indent + key.Length + inline.Length <= LongestInline)
            {
                to.Write(inline);
                return;
            }
        }

        foreach (var item in items)
        {
            Line(indent + 2);
            to.Write("- ");
            switch (form.Item)
            {
                case ScalarForm single:
                    Scalar(single, item, indent + 4);
                    break;
                case RecordForm record when record.IsBlank(item):
                    to.Write("{}");
                    break;
                default:
                    Part(form.Item, item, indent + 4);
                    break;
            }
        }
    }

    private void Scalar(ScalarForm form, object value, int indent)
    {
        var text = form.Print(value);
        if (!form.IsFreeText || !YamlText.IsBlock(text))
        {
            to.Write(Inline(form, value, inList: false));
            return;
        }

        var endsItsLine = text.EndsWith('\n');
        to.Write(endsItsLine ? "|" : "|-");
        foreach (var line in (endsItsLine ? text[..^1] : text).Split('\n'))
        {
            if (line.Length > 0)
            {
                Line(indent);
                to.Write(line);
            }
            else
            {
                to.Write('\n');
            }
        }
    }

    /// <summary>Dates stand as they are, as long as they do not begin like a list.</summary>
    private static string Inline(ScalarForm form, object value, bool inList)
    {
        var text = form.Print(value);
        return form.IsFreeText || text.StartsWith('[') ? YamlText.Inline(text, inList) : text;
    }

    private void Line(int indent)
    {
        to.Write('\n');
        for (var i = 0; i < indent; i++)
        {
            to.Write(' ');
        }
    }
}
