using System.Buffers.Binary;

namespace NegotiationSim.Browser.Tests;

/// <summary>Pictures as PNG files, made in the browser of what the page shows.</summary>
[Collection(nameof(Site))]
public sealed class PicturesToKeep(Site site)
{
    private static readonly byte[] Signature = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A];

    [Theory]
    [InlineData("/ukraine-2025?on=2025-12-03&version=US-28", "ukraine-2025-matrix.png")]
    [InlineData("/ukraine-2025/points/UA-20/9", "ukraine-2025-lineage.png")]
    [InlineData("/ukraine-2025/compare?a=briefing-takes-place/base&b=briefing-takes-place", "ukraine-2025-difference.png")]
    [InlineData("/ukraine-2025/forecast/christmas-plan", "christmas-plan-pictures-all-agreed.png")]
    public async Task Are_made_of_what_is_shown_and_sharp(string address, string name)
    {
        await using var visit = await site.Chromium.OpenAsync(site.Address);
        await visit.GoAsync(address);
        var link = visit.Page.Locator("a[data-png]").First;
        var shown = await link.EvaluateAsync<double>("link => fetch(link.href).then(r => r.text()).then(svg => Number(new DOMParser().parseFromString(svg, 'image/svg+xml').documentElement.getAttribute('width')))");
        await link.FocusAsync();

        var download = await visit.Page.RunAndWaitForDownloadAsync(() => visit.Page.Keyboard.PressAsync("Enter"));

        download.SuggestedFilename.ShouldBe(name);
        var bytes = await File.ReadAllBytesAsync((await download.PathAsync())!, TestContext.Current.CancellationToken);
        bytes[..8].ShouldBe(Signature);
        ((double)BinaryPrimitives.ReadUInt32BigEndian(bytes.AsSpan(16))).ShouldBe(2 * shown, 2, "two pixels for each unit");
        visit.ShouldBeQuiet();
    }

    [Fact]
    public async Task Are_not_offered_without_the_script_that_makes_them()
    {
        await using var visit = await site.Chromium.OpenAsync(site.Address);
        await visit.Page.RouteAsync("**/*.js", route => route.AbortAsync());
        await visit.GoAsync("/ukraine-2025");

        (await visit.Page.Locator("a[data-png]").First.IsVisibleAsync()).ShouldBeFalse();
    }
}
