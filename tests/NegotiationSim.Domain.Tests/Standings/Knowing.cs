using static NegotiationSim.Domain.Tests.Tell;

namespace NegotiationSim.Domain.Tests;

public sealed class OrderOfFolding
{
    [Fact]
    public void By_day_then_order_then_known_then_id_whatever_the_arrival() =>
        Story.Given(
            Said("2025-12-02").Known("2025-12-04").As("z"),
            Said("2025-12-02").Known("2025-12-03").As("b"),
            Said("2025-12-02").Known("2025-12-03").As("a"),
            Said("2025-12-02").Known("2025-12-05").At(-1).As("first"),
            Said("2025-12-02").Known("2025-12-02").At(1).As("last"),
            Said("2025-12-01").Known("2025-12-09").As("day before"),
            Said("[2025-11-01..2025-12-03]").As("counts from its end"),
            Said("2025-11-30/2025-12-09").As("counts from its start")).Order
            .ShouldBe(["counts from its start", "day before", "first", "a", "b", "z", "last", "counts from its end"]);

    [Fact]
    public void The_last_of_a_day_holds_at_its_end() =>
        Story.Begun(Rejected("2025-11-10", "RUS", "V/1").At(2), Accepted("2025-11-10", "RUS", "V/1").At(1)).On("2025-11-10").Stance("RUS", "V/1").ShouldBe(Stance.Rejects);

    [Fact]
    public void An_event_of_unknown_date_is_kept_and_never_folded()
    {
        var story = Story.Begun(Rejected("unknown", "RUS", "V/1").Known("2025-11-10").As("undated"));
        story.AtLast.Cell("RUS", "V/1").ShouldBe(Cell.Silent);
        story.Timeline.Undated.ShouldHaveSingleItem().Id.Value.ShouldBe("undated");
        story.KnownBy("2025-11-09").Timeline.Undated.ShouldBeEmpty();
        story.Timeline.Find(new("undated")).ShouldNotBeNull();
    }
}

public sealed class PossibleStances
{
    [Theory]
    [InlineData("[2025-11-10..2025-11-14]", "2025-11-10", "2025-11-14")]
    [InlineData("2025-12", "2025-12-01", "2025-12-31")]
    public void Are_possible_from_the_first_day_and_count_from_the_last(string occurred, string first, string last)
    {
        var story = Story.Begun(Rejected(occurred, "RUS", "V/1").As("within"));
        story.On(first).Cell("RUS", "V/1").ShouldBe(Cell.Silent with { Possible = [new(Stance.Rejects, Day(first), Day(last), new("within"))] });
        story.Timeline.On(Day(first).AddDays(-1)).Cell("RUS", "V/1").ShouldBe(Cell.Silent);
        story.Timeline.On(Day(last).AddDays(-1)).Stance("RUS", "V/1").ShouldBe(Stance.Silent);
        var counted = story.On(last).Cell("RUS", "V/1");
        (counted.Stance, counted.Since).ShouldBe((Stance.Rejects, Day(last)));
        counted.Possible.ShouldBeEmpty();
    }

    [Fact]
    public void Stay_possible_beside_what_is_declared_meanwhile()
    {
        var cell = Story.Begun(Rejected("[2025-11-10..2025-11-14]", "RUS", "V/1"), Accepted("2025-11-11", "RUS", "V/1")).On("2025-11-12").Cell("RUS", "V/1");
        cell.Stance.ShouldBe(Stance.Accepts);
        cell.Possible.ShouldHaveSingleItem().Stance.ShouldBe(Stance.Rejects);
    }

    [Fact]
    public void End_also_when_what_counts_then_is_undisclosed() =>
        Story.Begun(Accepted("2025-11-09", "RUS", "V/1"), Declared("[2025-11-10..2025-11-14]", "RUS", Stance.Undisclosed, "V/1")).AtLast.Cell("RUS", "V/1").Possible.ShouldBeEmpty();

