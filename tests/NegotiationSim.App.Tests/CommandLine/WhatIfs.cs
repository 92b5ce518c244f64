using System.Text.Json;
using System.Xml.Linq;
using NegotiationSim.App.Rendering;

namespace NegotiationSim.App.Tests.CommandLine;

/// <summary>What-ifs as their users meet them. Each test has a negotiation of its own, or only reads.</summary>
public sealed class WhatIfs(TestDatabase database) : IClassFixture<TestDatabase>, IDisposable
{
    /// <summary>What the city did because of the union's answer.</summary>
    private const string Suspended = """

          - id: city-suspends
            type: talks-suspended
            occurred: 2026-02-10
            because: [dockers-reject]
            claims: [{by: the city}]
        """;

    private const string Later = """
        # yaml-language-server: $schema=../../what-if.schema.json
        name: later
        why: The union takes its time. What if it had taken a week more?
        negotiation: NAME
        fork: 2026-01-20
        edits:
          - why: It takes a week more
            retime: {event: dockers-reject}
            days: 7
        """;

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("negsim-whatif-");

    private Negsim Negsim => new(database.ConnectionString) { Folder = _folder.FullName };

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task Are_recorded_shown_compared_and_asked_about()
    {
        await HarbourAsync("asked");
        Write("later.yaml", Later.Replace("NAME", "asked"));

        var dry = await Negsim.RunAsync("whatif", "run", "later.yaml", "--dry-run");
        dry.Code.ShouldBe(0, dry.Errors);
        dry.Output.ShouldContain("Why: The union takes its time.");
        dry.Output.ShouldContain("2026-02-01 → 2026-02-08  dockers-reject (stance-declared)");
        dry.Output.ShouldContain("asked: real → later");
        dry.Errors.ShouldBe("Dry run, nothing was recorded.\n");
        (await CountAsync("asked")).ShouldBe(0);

        (await Negsim.RunAsync("whatif", "run", "later.yaml")).Errors.ShouldBe("later: forked, version 2, over 5 events\n");
        (await Negsim.RunAsync("whatif", "run", "later.yaml")).Errors.ShouldBe("later: recorded before, version 2, over 5 events\n");
        (await CountAsync("asked")).ShouldBe(2);
        (await Negsim.RunAsync("whatif", "list", "asked")).Answer().ShouldContain("The union takes its time.");

        var state = Json(await Negsim.RunAsync("state", "asked", "--on", "2026-02-05", "--what-if", "later", "--json"));
        state.GetProperty("whatIf").GetString().ShouldBe("later");
        Stance(state).ShouldBe("silent");
        Stance(Json(await Negsim.RunAsync("state", "asked", "--on", "2026-02-05", "--json"))).ShouldBe("rejects");
        foreach (var (verb, arguments) in new[] { ("history", "--point OFFER/2"), ("explain", "--point OFFER/2"), ("replay", "--to @dockers-reject") })
        {
            Json(await Negsim.RunAsync([verb, "asked", .. arguments.Split(' '), "--what-if", "later", "--json"])).GetProperty("whatIf").GetString().ShouldBe("later");
        }

        // What is only supposed to be known later is not known earlier.
        Stance(Json(await Negsim.RunAsync("state", "asked", "--on", "2026-02-20", "--known-by", "2026-02-09", "--what-if", "later", "--json"))).ShouldBe("silent");
        Stance(Json(await Negsim.RunAsync("state", "asked", "--on", "2026-02-20", "--known-by", "2026-02-10", "--what-if", "later", "--json"))).ShouldBe("rejects");

        static string? Stance(JsonElement state) =>
            state.GetProperty("points").EnumerateArray().Single(p => p.GetProperty("point").GetString() == "OFFER/2").GetProperty("stances").GetProperty("DOCKERS").GetProperty("stance").GetString();
    }

