using System.Text.Json;

namespace NegotiationSim.Store.Postgres;

/// <summary>Which database to use. A class, not a record, so that nothing prints the connection string.</summary>
public sealed class DatabaseSettings
{
    internal const string FileExample =
        """{"ConnectionStrings": {"negsim": "Host=localhost;Database=negsim;Username=...;Password=..."}}""";

    private const string ConnectionStringVariable = "ConnectionStrings__negsim";
    private const string DataDirectoryVariable = "NEGSIM_DATA_DIR";
    private const string FileName = "negsim.json";

    private static readonly JsonSerializerOptions FileOptions = new()
    {
        PropertyNameCaseInsensitive = true,
        ReadCommentHandling = JsonCommentHandling.Skip,
        AllowTrailingCommas = true,
    };

    /// <summary>The server to use; null for a private one.</summary>
    public string? ConnectionString { get; init; }

    /// <summary>Where the connection string was found, for messages.</summary>
    public string ConnectionStringSource { get; init; } = "the settings";

    /// <summary>
    /// Folder for the private server, kept as a full path. Default: the user's data folder, or /var/lib/negsim for root,
    /// whose home no other account can enter while the server refuses to run as root.
    /// </summary>
    public string DataDirectory { get; init => field = Path.GetFullPath(value); } = DefaultDataDirectory();

    /// <summary>Folders to look for initdb, pg_ctl and postgres in, best first; null for the usual places.</summary>
    public IReadOnlyList<string>? BinaryFolders { get; init; }

    /// <summary>
    /// Whether a private server listens on a loopback port with a generated password instead of a Unix socket.
    /// Default: only where PostgreSQL has no dependable Unix sockets. Fixed when a data directory is first used.
    /// </summary>
    public bool UsesLoopback { get; init; } = OperatingSystem.IsWindows();

    /// <summary>
    /// Reads the environment (ConnectionStrings__negsim, NEGSIM_DATA_DIR) and, if it names no connection string,
    /// negsim.json in the current folder and then in the user's configuration folder.
    /// </summary>
    /// <param name="dataDirectory">The data directory given on the command line, if any: it goes first.</param>
    /// <exception cref="DatabaseUnavailableException">A settings file cannot be read; names file and line.</exception>
    public static DatabaseSettings FromEnvironment(string? dataDirectory = null)
    {
        var directory = dataDirectory ?? Variable(DataDirectoryVariable);
        var (connectionString, source) = FindConnectionString();
        return new DatabaseSettings
        {
            ConnectionString = connectionString,
            ConnectionStringSource = source,
            DataDirectory = directory ?? DefaultDataDirectory(),
        };
    }

    private static (string? Text, string Source) FindConnectionString()
    {
        if (Variable(ConnectionStringVariable) is { } variable)
        {
            return (variable, $"the environment variable {ConnectionStringVariable}");
        }

        var user = Environment.GetFolderPath(
            Environment.SpecialFolder.ApplicationData, Environment.SpecialFolderOption.DoNotVerify);
        string[] files = [Path.GetFullPath(FileName), Path.Combine(user, "negsim", FileName)];
        return files.Where(File.Exists)
            .Select(file => (Text: ReadConnectionString(file), Source: file))
            .FirstOrDefault(found => !string.IsNullOrWhiteSpace(found.Text), (null, ""));
    }

    /// <summary>The connection string that a settings file names; null if it names none.</summary>
    /// <exception cref="DatabaseUnavailableException">The file cannot be read; names file and line.</exception>
    public static string? ReadConnectionString(string file)
    {
        try
        {
            using var stream = File.OpenRead(file);
            return JsonSerializer.Deserialize<SettingsFile>(stream, FileOptions)?.ConnectionStrings?
                .FirstOrDefault(pair => pair.Key.Equals(Database.Name, StringComparison.OrdinalIgnoreCase)).Value;
        }
        catch (JsonException e)
        {
            throw new DatabaseUnavailableException(
                $"{file}:{e.LineNumber + 1}: not a settings file; expected {FileExample}", e);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new DatabaseUnavailableException($"{file}:1: {e.Message}", e);
        }
    }

    private static string DefaultDataDirectory()
    {
        if (!OperatingSystem.IsWindows() && Environment.IsPrivilegedProcess)
        {
            return "/var/lib/negsim";
        }

        // Not verified: a folder that does not exist yet is created on first use.
        return Path.GetFullPath("negsim", Environment.GetFolderPath(
            Environment.SpecialFolder.LocalApplicationData, Environment.SpecialFolderOption.DoNotVerify));
    }

    private static string? Variable(string name) =>
        Environment.GetEnvironmentVariable(name) is { } text && !string.IsNullOrWhiteSpace(text) ? text : null;

    private sealed record SettingsFile(Dictionary<string, string?>? ConnectionStrings);
}
