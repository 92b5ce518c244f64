using System.Security.Cryptography;
using System.Text;
using NegotiationSim.App.ScenarioFiles;
using NegotiationSim.Domain;

namespace NegotiationSim.App.Server.Pages;

/// <summary>
/// An event as a form has it: a text for each member, by its path (<c>claims[0].by</c>). Read by the same rules as a file;
/// what is wrong stands at the field.
/// </summary>
internal sealed class EventForm
{
    /// <summary>Lines from here on are fields; those below are lines of a part that is written as YAML.</summary>
    private const int FirstField = 1_000_000;

    private readonly IReadOnlyDictionary<string, string> _values;
    private readonly List<string> _paths = [];
    private readonly Dictionary<string, List<string>> _wrong = [];
    private string? _yaml;

    public EventForm(RecordForm kind, IReadOnlyDictionary<string, string> values)
    {
        Kind = kind;
        _values = values;
    }

    public static UnionForm Events { get; } = (UnionForm)Form.Of(typeof(NegotiationEvent));

    /// <summary>The type of the event.</summary>
    public RecordForm Kind { get; }

    /// <summary>Everything that is wrong: the path of the field, empty for the event as a whole, and the message.</summary>
    public IEnumerable<(string Path, string Message)> Wrong => _wrong.SelectMany(w => w.Value.Select(message => (w.Key, message)));

    public string this[string path] => _values.GetValueOrDefault(path, "");

    /// <summary>What is wrong with one field.</summary>
    public IReadOnlyList<string> WrongAt(string path) => _wrong.GetValueOrDefault(path) ?? [];

    /// <summary>True when something stands in a member or within it.</summary>
    public bool IsGiven(string path) => _values.Any(v => v.Value.Length > 0 && (v.Key == path || v.Key.StartsWith($"{path}.", StringComparison.Ordinal) || v.Key.StartsWith($"{path}[", StringComparison.Ordinal)));

    /// <summary>How many items of a list the form has, filled in or not.</summary>
    public int Rows(string path)
    {
        var rows = 0;
        while (_values.Keys.Any(key => key.StartsWith($"{path}[{rows}].", StringComparison.Ordinal)))
        {
            rows++;
        }

        return rows;
    }

    public void Refuse(string path, string message)
    {
        if (!_wrong.TryGetValue(path, out var messages))
        {
            _wrong[path] = messages = [];
        }

        messages.Add(message);
    }

    /// <summary>The event; null when something is wrong, which the fields tell then.</summary>
    public NegotiationEvent? Read()
    {
        var errors = new ErrorList("form");
        var type = new Entry(Events.Discriminator, At(""), new ScalarNode(At(""), Kind.Name, Writing.Plain));
        var read = new Binder(errors, e => e.Malformed()).Bind(Events, MapNode.Of(At(""), [type, .. Entries(Kind, "", errors)], errors), "event");
        foreach (var error in errors.Failed<NegotiationEvent>().Errors)
        {
            if (error.Line >= FirstField)
            {
                Refuse(_paths[error.Line - FirstField], error.Message);
            }
            else
            {
                Refuse(_yaml ?? "", $"line {error.Line}, column {error.Column}: {error.Message}");
            }
        }

        return errors.Total == 0 ? (NegotiationEvent?)read : null;
    }

    /// <summary>Tells whether an event is the one that was looked at.</summary>
    public static string Print(NegotiationEvent e) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(ScenarioWriter.Yaml(e))))[..32];

    private Mark At(string path)
    {
        _paths.Add(path);
        return new Mark(FirstField + _paths.Count - 1, 1);
    }

    private List<Entry> Entries(RecordForm record, string prefix, ErrorList errors)
    {
        var entries = new List<Entry>();
        foreach (var member in record.Members)
        {
            var path = prefix + member.Name;
            if (Node(member.Form, path, errors) is { } node)
            {
                entries.Add(new(member.Name, At(path), node));
            }
        }

        return entries;
    }

    private Node? Node(Form form, string path, ErrorList errors)
    {
        var text = this[path].ReplaceLineEndings("\n").Trim();
        switch (form)
        {
            case ScalarForm:
                return text.Length == 0 ? null : new ScalarNode(At(path), text, Writing.Plain);
            case ListForm { Item: ScalarForm item }:
                var items = text.Split(item is TextForm ? "\n" : text.Contains('\n') ? "\n" : ",", StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
                return items.Length == 0 ? null : new ListNode(At(path), [.. items.Select(i => new ScalarNode(At(path), i, Writing.Plain))]);
            case ListForm { Item: RecordForm part }:
                var parts = Enumerable.Range(0, Rows(path)).Where(i => IsGiven($"{path}[{i}]")).Select(i => (Path: $"{path}[{i}]", Entries: Entries(part, $"{path}[{i}].", errors))).ToList();
                return parts.Count == 0 ? null : new ListNode(At(path), [.. parts.Select(p => MapNode.Of(At(p.Path), [.. p.Entries], errors))]);
            case RecordForm part:
                var inside = Entries(part, $"{path}.", errors);
                return inside.Count == 0 ? null : MapNode.Of(At(path), [.. inside], errors);
            default:
                _yaml = path;
                return text.Length == 0 ? null : YamlNodes.Read(Encoding.UTF8.GetBytes(text), errors);
        }
    }
}
