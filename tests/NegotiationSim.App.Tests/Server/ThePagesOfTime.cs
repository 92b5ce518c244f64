using System.Net;
using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace NegotiationSim.App.Tests.Server;

/// <summary>Replay, Point and Compare, as they are sent.</summary>
[Collection(nameof(Served))]
public sealed partial class ThePagesOfTime(Served served)
{
    public static TheoryData<string> Addresses =>
    [
        "/ukraine-2025/replay",
        "/ukraine-2025/replay?view=table&on=2025-12-02",
        "/ukraine-2025/replay?view=json&event=rus-rejects-withdrawal",
        "/colombia-farc/replay?from=2016-08-01&to=2016-12-31&rows=all",
        "/small/replay?event=rumour",
        "/ukraine-2025/points",
        "/ukraine-2025/points/US-28/21",
        "/ukraine-2025/points/UA-20/14?on=2025-12-26&old=US-28/1&new=UA-20/1",
        "/colombia-farc/points",
        "/ukraine-2025/compare",
        "/ukraine-2025/compare?a=real@2025-12-02&b=real&on=2025-12-02",
        "/ukraine-2025/compare?aOn=2025-12-01&bOn=2025-12-10&row=1",
        "/small/compare?a=real@2026-01-25&b=real&show=all&on=2026-01-30",
    ];

    [Theory]
    [MemberData(nameof(Addresses))]
    public async Task Load_nothing_from_elsewhere_and_run_nothing_that_stands_in_them(string address)
    {
        var response = await served.GetAsync(address);
        var page = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);

