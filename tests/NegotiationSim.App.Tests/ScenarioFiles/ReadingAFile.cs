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

    private static ScenarioFile Read(string yaml) =>
        ScenarioReader.Read("f.yaml", Encoding.UTF8.GetBytes(yaml)) switch
        {
            ReadResult<ScenarioFile>.Read read => read.Content,
            var failed => throw new InvalidOperationException(failed.ToString()),
        };
}
