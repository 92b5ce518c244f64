using System.Globalization;
using System.Net.Http.Json;
using System.Text.RegularExpressions;
using Microsoft.Playwright;
using NegotiationSim.App.Tests;

namespace NegotiationSim.Browser.Tests;

/// <summary>One task on each page, done with the mouse; keys only write what has to be written.</summary>
[Collection(nameof(Site))]
public sealed class ByMouse(Site site)
{
    private const string MostRuns = "runs: 200000";

    [Fact]
    public async Task The_matrix_is_scrubbed_filtered_and_kept_as_a_table()
    {
        await using var visit = await OpenAsync("/ukraine-2025?on=2025-12-03&version=US-28");
        var page = visit.Page;
        var range = (await page.Locator("#day").BoundingBoxAsync())!;
        await page.Mouse.MoveAsync(range.X + (range.Width / 2), range.Y + (range.Height / 2));
        await page.Mouse.DownAsync();
        await page.Mouse.MoveAsync(range.X + (range.Width * 0.6f), range.Y + (range.Height / 2), new() { Steps = 5 });
        await page.Mouse.UpAsync();
        await visit.ArriveAsync(url => !url.Contains("on=2025-12-03"));
        await page.Locator("[rel=prev]").ClickAsync();

        await page.Locator(".more > summary").ClickAsync();
        await page.Locator("[name=show]").SelectOptionAsync("declared");
        await visit.ArriveAsync(url => url.Contains("show=declared"));
        await page.Locator(".matrix caption").WaitForAsync();
        var points = await page.Locator(".matrix tbody tr:has(.number) th").AllInnerTextsAsync();
        var table = await page.RunAndWaitForDownloadAsync(() => page.Locator("a[download]", new() { HasText = "CSV" }).ClickAsync());

        var rows = await File.ReadAllLinesAsync((await table.PathAsync())!, TestContext.Current.CancellationToken);
        rows.Where(row => row.Contains(",point,")).Select(row => row.Split(',')[4]).Distinct().Count().ShouldBe(points.Count, "as many points as are shown");
        visit.ShouldBeQuiet();
    }

    [Fact]
    public async Task An_event_of_the_replay_becomes_a_what_if_without_it()
    {
        await using var visit = await OpenAsync("/ukraine-2025/replay?on=2025-12-03");
        await visit.Page.Locator(".line a", new() { HasText = "is called off" }).ClickAsync();
        await visit.Page.Locator("#detail-title", new() { HasText = "is called off" }).WaitForAsync();
        await visit.Page.Locator(".tabs a", new() { HasText = "Table" }).ClickAsync();
        await visit.Page.Locator("table [aria-current=true]", new() { HasText = "is called off" }).WaitForAsync();

        await visit.Page.Locator(".detail a", new() { HasText = "What if this had not happened?" }).ClickAsync();
        await visit.ArriveAsync(url => url.Contains("/what-if?") && url.Contains("remove=brussels-cancelled"));
        await visit.Page.Locator("#checked .report").WaitForAsync();
        visit.ShouldBeQuiet();
    }

    [Fact]
    public async Task A_point_is_found_its_wordings_are_swapped_and_its_stances_read()
    {
        await using var visit = await OpenAsync("/ukraine-2025?on=2026-01-15&version=UA-20");
        await visit.Page.Locator("[data-cell][aria-label*='UA-20/9']").First.ClickAsync();
        await visit.Page.Locator(".detail a", new() { HasText = "The life of this point" }).ClickAsync();
        await visit.ArriveAsync(url => url.Contains("/points/UA-20/9"));

        var before = await visit.Page.Locator(".red-line ins").First.InnerTextAsync();
        await visit.Page.Locator(".red-line a", new() { HasText = "Swap" }).ClickAsync();
        await visit.Page.WaitForFunctionAsync("before => document.querySelector('.red-line del')?.innerText === before", before);
        await visit.Page.Locator("summary", new() { HasText = "The same as a table" }).Last.ClickAsync();
        (await visit.Page.Locator("details[open] table").Last.InnerTextAsync()).ShouldContain("under discussion");
        visit.ShouldBeQuiet();
    }

