namespace NegotiationSim.Browser.Tests;

/// <summary>One task on each page, done by keyboard alone: focus is put where Tab comes to, and only keys are pressed.</summary>
[Collection(nameof(Site))]
public sealed class ByKeyboard(Site site)
{
    [Fact]
    public async Task A_version_is_chosen_for_the_matrix()
    {
        await using var visit = await OpenAsync("/ukraine-2025?on=2025-12-03&version=US-28");
        await visit.Page.Locator("select[name=version]").FocusAsync();
        await visit.Page.Keyboard.TypeAsync("GVA-19");

        await visit.ArriveAsync(url => url.Contains("version=GVA-19"));
        await visit.Page.Locator(".matrix caption", new() { HasText = "GVA-19" }).WaitForAsync();
        visit.ShouldBeQuiet();
    }

    [Fact]
    public async Task A_replay_is_stepped_through()
    {
        await using var visit = await OpenAsync("/ukraine-2025/replay?on=2025-12-03");
        var title = await visit.Page.Locator("#detail-title").InnerTextAsync();
        await visit.Page.Locator("[data-step='Step on']").FocusAsync();
        await visit.Page.Keyboard.PressAsync("Enter");

        await visit.ArriveAsync(url => url.Contains("event="));
        (await visit.Page.Locator("#detail-title").InnerTextAsync()).ShouldNotBe(title);
        (await visit.Page.EvaluateAsync<string?>("document.activeElement.dataset.step")).ShouldBe("Step on", "the next press goes one further");
        visit.ShouldBeQuiet();
    }

    [Fact]
    public async Task Two_versions_of_a_point_are_laid_side_by_side()
    {
        await using var visit = await OpenAsync("/ukraine-2025/points?on=2026-01-15");
        await visit.Page.Locator("main .index a", new() { HasText = "Recovery funds" }).FocusAsync();
        await visit.Page.Keyboard.PressAsync("Enter");

        await visit.Page.Locator("[data-part=wordings] select").First.WaitForAsync();
        var shown = await visit.Page.Locator("[data-part=redline]").InnerTextAsync();
        var select = visit.Page.Locator("[data-part=wordings] select").First;
        await select.FocusAsync();
        await visit.Page.Keyboard.PressAsync(await select.EvaluateAsync<int>("s => s.selectedIndex") > 0 ? "ArrowUp" : "ArrowDown");
        await visit.Page.Keyboard.PressAsync("Tab");
        await visit.Page.WaitForFunctionAsync("before => document.querySelector('[data-part=redline]')?.innerText !== before", shown);
        visit.ShouldBeQuiet();
    }

    [Fact]
    public async Task The_sides_of_a_comparison_are_swapped()
    {
        await using var visit = await OpenAsync("/ukraine-2025/compare?a=briefing-takes-place/base&b=briefing-takes-place");
        var title = await visit.Page.Locator("h1").InnerTextAsync();
        await visit.Page.Locator(".swap").FocusAsync();
        await visit.Page.Keyboard.PressAsync("Enter");

        await visit.Page.WaitForFunctionAsync("before => document.querySelector('h1').innerText !== before", title);
        visit.Page.Url.ShouldContain("a=briefing-takes-place&");
        visit.ShouldBeQuiet();
    }

    [Fact]
    public async Task A_what_if_is_written_checked_as_it_is_typed_saved_and_deleted()
    {
        await using var visit = await OpenAsync("/colombia-farc/what-if?remove=plebiscite");
        await visit.Page.Locator("#text").FocusAsync();
        await visit.Page.Keyboard.PressAsync("Control+Home");
        await visit.Page.Keyboard.TypeAsync("x");
        await visit.Page.Locator("#checked .errors", new() { HasText = "xname" }).WaitForAsync();
        await visit.Page.Keyboard.PressAsync("Backspace");
        await visit.Page.Locator("#checked .report").WaitForAsync();
        await visit.Page.Keyboard.PressAsync("Tab");
        await visit.Page.Keyboard.PressAsync("Tab");
        await visit.Page.Keyboard.PressAsync("Enter");

        await visit.ArriveAsync(url => url.EndsWith("/what-if/without-plebiscite", StringComparison.Ordinal));
        await visit.Page.Locator("[data-part=upkeep] > summary").FocusAsync();
        await visit.Page.Keyboard.PressAsync("Enter");
        await visit.Page.Locator("[name=sure]").FocusAsync();
        await visit.Page.Keyboard.PressAsync("Space");
        await visit.Page.Keyboard.PressAsync("Tab");
        await visit.Page.Keyboard.PressAsync("Enter");
        await visit.ArriveAsync(url => url.EndsWith("/what-if", StringComparison.Ordinal));
        visit.ShouldBeQuiet();
    }

    [Fact]
    public async Task A_forecast_is_asked_what_matters_most()
    {
        await using var visit = await OpenAsync("/ukraine-2025/forecast/christmas-plan");
        await visit.Page.Locator(".sensitivity select").FocusAsync();
        await visit.Page.Keyboard.TypeAsync("mean of the last positions on UA-20/14");
        await visit.Page.Keyboard.PressAsync("Tab");
        await visit.Page.Keyboard.PressAsync("Enter");

        await visit.ArriveAsync(url => url.Contains("of=mean"), seconds: 60);
        await visit.Page.Locator(".sensitivity img").ScrollIntoViewIfNeededAsync();
        (await visit.Page.Locator(".sensitivity img").EvaluateAsync<bool>("i => i.decode().then(() => i.naturalWidth > 0)")).ShouldBeTrue();
        (await visit.Page.Locator(".sensitivity tbody tr").CountAsync()).ShouldBeGreaterThan(5);
        visit.ShouldBeQuiet();
    }

    [Fact]
    public async Task Meetings_are_those_of_one_kind()
    {
        await using var visit = await OpenAsync("/ukraine-2025/meetings?on=2025-12-31");
        await visit.Page.Locator("select[name=status]").FocusAsync();
        await visit.Page.Keyboard.TypeAsync("cancelled");

        await visit.ArriveAsync(url => url.Contains("status=cancelled"));
        await visit.Page.WaitForFunctionAsync("() => [...document.querySelectorAll('.entry')].every(e => e.matches('.is-cancelled'))");
        visit.ShouldBeQuiet();
    }

    [Fact]
    public async Task An_event_is_previewed_as_it_is_typed()
    {
        await using var visit = await OpenAsync("/colombia-farc/record?type=talks-suspended");
        await TypeAsync("id", "typed-by-keyboard");
        await TypeAsync("occurred", "2016-11-29");
        await TypeAsync("claims[0].by", "editor");

        await visit.Page.Locator(".preview", new() { HasText = "What it would change" }).WaitForAsync();
        visit.ShouldBeQuiet();

        async Task TypeAsync(string name, string text)
        {
            await visit.Page.Locator($"[name='{name}']").FocusAsync();
            await visit.Page.Keyboard.TypeAsync(text);
        }
    }

    private async Task<Visit> OpenAsync(string address) => await (await site.Chromium.OpenAsync(site.Address)).GoAsync(address);
}
