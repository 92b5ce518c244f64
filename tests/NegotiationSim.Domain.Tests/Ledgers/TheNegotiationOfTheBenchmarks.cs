using NegotiationSim.Benchmarks;

namespace NegotiationSim.Domain.Tests;

public sealed class TheNegotiationOfTheBenchmarks
{
    [Fact]
    public void Is_admitted_as_a_whole()
    {
        var decision = Recording.Decide(Ledger.Empty(new("synthetic")), SyntheticNegotiation.Events(5_000));
        decision.ShouldBeOfType<Decision.Admitted>(decision is Decision.Refused refused ? $"{refused.Refusals[0]}" : null).New.Count.ShouldBe(5_000);
    }
}
