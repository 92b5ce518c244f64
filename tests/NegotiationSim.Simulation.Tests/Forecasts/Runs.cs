using NegotiationSim.Domain;

namespace NegotiationSim.Simulation.Tests.Forecasts;

/// <summary>A run is a timeline, and a matter of the plan, the seed and its number.</summary>
public sealed class Runs
{
    public static TheoryData<string> Moving => [.. Models.All.Where(m => m.Moves is not null).Select(m => m.Name)];

    private static Assessment Busy(string model) => Talks.Assessment() with
    {
        Model = model,
        Cancelled = new(0.2),
        BreaksOff = new(0.02),
        Shocks = [new() { Name = "A storm", Why = "They come.", PerYear = new(1, 2, 6), Party = new("NOR"), Points = [Talks.P(2)], Capability = 0.9, Salience = 1.1, Position = 10 }],
    };

    [Theory]
    [MemberData(nameof(Moving))]
    public void The_rules_admit_every_run(string model)
    {
        var plan = Talks.Plan(Busy(model));
        for (var run = 0; run < 40; run++)
        {
            var timeline = RunEvents.Timeline(plan, 7, run);
            timeline.Conflicts.ShouldBe(plan.Base.Conflicts, $"run {run}");
            timeline.Events.Where(e => e.Day > plan.From).ShouldAllBe(e => e.Certainty == Certainty.Supposed && e.Event.Malformed().ToList().Count <= 1);
            timeline.LastDay!.Value.ShouldBeLessThanOrEqualTo(plan.Until);
        }
    }

    [Theory]
    [MemberData(nameof(Moving))]
    public void What_is_counted_is_what_the_timelines_of_the_runs_show(string model)
    {
        const int count = 25;
        var plan = Talks.Plan(Busy(model), Talks.Ledger(Talks.Declared("SUD", Stance.Accepts, 1), Talks.Declared("NOR", Stance.Rejects, 3)));
        var tally = Talks.Count(plan, 0, count);
        var timelines = Enumerable.Range(0, count).Select(run => RunEvents.Timeline(plan, 7, run)).ToList();
        for (var date = 0; date < tally.Dates.Length; date += 7)
        {
            var states = timelines.Select(t => t.On(tally.Dates[date])).ToList();
            for (var d = 0; d < plan.Points.Count; d++)
            {
                var id = plan.Points[d].Point;
                foreach (var status in Enum.GetValues<PointStatus>()) tally.InStatus(date, d, status).ShouldBe(states.Count(s => s.StatusOf(s.Points[id]) == status), $"{id} {status} on {tally.Dates[date]}");
                for (var i = 0; i < plan.Parties.Count; i++)
                {
                    foreach (var stance in Enum.GetValues<Stance>()) tally.InStance(date, i, d, stance).ShouldBe(states.Count(s => s.CellOf(id, plan.Parties[i].Party).Stance == stance));
                }
            }
        }
    }

    [Theory]
    [MemberData(nameof(Moving))]
    public void However_runs_are_dealt_out_their_counts_add_up_to_the_same(string model)
    {
        var plan = Talks.Plan(Busy(model));
        var whole = Forecast.Of(plan, 7, Talks.Count(plan, 0, 60));
        foreach (var sizes in new int[][] { [1, 59], [20, 20, 20], [59, 1] })
        {
            var parts = new List<(int First, int Count)>();
            foreach (var size in sizes) parts.Add((parts.Sum(p => p.Count), size));
            var sum = new Tally(plan);
            var tallies = parts.AsEnumerable().Reverse().AsParallel().Select(p => Tally.FromBytes(plan, Talks.Count(plan, p.First, p.Count).ToBytes())).ToList();
            foreach (var tally in tallies) sum.Add(tally);
            Forecast.Of(plan, 7, sum).ShouldBe(whole);
        }
    }

    [Theory]
    [MemberData(nameof(Moving))]
    public void The_order_of_the_file_changes_nothing(string model)
    {
        var assessment = Busy(model);
        var turned = assessment with
        {
            Parties = [.. assessment.Parties.Reverse()],
            Points = [.. assessment.Points.Reverse().Select(p => p with { Positions = [.. p.Positions.Reverse()] })],
        };
        Forecast.Of(Talks.Plan(turned), 7, Talks.Count(Talks.Plan(turned), 0, 30)).ShouldBe(Forecast.Of(Talks.Plan(assessment), 7, Talks.Count(Talks.Plan(assessment), 0, 30)));
    }

