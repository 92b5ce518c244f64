using NegotiationSim.Domain;
using static NegotiationSim.App.Tests.Scenarios.RealScenario;

namespace NegotiationSim.App.Tests.Scenarios;

/// <summary>The six points of scenarios/colombia-farc, from the agenda of 2012 to the ratification of 2016.</summary>
public sealed class ColombiaOnADate
{
    private static readonly string[] Six = ["FA-1/1", "FA-1/2", "FA-1/3", "FA-1/4", "FA-1/5", "FA-1/6"];

    [Fact]
    public void On_25_August_2012_no_text_is_in_view()
    {
        var state = Colombia.On("2012-08-25");
        state.Versions.ShouldBeEmpty();
        state.Points.ShouldBeEmpty();
    }

    [Fact]
    public void On_26_August_2012_the_general_agreement_is_signed_and_its_six_points_are_tabled()
    {
        var state = Colombia.On("2012-08-26");
        state.StatusOf("GA").ShouldBe(VersionStatus.Signed);
        state.Versions[new VersionId("GA")].Points.Count.ShouldBe(0);
        state.StatusOf("FA-1").ShouldBe(VersionStatus.Tabled);
        state.Points.Keys.Select(p => p.ToString()).ShouldBe(Six);
        state.Points.Values.Select(state.StatusOf).ShouldAllBe(s => s == PointStatus.Tabled);
    }

    [Theory]
    [InlineData("2012-11-18", "1", PointStatus.Tabled)]
    [InlineData("2012-11-19", "1", PointStatus.UnderDiscussion)]
    [InlineData("2013-05-26", "1", PointStatus.Agreed, true)]
    [InlineData("2013-05-26", "2", PointStatus.Tabled)]
    [InlineData("2013-05-26", "3", PointStatus.Tabled)]
    [InlineData("2013-05-26", "4", PointStatus.Tabled)]
    [InlineData("2013-05-26", "5", PointStatus.Tabled)]
    [InlineData("2013-05-26", "6", PointStatus.Tabled)]
    [InlineData("2013-06-11", "2", PointStatus.UnderDiscussion)]
    [InlineData("2013-11-06", "2", PointStatus.Agreed, true)]
    [InlineData("2013-12-15", "4", PointStatus.Tabled)]
    [InlineData("2013-12-16", "4", PointStatus.UnderDiscussion)]
    [InlineData("2014-05-16", "4", PointStatus.Agreed, true)]
    [InlineData("2014-06-06", "5", PointStatus.Tabled)]
    [InlineData("2014-06-07", "5", PointStatus.UnderDiscussion)]
    [InlineData("2014-06-07", "5a", PointStatus.Agreed, true)]
    [InlineData("2015-06-04", "5b", PointStatus.Agreed, true)]
    [InlineData("2015-06-04", "5", PointStatus.UnderDiscussion)]
    [InlineData("2015-07-11", "3", PointStatus.Tabled)]
    [InlineData("2015-07-12", "3", PointStatus.UnderDiscussion)]
    [InlineData("2015-09-23", "5c", PointStatus.Agreed, true)]
    [InlineData("2015-12-14", "5", PointStatus.UnderDiscussion)]
    [InlineData("2015-12-15", "5", PointStatus.Agreed, true)]
    [InlineData("2016-06-22", "6", PointStatus.Tabled)]
    [InlineData("2016-06-23", "3a", PointStatus.Agreed, true)]
    [InlineData("2016-06-23", "3b", PointStatus.Agreed, true)]
    [InlineData("2016-06-23", "6a", PointStatus.Agreed, true)]
    [InlineData("2016-06-23", "3", PointStatus.UnderDiscussion)]
    [InlineData("2016-06-23", "6", PointStatus.UnderDiscussion)]
    [InlineData("2016-08-23", "3", PointStatus.UnderDiscussion)]
    [InlineData("2016-08-23", "6", PointStatus.UnderDiscussion)]
    [InlineData("2016-08-24", "3", PointStatus.Agreed)]
    [InlineData("2016-08-24", "6", PointStatus.Agreed)]
    public void A_point_stands_as_the_README_says(string day, string point, PointStatus status, bool provisional = false) =>
        Colombia.On(day).StatusOfPoint($"FA-1/{point}").ShouldBe((status, provisional));

