using System.Globalization;
using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;
using Microsoft.Playwright;

namespace NegotiationSim.Browser.Tests;

/// <summary>What holds for each page in the list of pages, and so for one that is added to it.</summary>
[Collection(nameof(Site))]
public sealed class EveryPage(Site site)
{
    /// <summary>How long a first paint may take, in milliseconds: the median of several loads, each in a window that has kept nothing, from a server that was asked before.</summary>
    private const double LatestPaint = 1_000;

    private const int Loads = 5;

    /// <summary>All of axe's rules; what they pass is not described.</summary>
    private static readonly AxeRunOptions OnlyViolations = new() { ResultTypes = [ResultType.Violations] };

    [Theory]
    [MemberData(nameof(Views.All), MemberType = typeof(Views))]
    public async Task Loads_without_an_error_and_asks_nobody_else(string address)
    {
        await using var visit = await site.Chromium.OpenAsync(site.Address);
        await visit.GoAsync(address);
        await visit.Page.WaitForLoadStateAsync(LoadState.NetworkIdle);

        visit.ShouldBeQuiet();
    }

    [Theory]
    [MemberData(nameof(Views.Chosen), MemberType = typeof(Views))]
    public async Task Is_painted_within_a_second(string address)
    {
        await using (var first = await site.Chromium.OpenAsync(site.Address))
        {
            await first.GoAsync(address);
        }

        var paints = new List<double>();
        while (paints.Count < Loads)
        {
            await using var visit = await site.Chromium.OpenAsync(site.Address);
            await visit.GoAsync(address);
            paints.Add(await visit.Page.EvaluateAsync<double>(
                """
                () => new Promise(done => new PerformanceObserver(list => {
                  const paint = list.getEntriesByName("first-contentful-paint")[0];
                  if (paint) done(paint.startTime);
                }).observe({ type: "paint", buffered: true }))
                """));
        }

        TestContext.Current.TestOutputHelper!.WriteLine($"{address}: {string.Join(", ", paints.Order().Select(p => p.ToString("0", CultureInfo.InvariantCulture)))} ms");
        paints.Order().ElementAt(Loads / 2).ShouldBeLessThan(LatestPaint);
    }

    [Theory]
    [MemberData(nameof(Views.Chosen), MemberType = typeof(Views))]
    public async Task Has_nothing_that_axe_finds_fault_with(string address)
    {
        await Task.WhenAll(new[] { new Window(), new Window(IsDark: true), Window.Phone }.Select(async window =>
        {
            await using var visit = await site.Chromium.OpenAsync(site.Address, window);
            await visit.GoAsync(address);

            var found = await visit.Page.RunAxe(OnlyViolations);

            found.Violations.SelectMany(v => v.Nodes.Select(n => $"{v.Id} ({window}): {n.Html} {string.Join("; ", n.Any.Concat(n.All).Concat(n.None).Select(c => c.Message))}")).ShouldBeEmpty();
        }));
    }

    [Theory]
    [MemberData(nameof(Views.Chosen), MemberType = typeof(Views))]
    public async Task Fits_a_phone(string address)
    {
        await using var visit = await site.Chromium.OpenAsync(site.Address, Window.Phone);
        await visit.GoAsync(address);

        var wide = await visit.Page.EvaluateAsync<string[]>(
            """
            () => {
              const width = document.documentElement.clientWidth;
              if (document.documentElement.scrollWidth <= width) return [];
              return [...document.querySelectorAll("body *")].filter(e => e.getBoundingClientRect().right > width + 1).slice(0, 5).map(e => e.outerHTML.slice(0, 160));
            }
            """);
        wide.ShouldBeEmpty();
    }

