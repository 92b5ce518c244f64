using NegotiationSim.App.CommandLine;
using NegotiationSim.App.Recording;
using NegotiationSim.App.ScenarioFiles;
using NegotiationSim.Domain;

namespace NegotiationSim.App.Verbs;

/// <summary>Reads a scenario and records it: the work that <c>run</c> and <c>import</c> share.</summary>
internal static class ScenarioImport
{
    /// <summary>The file of a scenario's events in its folder.</summary>
    public const string FileName = "negotiation.yaml";

    /// <summary>Reads the scenario of a folder, or a file. All errors of the file are told at once.</summary>
    /// <exception cref="CommandException">There is no such file, or it is malformed.</exception>
    public static ScenarioFile Read(string path)
    {
        var file = Directory.Exists(path) ? Path.Combine(path, FileName) : path;
        return file.EndsWith(".ndjson", StringComparison.OrdinalIgnoreCase) && File.Exists(file)
            ? throw new CommandException(ExitCode.BadInput, $"{file} does not name its negotiation; record it with 'negsim record NEG {file}'")
            : InputFile.Content(ScenarioReader.Read(file, InputFile.Bytes(file)));
    }

    /// <summary>Records what a scenario holds and the ledger does not.</summary>
    /// <exception cref="CommandException">The ledger refuses it.</exception>
    public static async Task<Decision.Admitted> RecordAsync(
        Recorder recorder, ScenarioFile scenario, NegotiationId negotiation, CancellationToken cancellation, bool dryRun = false)
    {
        var outcome = await recorder.RecordAsync(new RecordEvents(negotiation, scenario.Events, dryRun), cancellation);
        switch (outcome.Decision)
        {
            case Decision.Admitted admitted:
                return admitted;
            case Decision.Refused refused:
                var reasons = refused.Refusals.Take(ErrorList.MostListed).Select(r => scenario.ErrorAt(r.Index, r.Member, $"{r.Event}: {r.Reason}").ToString());
                var more = refused.Refusals.Count > ErrorList.MostListed ? $"\n... and {refused.Refusals.Count - ErrorList.MostListed} more" : "";
                throw new CommandException(ExitCode.Refused, $"Refused, nothing was recorded:\n{string.Join('\n', reasons)}{more}");
            default:
                throw new NotSupportedException($"Unknown decision {outcome.Decision}.");
        }
    }

    /// <summary>What was recorded, in a line.</summary>
    public static string Told(NegotiationId negotiation, Decision.Admitted admitted, bool dryRun = false)
    {
        var recorded = $"{Counted.Of(admitted.New.Count, "event")} {(dryRun ? "would be " : "")}recorded";
        var before = $"{Counted.Of(admitted.AlreadyRecorded, "event")} recorded before";
        return $"{negotiation}: " + admitted switch
        {
            { New.Count: 0 } => $"nothing new, {before}",
            { AlreadyRecorded: 0 } => recorded,
            _ => $"{recorded}, {before}",
        };
    }
}

/// <summary>Files that a verb is given.</summary>
internal static class InputFile
{
    /// <summary>What messages call a file that is standard input.</summary>
    private const string StandardInput = "standard input";

    /// <summary>What messages call a file.</summary>
    public static string Name(string file) => file == "-" ? StandardInput : file;

    /// <summary>The bytes of a file, or of standard input for <c>-</c>.</summary>
    /// <exception cref="CommandException">There is no such file, it cannot be read, it is too large, or standard input holds nothing.</exception>
    public static byte[] Bytes(string file)
    {
        if (file == "-" && !Console.IsInputRedirected)
        {
            Console.Error.WriteLine("Reading standard input until the end of the file (Ctrl-D ends it).");
        }

        try
        {
            if (file == "-" && IsInputClosed())
            {
                throw NothingRead("it is closed");
            }

            using var stream = file == "-" ? Console.OpenStandardInput() : File.OpenRead(file);
            using var bytes = new MemoryStream();
            var buffer = new byte[81920];
            for (int read; (read = stream.Read(buffer)) > 0;)
            {
                bytes.Write(buffer, 0, read);
                if (bytes.Length > Limits.FileBytes)
                {
                    throw new CommandException(ExitCode.BadInput, $"{file}: larger than {Limits.FileBytes / (1024 * 1024)} MiB, the most that is read");
                }
            }

            return file == "-" && bytes.Length == 0 ? throw NothingRead("it is empty") : bytes.ToArray();
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new CommandException(ExitCode.BadInput, $"{file}: there is no such file");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new CommandException(ExitCode.BadInput, $"{file}: {e.Message}");
        }
    }

    private static CommandException NothingRead(string why) => new(ExitCode.BadInput, $"{StandardInput}: nothing was read, {why}");

    /// <summary>
    /// True when the process was started without standard input. The runtime's own pipe for signals stands in its place
    /// then, and whoever reads it waits for ever: it is the pipe that this very process can write to. Only Linux tells;
    /// elsewhere false.
    /// </summary>
    private static bool IsInputClosed()
    {
        const string open = "/proc/self/fd";
        return Directory.Exists(open)
            && new FileInfo($"{open}/0").LinkTarget is { } input
            && input.StartsWith("pipe:", StringComparison.Ordinal)
            && Directory.GetFiles(open).Any(file => new FileInfo(file).LinkTarget == input && IsWritable(Path.GetFileName(file)));

        static bool IsWritable(string descriptor) =>
            File.ReadLines($"/proc/self/fdinfo/{descriptor}").Any(line => line.StartsWith("flags:", StringComparison.Ordinal) && line.EndsWith('1'));
    }

    /// <exception cref="CommandException">The file is malformed; the message holds all its errors.</exception>
    public static T Content<T>(ReadResult<T> result) => result switch
    {
        ReadResult<T>.Read read => read.Content,
        ReadResult<T>.Failed failed => throw new CommandException(ExitCode.BadInput, failed.ToString()),
        _ => throw new NotSupportedException($"Unknown result {result.GetType().Name}."),
    };
}
