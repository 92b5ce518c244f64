using System.Diagnostics;
using Microsoft.Playwright;

namespace NegotiationSim.Browser.Tests;

/// <summary>The system's Chromium. Where there is none, tests are skipped on a developer's machine and fail in CI, which installs it.</summary>
public sealed class Chromium : IAsyncDisposable
{
    private static readonly string[] Names = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];

    /// <summary>Starts by root as well, and asks nothing of anybody by itself.</summary>
    private static readonly string[] Arguments =
    [
        "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync", "--hide-scrollbars",
    ];

    private const string Reason = "No Chromium on the PATH: install the package chromium.";

    private readonly string? _program = Find(Environment.GetEnvironmentVariable("PATH"));

    private IPlaywright? _playwright;
    private IBrowser? _browser;

    public bool IsThere => _program is not null;

    /// <summary>The first Chromium in the folders of a path; null: there is none.</summary>
    public static string? Find(string? path) => (path ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
        .SelectMany(folder => Names.Select(name => Path.Combine(folder, name)))
        .FirstOrDefault(File.Exists);

    /// <summary>What a test does that finds this program, or none.</summary>
    public static Missing Without(string? program, bool isCi) => program is not null ? Missing.Nothing : isCi ? Missing.Fail : Missing.Skip;

    public async Task StartAsync()
    {
        _playwright = await Playwright.CreateAsync();
        _browser = await _playwright.Chromium.LaunchAsync(new() { ExecutablePath = _program, Headless = true, Args = Arguments });
    }

    /// <summary>A window of its own, with nothing kept from another.</summary>
    public async Task<Visit> OpenAsync(string address, Window? window = null)
    {
        switch (Without(_program, isCi: Environment.GetEnvironmentVariable("CI") == "true"))
        {
            case Missing.Fail:
                Assert.Fail(Reason);
                break;
            case Missing.Skip:
                Assert.Skip(Reason);
                break;
            default:
                break;
        }

        window ??= new Window();
        var context = await _browser!.NewContextAsync(new()
        {
            BaseURL = address,
            ViewportSize = new() { Width = window.Width, Height = window.Height },
            ColorScheme = window.IsDark ? ColorScheme.Dark : ColorScheme.Light,
            ReducedMotion = ReducedMotion.Reduce,
            TimezoneId = "UTC",
            HasTouch = window.Width < 600,
        });
        context.SetDefaultTimeout(20_000);
        return new Visit(context, await context.NewPageAsync(), address);
    }

    public async ValueTask DisposeAsync()
    {
        if (_browser is not null)
        {
            await _browser.DisposeAsync();
        }

        _playwright?.Dispose();
    }
}

/// <summary>What a test does about a Chromium that is missing: nothing is, it skips, it fails.</summary>
public enum Missing
{
    Nothing,
    Skip,
    Fail,
}

/// <summary>The window that a page is looked at in.</summary>
public sealed record Window(int Width = 1280, int Height = 900, bool IsDark = false)
{
    public static readonly Window Phone = new(360, 740);
}

/// <summary>A page in a window, with what it asked for and what went wrong in it.</summary>
public sealed class Visit : IAsyncDisposable
{
    private readonly IBrowserContext _context;
    private readonly List<string> _faults = [];

    public Visit(IBrowserContext context, IPage page, string address)
    {
        (_context, Page) = (context, page);
        page.PageError += (_, error) => _faults.Add($"error: {error}");
        page.Console += (_, said) =>
        {
            if (said.Type == "error")
            {
                _faults.Add($"console: {said.Text}");
            }
        };
        context.Request += (_, request) =>
        {
            if (!request.Url.StartsWith(address, StringComparison.Ordinal) && !request.Url.StartsWith("data:", StringComparison.Ordinal) && !request.Url.StartsWith("blob:", StringComparison.Ordinal))
            {
                _faults.Add($"outside: {request.Url}");
            }
        };
    }

    public IPage Page { get; }

    /// <summary>No script failed, and nothing was asked for elsewhere.</summary>
    public void ShouldBeQuiet() => _faults.ShouldBeEmpty($"at {Page.Url}");

    public async Task<Visit> GoAsync(string address)
    {
        var response = await Page.GotoAsync(address, new() { WaitUntil = WaitUntilState.Load });
        response!.Status.ShouldBe(200, address);
        return this;
    }

    /// <summary>
    /// Waits until the page is at an address, and loaded. Not by Playwright's <c>WaitForURLAsync</c>, which misses an event that
    /// comes between its looking and its listening, and then waits in vain (playwright-dotnet issue 3364).
    /// </summary>
    /// <param name="isThere">Whether an address is that one.</param>
    /// <param name="seconds">How long it may take.</param>
    public async Task ArriveAsync(Func<string, bool> isThere, int seconds = 20)
    {
        var watch = Stopwatch.StartNew();
        while (!isThere(Page.Url))
        {
            watch.Elapsed.TotalSeconds.ShouldBeLessThan(seconds, $"still at {Page.Url}");
            await Task.Delay(20, TestContext.Current.CancellationToken);
        }

        await Page.WaitForFunctionAsync("() => document.readyState === 'complete'");
    }

    public ValueTask DisposeAsync() => _context.DisposeAsync();
}
