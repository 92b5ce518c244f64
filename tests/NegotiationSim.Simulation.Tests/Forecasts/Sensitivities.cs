using NegotiationSim.Domain;

namespace NegotiationSim.Simulation.Tests.Forecasts;

/// <summary>What an outcome of simulated talks depends on.</summary>
public sealed class Sensitivities
{
    private static Assessment Uncertain() => Talks.Assessment() with
    {
        Until = Talks.Last.AddDays(35),
        Cancelled = new(0, 0.2, 0.4),
        Points = [.. Talks.Assessment().Points.Select(p => p with { Tolerance = 5 })],
        Parties = [.. Talks.Assessment().Parties.Select(p => p with { Firmness = new(0.5, 1, 2), NoAgreement = new(0, 0.1, 0.3) })],
    };

    private static Sensitivity Of(ForecastPlan plan, string measure, int rows = 60, bool backwards = false)
    {
        var runs = new SensitivityRuns(plan, 7, Measure.Parse(measure, plan)!, rows);
        var cancellation = TestContext.Current.CancellationToken;
        if (backwards)
        {
            for (var row = rows - 1; row >= 0; row--) runs.Evaluate(row, 1, cancellation);
        }
        else
        {
            runs.Evaluate(0, rows, cancellation);
        }

        return runs.Result();
    }

    [Theory]
    [InlineData("agreed")]
    [InlineData("days:P/2")]
    [InlineData("mean:P/2")]
    public void Are_the_same_whoever_evaluates_which_row_and_in_whatever_order(string measure)
    {
        var plan = Talks.Plan(Uncertain());
        Of(plan, measure, backwards: true).ShouldBe(Of(plan, measure));
    }

    [Fact]
    public void Do_not_depend_on_the_order_of_the_file()
    {
        var a = Uncertain();
        var turned = a with
        {
            Parties = [.. a.Parties.Reverse()],
            Points = [.. a.Points.Reverse().Select(p => p with { Positions = [.. p.Positions.Reverse()] })],
        };
        Of(Talks.Plan(turned), "agreed").ShouldBe(Of(Talks.Plan(a), "agreed"));
    }

    [Fact]
    public void Find_nothing_in_what_the_model_does_not_read()
    {
        var found = Of(Talks.Plan(Uncertain()), "agreed");
        found.Deviation.ShouldBeGreaterThan(0);
        var idle = found.Inputs.Where(i => i.Input.Contains("firmness", StringComparison.Ordinal) || i.Input.Contains("no agreement", StringComparison.Ordinal)).ToList();
        idle.Count.ShouldBe(6);
        idle.ShouldAllBe(i => i.Indices == default(SobolIndices) && i.Difference == default && i.AtLow == found.Mean && i.AtHigh == found.Mean);
        found.Inputs.TakeLast(6).ShouldBe(idle);
    }

    [Fact]
    public void Say_that_who_wants_more_brings_more()
    {
        var wants = Of(Talks.Plan(Uncertain()), "mean:P/1").Inputs.Single(i => i.Input == "SUD position on P/1");
        wants.Difference.Low.ShouldBeGreaterThan(0);
        wants.Difference.Value.ShouldBe(wants.AtHigh - wants.AtLow, 1e-9);
    }

    [Fact]
    public void Keep_low_and_high_within_what_fits_the_record()
    {
        var plan = Talks.Plan(Uncertain(), Talks.Ledger(Talks.Declared("SUD", Stance.Accepts, 1)));
        var accepted = Of(plan, "agreed").Inputs.Single(i => i.Input == "SUD position on P/1");
        accepted.Low.ShouldBeGreaterThan(45);
        accepted.High.ShouldBeLessThan(55); // the text is at 50, the tolerance 5
    }

    [Fact]
    public void Measure_what_the_timelines_of_the_runs_show()
    {
        var plan = Talks.Plan(Uncertain(), Talks.Ledger(Talks.Declared("SUD", Stance.Accepts, 1)));
        int[] all = [.. Enumerable.Range(0, plan.Inputs.Count)];
        var simulator = new Simulator(plan, 7);
        var chances = new double[all.Length];
        var agreed = new MeasuredRuns(plan, 7, Measure.Agreed, all);
        var days = new MeasuredRuns(plan, 7, Measure.Parse("days:P/1", plan)!, all);
        for (var run = 0; run < 25; run++)
        {
            simulator.ChancesOf(run, chances);
            var timeline = RunEvents.Timeline(plan, 7, run);
            agreed.Of(run, chances).ShouldBe(plan.Points.Count(p => Agreed(plan.Until, p.Point)) / 3.0);
            var day = plan.From;
            while (day < plan.Until && !Agreed(day, Talks.P(1))) day = day.AddDays(1);
            days.Of(run, chances).ShouldBe(day.DayNumber - plan.From.DayNumber);

            bool Agreed(DateOnly on, PointId point)
            {
                var state = timeline.On(on);
                return state.StatusOf(state.Points[point]) == PointStatus.Agreed;
            }
        }
    }

    [Fact]
    public void Give_no_indices_for_too_many_inputs_and_say_so()
    {
        var a = Uncertain();
        var plan = Talks.Plan(a with
        {
            Shocks = [.. Enumerable.Range(0, 95).Select(s => new Shock { Name = "A storm", Why = "They come.", PerYear = new(0.1, 0.2, 0.3) })],
        });
        var found = Of(plan, "agreed", rows: 20);
        found.WithoutIndices.ShouldBe("There are 115 inputs that are not certain; indices are computed for at most 100.");
        found.Luck.ShouldBeNull();
        found.Inputs.ShouldAllBe(i => i.Indices == null);
        found.Runs.ShouldBe(20 * ((2 * 115) + 1));
    }

    [Theory]
    [InlineData("")]
    [InlineData("days")]
    [InlineData("days:")]
    [InlineData("days:P/9")]
    [InlineData("agreed:P/1")]
    [InlineData("Mean:P/1")]
    public void Measure_nothing_else(string measure) => Measure.Parse(measure, Talks.Plan(Uncertain())).ShouldBeNull();
}
