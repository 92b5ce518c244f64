namespace NegotiationSim.Simulation.Tests;

public sealed class SpatialRuns
{
    /// <summary>Bargains are rounded to 0.01 of 100: a sum in another order can fall on the other side.</summary>
    private const double RoundingStep = 0.011;

    private static double[] AfterOneTurn(ActorTable table, SpatialRules rules)
    {
        var model = new SpatialModel(table.Actors, table.Dimensions, rules);
        model.Begin(table);
        model.Step();
        var positions = new double[table.Positions.Length];
        model.CopyPositions(positions);
        return positions;
    }

    [Fact]
    public void Do_not_depend_on_the_order_of_parties() =>
        (from table in Tables.Any() from order in Tables.Orders(table.Actors) select (table, order)).Sample(t =>
        {
            var expected = (t.table with { Positions = AfterOneTurn(t.table, SpatialRules.Exact) }).Reordered(t.order).Positions;
            Near(AfterOneTurn(t.table.Reordered(t.order), SpatialRules.Exact), expected);
        }, iter: 200);

    [Fact]
    public void Do_not_change_when_all_capabilities_are_scaled() =>
        (from table in Tables.Any() from factor in Gen.Double[0.5, 50] select (table, factor)).Sample(t =>
            Near(AfterOneTurn(t.table with { Capabilities = [.. t.table.Capabilities.Select(c => c * t.factor)] }, SpatialRules.Corrected), AfterOneTurn(t.table, SpatialRules.Corrected)), iter: 200);

    [Fact]
    public void Keep_positions_between_those_of_the_beginning() => Tables.Any().Sample(table =>
    {
        foreach (var turn in SpatialRun.Of(table, SpatialRules.Exact).Turns)
        {
            for (var d = 0; d < table.Dimensions; d++)
            {
                var began = Enumerable.Range(0, table.Actors).Select(i => table.Position(i, d)).ToArray();
                for (var i = 0; i < table.Actors; i++) turn.Positions[(i * table.Dimensions) + d].ShouldBeInRange(began.Min() - RoundingStep, began.Max() + RoundingStep);
            }
        }
    }, iter: 100);

    [Fact]
    public void Spread_risk_attitudes_over_their_range() => Gen.Select(Tables.Any(), Gen.Enum<RiskRange>()).Sample((table, range) =>
    {
        var (least, most) = range switch
        {
            RiskRange.Middle => (-0.5, 1.0),
            RiskRange.Narrow => (0.0, 1.0),
            _ => (-1.0, 1.0),
        };
        var risks = SpatialRun.Of(table, SpatialRules.Exact with { RiskRange = range }).Turns[0].RiskAttitudes;
        risks.Min().ShouldBe(least, 1e-9);
        risks.Max().ShouldBe(most, 1e-9);
    }, iter: 100);

    [Fact]
    public void Stay_where_everybody_agrees()
    {
        var run = SpatialRun.Of(Tables.Of(1, [30, 30, 30], [50, 50, 50], [1, 2, 3]), SpatialRules.Exact);
        run.Turns.Count.ShouldBe(3);
        run.Turns[^1].Positions.ShouldBe([30, 30, 30]);
        run.Turns[^1].WinChances.ShouldBe([1, 1, 1]);
        run.Turns.SelectMany(t => t.Challenges).ShouldBeEmpty();
    }

    [Fact]
    public void Are_the_same_with_all_corrections_but_that_of_the_unit_under_the_default_rules() => Tables.Any().Sample(table =>
        SpatialRun.Of(table, SpatialRules.Exact with { Corrections = SpatialCorrections.All & ~SpatialCorrections.OwnUnit }).Turns.Select(t => t.Positions).ToArray()
            .ShouldBe(SpatialRun.Of(table, SpatialRules.Exact).Turns.Select(t => t.Positions).ToArray()), iter: 50);

    [Fact]
    public void Tell_no_commitment_from_full_commitment_only_when_corrected()
    {
        var table = Of("ktab/dummyData_3Dim.json");
        double[] Last(SpatialRules rules, Commitment commitment) => SpatialRun.Of(table, rules with { Commitment = commitment }).Turns[^1].Positions;
        Last(SpatialRules.Exact, Commitment.None).ShouldBe(Last(SpatialRules.Exact, Commitment.Full));
        Last(SpatialRules.Corrected, Commitment.None).ShouldNotBe(Last(SpatialRules.Corrected, Commitment.Full));
    }

    [Theory]
    [InlineData(BargainForm.InitiatorAndReceiver, SpatialCorrections.ReceiverChance)]
    [InlineData(BargainForm.PowerWeighted, SpatialCorrections.ReceiverChance)]
    [InlineData(BargainForm.PowerWeighted, SpatialCorrections.ReceiverCapability)]
    public void Change_by_a_correction_of_the_rule_that_it_corrects(BargainForm form, SpatialCorrections correction)
    {
        var table = Of("ktab/dummyData_3Dim.json");
        var exact = SpatialRules.Exact with { Form = form };
        SpatialRun.Of(table, exact with { Corrections = correction }).Turns[1].Positions.ShouldNotBe(SpatialRun.Of(table, exact).Turns[1].Positions);
    }

