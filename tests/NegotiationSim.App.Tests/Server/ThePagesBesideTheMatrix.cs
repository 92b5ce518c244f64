using System.Net;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace NegotiationSim.App.Tests.Server;

[Collection(nameof(Served))]
public sealed partial class ThePagesBesideTheMatrix(Served served)
{
    private const string Claim = "claims[0].by";

    [Theory]
    [InlineData("/ukraine-2025/meetings")]
    [InlineData("/ukraine-2025/meetings?on=2025-11-20&status=cancelled&party=TUR")]
    [InlineData("/ukraine-2025/what-if?remove=brussels-cancelled")]
    [InlineData("/ukraine-2025/record")]
    [InlineData("/ukraine-2025/record?type=version-introduced&points%5B0%5D.id=X/1")]
    [InlineData("/ukraine-2025/record?type=event-corrected")]
    [InlineData("/methodology")]
    public async Task Load_nothing_from_elsewhere_and_run_nothing_that_stands_in_them(string address)
    {
        var response = await served.GetAsync(address);
        var page = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);

        response.StatusCode.ShouldBe(HttpStatusCode.OK, page);
        Loaded().Matches(page).Select(m => m.Groups["address"].Value).ShouldAllBe(loaded => loaded.StartsWith('/') && !loaded.StartsWith("//"));
        page.ShouldNotContain(" style=");
        page.ShouldNotContain(" onclick=");
    }

    [Theory]
    [InlineData("/ukraine-2025/meetings?status=begun", HttpStatusCode.BadRequest, "'begun' is no status of a meeting")]
    [InlineData("/ukraine-2025/what-if/nobody-asked", HttpStatusCode.NotFound, "has no what-if 'nobody-asked'")]
    [InlineData("/ukraine-2025/what-if?remove=brussels-canceled", HttpStatusCode.NotFound, "did you mean 'brussels-cancelled'?")]
    [InlineData("/ukraine-2025/record?type=stance-declare", HttpStatusCode.NotFound, "did you mean 'stance-declared'?")]
    [InlineData("/ukraine-2025/matrix.csv?on=yesterday", HttpStatusCode.BadRequest, "'yesterday' is not a date")]
    public async Task Say_what_is_wrong_with_their_address(string address, HttpStatusCode status, string message)
    {
        var response = await served.GetAsync(address);

        response.StatusCode.ShouldBe(status);
        WebUtility.HtmlDecode(await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).ShouldContain(message);
    }

    [Fact]
    public async Task Meetings_tell_every_reason_with_who_gives_it_and_where()
    {
        var page = await GetAsync("/ukraine-2025/meetings?on=2025-12-31&status=cancelled");

        page.ShouldContain("<h2>November 2025</h2>");
        page.ShouldContain("4 reasons given, each as its source has it");
        page.ShouldContain("<q>The trip was never planned</q>");
        page.ShouldContain("an unnamed State Department official");
        page.ShouldNotContain("id=\"meeting-alaska-summit\"");
    }

    [Fact]
    public async Task Meetings_are_those_of_the_date_by_what_was_known()
    {
        (await GetAsync("/ukraine-2025/meetings?on=2025-11-18")).ShouldNotContain("ankara-19-nov");
        (await GetAsync("/ukraine-2025/meetings?on=2025-11-19")).ShouldContain("id=\"meeting-ankara-19-nov\"");
    }

    [Fact]
    public async Task An_event_offers_what_if_it_had_not_happened()
    {
        (await GetAsync("/ukraine-2025?on=2025-12-03&cell=version:GVA-19:RUS")).ShouldContain("What if this had not happened?");

        var page = WebUtility.HtmlDecode(await GetAsync("/ukraine-2025/what-if?remove=brussels-cancelled"));

        page.ShouldContain("name: without-brussels-cancelled\n");
        page.ShouldContain("      event: brussels-cancelled\n");
        page.ShouldContain("taken away:");
        page.ShouldContain("No conflicts that its base does not have");
    }

    [Fact]
    public async Task A_what_if_is_refused_with_the_places_that_the_command_line_tells()
    {
        const string text = "name: x\nnegotiation: ukraine-2025\nfork: 2025-13-03\nwhy: <script>alert(1)</script>\nedit: []\n";

        var (_, page) = await PostAsync("/ukraine-2025/what-if", "what-if", ("text", text), ("do", "save"));

        var told = WebUtility.HtmlDecode(page);
        told.ShouldContain("2 errors; nothing was saved");
        told.ShouldContain("what-if.yaml:3:7:</code> fork: found '2025-13-03'");
        told.ShouldContain("what-if.yaml:5:1:</code> unknown key 'edit' in whatIf; did you mean 'edits'?");
        page.ShouldNotContain("<script>alert");
    }

    [Fact]
    public async Task A_what_if_is_saved_under_an_address_that_shows_it_again()
    {
        const string text = "name: told-on-a-page\nnegotiation: ukraine-2025\nfork: 2025-12-03\nwhy: A <b>test</b>.\nedits:\n  - why: It stays.\n    remove: {event: brussels-cancelled}\n";

        (await PostAsync("/ukraine-2025/what-if", "what-if", ("text", text), ("do", "check"))).Page.ShouldContain("Settled: conflicts of its base that are gone (1)");
        (await served.GetAsync("/ukraine-2025/what-if/told-on-a-page")).StatusCode.ShouldBe(HttpStatusCode.NotFound);

        var (address, page) = await PostAsync("/ukraine-2025/what-if", "what-if", ("text", text), ("do", "save"));

        address.ShouldBe("/ukraine-2025/what-if/told-on-a-page");
        page.ShouldContain("A &lt;b&gt;test&lt;/b&gt;.");
        page.ShouldContain("version 2");
        (await served.SendAsync(HttpMethod.Delete, "/api/v1/negotiations/ukraine-2025/what-ifs/told-on-a-page", null)).StatusCode.ShouldBe(HttpStatusCode.NoContent);
    }

    [Fact]
    public async Task A_what_if_is_rebased_after_showing_what_changes_and_deleted_by_who_is_sure()
    {
        const string page = "/kept-up/what-if/kept";
        const string events = "/api/v1/negotiations/kept-up/events";
        const string opened = """{"id": "opened", "type": "negotiation-opened", "occurred": "2026-01-01", "parties": [{"id": "A", "name": "A", "role": "principal"}, {"id": "B", "name": "B", "role": "principal"}], "issues": [{"id": "pay", "title": "Pay"}], "claims": [{"by": "editor"}]}""";
        const string declared = """{"id": "declared", "type": "stance-declared", "occurred": "2026-01-05", "party": "A", "issue": "pay", "stance": "open", "claims": [{"by": "editor"}]}""";
        (await served.SendAsync(HttpMethod.Post, events, opened, ("If-None-Match", "*"))).EnsureSuccessStatusCode();
        (await served.SendAsync(HttpMethod.Post, "/api/v1/negotiations/kept-up/what-ifs", """{"name": "kept", "negotiation": "kept-up", "fork": "2026-01-01", "why": "To keep.", "edits": []}""")).EnsureSuccessStatusCode();
        (await GetAsync(page)).ShouldContain("It builds on the present already.");
        var tag = (await served.GetAsync("/api/v1/negotiations/kept-up")).Headers.ETag!.Tag;
        (await served.SendAsync(HttpMethod.Post, events, declared, ("If-Match", tag))).EnsureSuccessStatusCode();

        var shown = (await PostAsync(page, "rebase", ("do", "preview-rebase"))).Page;
        shown.ShouldContain("What changes when it builds on 2 events instead of 1");
        shown.ShouldContain("<td>pay</td>");
        (await GetAsync(page)).ShouldContain("1 event recorded since", Case.Sensitive, "a look changes nothing");

        var (address, rebased) = await PostAsync(page, "rebase", ("do", "rebase"));
        address.ShouldBe(page);
        rebased.ShouldContain("It builds on the present already.");

        (await PostAsync(page, "delete", ("do", "delete"))).Page.ShouldContain("Tick the box to delete it.");
        (await PostAsync(page, "delete", ("do", "delete"), ("sure", "yes"))).Address.ShouldBe("/kept-up/what-if");
        (await served.GetAsync(page)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task What_keeps_a_what_if_where_it_is_reads_the_same_on_the_page_and_over_http()
    {
        const string page = "/kept-back/what-if/lower";
        const string lower = "/api/v1/negotiations/kept-back/what-ifs/lower";
        const string events = "/api/v1/negotiations/kept-back/events";
        const string opened = """{"id": "opened", "type": "negotiation-opened", "occurred": "2026-01-01", "parties": [{"id": "A", "name": "A", "role": "principal"}, {"id": "B", "name": "B", "role": "principal"}], "claims": [{"by": "editor"}]}""";
        const string scheduled = """{"id": "scheduled", "type": "meeting-scheduled", "occurred": "2026-01-02", "meeting": "round", "for": "2026-01-09", "parties": ["A", "B"], "claims": [{"by": "editor"}]}""";
        const string cancelled = """{"id": "cancelled", "type": "meeting-cancelled", "occurred": "2026-01-05", "meeting": "round", "for": "2026-01-09", "parties": ["A", "B"], "claims": [{"by": "editor"}]}""";
        (await served.SendAsync(HttpMethod.Post, events, $"[{opened}, {scheduled}]", ("If-None-Match", "*"))).EnsureSuccessStatusCode();
        (await served.SendAsync(HttpMethod.Post, "/api/v1/negotiations/kept-back/what-ifs", """{"name": "lower", "negotiation": "kept-back", "fork": "2026-01-02", "why": "No round.", "policy": "fail", "edits": [{"why": "Suppose.", "remove": {"event": "scheduled"}}]}""")).EnsureSuccessStatusCode();
        (await served.SendAsync(HttpMethod.Post, "/api/v1/negotiations/kept-back/what-ifs", """{"name": "upper", "negotiation": "kept-back", "fork": "2026-01-02", "why": "On it.", "of": "lower", "edits": []}""")).EnsureSuccessStatusCode();
        var tag = (await served.GetAsync("/api/v1/negotiations/kept-back")).Headers.ETag!.Tag;
        (await served.SendAsync(HttpMethod.Post, events, $"[{cancelled}]", ("If-Match", tag))).EnsureSuccessStatusCode();

        var rebase = await ToldAsync(await served.SendAsync(HttpMethod.Post, $"{lower}/rebase", null), HttpStatusCode.UnprocessableEntity);
        rebase.Count.ShouldBe(2, "what was refused, and the conflict");
        var deletion = await ToldAsync(await served.SendAsync(HttpMethod.Delete, lower, null), HttpStatusCode.Conflict);
        deletion.ShouldHaveSingleItem().ShouldContain("upper builds on it");

        var shown = WebUtility.HtmlDecode((await PostAsync(page, "rebase", ("do", "preview-rebase"))).Page);
        rebase.ShouldAllBe(line => shown.Contains($"<li>{line}</li>"));
        shown = WebUtility.HtmlDecode((await PostAsync(page, "delete", ("do", "delete"), ("sure", "yes"))).Page);
        deletion.ShouldAllBe(line => shown.Contains($"<li>{line}</li>"));

        static async Task<List<string>> ToldAsync(HttpResponseMessage response, HttpStatusCode expected)
        {
            response.StatusCode.ShouldBe(expected);
            var problem = JsonNode.Parse(await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken))!;
            return [(string)problem["detail"]!, .. problem["errors"]?.AsArray().Select(e => (string)e!["detail"]!) ?? []];
        }
    }

    [Fact]
    public async Task A_point_that_a_parameter_names_is_found_under_its_address()
    {
        using var response = await served.Client.GetAsync("/ukraine-2025/points?on=2026-01-15&point=UA-20/9", TestContext.Current.CancellationToken);

        response.RequestMessage!.RequestUri!.PathAndQuery.ShouldBe("/ukraine-2025/points/UA-20/9?on=2026-01-15");
        (await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).ShouldContain("<h1>UA-20/9: Recovery funds</h1>");
    }

    [Fact]
    public async Task The_style_sheet_closes_every_block_that_it_opens()
    {
        var sheet = await GetAsync(Loaded().Matches(await GetAsync("/")).Select(m => m.Groups["address"].Value).Single(address => address.EndsWith("site.css", StringComparison.Ordinal)));

        // A block left open swallows all that follows; a new one for a kind of window never begins within another.
        var depth = 0;
        for (var i = 0; i < sheet.Length; i++)
        {
            if (sheet[i] == '@')
            {
                depth.ShouldBe(0, $"a block is still open before {sheet[i..Math.Min(sheet.Length, i + 60)]}");
            }

            depth += sheet[i] switch { '{' => 1, '}' => -1, _ => 0 };
        }

        depth.ShouldBe(0);
    }

    [Fact]
    public async Task An_event_is_recorded_once_it_was_looked_at_and_confirmed()
    {
        const string page = "/on-a-page/record?type=talks-suspended";
        const string opened = """{"id": "opened", "type": "negotiation-opened", "occurred": "2026-01-01", "parties": [{"id": "A", "name": "A", "role": "principal"}], "claims": [{"by": "editor"}]}""";
        (await served.SendAsync(HttpMethod.Post, "/api/v1/negotiations/on-a-page/events", opened, ("If-None-Match", "*"))).StatusCode.ShouldBe(HttpStatusCode.OK);
        (string, string)[] filled = [("id", "suspended"), ("occurred", "2026-01-02"), ("title", "<i>No</i> more"), (Claim, "editor")];

        var refused = (await PostAsync(page, "record", ("do", "check"), ("id", "a b"), ("occurred", "2026-13-01"), ("by", "B"), (Claim, "editor"))).Page;
        WebUtility.HtmlDecode(refused).ShouldContain("occurred: found '2026-13-01', expected a date");
        refused.ShouldContain("value=\"a b\"");
        WebUtility.HtmlDecode((await PostAsync(page, "record", [("do", "check"), ("by", "B"), .. filled])).Page).ShouldContain("there is no party 'B'");

        var preview = (await PostAsync(page, "record", [("do", "check"), .. filled])).Page;
        preview.ShouldContain("What it would change");
        preview.ShouldContain("&lt;i&gt;No&lt;/i&gt; more");
        (string, string)[] looked = [("do", "record"), ("previewed", Value(preview, "previewed")), ("expected", Value(preview, "expected")), .. filled];

        (await PostAsync(page, "record", looked)).Page.ShouldContain("confirm first");
        (await PostAsync(page, "record", [("confirmed", "yes"), .. looked, ("code", "036")])).Page.ShouldContain("the form was changed since the preview");
        var (address, done) = await PostAsync(page, "record", [("confirmed", "yes"), .. looked]);

        address.ShouldBe("/on-a-page/record?recorded=suspended");
        done.ShouldContain("Recorded: <code>suspended</code>");
        (await PostAsync(page, "record", [("confirmed", "yes"), ("do", "record"), ("previewed", Value(preview, "previewed")), ("expected", "1.1"), .. filled])).Address.ShouldBe("/on-a-page/record?recorded=suspended");
    }

    [Fact]
    public async Task A_form_without_its_token_is_refused()
    {
        using var form = new FormUrlEncodedContent([new("_handler", "record"), new("id", "x")]);
        (await served.Client.PostAsync("/ukraine-2025/record?type=talks-suspended", form, TestContext.Current.CancellationToken)).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task The_table_holds_what_the_matrix_shows()
    {
        var lines = (await GetAsync("/ukraine-2025/matrix.csv?on=2025-12-03&version=US-28&party=RUS&show=declared")).Split('\n', StringSplitOptions.RemoveEmptyEntries);

        lines[0].ShouldStartWith("on,known_by,what_if,kind,id,title,status,");
        lines[1].ShouldStartWith("2025-12-03,,,version,US-28,");
        lines.Skip(1).ShouldAllBe(line => line.Contains(",RUS,"));
    }

    [Fact]
    public async Task A_view_says_how_to_cite_it_and_which_version_of_the_record_it_shows()
    {
        var page = await GetAsync("/ukraine-2025/meetings?knownBy=2025-12-01");
        var tag = (await served.GetAsync("/api/v1/negotiations/ukraine-2025")).Headers.ETag!.Tag;

        page.ShouldContain("by what was public on 2025-12-01");
        page.ShouldContain($"<code>{tag.Trim('"')}</code>");
        WebUtility.HtmlDecode(page).ShouldContain($"data-tag=\"{tag}\"");
    }

    [Fact]
    public async Task The_method_tells_how_far_off_the_models_are()
    {
        var page = await GetAsync("/methodology");

        page.ShouldContain("<td>351</td><td>22.99</td>");
        page.ShouldContain("a meeting cancelled or postponed after it was held");
    }

    private static string Value(string page, string name) => Regex.Match(page, $"name=\"{name}\" value=\"([^\"]*)\"").Groups[1].Value;

    private Task<string> GetAsync(string address) => served.Client.GetStringAsync(address, TestContext.Current.CancellationToken);

    /// <summary>Fills in the form of a page and sends it, as a browser without the script.</summary>
    private async Task<(string Address, string Page)> PostAsync(string address, string handler, params (string Name, string Value)[] fields)
    {
        var token = Value(await GetAsync(address), "__RequestVerificationToken");
        using var form = new FormUrlEncodedContent([new("_handler", handler), new("__RequestVerificationToken", token), .. fields.Select(f => KeyValuePair.Create(f.Name, f.Value))]);
        using var response = await served.Client.PostAsync(address, form, TestContext.Current.CancellationToken);
        response.StatusCode.ShouldBe(HttpStatusCode.OK);
        return (response.RequestMessage!.RequestUri!.PathAndQuery, await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }

    [GeneratedRegex("<(?:link|script|img|source|iframe|object)[^>]*?(?:src|href)=\"(?<address>[^\"]*)\"")]
    private static partial Regex Loaded();
}
