using Microsoft.Playwright;

namespace NegotiationSim.Browser.Tests;

/// <summary>The first page of a negotiation, with keyboard and mouse.</summary>
[Collection(nameof(Site))]
public sealed class TheMatrix(Site site)
{
    private const string Plan = "/ukraine-2025?on=2025-12-03&version=US-28";

    [Fact]
    public async Task Is_walked_with_the_arrow_keys_and_opens_what_is_behind_a_cell()
    {
        await using var visit = await site.Chromium.OpenAsync(site.Address);
        await visit.GoAsync(Plan);
        var page = visit.Page;
        (await page.Locator("[data-cell][tabindex='0']").CountAsync()).ShouldBe(1);

        await page.Locator("[data-cell][tabindex='0']").FocusAsync();
        var start = await FocusedAsync(page);
        await page.Keyboard.PressAsync("ArrowRight");
        var right = await FocusedAsync(page);
        right.ShouldNotBe(start);
        await page.Keyboard.PressAsync("ArrowDown");
        (await FocusedAsync(page)).ShouldNotBe(right);
        await page.Keyboard.PressAsync("ArrowUp");
        await page.Keyboard.PressAsync("ArrowLeft");
        (await FocusedAsync(page)).ShouldBe(start);
        await page.Keyboard.PressAsync("Control+End");
        var last = await FocusedAsync(page);
        last.ShouldBe(await page.Locator("[data-cell]").Last.GetAttributeAsync("id"));

        await page.Keyboard.PressAsync("Enter");
        await page.Locator("#detail").WaitForAsync();
        page.Url.ShouldContain("cell=");
        (await FocusedAsync(page)).ShouldBe(last, "focus stays where it was");

        await page.Keyboard.PressAsync("Escape");
        await page.Locator("#detail").WaitForAsync(new() { State = WaitForSelectorState.Detached });
        page.Url.ShouldNotContain("cell=");
        (await FocusedAsync(page)).ShouldBe(last);
        visit.ShouldBeQuiet();
    }

    [Fact]
    public async Task Follows_the_mouse_and_the_way_back()
    {
        await using var visit = await site.Chromium.OpenAsync(site.Address);
        await visit.GoAsync(Plan);
        var page = visit.Page;

        await page.Locator("[data-cell]").Nth(8).ClickAsync();
        await page.Locator("#detail").WaitForAsync();
        var chosen = page.Url;
        var text = await page.Locator("main").InnerTextAsync();

        await page.GoBackAsync();
        await page.Locator("#detail").WaitForAsync(new() { State = WaitForSelectorState.Detached });
        await page.GoForwardAsync();
        await page.Locator("#detail").WaitForAsync();
        page.Url.ShouldBe(chosen);

        await using var other = await site.Chromium.OpenAsync(site.Address);
        await other.GoAsync(chosen);
        (await other.Page.Locator("main").InnerTextAsync()).ShouldBe(text, "the address alone shows the same to another");
        visit.ShouldBeQuiet();
    }

    [Fact]
    public async Task Goes_from_event_to_event_by_keyboard()
    {
        await using var visit = await site.Chromium.OpenAsync(site.Address);
        await visit.GoAsync(Plan);
        var page = visit.Page;

        await page.Locator("a[rel=prev]").FocusAsync();
        await page.Keyboard.PressAsync("Enter");
        await visit.ArriveAsync(url => !url.Contains("on=2025-12-03"));
        (await page.EvaluateAsync<string?>("document.activeElement.dataset.step")).ShouldBe("Previous event");
        await page.Locator("a[rel=next]").FocusAsync();
        await page.Keyboard.PressAsync("Enter");
        await visit.ArriveAsync(url => url.Contains("on=2025-12-03"));
        visit.ShouldBeQuiet();
    }

    [Fact]
    public async Task Keeps_its_parties_and_points_in_sight_and_its_place()
    {
        await using var visit = await site.Chromium.OpenAsync(site.Address, new(700, 700));
        await visit.GoAsync(Plan);
        var page = visit.Page;
        var frame = page.Locator(".board > .scroll");

        await page.Locator("[data-cell]").Last.ClickAsync();
        await page.Locator("#detail").WaitForAsync();

        (await frame.EvaluateAsync<double>("f => f.scrollTop")).ShouldBeGreaterThan(500);
        (await frame.EvaluateAsync<double>("f => f.scrollLeft")).ShouldBeGreaterThan(0);
        (await frame.EvaluateAsync<double>("f => f.querySelector('thead th').getBoundingClientRect().top - f.getBoundingClientRect().top")).ShouldBe(1, 1);
        (await frame.EvaluateAsync<double>("f => [...f.querySelectorAll('tbody th')].at(-1).getBoundingClientRect().left - f.getBoundingClientRect().left")).ShouldBe(1, 1);
        visit.ShouldBeQuiet();
    }

    [Fact]
    public async Task Works_without_its_script()
    {
        await using var visit = await site.Chromium.OpenAsync(site.Address);
        await visit.Page.RouteAsync("**/*.js", route => route.AbortAsync());
        await visit.GoAsync(Plan);
        var page = visit.Page;

        await page.Locator("input[name=on]").FillAsync("2025-12-10");
        await page.Keyboard.PressAsync("Enter");
        await visit.ArriveAsync(url => url.Contains("on=2025-12-10"));
        await page.Locator("[data-cell]").First.PressAsync("Enter");
        await visit.ArriveAsync(url => url.Contains("cell="));
        await page.Locator("#detail").WaitForAsync();
    }

    private static Task<string> FocusedAsync(IPage page) => page.EvaluateAsync<string>("document.activeElement.id");
}
