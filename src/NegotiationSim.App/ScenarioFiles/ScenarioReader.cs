using System.Buffers;
using System.ComponentModel;
using System.Text;
using System.Text.Unicode;
using NegotiationSim.Domain;

namespace NegotiationSim.App.ScenarioFiles;

/// <summary>How a file is written.</summary>
public enum FileFormat
{
    Yaml,
    Json,

    /// <summary>One event in JSON on each line.</summary>
    Ndjson,
}

/// <summary>A negotiation and its events, as a file holds them.</summary>
public sealed record Scenario
{
    [Description("The negotiation: lower-case letters, digits and hyphens, as in its folder's name.")]
    public required NegotiationId Negotiation { get; init; }

    [Description("What happened, in any order.")]
    public required ValueList<NegotiationEvent> Events { get; init; }
}

/// <summary>The events that a file or an HTTP body holds, and where each stands in it.</summary>
public sealed class ScenarioFile
{
    private readonly Node[] _nodes;

    internal ScenarioFile(string file, NegotiationId? negotiation, IReadOnlyList<NegotiationEvent> events, Node[] nodes)
    {
        File = file;
        Negotiation = negotiation;
        Events = events;
        _nodes = nodes;
    }

    /// <summary>The file as the user named it.</summary>
    public string File { get; }

    /// <summary>The negotiation; null when the file holds nothing but events.</summary>
    public NegotiationId? Negotiation { get; }

    /// <summary>In the order of the file.</summary>
    public IReadOnlyList<NegotiationEvent> Events { get; }

    /// <summary>
    /// The place of a member of an event, <c>points[2]</c> or <c>some.version</c>; of the nearest member above it when it
    /// is absent, and of the event when the path is empty.
    /// </summary>
    public (int Line, int Column) PositionOf(int eventIndex, string memberPath)
    {
        var at = _nodes[eventIndex].Locate(memberPath);
        return (at.Line, at.Column);
    }

    /// <summary>An error at a member of an event; for what is found later than on reading.</summary>
    public FileError ErrorAt(int eventIndex, string memberPath, string message)
    {
        var (line, column) = PositionOf(eventIndex, memberPath);
        return new FileError(File, line, column, message);
    }
}

/// <summary>
/// Reads scenario files and the bodies of HTTP requests: YAML, JSON or a JSON event on each line, all by the same rules.
/// Bad input of any kind comes back as errors with their places; nothing is read by halves.
/// </summary>
public static class ScenarioReader
{
    private static readonly Form ScenarioForm = Form.Of(typeof(Scenario));
    private static readonly ListForm EventsForm = (ListForm)Form.Of(typeof(ValueList<NegotiationEvent>));

    /// <summary>The format that a file's name tells, else its first characters.</summary>
    public static FileFormat FormatOf(string file, ReadOnlySpan<byte> utf8)
    {
        switch (Path.GetExtension(file).ToLowerInvariant())
        {
            case ".yaml" or ".yml":
                return FileFormat.Yaml;
            case ".json":
                return FileFormat.Json;
            case ".ndjson" or ".jsonl":
                return FileFormat.Ndjson;
        }

        var start = utf8.TrimStart("\uFEFF \t\r\n"u8);
        return start.IsEmpty || start[0] is not ((byte)'{' or (byte)'[') ? FileFormat.Yaml
            : start[0] == '{' && start.IndexOf("\n{"u8) > 0 ? FileFormat.Ndjson
            : FileFormat.Json;
    }

    /// <summary>Reads a whole negotiation: <c>negotiation:</c> and <c>events:</c>.</summary>
    public static ReadResult<ScenarioFile> Read(string file, ReadOnlyMemory<byte> utf8, FileFormat? format = null)
    {
        var errors = new ErrorList(file);
        if (Root(file, utf8, format, errors) is not { } root)
        {
            return errors.Failed<ScenarioFile>();
        }

        return Whole(file, root, errors);
    }

    /// <summary>Reads events to be recorded: one event, a list of them, or a whole negotiation.</summary>
    public static ReadResult<ScenarioFile> ReadEvents(string file, ReadOnlyMemory<byte> utf8, FileFormat? format = null)
    {
        var errors = new ErrorList(file);
        return Root(file, utf8, format, errors) switch
        {
            null => errors.Failed<ScenarioFile>(),
            ListNode list => Bare(file, list, errors),
            MapNode map when map.Find("events") is null && map.Find("negotiation") is null => Bare(file, new ListNode(map.At, [map]), errors),
            var root => Whole(file, root, errors),
        };
    }

