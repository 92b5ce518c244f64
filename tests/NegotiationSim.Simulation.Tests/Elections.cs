namespace NegotiationSim.Simulation.Tests;

public sealed class Elections
{
    private static readonly Gen<ElectionRules> AnyRules =
        from voting in Gen.Enum<VotingRule>()
        from victory in Gen.Enum<VictoryModel>()
        from kind in Gen.Enum<ElectionKind>()
        select new ElectionRules(voting, victory, kind, 1e-12);

    private static readonly Gen<(int Actors, int Options, double[] Weights, double[] Utilities)> AnyVoters =
        from actors in Gen.Int[1, 6]
        from options in Gen.Int[1, 6]
        from weights in Gen.Double[0.1, 100].Array[actors]
        from utilities in Gen.Double[0, 1].Array[actors * options]
        select (actors, options, weights, utilities);

    [Fact]
    public void Have_one_outcome() => Gen.Select(AnyRules, AnyVoters).Sample((rules, v) =>
    {
        var chances = CondorcetElection.Chances(rules, v.Weights, v.Utilities);
        chances.ShouldAllBe(p => p >= 0 && p <= 1);
        chances.Sum().ShouldBe(1, 1e-9);
    }, iter: 300);

    [Fact]
    public void Do_not_depend_on_the_order_of_voters() =>
        (from v in AnyVoters from order in Tables.Orders(v.Actors) from rules in AnyRules select (v, order, rules)).Sample(t =>
            Near(
                CondorcetElection.Chances(t.rules, [.. t.order.Select(k => t.v.Weights[k])], [.. t.order.SelectMany(k => t.v.Utilities.Skip(k * t.v.Options).Take(t.v.Options))]),
                CondorcetElection.Chances(t.rules, t.v.Weights, t.v.Utilities)), iter: 300);

    [Fact]
    public void Permute_with_the_order_of_options() =>
        (from v in AnyVoters from order in Tables.Orders(v.Options) from rules in AnyRules select (v, order, rules)).Sample(t =>
        {
            var permuted = Enumerable.Range(0, t.v.Actors).SelectMany(k => t.order.Select(o => t.v.Utilities[(k * t.v.Options) + o])).ToArray();
            var chances = CondorcetElection.Chances(t.rules, t.v.Weights, t.v.Utilities);
            Near(CondorcetElection.Chances(t.rules, t.v.Weights, permuted), [.. t.order.Select(o => chances[o])]);
        }, iter: 300);

    [Fact]
    public void Are_between_two_options_what_the_pair_is() => Gen.Select(AnyRules, Gen.Double[0.1, 9], Gen.Double[0.1, 9]).Sample((rules, a, b) =>
    {
        var chances = CondorcetElection.ChancesOfCoalitions(rules, [0, a, b, 0]);
        if (rules.Kind == ElectionKind.Conditional) chances[0].ShouldBe(CondorcetElection.Victory(rules.Victory, a, b), 1e-9);
        (chances[0] >= chances[1]).ShouldBe(a >= b);
    }, iter: 300);

    [Fact]
    public void Favour_the_option_that_beats_every_other() => AnyVoters.Sample(v =>
    {
        var rules = new ElectionRules(VotingRule.Proportional, VictoryModel.Octic, ElectionKind.Conditional);
        var coalitions = new double[v.Options * v.Options];
        CondorcetElection.Coalitions(rules.Voting, v.Weights, v.Utilities, coalitions);
        var winner = Enumerable.Range(0, v.Options).FirstOrDefault(
            a => Enumerable.Range(0, v.Options).All(b => a == b || coalitions[(a * v.Options) + b] > 4 * coalitions[(b * v.Options) + a]), -1);
        if (winner >= 0) CondorcetElection.Chances(rules, v.Weights, v.Utilities)[winner].ShouldBeGreaterThan(0.99);
    }, iter: 300);

    [Fact]
    public void Survive_chances_too_small_for_numbers()
    {
        var options = 200;
        var coalitions = Enumerable.Range(0, options * options).Select(i => (i / options) > (i % options) ? 1e-8 : 1e8).ToArray();
        var chances = CondorcetElection.ChancesOfCoalitions(new(VotingRule.Proportional, VictoryModel.Octic, ElectionKind.Conditional), coalitions);
        chances[0].ShouldBe(1, 1e-9);
        chances.ShouldAllBe(p => double.IsFinite(p));
    }

    [Fact]
    public void Are_refused_with_numbers_that_do_not_fit()
    {
        var rules = default(ElectionRules);
        Should.Throw<ArgumentException>(() => CondorcetElection.Chances(rules, [1, 1], [0.1, 0.2, 0.3]));
        Should.Throw<ArgumentException>(() => CondorcetElection.Chances(rules, [1, 0], [0.1, 0.2]));
        Should.Throw<ArgumentException>(() => CondorcetElection.Chances(rules, [1], [double.NaN]));
        Should.Throw<ArgumentException>(() => CondorcetElection.ChancesOfCoalitions(rules, [0, 1, 1]));
        Should.Throw<ArgumentException>(() => CondorcetElection.ChancesOfCoalitions(rules, [0, 0, 0, 0]));
    }

    private static void Near(double[] actual, double[] expected)
    {
        actual.Length.ShouldBe(expected.Length);
        for (var i = 0; i < expected.Length; i++) actual[i].ShouldBe(expected[i], 1e-6);
    }
}
