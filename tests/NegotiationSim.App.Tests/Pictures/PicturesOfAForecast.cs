using System.Xml.Linq;
using NegotiationSim.App.Pictures;
using NegotiationSim.Domain;
using NegotiationSim.Simulation;

namespace NegotiationSim.App.Tests.Pictures;

/// <summary>Pictures of a forecast made up by hand.</summary>
public sealed class PicturesOfAForecast
{
    private const string Reviewed = "tests/NegotiationSim.App.Tests/Pictures/expected";

    private static readonly DateOnly From = new(2026, 1, 31);

    private static readonly ValueList<DateOnly> Dates = [From, From.AddDays(20), From.AddDays(40), From.AddDays(60)];

    public static TheoryData<string> Names => [.. All().Keys];

    private static Dictionary<string, string> All() => ForecastPictures.All(Talks(3)).Append(("tornado.svg", ForecastPictures.Tornado(Swings(withIndices: true)))).ToDictionary(p => p.Item1, p => p.Item2);

    private static Forecast Talks(int parties) => new(
        new("spring"),
        new("harbour"),
        null,
        "What if they go on?",
        "a test",
        new("P"),
        "spatial",
        ["All numbers are the judgement of a test.", "Parties move. They meet. They talk.", "And more."],
        From,
        From,
        Dates[^1],
        1234,
        77,
        Dates,
        [0, 0.1, 0.2, 0.25],
        new(20, null, null),
        [Point("P/1", "Wages & <hours> \"now\"\u0001", 60, parties), Point("P/2", "Strikes", null, parties)],
        []);

    private static PointForecast Point(string id, string title, double? text, int parties) => new(
        new(id),
        title,
        [new() { At = 0, Label = "none at all, whatever happens" }, new() { At = 3, Label = "<hardly> any" }, new() { At = 100, Label = "all" }],
        text,
        new(47.5, 40, 48, 55),
        [new(PointStatus.Agreed, [0, 0.2, 0.4, 0.5]), new(PointStatus.UnderDiscussion, [1, 0.5, 0.4, 0.3]), new(PointStatus.Contested, [0, 0.3, 0.2, 0.2])],
        [0, 0.2, 0.4, 0.5],
        new(15, 60, null),
        0.5,
        0.125,
        [.. Enumerable.Range(0, parties).Select(i => new PartyForecast(new($"PARTY-{i}"), i > 0, [.. Dates.Select((_, at) => Spread(i, at, parties))], []))],
        []);

    private static PositionSpread Spread(int party, int date, int parties)
    {
        var median = (100 * party / parties) + (3 * date);
        return new(Math.Max(0, median - 10), median, Math.Min(100, median + 15));
    }