    [Fact]
    public void What_lasted_counts_from_its_first_day_and_is_never_only_possible()
    {
        var story = Story.Begun(Rejected("2025-11-10/2025-11-14", "RUS", "V/1"));
        story.On("2025-11-09").Cell("RUS", "V/1").ShouldBe(Cell.Silent);
        story.On("2025-11-10").Stance("RUS", "V/1").ShouldBe(Stance.Rejects);
    }
}

public sealed class KnownBy
{
    [Fact]
    public void An_event_is_known_from_its_earliest_claim_and_with_the_firmest_of_those_known()
    {
        var story = Story.Begun(Rejected("2025-11-10", "RUS", "V/1").Known("2025-11-15", Certainty.Reported).AlsoKnown("2025-11-20").As("x"));
        story.KnownBy("2025-11-14").AtLast.Stance("RUS", "V/1").ShouldBe(Stance.Silent);
        story.KnownBy("2025-11-15").AtLast.Cell("RUS", "V/1").Certainty.ShouldBe(Certainty.Reported);
        story.KnownBy("2025-11-20").AtLast.Cell("RUS", "V/1").Certainty.ShouldBe(Certainty.Asserted);
        story.Timeline.Entry("x").Known.ShouldBe(Day("2025-11-15"));
    }

    [Fact]
    public void A_claim_without_a_day_is_known_when_the_event_counts() =>
        Story.Begun(Rejected("[2025-11-10..2025-11-14]", "RUS", "V/1").As("x")).Timeline.Entry("x").Known.ShouldBe(Day("2025-11-14"));

    [Fact]
    public void A_late_report_changes_what_is_known_and_not_what_was_known_before()
    {
        var story = Story.Begun(Accepted("2025-11-12", "RUS", "V/1"), Rejected("2025-11-10", "RUS", "V/1").Known("2025-12-01"));
        story.KnownBy("2025-11-30").On("2025-11-11").Stance("RUS", "V/1").ShouldBe(Stance.Silent);
        story.On("2025-11-11").Stance("RUS", "V/1").ShouldBe(Stance.Rejects);
        story.On("2025-11-12").Stance("RUS", "V/1").ShouldBe(Stance.Accepts);
    }

    [Fact]
    public void An_earlier_claim_added_makes_the_event_known_earlier_and_a_firmer_one_firmer()
    {
        var story = Story.Begun(
            Rejected("2025-11-10", "RUS", "V/1").Known("2025-11-20", Certainty.Reported).As("x"), ClaimAdded("2025-11-11", "x").Known("2025-11-11", Certainty.Attributed).As("c"));
        story.KnownBy("2025-11-10").Timeline.Find(new("x")).ShouldBeNull();
        story.KnownBy("2025-11-11").Timeline.Entry("x").Certainty.ShouldBe(Certainty.Attributed);
        story.Timeline.Entry("x").Known.ShouldBe(Day("2025-11-11"));
        Story.Begun([.. story.Ledger.Events.Skip(3), Retracted("2025-11-12", "c")]).Timeline.Entry("x").Known.ShouldBe(Day("2025-11-20"));
    }
}

public sealed class Denials
{
    private static readonly Proposition RusRejectsV1 = new() { Party = new("RUS"), Stance = Stance.Rejects, Point = new("V/1") };

    private static readonly StanceDeclared Rejection = Rejected("2025-11-10", "RUS", "V/1", "V/2").As("x");

    [Fact]
    public void What_is_denied_is_disputed_from_when_the_denial_is_known()
    {
        var story = Story.Begun(Rejection, Denied("2025-11-12", "x"));
        story.KnownBy("2025-11-11").AtLast.Cell("RUS", "V/1").Disputed.ShouldBeFalse();
        story.AtLast.Cell("RUS", "V/1").Disputed.ShouldBeTrue();
        story.On("2025-11-10").Cell("RUS", "V/1").Disputed.ShouldBeTrue();
    }

    [Fact]
    public void A_denial_retracted_disputes_nothing() =>
        Story.Begun(Rejection, Denied("2025-11-12", "x").As("d"), Retracted("2025-11-13", "d")).AtLast.Cell("RUS", "V/1").Disputed.ShouldBeFalse();

