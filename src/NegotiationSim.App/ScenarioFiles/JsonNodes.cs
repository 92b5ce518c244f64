using System.Text;
using System.Text.Json;
using NegotiationSim.Domain;

namespace NegotiationSim.App.ScenarioFiles;

/// <summary>Reads JSON to the same nodes as YAML: one document, or one a line.</summary>
internal ref struct JsonNodes
{
    private readonly ReadOnlySpan<byte> _utf8;
    private readonly ErrorList _errors;
    private readonly Stack<(char Bracket, Mark At)> _open = [];
    private readonly Dictionary<string, string>.AlternateLookup<ReadOnlySpan<char>> _keys;
    private Utf8JsonReader _reader;
    private int _offset;
    private int _line;
    private int _column = 1;

    private JsonNodes(ReadOnlySpan<byte> utf8, int line, Dictionary<string, string> keys, ErrorList errors)
    {
        _utf8 = utf8;
        _errors = errors;
        _keys = keys.GetAlternateLookup<ReadOnlySpan<char>>();
        // Its own depth check comes later than ours, which says it better.
        _reader = new Utf8JsonReader(utf8, new JsonReaderOptions { MaxDepth = Limits.Depth + 2 });
        _line = line;
    }

    /// <summary>The document's root; null when it could not be read, the reason is among the errors then.</summary>
    public static Node? Read(ReadOnlySpan<byte> utf8, ErrorList errors) => new JsonNodes(utf8, 1, [], errors).Document();

    /// <summary>
    /// One node for each line that is not blank. A line that is not JSON goes to the errors, and the next is read, until
    /// there are more than anybody wants to see.
    /// </summary>
    public static List<Node> ReadLines(ReadOnlySpan<byte> utf8, ErrorList errors)
    {
        var nodes = new List<Node>();
        var keys = new Dictionary<string, string>();
        var number = 0;
        foreach (var range in utf8.Split((byte)'\n'))
        {
            if (errors.Total >= ErrorList.MostListed)
            {
                break;
            }

            number++;
            var line = utf8[range];
            if (line.Trim(" \t\r"u8).Length > 0 && new JsonNodes(line, number, keys, errors).Document() is { } node)
            {
                nodes.Add(node);
            }
        }

        return nodes;
    }

    private Node? Document()
    {
        try
        {
            if (_utf8.Trim(" \t\r\n"u8).IsEmpty)
            {
                return Stop(new Mark(_line, 1), "the file is empty");
            }

            _reader.Read();
            var root = Value(1);
            if (root is not null)
            {
                _reader.Read(); // What follows the document, if anything, is refused by the reader.
            }

            return root;
        }
        catch (JsonException e)
        {
            return EndsEarly() ? Stop(End(), $"the JSON ends here, unfinished{Unclosed()}") : Stop(Place(e), $"not JSON: {Reason(e)}");
        }
    }

    private Node? Value(int depth)
    {
        var at = Here();
        if (depth > Limits.Depth)
        {
            return Stop(at, $"nested more than {Limits.Depth} levels deep");
        }

        return _reader.TokenType switch
        {
            JsonTokenType.StartObject => Entries(at, depth),
            JsonTokenType.StartArray => Items(at, depth),
            JsonTokenType.String => Text() is { } text ? new ScalarNode(at, text, Writing.Text) : Stop(at, "half a surrogate pair in a text; write the character itself"),
            JsonTokenType.Number => new ScalarNode(at, Encoding.UTF8.GetString(_reader.ValueSpan), Writing.Number),
            JsonTokenType.True => new ScalarNode(at, "true", Writing.Truth),
            JsonTokenType.False => new ScalarNode(at, "false", Writing.Truth),
            _ => new ScalarNode(at, "null", Writing.Nothing),
        };
    }

    private ListNode? Items(Mark at, int depth)
    {
        _open.Push(('[', at));
        var items = new List<Node>();
        while (_reader.Read() && _reader.TokenType != JsonTokenType.EndArray)
        {
            if (Value(depth + 1) is not { } item)
            {
                return null;
            }

            items.Add(item);
        }

        _open.Pop();
        return new ListNode(at, [.. items]);
    }

    private MapNode? Entries(Mark at, int depth)
    {
        _open.Push(('{', at));
        var entries = new List<Entry>(12);
        while (_reader.Read() && _reader.TokenType != JsonTokenType.EndObject)
        {
            var keyAt = Here();
            if (Key() is not { } key)
            {
                Stop(keyAt, "half a surrogate pair in a key; write the character itself");
                return null;
            }

            _reader.Read();
            if (Value(depth + 1) is not { } value)
            {
                return null;
            }

            entries.Add(new Entry(key, keyAt, value));
        }

        _open.Pop();
        return MapNode.Of(at, [.. entries], _errors);
    }

    /// <summary>One string for all occurrences of a key.</summary>
    private string? Key()
    {
        if (_reader.ValueIsEscaped || _reader.ValueSpan.Length > Limits.IdentifierLength)
        {
            return Text();
        }

        Span<char> chars = stackalloc char[Limits.IdentifierLength];
        chars = chars[.._reader.CopyString(chars)];
        if (!_keys.TryGetValue(chars, out var key))
        {
            key = chars.ToString();
            _keys[chars] = key;
        }

        return key;
    }

    private readonly string? Text()
    {
        try
        {
            return _reader.GetString();
        }
        catch (InvalidOperationException) // An escaped half of a surrogate pair; nothing else is left after the check for UTF-8.
        {
            return null;
        }
    }

    /// <summary>The place of the current token. Counts on from the last one, so that the whole file is counted once.</summary>
    private Mark Here() => Advance((int)_reader.TokenStartIndex);

    private Mark Advance(int offset)
    {
        var passed = _utf8[_offset..offset];
        _offset = offset;
        var lastBreak = passed.LastIndexOf((byte)'\n');
        if (lastBreak >= 0)
        {
            _line += passed.Count((byte)'\n');
            _column = 1;
            passed = passed[(lastBreak + 1)..];
        }

        _column += Encoding.UTF8.GetCharCount(passed);
        return new Mark(_line, _column);
    }

    private Mark Place(JsonException e)
    {
        // The exception counts lines from the start of the text that it was given.
        var start = 0;
        for (var i = 0L; i < (e.LineNumber ?? 0); i++)
        {
            var next = _utf8[start..].IndexOf((byte)'\n');
            start += next + 1;
        }

        return Advance(Math.Clamp(start + (int)(e.BytePositionInLine ?? 0), _offset, _utf8.Length));
    }

    /// <summary>True when nothing is wrong with the text but that it ends too early.</summary>
    private readonly bool EndsEarly()
    {
        var reader = new Utf8JsonReader(_utf8.TrimEnd(" \t\r\n"u8), isFinalBlock: false, default);
        try
        {
            while (reader.Read())
            {
            }

            return true;
        }
        catch (JsonException)
        {
            return false;
        }
    }

    private Mark End() => Advance(_utf8.TrimEnd(" \t\r\n"u8).Length);

    /// <summary>The bracket that was opened last and not closed.</summary>
    private readonly string Unclosed() => _open.TryPeek(out var open) ? $": the '{open.Bracket}' at line {open.At.Line}, column {open.At.Column} is not closed" : "";

    /// <summary>The reader's reason without the place that it adds.</summary>
    private static string Reason(JsonException e)
    {
        var added = e.Message.IndexOf(" LineNumber:", StringComparison.Ordinal);
        return (added < 0 ? e.Message : e.Message[..added]).TrimEnd('.', ' ');
    }

    private readonly Node? Stop(Mark at, string message)
    {
        _errors.Add(at, message);
        return null;
    }
}
