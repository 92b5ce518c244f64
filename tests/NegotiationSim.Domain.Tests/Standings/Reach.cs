using static NegotiationSim.Domain.Tests.Tell;

namespace NegotiationSim.Domain.Tests;

public sealed class AnAnswerForOneParty
{
    [Fact]
    public void Names_no_unnamed_set_of_another()
    {
        var story = Story.Begun(
            DeclaredOnSome("2025-11-10", "RUS", Stance.Rejects, "some-rus", "V"),
            DeclaredOnSome("2025-11-10", "UKR", Stance.Rejects, "some-ukr", "V"));

        var view = StateView.Of(story.Timeline, Day("2025-11-10")).Only(party: new("UKR"));

        view.Versions.SelectMany(v => v.Unnamed).Select(u => u.Id.Value).ShouldBe(["some-ukr"]);
        view.Points.SelectMany(p => p.SubPoints.Prepend(p)).SelectMany(p => p.Unnamed).Select(id => id.Value).Distinct().ShouldBe(["some-ukr"]);
    }
}

public sealed class WhatAStanceReaches
{
    private static readonly string[] AllPoints = ["V/1", "V/2", "V/2a", "V/2b", "V/3"];

    private static StanceDeclared WholeAccepted(string on, string party) => DeclaredOnVersion(on, party, Stance.Accepts, "V");

    [Fact]
    public void Acceptance_of_a_version_reaches_the_version_and_each_of_its_points_and_sub_points()
    {
        var state = Story.Begun(WholeAccepted("2025-11-10", "RUS").As("whole")).AtLast;
        state.OnVersion("RUS", "V").Stance.ShouldBe(Stance.Accepts);
        AllPoints.ShouldAllBe(p => state.Stance("RUS", p) == Stance.Accepts);
        AllPoints.ShouldAllBe(p => state.Stance("UKR", p) == Stance.Silent);
        state.Cell("RUS", "V/2a").Events.ShouldBe([new EventId("whole")]);
    }

    [Fact]
    public void Acceptance_of_a_version_reaches_points_disclosed_later()
    {
        var story = Story.Begun(WholeAccepted("2025-11-10", "RUS").As("whole"), Disclosed("2025-11-12", "V", "4", "3a"));
        story.On("2025-11-12").Cell("RUS", "V/4").Events.ShouldBe([new EventId("whole")]);
        story.On("2025-11-12").Cell("RUS", "V/3a").Since.ShouldBe(Day("2025-11-10"));
    }

    [Fact]
    public void Acceptance_of_a_version_reaches_a_point_spoken_of_before_it_is_disclosed() =>
        Story.Begun(WholeAccepted("2025-11-10", "RUS"), TakenUp("2025-11-11", "V/4"), Disclosed("2025-11-12", "V", "4")).AtLast.Stance("RUS", "V/4").ShouldBe(Stance.Accepts);

    [Fact]
    public void A_point_disclosed_after_its_parent_was_rejected_is_not_accepted() =>
        Story.Begun(WholeAccepted("2025-11-10", "RUS"), Rejected("2025-11-11", "RUS", "V/3"), Disclosed("2025-11-12", "V", "3a")).AtLast.Stance("RUS", "V/3a").ShouldBe(Stance.Silent);

    [Fact]
    public void Acceptance_of_a_point_reaches_its_sub_points_known_or_disclosed_later()
    {
        var state = Story.Begun(Accepted("2025-11-10", "RUS", "V/2", "V/3"), Disclosed("2025-11-12", "V", "3a")).AtLast;
        new[] { "V/2", "V/2a", "V/2b", "V/3", "V/3a" }.ShouldAllBe(p => state.Stance("RUS", p) == Stance.Accepts);
        state.Stance("RUS", "V/1").ShouldBe(Stance.Silent);
    }

    [Fact]
    public void Acceptance_of_a_sub_point_stays_there() => Story.Begun(Accepted("2025-11-10", "RUS", "V/2a")).AtLast.Stance("RUS", "V/2").ShouldBe(Stance.Silent);