    private static Sensitivity Swings(bool withIndices)
    {
        SobolIndices? indices = withIndices ? new(new(0.3, 0.2, 0.4), new(0.5, 0.4, 1.2)) : null;
        return new(
            new("spring"), new("harbour"), new("P"), "spatial", "a test", From, Dates[^1], 77, "agreed", "share of the 2 points agreed on 2026-04-01", MeasureKind.Agreed, 100, 1300, 0.4, 0.3, null, indices,
            [
                new("CITY capability", new(1, 2, 3), 1.4, 2.6, 0.3, 0.5, new(0.2, 0.1, 0.3), indices),
                new("<DOCKERS> position on P/1", new(0, 50, 100), 20, 80, 0.42, 0.4, new(-0.02, -0.05, 0.01), indices),
            ]);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Are_as_they_were_reviewed(string name) => Committed.Equal($"{Reviewed}/{name}", All()[name]);

    [Theory]
    [MemberData(nameof(Names))]
    public void Are_whole_and_say_what_they_are_without_being_seen(string name)
    {
        var svg = XDocument.Parse(All()[name]).Root.ShouldNotBeNull();
        var ids = svg.DescendantsAndSelf().Attributes("id").Select(a => a.Value).ToList();
        ids.ShouldBeUnique();
        ids.ShouldAllBe(id => id.StartsWith(Path.GetFileNameWithoutExtension(name) + "-", StringComparison.Ordinal));
        svg.Attribute("role")!.Value.ShouldBe("img");
        svg.Attribute("aria-labelledby")!.Value.Split(' ').ShouldBe(ids[..2]);
        svg.Elements().Take(2).Select(e => e.Name.LocalName).ShouldBe(["title", "desc"]);
        svg.Elements().Take(2).ShouldAllBe(e => e.Value.Length > 0);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Refer_to_nothing_outside_and_to_nothing_that_is_not_there(string name)
    {
        var svg = XDocument.Parse(All()[name]).Root.ShouldNotBeNull();
        var ids = svg.DescendantsAndSelf().Attributes("id").Select(a => $"url(#{a.Value})").ToList();
        var values = svg.DescendantsAndSelf().Attributes().Where(a => !a.IsNamespaceDeclaration).Select(a => a.Value).ToList();
        values.ShouldAllBe(v => !v.Contains("//"));
        values.Where(v => v.StartsWith("url(", StringComparison.Ordinal)).ShouldBeSubsetOf(ids);
        svg.Descendants().Select(e => e.Name.LocalName).ShouldAllBe(n => n != "image" && n != "style" && n != "script" && n != "use");
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Tell_of_how_many_runs_model_and_seed(string name) => Told(All()[name]).ShouldContain(line => line.StartsWith(name == "tornado.svg" ? "Of 1,300 simulated runs" : "Of 1,234 simulated runs", StringComparison.Ordinal) && line.Contains("model spatial, seed 77"));

    [Fact]
    public void Fans_name_every_line_beside_it()
    {
        var said = Told(All()["fan-P-1.svg"]);
        said.ShouldContain("● PARTY-0  9");
        said.ShouldContain("■ PARTY-1  42");
        said.ShouldContain("32 to 57, must agree");
        said.ShouldContain("compromise mean  47.5");
        said.ShouldContain("text of P  60");
        said.ShouldContain("3  <hardly> any");
        Told(All()["fan-P-2.svg"]).ShouldNotContain(line => line.StartsWith("text of", StringComparison.Ordinal));
    }

    [Fact]
    public void Shares_name_every_area_beside_it()
    {
        ((string[])["agreed 50%", "under discussion 30%", "contested 20%"]).ShouldBeSubsetOf(Told(All()["statuses-P-2.svg"]));
        ((string[])["all agreed 25%", "2 Strikes 50%"]).ShouldBeSubsetOf(Told(All()["all-agreed.svg"]));
    }

    [Fact]
    public void A_tornado_without_indices_shows_none() => Told(ForecastPictures.Tornado(Swings(withIndices: false))).ShouldNotContain("Of the variance");

    [Fact]
    public void Labels_stand_in_order_and_none_on_another() =>
        (from heights in Gen.Double[5, 30].List[1, 12] from middles in Gen.Double[0, 400].List[12, 12] select (heights, middles)).Sample(t =>
        {
            var blocks = t.middles.Order().Zip(t.heights, (m, h) => (m, h)).ToList();
            var places = Chart.Spread(blocks, 0, 400);
            var (free, at) = (0.0, 0);
            foreach (var (_, height) in blocks)
            {
                (places[at] - (height / 2)).ShouldBeGreaterThanOrEqualTo(free - 1e-9);
                free = places[at++] + (height / 2);
            }

            free.ShouldBeLessThanOrEqualTo(400 + 1e-9);
        }, iter: 500);

    [Fact]
    public void Many_parties_have_room()
    {
        var svg = XDocument.Parse(ForecastPictures.Fan(Talks(20), Talks(20).Points[0])).Root.ShouldNotBeNull();
        var places = svg.Descendants().Where(e => e.Name.LocalName == "text" && e.Value.Contains("PARTY-")).Select(e => double.Parse(e.Attribute("y")!.Value)).Order().ToList();
        places.Count.ShouldBe(20);
        places.Zip(places.Skip(1), (a, b) => b - a).ShouldAllBe(gap => gap > 11);
        places[0].ShouldBeGreaterThan(30);
    }

    private static List<string> Told(string svg) => [.. XDocument.Parse(svg).Descendants().Where(e => e.Name.LocalName == "text").Select(e => e.Value)];
}
