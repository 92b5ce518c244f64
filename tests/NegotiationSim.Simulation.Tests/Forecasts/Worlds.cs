using NegotiationSim.Domain;

namespace NegotiationSim.Simulation.Tests.Forecasts;

/// <summary>Which worlds fit the record, and how they are drawn.</summary>
public sealed class Worlds
{
    [Theory]
    [InlineData(Stance.Accepts)]
    [InlineData(Stance.ObjectsToWording)]
    [InlineData(Stance.Rejects)]
    public void A_stance_and_its_contrary_share_all_places_between_them(Stance stance) =>
        Gen.Select(Gen.Double[0, 100], Gen.Double[1, 30], Gen.Double[0, 100].Array[3]).Sample((text, tolerance, x) =>
        {
            var point = Talks.Assessment().Points[0] with { Text = text, Tolerance = tolerance };
            Array.Sort(x);
            var estimate = new Estimate(x[0], x[1], x[2]);
            (Region.Of(point, stance).Mass(estimate) + Region.Not(point, stance).Mass(estimate)).ShouldBe(1, 1e-9);
        });

    [Fact]
    public void A_drawn_place_is_one_at_which_the_stance_is_held() =>
        Gen.Select(Gen.Enum<Stance>(), Gen.Double[0, 100], Gen.Double[0, 0.999]).Sample((stance, text, chance) =>
        {
            var point = Talks.Assessment().Points[0] with { Text = text, Tolerance = 8 };
            var estimate = new Estimate(0, 30, 100);
            var region = Region.Of(point, stance);
            if (region.Mass(estimate) < 1e-6) return;
            var x = region.At(estimate, chance);
            if (stance is Stance.Accepts or Stance.ObjectsToWording or Stance.Rejects)
            {
                // On the border between two stances, either.
                new[] { x - 1e-6, x, x + 1e-6 }.Select(near => Region.StanceAt(point, near)).ShouldContain(stance);
            }

            region.Nearest(x).ShouldBe(x, 1e-9);
        });

    [Fact]
    public void Sets_are_drawn_as_often_as_an_enumeration_of_all_worlds_says()
    {
        // Each of four points is rejected with a chance of its own; the record says two or three of them, and not the fifth.
        var assessment = Talks.Assessment(5) with
        {
            Points =
            [
                .. Talks.Assessment(5).Points.Select((p, d) => p with { Positions = [Talks.Wants("NOR", 0, 10 * d, 60 + (10 * d)), Talks.Wants("SUD", 40, 75, 100), Talks.Wants("MED", 30, 50, 70)] }),
            ],
        };
        var plan = Talks.Plan(assessment, Talks.Ledger(Talks.Unnamed("NOR", Stance.Rejects, 2, 3, 5)));
        var worlds = plan.Sets.ShouldHaveSingleItem();
        worlds.Points.ShouldBe([0, 1, 2, 3]);
        var nor = plan.Parties.ToList().FindIndex(p => p.Party.Value == "NOR");
        var chance = worlds.Points.Select(d => Region.Of(plan.Points[d], Stance.Rejects).Mass(plan.Positions[plan.CellAt(nor, d)])).ToArray();
        var expected = new double[16];
        for (var world = 0; world < 16; world++)
        {
            var members = Enumerable.Range(0, 4).Where(d => (world >> d & 1) == 1).ToList();
            if (members.Count is 2 or 3) expected[world] = Enumerable.Range(0, 4).Aggregate(1.0, (p, d) => p * (members.Contains(d) ? chance[d] : 1 - chance[d]));
        }

        const int draws = 40_000;
        var counts = new int[16];
        var stream = RandomStream.For(1, 0, "worlds");
        var meant = new bool[4];
        for (var draw = 0; draw < draws; draw++)
        {
            worlds.Draw(ref stream, meant);
            counts[Enumerable.Range(0, 4).Sum(d => meant[d] ? 1 << d : 0)]++;
        }

        for (var world = 0; world < 16; world++) ((double)counts[world] / draws).ShouldBe(expected[world] / expected.Sum(), 0.01, $"world {world}");
    }

    [Fact]
    public void Points_that_are_not_assessed_may_be_the_ones_meant()
    {
        // Three of five are assessed: of at least three that are rejected, one must be among them.
        var plan = Talks.Plan(Talks.Assessment(), Talks.Ledger(Talks.Unnamed("NOR", Stance.Rejects, 3)));
        var stream = RandomStream.For(1, 0, "worlds");
        var meant = new bool[3];
        var least = 3;
        for (var draw = 0; draw < 1_000; draw++)
        {
            plan.Sets[0].Draw(ref stream, meant);
            least = Math.Min(least, meant.Count(m => m));
        }

        least.ShouldBe(1);
    }

    [Fact]
    public void An_assessment_that_leaves_no_world_is_refused()
    {
        var near = Talks.Assessment(5) with { Points = [.. Talks.Assessment(5).Points.Select(p => p with { Positions = [Talks.Wants("NOR", 45, 50, 55), Talks.Wants("SUD", 40, 75, 100), Talks.Wants("MED", 30, 50, 70)] })] };
        var (plan, faults) = Talks.Read(near, Talks.Ledger(Talks.Unnamed("NOR", Stance.Rejects, 1)));
        plan.ShouldBeNull();
        faults.ShouldHaveSingleItem().Expected.ShouldContain("NOR rejects at least 1 of the points of P without saying which");
    }

    [Fact]
    public void A_position_that_contradicts_a_recorded_stance_is_refused_at_its_place()
    {
        var (plan, faults) = Talks.Read(Talks.Assessment(), Talks.Ledger(Talks.Declared("SUD", Stance.Rejects, 2)));
        plan.ShouldNotBeNull(); // up to 100 is far enough from 50
        faults.ShouldBeEmpty();
        var certain = Talks.Assessment() with { Points = [.. Talks.Assessment().Points.Select(p => p with { Positions = [Talks.Wants("NOR", 20, 20, 20), Talks.Wants("SUD", 60, 60, 60), Talks.Wants("MED", 50, 50, 50)] })] };
        (plan, faults) = Talks.Read(certain, Talks.Ledger(Talks.Declared("SUD", Stance.Rejects, 2)));
        plan.ShouldBeNull();
        faults.ShouldHaveSingleItem().Member.ShouldBe("points[1].positions[1].position");
        faults[0].Expected.ShouldContain("SUD rejects P/2");
    }
}
