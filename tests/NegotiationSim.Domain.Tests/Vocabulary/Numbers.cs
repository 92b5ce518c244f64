namespace NegotiationSim.Domain.Tests;

public sealed class CountedThings
{
    [Theory]
    [InlineData(0, "0 events")]
    [InlineData(1, "1 event")]
    [InlineData(2, "2 events")]
    public void One_is_singular_and_all_else_plural(int count, string words) => Counted.Of(count, "event").ShouldBe(words);
}