    [Theory]
    [InlineData(Stance.Rejects)]
    [InlineData(Stance.AcceptsConditionally)]
    [InlineData(Stance.Open)]
    [InlineData(Stance.ObjectsToWording)]
    [InlineData(Stance.Undisclosed)]
    public void Every_other_stance_on_a_version_stays_at_the_version(Stance stance)
    {
        var state = Story.Begun(DeclaredOnVersion("2025-11-10", "RUS", stance, "V")).AtLast;
        state.OnVersion("RUS", "V").Stance.ShouldBe(stance);
        AllPoints.ShouldAllBe(p => state.Stance("RUS", p) == Stance.Silent);
    }

    [Fact]
    public void Acceptance_taken_back_from_a_version_goes_from_the_points_that_rested_on_it_alone()
    {
        var story = Story.Begun(WholeAccepted("2025-11-10", "RUS"), Accepted("2025-11-11", "RUS", "V/1"), WithdrewFromVersion("2025-11-12", "RUS", "V").As("back"));
        story.On("2025-11-11").Stance("RUS", "V/3").ShouldBe(Stance.Accepts);
        AllPoints.Where(p => story.AtLast.Stance("RUS", p) == Stance.Accepts).ShouldBe(["V/1"]);
        story.AtLast.Cell("RUS", "V/3").Events.ShouldBe([new EventId("back")]);
    }

    [Theory]
    [InlineData(Stance.Rejects)]
    [InlineData(Stance.AcceptsConditionally)]
    public void Another_stance_on_a_version_or_a_point_takes_back_what_its_acceptance_had_reached(Stance stance)
    {
        var whole = Story.Begun(WholeAccepted("2025-11-10", "RUS"), WholeAccepted("2025-11-10", "UKR"), DeclaredOnVersion("2025-11-12", "RUS", stance, "V")).AtLast;
        AllPoints.ShouldAllBe(p => whole.Stance("RUS", p) == Stance.Silent && whole.Stance("UKR", p) == Stance.Accepts);

        var point = Story.Begun(Accepted("2025-11-10", "RUS", "V/2"), Accepted("2025-11-11", "RUS", "V/2b"), Declared("2025-11-12", "RUS", stance, "V/2")).AtLast;
        (point.Stance("RUS", "V/2"), point.Stance("RUS", "V/2a"), point.Stance("RUS", "V/2b")).ShouldBe((stance, Stance.Silent, Stance.Accepts));
    }

    [Fact]
    public void A_sub_point_stays_accepted_with_the_version_when_its_point_is_taken_back()
    {
        var state = Story.Begun(WholeAccepted("2025-11-10", "RUS"), Withdrew("2025-11-12", "RUS", "V/2")).AtLast;
        (state.Stance("RUS", "V/2"), state.Stance("RUS", "V/2a")).ShouldBe((Stance.Silent, Stance.Accepts));
    }

    [Fact]
    public void An_acceptance_taken_back_is_not_behind_what_it_had_reached_any_more()
    {
        var story = Story.Begun(
            WholeAccepted("2025-11-10", "RUS").As("whole"), Accepted("2025-11-11", "RUS", "V/1", "V/2").As("points"),
            Rejected("2025-11-12", "RUS", "V/2"), WithdrewFromVersion("2025-11-13", "RUS", "V").As("back"));
        story.On("2025-11-11").Cell("RUS", "V/2a").Events.ShouldBe([new EventId("whole"), new EventId("points")]);
        story.On("2025-11-12").Cell("RUS", "V/2a").Events.ShouldBe([new EventId("whole")]);
        story.AtLast.Cell("RUS", "V/2a").ShouldBe(Cell.Silent with { Events = [new EventId("back")] });
        story.AtLast.Cell("RUS", "V/1").Events.ShouldBe([new EventId("points")]);
    }

    [Fact]
    public void An_undisclosed_stance_takes_no_acceptance_back()
    {
        var state = Story.Begun(WholeAccepted("2025-11-10", "RUS"), DeclaredOnVersion("2025-11-12", "RUS", Stance.Undisclosed, "V")).AtLast;
        AllPoints.ShouldAllBe(p => state.Stance("RUS", p) == Stance.Accepts);
    }

