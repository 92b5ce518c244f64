using NegotiationSim.Domain;

namespace NegotiationSim.Simulation.Tests.Forecasts;

public sealed class UnnamedSetsThatFitAnything
{
    /// <summary>Some points rejected, some open, some undisclosed: only the rejection says where the party stands.</summary>
    [Fact]
    public void Stand_beside_one_that_is_drawn()
    {
        var ledger = Talks.Ledger(
            Talks.Unnamed("NOR", Stance.Rejects, 1), More("open", Stance.Open), More("not-said", Stance.Undisclosed), More("on-terms", Stance.AcceptsConditionally) with { Condition = "terms" });

        var plan = Talks.Plan(Talks.Assessment(), ledger);

        plan.Sets.Count.ShouldBe(1);
        var said = Forecast.Of(plan, 7, Talks.Count(plan, 0, 10)).Assumptions;
        said.Count(a => a.EndsWith("each run draws which, among the worlds that fit the record.", StringComparison.Ordinal)).ShouldBe(1);
        said.Count(a => a.EndsWith("any position fits that, and nothing is drawn for it.", StringComparison.Ordinal)).ShouldBe(3);
    }

    private static StanceDeclared More(string name, Stance stance) =>
        (StanceDeclared)Talks.Unnamed("NOR", stance, 1) with { Id = new(name), Some = new() { Id = new(name), Version = new("P") } };
}