    [Fact]
    public async Task Differ_from_their_base_alike_from_both_sides()
    {
        await HarbourAsync("sides");
        Write("later.yaml", Later.Replace("NAME", "sides"));
        await Negsim.RunAsync("whatif", "run", "later.yaml");

        var there = Json(await Negsim.RunAsync("diff", "sides", "real", "later", "--json"));
        var back = Json(await Negsim.RunAsync("diff", "sides", "later", "real", "--json"));
        there.GetProperty("firstDay").GetString().ShouldBe("2026-02-01");
        there.GetProperty("counts").GetProperty("points").GetInt32().ShouldBe(1);
        there.GetProperty("counts").GetProperty("pointsAtTheEnd").GetInt32().ShouldBe(0);
        there.GetProperty("counts").GetProperty("retimed").GetInt32().ShouldBe(1);
        back.GetProperty("counts").GetRawText().ShouldBe(there.GetProperty("counts").GetRawText());
        foreach (var (a, b) in Spans(there).Zip(Spans(back)))
        {
            a.GetProperty("a").GetRawText().ShouldBe(b.GetProperty("b").GetRawText());
            a.GetProperty("b").GetRawText().ShouldBe(b.GetProperty("a").GetRawText());
        }

        (await Negsim.RunAsync("diff", "sides", "later", "later")).Answer().ShouldBe("sides: later → later\nNo difference.\n");
        (await Negsim.RunAsync("diff", "sides", "later/base", "real")).Answer().ShouldEndWith("No difference.\n");
        (await Negsim.RunAsync("diff", "sides", "real", "later", "--on", "2026-02-08")).Answer().ShouldContain("Nothing stands differently.");
        (await Negsim.RunAsync("diff", "sides", "real", "later", "--from", "2026-01-01", "--to", "2026-01-31")).Answer().ShouldContain("No difference.");

        // The same timeline as known on two dates.
        var known = (await Negsim.RunAsync("diff", "sides", "real@2026-02-02", "real@2026-02-03", "--on", "2026-02-02", "--markdown")).Answer();
        known.ShouldStartWith("## sides: real@2026-02-02 → real@2026-02-03 on 2026-02-02\n");
        known.ShouldContain("| OFFER/2 | DOCKERS | 2026-02-01 | end | silent | ✗ rejects |");

        static IEnumerable<JsonElement> Spans(JsonElement diff) => diff.GetProperty("subjects").EnumerateArray().SelectMany(s => s.GetProperty("spans").EnumerateArray());
    }

    [Fact]
    public async Task Are_drawn_with_a_title_and_a_description()
    {
        await HarbourAsync("drawn");
        Write("later.yaml", Later.Replace("NAME", "drawn"));
        await Negsim.RunAsync("whatif", "run", "later.yaml");

        (await Negsim.RunAsync("diff", "drawn", "real", "later", "--svg", "picture.svg")).Answer();

        var svg = XDocument.Load(Path.Combine(_folder.FullName, "picture.svg")).Root.ShouldNotBeNull();
        svg.Name.LocalName.ShouldBe("svg");
        svg.Elements().First().Value.ShouldBe("drawn: real → later");
        svg.Elements().Skip(1).First().Value.ShouldStartWith("Upper half of each row: real. Lower half: later.");
        svg.Descendants().Where(e => e.Name.LocalName == "text").Select(e => e.Value).ShouldContain("✗ rejects");
        (await Negsim.RunAsync("diff", "drawn", "real", "later", "--svg", "-")).Answer().ShouldStartWith("<svg ");
    }

    [Fact]
    public async Task Are_drawn_with_what_is_disputed_or_began_before_and_a_legend_of_all_signs()
    {
        await HarbourAsync("denied");
        Write("denial.yaml", """
            negotiation: denied
            events:
              - id: union-denies
                type: denial-made
                occurred: 2026-02-12
                denies: [{event: dockers-reject}]
                claims: [{by: the union}]
            """);
        (await Negsim.RunAsync("record", "denied", "denial.yaml")).Code.ShouldBe(0);

        var svg = XDocument.Parse((await Negsim.RunAsync("diff", "denied", "real@2026-02-11", "real", "--from", "2026-02-05", "--svg", "-")).Answer()).Root.ShouldNotBeNull();

        var texts = svg.Descendants().Where(e => e.Name.LocalName == "text").Select(e => e.Value).ToList();
        texts.ShouldContain("◂ ✗ rejects ⚠ disputed");
        texts.ShouldContain("disputed: somebody denies it");
        texts.ShouldContain("began before the left edge");
        foreach (var letter in texts.Where(t => t.Length == 1 && char.IsAsciiLetter(t[0])))
        {
            texts.ShouldContain(t => t.Length > 1 && t.StartsWith(letter, StringComparison.OrdinalIgnoreCase));
        }
    }

