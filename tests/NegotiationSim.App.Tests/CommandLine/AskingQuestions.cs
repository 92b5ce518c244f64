using System.Diagnostics;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace NegotiationSim.App.Tests.CommandLine;

[Collection(nameof(SmallNegotiation))]
public sealed class AskingQuestions(SmallNegotiation small)
{
    [Fact]
    public async Task A_date_may_be_today_or_days_ago_or_an_event()
    {
        var today = DateTime.UtcNow.Date; // the program's clock; a run over midnight is the only doubt
        await Means($"{today:yyyy-MM-dd}", "--on", "today");
        await Means($"{today.AddDays(-3):yyyy-MM-dd}", "--on", "-3d");
        await Means($"{today.AddDays(-3):yyyy-MM-dd}", "--on=-3d");
        await Means("2026-02-03", "--on", "2026-02-03");
        await Means("2026-01-24", "--on", "@city-accepts-committee"); // as corrected

        async Task Means(string day, params string[] on) =>
            (await small.Negsim.RunAsync(["state", "small", .. on])).Answer().Split('\n')[0].ShouldStartWith($"small on {day} (");
    }

    [Theory]
    [InlineData("state smal", "There is no negotiation 'smal': did you mean 'small'?")]
    [InlineData("state elsewhere", "There is no negotiation 'elsewhere': there are small")]
    [InlineData("state small --point OFFER-1/4", "small has no point 'OFFER-1/4': did you mean 'OFFER-1/1'?")]
    [InlineData("explain small --meeting dinner", "small has no meeting 'dinner': there are round-1, visit")]
    [InlineData("state small --on @offer-table", "There is no event 'offer-table' in force in small; did you mean '@offer-tabled'?")]
    [InlineData("state small --on @rumour", "The event 'rumour' has no known date.")]
    [InlineData("replay small --from 2026-02-01 --to 2026-01-01", "--from 2026-02-01 lies after --to 2026-01-01")]
    [InlineData("explain small", "Name exactly one of --point, --version, --issue, --meeting, --event.")]
    [InlineData("explain small --point OFFER-1/1 --event rumour", "Name exactly one of --point, --version, --issue, --meeting, --event.")]
    [InlineData("explain small --event rumour --on 2026-02-01", "An event is the same for every party and on every date: leave --party and --on out.")]
    [InlineData("explain small --event city-acc", "small has no event 'city-acc': did you mean 'city-accepts-committee'?")]
    [InlineData("delete small", "This would delete small with its 19 events. Keep them with 'negsim export small > small.yaml'; to delete, add --yes.")]
    public async Task About_what_is_not_there_is_told_with_the_nearest_that_is(string line, string message) =>
        (await small.Negsim.RunAsync(line.Split(' '))).Message(code: 2).ShouldBe(message + "\n");

    [Theory]
    [InlineData("--version OFFER-1 --on 2026-01-11")]
    [InlineData("--point OFFER-1/1 --on 2026-01-11")]
    [InlineData("--version OFFER-1 --known-by 2026-01-11")]
    public async Task A_state_of_what_is_not_known_yet_says_so(string question) =>
        (await small.Negsim.RunAsync(["state", "small", .. question.Split(' ')])).Answer().ShouldContain("\nNothing is known of it by then.\n");

    [Theory]
    [InlineData("--on 2026-01-24 --known-by 2026-01-24", null)]
    [InlineData("--on 2026-01-29", "1 of these stances became known only after 2026-01-29; --known-by 2026-01-29 leaves it out")]
    [InlineData("--on 2026-01-29 --point OFFER-1/3", null)]
    [InlineData("--on 2026-01-20", "1 event behind this became known only after 2026-01-20; --known-by 2026-01-20 leaves it out")]
    [InlineData("--on 2026-02-12", null)]
    [InlineData("--on 2026-03-01", "2026-03-01 lies after the last event, of 2026-02-12: nothing is recorded of the days between")]
    [InlineData("--on 2026-01-09", "2026-01-09 lies before the first event, of 2026-01-10")]
    [InlineData("--on 2026-01-30 --known-by 2026-01-20", null)]
    public async Task A_date_outside_the_events_or_a_state_with_hindsight_is_noted(string dates, string? note)
    {
        var last = (await small.Negsim.RunAsync(["state", "small", .. dates.Split(' ')])).Answer().TrimEnd('\n').Split('\n')[^1];
        if (note is null)
        {
            last.ShouldNotContain("became known");
            last.ShouldNotContain(" lies ");
        }
        else
        {
            last.ShouldBe(note);
        }
    }

