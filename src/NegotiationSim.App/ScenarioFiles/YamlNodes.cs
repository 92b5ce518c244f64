using System.Text;
using NegotiationSim.Domain;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;
using YamlParser = YamlDotNet.Core.Parser;
using YamlScalar = YamlDotNet.Core.Events.Scalar;

namespace NegotiationSim.App.ScenarioFiles;

/// <summary>
/// Reads one YAML document to nodes. YAML's own ideas of types, tags and merging are left out: an unquoted <c>no</c> is
/// the text "no" wherever text is wanted. Reading ends at the first thing that is not YAML, since what follows is
/// guesswork.
/// </summary>
internal sealed class YamlNodes
{
    /// <summary>Nodes that aliases may stand for, all together; a few lines of aliases to aliases could stand for billions.</summary>
    private const int MostAliased = 100_000;

    private readonly string _text;
    private readonly YamlParser _parser;
    private readonly ErrorList _errors;
    private readonly Dictionary<string, Node> _anchors = [];
    private readonly Dictionary<string, string> _keys = [];
    private int _aliased;

    private YamlNodes(string text, ErrorList errors)
    {
        _text = text;
        _parser = new YamlParser(new StringReader(text));
        _errors = errors;
    }

    /// <summary>The document's root; null when it could not be read, the reason is among the errors then.</summary>
    public static Node? Read(ReadOnlySpan<byte> utf8, ErrorList errors) =>
        new YamlNodes(Encoding.UTF8.GetString(utf8), errors).Document();

    private Node? Document()
    {
        if (!Next() || !Next())
        {
            return null;
        }

        if (_parser.Current is not DocumentStart)
        {
            _errors.Add(new Mark(1, 1), "the file is empty");
            return null;
        }

        if (!Next() || Value(1) is not { } root || !Next())
        {
            return null;
        }

        if (_parser.Current is not StreamEnd)
        {
            _errors.Add(At(_parser.Current!.Start), "a second document; a file holds one, so take the '---' or '...' away");
            return null;
        }

        return root;
    }

    /// <summary>The value at the current event; afterwards the current event is the one behind it.</summary>
    private Node? Value(int depth)
    {
        var current = _parser.Current!;
        var at = At(current.Start);
        if (depth > Limits.Depth)
        {
            return Stop(at, $"nested more than {Limits.Depth} levels deep");
        }

        if (current is AnchorAlias alias)
        {
            return Next() ? Aliased(alias.Value.Value, at, depth) : null;
        }

        if (current is not NodeEvent start)
        {
            return Stop(at, "expected a value");
        }

        if (!start.Tag.IsEmpty)
        {
            return Stop(at, $"the tag {start.Tag} is not read; to mark text as text, put it in quotes");
        }

        var anchor = start.Anchor.IsEmpty ? null : start.Anchor.Value;
        Node? node = start switch
        {
            YamlScalar scalar => Next() ? new ScalarNode(at, scalar.Value, Written(scalar)) : null,
            SequenceStart => Next() ? Items(at, depth) : null,
            _ => Next() ? Entries(at, depth) : null,
        };
        if (anchor is not null && node is not null)
        {
            _anchors[anchor] = node;
        }

        return node;
    }

    private ListNode? Items(Mark at, int depth)
    {
        var items = new List<Node>();
        while (_parser.Current is not SequenceEnd)
        {
            if (Value(depth + 1) is not { } item)
            {
                return null;
            }

            items.Add(item);
        }

        return Next() ? new ListNode(at, [.. items]) : null;
    }

    private MapNode? Entries(Mark at, int depth)
    {
        var entries = new List<Entry>();
        while (_parser.Current is not MappingEnd)
        {
            var keyAt = At(_parser.Current!.Start);
            if (_parser.Current is not YamlScalar key)
            {
                Stop(keyAt, "expected a key, such as 'title:'");
                return null;
            }

            if (key is { Value: "<<", Style: ScalarStyle.Plain })
            {
                Stop(keyAt, "merge keys (<<) are not read; write the members out");
                return null;
            }

            if (!Next() || Value(depth + 1) is not { } value)
            {
                return null;
            }

            entries.Add(new Entry(Shared(key.Value), keyAt, value));
        }

        return Next() ? MapNode.Of(at, [.. entries], _errors) : null;
    }

    private Node? Aliased(string name, Mark at, int depth)
    {
        if (!_anchors.TryGetValue(name, out var node))
        {
            return Stop(at, $"unknown anchor *{name}; an anchor (&{name}) must stand before it, and not around it");
        }

        _aliased += node.Size;
        if (_aliased > MostAliased)
        {
            return Stop(at, $"the aliases of this file stand for more than {MostAliased} values");
        }

        return depth + node.Height - 1 > Limits.Depth ? Stop(at, $"nested more than {Limits.Depth} levels deep, counting what *{name} stands for") : node;
    }

    private static Writing Written(YamlScalar scalar)
    {
        if (scalar.Style != ScalarStyle.Plain)
        {
            return Writing.Text;
        }

        return scalar.Value is "" or "~" or "null" or "Null" or "NULL" ? Writing.Nothing : Writing.Plain;
    }

    /// <summary>One string for all occurrences of a key.</summary>
    private string Shared(string key)
    {
        if (_keys.TryGetValue(key, out var known))
        {
            return known;
        }

        _keys[key] = key;
        return key;
    }

    private bool Next()
    {
        try
        {
            return _parser.MoveNext();
        }
        catch (YamlException e)
        {
            var reason = e.Message.TrimEnd('.');
            var (at, advice) = reason.Contains(" tab ", StringComparison.Ordinal) ? (FirstTab(), "indent with spaces")
                : reason.Contains("cannot start any token", StringComparison.Ordinal) ? (At(e.Start), "put text that begins with a sign in quotes")
                : (At(e.Start), "look for a missing quote, colon or indentation here or on the line above");
            _errors.Add(at, $"not YAML: {reason}; {advice}");
            return false;
        }
        catch (InvalidOperationException) // The parser's own, on brackets that are not closed before the next key.
        {
            _errors.Add(At(_parser.Current!.End), "not YAML from here on; look for a bracket that is not closed");
            return false;
        }
    }

    /// <summary>The first line indented with a tab: the parser tells the place of the mapping around it.</summary>
    private Mark FirstTab()
    {
        var number = 0;
        foreach (var line in _text.AsSpan().EnumerateLines())
        {
            number++;
            var column = line.IndexOfAnyExcept(' ');
            if (column >= 0 && line[column] == '\t')
            {
                return new Mark(number, column + 1);
            }
        }

        return At(_parser.Current!.Start);
    }

    private Node? Stop(Mark at, string message)
    {
        _errors.Add(at, message);
        return null;
    }

    private static Mark At(YamlDotNet.Core.Mark mark) => new((int)mark.Line, (int)mark.Column);
}