    [Fact]
    public async Task On_what_was_known_by_a_day_name_that_day_with_their_base()
    {
        await HarbourAsync("known");
        Write("later.yaml", Later.Replace("NAME", "known\nknownBy: 2026-02-10"));

        (await Negsim.RunAsync("whatif", "run", "later.yaml")).Output.ShouldContain("known: real@2026-02-10 → later\n");
        (await Negsim.RunAsync("whatif", "list", "known")).Answer().ShouldContain(" real@2026-02-10 ");
    }

    [Fact]
    public async Task That_are_wrong_are_told_line_by_line_and_not_recorded()
    {
        await HarbourAsync("wrong");
        (string Edit, string At)[] wrong =
        [
            ("  - {why: w, remove: {event: docker-reject}}", "7:22: edits[0].remove: expected to find 1 with event docker-reject, found no event; did you mean 'dockers-reject'?"),
            ("  - {why: w, remove: {party: CITY}}", "7:22: edits[0].remove: expected to find 1 with party CITY, found "),
            ("  - {why: w, remove: {event: opened}}", "7:22: edits[0].remove: 'opened' is of 2026-01-10, before the fork on 2026-01-20"),
            ("  - {why: w, retime: {event: dockers-reject}, days: -30}", "7:53: edits[0].days: "),
            ("  - {why: w, retime: {event: dockers-reject}}", "7:5: edits[0]: expected exactly one of to, days"),
            ("  - {why: w, remove: {event: dockers-reject}}\n  - {why: w, retime: {event: dockers-reject}, days: 1}", "8:22: edits[1].retime: 'dockers-reject' is edited by edits[0] already"),
            ("  - {why: w, insert: {id: said, type: statement-made, occurred: 2026-02-02, title: x, party: CITTY}}", "7:94: edits[0].insert.party: there is no party 'CITTY'; did you mean 'CITY'?"),
            ("  - {why: w, remoove: {event: opened}}", "7:14: unknown key 'remoove' in edit; did you mean 'remove'?"),
            ("  - {remove: {event: dockers-reject}}", "7:5: edit without 'why'"),
            ("  []\nrules:\n  - name: again\n    why: w\n    when: {type: statement-made}\n    atMost: 9\n    then: [{afterDays: 1, event: {id: echo, type: statement-made, occurred: unknown, title: x}}]\nx: 1", "14:1: unknown key 'x'"),
        ];
        foreach (var (edit, at) in wrong)
        {
            Write("wrong.yaml", $"name: wrong\nwhy: w\nnegotiation: wrong\n\nfork: 2026-01-20\nedits:\n{edit}\n");
            (await Negsim.RunAsync("whatif", "run", "wrong.yaml")).Message(code: 2).ShouldContain(at);
        }

        (string File, string At)[] files =
        [
            (Later.Replace("NAME", "wrong").Replace("fork: 2026-01-20", "fork: 2027-01-01"), "5:7: fork: 2027-01-01 lies outside the history"),
            (Later.Replace("NAME", "wrongs"), "4:14: There is no negotiation 'wrongs': did you mean 'wrong'?"),
            (Later.Replace("NAME", "wrong").Replace("name: later", "name: real"), "2:7: name: 'real' is what the timeline without a what-if is called"),
            (Later.Replace("NAME", "wrong\nof: later"), "5:5: of: what-ifs in a circle (later -> later)"),
            (Later.Replace("NAME", "wrong\nof: nothing"), "5:5: of: there is no what-if 'nothing' of wrong"),
            (Later.Replace("NAME", "wrong") + """

                  - why: An echo
                    insert: {id: said, type: statement-made, occurred: 2026-02-02, title: x}
                rules:
                  - name: echo
                    why: Every statement is followed by another
                    when: {type: statement-made}
                    atMost: 9
                    then: [{afterDays: 1, event: {id: echo, type: statement-made, occurred: unknown, title: x}}]
                """, "13:5: rules[0]: 'echo' sets itself off again (said -> echo-1)"),
        ];
        foreach (var (file, at) in files)
        {
            Write("wrong.yaml", file);
            (await Negsim.RunAsync("whatif", "run", "wrong.yaml")).Message(code: 2).ShouldContain(at);
        }

        (await CountAsync("wrong")).ShouldBe(0);
    }

