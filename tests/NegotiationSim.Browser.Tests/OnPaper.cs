using Microsoft.Playwright;

namespace NegotiationSim.Browser.Tests;

/// <summary>What a page looks like printed, also by who has dark windows: on A4, with 12 mm left free on either side.</summary>
[Collection(nameof(Site))]
public sealed class OnPaper(Site site)
{
    /// <summary>186 mm, in the pixels of style sheets.</summary>
    private static readonly Window Sheet = new(703, 1000, IsDark: true);

    [Theory]
    [MemberData(nameof(Views.Chosen), MemberType = typeof(Views))]
    public async Task A_page_fits_the_sheet_and_has_nothing_to_press(string address)
    {
        await using var visit = await OpenAsync(address);

        (await visit.Page.EvaluateAsync<string[]>(
            """
            () => [...document.querySelectorAll("body *")]
              .filter(e => e.checkVisibility() && (e.getBoundingClientRect().right > innerWidth + 1 || e.matches("input, select, textarea, button")))
              .slice(0, 5).map(e => `${Math.round(e.getBoundingClientRect().right)} ${e.outerHTML.slice(0, 160)}`)
            """)).ShouldBeEmpty();
        (await visit.Page.EvaluateAsync<string>("getComputedStyle(document.body).backgroundColor + getComputedStyle(document.documentElement).getPropertyValue('--ink')")).ShouldBe("rgb(255, 255, 255)#1c1b22");
    }

    [Theory]
    [InlineData("/ukraine-2025?on=2025-12-03&version=US-28", "at the end of 2025-12-03")]
    [InlineData("/ukraine-2025/replay?on=2025-12-03&knownBy=2025-12-04", "by what was public on 2025-12-04")]
    [InlineData("/colombia-farc/meetings?on=2016-10-02&whatIf=plebiscite-says-yes", "what-if plebiscite-says-yes")]
    public async Task The_address_and_the_dates_of_the_view_stand_on_it(string address, string told)
    {
        await using var visit = await OpenAsync(address);
        var printed = await visit.Page.Locator("main").InnerTextAsync();

        printed.ShouldContain(told);
        printed.ShouldContain(new Uri(new Uri(site.Address), address).AbsolutePath);
    }

    [Fact]
    public async Task Stances_keep_their_colours_and_the_legend_explains_the_signs()
    {
        await using var visit = await OpenAsync("/colombia-farc?on=2016-10-02");
        var style = await visit.Page.Locator(".matrix .s-accepts").First.EvaluateAsync<string>("e => getComputedStyle(e).backgroundColor + getComputedStyle(e).printColorAdjust");

        style.ShouldBe("rgb(84, 39, 136)exact");
        (await visit.Page.Locator(".legend").IsVisibleAsync()).ShouldBeTrue();
    }

    private async Task<Visit> OpenAsync(string address)
    {
        var visit = await site.Chromium.OpenAsync(site.Address, Sheet);
        await visit.Page.EmulateMediaAsync(new() { Media = Media.Print });
        return await visit.GoAsync(address);
    }
}
