namespace NegotiationSim.Domain.Tests;

public sealed class WhenNotation
{
    [Fact]
    public void Printing_and_reading_again_gives_the_same_date() =>
        Generate.Whens.Sample(when =>
        {
            When.TryParse(when.ToString(), out var again, out _).ShouldBeTrue(when.ToString());
            again.ShouldBe(when);
            again.ToString().ShouldBe(when.ToString());
        });

    [Theory]
    [InlineData("2025-12-02", Precision.Day, "2025-12-02", "2025-12-02")]
    [InlineData("2025-12-02~", Precision.Day, "2025-12-02", "2025-12-02")]
    [InlineData("2025-12-14/2025-12-15", Precision.Lasted, "2025-12-14", "2025-12-15")]
    [InlineData("2025-11/2025-12", Precision.Lasted, "2025-11-01", "2025-12-31")]
    [InlineData("[2025-12-02..2025-12-05]", Precision.Within, "2025-12-02", "2025-12-05")]
    [InlineData("[2025-11..2025-12-05]", Precision.Within, "2025-11-01", "2025-12-05")]
    [InlineData("2024-02", Precision.Within, "2024-02-01", "2024-02-29")]
    [InlineData("2025", Precision.Within, "2025-01-01", "2025-12-31")]
    [InlineData("9999-12", Precision.Within, "9999-12-01", "9999-12-31")]
    [InlineData("9999", Precision.Within, "9999-01-01", "9999-12-31")]
    [InlineData("[9999-12-01..9999-12-05]", Precision.Within, "9999-12-01", "9999-12-05")]
    [InlineData("[9998-01-01..9999-12-31]", Precision.Within, "9998-01-01", "9999-12-31")]
    public void What_it_covers_is_read(string text, Precision precision, string first, string last)
    {
        var when = When.Parse(text);
        (when.Precision, when.First, when.Last).ShouldBe((precision, Tell.Day(first), Tell.Day(last)));
        When.Parse(when.ToString()).ShouldBe(when);
    }

    [Theory]
    [InlineData("2025-11", "[2025-11-01..2025-11-30]")]
    [InlineData("2025-11~", "[2025-11-01~..2025-11-30]")]
    [InlineData("2025", "[2025-01..2025-12]")]
    [InlineData("2025-12-02", "[2025-12-02..2025-12-02]")]
    [InlineData("2025-12-02", "2025-12-02/2025-12-02")]
    [InlineData("2025-12-02~", "2025-12-02~/2025-12-02")]
    public void Two_spellings_of_the_same_date_are_equal(string one, string other)
    {
        When.Parse(other).ShouldBe(When.Parse(one));
        When.Parse(other).GetHashCode().ShouldBe(When.Parse(one).GetHashCode());
        When.Parse(other).ToString().ShouldBe(one);
    }

    [Theory]
    [InlineData("2025-12-02", "2025-12-02~")]
    [InlineData("2025-12-02/2025-12-05", "[2025-12-02..2025-12-05]")]
    [InlineData("2025-12-02", "unknown")]
    public void Dates_that_say_different_things_differ(string one, string other) => When.Parse(other).ShouldNotBe(When.Parse(one));

    [Fact]
    public void Unknown_is_the_default_and_covers_nothing()
    {
        When.Parse("unknown").ShouldBe(default);
        default(When).IsKnown.ShouldBeFalse();
        default(When).ToString().ShouldBe("unknown");
        default(When).PlusDays(3).ShouldBe(default);
    }

    [Theory]
    [InlineData("2025-12-02", "2025-12-02", false)]
    [InlineData("2025-12-14/2025-12-15", "2025-12-14", false)]
    [InlineData("[2025-12-02..2025-12-05]", "2025-12-05", true)]
    [InlineData("2025-11", "2025-11-30", true)]
    public void A_span_counts_from_its_start_and_a_day_within_from_its_end(string text, string counts, bool possible)
    {
        var when = When.Parse(text);
        (when.Counts, when.HasPossibleDays).ShouldBe((Tell.Day(counts), possible));
    }

    [Theory]
    [InlineData("")]
    [InlineData("soon")]
    [InlineData("2025-13-01")]
    [InlineData("2025-02-30")]
    [InlineData("2025-2-3")]
    [InlineData("2025-12-02T10:00")]
    [InlineData(" 2025-12-02")]
    [InlineData("2025-12-02~~")]
    [InlineData("[2025-12-02..2025-12-05")]
    [InlineData("2025-12-02..2025-12-05")]
    [InlineData("[2025-12-02/2025-12-05]")]
    [InlineData("2025-12-02/")]
    [InlineData("2025-12-02/2025-12-03/2025-12-04")]
    [InlineData("0000-01-01")]
    public void What_is_no_date_is_refused_with_the_notation(string text)
    {
        When.TryParse(text, out var when, out var expected).ShouldBeFalse();
        when.ShouldBe(default);
        expected.ShouldBe(When.Notation);
        Should.Throw<FormatException>(() => When.Parse(text));
    }

    [Theory]
    [InlineData("2025-12-05/2025-12-02")]
    [InlineData("[2025-12-05..2025-12-02]")]
    public void A_span_that_ends_before_it_starts_is_refused_with_both_dates(string text)
    {
        When.TryParse(text, out _, out var expected).ShouldBeFalse();
        expected.ShouldContain("2025-12-05");
        expected.ShouldContain("2025-12-02");
    }

    [Fact]
    public void Moving_there_and_back_changes_nothing() =>
        Gen.Select(Generate.Whens, Gen.Int[-500, 500]).Sample((when, days) => when.PlusDays(days).PlusDays(-days).ShouldBe(when));
}
