using NegotiationSim.Domain;

namespace NegotiationSim.App.Tests.CommandLine;

/// <summary>Import and record: what they store, refuse, and leave alone. Each test has negotiations of its own.</summary>
public sealed class ChangingALedger(TestDatabase database) : IClassFixture<TestDatabase>, IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("negsim-cli-");

    private Negsim Negsim => new(database.ConnectionString) { Folder = _folder.FullName };

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task A_malformed_file_is_told_error_by_error_and_nothing_of_any_file_is_recorded()
    {
        Write("good.yaml", Scenario("good", Statement("a")));
        Write("bad.yaml", """
            negotiation: bad
            events:
              - id: a
                type: statement-mad
                occurred: 2026-01-01
                claims: [{by: me}]
              - id: b
                type: statement-made
                occurred: 2026-13-01
                claims: [{bye: me}]
            """);

        var message = (await Negsim.RunAsync("import", "good.yaml", "bad.yaml", "missing.yaml")).Message(code: 2);

        message.Split('\n').Select(line => string.Join(':', line.Split(':').Take(4))).ShouldBe(
            ["bad.yaml:4:11: unknown type of event 'statement-mad'; did you mean 'statement-made'?", "bad.yaml:9:15: occurred", "bad.yaml:10:15: unknown key 'bye' in claim; did you mean 'by'?", "missing.yaml: there is no such file", ""]);
        (await StoredAsync("good")).ShouldBe(0);
    }

    [Fact]
    public async Task A_reference_to_nothing_is_refused_where_it_stands()
    {
        Write("stray.yaml", Scenario("stray", Statement("a") + "    because: [nowhere]\n"));

        var message = (await Negsim.RunAsync("import", "stray.yaml")).Message(code: 3);

        message.ShouldStartWith("Refused, nothing was recorded:\nstray.yaml:8:");
        message.ShouldContain("nowhere");
        (await StoredAsync("stray")).ShouldBe(0);
    }

    [Fact]
    public async Task The_same_id_with_other_content_is_refused()
    {
        Write("first.yaml", Scenario("same-id", Statement("a")));
        Write("second.yaml", Scenario("same-id", Statement("a", title: "Something else"), Statement("b")));
        await Negsim.RunAsync("import", "first.yaml");

        (await Negsim.RunAsync("import", "second.yaml")).Message(code: 3).ShouldStartWith("Refused, nothing was recorded:\nsecond.yaml:3:9: ");
        (await StoredAsync("same-id")).ShouldBe(1);
    }

    [Fact]
    public async Task Recording_twice_is_once_and_a_dry_run_is_never()
    {
        Write("begin.yaml", Scenario("twice", Statement("a")));
        await Negsim.RunAsync("import", "begin.yaml");
        var record = Negsim with { Input = $"[{StatementJson("b")}, {StatementJson("c")}]" };

        (await record.RunAsync("record", "twice", "-", "--dry-run")).Answer().ShouldBe("twice: 2 events would be recorded\n");
        (await StoredAsync("twice")).ShouldBe(1);
        (await record.RunAsync("record", "twice", "-")).Answer().ShouldBe("twice: 2 events recorded\n");
        (await record.RunAsync("record", "twice", "-")).Answer().ShouldBe("twice: nothing new, 2 events recorded before\n");
        (await StoredAsync("twice")).ShouldBe(3);
    }

    [Fact]
    public async Task A_dry_run_tells_of_sets_and_issues_that_appear()
    {
        Write("begin.yaml", Scenario("parts", Statement("a")));
        await Negsim.RunAsync("import", "begin.yaml");
        Write("more.yaml", """
            - {id: p, type: party-introduced, occurred: 2026-01-02, party: {id: CITY, name: The city, role: principal}, claims: [{by: me}]}
            - {id: i, type: issue-introduced, occurred: 2026-01-02, issue: {id: wages, title: Wages}, claims: [{by: me}]}
            - {id: v, type: version-introduced, occurred: 2026-01-02, version: OFFER, name: Offer, pointCount: 3, claims: [{by: me}]}
            - {id: s, type: stance-declared, occurred: 2026-01-03, party: CITY, stance: rejects, some: {id: some-of-it, version: OFFER}, claims: [{by: me}]}
            """);

        var told = (await Negsim.RunAsync("record", "parts", "more.yaml", "--dry-run")).Answer();

        string[] expected = ["OFFER not there drafted", "party CITY not there The city, principal", "issue wages not there Wages", "unnamed set some-of-it not there CITY rejects some points of OFFER (at least 1, which ones not said)"];
        expected.ShouldBeSubsetOf(told.Split('\n').Select(line => string.Join(' ', line.Split(' ', StringSplitOptions.RemoveEmptyEntries))));
    }

    [Fact]
    public async Task Nothing_on_standard_input_is_told_and_not_waited_for()
    {
        (await Negsim.RunAsync("record", "nothing", "-")).Message(code: 2).ShouldBe("standard input: nothing was read, it is empty\n");

        Assert.SkipUnless(OperatingSystem.IsLinux(), "closes standard input as shells of Linux do");
        using var closed = System.Diagnostics.Process.Start(Negsim.StartInfo("/bin/sh", "-c", $"exec '{Negsim.Program}' record nothing - <&-"))!;
        (await closed.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken)).ShouldBe("standard input: nothing was read, it is closed\n");
    }

    [Fact]
    public async Task A_terminal_is_told_that_standard_input_is_read()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "uses the script command of Linux");
        var start = Negsim.StartInfo("script", "--quiet", "--return", "--command", $"'{Negsim.Program}' record nothing -", "/dev/null");
        using var script = System.Diagnostics.Process.Start(start)!;
        var said = await script.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken);
        script.Kill(entireProcessTree: true);

        said!.TrimEnd('\r').ShouldEndWith("Reading standard input until the end of the file (Ctrl-D ends it).");
    }

    [Fact]
    public async Task A_state_marks_brackets_and_meetings_put_off_to_no_date()
    {
        Write("marks.yaml", Scenario("marks", """
              - {id: v, type: version-introduced, occurred: 2026-01-02, version: OFFER, name: Offer, points: [{id: OFFER/1, title: One}], claims: [{by: me}]}
              - {id: b, type: points-bracketed, occurred: 2026-01-03, points: [OFFER/1], claims: [{by: me}]}
              - {id: s, type: meeting-scheduled, occurred: 2026-01-03, meeting: round, for: 2026-01-09, claims: [{by: me}]}
              - {id: p, type: meeting-postponed, occurred: 2026-01-04, meeting: round, claims: [{by: me}]}

            """));
        await Negsim.RunAsync("import", "marks.yaml");

        var state = (await Negsim.RunAsync("state", "marks")).Answer();

        state.ShouldContain("OFFER  Offer: drafted (1 point)\n");
        state.ShouldContain("under discussion (in brackets)");
        state.ShouldMatch("round +postponed +no new date");
    }

    [Fact]
    public async Task Nothing_dated_has_no_date_and_says_so()
    {
        Write("undated.yaml", "negotiation: undated\nevents:\n  - {id: a, type: statement-made, occurred: unknown, claims: [{by: me, known: 2026-01-01}]}\n");
        await Negsim.RunAsync("import", "undated.yaml");

        (await Negsim.RunAsync("state", "undated")).Answer().ShouldStartWith("undated: no event has a known date, and so there is no state to show\n");
        System.Text.Json.JsonDocument.Parse((await Negsim.RunAsync("state", "undated", "--json")).Answer()).RootElement.GetProperty("on").ValueKind.ShouldBe(System.Text.Json.JsonValueKind.Null);
    }

    [Fact]
    public async Task A_file_of_another_negotiation_is_not_recorded()
    {
        Write("mine.yaml", Scenario("mine", Statement("a")));

        (await Negsim.RunAsync("record", "yours", "mine.yaml")).Message(code: 2).ShouldBe("mine.yaml is of the negotiation 'mine', not 'yours'\n");
    }

    [Fact]
    public async Task Exported_as_ndjson_and_recorded_elsewhere_it_is_the_same()
    {
        const string opened = """{"id": "opened", "type": "negotiation-opened", "occurred": "2026-01-01", "claims": [{"by": "me"}]}""";
        Write("begin.ndjson", $"{opened}\n{StatementJson("a")}\n");
        Write("middle.ndjson", $"{StatementJson("a")}\n");

        (await Negsim.RunAsync("record", "lines", "middle.ndjson")).Message(code: 2).ShouldStartWith("There is no negotiation 'lines'");
        (await Negsim.RunAsync("import", "begin.ndjson")).Message(code: 2).ShouldBe("begin.ndjson does not name its negotiation; record it with 'negsim record NEG begin.ndjson'\n");
        (await Negsim.RunAsync("record", "lines", "begin.ndjson")).Answer().ShouldStartWith("lines: 2 events recorded\n");
        Write("again.ndjson", (await Negsim.RunAsync("export", "lines", "--format", "ndjson")).Answer());
        await Negsim.RunAsync("delete", "lines", "--yes");
        (await Negsim.RunAsync("record", "lines", "again.ndjson")).Answer().ShouldStartWith("lines: 2 events recorded\n");
    }

    [Fact]
    public async Task Control_characters_of_a_file_do_not_reach_the_terminal()
    {
        Write("escape.yaml", Scenario("escape", Statement("a", title: "\\e[31mred")));

        (await Negsim.RunAsync("import", "escape.yaml")).Message(code: 2).ShouldContain("␛[31mred");
    }

    [Fact]
    public async Task A_deleted_negotiation_is_gone()
    {
        Write("gone.yaml", Scenario("gone", Statement("a")));
        await Negsim.RunAsync("import", "gone.yaml");

        (await Negsim.RunAsync("delete", "gone", "--yes")).Answer().ShouldBe("gone: deleted, 1 event\n");
        (await StoredAsync("gone")).ShouldBe(0);
    }

    [Fact]
    public async Task Ten_processes_that_record_at_once_lose_nothing()
    {
        Write("begin.yaml", Scenario("busy", Statement("a")));
        await Negsim.RunAsync("import", "begin.yaml");

        var outcomes = await Task.WhenAll(Enumerable.Range(0, 10).Select(i => (Negsim with { Input = StatementJson($"s{i}") }).RunAsync("record", "busy", "-")));

        outcomes.ShouldAllBe(o => o.Answer() == "busy: 1 event recorded\n");
        (await StoredAsync("busy")).ShouldBe(11);
    }

    [Fact]
    public async Task A_killed_import_leaves_all_or_nothing_and_can_be_repeated()
    {
        const int count = 4_000;
        Write("large.yaml", Scenario("killed", [.. Enumerable.Range(0, count).Select(i => Statement($"s{i}"))]));

        using (var import = Negsim.Start("import", "large.yaml"))
        {
            await UntilItWritesAsync(() => import.HasExited);
            import.Kill();
            await import.WaitForExitAsync(TestContext.Current.CancellationToken);
        }

        (await StoredAsync("killed")).ShouldBeOneOf(0, count);
        (await Negsim.RunAsync("import", "large.yaml")).Code.ShouldBe(0);
        (await StoredAsync("killed")).ShouldBe(count);
        (await Negsim.RunAsync("state", "killed")).Answer().ShouldContain("No conflicts.");
    }

    private async Task UntilItWritesAsync(Func<bool> hasExited)
    {
        while (!hasExited())
        {
            var writing = await database.QueryAsync<long>(
                "select count(*) from pg_stat_activity where datname = current_database() and state = 'active' and query ilike '%mt_events%' and pid <> pg_backend_pid()");
            if (writing[0] > 0)
            {
                return;
            }
        }
    }

    private async Task<long> StoredAsync(string negotiation) =>
        (await database.Store.LoadAsync(new NegotiationId(negotiation), TestContext.Current.CancellationToken)).Version;

    private void Write(string file, string text) => File.WriteAllText(Path.Combine(_folder.FullName, file), text);

    private static string Scenario(string negotiation, params string[] events) => $"negotiation: {negotiation}\nevents:\n{string.Concat(events)}";

    private static string Statement(string id, string title = "Somebody speaks") =>
        $"  - id: {id}\n    type: statement-made\n    occurred: 2026-01-01\n    title: \"{title}\"\n    claims: [{{by: me}}]\n";

    private static string StatementJson(string id) =>
        $$"""{"id": "{{id}}", "type": "statement-made", "occurred": "2026-01-02", "claims": [{"by": "me"}]}""";
}
