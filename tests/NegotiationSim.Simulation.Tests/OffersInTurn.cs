namespace NegotiationSim.Simulation.Tests;

public sealed class OffersInTurn
{
    private static readonly OutcomeSpace Pie = new([new("slices", [.. Enumerable.Range(0, 101).Select(v => $"{v}")])]);

    private static Negotiator Rising(ConcessionStrategy strategy, double reservation = 0, bool required = true) =>
        new("rising", new([.. Enumerable.Range(0, Pie.Count).Select(v => v / 100.0)], reservation), strategy, required);

    private static Negotiator Falling(ConcessionStrategy strategy, double reservation = 0, bool required = true) =>
        new("falling", new([.. Enumerable.Range(0, Pie.Count).Select(v => 1 - (v / 100.0))], reservation), strategy, required);

    private static readonly Gen<ConcessionStrategy> InTime = Gen.OneOf<ConcessionStrategy>(
        Gen.Double[0.1, 10].Select(e => (ConcessionStrategy)new ConcessionStrategy.Aspiration(e)),
        Gen.Select(Gen.Double[0.1, 10], Gen.Double[0, 0.5], (e, k) => (ConcessionStrategy)new ConcessionStrategy.TimeDependent(e, k)),
        Gen.Double[0.1, 10].Select(e => (ConcessionStrategy)new ConcessionStrategy.Exponential(e)));

    private static readonly Gen<(double[] A, double[] B, double[] C)> AnyWorths =
        from count in Gen.Int[1, 30]
        from a in Gen.Double[0, 1].Array[count]
        from b in Gen.Double[0, 1].Array[count]
        from c in Gen.Double[0, 1].Array[count]
        select (a, b, c);

    [Fact]
    public void Agree_on_nothing_worse_than_no_agreement() => Gen.Select(AnyWorths, InTime, InTime, Gen.Double[0, 0.6]).Sample((worths, one, other, reservation) =>
    {
        var parties = new[] { new Negotiator("a", new(worths.A, Math.Min(reservation, worths.A.Max())), one), new("b", new(worths.B, Math.Min(reservation, worths.B.Max())), other), new("c", new(worths.C, Math.Min(reservation, worths.C.Max())), one) };
        var result = new AlternatingOffers(parties, new(20)).Run();
        if (result.IsAgreement) parties.ShouldAllBe(p => p.Preferences.Utilities[result.Outcome] >= p.Preferences.Reservation);
    }, iter: 300);

    /// <summary>Whoever waits for its reservation at the deadline accepts anything then, so that two that want nothing else agree.</summary>
    [Fact]
    public void Agree_before_the_deadline_when_nobody_has_to_lose() => Gen.Select(InTime, InTime, Gen.Int[20, 200]).Sample((one, other, rounds) =>
        new AlternatingOffers([Rising(one), Falling(other)], new(rounds)).Run().IsAgreement.ShouldBeTrue(), iter: 200);

    [Fact]
    public void Give_the_firmer_party_more()
    {
        double Share(ConcessionStrategy rising, ConcessionStrategy falling) =>
            new AlternatingOffers([Rising(rising), Falling(falling)], new(100)).Run().Outcome / 100.0;
        Share(ConcessionStrategy.Boulware, ConcessionStrategy.Conceder).ShouldBeGreaterThan(Share(ConcessionStrategy.Linear, ConcessionStrategy.Conceder));
        Share(ConcessionStrategy.Boulware, ConcessionStrategy.Linear).ShouldBeGreaterThan(0.5);
        Share(ConcessionStrategy.Linear, ConcessionStrategy.Boulware).ShouldBeLessThan(0.5);
    }

