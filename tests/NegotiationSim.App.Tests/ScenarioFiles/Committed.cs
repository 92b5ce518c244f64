namespace NegotiationSim.App.Tests.ScenarioFiles;

/// <summary>Files of the repository that are generated. <c>UPDATE=1</c> in the environment writes them instead of comparing.</summary>
internal static class Committed
{
    private static readonly bool IsUpdate = Environment.GetEnvironmentVariable("UPDATE") == "1";

    public static string Text(string path) => File.ReadAllText(Path.Combine(Root(), path));

    public static string[] Files(string folder, string name) => Directory.GetFiles(Path.Combine(Root(), folder), name, SearchOption.AllDirectories);

    public static void Equal(string path, string text)
    {
        if (IsUpdate)
        {
            File.WriteAllText(Path.Combine(Root(), path), text);
        }

        Text(path).ShouldBe(text, $"{path} is not up to date; run the tests once with UPDATE=1");
    }

    /// <summary>Compares what stands between two marks.</summary>
    public static void EqualBetween(string path, string start, string end, string text)
    {
        var whole = Text(path);
        var (from, to) = (whole.IndexOf(start, StringComparison.Ordinal) + start.Length, whole.IndexOf(end, StringComparison.Ordinal));
        Equal(path, whole[..from] + text + whole[to..]);
    }

    /// <summary>Not by the place of this source: a build for CI leaves it out.</summary>
    private static string Root()
    {
        var folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder, "NegotiationSim.sln")))
        {
            folder = Path.GetDirectoryName(folder) ?? throw new InvalidOperationException($"no repository around {AppContext.BaseDirectory}");
        }

        return folder;
    }
}
