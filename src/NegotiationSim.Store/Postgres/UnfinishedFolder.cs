using System.Security.Cryptography;

namespace NegotiationSim.Store.Postgres;

/// <summary>
/// A folder that is filled beside the place it is for and renamed when all is in it. Who dies in between leaves an
/// unfinished folder that nobody takes for the real one.
/// </summary>
internal static class UnfinishedFolder
{
    private const string Mark = ".unfinished-";

    /// <summary>Creates an empty one for <paramref name="path"/>.</summary>
    public static string CreateFor(string path) =>
        Directory.CreateDirectory(path + Mark + RandomNumberGenerator.GetHexString(8, lowercase: true)).FullName;

    /// <summary>Deletes those that were left behind. To be called by the one process that may be making any.</summary>
    public static void DeleteAllOf(string path)
    {
        foreach (var folder in Directory.EnumerateDirectories(Path.GetDirectoryName(path)!, Path.GetFileName(path) + Mark + "*"))
        {
            try
            {
                Directory.Delete(folder, recursive: true);
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                // Its program may outlive the process that started it by a moment: next time.
            }
        }
    }
}
