using System.Net;
using System.Text.RegularExpressions;

namespace NegotiationSim.App.Tests.Server;

[Collection(nameof(Served))]
public sealed partial class TheNegotiationPage(Served served)
{
    [Theory]
    [InlineData("/")]
    [InlineData("/ukraine-2025")]
    [InlineData("/ukraine-2025?on=2025-12-03&version=US-28&since=2025-12-01&cell=version:GVA-19:RUS")]
    [InlineData("/colombia-farc?on=2016-10-02&group=text&show=declared")]
    [InlineData("/small?knownBy=2026-01-25&cell=point:OFFER-1/1")]
    public async Task Loads_nothing_from_elsewhere_and_runs_nothing_that_stands_in_it(string address)
    {
        var response = await served.GetAsync(address);
        var page = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);

        response.StatusCode.ShouldBe(HttpStatusCode.OK, page);
        response.Headers.GetValues("Content-Security-Policy").Single().ShouldStartWith("default-src 'self';");
        Loaded().Matches(page).Select(m => m.Groups["address"].Value).ShouldAllBe(loaded => loaded.StartsWith('/') && !loaded.StartsWith("//"));
        page.ShouldNotContain(" style=");
        page.ShouldNotContain(" onclick=");
        page.ShouldContain("<html lang=\"en\">");
    }

    [Fact]
    public async Task Shows_who_disputes_a_stance_and_where_that_was_said()
    {
        var page = WebUtility.HtmlDecode(await served.Client.GetStringAsync("/ukraine-2025?on=2025-12-03&cell=version:GVA-19:RUS", TestContext.Current.CancellationToken));

        page.ShouldContain("RUS on GVA-19");
        page.ShouldContain("disputed");
        page.ShouldContain("Denied by Dmitry Peskov");
    }

    [Theory]
    [InlineData("/ukraine-2025?on=yesterday", HttpStatusCode.BadRequest, "'yesterday' is not a date for on")]
    [InlineData("/ukraine-2052", HttpStatusCode.NotFound, "did you mean 'ukraine-2025'?")]
    [InlineData("/ukraine-2025?cell=point:US-28/99", HttpStatusCode.NotFound, "has no point 'US-28/99'")]
    public async Task Says_what_is_wrong_with_its_address(string address, HttpStatusCode status, string message)
    {
        var response = await served.GetAsync(address);

        response.StatusCode.ShouldBe(status);
        WebUtility.HtmlDecode(await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).ShouldContain(message);
    }

    [Fact]
    public async Task Follows_the_range_without_the_script() =>
        (await served.GetAsync("/ukraine-2025?day=110&dayWas=0&on=2025-08-15")).RequestMessage!.RequestUri!.Query.ShouldBe("?on=2025-12-03");

    [GeneratedRegex("<(?:link|script|img|source|iframe|object)[^>]*?(?:src|href)=\"(?<address>[^\"]*)\"")]
    private static partial Regex Loaded();
}
