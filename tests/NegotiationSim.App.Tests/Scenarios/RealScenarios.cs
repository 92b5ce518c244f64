using System.Text.RegularExpressions;
using NegotiationSim.Domain;
using static NegotiationSim.App.Tests.Scenarios.RealScenario;

namespace NegotiationSim.App.Tests.Scenarios;

/// <summary>What holds for the data of every scenario in the repository, and what its README promises about it.</summary>
public sealed partial class RealScenarios
{
    private const int LongestTitle = 160;

    /// <summary>Words that take a side. They may stand in what somebody is quoted with, never in the names of things.</summary>
    private static readonly string[] Loaded =
        ["aggressor", "bandit", "guerrilla", "invader", "junta", "liberat", "militia", "narco", "occupier", "puppet", "rebel", "regime", "separatist", "terror"];

    public static TheoryData<string> Folders => ["ukraine-2025", "colombia-farc"];

    [Theory]
    [MemberData(nameof(Folders))]
    public void Every_event_has_a_claim_that_says_who_or_where(string folder)
    {
        foreach (var e in Of(folder).Ledger.Events)
        {
            e.Malformed().ShouldBeEmpty(e.Id.Value);
            e.Claims.ShouldNotBeEmpty(e.Id.Value);
            e.Claims.ShouldAllBe(c => c.By == "editor" ? c.Reason != null : c.Via != null, e.Id.Value);
            e.Title.ShouldNotBeNullOrWhiteSpace(e.Id.Value);
        }
    }

    [Theory]
    [MemberData(nameof(Folders))]
    public void Every_address_is_absolute(string folder)
    {
        foreach (var (id, url) in Of(folder).Ledger.Events.SelectMany(e => e.Claims.SelectMany(c => new[] { c.Url, c.Archive }).Select(u => (e.Id, u))))
        {
            if (url is not null)
            {
                Uri.TryCreate(url, UriKind.Absolute, out var address).ShouldBeTrue($"{id}: {url}");
                (address!.Scheme is "http" or "https" && address.Host.Contains('.')).ShouldBeTrue($"{id}: {url}");
            }
        }
    }

    [Theory]
    [InlineData("ukraine-2025", "Article of 4-5 December 2025 (undated, inferred)")]
    [InlineData("colombia-farc", null)]
    public void Only_the_editor_and_the_article_speak_without_an_address(string folder, string? withoutAddress) =>
        Of(folder).Ledger.Events.SelectMany(e => e.Claims).Where(c => c.Url is null)
            .ShouldAllBe(c => c.By == "editor" || (withoutAddress != null && c.Via == withoutAddress));

    [Theory]
    [MemberData(nameof(Folders))]
    public void No_title_is_longer_than_a_line(string folder)
    {
        foreach (var e in Of(folder).Ledger.Events.SelectMany(e => e is EventCorrected c ? [e, c.Instead] : new[] { e }))
        {
            e.Title!.Length.ShouldBeLessThanOrEqualTo(LongestTitle, e.Id.Value);
        }
    }

    [Theory]
    [MemberData(nameof(Folders))]
    public void No_date_is_a_slip_of_the_century(string folder)
    {
        var scenario = Of(folder);
        foreach (var e in scenario.Ledger.Events)
        {
            e.Claims.Select(e.KnownFrom).ShouldAllBe(known => known >= new DateOnly(2000, 1, 1) && known < new DateOnly(2030, 1, 1), e.Id.Value);
        }

        scenario.Whole.FirstDay!.Value.Year.ShouldBeGreaterThan(2000);
    }

    [Theory]
    [MemberData(nameof(Folders))]
    public void Every_cause_comes_before_its_effect(string folder)
    {
        var scenario = Of(folder);
        var place = scenario.Whole.Events.Select((e, i) => (e.Id, i)).ToDictionary(x => x.Id, x => x.i);
        foreach (var effect in scenario.Whole.Events)
        {
            foreach (var cause in effect.Event.Because)
            {
                place.ContainsKey(cause).ShouldBeTrue($"{effect.Id} because of {cause}, which has no date");
                place[cause].ShouldBeLessThan(place[effect.Id], $"{effect.Id} because of {cause}");
            }
        }
    }

    [Fact]
    public void Ukraine_has_the_four_oddities_that_its_README_explains()
    {
        Ukraine.Whole.Conflicts.Select(c => (c.Rule, c.Event.Value)).ShouldBe(
        [
            ("cancelled-never-scheduled", "ankara-cancelled"),
            ("stance-before-tabled", "rus-rejects-e3-28"),
            ("cancelled-never-scheduled", "brussels-cancelled"),
            ("cancelled-never-scheduled", "march-round-postponed"),
        ]);
    }

    [Fact]
    public void Colombia_has_none() => Colombia.Whole.Conflicts.ShouldBeEmpty();

    [Theory]
    [MemberData(nameof(Folders))]
    public void No_earlier_state_of_knowledge_has_other_oddities(string folder)
    {
        var scenario = Of(folder);
        var expected = scenario.Whole.Conflicts.Select(c => (c.Rule, c.Event)).ToList();
        foreach (var day in scenario.Ledger.Events.SelectMany(e => e.Claims.Select(e.KnownFrom)).OfType<DateOnly>().Distinct())
        {
            Timeline.Of(scenario.Ledger, day).Conflicts.Select(c => (c.Rule, c.Event)).Except(expected)
                .ShouldBeEmpty($"known by {day:O}");
        }
    }

