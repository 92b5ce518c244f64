namespace NegotiationSim.Simulation.Tests;

public sealed class FairPoints
{
    private static readonly Gen<double[][]> AnyUtilities =
        from parties in Gen.Int[2, 4]
        from outcomes in Gen.Int[1, 60]
        from grain in Gen.Int[3, 1_000] // coarse grains make many equals
        from utilities in Gen.Int[0, 1_000].Array[outcomes].Array[parties]
        select utilities.Select(u => u.Select(x => x / grain / (1_000.0 / grain)).ToArray()).ToArray();

    [Fact]
    public void Are_on_the_Pareto_set() => AnyUtilities.Sample(utilities =>
    {
        var fair = FairOutcomes.Of(utilities, new double[utilities.Length]);
        foreach (var point in new[] { fair.Nash, fair.Kalai, fair.KalaiSmorodinsky, fair.Utilitarian }) fair.Pareto.ShouldContain(point!.Value);
    });

    [Fact]
    public void Find_the_Pareto_set_that_comparing_all_with_all_finds() => AnyUtilities.Sample(utilities =>
    {
        bool Betters(int a, int b) => utilities.All(u => u[a] >= u[b]) && utilities.Any(u => u[a] > u[b]);
        var outcomes = Enumerable.Range(0, utilities[0].Length).ToArray();
        FairOutcomes.Of(utilities, new double[utilities.Length]).Pareto.ShouldBe(outcomes.Where(o => !outcomes.Any(other => Betters(other, o))));
    });

    [Fact]
    public void Do_not_depend_on_the_order_of_parties() => AnyUtilities.Sample(utilities =>
    {
        var (fair, reversed) = (FairOutcomes.Of(utilities, new double[utilities.Length]), FairOutcomes.Of([.. utilities.Reverse()], new double[utilities.Length]));
        reversed.Pareto.ShouldBe(fair.Pareto);
        double Product(int o) => utilities.Aggregate(1.0, (p, u) => p * u[o]);
        double Least(int o) => utilities.Min(u => u[o]);
        Product(reversed.Nash!.Value).ShouldBe(Product(fair.Nash!.Value), 1e-9);
        Least(reversed.Kalai!.Value).ShouldBe(Least(fair.Kalai!.Value), 1e-9);
    });

    /// <summary>Utilities have no unit and no zero of their own: Nash and Kalai-Smorodinsky do not depend on either, Kalai does.</summary>
    [Fact]
    public void Nash_and_Kalai_Smorodinsky_do_not_change_when_a_party_measures_otherwise() =>
        Gen.Select(Gen.Int[0, 1_000].Array[40].Array[2], Gen.Double[0.5, 20], Gen.Double[-5, 5]).Sample((numbers, unit, zero) =>
        {
            double[][] utilities = [.. numbers.Select((u, p) => u.Select((x, o) => (x / 1_000.0) + (0.00001 * (p + 1) * o)).ToArray())];
            double[][] other = [utilities[0], [.. utilities[1].Select(u => (u * unit) + zero)]];
            var (fair, changed) = (FairOutcomes.Of(utilities, [0.1, 0.2]), FairOutcomes.Of(other, [0.1, (0.2 * unit) + zero]));
            if (fair.Nash is null) return;
            double Product(int o) => (utilities[0][o] - 0.1) * (utilities[1][o] - 0.2);
            Product(changed.Nash!.Value).ShouldBe(Product(fair.Nash.Value), 1e-9);
            changed.Pareto.ShouldBe(fair.Pareto);
        });

    [Fact]
    public void Are_not_there_when_nothing_is_better_than_no_agreement_for_everybody()
    {
        var fair = FairOutcomes.Of([[1, 0], [0, 1]], [0.5, 0.5]);
        (fair.Nash, fair.Kalai, fair.KalaiSmorodinsky).ShouldBe((null, null, null));
        fair.Pareto.ShouldBe([0, 1]);
    }

    [Fact]
    public void Are_refused_without_outcomes_or_numbers()
    {
        Should.Throw<RefusedInputException>(() => FairOutcomes.Of([[], []], [0, 0])).Message.ShouldContain("nothing to agree on");
        Should.Throw<RefusedInputException>(() => FairOutcomes.Of([[1], [double.NaN]], [0, 0])).Message.ShouldContain("finite");
        Should.Throw<RefusedInputException>(() => FairOutcomes.Of([[1, 2], [1]], [0, 0])).Message.ShouldContain("the same for each party");
        Should.Throw<RefusedInputException>(() => FairOutcomes.Of([[1]], [0])).Message.ShouldContain("at least 2");
    }

    [Fact]
    public void A_symmetric_frontier_has_its_points_in_the_middle() => Gen.Double[0.5, 5].Sample(radius =>
    {
        var frontier = new BargainingFrontier(u => Math.Sqrt((radius * radius) - (u * u)), u => -u / Math.Sqrt((radius * radius) - (u * u)), 0, radius);
        foreach (var (first, second) in new[] { frontier.Nash, frontier.Egalitarian, frontier.KalaiSmorodinsky, frontier.Utilitarian })
        {
            first.ShouldBe(radius / Math.Sqrt(2), 1e-12);
            second.ShouldBe(first, 1e-12);
        }
    });
}
