using System.ComponentModel;
using System.Diagnostics;
using Npgsql;

namespace NegotiationSim.Store.Postgres;

/// <summary>What <see cref="PrivatePostgres.GetStatusAsync"/> found.</summary>
/// <param name="IsRunning">Whether it answers.</param>
/// <param name="DataDirectory">The folder of all that belongs to it.</param>
/// <param name="Origin">Whence its binaries are; null if it has never run.</param>
/// <param name="Version">As "15.18" if running, the major version if not; null if there is no cluster.</param>
/// <param name="ProcessId">The server's first process; null if not running.</param>
/// <param name="Endpoint">"socket" and its folder, or "port" and its number; null if not running.</param>
/// <param name="SizeBytes">Size of the cluster's files; 0 if there is no cluster.</param>
public sealed record PrivatePostgresStatus(
    bool IsRunning, string DataDirectory, DatabaseOrigin? Origin, string? Version, int? ProcessId, string? Endpoint, long SizeBytes);

/// <summary>
/// A PostgreSQL server of our own in the data directory. It outlives the process that starts it, and any number of
/// processes may start, use and stop it at the same time.
/// </summary>
/// <remarks>
/// Other accounts are kept out by the file system: the only way in is a socket in a folder that is closed (0700) to all
/// but root and the account that the server runs as. Whoever could enter could read the data files too, so a password
/// would add nothing. A loopback port, which anybody can reach, has one.
/// </remarks>
public sealed class PrivatePostgres(DatabaseSettings settings)
{
    private const int StartAttempts = 5;

    /// <summary>The class of SQLSTATEs by which a server says that it is starting or stopping.</summary>
    private const string OperatorIntervention = "57";

    private const int LockedOnLinux = 11; // EWOULDBLOCK
    private const int LockedOnMac = 35; // EWOULDBLOCK
    private const int LockedOnWindows = 32; // ERROR_SHARING_VIOLATION

    private static readonly TimeSpan StartLimit = TimeSpan.FromMinutes(5); // Recovery of a large log takes its time.
    private static readonly TimeSpan StopLimit = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan LockLimit = TimeSpan.FromMinutes(15); // Another process may be downloading.
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(50);

    private readonly PostgresCluster _cluster = new(settings.DataDirectory);

    /// <summary>The database of the server, which is created or started if it is not there or not up.</summary>
    /// <exception cref="DatabaseUnavailableException">It cannot be had; the message says why and what to do.</exception>
    public Task<Database> StartAsync(IProgress<string>? progress = null, CancellationToken cancel = default) => GuardAsync(async () =>
    {
        // The usual case costs one file and one connection: no lock, no process.
        if (await ConnectAsync(mayCreateDatabase: false, cancel) is { } running)
        {
            return running;
        }

        using var alone = await LockAsync(cancel);
        return await ConnectAsync(mayCreateDatabase: true, cancel) ?? await StartAloneAsync(progress, cancel);
    });

    /// <summary>Stops the server, ending the connections to it.</summary>
    /// <returns>Whether there was one to stop.</returns>
    /// <exception cref="DatabaseUnavailableException">It does not stop, or is another user's.</exception>
    public Task<bool> StopAsync(CancellationToken cancel = default) => GuardAsync(async () =>
    {
        if (_cluster.Postmaster is null)
        {
            return false;
        }

        using var alone = await LockAsync(cancel);
        if (_cluster.Postmaster is not { } postmaster || !postmaster.IsAlive())
        {
            return false;
        }

        var account = await ServerAccount.FindAsync(settings.DataDirectory, _cluster, progress: null, cancel);
        await _cluster.HaltAsync(postmaster, account, StopLimit, cancel);
        return true;
    });

    /// <summary>What there is at this moment. Starts and changes nothing.</summary>
    /// <exception cref="DatabaseUnavailableException">It is another user's.</exception>
    public Task<PrivatePostgresStatus> GetStatusAsync(CancellationToken cancel = default) => GuardAsync(async () =>
    {
        var database = await ConnectAsync(mayCreateDatabase: false, cancel);
        var postmaster = database is null ? null : _cluster.Postmaster;
        return new PrivatePostgresStatus(
            IsRunning: database is not null,
            settings.DataDirectory,
            _cluster.Origin,
            database?.Version.ToString() ?? _cluster.Major?.ToString(),
            postmaster?.ProcessId,
            postmaster?.Endpoint,
            _cluster.SizeBytes);
    });