    [Theory]
    [MemberData(nameof(Views.Chosen), MemberType = typeof(Views))]
    public async Task Is_reached_and_left_by_keyboard_alone(string address)
    {
        await using var visit = await site.Chromium.OpenAsync(site.Address);
        await visit.GoAsync(address);
        var keyboard = visit.Page.Keyboard;

        await keyboard.PressAsync("Tab");
        (await Focused(visit)).ShouldBe("Skip to the content");
        await keyboard.PressAsync("Enter");
        (await visit.Page.EvaluateAsync<string>("document.activeElement.id")).ShouldBe("main");

        // Whatever a mouse can press is reached with Tab, or with the arrows where one stands for all (tabindex -1).
        await visit.GoAsync(address);
        var reached = 0;
        var expected = await visit.Page.EvaluateAsync<int>(Reachable);
        for (; reached < expected + 5; reached++)
        {
            await keyboard.PressAsync("Tab");
            var (mark, isSeen) = await MarkAsync(visit);
            if (mark is "again" or "none")
            {
                break;
            }

            isSeen.ShouldBeTrue($"focus {reached + 1} cannot be seen: {await Focused(visit)}");
        }

        (await visit.Page.EvaluateAsync<string[]>(
            """() => window.reachable.filter(e => e.isConnected && !e.dataset.reached && !(e.type === "radio" && window.reachable.some(o => o.name === e.name && o.dataset.reached))).map(e => e.outerHTML.slice(0, 160))"""))
            .ShouldBeEmpty();
    }

    [Theory]
    [MemberData(nameof(Views.Pages), MemberType = typeof(Views))]
    public async Task Leads_from_one_page_to_the_next_on_the_same_date(string address)
    {
        await using var visit = await site.Chromium.OpenAsync(site.Address);
        if (address == "/")
        {
            await visit.GoAsync(address);
            await visit.Page.Locator("main a").First.PressAsync("Enter");
            await visit.ArriveAsync(url => url != site.Address + "/");
            return;
        }

        await visit.GoAsync(address + (address.StartsWith("/ukraine", StringComparison.Ordinal) ? "?on=2025-12-03" : "?on=2016-10-02"));
        var links = await visit.Page.Locator("header nav").First.Locator("a").EvaluateAllAsync<string[]>("links => links.map(l => l.href)");
        links.ShouldNotBeEmpty();
        links.ShouldAllBe(link => link.Contains("on=20"));
        visit.ShouldBeQuiet();
    }

    [Theory]
    [MemberData(nameof(Views.Chosen), MemberType = typeof(Views))]
    public async Task Is_the_same_again_when_its_address_is_opened_anew(string address)
    {
        await using var visit = await site.Chromium.OpenAsync(site.Address);
        await visit.GoAsync(address);
        var first = await visit.Page.Locator("main").InnerTextAsync();

        await visit.Page.ReloadAsync();

        (await visit.Page.Locator("main").InnerTextAsync()).ShouldBe(first);
    }

    /// <summary>Everything that can be pressed or typed in, and is shown.</summary>
    private const string Reachable =
        """
        () => {
          window.reachable = [...document.querySelectorAll("a[href], button, input, select, textarea, summary, [tabindex]")]
            .filter(e => e.tabIndex >= 0 && !e.disabled && e.type !== "hidden" && e.checkVisibility({ visibilityProperty: true }) && !e.closest("[inert]"));
          return window.reachable.length;
        }
        """;

    private static Task<string> Focused(Visit visit) => visit.Page.EvaluateAsync<string>("(document.activeElement?.textContent || document.activeElement?.outerHTML || '').trim().slice(0, 200)");

    /// <summary>Notes that focus came here, and whether that can be seen.</summary>
    private static async Task<(string Mark, bool IsSeen)> MarkAsync(Visit visit)
    {
        var parts = await visit.Page.EvaluateAsync<string[]>(
            """
            () => {
              const e = document.activeElement;
              if (!e || e === document.body) return ["none", ""];
              if (e.dataset.reached) return ["again", ""];
              e.dataset.reached = "yes";
              const box = e.getBoundingClientRect();
              const style = getComputedStyle(e);
              const seen = box.width > 0 && box.height > 0 && (style.outlineStyle !== "none" || style.boxShadow !== "none");
              return ["new", seen ? "seen" : ""];
            }
            """);
        return (parts[0], parts[1] == "seen");
    }
}
