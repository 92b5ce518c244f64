using System.Globalization;

namespace NegotiationSim.Browser.Tests;

/// <summary>The range of days, far from the server.</summary>
[Collection(nameof(Site))]
public sealed class TheScrubber(Site site)
{
    private static readonly TimeSpan RoundTrip = TimeSpan.FromMilliseconds(120);

    [Theory]
    [InlineData(20)]
    [InlineData(60)]
    [InlineData(150)]
    public async Task Loses_no_key_press_while_answers_are_late(int millisecondsBetween)
    {
        const int presses = 25;
        await using var proxy = new DelayingProxy(site.Chromium.IsThere ? site.Address : "http://127.0.0.1:1", RoundTrip);
        await using var visit = await site.Chromium.OpenAsync(proxy.Address);
        await visit.GoAsync("/ukraine-2025?on=2025-12-03&version=US-28");
        var page = visit.Page;
        await page.Locator("#day").FocusAsync();
        var start = await DayAsync();

        for (var press = 1; press <= presses; press++)
        {
            await page.Keyboard.PressAsync("ArrowRight");
            (await DayAsync()).ShouldBe(start + press);
            await Task.Delay(millisecondsBetween, TestContext.Current.CancellationToken);
        }

        var date = new DateOnly(2025, 12, 3).AddDays(presses).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        await visit.ArriveAsync(url => url.Contains($"on={date}"));
        await page.Locator("[data-part=heading]", new() { HasText = date }).WaitForAsync();
        (await DayAsync()).ShouldBe(start + presses);
        (await page.EvaluateAsync<string>("document.activeElement.id")).ShouldBe("day");
        visit.ShouldBeQuiet();

        async Task<int> DayAsync() => int.Parse(await page.Locator("#day").InputValueAsync(), CultureInfo.InvariantCulture);
    }
}