    /// <summary>
    /// Reads a file of another kind, described by a record of its own, by the same rules; but events in it need no claims.
    /// </summary>
    public static ReadResult<Document<T>> ReadDocument<T>(string file, ReadOnlyMemory<byte> utf8, FileFormat? format = null)
        where T : notnull
    {
        var errors = new ErrorList(file);
        var form = Form.Of(typeof(T));
        return Root(file, utf8, format, errors) is { } root && new Binder(errors, e => e.Faults()).Bind(form, root, "file") is T content && errors.Total == 0
            ? new ReadResult<Document<T>>.Read(new Document<T>(file, content, root))
            : errors.Failed<Document<T>>();
    }

    /// <summary>A JSON pointer to each place where something is wrong with a body; null where it cannot be read at all.</summary>
    public static IEnumerable<string?> PointersTo(IReadOnlyList<FileError> errors, ReadOnlyMemory<byte> utf8, FileFormat? format = null)
    {
        var root = Root("body", utf8, format, new ErrorList("body"));
        return errors.Select(e => root is null ? null : Pointers.To(root, new Mark(e.Line, e.Column)));
    }

    private static ReadResult<ScenarioFile> Whole(string file, Node root, ErrorList errors)
    {
        var scenario = (Scenario?)new Binder(errors, e => e.Malformed()).Bind(ScenarioForm, root, "file");
        var nodes = ((root as MapNode)?.Find("events") as ListNode)?.Items ?? [];
        return Checked(file, scenario?.Negotiation, scenario?.Events, nodes, errors);
    }

    private static ReadResult<ScenarioFile> Bare(string file, ListNode root, ErrorList errors)
    {
        var events = (ValueList<NegotiationEvent>?)new Binder(errors, e => e.Malformed()).Bind(EventsForm, root, "events");
        return Checked(file, null, events, root.Items, errors);
    }

    private static ReadResult<ScenarioFile> Checked(
        string file, NegotiationId? negotiation, IReadOnlyList<NegotiationEvent>? events, Node[] nodes, ErrorList errors)
    {
        RefuseSameIds(nodes, errors);
        return events is null || errors.Total > 0
            ? errors.Failed<ScenarioFile>()
            : new ReadResult<ScenarioFile>.Read(new ScenarioFile(file, negotiation, events, nodes));
    }

    /// <summary>The same id twice in one file is a slip, even with the same content; recording a file twice is not.</summary>
    private static void RefuseSameIds(Node[] nodes, ErrorList errors)
    {
        var places = new Dictionary<string, Mark>(nodes.Length);
        foreach (var map in nodes.OfType<MapNode>())
        {
            if (map.Find("id") is ScalarNode id && !places.TryAdd(id.Text, id.At))
            {
                errors.Add(id.At, $"id: '{id.Text}' is the id of the event at line {places[id.Text].Line} already; expected an id of its own");
            }
        }
    }

    private static Node? Root(string file, ReadOnlyMemory<byte> utf8, FileFormat? format, ErrorList errors)
    {
        if (utf8.Length > Limits.FileBytes)
        {
            errors.Add(new Mark(1, 1), $"{utf8.Length} bytes, expected at most {Limits.FileBytes}; split the file");
            return null;
        }

        if (!Utf8.IsValid(utf8.Span))
        {
            errors.Add(FirstInvalid(utf8.Span), "not UTF-8 text; save the file with the encoding UTF-8");
            return null;
        }

        if (utf8.Span.StartsWith("\uFEFF"u8))
        {
            utf8 = utf8["\uFEFF"u8.Length..];
        }

        return (format ?? FormatOf(file, utf8.Span)) switch
        {
            FileFormat.Json => JsonNodes.Read(utf8.Span, errors),
            FileFormat.Ndjson => new ListNode(new Mark(1, 1), [.. JsonNodes.ReadLines(utf8.Span, errors)]),
            _ => YamlNodes.Read(utf8.Span, errors),
        };
    }

    /// <summary>The place of the first bytes that are not UTF-8.</summary>
    internal static Mark FirstInvalid(ReadOnlySpan<byte> utf8)
    {
        var at = 0;
        while (Rune.DecodeFromUtf8(utf8[at..], out _, out var length) == OperationStatus.Done)
        {
            at += length;
        }

        var before = utf8[..at];
        return new Mark(before.Count((byte)'\n') + 1, Encoding.UTF8.GetCharCount(before[(before.LastIndexOf((byte)'\n') + 1)..]) + 1);
    }
}

/// <summary>A file of another kind than events, with the places of its members.</summary>
public sealed class Document<T>
    where T : notnull
{
    private readonly Node _root;

    internal Document(string file, T content, Node root)
    {
        File = file;
        Content = content;
        _root = root;
    }

    /// <summary>The file as the user named it.</summary>
    public string File { get; }

    public T Content { get; }

    /// <summary>An error at a member such as <c>edits[2].why</c>, or at the nearest member above it when it is absent.</summary>
    public FileError ErrorAt(string memberPath, string message)
    {
        var at = _root.Locate(memberPath);
        return new FileError(File, at.Line, at.Column, message);
    }
}
