using System.Text.Json.Nodes;

namespace NegotiationSim.App.Tests.Server;

[Collection(nameof(Served))]
public sealed class WritingOverHttp(Served served)
{
    [Fact]
    public async Task A_negotiation_is_begun_recorded_to_and_protected_from_stale_writes()
    {
        const string talks = "/api/v1/negotiations/over-http";
        const string events = $"{talks}/events";
        const string claim = """ "claims": [{"by": "editor"}] """;
        const string opened = $$"""{"id": "opened", "type": "negotiation-opened", "occurred": "2026-01-01", "title": "<script>alert(1)</script>", "parties": [{"id": "A", "name": "A", "role": "principal"}], {{claim}} }""";
        const string suspended = $$"""{"id": "suspended", "type": "talks-suspended", "occurred": "2026-01-02", {{claim}} }""";
        const string resumed = $$"""{"id": "resumed", "type": "talks-resumed", "occurred": "2026-01-03", {{claim}} }""";

        (await SendAsync(events, opened)).ShouldBe(428);
        (await SendAsync(events, opened, ("If-None-Match", "*"))).ShouldBe(200);
        var tag = (await served.GetAsync(talks)).Headers.ETag!.Tag;

        (await SendAsync($"{events}?dryRun=true", suspended, ("If-Match", tag))).ShouldBe(200);
        (await SendAsync(events, suspended, ("If-Match", tag))).ShouldBe(200);
        (await SendAsync(events, resumed, ("If-Match", tag))).ShouldBe(412);
        (await SendAsync(events, suspended, ("If-Match", tag), ("Idempotency-Key", "again"))).ShouldBe(200);
        (await SendAsync(events, resumed, ("If-Match", "\"1.1\""), ("Sec-Fetch-Site", "cross-site"))).ShouldBe(403);

        var page = await served.Client.GetStringAsync("/over-http", TestContext.Current.CancellationToken);
        page.ShouldNotContain("<script>alert");
        page.ShouldContain("&lt;script&gt;alert(1)");
    }

    [Fact]
    public async Task Of_two_who_race_one_wins()
    {
        const string talks = "/api/v1/negotiations/small";
        var tag = (await served.GetAsync(talks)).Headers.ETag!.Tag;

        var outcomes = await Task.WhenAll(Enumerable.Range(0, 2).Select(i => SendAsync(
            $"{talks}/events",
            $$"""{"id": "racing-{{i}}", "type": "talks-resumed", "occurred": "2026-02-01", "title": "One of two", "claims": [{"by": "editor"}]}""",
            ("If-Match", tag))));

        outcomes.Order().First().ShouldBe(200);
        outcomes.Order().Last().ShouldBeOneOf(409, 412);
    }

    [Fact]
    public async Task A_key_is_of_one_request_only()
    {
        const string events = "/api/v1/negotiations/with-keys/events";
        const string opened = """{"id": "opened", "type": "negotiation-opened", "occurred": "2026-01-01", "title": "Keys", "parties": [{"id": "A", "name": "A", "role": "principal"}], "claims": [{"by": "editor"}]}""";

        (await SendAsync(events, "[]]", ("If-None-Match", "*"), ("Idempotency-Key", "key-1"))).ShouldBe(400);
        (await SendAsync(events, opened, ("If-None-Match", "*"), ("Idempotency-Key", "key-1"))).ShouldBe(200, "what failed leaves its key free");
        (await SendAsync(events, opened, ("If-None-Match", "*"), ("Idempotency-Key", "key-1"))).ShouldBe(200);
        (await SendAsync(events, opened.Replace("Keys", "Other", StringComparison.Ordinal), ("If-None-Match", "*"), ("Idempotency-Key", "key-1"))).ShouldBe(422);
    }

    [Fact]
    public async Task A_key_of_another_request_rebases_nothing()
    {
        const string whatIfs = "/api/v1/negotiations/small/what-ifs";
        const string text = """{"name": "keyed", "negotiation": "small", "fork": "2026-01-20", "why": "A key.", "edits": []}""";
        (await SendAsync(whatIfs, text, ("Idempotency-Key", "key-2"))).ShouldBe(201);

        (await SendAsync($"{whatIfs}/keyed/rebase?dryRun=true", "", ("Idempotency-Key", "key-2"))).ShouldBe(422);
        (await SendAsync($"{whatIfs}/keyed/rebase?dryRun=true", "", ("Idempotency-Key", "key-3"))).ShouldBe(200);
        (await SendAsync($"{whatIfs}/keyed/rebase?dryRun=true", "", ("Idempotency-Key", "key-3"))).ShouldBe(200);
        (await served.SendAsync(HttpMethod.Delete, $"{whatIfs}/keyed", null)).EnsureSuccessStatusCode();
    }

    [Fact]
    public async Task What_is_wrong_with_a_body_has_a_pointer()
    {
        var response = await served.SendAsync(
            HttpMethod.Post, "/api/v1/negotiations/small/events", """[{"id": "x", "type": "talks-suspended", "occurred": "2026-13-01", "claims": [{"by": "editor"}]}]""", ("If-Match", "\"19.1\""));

        ((int)response.StatusCode).ShouldBe(400);
        var problem = JsonNode.Parse(await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken))!;
        ((string)problem["errors"]![0]!["pointer"]!).ShouldBe("#/0/occurred");
    }

    [Fact]
    public async Task A_body_that_is_too_large_is_not_read() =>
        (await SendAsync("/api/v1/negotiations/small/events", new string(' ', 17 * 1024 * 1024), ("If-Match", "\"19.1\""))).ShouldBe(413);

    private async Task<int> SendAsync(string address, string body, params (string, string)[] headers)
    {
        using var response = await served.SendAsync(HttpMethod.Post, address, body, headers);
        return (int)response.StatusCode;
    }
}