        response.StatusCode.ShouldBe(HttpStatusCode.OK, page);
        Loaded().Matches(page).Select(m => m.Groups["address"].Value).ShouldAllBe(loaded => loaded.StartsWith('/') && !loaded.StartsWith("//"));
        page.ShouldNotContain(" style=");
        page.ShouldNotContain(" onclick=");
        Ids().Matches(page).Select(m => m.Groups["id"].Value).ShouldBeUnique();
    }

    [Fact]
    public async Task A_replay_shows_what_an_event_changed_and_who_says_so()
    {
        var page = await PageAsync("/ukraine-2025/replay?event=rus-rejects-withdrawal");

        page.ShouldContain("94 of 186");
        page.ShouldContain("RUS on territory:");
        page.ShouldContain("✗ rejects");
        page.ShouldContain("known only 2025-12-05");
        page.ShouldContain("Vladimir Putin, by AP");
        page.ShouldContain("rel=\"next\"");
    }

    [Theory]
    [InlineData("timeline", "class=\"line\"")]
    [InlineData("table", "class=\"plain step-table\"")]
    [InlineData("json", "\"rus-rejects-withdrawal\"")]
    public async Task Every_view_of_a_replay_has_the_event_of_the_address(string view, string mark)
    {
        var page = await PageAsync($"/ukraine-2025/replay?event=rus-rejects-withdrawal&view={view}");

        page.ShouldContain(mark);
        page.ShouldContain("94 of 186");
        page.ShouldContain($"view={view}", Case.Sensitive);
    }

    [Fact]
    public async Task An_event_of_the_address_gives_way_to_another_date()
    {
        (await PageAsync("/ukraine-2025/replay?event=rus-rejects-withdrawal&on=2025-12-02")).ShouldContain("94 of 186");
        (await PageAsync("/ukraine-2025/replay?event=rus-rejects-withdrawal&on=2025-08-15")).ShouldNotContain("94 of 186");
        (await PageAsync("/ukraine-2025/replay?on=2020-01-01")).ShouldContain("Nothing happened by then");
    }

    [Fact]
    public async Task A_point_shows_where_it_comes_from_in_which_words_and_how_it_stood()
    {
        var page = await PageAsync("/ukraine-2025/points/UA-20/14");

        page.ShouldContain("UA-20/14: Territories");
        page.ShouldContain("The descent of UA-20/14");
        page.ShouldContain("✎ reworded");
        page.ShouldContain("summaries in the words of this file's author, and not the texts themselves");
        page.ShouldContain("<del><span class=\"hidden\">removed: </span>Crimea");
        page.ShouldContain("ukraine-2025: UA-20/14 over time");
        page.ShouldContain("Ukraine sends the United States its point-by-point response");
        page.ShouldContain("action=\"/ukraine-2025/points/UA-20/14\"");
        page.ShouldContain("href=\"/ukraine-2025/points/UA-20/14?on=");
    }

    [Fact]
    public async Task A_number_changes_as_a_whole() =>
        (await PageAsync("/ukraine-2025/points/US-28/6")).ShouldContain("added: </span>800,000</ins> personnel");

    [Fact]
    public async Task A_point_that_a_later_version_has_no_more_was_dropped() =>
        (await PageAsync("/ukraine-2025/points/US-28/3")).ShouldContain("nothing in UA-20");

    [Fact]
    public async Task Markup_in_what_was_recorded_is_shown_as_text_and_every_kind_of_descent_is_drawn()
    {
        const string markup = "<script>alert(1)</script>";
        const string claims = """ "claims": [{"by": "<b>editor</b>"}] """;
        string[] events =
        [
            $$"""{"id": "opened", "type": "negotiation-opened", "occurred": "2026-01-01", {{claims}} }""",
            $$"""
            {"id": "one", "type": "version-introduced", "occurred": "2026-01-02", "version": "V1", "name": "{{markup}}", "title": "{{markup}}", "points": [
              {"id": "V1/1", "title": "{{markup}}", "summary": "Water & {{markup}}"}, {"id": "V1/2", "title": "Rivers", "summary": "Rivers"}, {"id": "V1/3", "title": "Tolls", "summary": "Tolls"}], {{claims}} }
            """,
            $$"""
            {"id": "two", "type": "version-introduced", "occurred": "2026-02-02", "version": "V2", "name": "Second", "points": [
              {"id": "V2/1", "title": "Water", "descent": "merged", "from": ["V1/1", "V1/2"], "summary": "Water <i>and</i> rivers"},
              {"id": "V2/2", "title": "Toll", "descent": "split", "from": ["V1/3"]}, {"id": "V2/3", "title": "Tax", "descent": "split", "from": ["V1/3"]}], {{claims}} }
            """,
            $$"""{"id": "gone", "type": "lineage-stated", "occurred": "2026-03-02", "version": "V3", "links": [{"descent": "dropped", "from": ["V2/2", "V2/3"]}], {{claims}} }""",
            $$"""{"id": "three", "type": "version-introduced", "occurred": "2026-03-02", "version": "V3", "name": "Third", {{claims}} }""",
        ];
        var recorded = await served.SendAsync(HttpMethod.Post, "/api/v1/negotiations/descents/events", $"[{string.Join(',', events)}]", ("If-None-Match", "*"));
        recorded.StatusCode.ShouldBe(HttpStatusCode.OK, await recorded.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));

        foreach (var address in (string[])["replay", "replay?view=table", "replay?view=json&event=one", "points", "points/V2/1", "points/V1/1", "compare?aOn=2026-01-01&bOn=2026-03-02&row=1"])
        {
            var page = await served.Client.GetStringAsync($"/descents/{address}", TestContext.Current.CancellationToken);
            page.ShouldNotContain("<script>alert");
            page.ShouldNotContain("<i>and</i>");
            page.ShouldNotContain("<b>editor");
        }

        (await PageAsync("/descents/points/V2/1")).ShouldContain("V1/1 and V1/2 → V2/1: merged.");
        var split = await PageAsync("/descents/points/V1/3");
        split.ShouldContain("V1/3 → V2/2: split.");
        split.ShouldContain("V2/2 and V2/3 → nothing in V3: dropped.");
    }

    [Fact]
    public async Task Two_dates_differ_in_what_moved_between_them()
    {
        var page = await PageAsync("/ukraine-2025/compare?a=real&b=real&aOn=2025-12-01&bOn=2025-12-02");

        page.ShouldContain("real on 2025-12-01 → real on 2025-12-02");
        page.ShouldContain("Putin rejects any requirement that Russia withdraw");
        page.ShouldContain("Events between the two dates");
        (await PageAsync("/ukraine-2025/compare?a=real&b=real&aOn=2025-12-02&bOn=2025-12-02")).ShouldContain("No difference.");
    }

    [Fact]
    public async Task Swapping_the_sides_is_a_link_and_mirrors_them()
    {
        var page = await PageAsync("/ukraine-2025/compare?a=real@2025-12-02&b=real&aOn=2025-12-01&bOn=2025-12-03");
        var swap = Swap().Match(page).Groups["address"].Value;

        (await PageAsync(swap)).ShouldContain("real on 2025-12-03 → real@2025-12-02 on 2025-12-01");
    }

    [Theory]
    [InlineData("/ukraine-2025/replay?view=list", HttpStatusCode.BadRequest, "'list' is no view")]
    [InlineData("/ukraine-2025/replay?event=nothing-of-the-kind", HttpStatusCode.NotFound, "has no event 'nothing-of-the-kind'")]
    [InlineData("/ukraine-2025/replay?from=2025-12-02&to=2025-12-01", HttpStatusCode.BadRequest, "lies after")]
    [InlineData("/ukraine-2025/points/US-28/99", HttpStatusCode.NotFound, "has no point 'US-28/99'")]
    [InlineData("/ukraine-2025/points/%3Cb%3E", HttpStatusCode.NotFound, "has no point '<b>'")]
    [InlineData("/ukraine-2025/compare?a=imagined&b=real", HttpStatusCode.NotFound, "has no what-if 'imagined'")]
    [InlineData("/ukraine-2025/compare?aOn=2025-12-01&bOn=2025-12-10&row=1000", HttpStatusCode.BadRequest, "'1000' is no row")]
    public async Task Say_what_is_wrong_with_their_address(string address, HttpStatusCode status, string message)
    {
        var response = await served.GetAsync(address);
        var page = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);

        response.StatusCode.ShouldBe(status);
        WebUtility.HtmlDecode(page).ShouldContain(message);
        page.ShouldNotContain("'<b>'");
    }

    [Theory]
    [InlineData("/ukraine-2025/matrix.svg?on=2025-12-03&version=US-28", "ukraine-2025: US-28")]
    [InlineData("/ukraine-2025/history.svg?point=US-28/21", "ukraine-2025: US-28/21 over time")]
    [InlineData("/ukraine-2025/lineage.svg?point=US-28/21", "The descent of US-28/21")]
    [InlineData("/ukraine-2025/difference.svg?a=real@2025-12-02&b=real", "ukraine-2025: real@2025-12-02 → real")]
    public async Task Pictures_are_files_too(string address, string title)
    {
        var response = await served.GetAsync(address);

        response.Content.Headers.ContentType!.MediaType.ShouldBe("image/svg+xml");
        XDocument.Parse(await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).Root!.Elements().First().Value.ShouldStartWith(title);
        (await served.GetAsync("/ukraine-2025/history.svg?point=US-28/99")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    private async Task<string> PageAsync(string address) => WebUtility.HtmlDecode(await served.Client.GetStringAsync(address, TestContext.Current.CancellationToken));

    [GeneratedRegex("<(?:link|script|img|source|iframe|object)[^>]*?(?:src|href)=\"(?<address>[^\"]*)\"")]
    private static partial Regex Loaded();

    [GeneratedRegex(" id=\"(?<id>[^\"]*)\"")]
    private static partial Regex Ids();

    [GeneratedRegex("class=\"swap\" href=\"(?<address>[^\"]*)\"")]
    private static partial Regex Swap();
}
