using System.Text;
using System.Text.RegularExpressions;
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

    /// <summary>The what-ifs and assessments that pages are looked at for, as their files.</summary>
    private static readonly IReadOnlyList<string> Suppositions = ["ukraine-2025/what-if/briefing-takes-place", "ukraine-2025/what-if/russia-names-points", "colombia-farc/what-if/plebiscite-says-yes"];

    private static readonly IReadOnlyList<string> Assessments = ["ukraine-2025/forecast/christmas-plan", "colombia-farc/forecast/agenda-of-2012"];

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
        using var client = new HttpClient { BaseAddress = new Uri(Address) };
        foreach (var file in Suppositions)
        {
            await SendAsync(client, file, "what-ifs", text => text);
        }

        foreach (var file in Assessments)
        {
            // Few runs: the pages are looked at, and not the numbers.
            using var accepted = await SendAsync(client, file, "forecasts", text => Regex.Replace(text, @"^runs: \d+", "runs: 200", RegexOptions.Multiline));
            while ((await client.GetStringAsync(accepted.Headers.Location)).Contains("\"running\"", StringComparison.Ordinal))
            {
                await Task.Delay(50);
            }
        }

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

    private static async Task<HttpResponseMessage> SendAsync(HttpClient client, string file, string kind, Func<string, string> change)
    {
        using var content = new StringContent(change(Committed.Text($"scenarios/{file}.yaml")), Encoding.UTF8, "application/yaml");
        return (await client.PostAsync($"/api/v1/negotiations/{file.Split('/')[0]}/{kind}", content)).EnsureSuccessStatusCode();
    }
}

[CollectionDefinition(nameof(Site))]
public sealed class SiteVisitors : ICollectionFixture<Site>;
