namespace NegotiationSim.Simulation.Tests;

public sealed class GraphsOfConflicts
{
    private static readonly Gen<GraphModel> Any =
        from makers in Gen.Int[1, 3]
        from options in Gen.Int[1, 4]
        from owners in Gen.Int[0, makers - 1].Array[options]
        from reversible in Gen.Bool.Array[options]
        from payoffs in Gen.Int[0, 20].Array[1 << options].Array[makers]
        select GraphModel.OfOptions([.. owners.Select((o, at) => new ConflictOption($"option {at}", o, reversible[at]))], [.. payoffs.Select(p => p.Select(x => (double)x).ToArray())]);

    [Fact]
    public void Stability_that_asks_for_more_holds_for_less() => Any.Sample(model =>
    {
        for (var i = 0; i < model.DecisionMakers; i++)
        {
            IReadOnlyList<int> Stable(Stability stability) => model.StableFor(stability, i);
            Stable(Stability.Nash).ShouldBeSubsetOf(Stable(Stability.SymmetricMetarational));
            Stable(Stability.SymmetricMetarational).ShouldBeSubsetOf(Stable(Stability.GeneralMetarational));
            Stable(Stability.Nash).ShouldBeSubsetOf(Stable(Stability.Sequential));
            Stable(Stability.Sequential).ShouldBeSubsetOf(Stable(Stability.GeneralMetarational));
        }
    }, iter: 300);

    [Fact]
    public void Everybody_alone_rests_only_at_its_best() => Gen.Int[0, 1_000].Array[8].Sample(payoffs =>
    {
        var model = GraphModel.OfOptions([new("a", 0), new("b", 0), new("c", 0)], [[.. payoffs.Select(p => (double)p)]]);
        var best = Enumerable.Range(0, 8).Where(s => payoffs[s] == payoffs.Max());
        foreach (var stability in Enum.GetValues<Stability>()) model.Equilibria(stability).ShouldBe(best);
    }, iter: 100);

    [Fact]
    public void Options_make_the_moves_of_a_known_conflict()
    {
        var json = Figures.Of("gmcr/prisoners.json").Json;
        double[][] payoffs = [.. json.GetProperty("payoffs").EnumerateArray().Select(p => p.EnumerateArray().Select(x => x.GetDouble()).ToArray())];
        var model = GraphModel.OfOptions([new("cooperate", 0), new("cooperate", 1)], payoffs);
        model.Equilibria(Stability.Nash).ShouldBe([0]);
        model.Equilibria(Stability.Sequential).ShouldBe([0, 3]);
    }

    [Fact]
    public void What_cannot_be_undone_is_not_undone()
    {
        double[] payoff = [1, 0];
        GraphModel.OfOptions([new("leave", 0)], [payoff]).IsStable(Stability.Nash, 0, 1).ShouldBeFalse();
        GraphModel.OfOptions([new("leave", 0, Reversible: false)], [payoff]).IsStable(Stability.Nash, 0, 1).ShouldBeTrue();
    }

    [Fact]
    public void Only_states_that_can_be_are_there()
    {
        var model = GraphModel.OfOptions([new("a", 0), new("b", 0)], [[3, 1, 2]], feasible: [0, 1, 2]);
        model.States.ShouldBe(3);
        model.Equilibria(Stability.Nash).ShouldBe([0]);
    }

    [Fact]
    public void Ten_options_are_analysed()
    {
        var payoffs = Enumerable.Range(0, 4).Select(i =>
        {
            var stream = RandomStream.For(1, i, "payoffs");
            return Enumerable.Range(0, 1024).Select(_ => stream.NextDouble()).ToArray();
        }).ToArray();
        var model = GraphModel.OfOptions([.. Enumerable.Range(0, 10).Select(o => new ConflictOption($"{o}", o % 4))], payoffs);
        model.Equilibria(Stability.SymmetricMetarational).ShouldNotBeEmpty();
        model.Equilibria(Stability.Nash).ShouldBeSubsetOf(model.Equilibria(Stability.Sequential));
    }

    [Fact]
    public void Too_much_or_too_little_is_refused()
    {
        string Options(int count) => Should.Throw<RefusedInputException>(() => GraphModel.OfOptions([.. Enumerable.Range(0, count).Select(o => new ConflictOption($"{o}", 0))], [[1]])).Message;
        Options(28).ShouldContain("1 to 10, there are 28: 28 options make 2^28 states");
        Options(0).ShouldContain("1 to 10, there are 0");
        Should.Throw<RefusedInputException>(() => new GraphModel(0, [[]], [[]])).Message.ShouldContain("1 to 1024, there are 0");
        Should.Throw<RefusedInputException>(() => new GraphModel(2, [[(0, 2)]], [[1, 2]])).Message.ShouldContain("states from 0 to 1");
        Should.Throw<RefusedInputException>(() => new GraphModel(2, [[(0, 1)]], [[1, double.NaN]])).Message.ShouldContain("finite");
        Should.Throw<RefusedInputException>(() => GraphModel.OfOptions([new("a", 1)], [[1, 2]])).Message.ShouldContain("an owner among 1");
    }
}