    [Fact]
    public async Task That_fail_exit_with_3_and_those_that_drop_say_what()
    {
        await HarbourAsync("policies");
        Write("untabled.yaml", """
            name: untabled
            why: The offer is never tabled
            negotiation: policies
            fork: 2026-01-20
            policy: fail
            edits:
              - {why: The city keeps it back, remove: {event: offer-tabled}}
            """);

        var failed = await Negsim.RunAsync("whatif", "run", "untabled.yaml");
        failed.Code.ShouldBe(3);
        failed.Output.ShouldContain("stance-before-tabled");
        failed.Errors.ShouldContain("Nothing was recorded.");
        (await CountAsync("policies")).ShouldBe(0);

        var dropped = Json(await Negsim.RunAsync("whatif", "run", "untabled.yaml", "--policy", "drop", "--dry-run", "--json"), isSilent: false);
        dropped.GetProperty("dropped").EnumerateArray().Select(d => d.GetProperty("event").GetString()).ShouldBe(["dockers-reject", "city-suspends"]);
        dropped.GetProperty("conflicts").GetArrayLength().ShouldBe(0);
        (await Negsim.RunAsync("whatif", "run", "untabled.yaml", "--policy", "perhaps")).Message(code: 2).ShouldContain("'perhaps' is not a policy");
    }

    [Fact]
    public async Task Of_a_folder_are_compared_in_one_table_and_recorded_all_or_none()
    {
        await HarbourAsync("sets");
        var later = Later.Replace("NAME", "sets");
        Directory.CreateDirectory(Path.Combine(_folder.FullName, "set"));
        Write("set/a-upper.yaml", later.Replace("name: later", "name: upper\nof: lower").Replace("days: 7", "days: 9"));
        Write("set/b-lower.yaml", later.Replace("name: later", "name: lower"));
        Write("set/c-wrong.yaml", later.Replace("name: later", "name: wrong").Replace("dockers-reject", "nobody"));

        (await Negsim.RunAsync("whatif", "run", "--all", "set")).Message(code: 2).ShouldContain("c-wrong.yaml:8:13: ");
        (await CountAsync("sets")).ShouldBe(0);

        File.Delete(Path.Combine(_folder.FullName, "set/c-wrong.yaml"));
        var rows = Json(await Negsim.RunAsync("whatif", "run", "--all", "set", "--json"), isSilent: false).GetProperty("whatIfs");
        rows.EnumerateArray().Select(r => r.GetProperty("whatIf").GetString()).ShouldBe(["lower", "upper"]);
        (await CountAsync("sets")).ShouldBe(4);
        (await Negsim.RunAsync("whatif", "run", "--all", "set")).Errors.ShouldBe("2 unchanged, 0 failed\n");

        Write("set/b-lower.yaml", later.Replace("name: later", "name: lower\nof: upper"));
        (await Negsim.RunAsync("whatif", "run", "--all", "set")).Message(code: 2).ShouldContain("what-ifs in a circle");
    }

    [Fact]
    public async Task Varied_over_a_range_show_where_the_outcome_flips()
    {
        await HarbourAsync("grid");
        Write("more.yaml", "negotiation: grid\nevents:\n  - {id: dockers-open, type: stance-declared, occurred: 2026-02-05, party: DOCKERS, points: [OFFER/2], stance: open, claims: [{by: the union}]}\n");
        await Negsim.RunAsync("record", "grid", "more.yaml");
        Write("later.yaml", Later.Replace("NAME", "grid"));

        var ranges = Json(await Negsim.RunAsync("whatif", "run", "later.yaml", "--grid", "edits[0].days=0..30", "--json"), isSilent: false).GetProperty("ranges");

        ranges.EnumerateArray().Select(r => (r.GetProperty("first").GetString(), r.GetProperty("last").GetString(), r.GetProperty("outcome").GetProperty("points").GetInt32()))
            .ShouldBe([("0", "3", 0), ("4", "9", 1), ("10", "30", 1)]);
        (await CountAsync("grid")).ShouldBe(0);
        (await Negsim.RunAsync("whatif", "run", "later.yaml", "--grid", "edits[1].days=0..30")).Message(code: 2).ShouldContain("has 1 edit, counted from 0");
        (await Negsim.RunAsync("whatif", "run", "later.yaml", "--grid", "days=0..30")).Message(code: 2).ShouldContain("expected 'edits[0].days=0..30'");
    }

