using System.ComponentModel;
using System.Diagnostics;
using System.Runtime.InteropServices;

namespace NegotiationSim.Store.Postgres;

/// <summary>Runs a program to its end and keeps what it printed.</summary>
internal static class Subprocess
{
    private const uint AfterStandardStreams = 3;
    private const int CloseOnExec = 4;
    private static readonly TimeSpan LastWordsLimit = TimeSpan.FromSeconds(1);

    /// <summary>The ending of a program; <paramref name="Output"/> is both of its streams, trimmed.</summary>
    internal sealed record Outcome(int ExitCode, string Output)
    {
        public bool Succeeded => ExitCode == 0;
    }

    /// <param name="program">Full path, or a name to be found on the PATH.</param>
    /// <param name="directory">Where it runs; the account must be allowed to enter it.</param>
    /// <param name="account">The account to run as, which only root may choose; null for our own.</param>
    /// <param name="cancel">Kills the program, though not what it has detached.</param>
    /// <param name="arguments">Passed as they are, without a shell.</param>
    /// <exception cref="Win32Exception">The program is not there, or the account may not run it there.</exception>
    public static async Task<Outcome> RunAsync(
        string program, string directory, string? account, CancellationToken cancel, params string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            WorkingDirectory = directory,
            UserName = account ?? "",
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };

        // PGDATA, PGPORT and the like are meant for other servers. Messages in one language.
        foreach (var name in start.Environment.Keys.Where(name => name.StartsWith("PG", StringComparison.Ordinal)).ToList())
        {
            start.Environment.Remove(name);
        }

        start.Environment["LC_ALL"] = "C";
        KeepDescriptorsFromChildren();
        using var process = Process.Start(start) ?? throw new Win32Exception($"{program} did not start.");
        process.StandardInput.Close();
        var output = Task.WhenAll(process.StandardOutput.ReadToEndAsync(cancel), process.StandardError.ReadToEndAsync(cancel));
        try
        {
            await process.WaitForExitAsync(cancel);

            // On Windows a server started by pg_ctl keeps these pipes open, so their end may never come.
            var streams = await output.WaitAsync(LastWordsLimit, cancel);
            return new Outcome(process.ExitCode, string.Join('\n', streams).Trim());
        }
        catch (TimeoutException)
        {
            return new Outcome(process.ExitCode, "");
        }
        catch (OperationCanceledException)
        {
            process.Kill();
            throw;
        }
    }

    /// <summary>
    /// Our caller may have handed us more than the three standard streams (a lock, a pipe it waits on). A server that
    /// outlives us must not hold them, or the caller hangs.
    /// </summary>
    private static void KeepDescriptorsFromChildren()
    {
        if (!OperatingSystem.IsLinux())
        {
            return;
        }

        try
        {
            _ = MarkDescriptors(AfterStandardStreams, uint.MaxValue, CloseOnExec);
        }
        catch (EntryPointNotFoundException)
        {
            // A C library older than the call: as good as we can.
        }
    }

    [DllImport("libc", EntryPoint = "close_range")]
    private static extern int MarkDescriptors(uint first, uint last, int flags);
}
