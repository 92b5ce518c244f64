using System.Security.Cryptography;

namespace NegotiationSim.Store.Postgres;

/// <summary>
/// A folder that is filled beside the place it is for and renamed when all is in it. Who dies in between leaves an
/// unfinished folder that nobody takes for the real one.
/// </summary>
internal static class UnfinishedFolder
{
    private const string Mark = ".negsim-unfinished-";

    /// <summary>Creates an empty one for <paramref name="path"/>.</summary>
    public static string CreateFor(string path) =>
        Directory.CreateDirectory(path + Mark + RandomNumberGenerator.GetHexString(8, lowercase: true)).FullName;

    /// <summary>Deletes all that are in a folder. To be called by the one process that may be making any there.</summary>
    public static void DeleteAllIn(string directory)
    {
        foreach (var folder in Directory.EnumerateDirectories(directory, $"*{Mark}*"))
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