    [Fact]
    public void Return_concessions_like_for_like_with_tit_for_tat()
    {
        var trace = new List<Offer>();
        var result = new AlternatingOffers([Rising(ConcessionStrategy.Linear), Falling(new ConcessionStrategy.TitForTat())], new(200)).Run(trace);
        result.IsAgreement.ShouldBeTrue();
        result.Outcome.ShouldBeInRange(49, 51);
        foreach (var (theirs, mine) in trace.Where(o => o.Party == 0).Zip(trace.Where(o => o.Party == 1)))
        {
            mine.Outcome.ShouldBeLessThanOrEqualTo(trace[0].Outcome - theirs.Outcome + 1);
        }

        new AlternatingOffers([Rising(new ConcessionStrategy.TitForTat()), Falling(new ConcessionStrategy.TitForTat())], new(50)).Run().IsAgreement.ShouldBeFalse();
    }

    [Fact]
    public void Do_not_ask_who_need_not_agree()
    {
        var stubborn = new Negotiator("stubborn", new([.. Enumerable.Range(0, Pie.Count).Select(v => v == 0 ? 1.0 : 0)], 0.5), ConcessionStrategy.Boulware);
        AlternatingOffers Talks(bool required) => new([Rising(ConcessionStrategy.Linear, 0.2), Falling(ConcessionStrategy.Linear, 0.2), stubborn with { Required = required }], new(50));
        Talks(required: true).Run().IsAgreement.ShouldBeFalse();
        Talks(required: false).Run().IsAgreement.ShouldBeTrue();
    }

    [Fact]
    public void Break_down_by_chance_as_the_stream_says()
    {
        var talks = new AlternatingOffers([Rising(ConcessionStrategy.Boulware), Falling(ConcessionStrategy.Boulware)], new(100, EndChance: 0.02));
        OffersResult Of(int run)
        {
            var stream = RandomStream.For(1, run, "offers");
            return talks.Run(ref stream);
        }

        var runs = Enumerable.Range(0, 500).Select(Of).ToArray();
        (runs.Count(r => r.IsAgreement) / 500.0).ShouldBe(Math.Pow(0.98, 84), 0.06);
        runs.Where(r => !r.IsAgreement).ShouldAllBe(r => r.BrokeDown);
        Enumerable.Range(0, 500).Select(Of).ShouldBe(runs);
        Should.Throw<InvalidOperationException>(() => talks.Run());
    }

    [Fact]
    public void Are_worth_less_the_longer_they_take()
    {
        var talks = new AlternatingOffers([Rising(ConcessionStrategy.Linear), Falling(ConcessionStrategy.Linear, 0.25)], new(100, Discount: 0.9));
        talks.WorthTo(0, new(80, 1, 1, false)).ShouldBe(0.8);
        talks.WorthTo(0, new(80, 3, 5, false)).ShouldBe(0.8 * 0.81, 1e-12);
        talks.WorthTo(1, new(-1, 100, 200, false)).ShouldBe(0.25);
    }

    [Fact]
    public void Repeat_themselves_exactly_and_allocate_nothing()
    {
        var talks = new AlternatingOffers([Rising(ConcessionStrategy.Boulware), Falling(new ConcessionStrategy.TitForTat()), Rising(new ConcessionStrategy.Minimal())], new(100));
        var first = talks.Run();
        talks.Run().ShouldBe(first);
        Tables.Allocates(() => talks.Run()).ShouldBe(0);
    }

    [Fact]
    public void Are_refused_when_nothing_can_come_of_them()
    {
        Refusal([Rising(ConcessionStrategy.Linear)], new(10)).ShouldContain("at least 2, there are 1");
        Refusal([Rising(ConcessionStrategy.Linear, 1.5), Falling(ConcessionStrategy.Linear)], new(10)).ShouldContain("worth at least no agreement");
        Refusal([Rising(ConcessionStrategy.Linear), Falling(new ConcessionStrategy.Aspiration(0))], new(10)).ShouldContain("above 0");
        Refusal([Rising(ConcessionStrategy.Linear), Falling(new ConcessionStrategy.TimeDependent(1, double.NaN))], new(10)).ShouldContain("at once in 0 to 1");
        Refusal([Rising(ConcessionStrategy.Linear), Falling(ConcessionStrategy.Linear, required: false)], new(10)).ShouldContain("must agree");
        Refusal([Rising(ConcessionStrategy.Linear), Falling(ConcessionStrategy.Linear)], new(0, EndChance: double.NaN)).ShouldContain("rounds: at least 1; endChance");
        Refusal([Rising(ConcessionStrategy.Linear), new("other", new([1.0], 0), ConcessionStrategy.Linear)], new(10)).ShouldContain("same outcomes");
    }