    [Fact]
    public void A_proposition_denied_is_disputed_whoever_said_it_and_whenever()
    {
        var story = Story.Begun(Rejection, Denied("2025-11-12", RusRejectsV1), Rejected("2025-11-14", "RUS", "V/1").As("again"));
        story.Timeline.Entry("x").Disputed.ShouldBeTrue();
        story.Timeline.Entry("again").Disputed.ShouldBeTrue();
    }

    [Fact]
    public void Another_proposition_is_not_disputed()
    {
        bool IsDisputed(Proposition denied) => Story.Begun(Rejection, Denied("2025-11-12", denied)).Timeline.Entry("x").Disputed;
        IsDisputed(RusRejectsV1).ShouldBeTrue();
        IsDisputed(RusRejectsV1 with { Party = new("UKR") }).ShouldBeFalse();
        IsDisputed(RusRejectsV1 with { Stance = Stance.Accepts }).ShouldBeFalse();
        IsDisputed(RusRejectsV1 with { Point = new("V/3") }).ShouldBeFalse();
        IsDisputed(new() { Party = new("RUS"), Stance = Stance.Rejects, Version = new("V") }).ShouldBeFalse();
    }

    [Fact]
    public void A_proposition_about_a_version_or_an_issue_disputes_the_stance_on_it()
    {
        Story.Begun(DeclaredOnVersion("2025-11-10", "RUS", Stance.Rejects, "V"), Denied("2025-11-11", new Proposition { Party = new("RUS"), Stance = Stance.Rejects, Version = new("V") }))
            .AtLast.OnVersion("RUS", "V").Disputed.ShouldBeTrue();
        Story.Begun(DeclaredOnIssue("2025-11-10", "RUS", Stance.Open, "territory"), Denied("2025-11-11", new Proposition { Party = new("RUS"), Stance = Stance.Open, Issue = new("territory") }))
            .AtLast.OnIssue("RUS", "territory").Disputed.ShouldBeTrue();
    }

    [Fact]
    public void A_proposition_denied_disputes_the_cell_that_it_is_about_and_no_other_of_the_event()
    {
        var state = Story.Begun(Rejection, Denied("2025-11-12", RusRejectsV1)).AtLast;
        state.Cell("RUS", "V/1").Disputed.ShouldBeTrue();
        state.Cell("RUS", "V/2").Disputed.ShouldBeFalse();
    }

    [Fact]
    public void An_acceptance_denied_is_disputed_however_it_was_reported()
    {
        Proposition on(string version) => new() { Party = new("RUS"), Stance = Stance.Accepts, Version = new(version) };
        NegotiationEvent[] reports =
        [
            AgreedOnVersion("2025-11-10", "V", "RUS", "UKR"),
            Signed("2025-11-10", "V", "RUS", "UKR"),
            DeclaredOnVersion("2025-11-10", "RUS", Stance.Accepts, "V"),
        ];
        foreach (var report in reports)
        {
            var state = Story.Begun(report, Denied("2025-11-12", on("V"))).AtLast;
            state.OnVersion("RUS", "V").Disputed.ShouldBeTrue();
            state.Cell("RUS", "V/2a").Disputed.ShouldBeTrue("what it reached rests on what is denied");
            state.OnVersion("UKR", "V").Disputed.ShouldBeFalse("nobody denies it for the other party");
        }

        var part = Story.Begun(reports[0], Denied("2025-11-12", on("V") with { Version = null, Point = new("V/2") })).AtLast;
        (part.OnVersion("RUS", "V").Disputed, part.Cell("RUS", "V/1").Disputed, part.Cell("RUS", "V/2").Disputed, part.Cell("RUS", "V/2b").Disputed).ShouldBe((false, false, true, true));
        Story.Begun(Accepted("2025-11-10", "RUS", "V/1"), Denied("2025-11-12", on("V"))).AtLast.Cell("RUS", "V/1").Disputed.ShouldBeFalse("a point accepted by itself does not rest on the whole");

        var both = Story.Begun(Accepted("2025-11-10", "RUS", "V/2", "V/2a"), Denied("2025-11-12", on("V") with { Version = null, Point = new("V/2") })).AtLast;
        (both.Cell("RUS", "V/2").Disputed, both.Cell("RUS", "V/2a").Disputed, both.Cell("RUS", "V/2b").Disputed).ShouldBe((true, false, true), "a sub-point accepted by itself does not rest on its point");
    }