    [Fact]
    public void Are_reproduced_by_seed_and_run_when_stochastic()
    {
        var rules = SpatialRules.Corrected with { Transitions = Transitions.Stochastic };
        double[] Last(int run) => SpatialRun.Of(Of("ktab/dummyData_3Dim.json"), rules, RandomStream.For(5, run, "turns")).Turns[^1].Positions;
        Last(1).ShouldBe(Last(1));
        Enumerable.Range(0, 10).Select(run => string.Join(" ", Last(run))).Distinct().Count().ShouldBeGreaterThan(5);
    }

    [Fact]
    public void Follow_ideals_that_follow_positions_as_if_there_were_none()
    {
        var table = Of("ktab/dummyData_3Dim.json");
        var identity = Enumerable.Range(0, 49).Select(at => at % 8 == 0 ? 1.0 : 0).ToArray();
        SpatialRun.Of(table, SpatialRules.Exact, default, identity).Turns.Select(t => t.Positions).ToArray()
            .ShouldBe(SpatialRun.Of(table, SpatialRules.Exact).Turns.Select(t => t.Positions).ToArray());
        SpatialRun.Of(table, SpatialRules.Exact, default, new double[49]).Turns[^1].Positions
            .ShouldNotBe(SpatialRun.Of(table, SpatialRules.Exact).Turns[^1].Positions);
    }

    [Fact]
    public void Run_again_in_the_same_room()
    {
        var (first, second) = (Of("ktab/p4d28.json"), Of("ktab/p4d28.json") with { Capabilities = [50, 60, 70, 80] });
        var model = new SpatialModel(4, 28, SpatialRules.Exact);
        var none = default(RandomStream);
        foreach (var table in new[] { first, second, first })
        {
            model.Begin(table);
            model.RunToEnd(ref none).ShouldBe(SpatialRun.Of(table, SpatialRules.Exact).Turns.Count - 1);
            var positions = new double[table.Positions.Length];
            model.CopyPositions(positions);
            positions.ShouldBe(SpatialRun.Of(table, SpatialRules.Exact).Turns[^1].Positions);
        }

        Should.Throw<InvalidOperationException>(model.Step);
    }

    [Theory]
    [InlineData(BargainForm.Initiator, ElectionKind.Conditional)]
    [InlineData(BargainForm.InitiatorAndReceiver, ElectionKind.MarkovIncentive)]
    [InlineData(BargainForm.PowerWeighted, ElectionKind.MarkovUniform)]
    public void Allocate_nothing(BargainForm form, ElectionKind election)
    {
        var table = Of("ktab/p4d28.json");
        var model = new SpatialModel(4, 28, SpatialRules.Exact with { Form = form, Election = election });
        var chances = new double[4];
        Tables.Allocates(() =>
        {
            var none = default(RandomStream);
            model.Begin(table.Positions, table.Saliences, table.Capabilities);
            model.RunToEnd(ref none);
            model.WinChances(chances);
        }).ShouldBe(0);
    }

    [Fact]
    public void Are_refused_with_rules_that_the_reference_program_cannot_run()
    {
        Refusal(SpatialRules.Exact with { Transitions = Transitions.Stochastic }).ShouldContain("OwnStreams");
        Refusal(SpatialRules.Exact with { RiskAdjustment = RiskAdjustment.Full }).ShouldContain("FullAdjustment");
        Refusal(SpatialRules.Exact with { MostTurns = 0 }).ShouldContain("turns");
        Refusal(SpatialRules.Exact with { QuietShare = double.NaN }).ShouldContain("quietShare");
        SpatialRun.Of(Tables.Small, SpatialRules.Corrected with { RiskAdjustment = RiskAdjustment.Full }).Turns.Count.ShouldBeGreaterThan(1);
    }

    [Fact]
    public void Are_refused_without_third_parties_or_over_budget()
    {
        Should.Throw<RefusedInputException>(() => SpatialRun.Of(Tables.Of(1, [1, 2], [50, 50], [1, 1]), SpatialRules.Exact)).Message.ShouldContain("at least 3, there are 2");
        Should.Throw<RefusedInputException>(() => SpatialRun.Of(Tables.Small with { Saliences = [60, 60, 1, 1, 1, 1] }, SpatialRules.Exact)).Message.ShouldContain("spends 120");
        Should.Throw<RefusedInputException>(() => new SpatialModel(4, 2, SpatialRules.Exact).Begin(Tables.Small)).Message.ShouldContain("actors: 4, there are 3");
        Should.Throw<RefusedInputException>(() => new SpatialModel(3, 2, SpatialRules.Exact, [1, 1, 1, 0, 1, 0, 0, 0, 1])).Message.ShouldContain("accommodation");
    }

    private static string Refusal(SpatialRules rules) => Should.Throw<RefusedInputException>(() => SpatialRun.Of(Tables.Small, rules)).Message;

    private static ActorTable Of(string file)
    {
        var actors = Figures.Of(file).Json.GetProperty("actors").EnumerateArray().ToList();
        double[] Row(string member) => [.. actors.SelectMany(a => a.GetProperty(member).EnumerateArray().Select(x => x.GetDouble()))];
        return Tables.Of(actors[0].GetProperty("positions").GetArrayLength(), Row("positions"), Row("saliences"), [.. actors.Select(a => a.GetProperty("power").GetDouble())]);
    }

    private static void Near(double[] actual, double[] expected)
    {
        for (var i = 0; i < expected.Length; i++) actual[i].ShouldBe(expected[i], RoundingStep);
    }
}
