namespace NegotiationSim.Domain.Tests;

public sealed class PointNames
{
    [Theory]
    [InlineData("US-28/21", "US-28", "21", null)]
    [InlineData("US-28/10b", "US-28", "10b", "US-28/10")]
    [InlineData("V/1aa", "V", "1aa", "V/1")]
    [InlineData("a/b/3c", "a/b", "3c", "a/b/3")]
    public void Version_number_and_parent_are_read_off(string text, string version, string number, string? parent)
    {
        var id = new PointId(text);
        id.IsWellFormed.ShouldBeTrue();
        (id.Version, id.Number, id.Parent?.Value, id.IsSubPoint).ShouldBe((new VersionId(version), number, parent, parent is not null));
    }

    [Theory]
    [InlineData("")]
    [InlineData("US-28")]
    [InlineData("US-28/")]
    [InlineData("/3")]
    [InlineData("US-28/b")]
    [InlineData("US-28/3B")]
    [InlineData("US-28/3-4")]
    [InlineData("US-28/12345")]
    [InlineData("US-28/1a2")]
    [InlineData("US-28/1a2b")]
    public void What_is_no_point_is_not_well_formed(string text) => new PointId(text).IsWellFormed.ShouldBeFalse();
}

public sealed class NearestName
{
    [Theory]
    [InlineData("kremlin-meeting", "kremlin-meting")]
    [InlineData("US-28/10b", "us-28/10a", "US-28/21")]
    [InlineData("usa", "USA", "UKR")]
    public void The_name_with_the_fewest_changes_is_suggested_whatever_the_case(string expected, string misspelt, params string[] others)
    {
        var candidates = others.Append(expected).ToArray();
        Nearest.Of(misspelt, candidates)!.ShouldBe(expected, StringCompareShould.IgnoreCase);
    }

    [Fact]
    public void Nothing_is_suggested_when_more_than_a_third_would_change()
    {
        Nearest.Of("territory", ["sanctions", "elections"]).ShouldBeNull();
        Nearest.Of("US-28", []).ShouldBeNull();
    }

    [Theory]
    [InlineData("brussels", "brussels-3-december", "brussels-3-december", "kremlin")]
    [InlineData("Bru", "brussels-3", "brussels-3", "brussels-3-december")]
    [InlineData("b", null, "brussels-3-december")]
    [InlineData("december", null, "brussels-3-december")]
    public void A_name_that_is_not_near_is_suggested_when_it_begins_so(string written, string? expected, params string[] candidates) =>
        Nearest.Of(written, candidates).ShouldBe(expected);

    [Fact]
    public void Of_two_equally_near_the_first_in_order_is_suggested_whatever_their_order()
    {
        Nearest.Of("EU-24", ["EU-28", "EU-20"]).ShouldBe("EU-20");
        Nearest.Of("EU-24", ["EU-20", "EU-28"]).ShouldBe("EU-20");
    }

    [Fact]
    public void It_is_a_candidate_at_the_smallest_distance_else_the_shortest_that_begins_so() =>
        Gen.Select(Gen.String[Gen.Char["abc"], 0, 7], Gen.String[Gen.Char["abc"], 0, 7].Array[0, 6]).Sample((name, candidates) =>
        {
            var limit = Math.Max(1, name.Length / 3);
            var near = candidates.Select(c => (Name: c, Distance: Distance(name, c))).Where(c => c.Distance <= limit)
                .OrderBy(c => c.Distance).ThenBy(c => c.Name, StringComparer.Ordinal).Select(c => c.Name).FirstOrDefault();
            near ??= name.Length < 2 ? null : candidates.Where(c => c.StartsWith(name, StringComparison.Ordinal)).OrderBy(c => c.Length).ThenBy(c => c, StringComparer.Ordinal).FirstOrDefault();
            Nearest.Of(name, candidates).ShouldBe(near);
        });

    /// <summary>Levenshtein's distance by its definition.</summary>
    private static int Distance(ReadOnlySpan<char> a, ReadOnlySpan<char> b) =>
        a.IsEmpty || b.IsEmpty ? a.Length + b.Length
        : a[0] == b[0] ? Distance(a[1..], b[1..])
        : 1 + Math.Min(Distance(a[1..], b[1..]), Math.Min(Distance(a[1..], b), Distance(a, b[1..])));
}