    [Fact]
    public async Task Varied_build_on_what_is_recorded_of_them_also_when_the_value_in_the_file_is_not_possible()
    {
        await HarbourAsync("grid-pinned");
        Write("later.yaml", Later.Replace("NAME", "grid-pinned"));
        await Negsim.RunAsync("whatif", "run", "later.yaml");
        Write("more.yaml", "negotiation: grid-pinned\nevents:\n  - {id: dockers-open, type: stance-declared, occurred: 2026-02-05, party: DOCKERS, points: [OFFER/2], stance: open, claims: [{by: the union}]}\n");
        await Negsim.RunAsync("record", "grid-pinned", "more.yaml");
        Write("later.yaml", Later.Replace("NAME", "grid-pinned").Replace("days: 7", "days: -70"));

        Json(await Negsim.RunAsync("whatif", "run", "later.yaml", "--grid", "edits[0].days=0..3", "--json"), isSilent: false).GetProperty("events").GetInt32().ShouldBe(5); // there are 6 by now
    }

    [Fact]
    public async Task With_a_rule_on_the_calendar_answer_to_a_date_that_passes_and_compare_what_is_arranged()
    {
        await HarbourAsync("calendar");
        Write("late.yaml", """
            name: late
            why: The union said that it would strike if nothing was agreed by the end of the month. Would it matter to anybody, or would the talks be suspended all the same?
            negotiation: calendar
            fork: 2026-01-20
            edits:
              - why: A date is set
                insert: {id: date-set, type: deadline-set, occurred: 2026-01-21, deadline: spring, for: 2026-02-05}
            rules:
              - name: no-agreement
                why: The union said so
                at: {date: 2026-01-31}
                while: [{version: OFFER, statuses: [drafted, tabled]}]
                then: [{event: {id: strike, type: incident-occurred, occurred: unknown, title: Nobody works}}]
            """);

        var run = await Negsim.RunAsync("whatif", "run", "late.yaml");
        run.Output.ShouldContain("no-agreement, set off at the end of 2026-01-31: The union said so");
        run.Output.ShouldContain("2026-01-31  strike-1 (incident-occurred): Nobody works");
        Write("never.yaml", "name: never\nwhy: x\nnegotiation: calendar\nfork: 2026-01-20\nrules:\n  - {name: silent, why: x, at: {date: 2026-01-31}, while: [{version: OFFER, statuses: [agreed]}], then: [{event: {id: strike, type: incident-occurred, occurred: unknown, title: x}}]}\n");
        (await Negsim.RunAsync("whatif", "run", "never.yaml", "--dry-run")).Output.ShouldContain("Nothing set off: silent");
        run.Output.ShouldContain("Also differ: 1 deadline (1 at the end).");

        var part = Json(await Negsim.RunAsync("diff", "calendar", "real", "late", "--json")).GetProperty("parts").EnumerateArray().ShouldHaveSingleItem();
        part.GetProperty("spans")[0].GetProperty("from").GetString().ShouldBe("2026-01-21");
        (await Negsim.RunAsync("diff", "calendar", "late", "real", "--markdown")).Answer().ShouldContain("| deadline spring | 2026-01-21 | end | set, for 2026-02-05 | not there |");
        (await Negsim.RunAsync("diff", "calendar", "real", "late", "--svg", "-")).Answer().ShouldContain("set, for 2026-02-05, from 2026-01-21 on");

        const string brief = "The union said that it would strike if nothing was agreed by the end of the…";
        (await Negsim.RunAsync("whatif", "list", "calendar", "--json")).Answer().ShouldContain("suspended all the same?");
        Flat((await Negsim.RunAsync("whatif", "list", "calendar")).Answer()).ShouldNotContain("suspended all the same");
        new Glyphs(ascii: false).Brief("The union said that it would strike if nothing was agreed by the end of the month.").ShouldBe(brief);
        new Glyphs(ascii: true).Brief("Why not? Because.").ShouldBe("Why not?");

        static string Flat(string text) => string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
    }

