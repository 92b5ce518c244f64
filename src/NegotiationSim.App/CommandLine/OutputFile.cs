using System.Text;

namespace NegotiationSim.App.CommandLine;

/// <summary>Files that a verb writes.</summary>
internal static class OutputFile
{
    /// <summary>Writes text to a file, or to standard output for <c>-</c>.</summary>
    /// <exception cref="CommandException">The file cannot be written.</exception>
    public static void Write(string file, string text)
    {
        try
        {
            using var stream = file == "-" ? Console.OpenStandardOutput() : File.Create(file);
            stream.Write(new UTF8Encoding(false).GetBytes(text));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException)
        {
            throw new CommandException(ExitCode.BadInput, $"{file}: {e.Message}");
        }
    }
}