    private static string Refusal(IReadOnlyList<Negotiator> parties, OffersRules rules) => Should.Throw<RefusedInputException>(() => new AlternatingOffers(parties, rules)).Message;
}

public sealed class Packages
{
    private static readonly BargainingIssue[] Points = [.. Enumerable.Range(1, 28).Select(p => new BargainingIssue($"point {p}", ["no", "yes"]))];

    private static PackageNegotiator Party(string name, Func<int, double> weight, Func<int, bool> wants, double reservation = 0.2) => new(
        name, new([.. Enumerable.Range(0, 28).Select(weight)], [.. Enumerable.Range(0, 28).Select(i => wants(i) ? new[] { 0.0, 1 } : [1.0, 0])], reservation), ConcessionStrategy.Linear);

    /// <summary>They want opposite things, and each cares most about what the other cares least about.</summary>
    private static readonly PackageNegotiator[] Parties =
        [Party("A", i => i % 2 == 0 ? 0.06 : 0.0114, _ => true), Party("B", i => i % 2 == 0 ? 0.0114 : 0.06, _ => false)];

    private static IReadOnlyList<PackageResult> Run(IReadOnlyList<IReadOnlyList<int>> packages, int rounds = 280)
    {
        var none = default(RandomStream);
        return PackagedOffers.Run(Points, Parties, packages, new(rounds), ref none);
    }

    [Fact]
    public void Settle_every_issue_or_none_of_theirs()
    {
        var packages = Enumerable.Range(0, 4).Select(p => Enumerable.Range(p * 7, 7).ToArray()).ToArray();
        var results = Run(packages);
        results.Select(r => r.Issues).ShouldBe(packages);
        results.ShouldAllBe(r => r.Result.IsAgreement && r.Values.Count == 7);
    }

    [Fact]
    public void Trade_what_matters_less_for_what_matters_more()
    {
        double Worth(IReadOnlyList<IReadOnlyList<int>> packages) => Run(packages).Sum(r => r.Issues.Zip(r.Values).Sum(x =>
            Parties.Sum(p => p.Preferences.Weights[x.First] * p.Preferences.Evaluations[x.First][x.Second])));
        Worth([.. Enumerable.Range(0, 4).Select(p => Enumerable.Range(p * 7, 7).ToArray())]).ShouldBeGreaterThan(1.2);
    }

    /// <summary>With two opposite values and nothing to trade, whoever would lose all of a point does not agree to it.</summary>
    [Fact]
    public void Leave_point_by_point_open_what_only_one_of_them_wants() =>
        Run(PackagedOffers.PointByPoint(28)).ShouldAllBe(r => !r.Result.IsAgreement && r.Values.Count == 0);

    [Fact]
    public void Are_refused_when_they_overlap_or_are_too_large()
    {
        Should.Throw<RefusedInputException>(() => Run(PackagedOffers.WholeVersion(28))).Message.ShouldContain("268435456");
        Should.Throw<RefusedInputException>(() => Run([[0, 1], [1, 2]])).Message.ShouldContain("every issue in one package exactly");
        Should.Throw<RefusedInputException>(() => Run(PackagedOffers.PointByPoint(28), rounds: 20)).Message.ShouldContain("at least one for each of 28 packages");
        Should.Throw<RefusedInputException>(() => new OutcomeSpace([])).Message.ShouldContain("nothing to agree on");
        Should.Throw<RefusedInputException>(() => new OutcomeSpace([new("x", [])])).Message.ShouldContain("at least one value");
    }

