using Npgsql;

namespace NegotiationSim.Store.Postgres;

/// <summary>How the database in use was come by.</summary>
public enum DatabaseOrigin
{
    /// <summary>Somebody named it by a connection string.</summary>
    ConnectionString,

    /// <summary>A private server, run from PostgreSQL binaries that the system has installed.</summary>
    PrivateInstalled,

    /// <summary>A private server, run from binaries unpacked in the data directory.</summary>
    PrivateEmbedded,
}

/// <summary>A PostgreSQL database that has just answered.</summary>
/// <param name="ConnectionString">What Npgsql opens it with. May hold a password: never print it.</param>
/// <param name="Origin">How it was come by.</param>
/// <param name="Version">Version of the server, 15.0 or later.</param>
/// <param name="Description">Version and place in one line, without secrets.</param>
public sealed record Database(string ConnectionString, DatabaseOrigin Origin, Version Version, string Description)
{
    /// <summary>The name of the database within a private server.</summary>
    public const string Name = "negsim";

    /// <summary>The oldest server that is accepted.</summary>
    public static readonly Version OldestVersion = new(15, 0);

    /// <summary>
    /// The database that <paramref name="settings"/> lead to: the one of the connection string if there is one,
    /// else that of a private server, which is created and started as needed.
    /// </summary>
    /// <exception cref="DatabaseUnavailableException">
    /// There is none. A connection string that leads nowhere is never passed over for a private server.
    /// </exception>
    public static Task<Database> FindAsync(
        DatabaseSettings settings, IProgress<string>? progress = null, CancellationToken cancel = default)
    {
        ArgumentNullException.ThrowIfNull(settings);
        return settings.ConnectionString is { } given
            ? ReachAsync(given, settings.ConnectionStringSource, cancel)
            : new PrivatePostgres(settings).StartAsync(progress, cancel);
    }

    /// <summary>The description: a record would print the connection string.</summary>
    public override string ToString() => Description;

    /// <summary>Opens and closes one connection, and tells the version of the server.</summary>
    internal static async Task<Version> ProbeAsync(NpgsqlConnectionStringBuilder target, CancellationToken cancel)
    {
        await using var source = Connecting.WithBuiltInTypes(target.ConnectionString, isPooled: false); // a pool would outlive the probe
        await using var connection = await source.OpenConnectionAsync(cancel);
        return connection.PostgreSqlVersion;
    }

    private static async Task<Database> ReachAsync(string given, string source, CancellationToken cancel)
    {
        NpgsqlConnectionStringBuilder target;
        try
        {
            target = new NpgsqlConnectionStringBuilder(given);
            ArgumentException.ThrowIfNullOrEmpty(target.Host);
        }
        catch (Exception e) when (e is ArgumentException or FormatException or OverflowException)
        {
            // The parser's message quotes the text it stumbled over, which may be a piece of the password.
            throw new DatabaseUnavailableException(
                $"The connection string from {source} cannot be used. It consists of key=value pairs, Host among them, such as "
                + "Host=localhost;Port=5432;Database=negsim;Username=negsim;Password=...; an address that begins "
                + "with postgresql:// is not understood. (It is not shown here, as it may hold a password.)");
        }

        var place = $"{target.Host}:{target.Port}, database {target.Database ?? target.Username}";
        Version version;
        try
        {
            version = await ProbeAsync(target, cancel);
        }
        catch (Exception e) when (e is NpgsqlException or ArgumentException or InvalidOperationException or TimeoutException)
        {
            var reason = e is PostgresException refusal ? refusal.MessageText
                : e.InnerException is { } inner && inner.Message != e.Message ? $"{e.Message}: {inner.Message}" : e.Message;
            throw new DatabaseUnavailableException(
                $"The database of the connection string from {source} ({place}) cannot be reached: {reason}", e);
        }

        return version >= OldestVersion
            ? new Database(given, DatabaseOrigin.ConnectionString, version, $"PostgreSQL {version}, {place}")
            : throw new DatabaseUnavailableException(
                $"The server of the connection string from {source} ({place}) is PostgreSQL {version}; "
                + $"{OldestVersion.Major} or later is needed.");
    }
}

/// <summary>
/// No database can be had, or the settings that should name one cannot be read. The message is for the user: it says
/// what was tried and what to do, and holds no password.
/// </summary>
public sealed class DatabaseUnavailableException(string message, Exception? cause = null) : Exception(message, cause);
