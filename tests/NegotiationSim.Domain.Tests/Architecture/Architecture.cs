using System.Text.RegularExpressions;

namespace NegotiationSim.Domain.Tests;

public sealed class Architecture
{
    /// <summary>Invariant 1; the analyzer's banned symbols do the rest at build.</summary>
    [Fact]
    public void The_domain_references_the_framework_and_nothing_else() =>
        typeof(Ledger).Assembly.GetReferencedAssemblies().Select(a => a.Name!).Where(name => name != "System" && !name.StartsWith("System.", StringComparison.Ordinal)).ShouldBeEmpty();
}

/// <summary>What a style guide would say, checked.</summary>
public sealed partial class Tidiness
{
    private const int LinesOfAFile = 500;

    private static readonly string Root = RootOf(AppContext.BaseDirectory);

    private static string RootOf(string folder) =>
        File.Exists(Path.Combine(folder, "NegotiationSim.sln")) ? folder : RootOf(Path.GetDirectoryName(Path.TrimEndingDirectorySeparator(folder))!);

    private static IEnumerable<(string Name, string Text)> Sources =>
        Directory.EnumerateFiles(Path.Combine(Root, "src"), "*.cs", SearchOption.AllDirectories)
            .Select(path => Path.GetRelativePath(Root, path).Replace('\\', '/'))
            .Where(name => !name.Contains("/obj/") && !name.Contains("/bin/"))
            .Select(name => (name, File.ReadAllText(Path.Combine(Root, name))));

    [Fact]
    public void Sources_are_found() => Sources.Count().ShouldBeGreaterThan(20);

    [Fact]
    public void No_file_is_longer_than_a_reader_bears() =>
        Sources.Select(s => (s.Name, Lines: s.Text.Count(c => c == '\n'))).Where(s => s.Lines > LinesOfAFile).ShouldBeEmpty();

    [Fact]
    public void No_type_is_named_after_nothing() =>
        Sources.SelectMany(s => TypeName().Matches(s.Text).Select(m => $"{s.Name}: {m.Groups[1].Value}"))
            .Where(name => Vague().IsMatch(name))
            .ShouldBeEmpty();

    [Fact]
    public void Nothing_is_left_to_do_in_a_comment() =>
        Sources.Where(s => s.Text.Contains("TODO", StringComparison.Ordinal) || s.Text.Contains("FIXME", StringComparison.Ordinal)).Select(s => s.Name).ShouldBeEmpty();

    [GeneratedRegex(@"^\s*(?:public |internal |private |protected |file |static |sealed |abstract |readonly |partial |ref )*(?:class|record struct|record class|record|struct|interface|enum) (\w+)", RegexOptions.Multiline)]
    private static partial Regex TypeName();

    [GeneratedRegex(@"(Manager|Helpers?|Utils?|Utility|Services?|Base|Common|Shared|Core|Data|Info|Impl)$")]
    private static partial Regex Vague();
}
