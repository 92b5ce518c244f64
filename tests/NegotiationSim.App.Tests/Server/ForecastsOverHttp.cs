using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;

namespace NegotiationSim.App.Tests.Server;

/// <summary>Forecasts through the API and on their page.</summary>
[Collection(nameof(Served))]
public sealed class ForecastsOverHttp(Served served)
{
    private const string Api = "/api/v1/negotiations/ukraine-2025/forecasts";

    [Fact]
    public async Task One_is_accepted_followed_stored_and_shown()
    {
        var accepted = await PostAsync(Assessment("by-http"));
        accepted.StatusCode.ShouldBe(HttpStatusCode.Accepted);
        var progress = accepted.Headers.Location!.OriginalString;
        progress.ShouldBe($"{Api}/by-http/progress");
        await DoneAsync("by-http");

        var over = (JsonNode.Parse(await TextAsync($"{Api}/by-http")))!;
        var verb = JsonNode.Parse((await served.Negsim.RunAsync("forecast", "show", "ukraine-2025", "by-http", "--json")).Answer())!;
        JsonNode.DeepEquals(over, verb).ShouldBeTrue("the API answers as the verb does");

        var events = await served.GetAsync(progress, ("Accept", "text/event-stream"));
        (await events.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).ShouldContain("data: {\"status\":\"done\",\"share\":1,");

        var page = WebUtility.HtmlDecode(await TextAsync("/ukraine-2025/forecast/by-http"));
        page.IndexOf("What it assumes", StringComparison.Ordinal).ShouldBeLessThan(page.IndexOf("Of 300 simulated runs", StringComparison.Ordinal));
        page.ShouldContain("Compromise mean");
        foreach (var picture in new[] { "all-agreed.svg", "fan-UA-20-14.svg", "statuses-UA-20-14.svg" })
        {
            page.ShouldContain($"{Api}/by-http/pictures/{picture}");
            (await TextAsync($"{Api}/by-http/pictures/{picture}")).ShouldStartWith("<svg");
        }

        (await TextAsync("/ukraine-2025/forecast")).ShouldContain("/ukraine-2025/forecast/by-http");
    }

