using System.ComponentModel;

namespace NegotiationSim.Store.Postgres;

/// <summary>The account that a private server runs as: our own, but PostgreSQL refuses to run as root.</summary>
/// <param name="Name">Null for our own.</param>
internal sealed record ServerAccount(string? Name)
{
    private const string Root = "root";
    private const string OwnName = "negsim";

    /// <summary>
    /// Accounts for a server when we are root, best first. Not "nobody": others run as that too, and could enter.
    /// </summary>
    private static readonly string[] Candidates = [OwnName, "postgres"];

    /// <summary>The account for the cluster, which is the one that owns it if it is there already.</summary>
    /// <exception cref="DatabaseUnavailableException">Root has no account to run a server as.</exception>
    public static async Task<ServerAccount> FindAsync(
        string dataDirectory, PostgresCluster cluster, IProgress<string>? progress, CancellationToken cancel)
    {
        if (OperatingSystem.IsWindows() || !Environment.IsPrivilegedProcess)
        {
            return new ServerAccount(Name: null);
        }

        var present = Candidates.Where(name => Exists(name)).ToList();
        if (cluster.Exists)
        {
            // The third column of ls: .NET does not tell the owner of a file.
            var listing = await Subprocess.RunAsync("ls", "/", account: null, cancel, "-ld", cluster.Folder);
            var owner = listing.Output.Split(' ', StringSplitOptions.RemoveEmptyEntries).ElementAtOrDefault(2) ?? "";
            return present.Contains(owner)
                ? new ServerAccount(owner)
                : throw new DatabaseUnavailableException(
                    $"{cluster.Folder} belongs to the account '{owner}': run as that account, or choose another folder with --data-dir.");
        }

        var name = present.FirstOrDefault() ?? await CreateAsync(progress, cancel);
        try
        {
            await Subprocess.RunAsync("true", dataDirectory, name, cancel);
            return new ServerAccount(name);
        }
        catch (Win32Exception e)
        {
            throw new DatabaseUnavailableException(
                $"PostgreSQL does not run as {Root}, and the account it is run as instead, '{name}', cannot enter {dataDirectory}: "
                + "choose another folder with --data-dir or NEGSIM_DATA_DIR.", e);
        }
    }

    /// <summary>Makes the account the owner of a folder that we have just created, and of all in it.</summary>
    public async Task OwnAsync(string folder, CancellationToken cancel)
    {
        // -h: whatever lies there by now, no link is followed.
        if (Name is not null
            && await Subprocess.RunAsync("chown", "/", account: null, cancel, "-hR", $"{Name}:", folder) is { Succeeded: false } failed)
        {
            throw new DatabaseUnavailableException($"{folder} cannot be given to the account '{Name}': {failed.Output}");
        }
    }

    private static async Task<string> CreateAsync(IProgress<string>? progress, CancellationToken cancel)
    {
        progress?.Report($"Creating the system account '{OwnName}', as PostgreSQL does not run as {Root}");
        var program = PostgresBinaries.FindOnPath("useradd") ?? "/usr/sbin/useradd";
        if (File.Exists(program))
        {
            await Subprocess.RunAsync(
                program, "/", account: null, cancel,
                "--system", "--user-group", "--no-create-home", "--home-dir", "/nonexistent", "--shell", "/usr/sbin/nologin", OwnName);
        }

        return Exists(OwnName) ? OwnName : throw new DatabaseUnavailableException(
            $"PostgreSQL does not run as {Root}, and there is no account to run it as. Create a system account named "
            + $"'{OwnName}', run as an ordinary user, or name a server by a connection string (ConnectionStrings__negsim).");
    }

    private static bool Exists(string name) =>
        File.Exists("/etc/passwd") && File.ReadLines("/etc/passwd").Any(line => line.StartsWith(name + ":", StringComparison.Ordinal));
}
