namespace NegotiationSim.App.ScenarioFiles;

/// <summary>A place in a file; both count from 1, columns in characters.</summary>
internal readonly record struct Mark(int Line, int Column);

/// <summary>
/// What YAML and JSON are read to before anything is made of them: scalars, lists and mappings that know where they
/// stand. Values keep their text: what it means is decided by the member it is for, never guessed from its look.
/// </summary>
internal abstract class Node(Mark at)
{
    public Mark At { get; } = at;

    /// <summary>Nodes in it, itself included; what an alias to it costs.</summary>
    public virtual int Size => 1;

    /// <summary>Levels below it, itself included.</summary>
    public virtual int Height => 1;

    /// <summary>What was found, for messages.</summary>
    public abstract string Found { get; }

    /// <summary>
    /// The place of a member such as <c>points[2].id</c>, or of the nearest node above it when the member is absent.
    /// </summary>
    public Mark Locate(string path)
    {
        var node = this;
        foreach (var step in path.Split(['.', '[', ']'], StringSplitOptions.RemoveEmptyEntries))
        {
            var next = node switch
            {
                MapNode map => map.Find(step),
                ListNode list when int.TryParse(step, out var index) && index < list.Items.Length => list.Items[index],
                _ => null,
            };
            if (next is null)
            {
                break;
            }

            node = next;
        }

        return node.At;
    }
}

/// <summary>JSON pointers to what stands at a place of a file.</summary>
internal static class Pointers
{
    /// <summary>A JSON pointer to the innermost node that begins at a place or before it.</summary>
    public static string To(Node root, Mark place)
    {
        var pointer = new System.Text.StringBuilder("#");
        for (Node? node = root; node is not null;)
        {
            var (step, next) = node switch
            {
                MapNode map when map.Entries.LastOrDefault(e => IsBy(e.At)) is { Value: { } value } entry => (entry.Key, value),
                ListNode list when Array.FindLastIndex(list.Items, item => IsBy(item.At)) is >= 0 and var at => (at.ToString(System.Globalization.CultureInfo.InvariantCulture), list.Items[at]),
                _ => ("", (Node?)null),
            };
            if (next is not null)
            {
                pointer.Append('/').Append(step.Replace("~", "~0", StringComparison.Ordinal).Replace("/", "~1", StringComparison.Ordinal));
            }

            // What is wrong with a mapping as a whole stands where it begins, before its first key.
            node = next is MapNode && next.At == place ? null : next;
        }

        return pointer.ToString();

        bool IsBy(Mark at) => (at.Line, at.Column).CompareTo((place.Line, place.Column)) <= 0;
    }
}

/// <summary>How a scalar was written; decides what it may stand for.</summary>
internal enum Writing
{
    /// <summary>YAML without quotes: text, number or truth value, as its member wants.</summary>
    Plain,

    /// <summary>Text: in quotes, or a YAML block.</summary>
    Text,

    /// <summary>A JSON number.</summary>
    Number,

    /// <summary>A JSON true or false.</summary>
    Truth,

    /// <summary>Nothing: null, ~ or no value.</summary>
    Nothing,
}

internal sealed class ScalarNode(Mark at, string text, Writing writing) : Node(at)
{
    private const int LongestShown = 60;

    public string Text { get; } = text;

    public Writing Writing { get; } = writing;

    public override string Found => Writing == Writing.Nothing
        ? "nothing"
        : $"'{(Text.Length <= LongestShown ? Text : Text[..LongestShown] + "...").ReplaceLineEndings(" ")}'";
}

internal sealed class ListNode : Node
{
    public ListNode(Mark at, Node[] items)
        : base(at)
    {
        Items = items;
        Size = 1;
        Height = 1;
        foreach (var item in items)
        {
            Size += item.Size;
            Height = Math.Max(Height, 1 + item.Height);
        }
    }

    public Node[] Items { get; }

    public override int Size { get; }

    public override int Height { get; }

    public override string Found => $"a list of {Items.Length}";
}

internal readonly record struct Entry(string Key, Mark At, Node Value);

internal sealed class MapNode : Node
{
    /// <summary>Up to so many keys, comparing each with each is faster than hashing.</summary>
    private const int FewKeys = 16;

    private MapNode(Mark at, Entry[] entries)
        : base(at)
    {
        Entries = entries;
        Size = 1;
        Height = 1;
        foreach (var entry in entries)
        {
            Size += entry.Value.Size;
            Height = Math.Max(Height, 1 + entry.Value.Height);
        }
    }

    public Entry[] Entries { get; }

    public override int Size { get; }

    public override int Height { get; }

    public override string Found => "a mapping";

    /// <summary>A mapping; a key given twice goes to the errors.</summary>
    public static MapNode Of(Mark at, Entry[] entries, ErrorList errors)
    {
        if (entries.Length > FewKeys)
        {
            var first = new Dictionary<string, Mark>(entries.Length);
            foreach (var entry in entries)
            {
                if (!first.TryAdd(entry.Key, entry.At))
                {
                    Twice(entry, first[entry.Key]);
                }
            }
        }
        else
        {
            for (var i = 1; i < entries.Length; i++)
            {
                for (var j = 0; j < i; j++)
                {
                    if (entries[i].Key == entries[j].Key)
                    {
                        Twice(entries[i], entries[j].At);
                        break;
                    }
                }
            }
        }

        return new MapNode(at, entries);

        void Twice(Entry entry, Mark earlier) =>
            errors.Add(entry.At, $"key '{entry.Key}' again; it was given at line {earlier.Line} already, keep one of them");
    }

    public Node? Find(string key)
    {
        foreach (var entry in Entries)
        {
            if (entry.Key == key)
            {
                return entry.Value;
            }
        }

        return null;
    }
}