    [Fact]
    public void Number_outcomes_both_ways()
    {
        var space = new OutcomeSpace([new("a", ["0", "1", "2"]), new("b", ["0", "1"]), new("c", ["0", "1", "2", "3"])]);
        space.Count.ShouldBe(24);
        for (var o = 0; o < space.Count; o++) space.IndexOf([space.ValueOf(o, 0), space.ValueOf(o, 1), space.ValueOf(o, 2)]).ShouldBe(o);
        space.ValueOf(1, 2).ShouldBe(1);
    }
}

public sealed class PatienceAndRisk
{
    private static readonly Gen<double> Discount = Gen.Double[0, 0.999];

    [Fact]
    public void More_patience_never_hurts() => Gen.Select(Discount, Discount, Discount, Gen.Int[1, 30]).Sample((a, b, other, periods) =>
    {
        var (less, more) = (Math.Min(a, b), Math.Max(a, b));
        Rubinstein.ProposerShare(more, other).ShouldBeGreaterThanOrEqualTo(Rubinstein.ProposerShare(less, other) - 1e-12);
        Rubinstein.ProposerShare(other, more).ShouldBeLessThanOrEqualTo(Rubinstein.ProposerShare(other, less) + 1e-12);
        Rubinstein.ProposerShare(periods, more, other).ShouldBeGreaterThanOrEqualTo(Rubinstein.ProposerShare(periods, less, other) - 1e-12);
        Rubinstein.ProposerShare(periods, other, more).ShouldBeLessThanOrEqualTo(Rubinstein.ProposerShare(periods, other, less) + 1e-12);
    });

    [Fact]
    public void Many_periods_come_to_the_same_as_no_last_one() => Gen.Select(Gen.Double[0, 0.9], Gen.Double[0, 0.9]).Sample((a, b) =>
        Rubinstein.ProposerShare(2_000, a, b).ShouldBe(Rubinstein.ProposerShare(a, b), 1e-12));

    [Fact]
    public void A_discount_outside_is_refused()
    {
        Should.Throw<ArgumentOutOfRangeException>(() => Rubinstein.ProposerShare(1, 0.5));
        Should.Throw<ArgumentOutOfRangeException>(() => Rubinstein.ProposerShare(0.5, double.NaN));
        Should.Throw<ArgumentOutOfRangeException>(() => Rubinstein.ProposerShare(0, 0.5, 0.5));
    }

    /// <summary>On a list of divisions Zeuthen's strategy ends where the product of gains is largest, or beside it.</summary>
    [Fact]
    public void Zeuthen_ends_at_the_Nash_point_or_beside_it() => Gen.Select(Gen.Double[0.3, 1], Gen.Double[0.3, 1], Gen.Int[5, 60]).Sample((g1, g2, parts) =>
    {
        var first = Enumerable.Range(0, parts + 1).Select(i => Math.Pow(i / (double)parts, g1)).ToArray();
        var second = Enumerable.Range(0, parts + 1).Select(i => Math.Pow(1 - (i / (double)parts), g2)).ToArray();
        var last = Zeuthen.Run(first, second)[^1];
        var nash = FairOutcomes.Of([first, second], [0, 0]).Nash!.Value;
        Math.Min(Math.Abs(last.Offer1 - nash), Math.Abs(last.Offer2 - nash)).ShouldBeLessThanOrEqualTo(1);
    });

    [Fact]
    public void Zeuthen_is_refused_when_nothing_is_better_than_no_agreement() =>
        Should.Throw<RefusedInputException>(() => Zeuthen.Run([1, 0], [0, 1], 0.5, 0.5)).Message.ShouldContain("at least no agreement to both");
}
