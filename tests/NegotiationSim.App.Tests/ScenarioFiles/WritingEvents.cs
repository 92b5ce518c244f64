using System.Text;
using NegotiationSim.App.ScenarioFiles;
using NegotiationSim.Domain;

namespace NegotiationSim.App.Tests.ScenarioFiles;

public sealed class WritingEvents
{
    private static readonly NegotiationId Negotiation = new("ukraine-2025");

    [Fact]
    public void Every_type_reads_back_equal_from_yaml()
    {
        foreach (var (type, _) in EventTypes.All)
        {
            RandomEvents.OfType(type).Sample(e => YamlReadsBack([e]), iter: 100, threads: 1);
        }
    }

    [Fact]
    public void Several_events_read_back_equal_from_yaml() => RandomEvents.Several.Sample(YamlReadsBack, iter: 1_000);

    [Fact]
    public void Events_read_back_equal_from_ndjson() => RandomEvents.Several.Sample(
        events =>
        {
            var ndjson = Written(to => ScenarioWriter.WriteNdjson(to, events));
            Read(ScenarioReader.ReadEvents("f.ndjson", ndjson)).Events.ShouldBe(events);
        },
        iter: 2_000);

    [Fact]
    public void Yaml_is_in_block_style_with_members_in_a_fixed_order()
    {
        NegotiationEvent[] events =
        [
            new NegotiationOpened
            {
                Note = "Two lines:\nthis is the second.",
                Claims = [new Claim { By = "editor" }],
                Code = "036",
                Parties = [new Party { Id = new("RUS"), Name = "no", Role = PartyRole.Principal }],
                Title = "Talks: opened",
                Occurred = When.Within(new(2025, 11, 1), new(2025, 11, 30)),
                Id = new("opened"),
            },
            new StanceDeclared
            {
                Id = new("rejects"),
                Occurred = When.Within(new(2025, 12, 2), new(2025, 12, 5)),
                Party = new("RUS"),
                Stance = Stance.ObjectsToWording,
                Points = [new("US-28/1"), new("US-28/10b")],
                About = new Subjects { Parties = [new("UKR")] },
                Claims = [new Claim { By = "officials", Via = "Reuters", Known = new(2025, 12, 5), Certainty = Certainty.Reported }],
                Because = [new("opened")],
            },
        ];

        Encoding.UTF8.GetString(Written(to => ScenarioWriter.WriteYaml(to, Negotiation, events))).ShouldBe("""
            negotiation: ukraine-2025
            events:
              - id: opened
                type: negotiation-opened
                occurred: 2025-11
                title: 'Talks: opened'
                parties:
                  - id: RUS
                    name: 'no'
                    role: principal
                claims:
                  - by: editor
                code: '036'
                note: |-
                  Two lines:
                  this is the second.

              - id: rejects
                type: stance-declared
                occurred: '[2025-12-02..2025-12-05]'
                party: RUS
                stance: objects-to-wording
                points: [US-28/1, US-28/10b]
                about:
                  parties: [UKR]
                claims:
                  - by: officials
                    via: Reuters
                    known: 2025-12-05
                    certainty: reported
                because: [opened]

            """);
    }

    [Fact]
    public void Csv_has_a_line_for_each_event()
    {
        NegotiationEvent[] events =
        [
            new StanceDeclared
            {
                Id = new("rejects"),
                Occurred = When.Day(new(2025, 12, 2)),
                Title = "=1+1",
                Party = new("RUS"),
                Stance = Stance.Rejects,
                Points = [new("US-28/1"), new("US-28/2")],
                Claims = [new Claim { By = "officials", Via = "Reuters", Url = "https://example.org/a", Known = new(2025, 12, 5), Certainty = Certainty.Reported }],
                Note = "a \"quoted\", word",
            },
        ];

        Encoding.UTF8.GetString(Written(to => ScenarioWriter.WriteCsv(to, events))).ShouldBe(
            "id,type,occurred,order,known,title,parties,points,except,versions,issues,meeting,stance,claims,sources,because,code,note\n"
            + "rejects,stance-declared,2025-12-02,,2025-12-05,\"'=1+1\",RUS,US-28/1 US-28/2,,,,,rejects,\"officials, Reuters, 2025-12-05, reported\",https://example.org/a,,,\"a \"\"quoted\"\", word\"\n");
    }

    [Fact]
    public void Csv_keeps_excepted_points_apart_from_those_meant()
    {
        var declared = new StanceDeclared
        {
            Id = new("some"),
            Occurred = When.Day(new(2025, 12, 2)),
            Party = new("RUS"),
            Stance = Stance.Rejects,
            Some = new UnnamedSet { Id = new("set"), Version = new("US-28"), Except = [new("US-28/3"), new("US-28/4")] },
            Claims = [new Claim { By = "editor" }],
        };
        var corrected = new EventCorrected { Id = new("corrected"), Occurred = When.Day(new(2025, 12, 3)), Event = declared.Id, Instead = declared, Claims = declared.Claims };

        var lines = Encoding.UTF8.GetString(Written(to => ScenarioWriter.WriteCsv(to, [declared, corrected]))).Split('\n');
        lines.Skip(1).Take(2).ShouldAllBe(line => line.Contains(",RUS,,US-28/3 US-28/4,US-28,"));
    }

    private static void YamlReadsBack(NegotiationEvent[] events)
    {
        var yaml = Written(to => ScenarioWriter.WriteYaml(to, Negotiation, events));
        Read(ScenarioReader.Read("f.yaml", yaml)).Events.ShouldBe(events, Encoding.UTF8.GetString(yaml));
    }

    private static byte[] Written(Action<Stream> write)
    {
        using var to = new MemoryStream();
        write(to);
        return to.ToArray();
    }

    private static ScenarioFile Read(ReadResult<ScenarioFile> result) =>
        result is ReadResult<ScenarioFile>.Read read ? read.Content : throw new InvalidOperationException(result.ToString());
}