    [Fact]
    public async Task A_state_as_JSON_has_the_documented_members()
    {
        var state = await JsonAsync("state", "small", "--json");

        Members(state).ShouldBe(
            ["negotiation", "on", "knownBy", "whatIf", "talks", "required", "points", "issues", "versions", "meetings", "deadlines", "packages", "conflicts", "undated"]);
        var point = state.GetProperty("points")[0];
        Members(point).ShouldBe(["point", "version", "issue", "title", "status", "provisional", "bracketed", "stances", "unnamed", "subPoints"]);
        Members(point.GetProperty("stances")).ShouldBe(["CITY", "DOCKERS", "PORT"]);
        foreach (var cell in point.GetProperty("stances").EnumerateObject())
        {
            Members(cell.Value).ShouldBe(["stance", "condition", "since", "certainty", "disputed", "provisional", "events", "possible"]);
        }

        Members(state.GetProperty("issues")[0]).ShouldBe(["issue", "title", "stances"]);
        var version = state.GetProperty("versions")[0];
        Members(version).ShouldBe(
            ["version", "name", "plan", "pointCount", "pointsKnown", "status", "supersededBy", "between", "signatories", "stances", "unnamed"]);
        Members(version.GetProperty("unnamed")[0]).ShouldBe(
            ["id", "party", "stance", "atLeast", "atMost", "except", "condition", "since", "certainty", "disputed", "events"]);
        Members(state.GetProperty("conflicts")[0]).ShouldBe(["rule", "event", "day", "message"]);
    }

    [Fact]
    public async Task A_possible_stance_is_dated_from_the_first_day_to_the_day_it_counts()
    {
        // No event of the small negotiation has a named point and a span of days, so the set is asked about.
        var replay = await JsonAsync("replay", "small", "--json");

        replay.GetProperty("steps").EnumerateArray()
            .Where(s => s.GetProperty("event").GetProperty("id").GetString() == "dockers-reject-some")
            .Select(s => (s.GetProperty("day").GetString(), s.GetProperty("possible").GetBoolean()))
            .ShouldBe([("2026-01-20", true), ("2026-01-25", false)]);
    }

    [Fact]
    public async Task A_list_as_JSON_has_the_documented_members()
    {
        var list = await JsonAsync("list", "--json");

        Members(list).ShouldBe(["negotiations"]);
        Members(list.GetProperty("negotiations")[0]).ShouldBe(["negotiation", "title", "events", "from", "to", "versions"]);
    }

    [Fact]
    public async Task Messages_go_to_standard_error_and_only_the_answer_to_standard_output()
    {
        var run = await small.Negsim.RunAsync("run", "small", "--json");

        run.Code.ShouldBe(0);
        run.Errors.ShouldBe("small: nothing new, 19 events recorded before\n");
        JsonDocument.Parse(run.Output).RootElement.GetProperty("negotiation").GetString().ShouldBe("small");
    }

    [Fact]
    public async Task What_goes_to_a_pipe_has_no_escape_codes()
    {
        var state = (await small.Negsim.RunAsync("state", "small")).Answer();

        state.ShouldNotContain('\e');
        state.ShouldContain("[red]Exceptions[/]"); // recorded words are no markup
    }

    [Theory]
    [InlineData(null, true)]
    [InlineData("1", false)]
    public async Task A_terminal_gets_its_width_and_colours_unless_NO_COLOR_forbids(string? noColor, bool isStyled)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "uses the script command of Linux");
        const int columns = 90;
        var start = small.Negsim.With("NO_COLOR", noColor).StartInfo(
            "script", "--quiet", "--return", "--command", $"stty cols {columns}; '{Negsim.Program}' state small", "/dev/null");
        using var script = Process.Start(start)!;
        var screen = await script.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);

        screen.Contains("\e[1m", StringComparison.Ordinal).ShouldBe(isStyled);
        screen.ShouldNotContain("\e[?1h"); // what keys send is the reader's own affair
        Regex.Replace(screen, "\e[^a-z=]*[a-z=]", "").Split('\n').ShouldAllBe(line => line.TrimEnd('\r').Length <= columns);
    }

    [Fact]
    public async Task A_reader_that_leaves_early_is_no_failure()
    {
        using var schema = small.Negsim.Start("schema"); // more than a pipe holds
        await schema.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken);
        schema.StandardOutput.Close();

        (await schema.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken)).ShouldBeEmpty();
        await schema.WaitForExitAsync(TestContext.Current.CancellationToken);
        schema.ExitCode.ShouldBe(0);
    }

    [Fact]
    public async Task Bash_completes_verbs_options_and_values()
    {
        Assert.SkipUnless(File.Exists("/bin/bash"), "bash is not here");
        await Completes("st", "state");
        await Completes("state --kn", "--known-by");
        await Completes("export small --format ", "csv ndjson yaml");

        async Task Completes(string words, string expected)
        {
            var script = $$"""
                PATH="{{Path.GetDirectoryName(Negsim.Program)}}:$PATH"
                eval "$(negsim completion bash)"
                COMP_LINE='negsim {{words}}' COMP_POINT={{"negsim ".Length + words.Length}}
                _negsim negsim '{{words.Split(' ')[^1]}}'
                echo "${COMPREPLY[@]}"
                """;
            using var bash = Process.Start(small.Negsim.StartInfo("/bin/bash", "-c", script))!;
            (await bash.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken)).ShouldBe(expected + "\n");
        }
    }

    private async Task<JsonElement> JsonAsync(params string[] arguments) =>
        JsonDocument.Parse((await small.Negsim.RunAsync(arguments)).Answer()).RootElement;

    private static string[] Members(JsonElement element) => [.. element.EnumerateObject().Select(m => m.Name)];
}
