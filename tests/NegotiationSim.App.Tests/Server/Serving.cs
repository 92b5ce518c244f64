using System.Diagnostics;
using System.Net;
using NegotiationSim.App.Server;
using NegotiationSim.App.Tests.CommandLine;

namespace NegotiationSim.App.Tests.Server;

/// <summary><c>negsim serve</c> as a process, and a server that has lost its database.</summary>
public sealed class Serving(TestDatabase database) : IClassFixture<TestDatabase>
{
    /// <summary>Seconds that a server may take to begin or to end on a busy machine.</summary>
    private const int Patience = 30;

    [Theory]
    [InlineData("INT")]
    [InlineData("TERM")]
    public async Task Ends_when_it_is_told_to(string signal)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        limit.CancelAfter(TimeSpan.FromSeconds(2 * Patience));
        using var process = new Negsim(database.ConnectionString).Start("serve", "--port", "0");
        try
        {
            var address = await process.StandardOutput.ReadLineAsync(limit.Token);
            using var client = new HttpClient { BaseAddress = new Uri(address!) };
            (await client.GetAsync("/", limit.Token)).StatusCode.ShouldBe(HttpStatusCode.OK);

            var clock = Stopwatch.StartNew();
            using var kill = Process.Start("kill", [$"-{signal}", $"{process.Id}"]);
            await process.WaitForExitAsync(limit.Token);

            process.ExitCode.ShouldBe(0, await process.StandardError.ReadToEndAsync(limit.Token));
            clock.Elapsed.ShouldBeLessThan(TimeSpan.FromSeconds(Patience / 5));
        }
        finally
        {
            process.Kill();
        }
    }

    [Fact]
    public async Task Says_on_a_page_of_its_own_that_a_page_failed()
    {
        await using var app = NegsimServer.Create(database.Store, 0);
        await app.StartAsync(TestContext.Current.CancellationToken);
        await database.ExecuteAsync("drop schema negsim cascade");
        using var client = new HttpClient { BaseAddress = new Uri(NegsimServer.AddressOf(app)) };

        var response = await client.GetAsync("/ukraine-2025?on=2025-12-03", TestContext.Current.CancellationToken);

        ((int)response.StatusCode).ShouldBeOneOf(500, 503);
        var page = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        page.ShouldContain("href=\"/ukraine-2025?on=2025-12-03\"");
        page.ShouldContain("site.css");
        page.ShouldNotContain("Exception");
    }
}
