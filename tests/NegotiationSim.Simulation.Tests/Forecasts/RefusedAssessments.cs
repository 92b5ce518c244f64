using NegotiationSim.Domain;

namespace NegotiationSim.Simulation.Tests.Forecasts;

/// <summary>What is wrong with an assessment is told before the first run, with its place.</summary>
public sealed class RefusedAssessments
{
    private static readonly Assessment Good = Talks.Assessment();

    [Fact]
    public void A_good_one_is_not() => Talks.Read(Good).Faults.ShouldBeEmpty();

    [Fact]
    public void Too_few_parties_for_the_spatial_model() => Refused(
        Good with { Parties = [.. Good.Parties.Where(p => p.Party.Value != "MED")], Points = [.. Good.Points.Select(p => p with { Positions = [.. p.Positions.Where(v => v.Party.Value != "MED")] })] },
        "parties", "at least 3 for the spatial model, there are 2");

    [Fact]
    public void A_party_that_must_agree_and_is_missing() => Refused(
        Good with { Parties = [.. Good.Parties.Where(p => p.Party.Value != "SUD")], Points = [.. Good.Points.Select(p => p with { Positions = [.. p.Positions.Where(v => v.Party.Value != "SUD")] })] },
        "parties", "SUD, who must agree, among them");

    [Fact]
    public void A_party_without_a_position() => Refused(
        WithPoint(p => p with { Positions = [.. p.Positions.Where(v => v.Party.Value != "SUD")] }), "points[0].positions", "SUD among them");

    [Fact]
    public void A_party_that_nobody_introduced() => Refused(
        Good with { Parties = [.. Good.Parties, new() { Party = new("OST"), Capability = new(1) }] }, "parties[3].party", "a party of talks on 2026-01-10; there are MED, NOR, SUD");

    [Fact]
    public void Saliences_over_the_budget() => Refused(
        WithPoint(p => p with { Positions = [.. p.Positions.Select(v => v with { Salience = new(70) })] }), "points", "sum to 110");

    [Fact]
    public void A_point_that_nobody_cares_about() => Refused(
        WithPoint(p => p with { Positions = [.. p.Positions.Select(v => v with { Salience = new(0) })] }), "points[0].positions", "nobody cares");

    [Fact]
    public void A_point_that_is_not_there() => Refused(WithPoint(p => p with { Point = Talks.P(9) }), "points[0].point", "a point of P known on 2026-01-10");

    [Fact]
    public void A_point_of_another_version() => Refused(WithPoint(p => p with { Point = new("Q/1") }), "points[0].point", "a point of P, not Q/1");

    [Fact]
    public void A_scale_without_meaning() => Refused(WithPoint(p => p with { Scale = [] }), "points[0].scale", "two or more labelled places");

    [Fact]
    public void Numbers_off_the_scale() => Refused(WithPoint(p => p with { Positions = [Talks.Wants("NOR", -1, 0, 10), .. p.Positions.Skip(1)] }), "points[0].positions[0].position", "0 to 100");

    [Fact]
    public void No_points_at_all() => Refused(Good with { Points = [] }, "points", "at least one: there is nothing to agree on");

    [Fact]
    public void A_capability_of_nothing_or_beyond_what_can_be_computed_with()
    {
        foreach (var capability in new Estimate[] { new(0), new(1e308) })
        {
            Refused(Good with { Parties = [Good.Parties[0] with { Capability = capability }, .. Good.Parties.Skip(1)] }, "parties[0].capability", "0.0001 to 1000000000000");
        }
    }

    [Fact]
    public void A_shock_that_multiplies_by_nothing_or_by_too_much()
    {
        var shock = new Shock { Name = "A storm", Why = "They come.", PerYear = new(1) };
        foreach (var factor in new[] { 0, -1, 1e308, double.NaN })
        {
            Refused(Good with { Shocks = [shock with { Capability = factor }] }, "shocks[0].capability", "0.001 to 1000");
        }

        foreach (var factor in new[] { -1, 1e308, double.NaN })
        {
            Refused(Good with { Shocks = [shock with { Salience = factor }] }, "shocks[0].salience", "0 to 1000");
        }
    }

    [Fact]
    public void A_horizon_before_its_beginning() => Refused(Good with { Until = Talks.Last }, "until", "a date after 2026-01-10");

    [Fact]
    public void An_endless_horizon() => Refused(Good with { Until = Talks.Last.AddDays(ForecastPlan.MostDays + 1) }, "until", "at most 3660 days");

    [Fact]
    public void Runs_without_number() => Refused(Good with { Runs = 0 }, "runs", "1 to 1000000");

    [Fact]
    public void A_model_by_which_nothing_moves() => Refused(Good with { Model = "fairness" }, "model", "spatial, expected-utility, alternating-offers");

    [Fact]
    public void Packages_that_share_a_point() => Refused(
        Good with { Linkage = Linkage.Package, Packages = [new() { Points = [Talks.P(1), Talks.P(2)] }, new() { Points = [Talks.P(2)] }] }, "packages[1].points[0]", "each point in one package");

    [Fact]
    public void More_outcomes_than_can_be_offered()
    {
        var five = Talks.Assessment(5);
        var plan = Talks.Plan(five with { Linkage = Linkage.WholeVersion, Model = "alternating-offers" });
        plan.Groups.ShouldHaveSingleItem().Length.ShouldBe(5);
        plan.Model.Moves!.Faults(2, 28, [[.. Enumerable.Range(0, 28)]]).ShouldHaveSingleItem().Expected.ShouldContain("5^28 outcomes");
    }

    [Fact]
    public void Several_unnamed_sets_of_one_party() => Refused(
        Good,
        "version",
        "at most one unnamed set for each party",
        Talks.Ledger(Talks.Unnamed("NOR", Stance.Rejects, 1), ((StanceDeclared)Talks.Unnamed("NOR", Stance.Accepts, 1)) with { Id = new("again"), Some = new() { Id = new("nor-set-2"), Version = new("P") } }));

    [Fact]
    public void A_name_that_begins_recorded_events() => Refused(Good with { Name = new("p") }, "name", "a name that no recorded event's begins with");

    private static Assessment WithPoint(Func<AssessedPoint, AssessedPoint> change) => Good with { Points = [change(Good.Points[0]), .. Good.Points.Skip(1)] };

    private static void Refused(Assessment assessment, string member, string expected, Ledger? ledger = null)
    {
        var (plan, faults) = Talks.Read(assessment, ledger);
        plan.ShouldBeNull();
        faults.ShouldContain(f => f.Member == member && f.Expected.Contains(expected), string.Join("; ", faults));
    }
}
