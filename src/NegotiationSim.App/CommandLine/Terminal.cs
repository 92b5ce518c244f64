using System.Text;
using System.Text.Json;
using NegotiationSim.App.Rendering;
using NegotiationSim.Domain;
using Spectre.Console;

namespace NegotiationSim.App.CommandLine;

/// <summary>
/// Where a command writes: answers to standard output, everything else to standard error. Colours and progress only on a
/// terminal (NO_COLOR is honoured); glyphs have an ASCII form for terminals that lack them.
/// </summary>
public sealed class Terminal
{
    /// <summary>What goes to a file or a pipe is not wrapped, unless COLUMNS asks for it.</summary>
    private static readonly int FileWidth = int.TryParse(Environment.GetEnvironmentVariable("COLUMNS"), out var columns) && columns > 0 ? columns : 1_000_000;

    private readonly Lazy<IAnsiConsole> _out;
    private readonly Lazy<IAnsiConsole> _error;

    public Terminal(bool ascii)
    {
        IsAscii = ascii || Environment.GetEnvironmentVariable("TERM") == "dumb";
        var noColor = Environment.GetEnvironmentVariable("NO_COLOR") is { Length: > 0 };
        _out = new(() => Create(Console.OpenStandardOutput(), Console.IsOutputRedirected, noColor));

        // A progress bar moves the cursor; of NO_COLOR the library takes care.
        _error = new(() => Create(Console.OpenStandardError(), Console.IsErrorRedirected, isPlain: false));
    }

    public bool IsAscii { get; }

    public IAnsiConsole Out => _out.Value;

    public IAnsiConsole Error => _error.Value;

    /// <summary>True when somebody watches: progress is shown.</summary>
    public static bool IsWatched => !Console.IsErrorRedirected;

    /// <summary>
    /// Keeps the runtime from switching a terminal's keys to another mode with escape codes, which it does before it first
    /// reads or writes: it finds none for a terminal of no known kind.
    /// </summary>
    public static void LeaveKeysAlone()
    {
        const string term = "TERM";
        if (OperatingSystem.IsWindows() || (Console.IsInputRedirected && Console.IsOutputRedirected && Console.IsErrorRedirected))
        {
            return;
        }

        var kind = Environment.GetEnvironmentVariable(term);
        Environment.SetEnvironmentVariable(term, null);
        using (var output = Console.OpenStandardOutput())
        {
            output.Write([]);
        }

        Environment.SetEnvironmentVariable(term, kind);
    }

    /// <summary>Writes an answer as JSON, indented, every member present.</summary>
    public static void Json<T>(T answer)
    {
        using var output = Console.OpenStandardOutput();
        JsonSerializer.Serialize(output, answer, JsonIndented.Value);
        output.WriteByte((byte)'\n');
    }

    /// <summary>Writes what is a file of its own as JSON, indented, without members that are left out.</summary>
    public static void File<T>(T content)
    {
        using var output = Console.OpenStandardOutput();
        JsonSerializer.Serialize(output, content, FileIndented.Value);
        output.WriteByte((byte)'\n');
    }

    /// <summary>Writes a line of an answer to standard output.</summary>
    public void Say(string text) => new Page(Out).Text(text);

    /// <summary>Writes a line to standard error.</summary>
    public void Note(string text) => new Page(Error).Text(text);

    private static readonly Lazy<JsonSerializerOptions> FileIndented = new(() => new JsonSerializerOptions(DomainJson.Options) { WriteIndented = true });

    private static readonly Lazy<JsonSerializerOptions> JsonIndented = new(() => new JsonSerializerOptions(DomainJson.Answers) { WriteIndented = true });

    private IAnsiConsole Create(Stream stream, bool redirected, bool isPlain)
    {
        var writer = new StreamWriter(stream, new UTF8Encoding(false)) { AutoFlush = true, NewLine = "\n" };
        var console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(writer), Ansi = redirected || isPlain ? AnsiSupport.No : AnsiSupport.Detect });
        console.Profile.Capabilities.Unicode = !IsAscii;
        if (redirected)
        {
            console.Profile.Width = FileWidth;
        }

        return console;
    }
}