    [Fact]
    public void A_stance_denied_disputes_a_member_named_and_explains_it()
    {
        var story = Story.Begun(
            DeclaredOnSome("2025-11-10", "RUS", Stance.Rejects, "some", "V"),
            Named("2025-11-11", "some", "V/1", "V/2").As("named"),
            Denied("2025-11-12", RusRejectsV1).As("denial"));
        (story.AtLast.Cell("RUS", "V/1").Disputed, story.AtLast.Cell("RUS", "V/2").Disputed).ShouldBe((true, false));
        Explanation.Of(story.Timeline, Day("2025-12-01"), new PointId("V/1")).Cells.Single().Events.Single(e => e.Event.Id.Value == "named").Denials.ShouldHaveSingleItem().Id.Value.ShouldBe("denial");
    }

    [Fact]
    public void A_withdrawal_denied_leaves_a_silence_that_is_disputed() =>
        Story.Begun(Rejection, Withdrew("2025-11-12", "RUS", "V/1").As("w"), Denied("2025-11-13", "w")).AtLast.Cell("RUS", "V/1").Disputed.ShouldBeTrue();

    [Fact]
    public void A_stance_is_disputed_only_while_every_event_behind_it_is()
    {
        Story.Begun(Rejection, Denied("2025-11-12", "x"), Rejected("2025-11-13", "RUS", "V/1")).AtLast.Cell("RUS", "V/1").Disputed.ShouldBeFalse();
        Story.Begun(Held("2025-12-02", "kremlin").As("h"), Denied("2025-12-03", "h")).AtLast.Meeting("kremlin").Disputed.ShouldBeTrue();
    }
}

public sealed class Corrections
{
    private static readonly StanceDeclared Wrong = Rejected("2025-11-10", "RUS", "V/1").As("x");

    [Fact]
    public void The_latest_known_holds_and_before_it_was_known_the_one_before()
    {
        var story = Story.Begun(
            Wrong,
            Corrected("2025-11-11", "x", Declared("2025-11-10", "RUS", Stance.Open, "V/1")).Known("2025-11-20"),
            Corrected("2025-11-12", "x", Declared("2025-11-10", "RUS", Stance.ObjectsToWording, "V/1")).Known("2025-11-15"));
        Stance KnownBy(string day) => story.KnownBy(day).AtLast.Stance("RUS", "V/1");
        KnownBy("2025-11-14").ShouldBe(Stance.Rejects);
        KnownBy("2025-11-15").ShouldBe(Stance.ObjectsToWording);
        KnownBy("2025-11-20").ShouldBe(Stance.Open);
    }

    [Fact]
    public void The_corrected_event_keeps_its_id_its_claims_when_it_was_known_and_its_causes()
    {
        var story = Story.Begun(Said("2025-11-09").As("cause"), Wrong.Because("cause").Known("2025-11-11"), Corrected("2025-11-20", "x", Accepted("2025-11-12", "RUS", "V/2") with { Claims = [] }));
        var entry = story.Timeline.Entry("x");
        entry.Known.ShouldBe(Day("2025-11-11"));
        entry.Event.ShouldBe(Accepted("2025-11-12", "RUS", "V/2").As("x").Because("cause").Known("2025-11-11"));
        entry.Recorded.ShouldBe(story.Ledger.Find(new("x")));
        story.AtLast.Stance("RUS", "V/1").ShouldBe(Stance.Silent);
        story.AtLast.Cell("RUS", "V/2").Events.ShouldBe([new EventId("x")]);
    }

    [Fact]
    public void An_event_can_become_one_of_another_type() =>
        Story.Begun(Wrong, Corrected("2025-11-11", "x", TakenUp("2025-11-10", "V/1"))).AtLast.Status("V/1").ShouldBe(PointStatus.UnderDiscussion);