    [Fact]
    public void A_possible_acceptance_is_possible_wherever_it_will_reach_also_on_points_disclosed_meanwhile()
    {
        var story = Story.Begun(
            AgreedOnVersion("[2025-11-10..2025-11-14]", "V", "RUS", "UKR").As("agreed"),
            Disclosed("2025-11-12", "V", "4"));
        var meanwhile = story.On("2025-11-12");
        AllPoints.Append("V/4").ShouldAllBe(p => meanwhile.Stance("RUS", p) == Stance.Silent && meanwhile.Cell("UKR", p).Possible.Single().Stance == Stance.Accepts);
        AllPoints.Append("V/4").ShouldAllBe(p => story.AtLast.Stance("RUS", p) == Stance.Accepts && story.AtLast.Cell("UKR", p).Possible.Count == 0);
    }

    [Fact]
    public void What_is_only_possible_brings_nothing_into_being()
    {
        var story = Story.Begun(
            DeclaredOnVersion("[2025-11-05..2025-11-20]", "RUS", Stance.Rejects, "W").As("whole"),
            Rejected("[2025-11-05..2025-11-20]", "RUS", "W/1").As("point"),
            Introduced("2025-11-10", "W", "1"));
        story.On("2025-11-09").Versions.Keys.ShouldNotContain(new VersionId("W"));
        story.On("2025-11-09").Points.Keys.ShouldNotContain(new PointId("W/1"));
        story.AtLast.Stance("RUS", "W/1").ShouldBe(Stance.Rejects);
    }

    [Fact]
    public void A_stance_on_an_issue_shows_under_the_issue_and_is_not_copied_to_its_points()
    {
        var state = Story.Begun(DeclaredOnIssue("2025-11-10", "RUS", Stance.Rejects, "territory")).AtLast;
        state.OnIssue("RUS", "territory").Stance.ShouldBe(Stance.Rejects);
        state.Point("V/1").Point.Issue.ShouldBe(new IssueId("territory"));
        state.Stance("RUS", "V/1").ShouldBe(Stance.Silent);
    }

    [Fact]
    public void Undisclosed_fills_a_silent_cell_and_never_overrides_a_declared_stance()
    {
        var state = Story.Begun(Rejected("2025-11-10", "RUS", "V/1"), Declared("2025-11-11", "RUS", Stance.Undisclosed, "V/1", "V/3")).AtLast;
        state.Stance("RUS", "V/1").ShouldBe(Stance.Rejects);
        state.Stance("RUS", "V/3").ShouldBe(Stance.Undisclosed);
    }

    [Fact]
    public void The_same_stance_again_keeps_its_first_day_and_rests_on_both_events_with_the_firmer_certainty()
    {
        var cell = Story.Begun(Rejected("2025-11-10", "RUS", "V/1").Firmly(Certainty.Reported).As("a"), Rejected("2025-11-12", "RUS", "V/1").Firmly(Certainty.Attributed).As("b"))
            .AtLast.Cell("RUS", "V/1");
        (cell.Since, cell.Certainty).ShouldBe((Day("2025-11-10"), Certainty.Attributed));
        cell.Events.ShouldBe([new EventId("a"), new EventId("b")]);
    }

    [Fact]
    public void Another_stance_or_another_condition_replaces_it()
    {
        var story = Story.Begun(
            Rejected("2025-11-10", "RUS", "V/1"),
            Declared("2025-11-11", "RUS", Stance.AcceptsConditionally, "V/1") with { Condition = "a referendum" },
            Declared("2025-11-12", "RUS", Stance.AcceptsConditionally, "V/1").As("last") with { Condition = "a ceasefire" });
        var cell = story.AtLast.Cell("RUS", "V/1");
        (cell.Condition, cell.Since).ShouldBe(("a ceasefire", Day("2025-11-12")));
        cell.Events.ShouldBe([new EventId("last")]);
    }

    [Fact]
    public void A_stance_taken_back_leaves_silence_that_rests_on_the_withdrawal()
    {
        var state = Story.Begun(Rejected("2025-11-10", "RUS", "V/1", "V/2"), Withdrew("2025-11-11", "RUS", "V/1").As("back")).AtLast;
        state.Cell("RUS", "V/1").ShouldBe(Cell.Silent with { Events = [new EventId("back")] });
        state.Stance("RUS", "V/2").ShouldBe(Stance.Rejects);
    }

