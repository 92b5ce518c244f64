using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using NegotiationSim.App.ScenarioFiles;
using NegotiationSim.Domain;

namespace NegotiationSim.App.Tests.ScenarioFiles;

public sealed class TheSchema
{
    private static readonly JsonSchemaCheck Schema = new(JsonNode.Parse(ScenarioSchema.Create())!.AsObject());

    [Fact]
    public void Is_the_committed_one() => Committed.Equal("scenarios/scenario.schema.json", ScenarioSchema.Create());

    [Fact]
    public void Of_what_ifs_is_the_committed_one() => Committed.Equal("scenarios/what-if.schema.json", ScenarioSchema.CreateForWhatIfs());

    [Fact]
    public void Of_assessments_is_the_committed_one() => Committed.Equal("scenarios/assessment.schema.json", ScenarioSchema.CreateForAssessments());

    [Fact]
    public void Accepts_what_is_written() => RandomEvents.Several.Sample(events => Schema.Violation(Scenario(events)).ShouldBeNull(), iter: 500);

    /// <summary>Reader and schema are asked the same: they must agree on unknown, missing, null and mistyped members.</summary>
    [Fact]
    public void Refuses_what_the_reader_refuses()
    {
        foreach (var (type, name) in EventTypes.All)
        {
            var e = (JsonObject)Scenario([RandomEvents.OfType(type).Generate(new PCG(1), null, out _)])["events"]![0]!;
            foreach (var key in e.Select(m => m.Key).ToList())
            {
                Both(name, Changed(e, c => c.Remove(key)));
                Both(name, Changed(e, c => c[key] = null));
                Both(name, Changed(e, c => c[key] = new JsonObject()));
                Both(name, Changed(e, c => c[key] = new JsonArray()));
                Both(name, Changed(e, c => c[key] = "with blanks and \t tab"));
                Both(name, Changed(e, c => c[key] = true));
            }

            Both(name, Changed(e, c => c["unknown"] = "x"));
            Both(name, Changed(e, c => c["claims"] = new JsonArray(new JsonObject { ["by"] = "x", ["form"] = "y" })));
        }

        // What only the reader knows, such as that a rejection is of one thing, the schema may let pass; never the reverse.
        static void Both(string name, JsonObject e)
        {
            var json = new JsonObject { ["negotiation"] = "n", ["events"] = new JsonArray(e) };
            var read = ScenarioReader.Read("f.json", Encoding.UTF8.GetBytes(json.ToJsonString()));
            var violation = Schema.Violation(json);
            if (read is ReadResult<ScenarioFile>.Failed failed)
            {
                var isOfForm = failed.Errors.Any(f => f.Message.Contains("found", StringComparison.Ordinal) || f.Message.Contains("unknown", StringComparison.Ordinal) || f.Message.Contains("without", StringComparison.Ordinal));
                (violation is not null || !isOfForm).ShouldBeTrue($"{name}: the schema accepts {json.ToJsonString()}, the reader says {failed}");
            }
            else
            {
                violation.ShouldBeNull($"{name}: the reader accepts {json.ToJsonString()}");
            }
        }
    }

    private static JsonObject Changed(JsonObject e, Action<JsonObject> change)
    {
        var copy = e.DeepClone().AsObject();
        change(copy);
        return copy;
    }

    private static JsonObject Scenario(NegotiationEvent[] events) => new()
    {
        ["negotiation"] = "ukraine-2025",
        ["events"] = new JsonArray([.. events.Select(e => JsonSerializer.SerializeToNode(e, DomainJson.Options))]),
    };
}
