namespace NegotiationSim.App.Tests;

/// <summary>Files of the repository that are generated, or hold reviewed output. <c>NEGSIM_ACCEPT=1</c> in the environment writes them instead of comparing.</summary>
internal static class Committed
{
    private const int LinesShown = 6;

    private static readonly bool IsAccepting = Environment.GetEnvironmentVariable("NEGSIM_ACCEPT") == "1";

    /// <summary>The repository. Not by the place of this source: a build for CI leaves it out.</summary>
    public static string Root { get; } = FindRoot();

    public static string Text(string path) => File.ReadAllText(Path.Combine(Root, path));

    public static string[] Files(string folder, string name) => Directory.GetFiles(Path.Combine(Root, folder), name, SearchOption.AllDirectories);

    public static void Equal(string path, string text)
    {
        if (IsAccepting)
        {
            File.WriteAllText(Path.Combine(Root, path), text);
        }

        if (Text(path) is var committed && committed != text)
        {
            Assert.Fail($"{path} differs {Difference(committed, text)}\nIf the new text is right, run the tests once with NEGSIM_ACCEPT=1 and review the change.");
        }
    }

    /// <summary>Compares what stands between two marks.</summary>
    public static void EqualBetween(string path, string start, string end, string text)
    {
        var whole = Text(path);
        var (from, to) = (whole.IndexOf(start, StringComparison.Ordinal) + start.Length, whole.IndexOf(end, StringComparison.Ordinal));
        Equal(path, whole[..from] + text + whole[to..]);
    }

    /// <summary>The first lines that differ, those of the committed text first.</summary>
    private static string Difference(string committed, string text)
    {
        var (old, now) = (committed.Split('\n'), text.Split('\n'));
        var at = old.Zip(now).TakeWhile(pair => pair.First == pair.Second).Count();
        var lines = old.Skip(at).Take(LinesShown).Select(l => $"- {l}").Concat(now.Skip(at).Take(LinesShown).Select(l => $"+ {l}"));
        return $"from line {at + 1} on:\n{string.Join('\n', lines)}";
    }

    private static string FindRoot()
    {
        var folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder, "NegotiationSim.sln")))
        {
            folder = Path.GetDirectoryName(folder) ?? throw new InvalidOperationException($"no repository around {AppContext.BaseDirectory}");
        }

        return folder;
    }
}
