using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using NegotiationSim.App.ScenarioFiles;
using NegotiationSim.App.Server;
using NegotiationSim.App.Tests;
using NegotiationSim.Contract.Tests.Made;
using NegotiationSim.Domain;

namespace NegotiationSim.Contract.Tests;

/// <summary>
/// The description of the API is enough to use it: every operation is called by a client that NSwag made from the committed
/// file, and its answers are read into the types that were made with it.
/// </summary>
public sealed class GeneratedClient(TestDatabase database) : IClassFixture<TestDatabase>, IAsyncLifetime
{
    private const string Ukraine = "ukraine-2025";

    private WebApplication _app = null!;
    private HttpClient _http = null!;
    private Called _called = null!;
    private ApiClient _api = null!;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        var file = $"scenarios/{Ukraine}/negotiation.yaml";
        var scenario = ((ReadResult<ScenarioFile>.Read)ScenarioReader.Read(file, Encoding.UTF8.GetBytes(Committed.Text(file)))).Content;
        var stored = await database.Store.LoadAsync(scenario.Negotiation!.Value, Cancellation);
        await database.Store.AppendAsync(stored, ((Decision.Admitted)Recording.Decide(stored.Ledger, scenario.Events)).New, Cancellation);
        _app = NegsimServer.Create(database.Store, 0);
        await _app.StartAsync(Cancellation);
        _called = new Called { InnerHandler = new HttpClientHandler() };
        _http = new HttpClient(_called) { BaseAddress = new Uri(NegsimServer.AddressOf(_app)) };
        _api = new ApiClient(_http);
    }

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        await _app.DisposeAsync();
    }

    [Fact]
    public async Task Calls_every_operation()
    {
        // Reading.
        (await _api.ListNegotiationsAsync(Cancellation)).Result.Negotiations.ShouldContain(n => n.Negotiation == Ukraine);
        (await _api.GetNegotiationAsync(Ukraine, on: "2025-12-03", cancellationToken: Cancellation)).Result.Negotiation.ShouldBe(Ukraine);
        var state = (await _api.GetStateAsync(Ukraine, version: "US-28", on: "2025-12-03", knownBy: "2025-12-03", cancellationToken: Cancellation)).Result;
        state.Points.Count.ShouldBe(28);
        (await _api.ListVersionsAsync(Ukraine, cancellationToken: Cancellation)).Result.Versions.ShouldNotBeEmpty();
        (await _api.ListPointsAsync(Ukraine, version: "US-28", cancellationToken: Cancellation)).Result.Points.Count.ShouldBe(28);
        (await _api.GetHistoryAsync(Ukraine, point: "US-28/6", cancellationToken: Cancellation)).Result.ShouldNotBeNull();
        (await _api.GetReplayAsync(Ukraine, from: "2025-11-20", to: "2025-12-03", cancellationToken: Cancellation)).Result.Steps.ShouldNotBeEmpty();
        (await _api.ExplainAsync(Ukraine, version: "GVA-19", party: "RUS", cancellationToken: Cancellation)).Result.ShouldNotBeNull();
        var events = (await _api.ListEventsAsync(Ukraine, limit: "5", cancellationToken: Cancellation)).Result;
        events.Events.Count.ShouldBe(5);
        (await _api.GetEventAsync(Ukraine, "rus-rejects-gva19", cancellationToken: Cancellation)).Result.ShouldNotBeNull();
        (await _api.GetDiffAsync(Ukraine, a: "real@2025-12-03", b: "real", cancellationToken: Cancellation)).Result.ShouldNotBeNull();
        using var export = await _api.ExportAsync(Ukraine, format: "ndjson", cancellationToken: Cancellation);
        using var reader = new StreamReader(export.Stream);
        (await reader.ReadLineAsync(Cancellation)).ShouldNotBeNull().ShouldStartWith("{");

        // Recording.
        var recorded = await RecordAsync("contract", "opened", "negotiation-opened", ifNoneMatch: "*");
        recorded.Result.Recorded.ShouldBe(["opened"]);
        var tag = recorded.Headers["ETag"].Single();
        (await RecordAsync("contract", "suspended", "talks-suspended", ifMatch: tag)).Result.Recorded.ShouldBe(["suspended"]);
        (await Should.ThrowAsync<ApiException<Made.Problem>>(() => RecordAsync("contract", "resumed", "talks-resumed", ifMatch: tag))).StatusCode.ShouldBe(412);
        (await Should.ThrowAsync<ApiException<Made.Problem>>(() => RecordAsync("contract", "resumed", "talks-resumed"))).Result.Status.ShouldBe(428);

        // What-ifs.
        var whatIf = new
        {
            name = "no-suspension",
            negotiation = "contract",
            fork = "2026-01-02",
            why = "To see it called.",
            edits = new[] { new { why = "It does not happen.", remove = new { @event = "suspended" } } },
        };
        (await Told(_api.RecordWhatIfAsync("contract", whatIf, dryRun: "true", cancellationToken: Cancellation))).Result.ShouldNotBeNull();
        (await _api.RecordWhatIfAsync("contract", whatIf, cancellationToken: Cancellation)).StatusCode.ShouldBe(201);
        (await _api.ListWhatIfsAsync("contract", Cancellation)).Result.WhatIfs.ShouldHaveSingleItem();
        (await _api.GetWhatIfAsync("contract", "no-suspension", cancellationToken: Cancellation)).Result.ShouldNotBeNull();
        (await _api.RebaseWhatIfAsync("contract", "no-suspension", cancellationToken: Cancellation)).Result.ShouldNotBeNull();
        (await _api.DeleteWhatIfAsync("contract", "no-suspension", cancellationToken: Cancellation)).StatusCode.ShouldBe(204);

        // Forecasts.
        var assessment = new
        {
            name = "called",
            negotiation = Ukraine,
            version = "UA-20",
            why = "To see it called.",
            author = "a test",
            from = "2025-12-28",
            until = "2026-01-28",
            runs = 10,
            daysPerRound = 10,
            parties = new[] { "RUS", "UKR", "USA" }.Select(party => new { party, capability = "40..50..60" }),
            points = new[]
            {
                new
                {
                    point = "UA-20/14",
                    scale = new[] { new { at = 0, label = "one end" }, new { at = 100, label = "the other" } },
                    positions = new[] { "RUS", "UKR", "USA" }.Select(party => new { party, position = "20..50..80", salience = 50 }),
                },
            },
        };
        (await _api.RunForecastAsync(Ukraine, assessment, cancellationToken: Cancellation)).Result.Forecast.ShouldBe("called");
        while ((await _api.GetForecastProgressAsync(Ukraine, "called", Cancellation)).Result.Status == "running")
        {
            await Task.Delay(20, Cancellation);
        }

        (await _api.ListForecastsAsync(Ukraine, Cancellation)).Result.Forecasts.ShouldHaveSingleItem();
        (await _api.GetForecastAsync(Ukraine, "called", Cancellation)).Result.Forecast.Runs.ShouldBe(10);
        (await _api.GetForecastGradeAsync(Ukraine, "called", cancellationToken: Cancellation)).Result.ShouldNotBeNull();
        (await _api.GetRunAsWhatIfAsync(Ukraine, "called", "3", Cancellation)).StatusCode.ShouldBe(200);
        (await _api.GetStateAsync(Ukraine, version: "UA-20", forecast: "called", run: "3", cancellationToken: Cancellation)).Result.Points.ShouldNotBeEmpty();
        using var picture = await _api.GetForecastPictureAsync(Ukraine, "called", "all-agreed.svg", Cancellation);
        picture.StatusCode.ShouldBe(200);
        (await _api.RunSensitivityAsync(Ukraine, "called", "agreed", cancellationToken: Cancellation)).Result.Forecast.ShouldBe("called");
        (await Told(_api.GetSensitivityProgressAsync(Ukraine, "called", "agreed", Cancellation))).Result.Status.ShouldBeOneOf("running", "done");
        while ((await _api.GetSensitivityProgressAsync(Ukraine, "called", "agreed", Cancellation)).Result.Status == "running")
        {
            await Task.Delay(20, Cancellation);
        }

        (await _api.GetSensitivityAsync(Ukraine, "called", "agreed", Cancellation)).Result.Inputs.ShouldNotBeEmpty();
        using var tornado = await _api.GetSensitivityPictureAsync(Ukraine, "called", "agreed", Cancellation);
        tornado.StatusCode.ShouldBe(200);
        (await Should.ThrowAsync<ApiException<Made.Problem>>(() => _api.CancelSensitivityAsync(Ukraine, "called", "agreed", cancellationToken: Cancellation))).StatusCode.ShouldBe(404);
        (await Should.ThrowAsync<ApiException<Made.Problem>>(() => _api.CancelForecastAsync(Ukraine, "called", cancellationToken: Cancellation))).StatusCode.ShouldBe(404);

        (await _api.DeleteForecastAsync(Ukraine, "called", cancellationToken: Cancellation)).StatusCode.ShouldBe(204);

        // Every operation that is described was called.
        var described = System.Text.Json.Nodes.JsonNode.Parse(Committed.Text("src/NegotiationSim.App/Server/Api/openapi.json"))!["paths"]!.AsObject()
            .SelectMany(path => path.Value!.AsObject().Select(operation => (string)operation.Value!["operationId"]!));
        var callable = typeof(ApiClient).GetMethods().Select(m => m.Name);
        described.Select(id => $"{char.ToUpperInvariant(id[0])}{id[1..]}Async").Where(name => !callable.Contains(name)).ShouldBeEmpty();
        OfServer().Except(_called.Operations).ShouldBeEmpty("call it here");
    }

    [Fact]
    public async Task Of_two_who_race_exactly_one_wins()
    {
        var tag = (await RecordAsync("raced", "opened", "negotiation-opened", ifNoneMatch: "*")).Headers["ETag"].Single();
        for (var round = 0; round < 10; round++)
        {
            var tries = await Task.WhenAll(Enumerable.Range(0, 2).Select(async client =>
            {
                try
                {
                    var answer = await RecordAsync("raced", $"round-{round}-{client}", "talks-suspended", ifMatch: tag);
                    return (answer.StatusCode, Tag: answer.Headers["ETag"].Single());
                }
                catch (ApiException lost)
                {
                    return (lost.StatusCode, Tag: "");
                }
            }));

            tries.Count(t => t.StatusCode == 200).ShouldBe(1);
            tries.Single(t => t.StatusCode != 200).StatusCode.ShouldBeOneOf(409, 412);
            tag = tries.Single(t => t.StatusCode == 200).Tag;
        }
    }

    private Task<SwaggerResponse<RecordAnswer>> RecordAsync(string negotiation, string id, string type, string? ifMatch = null, string? ifNoneMatch = null)
    {
        var recorded = new Anonymous { ["id"] = id, ["type"] = type, ["occurred"] = "2026-01-02", ["claims"] = new[] { new { by = "editor" } } };
        if (type == "negotiation-opened")
        {
            recorded["title"] = "Talks of a client";
            recorded["parties"] = new[] { new { id = "A", name = "A", role = "principal" } };
        }

        return _api.RecordEventsAsync(negotiation, [recorded], if_Match: ifMatch, if_None_Match: ifNoneMatch, cancellationToken: Cancellation);
    }

    /// <summary>With the server's own words where it refuses.</summary>
    private static async Task<T> Told<T>(Task<T> call)
    {
        try
        {
            return await call;
        }
        catch (ApiException<Made.Problem> e)
        {
            throw new InvalidOperationException($"{e.Result.Detail} {string.Join("; ", e.Result.Errors.Select(error => $"{error.Pointer}: {error.Detail}"))}", e);
        }
    }

    /// <summary>The operations of the running server, as method and template.</summary>
    private IEnumerable<string> OfServer() => _app.Services.GetServices<Microsoft.AspNetCore.Routing.EndpointDataSource>().SelectMany(source => source.Endpoints).OfType<Microsoft.AspNetCore.Routing.RouteEndpoint>()
        .Where(e => e.RoutePattern.RawText!.TrimStart('/').StartsWith("api/v1", StringComparison.Ordinal))
        .SelectMany(e => e.Metadata.GetMetadata<Microsoft.AspNetCore.Routing.HttpMethodMetadata>()!.HttpMethods.Select(method => $"{method} /{e.RoutePattern.RawText!.TrimStart('/')}"))
        .Where(o => !o.StartsWith("HEAD", StringComparison.Ordinal));

    /// <summary>Remembers which operations were called.</summary>
    private sealed class Called : DelegatingHandler
    {
        private readonly HashSet<string> _operations = [];

        /// <summary>With names put back in place of what stood for them.</summary>
        public IEnumerable<string> Operations => _operations;

        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            var parts = request.RequestUri!.AbsolutePath.Split('/');
            for (var i = 4; i < parts.Length && parts[i - 1] != "sensitivity"; i += 2)
            {
                parts[i] = i == 4 ? "{negotiation}" : parts[i - 1] == "pictures" ? "{picture}" : parts[i - 1] == "runs" ? "{run}" : parts[5] == "events" ? "{eventId}" : parts[5] == "what-ifs" ? "{whatIf}" : "{forecast}";
            }

            _operations.Add($"{request.Method} {string.Join('/', parts)}");
            return base.SendAsync(request, cancellationToken);
        }
    }
}
