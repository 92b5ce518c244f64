using System.Text.RegularExpressions;

namespace NegotiationSim.App.Tests.CommandLine;

/// <summary>
/// Reviewed output: a text file whose first line is a command, <c>$ negsim list</c>, with variables of the environment
/// before it where needed, <c>$ COLUMNS=80 negsim list</c>, and whose other lines are what it prints. A new case is a file
/// with a first line, and a run of the tests with <c>NEGSIM_ACCEPT=1</c>.
/// </summary>
internal static partial class ExpectedOutput
{
    /// <summary>The files of a folder of the repository, as paths from its root.</summary>
    public static IEnumerable<string> Files(string folder) => Committed.Files(folder, "*.txt")
        .Select(file => Path.GetRelativePath(Committed.Root, file).Replace('\\', '/'))
        .Order(StringComparer.Ordinal);

    /// <summary>Runs the command of a file and compares.</summary>
    public static async Task HoldsAsync(string file, Negsim negsim)
    {
        var command = Committed.Text(file).Split('\n')[0];
        var words = command.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var program = Array.IndexOf(words, "negsim");
        (words[0], program > 0).ShouldBe(("$", true), $"{file}: the first line is '$ negsim ...'");
        foreach (var assignment in words[1..program])
        {
            var (name, value) = (assignment[..assignment.IndexOf('=')], assignment[(assignment.IndexOf('=') + 1)..]);
            negsim = negsim.With(name, value);
        }

        var outcome = await negsim.RunAsync(words[(program + 1)..]);
        var output = words.Contains("--dry-run") ? outcome.Output : outcome.Answer();
        Committed.Equal(file, $"{command}\n{Build().Replace(output, "Program ...; assessment ...; result ...;")}");
        outcome.Code.ShouldBe(0, outcome.Errors); // that it was a dry run is noted on standard error
    }

    /// <summary>What of a forecast's last line another build, or a word in another event, changes.</summary>
    [GeneratedRegex("Program [^;]+; assessment [0-9a-f]+; result [0-9a-f]+;")]
    private static partial Regex Build();
}
