using System.Net;
using System.Text.Json.Nodes;

namespace NegotiationSim.App.Tests.Server;

[Collection(nameof(Served))]
public sealed class ReadingOverHttp(Served served)
{
    private const string Ukraine = "/api/v1/negotiations/ukraine-2025";

    [Theory]
    [InlineData("", "list")]
    [InlineData("/ukraine-2025/state?on=2025-12-03&knownBy=2025-12-03", "state ukraine-2025 --on 2025-12-03 --known-by 2025-12-03")]
    [InlineData("/small/state?point=OFFER-1/1&party=CITY", "state small --point OFFER-1/1 --party CITY")]
    [InlineData("/small/history?version=OFFER-1", "history small --version OFFER-1")]
    [InlineData("/small/replay?to=2026-01-22", "replay small --to 2026-01-22")]
    [InlineData("/small/explain?issue=wages", "explain small --issue wages")]
    [InlineData("/small/events/offer-tabled", "explain small --event offer-tabled")]
    [InlineData("/small/diff?a=real@2026-01-21&b=real", "diff small real@2026-01-21 real")]
    [InlineData("/small/what-ifs", "whatif list small")]
    public async Task An_answer_is_that_of_the_verb(string path, string verb)
    {
        var answer = JsonNode.Parse(await served.Client.GetStringAsync("/api/v1/negotiations" + path, TestContext.Current.CancellationToken));

        var printed = JsonNode.Parse((await served.Negsim.RunAsync([.. verb.Split(' '), "--json"])).Answer());
        JsonNode.DeepEquals(answer, printed).ShouldBeTrue($"{answer}\n\n{printed}");
    }

