namespace NegotiationSim.App.Tests.CommandLine;

[Collection(nameof(SmallNegotiation))]
public sealed class ReviewedOutput(SmallNegotiation small)
{
    public static TheoryData<string> Files => [.. ExpectedOutput.Files($"{SmallNegotiation.Folder}/expected")];

    [Theory]
    [MemberData(nameof(Files))]
    public Task Is_as_it_was_reviewed(string file) => ExpectedOutput.HoldsAsync(file, small.Negsim);

    [Fact]
    public async Task Every_verb_has_its_help_reviewed()
    {
        var help = (await small.Negsim.RunAsync("--help")).Answer();
        var verbs = help[(help.IndexOf("Commands:", StringComparison.Ordinal) + 1)..help.IndexOf("Examples:", StringComparison.Ordinal)]
            .Split('\n')
            .Where(line => line.StartsWith("  ", StringComparison.Ordinal))
            .Select(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[0]);

        verbs.ShouldBeSubsetOf(Files.Select(f => Path.GetFileNameWithoutExtension(f.Data)).Where(f => f.StartsWith("help-", StringComparison.Ordinal)).Select(f => f["help-".Length..]));
    }
}