    [Theory]
    [InlineData("spatial", ActorTable.MostCapability, ForecastPlan.MostFactor)]
    [InlineData("spatial", ActorTable.LeastCapability, 1 / ForecastPlan.MostFactor)]
    [InlineData("expected-utility", ActorTable.MostCapability, ForecastPlan.MostFactor)]
    [InlineData("expected-utility", ActorTable.LeastCapability, 1 / ForecastPlan.MostFactor)]
    public void No_shock_makes_a_capability_greater_than_the_greatest_or_less_than_the_least(string model, double capability, double factor)
    {
        ForecastPlan After(double multiplied) => Talks.Plan(Talks.Assessment() with
        {
            Model = model,
            DaysPerRound = new(30),
            Parties = [.. Talks.Assessment().Parties.Select(p => p.Party.Value == "NOR" ? p with { Capability = new(capability) } : p)],
            Shocks = [new() { Name = "A storm", Why = "They come.", PerYear = new(ForecastPlan.MostShocks), Party = new("NOR"), Capability = multiplied }],
        });
        for (var run = 0; run < 20; run++) RunEvents.Of(After(factor), 7, run).ShouldBe(RunEvents.Of(After(1), 7, run));
        RunEvents.Of(After(1 / factor), 7, 0).ShouldNotBe(RunEvents.Of(After(1), 7, 0));
    }

    [Fact]
    public void The_unit_of_capability_changes_nothing()
    {
        var assessment = Busy("spatial");
        var scaled = assessment with { Parties = [.. assessment.Parties.Select(p => p with { Capability = new(p.Capability.Low * 8, p.Capability.Mode * 8, p.Capability.High * 8) })] };
        for (var run = 0; run < 20; run++) RunEvents.Of(Talks.Plan(scaled), 7, run).ShouldBe(RunEvents.Of(Talks.Plan(assessment), 7, run));
    }

    [Theory]
    [MemberData(nameof(Moving))]
    public void What_a_party_has_accepted_it_does_not_take_back(string model)
    {
        var ledger = Talks.Ledger(Talks.Declared("SUD", Stance.Accepts, 1, 2));
        var kept = Talks.Plan(Busy(model), ledger);
        for (var run = 0; run < 60; run++)
        {
            var events = RunEvents.Of(kept, 7, run).OfType<StanceDeclared>().Where(s => s.Party.Value == "SUD" && s.Stance != Stance.Accepts);
            events.SelectMany(s => s.Points).ShouldNotContain(p => p == Talks.P(1) || p == Talks.P(2), $"run {run}");
        }
    }

    [Fact]
    public void What_a_party_has_accepted_it_may_take_back_when_the_assessment_says_so()
    {
        var ledger = Talks.Ledger(Talks.Declared("SUD", Stance.Accepts, 1, 2, 3));
        var plan = Talks.Plan(Busy("spatial") with { MayBeUndone = true }, ledger);
        Enumerable.Range(0, 100).SelectMany(run => RunEvents.Of(plan, 7, run)).OfType<StanceDeclared>()
            .ShouldContain(s => s.Party.Value == "SUD" && s.Stance != Stance.Accepts);
    }

    [Fact]
    public void All_that_is_settled_together_is_agreed_on_one_day()
    {
        var plan = Talks.Plan(Talks.Assessment() with { Linkage = Linkage.WholeVersion, Model = "alternating-offers" });
        var agreed = 0;
        for (var run = 0; run < 40; run++)
        {
            foreach (var agreement in RunEvents.Of(plan, 7, run).OfType<AgreementReached>())
            {
                agreed++;
                agreement.Points.Count.ShouldBe(3);
            }
        }

        agreed.ShouldBeGreaterThan(0);
    }

    [Fact]
    public void Nobody_talks_after_the_deadline()
    {
        var deadline = Talks.Last.AddDays(40);
        var plan = Talks.Plan(Busy("spatial") with { Deadline = deadline });
        var events = Enumerable.Range(0, 40).Select(run => RunEvents.Of(plan, 7, run)).ToList();
        events.SelectMany(e => e).Where(e => e is not IncidentOccurred).ShouldAllBe(e => e.Occurred.Counts <= deadline);
        events.ShouldContain(e => e.Any(x => x is TalksConcluded));
    }

    [Fact]
    public void A_forecast_from_a_past_date_knows_nothing_later()
    {
        var from = new DateOnly(2026, 1, 4);
        var plan = Talks.Plan(Talks.Assessment() with { From = from }, Talks.Ledger(Talks.Declared("SUD", Stance.Rejects, 1)));
        plan.Base.Events.ShouldAllBe(e => e.Known <= from);
        plan.State.CellOf(Talks.P(1), new("SUD")).Stance.ShouldBe(Stance.Silent);
        plan.Recorded.ShouldAllBe(s => s == Stance.Silent);
    }

    [Fact]
    public void Certain_numbers_and_no_chance_give_every_run_alike()
    {
        static Estimate Sure(Estimate e) => new(e.Mode);
        var a = Talks.Assessment();
        var plan = Talks.Plan(a with
        {
            DaysPerRound = new(10),
            Parties = [.. a.Parties.Select(p => p with { Capability = Sure(p.Capability) })],
            Points = [.. a.Points.Select(p => p with { Positions = [.. p.Positions.Select(v => v with { Position = Sure(v.Position) })] })],
        });
        static IEnumerable<NegotiationEvent> Bare(IReadOnlyList<NegotiationEvent> events) => events.Select(e => e with { Claims = [] });
        for (var run = 1; run < 5; run++) Bare(RunEvents.Of(plan, 7, run)).ShouldBe(Bare(RunEvents.Of(plan, 7, 0)));
    }
}
