using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text;
using Npgsql;

namespace NegotiationSim.Store.Postgres;

/// <summary>The files of a private server, which are in pgdata below the data directory, and the programs run on them.</summary>
internal sealed class PostgresCluster(string dataDirectory)
{
    private const string FolderName = "pgdata"; // A name that needs no quotes: pg_ctl hands it to a shell.
    private const string LogName = "server.log";
    private const long LogLimitBytes = 10_000_000;
    private const int LogTailLines = 8;
    private const int SocketPort = 5432;
    private const int SocketPathLimitBytes = 100; // Linux takes 107, macOS 103.
    private const string SpareSocketFolder = "/tmp/negsim-socket-";

    /// <summary>What is promised to be durable is; the rest suits a server of one user, on a machine used for more.</summary>
    private const string Settings =
        "-c shared_buffers=64MB -c max_connections=200 -c fsync=on -c synchronous_commit=on -c jit=off "
        + "-c timezone=UTC -c log_timezone=UTC -c unix_socket_permissions=0700";

    public string Folder { get; } = Path.Combine(dataDirectory, FolderName);

    public bool Exists => Directory.Exists(Folder);

    public string LogFile => Path.Combine(Folder, LogName);

    public PostmasterFile? Postmaster => PostmasterFile.Read(Folder);

    /// <summary>The version of PostgreSQL that made it, and that alone can open it; null if there is no cluster.</summary>
    public int? Major => ReadLine("PG_VERSION") is { } text ? int.Parse(text.Split('.')[0]) : null;

    /// <summary>Whence the programs are that ran it last; null if it never ran.</summary>
    public DatabaseOrigin? Origin => BinaryFolder is not { } folder ? null
        : EmbeddedPostgres.Holds(folder) ? DatabaseOrigin.PrivateEmbedded : DatabaseOrigin.PrivateInstalled;

    /// <summary>Bytes in all of its files.</summary>
    public long SizeBytes => !Exists ? 0 : new DirectoryInfo(Folder)
        .EnumerateFiles("*", new EnumerationOptions { RecurseSubdirectories = true, AttributesToSkip = FileAttributes.ReparsePoint })
        .Sum(file => file.Exists ? file.Length : 0);

    /// <summary>Made by PostgreSQL at every start: the path of the server, then its options in quotes.</summary>
    private string? BinaryFolder => ReadLine("postmaster.opts") is { } line ? Path.GetDirectoryName(line.Split(" \"")[0]) : null;

    /// <summary>There if the cluster was made for a loopback port. PostgreSQL does not mind a file of ours.</summary>
    private string PasswordFile => Path.Combine(Folder, "negsim.password");

    /// <summary>The end of the server's log.</summary>
    public string LogTail => File.Exists(LogFile) ? string.Join('\n', File.ReadLines(LogFile).TakeLast(LogTailLines)) : "(no log)";

    /// <summary>How to connect to its running server; null while that has no endpoint yet.</summary>
    public NpgsqlConnectionStringBuilder? Target(PostmasterFile postmaster, string database)
    {
        var password = File.Exists(PasswordFile) ? File.ReadAllText(PasswordFile) : null;
        if (password is null && postmaster.SocketFolder.Length == 0)
        {
            return null;
        }

        var target = new NpgsqlConnectionStringBuilder
        {
            Host = postmaster.SocketFolder,
            Port = postmaster.Port,
            Database = database,
            Username = Database.Name,
            ApplicationName = Database.Name,
        };
        if (password is not null)
        {
            target.Host = IPAddress.Loopback.ToString();
            target.Password = password;

            // Another program may have the port by now: it must prove that it knows the password, and not get it.
            target.RequireAuth = "ScramSHA256";
        }

        return target;
    }

    /// <summary>
    /// Creates it, all or nothing, to be reached by a Unix socket or, if <paramref name="usesLoopback"/>, a loopback port.
    /// </summary>
    public async Task CreateAsync(PostgresBinaries binaries, ServerAccount account, bool usesLoopback, CancellationToken cancel)
    {
        var workshop = UnfinishedFolder.CreateFor(Folder);
        var made = Path.Combine(workshop, FolderName);
        var password = Path.Combine(workshop, "password");
        string[] access = ["--auth-local=trust", "--auth-host=reject"];
        if (usesLoopback)
        {
            await WriteSecretAsync(password, RandomNumberGenerator.GetHexString(32, lowercase: true), cancel);
            access = ["--auth-local=scram-sha-256", "--auth-host=scram-sha-256", "--pwfile=password"];
        }

        await account.OwnAsync(workshop, cancel);

        // C.UTF-8 is on every Linux. C orders alike, and differs only in the upper and lower case of foreign letters.
        var locale = OperatingSystem.IsLinux() ? "C.UTF-8" : "C";
        var outcome = await Subprocess.RunAsync(
            binaries["initdb"], workshop, account.Name, cancel,
            ["-D", FolderName, "-U", Database.Name, "--data-checksums", "--encoding=UTF8", $"--locale={locale}", "--lc-messages=C",
                .. access]);
        if (!outcome.Succeeded)
        {
            throw new DatabaseUnavailableException(
                $"PostgreSQL {binaries.Version} cannot create a database in {dataDirectory}: {outcome.Output}");
        }

        if (usesLoopback)
        {
            File.Move(password, Path.Combine(made, Path.GetFileName(PasswordFile)));
        }

        Directory.Move(made, Folder);
        UnfinishedFolder.DeleteAllIn(dataDirectory);
    }

