using System.Text;
using Microsoft.AspNetCore.Builder;
using NegotiationSim.App.ScenarioFiles;
using NegotiationSim.App.Server;
using NegotiationSim.App.Tests;
using NegotiationSim.Domain;
using NegotiationSim.Store;

namespace NegotiationSim.Browser.Tests;

/// <summary>The server of a test run, over a database of its own with both real negotiations and their what-ifs, and the browser.</summary>
public sealed class Site(TestServer server) : IAsyncLifetime
{
    private readonly TestDatabase _database = new(server);
    private WebApplication? _app;

    /// <summary>The negotiations that pages are looked at for.</summary>
    public static readonly IReadOnlyList<string> Negotiations = ["ukraine-2025", "colombia-farc"];

    /// <summary>Where it answers, without a slash at the end.</summary>
    public string Address { get; private set; } = "";

    public Chromium Chromium { get; } = new();

    public async ValueTask InitializeAsync()
    {
        if (!Chromium.IsThere)
        {
            return; // every test says so by itself
        }

        await _database.InitializeAsync();
        foreach (var negotiation in Negotiations)
        {
            var file = $"scenarios/{negotiation}/negotiation.yaml";
            var scenario = ((ReadResult<ScenarioFile>.Read)ScenarioReader.Read(file, Encoding.UTF8.GetBytes(Committed.Text(file)))).Content;
            var empty = new StoredLedger(Ledger.Empty(scenario.Negotiation!.Value), 0);
            await _database.Store.AppendAsync(empty, ((Decision.Admitted)Recording.Decide(empty.Ledger, scenario.Events)).New);
        }

        _app = NegsimServer.Create(_database.Store, 0);
        await _app.StartAsync();
        Address = NegsimServer.AddressOf(_app).TrimEnd('/');
        await NegsimServer.WarmUpAsync(_app, CancellationToken.None);
        await Chromium.StartAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await Chromium.DisposeAsync();
        if (_app is not null)
        {
            await _app.DisposeAsync();
            await _database.DisposeAsync();
        }
    }
}

[CollectionDefinition(nameof(Site))]
public sealed class SiteVisitors : ICollectionFixture<Site>;
