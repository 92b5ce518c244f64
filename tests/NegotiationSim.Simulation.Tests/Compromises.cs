namespace NegotiationSim.Simulation.Tests;

public sealed class Compromises
{
    [Fact]
    public void Do_not_depend_on_the_order_of_parties() =>
        (from table in Tables.Any() from order in Tables.Orders(table.Actors) select (table, order)).Sample(t =>
        {
            Near(Compromise.Means(t.table.Reordered(t.order)), Compromise.Means(t.table));
            Compromise.Medians(t.table.Reordered(t.order)).ShouldBe(Compromise.Medians(t.table));
        }, iter: 200);

    [Fact]
    public void Do_not_change_when_all_capabilities_are_scaled() =>
        (from table in Tables.Any() from factor in Gen.Double[0.01, 100] select (table, factor)).Sample(t =>
            Near(Compromise.Means(t.table with { Capabilities = [.. t.table.Capabilities.Select(c => c * t.factor)] }), Compromise.Means(t.table)), iter: 200);

    [Fact]
    public void Lie_between_the_positions() => Tables.Any().Sample(table =>
    {
        var (means, medians) = (Compromise.Means(table), Compromise.Medians(table));
        for (var d = 0; d < table.Dimensions; d++)
        {
            var positions = Enumerable.Range(0, table.Actors).Select(i => table.Position(i, d)).ToArray();
            means[d].ShouldBeInRange(positions.Min() - 1e-9, positions.Max() + 1e-9);
            positions.ShouldContain(medians[d]);
        }
    }, iter: 200);

    [Fact]
    public void Move_by_the_lever_of_the_party_that_moves() => Tables.Any(mostDimensions: 1).Sample(table =>
    {
        var weights = table.Capabilities.Zip(table.Saliences, (c, s) => c * s).ToArray();
        var moved = table.Positions.ToArray();
        moved[0] = 100 - moved[0];
        var expected = Compromise.Means(table)[0] + (Compromise.Lever(0, weights) * (moved[0] - table.Positions[0]));
        Compromise.Means(table with { Positions = moved })[0].ShouldBe(expected, 1e-9);
    }, iter: 200);

    [Fact]
    public void Know_no_middle_of_what_nobody_cares_about() =>
        double.IsNaN(Compromise.Means(Tables.Of(1, [10, 20], [0, 0], [1, 1]))[0]).ShouldBeTrue();

    [Fact]
    public void Are_refused_without_weights_or_with_numbers_missing()
    {
        Should.Throw<ArgumentException>(() => Compromise.Mean([], []));
        Should.Throw<ArgumentException>(() => Compromise.Mean([1, 2], [0, 0]));
        Should.Throw<ArgumentException>(() => Compromise.Mean([1, double.NaN], [1, 1]));
        Should.Throw<ArgumentException>(() => Compromise.Median([1, 2], [1, -1]));
        Should.Throw<ArgumentException>(() => Compromise.Mean([1, 2], [1]));
    }

    private static void Near(double[] actual, double[] expected)
    {
        for (var i = 0; i < expected.Length; i++) actual[i].ShouldBe(expected[i], 1e-9);
    }
}

public sealed class TablesOfActors
{
    private static string Refusal(ActorTable table, int leastActors = 3) =>
        string.Join("; ", table.Faults(leastActors, oneBudget: true).Select(f => $"{f.Member}: {f.Expected}"));

    [Fact]
    public void Are_usable_when_complete() => Refusal(Tables.Small).ShouldBe("");

    [Fact]
    public void Are_refused_when_saliences_go_over_their_budget() =>
        Refusal(Tables.Small with { Saliences = [60, 50, 30, 50, 60, 20] }).ShouldBe("saliences: at most 100 in all, A0 spends 110");

    [Fact]
    public void Are_refused_when_a_party_cares_about_nothing() =>
        Refusal(Tables.Small with { Saliences = [40, 40, 0, 0, 60, 20] }).ShouldBe("saliences: above 0 on some dimension, A1 cares about nothing");

    [Fact]
    public void Are_refused_when_a_party_is_missing() =>
        Refusal(Tables.Small with { Positions = [0, 10, 50, 60] }).ShouldBe("positions: 6 numbers for 3 actors and 2 dimensions, there are 4: a party or a point is missing");

    [Fact]
    public void Are_refused_with_fewer_parties_than_the_model_needs() =>
        Refusal(Tables.Small, leastActors: 4).ShouldBe("actors: at least 4, there are 3");

    [Fact]
    public void Are_refused_with_what_is_no_number()
    {
        Refusal(Tables.Small with { Positions = [0, 10, double.NaN, 60, 100, 20] }).ShouldBe("positions: 0 to 100, A1 has NaN on dimension 1");
        Refusal(Tables.Small with { Capabilities = [1, 0, double.PositiveInfinity] }).ShouldBe("capabilities: 0.0001 to 1000000000000, A1 has 0; capabilities: 0.0001 to 1000000000000, A2 has Infinity");
    }

    [Fact]
    public void Are_refused_when_two_parties_have_one_name() =>
        Refusal(Tables.Small with { Names = ["A", "B", "A"] }).ShouldBe("actors: different names, A is there twice");

    [Fact]
    public void Are_refused_before_anything_runs()
    {
        var table = Tables.Small with { Capabilities = [1, double.NaN, 1] };
        foreach (var model in Models.All.Where(m => m.Forecast is not null))
        {
            Should.Throw<RefusedInputException>(() => model.Forecast!(table)).Message.ShouldContain("A1 has NaN");
        }
    }
}