    /// <summary>Has pg_ctl detach a server, and waits until it is up, gone, or slow.</summary>
    /// <returns>What pg_ctl says of it.</returns>
    public async Task<string> LaunchAsync(PostgresBinaries binaries, ServerAccount account, CancellationToken cancel)
    {
        if (Postmaster is { } dead)
        {
            dead.DisownProcess();
            DeleteSpareSocketFolder(dead);
        }
        else
        {
            PostmasterFile.DeleteEmpty(Folder);
        }

        if (new FileInfo(LogFile) is { Exists: true, Length: > LogLimitBytes })
        {
            File.Move(LogFile, LogFile + ".old", overwrite: true);
        }

        var endpoint = File.Exists(PasswordFile)
            ? $"-c listen_addresses=127.0.0.1 -c port={FreePort()} -c unix_socket_directories="
            : $"-c listen_addresses= -c port={SocketPort} -c unix_socket_directories={await SocketFolderAsync(account, cancel)}";
        var outcome = await Subprocess.RunAsync(
            binaries["pg_ctl"], dataDirectory, account.Name, cancel,
            "start", "-D", FolderName, "-l", $"{FolderName}/{LogName}", "-w", "-t", "60", "-o", $"{Settings} {endpoint}");
        return outcome.Output;
    }

    /// <summary>Stops the server without waiting for its clients to leave.</summary>
    public async Task HaltAsync(PostmasterFile postmaster, ServerAccount account, TimeSpan limit, CancellationToken cancel)
    {
        var binaries = new PostgresBinaries(BinaryFolder ?? "", new Version());
        var outcome = await Subprocess.RunAsync(
            binaries["pg_ctl"], dataDirectory, account.Name, cancel,
            "stop", "-D", FolderName, "-m", "fast", "-w", "-t", $"{limit.TotalSeconds:0}");
        if (!outcome.Succeeded)
        {
            throw new DatabaseUnavailableException($"PostgreSQL in {Folder} does not stop: {outcome.Output}");
        }

        DeleteSpareSocketFolder(postmaster);
    }

    /// <summary>
    /// "." is the cluster's own folder, as the server sees it. Where clients could not use its path for a socket there
    /// is one of a name that nobody can have guessed, and taken, before.
    /// </summary>
    private async Task<string> SocketFolderAsync(ServerAccount account, CancellationToken cancel)
    {
        var fits = Encoding.UTF8.GetByteCount($"{Folder}/.s.PGSQL.{SocketPort}") <= SocketPathLimitBytes;
        if (OperatingSystem.IsWindows() || (fits && !Folder.Contains(',', StringComparison.Ordinal)))
        {
            return ".";
        }

        var spare = SpareSocketFolder + RandomNumberGenerator.GetHexString(32, lowercase: true);
        Directory.CreateDirectory(spare, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        await account.OwnAsync(spare, cancel);
        return spare;
    }

    private void DeleteSpareSocketFolder(PostmasterFile postmaster)
    {
        var folder = postmaster.SocketFolder;
        if (folder == Folder || !folder.StartsWith(SpareSocketFolder, StringComparison.Ordinal) || !Directory.Exists(folder))
        {
            return;
        }

        foreach (var file in Directory.EnumerateFiles(folder, ".s.PGSQL.*"))
        {
            File.Delete(file);
        }

        // Not recursively: whatever else may be there is not ours to delete.
        Directory.Delete(folder);
    }

    private static async Task WriteSecretAsync(string path, string text, CancellationToken cancel)
    {
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        await using var stream = new FileStream(path, options);
        await stream.WriteAsync(Encoding.ASCII.GetBytes(text), cancel);
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private string? ReadLine(string name)
    {
        var path = Path.Combine(Folder, name);
        return File.Exists(path) ? File.ReadLines(path).FirstOrDefault() : null;
    }
}
