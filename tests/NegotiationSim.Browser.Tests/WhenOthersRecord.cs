using System.Net.Http.Json;

namespace NegotiationSim.Browser.Tests;

/// <summary>An open page, while another client records.</summary>
[Collection(nameof(Site))]
public sealed class WhenOthersRecord(Site site)
{
    private const string Negotiation = "recorded-meanwhile";
    private const string Markup = "<b id=\"bold\">Talks</b><script>throw new Error('ran')</script>";

    [Fact]
    public async Task An_open_page_says_so_and_shows_it_on_request_with_markup_as_text()
    {
        await using var visit = await site.Chromium.OpenAsync(site.Address);
        using var other = new HttpClient { BaseAddress = new Uri(site.Address) };
        var tag = await RecordAsync(
            other,
            ("If-None-Match", "*"),
            new { id = "opened", type = "negotiation-opened", occurred = "2026-01-01", title = Markup, parties = new[] { new { id = "A", name = "A", role = "principal" } }, claims = new[] { new { by = "editor" } } });

        await visit.GoAsync($"/{Negotiation}");
        var main = visit.Page.Locator("main");
        await RecordAsync(
            other,
            ("If-Match", tag),
            new { id = "suspended", type = "talks-suspended", occurred = "2026-01-05", claims = new[] { new { by = "editor" } } });

        var update = visit.Page.Locator("[data-live] a");
        await update.WaitForAsync();
        (await main.InnerTextAsync()).ShouldNotContain("2026-01-05", Case.Sensitive, "what is shown stays until it is asked for");
        await update.ClickAsync();
        await main.GetByText("2026-01-05").First.WaitForAsync();
        (await main.InnerTextAsync()).ShouldContain(Markup);
        (await visit.Page.Locator("#bold").CountAsync()).ShouldBe(0);
        visit.ShouldBeQuiet();
    }

    private static async Task<string> RecordAsync(HttpClient client, (string Name, string Value) condition, object recorded)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, $"/api/v1/negotiations/{Negotiation}/events") { Content = JsonContent.Create(new[] { recorded }) };
        request.Headers.TryAddWithoutValidation(condition.Name, condition.Value);
        using var answer = await client.SendAsync(request);
        answer.IsSuccessStatusCode.ShouldBeTrue(await answer.Content.ReadAsStringAsync());
        return answer.Headers.ETag!.Tag;
    }
}
