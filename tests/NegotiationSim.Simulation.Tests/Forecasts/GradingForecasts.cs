using NegotiationSim.Domain;

namespace NegotiationSim.Simulation.Tests.Forecasts;

public sealed class GradingForecasts
{
    private static readonly Forecast Made = Forecasted(Talks.Assessment());

    [Fact]
    public void Nothing_is_graded_that_is_not_recorded_yet()
    {
        var grade = Grading.Of(Made, Timeline.Of(Talks.Ledger()), null);

        grade.InAll.ShouldBeNull();
        grade.Days.ShouldBeNull();
        grade.AllAgreed.ShouldBeNull();
        grade.Points.ShouldBeEmpty();
        grade.Dates.ShouldBeEmpty();
        grade.LastRecorded.ShouldBe(Talks.Last);
        grade.NotGraded.ShouldHaveSingleItem().ShouldSatisfyAllConditions(
            n => n.Point.ShouldBeNull(),
            n => n.Dates.ShouldBe(Made.Dates.Count - 1),
            n => n.Why.ShouldContain("The record ends on 2026-01-10"));
    }

    [Fact]
    public void Dates_after_the_last_event_and_points_without_a_later_one_are_left_out_and_told()
    {
        var grade = Graded(Agreed(20, 1), Statement(50, 2));

        grade.Dates[^1].ShouldBeLessThanOrEqualTo(Talks.Last.AddDays(50));
        grade.Dates.Count.ShouldBe(Made.Dates.Count(d => d > Talks.Last && d <= Talks.Last.AddDays(50)));
        grade.Points.Select(p => p.Point).ShouldBe([Talks.P(1), Talks.P(2)]);
        grade.NotGraded.Select(n => n.Point).ShouldBe([null, Talks.P(3)]);
        grade.NotGraded[1].Why.ShouldContain("nothing is recorded that bears on it");
        grade.AllAgreed.ShouldBeNull(); // one of the three is not known
    }

    [Fact]
    public void A_point_is_agreed_from_the_day_on_which_all_who_must_agree_do()
    {
        var point = Graded(Agreed(20, 1), Statement(120, 1, 2, 3)).Points[0];

        point.AgreedOn.ShouldBe(Talks.Last.AddDays(20));
        point.Status.ShouldBe(PointStatus.Agreed);
        point.Agreed.ShouldBe(Made.Dates.Skip(1).Select(d => d >= Talks.Last.AddDays(20)));
        point.Shares.ShouldBe(Made.Points[0].Statuses.Single(s => s.Status == PointStatus.Agreed).Shares.Skip(1));
        point.Scores.Brier.Forecast.ShouldBe(point.Shares.Zip(point.Agreed, Scores.Brier).Average(), 1e-12);
        point.Days.Forecast.ShouldBe(Scores.CensoredCrps(Made.Points[0].AgreedAfter, Made.Runs, 120, 20), 1e-12);
    }

    /// <summary>"Nothing changes" says that a point which is not agreed never is: its days are all those that the talks took, or none.</summary>
    [Fact]
    public void The_references_are_what_they_are_called()
    {
        var grade = Graded(Agreed(20, 1), Statement(120, 1, 2, 3));

        grade.Points[0].Days.NothingChanges.ShouldBe(100);
        grade.Points[0].Days.Constant.ShouldBe(30);
        grade.Points[1].Days.NothingChanges.ShouldBe(0);
        grade.Points[1].Days.SkillOverNothingChanges.ShouldBeNull();
        grade.Points[1].Scores.Brier.NothingChanges.ShouldBe(0);
        grade.Points[1].Scores.Brier.Constant.ShouldBe(0.25);
        grade.InAll!.Brier.SkillOverNothingChanges.ShouldBe(1 - (grade.InAll.Brier.Forecast / grade.InAll.Brier.NothingChanges));
    }