    [Fact]
    public void A_stance_on_a_version_or_an_issue_can_be_taken_back()
    {
        var state = Story.Begun(
            DeclaredOnVersion("2025-11-10", "RUS", Stance.Rejects, "V"), DeclaredOnIssue("2025-11-10", "RUS", Stance.Rejects, "territory"),
            Withdrew("2025-11-11", "RUS") with { Version = new("V") }, Withdrew("2025-11-11", "RUS") with { Issue = new("territory") }).AtLast;
        state.OnVersion("RUS", "V").Stance.ShouldBe(Stance.Silent);
        state.OnIssue("RUS", "territory").Stance.ShouldBe(Stance.Silent);
    }
}

public sealed class UnnamedSets
{
    private static StanceDeclared Some(Stance stance = Stance.Rejects) => DeclaredOnSome("2025-11-10", "RUS", stance, "some", "V", 2, 3, "V/3").As("declared");

    private static UnnamedState? Set(State state) => state.Unnamed.GetValueOrDefault(new SetId("some"));

    [Fact]
    public void Give_no_point_a_stance()
    {
        var state = Story.Begun(Some()).AtLast;
        state.Points.Keys.ShouldAllBe(p => state.CellOf(p, new PartyId("RUS")) == Cell.Silent);
        Set(state)!.MayMean(new("V/1")).ShouldBeTrue();
        Set(state)!.MayMean(new("V/3")).ShouldBeFalse();
    }

    [Fact]
    public void End_when_their_members_are_named_and_the_stance_moves_to_those()
    {
        var state = Story.Begun(Some() with { Condition = "x" }, Named("2025-11-12", "some", "V/1", "V/2").As("named")).AtLast;
        Set(state).ShouldBeNull();
        var cell = state.Cell("RUS", "V/1");
        (cell.Stance, cell.Condition, cell.Since).ShouldBe((Stance.Rejects, "x", Day("2025-11-12")));
        cell.Events.ShouldBe([new EventId("declared"), new EventId("named")]);
        state.Stance("RUS", "V/2a").ShouldBe(Stance.Silent);
    }

    [Fact]
    public void Go_on_with_narrower_bounds_while_more_remain()
    {
        var set = Set(Story.Begun(Some(), Named("2025-11-12", "some", "V/1") with { MoreRemain = true }).AtLast).ShouldNotBeNull();
        (set.AtLeast, set.AtMost).ShouldBe((1, 2));
        set.Except.ShouldBe(Points("V/3", "V/1"));
        set.MayMean(new("V/1")).ShouldBeFalse();
    }

    [Fact]
    public void Keep_bounds_of_0_or_more_however_many_are_named()
    {
        var set = Set(Story.Begun(Some(), Named("2025-11-12", "some", "V/1", "V/2", "V/2a", "V/2b") with { MoreRemain = true }).AtLast).ShouldNotBeNull();
        (set.AtLeast, set.AtMost).ShouldBe((0, 0));
    }

    [Fact]
    public void Named_members_of_an_accepted_set_bring_their_sub_points() =>
        Story.Begun(Some(Stance.Accepts), Named("2025-11-12", "some", "V/2")).AtLast.Stance("RUS", "V/2a").ShouldBe(Stance.Accepts);

    [Fact]
    public void Give_a_cell_that_has_the_stance_already_both_reasons() =>
        Story.Begun(Rejected("2025-11-09", "RUS", "V/1").As("first"), Some(), Named("2025-11-12", "some", "V/1").As("named")).AtLast.Cell("RUS", "V/1").Events
            .ShouldBe([new EventId("first"), new EventId("declared"), new EventId("named")]);

    [Fact]
    public void Can_be_taken_back_by_their_party_only()
    {
        var back = Withdrew("2025-11-12", "RUS") with { Set = new("some") };
        Set(Story.Begun(Some(), back).AtLast).ShouldBeNull();
        Set(Story.Begun(Some(), back with { Party = new("UKR") }).AtLast).ShouldNotBeNull();
    }

    [Fact]
    public void Whose_members_are_named_before_they_are_declared_stay_unnamed()
    {
        var state = Story.Begun(Named("2025-11-09", "some", "V/1"), Some()).AtLast;
        Set(state).ShouldNotBeNull();
        state.Stance("RUS", "V/1").ShouldBe(Stance.Silent);
    }
}
