using System.Buffers.Binary;
using Microsoft.Playwright;

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

    [Theory]
    [InlineData(true, Media.Screen, 0, 80)]
    [InlineData(true, Media.Print, 200, 255)]
    [InlineData(false, Media.Screen, 200, 255)]
    public async Task Of_a_forecast_are_as_dark_as_the_window_and_light_on_paper(bool isDark, Media media, double least, double most)
    {
        await using var visit = await site.Chromium.OpenAsync(site.Address, new(IsDark: isDark));
        await visit.Page.EmulateMediaAsync(new() { Media = media });
        await visit.GoAsync("/ukraine-2025/forecast/christmas-plan");
        var picture = await visit.Page.Locator("figure img").First.ScreenshotAsync();

        var brightness = await visit.Page.EvaluateAsync<double>(
            """
            async png => {
              const image = new Image();
              image.src = `data:image/png;base64,${png}`;
              await image.decode();
              const context = new OffscreenCanvas(image.width, image.height).getContext("2d");
              context.drawImage(image, 0, 0);
              const { data } = context.getImageData(0, 0, image.width, image.height);
              return data.reduce((sum, value, at) => (at % 4 === 3 ? sum : sum + value), 0) / (data.length * 3 / 4);
            }
            """,
            Convert.ToBase64String(picture));

        brightness.ShouldBeInRange(least, most);
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
