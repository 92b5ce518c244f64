using System.Xml.Linq;

namespace NegotiationSim.App.Tests.CommandLine;

[Collection(nameof(SmallNegotiation))]
public sealed class Pictures(SmallNegotiation small)
{
    [Fact]
    public async Task A_state_is_drawn_as_points_and_parties()
    {
        var texts = await TextsAsync("state", "small", "--version", "OFFER-1", "--on", "2026-02-03");

        texts[0].ShouldStartWith("small: OFFER-1");
        texts.ShouldContain("CITY");
        texts.ShouldContain("DOCKERS");
        texts.ShouldContain("✓ accepts");
    }

    [Fact]
    public async Task A_state_of_one_party_has_one_column() =>
        (await TextsAsync("state", "small", "--party", "CITY")).ShouldNotContain("DOCKERS");

    [Fact]
    public async Task A_history_is_drawn_as_bands()
    {
        var texts = await TextsAsync("history", "small", "--point", "OFFER-1/1");

        texts[0].ShouldBe("small: OFFER-1/1 over time");
        texts.ShouldContain("status");
        texts.ShouldContain("DOCKERS");
    }

    [Fact]
    public async Task A_picture_goes_into_a_file_beside_the_answer()
    {
        var file = Path.Combine(Directory.CreateTempSubdirectory("negsim-picture-").FullName, "history.svg");

        (await small.Negsim.RunAsync("history", "small", "--issue", "strikes", "--svg", file)).Answer().ShouldStartWith("strikes of small");
        XDocument.Load(file).Root!.Name.LocalName.ShouldBe("svg");
    }

    private async Task<List<string>> TextsAsync(params string[] line)
    {
        var answer = (await small.Negsim.RunAsync([.. line, "--svg", "-"])).Answer();
        answer.ShouldStartWith("<svg ");
        return [.. XDocument.Parse(answer).Descendants().Where(e => e.Name.LocalName == "text").Select(e => e.Value)];
    }
}
