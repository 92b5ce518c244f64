namespace NegotiationSim.Domain.Tests;

public sealed class Placeholder
{
    [Fact]
    public void True_is_true() => true.ShouldBeTrue();
}
