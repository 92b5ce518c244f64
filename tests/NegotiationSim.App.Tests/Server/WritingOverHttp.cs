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
    public async Task The_same_request_with_its_key_is_given_the_answer_of_the_first()
    {
        const string whatIfs = "/api/v1/negotiations/small/what-ifs";
        const string text = """{"name": "again", "negotiation": "small", "fork": "2026-01-20", "why": "First.", "edits": []}""";
        var first = await served.SendAsync(HttpMethod.Post, whatIfs, text, ("Idempotency-Key", "key-4"));
        (await SendAsync(whatIfs, text.Replace("First", "Revised", StringComparison.Ordinal))).ShouldBe(200);

        var again = await served.SendAsync(HttpMethod.Post, whatIfs, text, ("Idempotency-Key", "key-4"));

        ((int)again.StatusCode).ShouldBe(201);
        again.Headers.Location.ShouldBe(first.Headers.Location);
        again.Content.Headers.ContentType.ShouldBe(first.Content.Headers.ContentType);
        (await TextAsync(again)).ShouldBe(await TextAsync(first));
        (await TextAsync(await served.GetAsync($"{whatIfs}/again"))).ShouldContain("Revised", customMessage: "it was not recorded again");
        foreach (var status in new[] { 204, 204 })
        {
            ((int)(await served.SendAsync(HttpMethod.Delete, $"{whatIfs}/again", null, ("Idempotency-Key", "key-5"))).StatusCode).ShouldBe(status);
        }

        ((int)(await served.SendAsync(HttpMethod.Delete, $"{whatIfs}/again", null)).StatusCode).ShouldBe(404);
    }

    [Fact]
    public async Task Of_those_who_race_with_one_key_one_goes_through()
    {
        const string whatIfs = "/api/v1/negotiations/small/what-ifs";
        var outcomes = await Task.WhenAll(Enumerable.Range(0, 8).Select(i => SendAsync(
            whatIfs, $$"""{"name": "one-key-{{i}}", "negotiation": "small", "fork": "2026-01-20", "why": "A race.", "edits": []}""", ("Idempotency-Key", "key-6"))));

        outcomes.Count(status => status == 201).ShouldBe(1);
        outcomes.Count(status => status == 422).ShouldBe(7);
    }

    [Fact]
    public async Task Whatever_is_recorded_can_be_recorded_to_and_the_tag_is_of_what_came_of_it()
    {
        const string talks = "/api/v1/negotiations/small";
        var recorded = await served.SendAsync(
            HttpMethod.Post, $"{talks}/events", """{"id": "any-version", "type": "talks-resumed", "occurred": "2026-02-02", "claims": [{"by": "editor"}]}""", ("If-Match", "*"));

        ((int)recorded.StatusCode).ShouldBe(200);
        recorded.Headers.ETag.ShouldBe((await served.GetAsync(talks)).Headers.ETag);
    }

    [Fact]
    public async Task A_what_if_recorded_anew_under_an_old_name_has_another_tag()
    {
        const string whatIfs = "/api/v1/negotiations/small/what-ifs";
        const string text = """{"name": "anew", "negotiation": "small", "fork": "2026-01-20", "why": "First.", "edits": []}""";
        (await SendAsync(whatIfs, text)).ShouldBe(201);
        var first = (await served.GetAsync("/api/v1/negotiations/small/state?whatIf=anew")).Headers.ETag;
        (await served.SendAsync(HttpMethod.Delete, $"{whatIfs}/anew", null)).EnsureSuccessStatusCode();
        (await SendAsync(whatIfs, text.Replace("First", "Second", StringComparison.Ordinal))).ShouldBe(201);

        (await served.GetAsync("/api/v1/negotiations/small/state?whatIf=anew")).Headers.ETag.ShouldNotBe(first);
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

    private static Task<string> TextAsync(HttpResponseMessage response) => response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);

    private async Task<int> SendAsync(string address, string body, params (string, string)[] headers)
    {
        using var response = await served.SendAsync(HttpMethod.Post, address, body, headers);
        return (int)response.StatusCode;
    }
}
