using System.Text;
using NegotiationSim.App.ScenarioFiles;
using NegotiationSim.Domain;

namespace NegotiationSim.App.Tests.ScenarioFiles;

public sealed class ErrorsInAFile
{
    /// <summary>A file that is right up to its event; what a test adds to it stands from line 8, in column 5.</summary>
    private const string Start = """
        negotiation: ukraine-2025
        events:
          - id: e1
            type: stance-declared
            occurred: 2025-12-02
            party: RUS
            claims: [{by: editor}]

        """;

    [Theory]
    [InlineData("stanse: rejects\npoints: [US-28/1]", "8:5: unknown key 'stanse' in stance-declared; did you mean 'stance'?", "3:5: stance-declared without 'stance'; expected one of silent, accepts, accepts-conditionally, open, objects-to-wording, rejects, undisclosed")]
    [InlineData("stance: reject\npoints: [US-28/1]", "8:13: stance: found 'reject', expected one of silent, accepts, accepts-conditionally, open, objects-to-wording, rejects, undisclosed; did you mean 'rejects'?")]
    [InlineData("stance: rejects\npoints: US-28/1", "9:13: points: found 'US-28/1', expected a list, such as [US-28/1]")]
    [InlineData("stance: rejects\npoints: [US-28/1, US28]", "9:23: points: found 'US28', expected a point: its version, a slash and its number, such as US-28/21 or US-28/10b, at most 100 characters")]
    [InlineData("stance: rejects\npoints: [{id: US-28/1}]", "9:14: points: found a mapping, expected a point: its version, a slash and its number, such as US-28/21 or US-28/10b, at most 100 characters")]
    [InlineData("stance: rejects\nversion: US/28", "9:14: version: found 'US/28', expected a version's name of letters, digits, '.', '_' and '-', at most 100 characters")]
    [InlineData("stance: rejects\nversion:", "9:13: version: found no value; where there is none, leave the key out")]
    [InlineData("stance: rejects\nversion: ~", "9:14: version: found no value; where there is none, leave the key out")]
    [InlineData("stance: rejects\nversion: null", "9:14: version: found no value; where there is none, leave the key out")]
    [InlineData("stance: rejects\nversion: US-28\nversion: US-28", "10:5: key 'version' again; it was given at line 9 already, keep one of them")]
    [InlineData("stance: rejects\nversion: US-28\norder: '3'", "10:12: order: found '3', expected a whole number, without quotes")]
    [InlineData("stance: rejects\nversion: US-28\norder: 3.5", "10:12: order: found '3.5', expected a whole number, without quotes")]
    [InlineData("stance: rejects\nversion: US-28\ntitle: ''", "10:12: title: found '', expected text; where there is none, leave the key out")]
    [InlineData("stance: rejects\nversion: US-28\ntitle: \"a\\0\"", "10:12: title: found 'a\0', expected text without the control character U+0000")]
    [InlineData("stance: rejects\nversion: US-28\ntitle: !!str 036", "10:12: the tag tag:yaml.org,2002:str is not read; to mark text as text, put it in quotes")]
    [InlineData("stance: rejects\nversion: US-28\ntitle: *there", "10:12: unknown anchor *there; an anchor (&there) must stand before it, and not around it")]
    [InlineData("stance: rejects\nversion: US-28\n<<: {title: a}", "10:5: merge keys (<<) are not read; write the members out")]
    [InlineData("stance: rejects\nversion: US-28\n? [a]\n: b", "10:7: expected a key, such as 'title:'")]
    [InlineData("stance: rejects", "3:5: stance-declared: expected exactly one of points, version, issue, some")]
    [InlineData("stance: rejects\nversion: US-28\nissue: territory", "10:12: issue: expected exactly one of points, version, issue, some")]
    [InlineData("stance: rejects\nsome: {id: s, version: US-28, atMost: 0}", "9:43: some.atMost: expected bounds with 0 <= atLeast <= atMost and atMost above 0")]
    [InlineData("stance: rejects\nversion: US-28\nabout: [a]", "10:12: about: found a list of 1, expected the keys of subjects, each with its value")]
    public void Are_told_with_their_places(string added, params string[] expected)
    {
        var yaml = Start + string.Concat(added.Split('\n').Select(line => $"    {line}\n"));

        Errors("f.yaml", yaml).ShouldBe(expected.Select(e => $"f.yaml:{e}"), ignoreOrder: true);
    }

