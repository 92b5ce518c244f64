using System.Diagnostics;
using System.Globalization;
using System.Security.Cryptography;

namespace NegotiationSim.Store.Postgres;

/// <summary>What a running server says about itself in postmaster.pid; a killed one leaves the file behind.</summary>
/// <param name="Path">The file.</param>
/// <param name="Text">All that is in it.</param>
/// <param name="ProcessId">The server's first process.</param>
/// <param name="Port">TCP port, or the number in the socket's name.</param>
/// <param name="SocketFolder">Full path of the socket's folder; empty if there is no socket (yet).</param>
internal sealed record PostmasterFile(string Path, string Text, int ProcessId, int Port, string SocketFolder)
{
    /// <summary>Above every process id that a system gives out.</summary>
    private const int NoProcessId = int.MaxValue;

    private const string FileName = "postmaster.pid";
    private const int PortLine = 3;
    private const int SocketLine = 4;
    private static readonly TimeSpan EmptyLimit = TimeSpan.FromSeconds(10);

    /// <summary>Process, folder and start time: unlike the rest, these do not change while the server runs.</summary>
    private string Identity => string.Join('\n', Text.Split('\n').Take(PortLine));

    /// <summary>Where it listens, for people.</summary>
    public string Endpoint => SocketFolder.Length > 0 ? $"socket {SocketFolder}" : $"port {Port}";

    /// <summary>The file of the cluster in a folder; null if there is none, or it is being written.</summary>
    /// <exception cref="UnauthorizedAccessException">The cluster is another user's.</exception>
    public static PostmasterFile? Read(string cluster)
    {
        var path = System.IO.Path.Combine(cluster, FileName);
        string text;
        try
        {
            text = File.ReadAllText(path);
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }

        var lines = text.Split('\n', StringSplitOptions.TrimEntries);
        return lines.Length > SocketLine
            && int.TryParse(lines[0], CultureInfo.InvariantCulture, out var process)
            && int.TryParse(lines[PortLine], CultureInfo.InvariantCulture, out var port)
            ? new PostmasterFile(path, text, process, port,
                lines[SocketLine] is { Length: > 0 } socket ? System.IO.Path.GetFullPath(socket, cluster) : "")
            : null;
    }

    /// <summary>
    /// A crash of the whole machine can leave the file empty, and then PostgreSQL refuses to start. (A server that is
    /// starting fills it at once.)
    /// </summary>
    public static void DeleteEmpty(string cluster)
    {
        var file = new FileInfo(System.IO.Path.Combine(cluster, FileName));
        if (file is { Exists: true, Length: 0 } && DateTime.UtcNow - file.LastWriteTimeUtc > EmptyLimit)
        {
            file.Delete();
        }
    }

    /// <summary>Whether the process is that very server, as far as we may look.</summary>
    public bool IsAlive()
    {
        try
        {
            if (!OperatingSystem.IsLinux())
            {
                using var process = Process.GetProcessById(ProcessId);
                return process.ProcessName.StartsWith("postgres", StringComparison.Ordinal);
            }

            // "5500 (postgres) S ...": a zombie (Z) is dead, though its number is taken until somebody collects it.
            var state = File.ReadAllText($"/proc/{ProcessId}/stat");
            return state.Contains("(postgres) ", StringComparison.Ordinal)
                && !state.Contains(") Z", StringComparison.Ordinal)
                && RunsInThisCluster();
        }
        catch (Exception e) when (e is ArgumentException or IOException)
        {
            return false;
        }
    }

    /// <summary>
    /// Makes the files of a dead server name a process that cannot be. The number of the dead one may still be taken
    /// (nobody collects zombies in many a container) or be another's by now (where numbers start afresh), and then
    /// PostgreSQL refuses to start. Deleting this file would do too, but would lose the memory segment by which
    /// PostgreSQL notices that children of the dead server still write; the socket's lock has nothing to lose.
    /// </summary>
    public void DisownProcess()
    {
        // A new file put in place: following a link that somebody laid here would write as root elsewhere.
        var replacement = $"{Path}.{RandomNumberGenerator.GetHexString(8)}";
        using (var stream = new FileStream(replacement, FileMode.CreateNew, FileAccess.Write))
        using (var writer = new StreamWriter(stream))
        {
            writer.Write(NoProcessId.ToString(CultureInfo.InvariantCulture) + Text[Text.IndexOf('\n', StringComparison.Ordinal)..]);
        }

        if (!OperatingSystem.IsWindows())
        {
            // Under root it is not the server's own file; the folder is closed to all others.
            const UnixFileMode readable = UnixFileMode.UserRead | UnixFileMode.GroupRead | UnixFileMode.OtherRead;
            File.SetUnixFileMode(replacement, readable | UnixFileMode.UserWrite);
        }

        File.Move(replacement, Path, overwrite: true);
        if (Directory.Exists(SocketFolder))
        {
            File.Delete(System.IO.Path.Combine(SocketFolder, $".s.PGSQL.{Port}.lock"));
        }
    }

    /// <summary>A postgres process works in its cluster, so what it sees there tells it from one of another cluster.</summary>
    private bool RunsInThisCluster()
    {
        try
        {
            return Read($"/proc/{ProcessId}/cwd")?.Identity == Identity;
        }
        catch (UnauthorizedAccessException)
        {
            return true;
        }
    }
}
