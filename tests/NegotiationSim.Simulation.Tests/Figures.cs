namespace NegotiationSim.Simulation.Tests;

/// <summary>The reference figures beside the tests.</summary>
internal static class Figures
{
    private static readonly string Folder = Path.Combine(AppContext.BaseDirectory, "Fixtures");

    public static string? Read(string name) =>
        Path.Combine(Folder, name) is var path && File.Exists(path) ? File.ReadAllText(path) : null;

    public static ReferenceFigures Of(string name) => ReferenceFigures.Parse(name, Read(name)!);

    public static IEnumerable<string> Names =>
        Directory.EnumerateFiles(Folder, "*", SearchOption.AllDirectories).Select(path => Path.GetRelativePath(Folder, path).Replace('\\', '/'));
}