    [Theory]
    [InlineData("5a", "2014-06-07")]
    [InlineData("5b", "2015-06-04")]
    [InlineData("5c", "2015-09-23")]
    [InlineData("3a", "2016-06-23")]
    [InlineData("3b", "2016-06-23")]
    [InlineData("6a", "2016-06-23")]
    public void A_part_of_a_point_is_not_in_view_before_it_is_agreed(string part, string day) =>
        Colombia.Whole.On(Day(day).AddDays(-1)).StatusOfPoint($"FA-1/{part}").ShouldBeNull();

    [Theory]
    [InlineData("FA-1/1", "2013-05-26")]
    [InlineData("FA-1/2", "2013-11-06")]
    [InlineData("FA-1/4", "2014-05-16")]
    [InlineData("FA-1/5", "2015-12-15")]
    [InlineData("FA-1/3", "2016-08-24")]
    [InlineData("FA-1/6", "2016-08-24")]
    public void A_point_is_agreed_from_its_day_and_not_before(string point, string day)
    {
        var agreed = Colombia.Days.Where(d => Colombia.Whole.On(d).StatusOfPoint(point)?.Status == PointStatus.Agreed).ToList();
        agreed[0].ShouldBe(Day(day));
        agreed[^1].ShouldBe(Day("2016-11-11")); // the second text takes over
        agreed.Count.ShouldBe(agreed[^1].DayNumber - agreed[0].DayNumber + 1);
    }

    [Fact]
    public void Until_everything_is_agreed_no_point_is_agreed_for_good()
    {
        foreach (var day in Colombia.Days.Where(d => d < Day("2016-08-24")))
        {
            var state = Colombia.Whole.On(day);
            state.StatusOf("FA-1").ShouldNotBe(VersionStatus.Agreed);
            state.Points.Values.Where(p => state.StatusOf(p) == PointStatus.Agreed).ShouldAllBe(p => state.IsProvisional(p));
        }
    }

    [Fact]
    public void On_24_August_2016_everything_is_agreed_for_good()
    {
        var state = Colombia.On("2016-08-24");
        state.StatusOf("FA-1").ShouldBe(VersionStatus.Agreed);
        state.Points.Count.ShouldBe(12); // six points and six parts of them
        state.Points.Values.ShouldAllBe(p => state.StatusOf(p) == PointStatus.Agreed && !state.IsProvisional(p));
    }

    [Theory]
    [InlineData("2013-08-22", TalksStatus.Open)]
    [InlineData("2013-08-23", TalksStatus.Suspended)]
    [InlineData("2013-08-26", TalksStatus.Open)]
    [InlineData("2014-11-15", TalksStatus.Open)]
    [InlineData("2014-11-16", TalksStatus.Suspended)]
    [InlineData("2014-12-09", TalksStatus.Suspended)]
    [InlineData("2014-12-10", TalksStatus.Open)]
    [InlineData("2016-10-02", TalksStatus.Open)]
    [InlineData("2016-11-24", TalksStatus.Concluded)]
    public void The_talks_stop_and_go_on(string day, TalksStatus talks) => Colombia.On(day).Talks.ShouldBe(talks);

    [Fact]
    public void The_deadline_of_March_2016_is_set_in_September_2015_and_passes()
    {
        Colombia.On("2015-09-22").Deadlines.ShouldBeEmpty();
        var onTheDay = Colombia.View("2016-03-23").Deadlines.ShouldHaveSingleItem();
        onTheDay.Deadline.Value.ShouldBe("final-agreement");
        (onTheDay.Status, onTheDay.For, onTheDay.Passed).ShouldBe((DeadlineStatus.Set, When.Day(Day("2016-03-23")), false));
        var after = Colombia.View("2016-03-24").Deadlines.ShouldHaveSingleItem();
        (after.Status, after.Passed).ShouldBe((DeadlineStatus.Set, true));
        Colombia.View("2015-09-23").Deadlines.ShouldHaveSingleItem().For.ShouldBe(onTheDay.For);
    }