    [Fact]
    public async Task The_differences_of_two_timelines_are_gone_through()
    {
        await using var visit = await OpenAsync("/colombia-farc/compare?a=plebiscite-says-yes/base&b=plebiscite-says-yes");
        await visit.Page.Locator("[rel=next]").First.ClickAsync();
        await visit.Page.Locator("#detail").WaitForAsync();
        var first = await visit.Page.Locator("#detail-title").InnerTextAsync();
        await visit.Page.Locator("[rel=next]").First.ClickAsync();
        await visit.Page.WaitForFunctionAsync("before => document.querySelector('#detail-title')?.innerText !== before", first);
        await visit.Page.Locator("[data-close]").ClickAsync();
        await visit.Page.Locator("#detail").WaitForAsync(new() { State = WaitForSelectorState.Detached });

        await visit.Page.Locator(".swap").ClickAsync();
        await visit.ArriveAsync(url => url.Contains("a=plebiscite-says-yes&"));
        visit.ShouldBeQuiet();
    }

    [Fact]
    public async Task A_what_if_is_begun_saved_looked_at_in_the_matrix_and_deleted()
    {
        await using var visit = await OpenAsync("/colombia-farc/what-if");
        var page = visit.Page;
        await page.Locator("#remove").FillAsync("plebiscite");
        await page.Locator("button", new() { HasText = "Begin" }).ClickAsync();
        await visit.ArriveAsync(url => url.Contains("remove=plebiscite"));
        var text = await page.Locator("#text").InputValueAsync();
        await page.Locator("#text").FillAsync(text.Replace("name: without-plebiscite", "name: begun-by-mouse"));
        await page.Locator("button", new() { HasText = "Save" }).ClickAsync();

        await visit.ArriveAsync(url => url.EndsWith("/what-if/begun-by-mouse", StringComparison.Ordinal));
        await page.Locator("a", new() { HasText = "The matrix in it" }).ClickAsync();
        await page.Locator(".matrix").WaitForAsync();
        (await page.Locator("[data-part=heading]").InnerTextAsync()).ShouldContain("begun-by-mouse");
        await page.GoBackAsync();
        await page.Locator("[data-part=upkeep] > summary").ClickAsync();
        await page.Locator("[name=sure]").CheckAsync();
        await page.Locator("button", new() { HasText = "Delete" }).ClickAsync();
        await visit.ArriveAsync(url => url.EndsWith("/what-if", StringComparison.Ordinal));
        visit.ShouldBeQuiet();
    }

    [Fact]
    public async Task A_forecast_that_runs_is_followed_again_by_the_page_opened_anew_and_cancelled()
    {
        await using var visit = await OpenAsync("/ukraine-2025/forecast");
        var page = visit.Page;
        await page.Locator("#assessment").FillAsync(Assessment("run-by-mouse", MostRuns));
        await page.Locator("button", new() { HasTextRegex = new Regex("^Run$") }).ClickAsync();
        await visit.ArriveAsync(url => url.EndsWith("?run=run-by-mouse", StringComparison.Ordinal));

        await page.ReloadAsync();
        (await page.Locator("#assessment").InputValueAsync()).ShouldContain(MostRuns, Case.Sensitive, "what was asked is still there");
        await page.Locator("progress").WaitForAsync();
        await page.WaitForFunctionAsync("() => document.querySelector('.told').textContent !== ''");
        await page.Locator("[data-cancel]").ClickAsync();
        await page.Locator(".told", new() { HasText = "cancelled" }).WaitForAsync();

        await page.ReloadAsync();
        await page.Locator(".note", new() { HasText = "was cancelled" }).WaitForAsync();
        await page.Locator("#assessment").FillAsync(Assessment("run-by-mouse", "runs: 200"));
        await page.Locator("button", new() { HasTextRegex = new Regex("^Run$") }).ClickAsync();
        await visit.ArriveAsync(url => url.EndsWith("/forecast/run-by-mouse", StringComparison.Ordinal), seconds: 60);
        await page.Locator("a", new() { HasText = "Run it again with other numbers" }).ClickAsync();
        await visit.ArriveAsync(url => url.EndsWith("?run=run-by-mouse", StringComparison.Ordinal));
        (await page.Locator("#assessment").InputValueAsync()).ShouldContain("name: run-by-mouse");
        visit.ShouldBeQuiet();
    }

