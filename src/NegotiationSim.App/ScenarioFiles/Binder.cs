using NegotiationSim.Domain;

namespace NegotiationSim.App.ScenarioFiles;

/// <summary>
/// Makes records of nodes, by their forms. Strict: whatever a record has no member for is an error, and every error of
/// the file is found in one pass.
/// </summary>
/// <param name="faults">What is malformed in an event taken by itself.</param>
internal sealed class Binder(ErrorList errors, Func<NegotiationEvent, IEnumerable<Fault>> faults)
{
    private bool _insideEvent;

    /// <summary>The value that the node stands for; null when it is not one, the reasons are among the errors then.</summary>
    /// <param name="member">What messages call the place.</param>
    public object? Bind(Form form, Node node, string member) => form switch
    {
        ScalarForm scalar => Scalar(scalar, node, member),
        ListForm list => Items(list, node, member),
        RecordForm record => Expect<MapNode>(node, member, record.Name) is { } map ? Record(record, map, null) : null,
        UnionForm union => Expect<MapNode>(node, member, union.Name) is { } map ? Kind(union, map) : null,
        _ => throw new InvalidOperationException($"no form {form}"),
    };

    private object? Scalar(ScalarForm form, Node node, string member)
    {
        if (node is not ScalarNode scalar)
        {
            return Refuse(node, member, form.ExpectedInsteadOf(node));
        }

        return form.TryRead(scalar, out var value, out var expected) ? value : Refuse(node, member, expected);
    }

    private object? Items(ListForm form, Node node, string member)
    {
        if (node is not ListNode list)
        {
            return Refuse(node, member, node is ScalarNode scalar ? $"a list, such as [{scalar.Text}]" : "a list, each item behind a '-'");
        }

        if (list.Items.Length > form.Most)
        {
            return Refuse(node, member, $"at most {form.Most} items");
        }

        var items = new object[list.Items.Length];
        var whole = true;
        for (var i = 0; i < items.Length; i++)
        {
            if (Present(list.Items[i], $"an item of {member}") && Bind(form.Item, list.Items[i], member) is { } item)
            {
                items[i] = item;
            }
            else
            {
                whole = false;
            }
        }

        return whole ? form.Build(items) : null;
    }

    private object? Kind(UnionForm union, MapNode map)
    {
        if (map.Find(union.Discriminator) is not { } node)
        {
            errors.Add(map.At, $"{union.Name} without a '{union.Discriminator}'; expected one such as {union.Kinds[0].Name}");
            return null;
        }

        if (node is ScalarNode { Writing: Writing.Plain or Writing.Text } scalar && union.Find(scalar.Text) is { } kind)
        {
            return union.Type == typeof(NegotiationEvent) ? Event(kind, map, union.Discriminator) : Record(kind, map, union.Discriminator);
        }

        errors.Add(node.At, $"unknown {union.Discriminator} of {union.Name} {node.Found}{Meant((node as ScalarNode)?.Text ?? "", union.Kinds.Select(k => k.Name), "expected one of")}");
        return null;
    }

    /// <summary>An event knows what is wrong with it as a whole; an event inside another one is asked by the outer one.</summary>
    private object? Event(RecordForm kind, MapNode map, string discriminator)
    {
        var outermost = !_insideEvent;
        _insideEvent = true;
        var value = Record(kind, map, discriminator);
        if (!outermost)
        {
            return value;
        }

        _insideEvent = false;
        return value is NegotiationEvent e && Faulty(e, map) ? null : value;
    }

    private bool Faulty(NegotiationEvent e, MapNode map)
    {
        var faulty = false;
        foreach (var (member, expected) in faults(e))
        {
            faulty = true;
            errors.Add(map.Locate(member), $"{(member.Length == 0 ? EventTypes.NameOf(e) : member)}: expected {expected}");
        }

        return faulty;
    }

    private object? Record(RecordForm form, MapNode map, string? discriminator)
    {
        var record = form.Create();
        var members = form.Members;
        Span<bool> given = stackalloc bool[members.Length];
        var whole = true;
        foreach (var entry in map.Entries)
        {
            var place = form.PlaceOf(entry.Key);
            if (place < 0)
            {
                if (entry.Key != discriminator)
                {
                    whole = false;
                    errors.Add(entry.At, $"unknown key '{Shortened(entry.Key)}' in {form.Name}{Meant(entry.Key, members.Select(m => m.Name), "its keys are")}");
                }

                continue;
            }

            given[place] = true;
            if (Present(entry.Value, entry.Key) && Bind(members[place].Form, entry.Value, entry.Key) is { } value)
            {
                members[place].Set(record, value);
            }
            else
            {
                whole = false;
            }
        }

        for (var i = 0; i < members.Length; i++)
        {
            if (members[i].Required && !given[i])
            {
                whole = false;
                errors.Add(map.At, $"{form.Name} without '{members[i].Name}'; expected {Wanted(members[i].Form)}");
            }
        }

        return whole ? record : null;
    }

    /// <summary>The name that was probably meant, else all there are.</summary>
    private static string Meant(string name, IEnumerable<string> names, string all) =>
        name.Length <= Limits.IdentifierLength && Nearest.Of(name, names) is { } near ? $"; did you mean '{near}'?" : $"; {all} {string.Join(", ", names)}";

    private bool Present(Node node, string member)
    {
        if (node is not ScalarNode { Writing: Writing.Nothing })
        {
            return true;
        }

        errors.Add(node.At, $"{member}: found no value; where there is none, leave the key out");
        return false;
    }

    private T? Expect<T>(Node node, string member, string name)
        where T : Node
    {
        if (node is not T found)
        {
            Refuse(node, member, $"the keys of {name}, each with its value");
            return null;
        }

        return found;
    }

    private object? Refuse(Node node, string member, string expected)
    {
        errors.Add(node.At, $"{member}: found {node.Found}, expected {expected}");
        return null;
    }

    private static string Wanted(Form form) => form is ScalarForm scalar ? scalar.Expected : form.Notation;

    private static string Shortened(string key) => key.Length <= Limits.IdentifierLength ? key : key[..Limits.IdentifierLength] + "...";
}