    [Theory]
    [InlineData("2016-09-25", "FA-1", VersionStatus.Agreed)]
    [InlineData("2016-09-26", "FA-1", VersionStatus.Signed)]
    [InlineData("2016-10-01", "FA-1", VersionStatus.Signed)]
    [InlineData("2016-10-02", "FA-1", VersionStatus.VotedDown)]
    [InlineData("2016-11-11", "FA-1", VersionStatus.VotedDown)]
    [InlineData("2016-11-12", "FA-1", VersionStatus.Superseded)]
    [InlineData("2016-11-12", "FA-2", VersionStatus.Agreed)]
    [InlineData("2016-11-23", "FA-2", VersionStatus.Agreed)]
    [InlineData("2016-11-24", "FA-2", VersionStatus.Signed)]
    [InlineData("2016-11-29", "FA-2", VersionStatus.Signed)] // the Senate alone
    [InlineData("2016-11-30", "FA-2", VersionStatus.Ratified)]
    public void A_text_stands_as_the_README_says(string day, string version, VersionStatus status) =>
        Colombia.On(day).StatusOf(version).ShouldBe(status);

    [Fact]
    public void The_plebiscite_votes_the_text_down_and_leaves_its_points_agreed()
    {
        var vote = Colombia.Recorded<AgreementVotedDown>("plebiscite");
        vote.ShareFor.ShouldBe(0.4979m);
        vote.By.ShouldBe(new PartyId("VOTERS"));
        for (var day = Day("2016-10-02"); day <= Day("2016-11-11"); day = day.AddDays(1))
        {
            var state = Colombia.Whole.On(day);
            state.StatusOf("FA-1").ShouldBe(VersionStatus.VotedDown);
            Six.Select(state.StatusOfPoint).ShouldAllBe(s => s!.Value.Status == PointStatus.Agreed && !s.Value.Provisional);
            state.Versions.ContainsKey(new VersionId("FA-2")).ShouldBeFalse();
        }
    }

    [Fact]
    public void The_second_text_reworks_each_point_of_the_first_and_takes_its_place()
    {
        var state = Colombia.On("2016-11-12");
        state.Versions[new VersionId("FA-1")].SupersededBy.ShouldBe(new VersionId("FA-2"));
        Six.Select(state.StatusOfPoint).ShouldAllBe(s => s!.Value.Status == PointStatus.Superseded);
        foreach (var point in state.Points.Values.Where(p => p.Id.Version.Value == "FA-2"))
        {
            (state.StatusOf(point), state.IsProvisional(point)).ShouldBe((PointStatus.Agreed, false));
            point.Point.Descent.ShouldBe(Descent.Reworded);
            point.Point.From.Select(p => p.ToString()).ShouldBe([$"FA-1/{point.Id.Number}"]);
        }

        state.Points.Keys.Count(p => p.Version.Value == "FA-2").ShouldBe(6);
    }

    [Fact]
    public void Nothing_is_known_of_the_secret_talks_before_27_August_2012()
    {
        var before = Colombia.KnownBy("2012-08-26");
        before.Steps.Length.ShouldBe(0);
        before.Undated.ShouldBeEmpty();
        Colombia.KnownBy("2012-08-27").Events.Select(e => e.Id).Values().ShouldBe(["opened", "exploratory-talks"]);
        Colombia.On("2012-08-26", knownBy: "2012-08-28").Versions.ShouldBeEmpty();
        Colombia.On("2012-08-26", knownBy: "2012-08-29").StatusOf("GA").ShouldBe(VersionStatus.Signed);
    }
}