    [Fact]
    public async Task A_run_is_asked_like_the_record_kept_as_a_what_if_and_gone_with_its_forecast()
    {
        const string talks = "/api/v1/negotiations/ukraine-2025";
        (await PostAsync(Assessment("asked"))).StatusCode.ShouldBe(HttpStatusCode.Accepted);
        await DoneAsync("asked");

        await SameAsync($"{talks}/state?forecast=asked&run=17&on=2026-05-01&version=UA-20", "state", "ukraine-2025", "--forecast", "asked", "--run", "17", "--on", "2026-05-01", "--version", "UA-20");
        await SameAsync($"{talks}/replay?forecast=asked&run=17", "replay", "ukraine-2025", "--forecast", "asked", "--run", "17");
        await SameAsync($"{Api}/asked/grade?asOf=2026-02-01", "forecast", "grade", "ukraine-2025", "asked", "--as-of", "2026-02-01");
        var tags = await Task.WhenAll(new[] { 17, 18 }.Select(async run => (await served.GetAsync($"{talks}/state?forecast=asked&run={run}")).Headers.ETag));
        tags[0].ShouldNotBe(tags[1]);
        (await served.GetAsync($"{talks}/state?forecast=asked&run=300")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await served.GetAsync($"{talks}/events?forecast=asked&run=17&cursor=1-0")).StatusCode.ShouldBe(HttpStatusCode.OK);

        var kept = await TextAsync($"{Api}/asked/runs/17/what-if");
        (await served.SendAsync(HttpMethod.Post, $"{talks}/what-ifs?dryRun=true", kept)).StatusCode.ShouldBe(HttpStatusCode.OK);

        (await PostAsync(Assessment("asked").Replace("seed: 20", "seed: 21"))).StatusCode.ShouldBe(HttpStatusCode.Accepted);
        await DoneAsync("asked");
        (await served.GetAsync($"{talks}/state?forecast=asked&run=17")).Headers.ETag.ShouldNotBe(tags[0], "it is another forecast");

        (await served.SendAsync(HttpMethod.Delete, $"{Api}/asked", null)).StatusCode.ShouldBe(HttpStatusCode.NoContent);
        (await served.SendAsync(HttpMethod.Delete, $"{Api}/asked", null)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task A_sealed_one_is_deleted_only_when_that_is_asked_for()
    {
        (await PostAsync(Assessment("sealed"))).StatusCode.ShouldBe(HttpStatusCode.Accepted);
        await DoneAsync("sealed");
        (await served.Negsim.RunAsync("forecast", "seal", "ukraine-2025", "sealed", "--retrospective")).Answer();

        (await served.SendAsync(HttpMethod.Delete, $"{Api}/sealed", null)).StatusCode.ShouldBe(HttpStatusCode.Conflict);
        (await served.SendAsync(HttpMethod.Delete, $"{Api}/sealed?evenSealed=yes", null)).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await served.SendAsync(HttpMethod.Delete, $"{Api}/sealed?evenSealed=true", null)).StatusCode.ShouldBe(HttpStatusCode.NoContent);
    }

    [Fact]
    public async Task The_page_offers_the_assessment_of_one_to_be_run_again()
    {
        (await PostAsync(Assessment("offered"))).StatusCode.ShouldBe(HttpStatusCode.Accepted);
        await DoneAsync("offered");
        var before = JsonNode.Parse(await TextAsync($"{Api}/offered"))!;

        var page = await TextAsync("/ukraine-2025/forecast?run=offered");
        page.ShouldContain("offered is done");
        var text = WebUtility.HtmlDecode(page[page.IndexOf("<textarea", StringComparison.Ordinal)..page.IndexOf("</textarea>", StringComparison.Ordinal)]).Split('>', 2)[1];
        (await PostAsync(text)).StatusCode.ShouldBe(HttpStatusCode.Accepted);
        await DoneAsync("offered");

        JsonNode.DeepEquals(JsonNode.Parse(await TextAsync($"{Api}/offered"))!["forecast"], before["forecast"]).ShouldBeTrue("the same assessment comes to the same");
        (await served.GetAsync("/ukraine-2025/forecast?run=never-run")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task What_does_not_fit_the_record_has_a_pointer_and_is_not_run()
    {
        var refused = await PostAsync(Assessment("misfit").Replace("until: 2026-06-30", "until: 2025-06-30"));
        refused.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        var problem = JsonNode.Parse(await refused.Content.ReadAsStringAsync(TestContext.Current.CancellationToken))!;
        problem["errors"]![0]!["pointer"]!.GetValue<string>().ShouldBe("#/until");
        (await served.GetAsync($"{Api}/misfit")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await served.GetAsync($"{Api}/misfit/progress")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await PostAsync("name: [")).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task One_that_is_cancelled_stops_and_goes_on_when_asked_for_again()
    {
        var text = Assessment("cancelled").Replace("runs: 300", "runs: 200000");
        (await PostAsync(text)).StatusCode.ShouldBe(HttpStatusCode.Accepted);
        (await served.SendAsync(HttpMethod.Delete, $"{Api}/cancelled/progress", null)).StatusCode.ShouldBe(HttpStatusCode.NoContent);
        while ((await ProgressAsync("cancelled"))["status"]!.GetValue<string>() == "running") await Task.Delay(20, TestContext.Current.CancellationToken);
        (await ProgressAsync("cancelled"))["status"]!.GetValue<string>().ShouldBe("cancelled");
        (await served.GetAsync($"{Api}/cancelled")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await served.SendAsync(HttpMethod.Delete, $"{Api}/cancelled/progress", null)).StatusCode.ShouldBe(HttpStatusCode.NotFound);

        (await PostAsync(text.Replace("runs: 200000", "runs: 300"))).StatusCode.ShouldBe(HttpStatusCode.Accepted);
        await DoneAsync("cancelled");
    }

    [Fact]
    public async Task One_asked_for_again_at_once_after_it_was_cancelled_is_run()
    {
        var text = Assessment("wanted").Replace("runs: 300", "runs: 200000");
        for (var again = 0; again < 3; again++)
        {
            (await PostAsync(text)).StatusCode.ShouldBe(HttpStatusCode.Accepted);
            (await served.SendAsync(HttpMethod.Delete, $"{Api}/wanted/progress", null)).StatusCode.ShouldBe(HttpStatusCode.NoContent);
        }

        (await PostAsync(text)).StatusCode.ShouldBe(HttpStatusCode.Accepted);
        while ((double)(await ProgressAsync("wanted"))["share"]! == 0)
        {
            ((string)(await ProgressAsync("wanted"))["status"]!).ShouldBe("running");
            await Task.Delay(20, TestContext.Current.CancellationToken);
        }

        (await served.SendAsync(HttpMethod.Delete, $"{Api}/wanted/progress", null)).StatusCode.ShouldBe(HttpStatusCode.NoContent);
    }

    [Fact]
    public async Task Another_of_the_same_name_takes_the_place_of_the_one_that_is_being_run()
    {
        (await PostAsync(Assessment("replaced").Replace("runs: 300", "runs: 200000"))).StatusCode.ShouldBe(HttpStatusCode.Accepted);
        (await PostAsync(Assessment("replaced"))).StatusCode.ShouldBe(HttpStatusCode.Accepted);

        await DoneAsync("replaced");

        ((int)JsonNode.Parse(await TextAsync($"{Api}/replaced"))!["forecast"]!["runs"]!).ShouldBe(300);
    }

    [Fact]
    public async Task Whoever_was_cut_off_is_told_only_what_is_newer_and_the_end()
    {
        (await PostAsync(Assessment("followed"))).StatusCode.ShouldBe(HttpStatusCode.Accepted);
        await DoneAsync("followed");

        var events = await served.GetAsync($"{Api}/followed/progress", ("Accept", "text/event-stream"));
        var told = await events.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        var last = int.Parse(told.Split("id: ")[^1], CultureInfo.InvariantCulture);

        last.ShouldBeGreaterThan(1, "the number counts what there was to tell, and not what this client was told");
        var again = await served.GetAsync($"{Api}/followed/progress", ("Accept", "text/event-stream"), ("Last-Event-ID", $"{last}"));
        (await again.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).ShouldBe(told, "the end is told again, so that nobody waits for it");
    }

    [Fact]
    public async Task What_matters_most_is_worked_out_on_request_as_the_verb_does()
    {
        (await PostAsync(Assessment("weighed"))).StatusCode.ShouldBe(HttpStatusCode.Accepted);
        await DoneAsync("weighed");
        const string of = "mean:UA-20/14";
        const string weighed = $"{Api}/weighed/sensitivity";
        (await served.GetAsync($"{weighed}?of={of}")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await served.SendAsync(HttpMethod.Post, $"{weighed}?of=mean:nothing", null)).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await served.GetAsync("/ukraine-2025/forecast/weighed?of=luck")).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        var before = await TextAsync($"/ukraine-2025/forecast/weighed?of={of}");
        before.ShouldNotContain("tornado.svg");
        before.ShouldContain("not worked out since the server began");

        var accepted = await served.SendAsync(HttpMethod.Post, $"{weighed}?of={of}", null);
        accepted.StatusCode.ShouldBe(HttpStatusCode.Accepted);
        JsonNode progress;
        while ((string)(progress = JsonNode.Parse(await TextAsync(accepted.Headers.Location!.OriginalString))!)["status"]! == "running") await Task.Delay(20, TestContext.Current.CancellationToken);
        ((string)progress["status"]!).ShouldBe("done", progress.ToJsonString());

        var over = JsonNode.Parse(await TextAsync($"{weighed}?of={of}"))!;
        var verb = JsonNode.Parse((await served.Negsim.RunAsync("forecast", "sensitivity", "ukraine-2025", "weighed", "--of", of, "--json")).Output)!;
        JsonNode.DeepEquals(over, verb).ShouldBeTrue("the API answers as the verb does");
        (await TextAsync($"{weighed}/tornado.svg?of={of}")).ShouldStartWith("<svg");
        var page = WebUtility.HtmlDecode(await TextAsync($"/ukraine-2025/forecast/weighed?of={of}"));
        page.ShouldContain($"{weighed}/tornado.svg?of={Uri.EscapeDataString(of)}");
        page.ShouldContain($"<th scope=\"row\">{(string)over["inputs"]![0]!["input"]!}</th>");

        // Of another assessment under the same name nothing is known.
        (await PostAsync(Assessment("weighed").Replace("seed: 20", "seed: 21"))).StatusCode.ShouldBe(HttpStatusCode.Accepted);
        await DoneAsync("weighed");
        (await served.GetAsync($"{weighed}?of={of}")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    private static string Assessment(string name) =>
        Committed.Text("scenarios/ukraine-2025/forecast/christmas-plan.yaml").Replace("name: christmas-plan", $"name: {name}").Replace("runs: 1000", "runs: 300");

    private async Task<HttpResponseMessage> PostAsync(string yaml)
    {
        using var content = new StringContent(yaml, Encoding.UTF8, new MediaTypeHeaderValue("application/yaml"));
        return await served.Client.PostAsync(Api, content, TestContext.Current.CancellationToken);
    }

    private async Task SameAsync(string address, params string[] verb)
    {
        var over = JsonNode.Parse(await TextAsync(address))!;
        var printed = JsonNode.Parse((await served.Negsim.RunAsync([.. verb, "--json"])).Output)!;
        JsonNode.DeepEquals(over, printed).ShouldBeTrue($"{address} answers as the verb does");
    }

    private Task<string> TextAsync(string address) => served.Client.GetStringAsync(address, TestContext.Current.CancellationToken);

    private async Task<JsonNode> ProgressAsync(string name) => JsonNode.Parse(await TextAsync($"{Api}/{name}/progress"))!;

    private async Task DoneAsync(string name)
    {
        JsonNode progress;
        while ((progress = await ProgressAsync(name))["status"]!.GetValue<string>() == "running") await Task.Delay(20, TestContext.Current.CancellationToken);
        progress["status"]!.GetValue<string>().ShouldBe("done", progress.ToJsonString());
    }
}