    [Theory]
    [MemberData(nameof(Folders))]
    public void Names_of_parties_people_issues_texts_and_points_take_no_side(string folder)
    {
        var state = Of(folder).Whole.On(DateOnly.MaxValue);
        var names = state.Parties.Select(p => p.Name)
            .Concat(state.People.Values.Select(p => $"{p.Name} {p.Role}"))
            .Concat(state.Issues.Values.Select(i => i.Issue.Title))
            .Concat(state.Versions.Values.Select(v => v.Name))
            .Concat(state.Points.Values.Select(p => $"{p.Point.Title} {p.Point.Summary}"));
        foreach (var name in names)
        {
            Loaded.ShouldAllBe(word => !name.Contains(word, StringComparison.OrdinalIgnoreCase), name);
        }
    }

    [Theory]
    [MemberData(nameof(Folders))]
    public void Who_speaks_for_a_party_is_of_that_party(string folder)
    {
        var scenario = Of(folder);
        var people = scenario.Whole.On(DateOnly.MaxValue).People;
        foreach (var statement in scenario.Ledger.Events.OfType<StatementMade>().Where(s => s.Person is not null))
        {
            people[statement.Person!.Value].Party.ShouldBe(statement.Party, statement.Id.Value);
        }
    }

    [Theory]
    [InlineData("ukraine-2025", 'S', 64)]
    [InlineData("ukraine-2025", 'X', 86)]
    [InlineData("ukraine-2025", 'K', 16)]
    [InlineData("colombia-farc", 'C', 54)]
    public void The_README_accounts_for_every_note_with_events_that_exist(string folder, char letter, int last)
    {
        var scenario = Of(folder);
        var rows = Accounted(scenario.Readme, letter);
        rows.Keys.Order(StringComparer.Ordinal).ShouldBe(Enumerable.Range(1, last).Select(i => Note(letter, i)));
        foreach (var (note, named) in rows)
        {
            var events = named.Where(id => scenario.Ledger.Find(new EventId(id)) is not null).ToList();
            events.ShouldNotBeEmpty(note);
            named.Except(events).Where(name => !IsVersionOrType(name)).ShouldBeEmpty(note);
        }

        bool IsVersionOrType(string name) =>
            letter == 'K' && (scenario.Whole.On(DateOnly.MaxValue).Versions.ContainsKey(new VersionId(name)) || name == "package-proposed");
    }

    [Theory]
    [InlineData('S')]
    [InlineData('X')]
    [InlineData('K')]
    public void The_numbers_beside_the_events_are_those_of_the_README(char letter)
    {
        var beside = EventLine().Matches(Ukraine.Yaml)
            .SelectMany(m => m.Groups["notes"].Value.Split(' ').Where(n => n.StartsWith(letter)).Select(n => (Note: n, Event: m.Groups["id"].Value)))
            .ToLookup(x => x.Note, x => x.Event);
        foreach (var (note, named) in Accounted(Ukraine.Readme, letter))
        {
            beside[note].ShouldBe(named.Where(id => Ukraine.Ledger.Find(new EventId(id)) is not null), ignoreOrder: true, note);
        }

        beside.Select(g => g.Key).Except(Accounted(Ukraine.Readme, letter).Keys).ShouldBeEmpty();
    }

    [Theory]
    [MemberData(nameof(Folders))]
    public void The_README_counts_the_events_right(string folder) =>
        Of(folder).Readme.ShouldContain($"{Of(folder).Ledger.Count} events");

    /// <summary>The rows of a README's tables by the notes in the first column (`S16, S17`, `S38 to S40`): what the last column names.</summary>
    private static Dictionary<string, string[]> Accounted(string readme, char letter)
    {
        var rows = new Dictionary<string, string[]>();
        foreach (Match row in Row().Matches(readme))
        {
            var numbers = Number().Matches(row.Groups["notes"].Value).Where(m => m.Value[0] == letter).Select(m => int.Parse(m.Value[1..])).ToList();
            if (numbers.Count == 2 && row.Groups["notes"].Value.Contains(" to ", StringComparison.Ordinal))
            {
                numbers = [.. Enumerable.Range(numbers[0], numbers[1] - numbers[0] + 1)];
            }

            foreach (var number in numbers)
            {
                rows.Add(Note(letter, number), [.. Quoted().Matches(row.Groups["events"].Value).Select(m => m.Groups[1].Value)]);
            }
        }

        return rows;
    }

    private static string Note(char letter, int number) => $"{letter}{number.ToString(letter == 'X' ? "000" : "00")}";

    [GeneratedRegex(@"^\| (?<notes>[SXKC]\d[^|]*?) \|(?:[^|]*\|)? (?<events>[^|]*) \|$", RegexOptions.Multiline)]
    private static partial Regex Row();

    [GeneratedRegex(@"[SXKC]\d+")]
    private static partial Regex Number();

    [GeneratedRegex("`([^`]+)`")]
    private static partial Regex Quoted();

    [GeneratedRegex(@"^  - id: (?<id>\S+)(?: # (?<notes>.*))?$", RegexOptions.Multiline)]
    private static partial Regex EventLine();
}