    [Theory]
    [InlineData("", "1:1: the file is empty")]
    [InlineData("# nothing\n", "1:1: the file is empty")]
    [InlineData("hello", "1:1: file: found 'hello', expected the keys of scenario, each with its value")]
    [InlineData("negotiation: Ukraine_2025\nevents: []", "1:14: negotiation: found 'Ukraine_2025', expected a negotiation's name of lower-case letters, digits and hyphens, such as ukraine-2025, at most 100 characters")]
    [InlineData("negotiation: a", "1:1: scenario without 'events'; expected list of event")]
    [InlineData("negotiation: a\nevents: []\n---\nnegotiation: b\nevents: []", "3:1: a second document; a file holds one, so take the '---' or '...' away")]
    [InlineData("negotiation: a\nevents:\n  - {id: x, occurred: 2025}", "3:5: event without a 'type'; expected one such as negotiation-opened")]
    [InlineData("negotiation: a\nevents:\n  - {id: x, type: plan-table}", "3:19: unknown type of event 'plan-table'; did you mean 'plan-tabled'?")]
    [InlineData("negotiation: a\nevents:\n  - {id: x, type: talks-resumed, occurred: 2025-13-01, claims: [{by: e}]}", "3:44: occurred: found '2025-13-01', expected a date such as 2025-12-02, 2025-12-02~ (about), 2025-11, 2025-12-14/2025-12-15 (lasted), [2025-12-02..2025-12-05] (some day within) or unknown")]
    [InlineData("negotiation: a\nevents:\n  - {id: x, type: talks-resumed, occurred: [2025-12-01..2025-12-03], claims: [{by: e}]}", "3:44: occurred: found a list of 1, expected the date in quotes, '[2025-12-01..2025-12-03]'")]
    [InlineData("negotiation: a\nevents:\n  - {id: x, type: talks-resumed, occurred: 9999-12, claims: [{by: e}]}", "3:44: occurred: found '9999-12', expected a date such as 2025-12-02, 2025-12-02~ (about), 2025-11, 2025-12-14/2025-12-15 (lasted), [2025-12-02..2025-12-05] (some day within) or unknown, in the years 1000 to 2999")]
    [InlineData("negotiation: a\nevents:\n  - {id: x, type: talks-resumed, occurred: 2025-12-05/2025-12-01, claims: [{by: e}]}", "3:44: occurred: found '2025-12-05/2025-12-01', expected the first date (2025-12-05) not to lie after the last (2025-12-01)")]
    [InlineData("negotiation: a\nevents:\n  - {id: x, type: talks-resumed, occurred: 2025}", "3:5: claims: expected at least one claim: who says so")]
    [InlineData("negotiation: a\nevents:\n  - {id: x, type: talks-resumed, occurred: 2025, claims: [{known: 2025-01-02}]}", "3:59: claims[0]: expected by, via or url: who says so, or where")]
    [InlineData("negotiation: a\nevents:\n  - {id: x, type: talks-resumed, occurred: 2025, claims: [{by: e}]}\n  - {id: x, type: talks-resumed, occurred: 2025, claims: [{by: e}]}", "4:10: id: 'x' is the id of the event at line 3 already; expected an id of its own")]
    [InlineData("negotiation: a\nevents:\n\t- id: x", "3:1: not YAML: While scanning a mapping, found invalid tab as indentation; indent with spaces")]
    [InlineData("negotiation: @a", "1:14: not YAML: While scanning for the next token, found character that cannot start any token; put text that begins with a sign in quotes")]
    [InlineData("negotiation: 'a", "1:14: not YAML: While scanning a quoted scalar, found unexpected end of stream; look for a missing quote, colon or indentation here or on the line above")]
    public void Of_the_whole_file_are_told(string yaml, string expected) => Errors("f.yaml", yaml).ShouldBe([$"f.yaml:{expected}"]);

    [Theory]
    [InlineData("{\"negotiation\": \"a\",\n \"events\": [{\"type\": \"talks-resumed\", \"id\": 7}]}", "f.json:2:45: id: found '7', expected an event's name of letters, digits, '.', '_' and '-', at most 100 characters", "f.json:2:13: talks-resumed without 'occurred'; expected a date such as 2025-12-02, 2025-12-02~ (about), 2025-11, 2025-12-14/2025-12-15 (lasted), [2025-12-02..2025-12-05] (some day within) or unknown, in the years 1000 to 2999")]
    [InlineData("{\"negotiation\": \"Київ\", \"events\": null}", "f.json:1:17: negotiation: found 'Київ', expected a negotiation's name of lower-case letters, digits and hyphens, such as ukraine-2025, at most 100 characters", "f.json:1:35: events: found no value; where there is none, leave the key out")]
    [InlineData("{\"negotiation\": \"a\",\n \"events\": [}", "f.json:2:13: not JSON: '}' is an invalid start of a value")]
    [InlineData("{\"negotiation\": \"\\ud800\"}", "f.json:1:17: half a surrogate pair in a text; write the character itself")]
    [InlineData("{\"negotiation\": \"a\",\n \"events\": [", "f.json:2:13: the JSON ends here, unfinished: the '[' at line 2, column 12 is not closed")]
    [InlineData("{\"negotiation\": \"a\",\n \"events\": [{\"id\": \"x\"}, {\"ty\n", "f.json:2:30: the JSON ends here, unfinished: the '{' at line 2, column 26 is not closed")]
    [InlineData("{} {}", "f.json:1:4: not JSON: '{' is invalid after a single JSON value. Expected end of data")]
    [InlineData("  ", "f.json:1:1: the file is empty")]
    public void Of_json_have_places_too(string json, params string[] expected) => Errors("f.json", json).ShouldBe(expected, ignoreOrder: true);

