using System.Net.Http.Headers;
using System.Text;
using Microsoft.AspNetCore.Builder;
using NegotiationSim.App.ScenarioFiles;
using NegotiationSim.App.Server;
using NegotiationSim.App.Tests.CommandLine;
using NegotiationSim.Domain;
using NegotiationSim.Store;

namespace NegotiationSim.App.Tests.Server;

/// <summary>A server over a database of its own, with the real negotiations and the made-up one.</summary>
public sealed class Served(TestServer server) : IAsyncLifetime
{
    private readonly TestDatabase _database = new(server);
    private WebApplication _app = null!;

    public HttpClient Client { get; private set; } = null!;

    internal Negsim Negsim { get; private set; } = new();

    public async ValueTask InitializeAsync()
    {
        await _database.InitializeAsync();
        foreach (var file in new[] { "scenarios/ukraine-2025/negotiation.yaml", "scenarios/colombia-farc/negotiation.yaml", $"{SmallNegotiation.Folder}/small/negotiation.yaml" })
        {
            var scenario = ((ReadResult<ScenarioFile>.Read)ScenarioReader.Read(file, Encoding.UTF8.GetBytes(Committed.Text(file)))).Content;
            var empty = new StoredLedger(Ledger.Empty(scenario.Negotiation!.Value), 0);
            await _database.Store.AppendAsync(empty, ((Decision.Admitted)NegotiationSim.Domain.Recording.Decide(empty.Ledger, scenario.Events)).New);
        }

        _app = NegsimServer.Create(_database.Store, 0);
        await _app.StartAsync();
        Client = new HttpClient { BaseAddress = new Uri(NegsimServer.AddressOf(_app)) };
        Negsim = new(_database.ConnectionString);
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await _app.DisposeAsync();
        await _database.DisposeAsync();
    }

    public Task<HttpResponseMessage> GetAsync(string address, params (string Name, string Value)[] headers) => SendAsync(HttpMethod.Get, address, null, headers);

    public async Task<HttpResponseMessage> SendAsync(HttpMethod method, string address, string? body, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(method, address);
        if (body is not null)
        {
            request.Headers.ExpectContinue = true; // what is refused unread is not sent
            request.Content = new StringContent(body, Encoding.UTF8, new MediaTypeHeaderValue("application/json"));
        }

        foreach (var (name, value) in headers)
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }

        return await Client.SendAsync(request, TestContext.Current.CancellationToken);
    }
}

[CollectionDefinition(nameof(Served))]
public sealed class ServedUsers : ICollectionFixture<Served>;
