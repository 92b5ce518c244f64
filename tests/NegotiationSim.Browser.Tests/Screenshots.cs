using System.Globalization;
using Microsoft.Playwright;
using NegotiationSim.App.Server.Pages;
using NegotiationSim.App.Tests;

namespace NegotiationSim.Browser.Tests;

/// <summary>
/// The pictures of pages that the documentation shows. <c>NEGSIM_SCREENSHOTS=1</c> takes them anew; otherwise they are only
/// looked for, because two machines do not draw the same letters.
/// </summary>
[Collection(nameof(Site))]
public sealed class Screenshots(Site site)
{
    private const string Folder = "src/NegotiationSim.App/Server/screenshots";

    /// <summary>Bytes of one picture, so that the repository stays small.</summary>
    private const long MostBytes = 200 * 1024;

    private static readonly bool IsTaking = Environment.GetEnvironmentVariable("NEGSIM_SCREENSHOTS") == "1";

    private static readonly Dictionary<string, string> Shown = new()
    {
        ["ukraine-2025"] = "on=2025-12-03&version=US-28",
        ["colombia-farc"] = "on=2016-10-02",
    };

    public static TheoryData<string, string> Pages =>
        [.. from negotiation in Site.Negotiations from page in PageList.OfNegotiation where page.Path is not null select new TheoryDataRow<string, string>(negotiation, page.Path!)];

    [Theory]
    [MemberData(nameof(Pages))]
    public async Task Are_there_and_small(string negotiation, string path)
    {
        var file = Path.Combine(Committed.Root, Folder, string.Create(CultureInfo.InvariantCulture, $"{negotiation}-{(path.Length == 0 ? "matrix" : path)}.png"));
        if (IsTaking)
        {
            Directory.CreateDirectory(Path.GetDirectoryName(file)!);
            await using var visit = await site.Chromium.OpenAsync(site.Address, new(1180, 860));
            await visit.GoAsync($"/{negotiation}{(path.Length == 0 ? "" : "/")}{path}?{Shown[negotiation]}");
            await visit.Page.ScreenshotAsync(new() { Path = file, Animations = ScreenshotAnimations.Disabled });
        }

        File.Exists(file).ShouldBeTrue($"{file} is missing: run the tests of this class once with NEGSIM_SCREENSHOTS=1");
        new FileInfo(file).Length.ShouldBeLessThan(MostBytes);
    }
}