    [Fact]
    public async Task Are_rebased_and_deleted_by_their_names()
    {
        await HarbourAsync("names");
        var later = Later.Replace("NAME", "names");
        Write("lower.yaml", later.Replace("name: later", "name: lower"));
        Write("upper.yaml", later.Replace("name: later", "name: upper\nof: lower"));
        await Negsim.RunAsync("whatif", "run", "lower.yaml");
        await Negsim.RunAsync("whatif", "run", "upper.yaml");
        Write("more.yaml", "negotiation: names\nevents:\n  - {id: city-accepts, type: stance-declared, occurred: 2026-02-05, party: CITY, points: [OFFER/2], stance: accepts, claims: [{by: the city}]}\n");
        await Negsim.RunAsync("record", "names", "more.yaml");

        (await Negsim.RunAsync("whatif", "list", "names")).Answer().ShouldContain(" as lower is; rebase that first\n");
        (await Negsim.RunAsync("whatif", "rebase", "names", "upper", "--dry-run")).Errors.ShouldBe(
            "upper builds on the present of lower already.\nlower, which is under it, is behind what is recorded: rebase that first, with 'negsim whatif rebase names lower'.\n");
        var shown = await Negsim.RunAsync("whatif", "rebase", "names", "lower", "--dry-run");
        shown.Output.ShouldContain("city-accepts");
        shown.Errors.ShouldBe("Dry run, nothing was changed.\n");
        (await Negsim.RunAsync("whatif", "rebase", "names", "lower")).Errors.ShouldBe("lower builds on 6 events now; it was 5.\n");
        (await Negsim.RunAsync("whatif", "rebase", "names", "lower")).Errors.ShouldBe("lower builds on the present already.\n");
        (await Negsim.RunAsync("whatif", "list", "names")).Answer().ShouldContain(" 1 event\n");
        (await Negsim.RunAsync("whatif", "show", "names", "lowr")).Message(code: 2).ShouldBe("names has no what-if 'lowr': did you mean 'lower'?\n");

        (await Negsim.RunAsync("whatif", "delete", "names", "upper")).Message(code: 2).ShouldContain("add --yes");
        (await Negsim.RunAsync("whatif", "delete", "names", "lower", "--yes")).Message(code: 3).ShouldContain("upper builds on it");
        (await Negsim.RunAsync("whatif", "delete", "names", "upper", "--yes")).Answer().ShouldBe("names: what-if upper deleted\n");
        (await Negsim.RunAsync("delete", "names", "--yes")).Code.ShouldBe(0);
        (await CountAsync("names")).ShouldBe(0);
    }

    [Fact]
    public async Task Of_the_README_replay_as_they_stand_there()
    {
        var readme = Committed.Text("scenarios/README.md");
        Write("negotiation.yaml", Example(readme, "## An example to copy"));
        Write("what-if.yaml", Example(readme, "## What-ifs"));
        (await Negsim.RunAsync("import", "negotiation.yaml")).Code.ShouldBe(0);

        var answer = Json(await Negsim.RunAsync("whatif", "run", "what-if.yaml", "--json"), isSilent: false);

        answer.GetProperty("consequences").EnumerateArray().ShouldHaveSingleItem().GetProperty("events")[0].GetProperty("occurred").GetString().ShouldBe("2026-01-23");
        answer.GetProperty("conflicts").GetArrayLength().ShouldBe(0);
        answer.GetProperty("difference").GetProperty("firstDay").GetString().ShouldBe("2026-01-23");

        static string Example(string text, string heading)
        {
            const string start = "```yaml\n";
            var from = text.IndexOf(start, text.IndexOf(heading, StringComparison.Ordinal), StringComparison.Ordinal) + start.Length;
            return text[from..text.IndexOf("```", from, StringComparison.Ordinal)];
        }
    }

    private async Task HarbourAsync(string name)
    {
        Write("harbour.yaml", Harbour.Scenario(name) + Suspended);
        (await Negsim.RunAsync("import", "harbour.yaml")).Code.ShouldBe(0);
    }

    private void Write(string file, string text) => File.WriteAllText(Path.Combine(_folder.FullName, file), text);

    private async Task<long> CountAsync(string negotiation) =>
        (await database.QueryAsync<long>($"select count(*) from negsim.mt_events where stream_id like 'whatif/{negotiation}/%'"))[0];

    private static JsonElement Json(Outcome outcome, bool isSilent = true) =>
        JsonDocument.Parse(isSilent ? outcome.Answer() : outcome.Output).RootElement;
}