    [Fact]
    public void Of_every_line_of_ndjson_are_told()
    {
        var ndjson = "{\"type\":\"talks-resumed\",\"id\":\"a\",\"occurred\":\"2025\",\"claims\":[{\"by\":\"e\"}]}\n\nnonsense\n{\"type\":\"talks-resumd\"}\n";

        Failed(ScenarioReader.ReadEvents("f.ndjson", Encoding.UTF8.GetBytes(ndjson))).Errors.Select(e => e.Line).ShouldBe([3, 4]);
    }

    [Fact]
    public void Are_listed_up_to_a_limit_and_counted_beyond()
    {
        var yaml = "negotiation: a\nevents:\n" + string.Concat(Enumerable.Range(0, 500).Select(i => $"  - {{id: e{i}}}\n"));

        var failed = Failed(ScenarioReader.Read("f.yaml", Encoding.UTF8.GetBytes(yaml)));

        failed.Total.ShouldBe(500);
        failed.Errors.Count.ShouldBe(ErrorList.MostListed);
        failed.ToString().ShouldEndWith("\n... and 300 more errors");
    }

    [Fact]
    public void Aliases_that_stand_for_billions_are_refused()
    {
        var yaml = new StringBuilder("a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n");
        for (var i = 1; i < 10; i++)
        {
            yaml.Append($"a{i}: &a{i} [{string.Join(", ", Enumerable.Repeat($"*a{i - 1}", 10))}]\n");
        }

        Errors("f.yaml", yaml.ToString()).ShouldHaveSingleItem().ShouldContain("the aliases of this file stand for more than 100000 values");
    }

    [Theory]
    [InlineData("f.yaml")]
    [InlineData("f.json")]
    public void Deep_nesting_is_refused(string file)
    {
        var nested = new string('[', 100_000) + new string(']', 100_000);

        Errors(file, nested).ShouldHaveSingleItem().ShouldEndWith("nested more than 16 levels deep");
    }

    [Theory]
    [InlineData(Limits.TextLength + 1, "title: '", "'", "expected at most 10000 characters, not 10001")]
    [InlineData(Limits.ListItems + 1, "points: [", "]", "expected at most 2000 items")]
    public void What_exceeds_a_limit_is_refused(int count, string before, string after, string expected)
    {
        var much = string.Concat(Enumerable.Repeat(before.EndsWith('[') ? "x/1," : "x", count));

        Errors("f.yaml", $"{Start}    stance: rejects\n    {before}{much}{after}\n    issue: i\n").ShouldHaveSingleItem().ShouldContain(expected);
    }

    [Fact]
    public void Bytes_that_are_not_utf8_are_refused()
    {
        byte[] latin = [.. "negotiation: a\nevents: # caf"u8, 0xE9, .. "\n"u8];

        Failed(ScenarioReader.Read("f.yaml", latin)).Errors.Select(e => e.ToString()).ShouldBe(["f.yaml:2:14: not UTF-8 text; save the file with the encoding UTF-8"]);
    }

    [Fact]
    public void A_byte_order_mark_and_windows_line_ends_are_no_errors()
    {
        var yaml = "\uFEFFnegotiation: a\r\nevents:\r\n  - id: x\r\n    type: talks-resumed\r\n    occurred: 2025-12-01\r\n    claims: [{by: e}]\r\n";

        ScenarioReader.Read("f.yaml", Encoding.UTF8.GetBytes(yaml)).ShouldBeOfType<ReadResult<ScenarioFile>.Read>().Content.PositionOf(0, "claims").ShouldBe((6, 13));
    }

    private static List<string> Errors(string file, string text) => [.. Failed(ScenarioReader.Read(file, Encoding.UTF8.GetBytes(text))).Errors.Select(e => e.ToString())];

    private static ReadResult<ScenarioFile>.Failed Failed(ReadResult<ScenarioFile> result) => result.ShouldBeOfType<ReadResult<ScenarioFile>.Failed>();
}