    [Fact]
    public void Retimed_it_counts_on_the_other_day_and_there_and_back_is_nothing()
    {
        var there = Story.Begun(Wrong, Retimed("2025-11-11", "x", "2025-11-20"));
        there.On("2025-11-19").Stance("RUS", "V/1").ShouldBe(Stance.Silent);
        there.On("2025-11-20").Cell("RUS", "V/1").Since.ShouldBe(Day("2025-11-20"));
        Story.Begun(Wrong, Retimed("2025-11-11", "x", "2025-11-20"), Retimed("2025-11-12", "x", "2025-11-10")).On("2025-11-10").Stance("RUS", "V/1").ShouldBe(Stance.Rejects);
        Story.Begun(Wrong, Retimed("2025-11-11", "x", "unknown")).Timeline.Undated.ShouldHaveSingleItem();
    }

    [Fact]
    public void Retracted_it_is_out_of_force_from_when_the_retraction_is_known()
    {
        var story = Story.Begun(Wrong, Retracted("2025-11-15", "x"));
        story.KnownBy("2025-11-14").AtLast.Stance("RUS", "V/1").ShouldBe(Stance.Rejects);
        story.AtLast.Cell("RUS", "V/1").ShouldBe(Cell.Silent);
        story.Timeline.Find(new("x")).ShouldBeNull();
    }

    [Fact]
    public void A_retraction_retracted_restores_and_that_retracted_takes_it_away_again()
    {
        NegotiationEvent[] events = [Wrong, Retracted("2025-11-15", "x").As("r1"), Retracted("2025-11-16", "r1").As("r2"), Retracted("2025-11-17", "r2").As("r3")];
        Story.Begun(events[..3]).AtLast.Stance("RUS", "V/1").ShouldBe(Stance.Rejects);
        Story.Begun(events).AtLast.Stance("RUS", "V/1").ShouldBe(Stance.Silent);
        Story.Begun(events).KnownBy("2025-11-16").AtLast.Stance("RUS", "V/1").ShouldBe(Stance.Rejects);
    }

    [Fact]
    public void A_correction_retracted_corrects_nothing() =>
        Story.Begun(Wrong, Corrected("2025-11-11", "x", Accepted("2025-11-10", "RUS", "V/1")).As("c"), Retracted("2025-11-12", "c")).AtLast.Stance("RUS", "V/1").ShouldBe(Stance.Rejects);

    [Fact]
    public void An_explanation_lists_claims_denials_and_corrections_and_what_is_out_of_force()
    {
        var story = Story.Begun(
            Wrong, ClaimAdded("2025-11-11", "x").As("c"), Denied("2025-11-12", "x").As("d"), Retimed("2025-11-13", "x", "2025-11-09").As("t"),
            Accepted("2025-11-10", "UKR", "V/1").As("gone"), Retracted("2025-11-14", "gone"));
        var explanation = Explanation.Of(story.Timeline, Day("2025-12-01"), new PointId("V/1"));
        explanation.Status.ShouldBe("contested");
        var because = explanation.Cells.ShouldHaveSingleItem().Events.ShouldHaveSingleItem();
        because.Claims.Select(c => c.AddedBy?.Value).ShouldBe([null, "c"]);
        because.Denials.ShouldHaveSingleItem().Id.Value.ShouldBe("d");
        because.Corrections.ShouldHaveSingleItem().Id.Value.ShouldBe("t");
        because.Disputed.ShouldBeTrue();
        explanation.OutOfForce.ShouldHaveSingleItem().Event.Id.Value.ShouldBe("gone");
        explanation.Events.Select(e => e.Event.Id.Value).ShouldBe(["introduced", "tabled"]);
    }

    [Fact]
    public void An_explanation_of_a_point_that_is_only_tabled_names_the_tabling() =>
        Explanation.Of(Story.Begun().Timeline, Day("2025-12-01"), new PointId("V/1")).Events.Select(e => e.Event.Id.Value).ShouldBe(["introduced", "tabled"]);
}