    private async Task<Database> StartAloneAsync(IProgress<string>? progress, CancellationToken cancel)
    {
        UnfinishedFolder.DeleteAllIn(settings.DataDirectory); // Of a process that was killed.
        var account = await ServerAccount.FindAsync(settings.DataDirectory, _cluster, progress, cancel);
        var binaries = await PostgresBinaries.FindAsync(
            settings.BinaryFolders, settings.DataDirectory, _cluster.Major, account, progress, cancel);
        if (!_cluster.Exists)
        {
            progress?.Report($"Creating a private database with PostgreSQL {binaries.Version} in {settings.DataDirectory}");
            await _cluster.CreateAsync(binaries, account, settings.UsesLoopback, cancel);
        }

        progress?.Report($"Starting PostgreSQL {binaries.Version}");
        var lastWords = "";
        var waited = Stopwatch.StartNew();
        for (var attempts = 0; waited.Elapsed < StartLimit && attempts <= StartAttempts;)
        {
            if (_cluster.Postmaster?.IsAlive() != true)
            {
                // The children of a killed server keep the next one from starting for a moment.
                await Task.Delay(Pause * attempts++, cancel);
                lastWords = await _cluster.LaunchAsync(binaries, account, cancel);
            }

            // What is alive may also be recovering, or have been launched by a process that was killed since.
            if (await ConnectAsync(mayCreateDatabase: true, cancel) is { } database)
            {
                return database;
            }

            await Task.Delay(Pause, cancel);
        }

        throw new DatabaseUnavailableException(
            $"The private PostgreSQL in {settings.DataDirectory} does not start: {lastWords}\n"
            + $"{_cluster.LogFile} ends with:\n{_cluster.LogTail}");
    }

    /// <summary>The database; null if the server is not up, or not yet.</summary>
    private async Task<Database?> ConnectAsync(bool mayCreateDatabase, CancellationToken cancel)
    {
        if (_cluster.Postmaster is not { } postmaster || _cluster.Target(postmaster, Database.Name) is not { } target)
        {
            return null;
        }

        try
        {
            var version = await Database.ProbeAsync(target, cancel);
            return new Database(
                target.ConnectionString,
                _cluster.Origin ?? DatabaseOrigin.PrivateInstalled,
                version,
                $"PostgreSQL {version}, private, {settings.DataDirectory}, {postmaster.Endpoint}");
        }
        catch (PostgresException e) when (e.SqlState == PostgresErrorCodes.InvalidCatalogName)
        {
            if (!mayCreateDatabase)
            {
                return null;
            }

            await CreateDatabaseAsync(postmaster, cancel);
            return await ConnectAsync(mayCreateDatabase: false, cancel);
        }
        catch (PostgresException e) when (!e.SqlState.StartsWith(OperatorIntervention, StringComparison.Ordinal) && postmaster.IsAlive())
        {
            throw new DatabaseUnavailableException($"The private PostgreSQL in {settings.DataDirectory} refuses: {e.MessageText}", e);
        }
        catch (NpgsqlException)
        {
            return null;
        }
    }

    private async Task CreateDatabaseAsync(PostmasterFile postmaster, CancellationToken cancel)
    {
        var target = _cluster.Target(postmaster, "postgres")!;
        target.Pooling = false;
        await using var connection = new NpgsqlConnection(target.ConnectionString);
        await connection.OpenAsync(cancel);
        await using var command = new NpgsqlCommand($"CREATE DATABASE {Database.Name}", connection);
        await command.ExecuteNonQueryAsync(cancel);
    }

    /// <summary>
    /// Waits until no other process creates, starts or stops the server. The system drops the lock of a process that dies.
    /// </summary>
    private async Task<FileStream> LockAsync(CancellationToken cancel)
    {
        EnsureDataDirectory();
        var options = new FileStreamOptions { Mode = FileMode.OpenOrCreate, Access = FileAccess.ReadWrite, Share = FileShare.None };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        for (var waited = Stopwatch.StartNew(); ;)
        {
            try
            {
                return new FileStream(Path.Combine(settings.DataDirectory, "negsim.lock"), options);
            }
            catch (IOException e) when (waited.Elapsed < LockLimit
                && (e.HResult & 0xFFFF) is LockedOnLinux or LockedOnMac or LockedOnWindows)
            {
                await Task.Delay(Pause, cancel);
            }
        }
    }

    private void EnsureDataDirectory()
    {
        if (OperatingSystem.IsWindows())
        {
            Directory.CreateDirectory(settings.DataDirectory);
        }
        else if (!Directory.Exists(settings.DataDirectory))
        {
            // Under root the server's account has to pass through, whatever our umask says.
            var mode = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;
            Directory.CreateDirectory(settings.DataDirectory, mode);
            File.SetUnixFileMode(settings.DataDirectory, Environment.IsPrivilegedProcess
                ? mode | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute : mode);
        }
    }

    /// <summary>Turns what the file system and the programs may refuse into the one error for the user.</summary>
    private async Task<T> GuardAsync<T>(Func<Task<T>> work)
    {
        try
        {
            return await work();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or Win32Exception or NpgsqlException)
        {
            throw new DatabaseUnavailableException(
                $"{settings.DataDirectory} cannot be used for a private PostgreSQL: {e.Message}\n"
                + "Choose a folder of your own with --data-dir or NEGSIM_DATA_DIR, or name a server by a connection string "
                + "(ConnectionStrings__negsim).", e);
        }
    }
}
