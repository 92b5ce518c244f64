namespace NegotiationSim.App.Tests.CommandLine;

/// <summary>The expected output that lies beside each scenario, <c>scenarios/*/expected/*.txt</c>.</summary>
public sealed class ScenarioExpectations(ScenarioExpectations.AllScenarios scenarios) : IClassFixture<ScenarioExpectations.AllScenarios>
{
    private static readonly string[] Folders =
        [.. Committed.Files("scenarios", "negotiation.yaml")
            .Select(file => Path.GetRelativePath(Committed.Root, Path.GetDirectoryName(file)!))
            .Order(StringComparer.Ordinal)];

    public static TheoryData<string> Files => [.. Folders
        .Select(folder => Path.Combine(folder, "expected"))
        .Where(folder => Directory.Exists(Path.Combine(Committed.Root, folder)))
        .SelectMany(ExpectedOutput.Files)];

    [Theory]
    [MemberData(nameof(Files))]
    public Task Hold(string file) => ExpectedOutput.HoldsAsync(file, scenarios.Negsim);

    public static TheoryData<string> QuotedInTheReadme => [.. Committed.Text("README.md").Split("```\n").Where(block => block.StartsWith("$ negsim ", StringComparison.Ordinal))];

    [Theory]
    [MemberData(nameof(QuotedInTheReadme))]
    public async Task The_readme_quotes_what_the_program_prints(string block)
    {
        var (command, quoted) = (block.Split('\n')[0], block[(block.IndexOf('\n') + 1)..]);
        (await scenarios.Negsim.RunAsync(command.Split(' ')[2..])).Answer().Trim().ShouldBe(quoted.Trim());
    }

    /// <summary>A database with every scenario of the repository in it, its what-ifs, of which some build on others, and its forecasts.</summary>
    public sealed class AllScenarios(TestServer server) : IAsyncLifetime
    {
        private readonly TestDatabase _database = new(server);

        internal Negsim Negsim { get; private set; } = new();

        public async ValueTask InitializeAsync()
        {
            await _database.InitializeAsync();
            Negsim = new(_database.ConnectionString);
            (await Negsim.RunAsync(["import", .. Folders])).Answer();
            foreach (var whatIfs in Folders.Select(folder => Path.Combine(folder, "what-if")).Where(folder => Directory.Exists(Path.Combine(Committed.Root, folder))))
            {
                var recorded = await Negsim.RunAsync("whatif", "run", "--all", whatIfs);
                recorded.Code.ShouldBe(0, recorded.Errors);
            }

            foreach (var assessment in Committed.Files("scenarios", "*.yaml").Where(file => Path.GetFileName(Path.GetDirectoryName(file)) == "forecast"))
            {
                var run = await Negsim.RunAsync("forecast", "run", assessment);
                run.Code.ShouldBe(0, run.Errors);
            }
        }

        public ValueTask DisposeAsync() => _database.DisposeAsync();
    }
}