    [Fact]
    public void Agreed_on_the_first_day_stays_so_when_nothing_changes()
    {
        var assessment = Talks.Assessment();
        var before = Reached(-2, 1);
        var forecast = Forecast.Of(Talks.Plan(assessment, Talks.Ledger(before)), 7, Talks.Count(Talks.Plan(assessment, Talks.Ledger(before)), 0, 50));

        var point = Grading.Of(forecast, Timeline.Of(Talks.Ledger(before, Statement(120, 1, 2, 3))), null).Points[0];

        point.Agreed.ShouldAllBe(a => a);
        point.Scores.Brier.ShouldBe(new(0, 0, 0.25, null, 1));
        point.Days.ShouldBe(new(0, 0, 30, null, 1));
    }

    [Fact]
    public void A_text_that_gives_way_is_not_agreed()
    {
        var point = Graded(Agreed(20, 1), new VersionSuperseded { Id = new("gone"), Occurred = When.Day(Talks.Last.AddDays(60)), Version = new("P"), Claims = Told(60) }, Statement(120)).Points[0];

        point.Status.ShouldBe(PointStatus.Superseded);
        point.AgreedOn.ShouldBe(Talks.Last.AddDays(20));
        point.Agreed.ShouldBe(Made.Dates.Skip(1).Select(d => d >= Talks.Last.AddDays(20) && d < Talks.Last.AddDays(60)));
    }

    [Fact]
    public void What_became_known_later_is_not_known_before()
    {
        var late = Agreed(20, 1) with { Claims = Told(90) };
        var ledger = Talks.Ledger(late, Statement(80, 1, 2, 3), Statement(120, 1, 2, 3));

        var before = Grading.Of(Made, Timeline.Of(ledger, Talks.Last.AddDays(85)), null);
        before.AsOf.ShouldBe(Talks.Last.AddDays(85));
        before.LastRecorded.ShouldBe(Talks.Last.AddDays(80));
        before.Points[0].AgreedOn.ShouldBeNull();

        var after = Grading.Of(Made, Timeline.Of(ledger, Talks.Last.AddDays(90)), null);
        after.LastRecorded.ShouldBe(Talks.Last.AddDays(80)); // of what was known then
        after.Points[0].AgreedOn.ShouldBe(Talks.Last.AddDays(20));
    }

    [Fact]
    public void What_is_only_announced_is_not_recorded_yet()
    {
        var ahead = Statement(120, 1, 2, 3) with { Claims = Told(30) };

        Grading.Of(Made, Timeline.Of(Talks.Ledger(ahead), Talks.Last.AddDays(40)), null).LastRecorded.ShouldBe(Talks.Last.AddDays(40));
    }

    [Fact]
    public void Only_dates_after_the_day_of_the_seal_were_foretold()
    {
        var timeline = Timeline.Of(Talks.Ledger(Agreed(20, 1), Statement(120, 1, 2, 3)));
        var (none, all, some) = (Grading.Of(Made, timeline, null), Grading.Of(Made, timeline, Talks.Last), Grading.Of(Made, timeline, Talks.Last.AddDays(50)));

        (none.DatesAfterSeal, none.AfterSeal).ShouldBe((0, null));
        (all.DatesAfterSeal, all.AfterSeal).ShouldBe((all.Dates.Count, all.InAll));
        some.DatesAfterSeal.ShouldBe(some.Dates.Count(d => d > Talks.Last.AddDays(50)));
        some.AfterSeal!.Count.ShouldBe(3 * some.DatesAfterSeal);
        some.ByDate.Select(d => d.AfterSeal).ShouldBe(some.Dates.Select(d => d > Talks.Last.AddDays(50)));
        some.InAll.ShouldBe(none.InAll);
        Grading.Of(Made, timeline, Talks.Last.AddDays(400)).AfterSeal.ShouldBeNull();
    }

