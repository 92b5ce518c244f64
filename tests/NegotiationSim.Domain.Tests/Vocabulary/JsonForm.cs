using System.Text.Json;

namespace NegotiationSim.Domain.Tests;

public sealed class JsonForm
{
    private static string Write(NegotiationEvent e) => JsonSerializer.Serialize(e, DomainJson.Options);

    private static NegotiationEvent? Read(string json) => JsonSerializer.Deserialize<NegotiationEvent>(json, DomainJson.Options);

    [Fact]
    public void An_event_written_and_read_again_is_the_same() =>
        Generate.Ledgers.Sample(ledger =>
        {
            foreach (var e in ledger.Events)
            {
                Read(Write(e)).ShouldBe(e, Write(e));
            }
        }, iter: 100);

    [Fact]
    public void Every_type_with_every_member_at_its_default_is_read_again()
    {
        foreach (var e in Sample.OfEveryType)
        {
            Read(Write(e)).ShouldBe(e, Write(e));
        }
    }

    [Fact]
    public void Absent_members_are_left_out_and_names_are_short() =>
        Write(Tell.Declared("2025-11", "RUS", Stance.ObjectsToWording, "V/1").As("x")).ShouldBe(
            """{"type":"stance-declared","party":"RUS","stance":"objects-to-wording","points":["V/1"],"id":"x","occurred":"2025-11","claims":[{"by":"editor"}]}""");

    [Fact]
    public void A_required_member_is_written_also_at_its_default()
    {
        Write(Tell.PartyIntroduced("2025-11-01", "RUS", PartyRole.Principal)).ShouldContain("\"role\":\"principal\"");
        Write(Tell.DeclaredOnSome("2025-11-01", "RUS", Stance.Rejects, "s", "V", atLeast: 0)).ShouldContain("\"atLeast\":0");
        Write(Tell.MustAgree("unknown")).ShouldContain("\"mustAgree\":[]");
    }

    [Theory]
    [InlineData("a misspelt member", """{"type":"talks-resumed","id":"x","occurred":"2025-11-01","clams":[]}""")]
    [InlineData("a missing member", """{"type":"talks-resumed","id":"x"}""")]
    [InlineData("an unknown type", """{"type":"talks-reopened","id":"x","occurred":"2025-11-01"}""")]
    [InlineData("a null item", """{"type":"talks-resumed","id":"x","occurred":"2025-11-01","claims":[null]}""")]
    [InlineData("a null id in a list", """{"type":"talks-resumed","id":"x","occurred":"2025-11-01","by":[null]}""")]
    [InlineData("a null list", """{"type":"talks-resumed","id":"x","occurred":"2025-11-01","by":null}""")]
    [InlineData("a null id", """{"type":"talks-resumed","id":null,"occurred":"2025-11-01"}""")]
    [InlineData("a null required part", """{"type":"party-introduced","id":"x","occurred":"2025-11-01","party":null}""")]
    [InlineData("a bad date", """{"type":"talks-resumed","id":"x","occurred":"soon"}""")]
    [InlineData("a number for a date", """{"type":"talks-resumed","id":"x","occurred":2025}""")]
    [InlineData("a stance by number", """{"type":"stance-declared","id":"x","occurred":"2025-11-01","party":"RUS","stance":1}""")]
    [InlineData("two stances in one", """{"type":"stance-declared","id":"x","occurred":"2025-11-01","party":"RUS","stance":"accepts, rejects"}""")]
    public void What_is_malformed_is_not_read(string what, string json) => Should.Throw<JsonException>(() => Read(json), what);

    [Fact]
    public void Enum_values_are_written_as_words()
    {
        DomainJson.Text(Stance.AcceptsConditionally).ShouldBe("accepts-conditionally");
        DomainJson.Text(PointStatus.NotTabled).ShouldBe("not-tabled");
        DomainJson.Text(VersionStatus.VotedDown).ShouldBe("voted-down");
    }
}