    [Theory]
    [InlineData("/api/v1/negotiations/ukraine-2052/state", 404, "negotiation", "did you mean 'ukraine-2025'?")]
    [InlineData($"{Ukraine}/state?whatIf=nothing", 404, "whatIf", "has no what-if 'nothing'")]
    [InlineData($"{Ukraine}/state?point=US-28/12x", 404, "point", "did you mean 'US-28/12'?")]
    [InlineData($"{Ukraine}/state?on=2025-13-01", 400, "on", "'2025-13-01' is not a date for on")]
    [InlineData($"{Ukraine}/state?knownBy=@nothing-of-the-kind", 400, "knownBy", "There is no event 'nothing-of-the-kind'")]
    [InlineData($"{Ukraine}/state?knownby=2025-12-01", 400, "knownby", "did you mean 'knownBy'?")]
    [InlineData($"{Ukraine}/history", 400, "point", "Name exactly one of point, version, issue.")]
    [InlineData($"{Ukraine}/history?point=&issue=", 400, "point", "Name exactly one of point, version, issue.")]
    [InlineData($"{Ukraine}/state?run=17", 400, "run", "forecast and run go together")]
    [InlineData($"{Ukraine}/state?forecast=any", 400, "run", "forecast and run go together")]
    [InlineData($"{Ukraine}/state?forecast=any&run=1&knownBy=2025-12-01", 400, "forecast", "goes without whatIf and knownBy")]
    [InlineData($"{Ukraine}/state?forecast=any&run=-1", 400, "run", "expected a whole number from 0")]
    [InlineData($"{Ukraine}/replay?forecast=nothing&run=1", 404, "forecast", "has no forecast 'nothing'")]
    [InlineData($"{Ukraine}/events?cursor=x", 400, "cursor", "is not a cursor")]
    [InlineData($"{Ukraine}/events?limit=0", 400, "limit", "expected 1 to 1000")]
    [InlineData($"{Ukraine}/export?format=xml", 400, "format", "expected yaml, ndjson or csv")]
    public async Task A_mistake_is_named_with_its_parameter(string address, int status, string parameter, string message)
    {
        var response = await served.GetAsync(address);

        ((int)response.StatusCode).ShouldBe(status);
        response.Content.Headers.ContentType!.MediaType.ShouldBe("application/problem+json");
        var problem = JsonNode.Parse(await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken))!;
        ((int)problem["status"]!).ShouldBe(status);
        ((string)problem["detail"]!).ShouldContain(message);
        ((string)problem["errors"]![0]!["parameter"]!).ShouldBe(parameter);
    }

    [Fact]
    public async Task An_address_that_is_none_is_a_problem_too()
    {
        var response = await served.GetAsync("/api/v1/nothing");

        response.StatusCode.ShouldBe(HttpStatusCode.NotFound);
        response.Content.Headers.ContentType!.MediaType.ShouldBe("application/problem+json");
    }

    [Fact]
    public async Task An_answer_that_the_client_has_is_not_sent_again()
    {
        var first = await served.GetAsync($"{Ukraine}/state?on=2025-12-03");
        first.Headers.ETag!.Tag.ShouldStartWith("\"185.");
        first.Headers.CacheControl!.NoCache.ShouldBeTrue();

        var again = await served.GetAsync($"{Ukraine}/state?on=2025-12-03", ("If-None-Match", first.Headers.ETag.Tag));
        again.StatusCode.ShouldBe(HttpStatusCode.NotModified);
        (await again.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken)).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("/api/v1/negotiations")]
    [InlineData($"{Ukraine}/diff?a=real@2025-12-03&b=real")]
    [InlineData($"{Ukraine}/what-ifs")]
    [InlineData($"{Ukraine}/export?format=csv")]
    public async Task An_answer_from_more_than_one_timeline_has_a_tag_too(string address)
    {
        var tag = (await served.GetAsync(address)).Headers.ETag!.Tag;

        (await served.GetAsync(address, ("If-None-Match", tag))).StatusCode.ShouldBe(HttpStatusCode.NotModified);
        (await served.GetAsync(address, ("If-None-Match", "\"another\""))).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Theory]
    [InlineData($"{Ukraine}/state")]
    [InlineData("/ukraine-2025")]
    public async Task The_head_of_an_answer_can_be_asked_for_alone(string address)
    {
        var head = await served.SendAsync(HttpMethod.Head, address, null);

        head.StatusCode.ShouldBe(HttpStatusCode.OK);
        head.Headers.ETag.ShouldBe((await served.GetAsync(address)).Headers.ETag);
        (await head.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken)).ShouldBeEmpty();
    }

    [Fact]
    public async Task An_answer_with_both_dates_fixed_is_kept_for_a_while() =>
        (await served.GetAsync($"{Ukraine}/state?on=2025-12-03&knownBy=2025-12-03")).Headers.CacheControl!.MaxAge.ShouldNotBeNull();

    [Fact]
    public async Task Pages_of_events_are_the_list_without_gaps()
    {
        var ids = new List<string>();
        var address = $"{Ukraine}/events?limit=50";
        while (address is not null)
        {
            var response = await served.GetAsync(address);
            var page = JsonNode.Parse(await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken))!;
            ids.AddRange(page["events"]!.AsArray().Select(e => (string)e!["id"]!));
            var next = response.Headers.TryGetValues("Link", out var links) ? links.Single().Split(", ").FirstOrDefault(l => l.EndsWith("rel=\"next\"", StringComparison.Ordinal)) : null;
            address = next?[1..next.IndexOf('>', StringComparison.Ordinal)];
        }

        var all = await (await served.GetAsync($"{Ukraine}/events", ("Accept", "application/x-ndjson"))).Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        ids.ShouldBe(all.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => (string)JsonNode.Parse(line)!["id"]!));
        ids.Distinct().Count().ShouldBe(185);

        // A limit holds for lines as well.
        var lines = await served.GetAsync($"{Ukraine}/events?limit=2", ("Accept", "application/x-ndjson"));
        (await lines.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).ShouldBe(string.Concat(all.Split('\n').Take(2).Select(line => $"{line}\n")));
        lines.Headers.GetValues("Link").Single().ShouldContain("cursor=185-2>; rel=\"next\"");
    }

    [Fact]
    public async Task A_request_meant_for_another_name_is_refused() =>
        (await served.GetAsync("/api/v1/negotiations", ("Host", "evil.example"))).StatusCode.ShouldBe(HttpStatusCode.BadRequest);

    [Fact]
    public async Task The_description_that_the_build_made_is_as_committed_and_as_served()
    {
        // Beside the program, in the folder of the same configuration as this test's.
        var configuration = Path.GetRelativePath(Path.Combine(Committed.Root, "tests/NegotiationSim.App.Tests"), AppContext.BaseDirectory);
        var built = await File.ReadAllTextAsync(Path.Combine(Committed.Root, "src/NegotiationSim.App", configuration, "openapi.json"), TestContext.Current.CancellationToken);

        Committed.Equal("src/NegotiationSim.App/Server/Api/openapi.json", built);
        (await served.Client.GetStringAsync("/openapi/v1.json", TestContext.Current.CancellationToken)).ReplaceLineEndings("\n").TrimEnd().ShouldBe(built.TrimEnd());
    }
}
