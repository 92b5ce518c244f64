using System.Text;
using NegotiationSim.App.ScenarioFiles;
using NegotiationSim.Domain;

namespace NegotiationSim.App.Tests.ScenarioFiles;

public sealed class ReadingAFile
{
    private const string Valid = """
        negotiation: ukraine-2025
        events:
          - id: opened
            type: negotiation-opened
            occurred: 2025-11-20
            title: 28
            parties:
              - {id: RUS, name: Russia, role: principal}
              - {id: UKR, name: 'no', role: principal}
            mustAgree: [RUS, UKR]
            claims: [{by: editor}]
            code: 036
          - id: rus-rejects
            type: stance-declared
            occurred: '[2025-12-02..2025-12-05]'
            party: RUS
            stance: rejects
            points: [US-28/1, US-28/10b]
            claims:
              - by: unnamed officials
                known: 2025-12-05
                certainty: reported
            because: [opened]
        """;

    [Fact]
    public void A_valid_file_gives_its_events()
    {
        var file = Read(Valid);

        file.Negotiation.ShouldBe(new NegotiationId("ukraine-2025"));
        var opened = file.Events[0].ShouldBeOfType<NegotiationOpened>();
        opened.Title.ShouldBe("28");
        opened.Code.ShouldBe("036");
        opened.Parties[1].Name.ShouldBe("no");
        var stance = file.Events[1].ShouldBeOfType<StanceDeclared>();
        stance.Points[1].Number.ShouldBe("10b");
        stance.Occurred.ShouldBe(When.Within(new(2025, 12, 2), new(2025, 12, 5)));
        stance.Claims[0].ShouldBe(new Claim { By = "unnamed officials", Known = new(2025, 12, 5), Certainty = Certainty.Reported });
    }

    [Theory]
    [InlineData(0, "", 3, 5)]
    [InlineData(0, "parties[1].name", 9, 25)]
    [InlineData(0, "parties[9].name", 8, 7)]
    [InlineData(1, "points[1]", 18, 23)]
    [InlineData(1, "because[0]", 23, 15)]
    [InlineData(1, "some.version", 13, 5)]
    public void A_member_has_a_place(int index, string member, int line, int column) =>
        Read(Valid).PositionOf(index, member).ShouldBe((line, column));

    [Theory]
    [InlineData("-", "id: a\ntype: talks-resumed\noccurred: 2025\nclaims: [{by: e}]", 1)]
    [InlineData("-", "- {id: a, type: talks-resumed, occurred: 2025, claims: [{by: e}]}\n- {id: b, type: talks-resumed, occurred: 2025, claims: [{by: e}]}", 2)]
    [InlineData("-", "negotiation: n\nevents: []", 0)]
    [InlineData("-", " {\n \"type\": \"talks-resumed\", \"id\": \"a\", \"occurred\": \"2025\", \"claims\": [{\"by\": \"e\"}]}", 1)]
    [InlineData("-", "[{\"type\": \"talks-resumed\", \"id\": \"a\", \"occurred\": \"2025\", \"claims\": [{\"by\": \"e\"}]}]", 1)]
    [InlineData("-", "{\"type\":\"talks-resumed\",\"id\":\"a\",\"occurred\":\"2025\",\"claims\":[{\"by\":\"e\"}]}\r\n{\"type\":\"talks-resumed\",\"id\":\"b\",\"occurred\":\"2025\",\"claims\":[{\"by\":\"e\"}]}\r\n", 2)]
    [InlineData("f.ndjson", "\n", 0)]
    public void Events_come_in_any_shape(string file, string text, int count) =>
        Content(ScenarioReader.ReadEvents(file, Encoding.UTF8.GetBytes(text))).Events.Count.ShouldBe(count);

    [Fact]
    public void An_alias_stands_for_what_its_anchor_marks() =>
        Read("""
            negotiation: n
            events:
              - {id: a, type: talks-resumed, occurred: 2025, claims: &claims [{by: e}]}
              - {id: b, type: talks-resumed, occurred: 2025, claims: *claims}
            """).Events[1].Claims.ShouldBe([new Claim { By = "e" }]);

    [Fact]
    public void Every_scenario_of_the_repository_is_read_and_reads_back_equal()
    {
        foreach (var path in Committed.Files("scenarios", "negotiation.yaml"))
        {
            var scenario = Content(ScenarioReader.Read(path, File.ReadAllBytes(path)));
            using var written = new MemoryStream();
            ScenarioWriter.WriteYaml(written, scenario.Negotiation!.Value, scenario.Events);
            Content(ScenarioReader.Read("written.yaml", written.ToArray())).Events.ShouldBe(scenario.Events);
        }
    }

    [Fact]
    public void A_file_of_another_kind_is_read_by_the_record_that_describes_it()
    {
        var yaml = "why: nobody knows\nshare: 0.25\ninstead: {id: a, type: talks-resumed, occurred: 2025}\n"u8.ToArray();

        var document = ScenarioReader.ReadDocument<Supposition>("f.yaml", yaml).ShouldBeOfType<ReadResult<Document<Supposition>>.Read>().Content;

        document.Content.Share.ShouldBe(0.25);
        document.Content.Instead.ShouldBeOfType<TalksResumed>();
        document.ErrorAt("instead.occurred", "too early").ToString().ShouldBe("f.yaml:3:49: too early");
    }

    private sealed record Supposition
    {
        public required string Why { get; init; }

        public required double Share { get; init; }

        public required NegotiationEvent Instead { get; init; }
    }

    private static ScenarioFile Read(string yaml) => Content(ScenarioReader.Read("f.yaml", Encoding.UTF8.GetBytes(yaml)));

    private static ScenarioFile Content(ReadResult<ScenarioFile> result) => result switch
    {
        ReadResult<ScenarioFile>.Read read => read.Content,
        var failed => throw new InvalidOperationException(failed.ToString()),
    };
}