    [Fact]
    public void The_order_of_points_in_the_forecast_changes_no_score()
    {
        var timeline = Timeline.Of(Talks.Ledger(Agreed(20, 1), Agreed(70, 3), Statement(120, 1, 2, 3)));
        var (straight, turned) = (Grading.Of(Made, timeline, null), Grading.Of(Made with { Points = [.. Made.Points.Reverse()] }, timeline, null));

        turned.Points.Reverse().ShouldBe(straight.Points);
        turned.InAll!.Brier.Forecast.ShouldBe(straight.InAll!.Brier.Forecast, 1e-12);
        turned.InAll.Log.Forecast.ShouldBe(straight.InAll.Log.Forecast, 1e-12);
        turned.Days!.Forecast.ShouldBe(straight.Days!.Forecast, 1e-9);
        turned.AllAgreed.ShouldBe(straight.AllAgreed);
    }

    [Fact]
    public void Every_share_is_in_one_bin()
    {
        var grade = Graded(Agreed(20, 1), Statement(120, 1, 2, 3));

        grade.Calibration.Sum(b => b.Count).ShouldBe(grade.InAll!.Count);
        grade.Calibration.Select(b => (b.From, b.To)).ShouldBe([(0, 0.2), (0.2, 0.4), (0.4, 0.6), (0.6, 0.8), (0.8, 1)]);
        grade.Calibration.Where(b => b.Count > 0).ShouldAllBe(b => b.MeanShare >= b.From && b.MeanShare <= b.To);
        grade.Calibration.Sum(b => b.Count * (b.CameAbout ?? 0)).ShouldBe(grade.InAll.Count * grade.InAll.CameAbout, 1e-9);
    }

    [Fact]
    public void The_days_of_all_runs_are_kept_in_full()
    {
        foreach (var (point, at) in Made.Points.Select((p, at) => (p, at)))
        {
            point.AgreedAfter.Select(a => a.Days).ShouldBeInOrder(SortDirection.Ascending);
            foreach (var (date, share) in Made.Dates.Zip(point.AgreedBy))
            {
                (point.AgreedAfter.Where(a => a.Days <= date.DayNumber - Made.From.DayNumber).Sum(a => a.Runs) / (double)Made.Runs).ShouldBe(share, 1e-12, $"point {at}, {date}");
            }
        }

        (Made.AllAgreedAfter.Sum(a => a.Runs) / (double)Made.Runs).ShouldBe(Made.AllAgreed[^1], 1e-12);
    }

    [Fact]
    public void All_points_agreed_at_once_take_as_long_as_the_last()
    {
        var grade = Graded(Agreed(20, 1), Agreed(30, 2), Agreed(70, 3), Statement(120));

        grade.AllAgreed!.AgreedOn.ShouldBe(Talks.Last.AddDays(70));
        grade.AllAgreed.Days.NothingChanges.ShouldBe(50);
        Graded(Agreed(20, 1), Statement(120, 1, 2, 3)).AllAgreed!.AgreedOn.ShouldBeNull();
    }

    private static Grade Graded(params NegotiationEvent[] later) => Grading.Of(Made, Timeline.Of(Talks.Ledger(later)), null);

    private static Forecast Forecasted(Assessment assessment)
    {
        var plan = Talks.Plan(assessment);
        return Forecast.Of(plan, assessment.Seed, Talks.Count(plan, 0, 200));
    }

    private static NegotiationEvent Agreed(int day, params int[] points) => Reached(day, points) with { Claims = Told(day) };

    private static AgreementReached Reached(int day, params int[] points) => new()
    {
        Id = new($"agreed-{day + 10}"),
        Occurred = When.Day(Talks.Last.AddDays(day)),
        Parties = [new("NOR"), new("SUD")],
        Points = [.. points.Select(Talks.P)],
        Claims = Told(day),
    };

    private static StatementMade Statement(int day, params int[] points) => new()
    {
        Id = new($"said-{day}"),
        Occurred = When.Day(Talks.Last.AddDays(day)),
        Party = new("MED"),
        Claims = Told(day),
        About = new() { Points = [.. points.Select(Talks.P)] },
    };

    private static ValueList<Claim> Told(int day) => [new Claim { By = "somebody", Known = Talks.Last.AddDays(day) }];
}