    [Fact]
    public async Task An_assessment_is_taken_from_a_file_and_refused_with_all_that_is_wrong()
    {
        await using var visit = await site.Chromium.OpenAsync(site.Address);
        await visit.GoAsync("/ukraine-2025/forecast");
        await visit.Page.Locator("[data-into]").SetInputFilesAsync(new FilePayload { Name = "a.yaml", MimeType = "application/yaml", Buffer = System.Text.Encoding.UTF8.GetBytes(Assessment("misread", "runs: many")) });
        await visit.Page.WaitForFunctionAsync("() => document.querySelector('#assessment').value !== ''");
        await visit.Page.Locator("button", new() { HasTextRegex = new Regex("^Run$") }).ClickAsync();

        await visit.Page.Locator(".told", new() { HasText = "#/runs" }).WaitForAsync();
        visit.Page.Url.ShouldEndWith("/forecast");
    }

    [Fact]
    public async Task A_meeting_is_found_in_the_calendar_with_who_says_so()
    {
        await using var visit = await OpenAsync("/ukraine-2025/meetings?on=2025-12-31");
        await visit.Page.Locator("[name=status]").SelectOptionAsync("cancelled");
        await visit.ArriveAsync(url => url.Contains("status=cancelled"));
        await visit.Page.Locator(".calendar a.day").First.ClickAsync();

        await visit.Page.Locator(".entry:target").WaitForAsync();
        await visit.Page.Locator(".entry:target summary").First.ClickAsync();
        (await visit.Page.Locator(".entry:target details[open]").InnerTextAsync()).ShouldContain("source");
        visit.ShouldBeQuiet();
    }

    [Fact]
    public async Task An_event_is_refused_previewed_and_recorded()
    {
        using var client = new HttpClient { BaseAddress = new Uri(site.Address) };
        using var opened = new HttpRequestMessage(HttpMethod.Post, "/api/v1/negotiations/recorded-by-mouse/events")
        {
            Content = JsonContent.Create(new[] { new { id = "opened", type = "negotiation-opened", occurred = "2026-01-01", parties = new[] { new { id = "A", name = "A", role = "principal" } }, claims = new[] { new { by = "editor" } } } }),
        };
        opened.Headers.TryAddWithoutValidation("If-None-Match", "*");
        (await client.SendAsync(opened, TestContext.Current.CancellationToken)).EnsureSuccessStatusCode();

        await using var visit = await OpenAsync("/recorded-by-mouse/record");
        var page = visit.Page;
        await page.Locator(".types a", new() { HasText = "talks suspended" }).ClickAsync();
        await page.Locator("[name=id]").FillAsync("suspended");
        await page.Locator("[name=occurred]").FillAsync("2026-13-01");
        await page.Locator("[name='claims[0].by']").FillAsync("editor");
        await page.Locator("button", new() { HasText = "Preview what it would change" }).ClickAsync();
        await page.Locator("a", new() { HasText = "2026-13-01" }).First.ClickAsync();
        await visit.ArriveAsync(url => url.Contains('#'));
        (await page.Locator("[name=id]").InputValueAsync()).ShouldBe("suspended", "the way to what is wrong keeps what was typed");

        await page.Locator("[name=occurred]").FillAsync("2026-01-02");
        await page.Locator("[name=confirmed]").CheckAsync();
        await page.Locator("button[value=record]").ClickAsync();
        await page.Locator("[role=status]", new() { HasText = "Recorded: suspended" }).WaitForAsync();
        visit.ShouldBeQuiet();
    }

    [Fact]
    public async Task The_method_is_read_from_where_a_view_is_cited()
    {
        await using var visit = await OpenAsync("/colombia-farc?on=2016-10-02");
        await visit.Page.Locator(".cite > summary").ClickAsync();
        (await visit.Page.Locator(".cite .citation").InnerTextAsync()).ShouldContain($"{site.Address}/colombia-farc?on=2016-10-02");
        await visit.Page.Locator(".cite a", new() { HasText = "How this is made" }).ClickAsync();
        await visit.ArriveAsync(url => url.EndsWith("/methodology", StringComparison.Ordinal));
        await visit.Page.Locator(".toc a", new() { HasText = "Citing" }).ClickAsync();

        await visit.Page.Locator("#citing:target").WaitForAsync();
        visit.ShouldBeQuiet();
    }

    private static string Assessment(string name, string runs) => Regex.Replace(
        Committed.Text("scenarios/ukraine-2025/forecast/christmas-plan.yaml").Replace("name: christmas-plan", string.Create(CultureInfo.InvariantCulture, $"name: {name}")),
        @"^runs: \d+", runs, RegexOptions.Multiline);

    private async Task<Visit> OpenAsync(string address) => await (await site.Chromium.OpenAsync(site.Address)).GoAsync(address);
}
