namespace NegotiationSim.App.Tests.CommandLine;

/// <summary>A database that holds the negotiation <c>small</c> and that no test changes.</summary>
public sealed class SmallNegotiation(TestServer server) : IAsyncLifetime
{
    /// <summary>The folder that tests of the command line run in, from the root of the repository.</summary>
    public const string Folder = "tests/NegotiationSim.App.Tests/CommandLine";

    private readonly TestDatabase _database = new(server);

    internal Negsim Negsim { get; private set; } = new();

    public async ValueTask InitializeAsync()
    {
        await _database.InitializeAsync();
        Negsim = new(_database.ConnectionString) { Folder = Path.Combine(Committed.Root, Folder) };
        (await Negsim.RunAsync("import", "small")).Answer().ShouldBe("small: 19 events recorded\n");
    }

    public ValueTask DisposeAsync() => _database.DisposeAsync();
}

/// <summary>The tests that ask about it.</summary>
[CollectionDefinition(nameof(SmallNegotiation))]
public sealed class SmallNegotiationUsers : ICollectionFixture<SmallNegotiation>;
