using static NegotiationSim.Domain.Tests.Tell;

namespace NegotiationSim.Domain.Tests;

public sealed class AStateAsAnAnswer
{
    [Fact]
    public void Marks_points_in_brackets()
    {
        var view = StateView.Of(Story.Begun(Bracketed("2025-11-10", "V/1")).Timeline, Day("2025-11-10"));
        view.Points.Where(p => p.Bracketed).Select(p => p.Point.Value).ShouldBe(["V/1"]);
    }

    [Fact]
    public void Has_no_date_when_nothing_has_one()
    {
        var timeline = Story.Given(Said("unknown").Known("2025-11-10")).Timeline;
        timeline.LastDay.ShouldBeNull();
        StateView.Of(timeline, timeline.LastDay).On.ShouldBeNull();
    }

    [Fact]
    public void Tells_how_many_stances_were_known_only_after_its_date()
    {
        var timeline = Story.Begun(
            Rejected("2025-11-10", "RUS", "V/1").Known("2025-11-20"),
            Rejected("2025-11-10", "UKR", "V/1").Known("2025-11-10"),
            DeclaredOnSome("2025-11-10", "RUS", Stance.Rejects, "some", "V").Known("2025-11-20"),
            Rejected("2025-11-11", "RUS", "V/2").Known("2025-11-20"),
            Accepted("2025-11-09", "USA", "V/2").Known("2025-11-20"),
            Accepted("2025-11-10", "USA", "V/2").Known("2025-11-10")).Timeline;

        Hindsight.Of(timeline, StateView.Of(timeline, Day("2025-11-10")), Day("2025-11-10")).ShouldBe(new(Day("2025-11-10"), Stances: 2, Events: 3));
        Hindsight.Of(timeline, StateView.Of(timeline, Day("2025-11-20")), Day("2025-11-20")).Stances.ShouldBe(0);
    }
}

public sealed class APointExplained
{
    [Fact]
    public void Names_what_tabled_its_version_and_what_ended_it()
    {
        var explanation = Explanation.Of(Story.Begun(Rejected("2025-11-10", "RUS", "V/1"), PlanWithdrawn("2025-11-12", "V").As("withdrawn")).Timeline, Day("2025-11-12"), new PointId("V/1"));
        explanation.Events.Select(e => e.Event.Id.Value).ShouldBe(["introduced", "tabled", "withdrawn"]);
    }

    [Fact]
    public void Tells_of_a_stance_on_unnamed_points_all_that_the_state_does()
    {
        var timeline = Story.Begun(DeclaredOnSome("2025-11-10", "RUS", Stance.Rejects, "some", "V") with { Condition = "it stays as it is" }).Timeline;
        var set = Explanation.Of(timeline, Day("2025-11-10"), new PointId("V/1")).Unnamed.ShouldHaveSingleItem().Set;
        set.ShouldBe(StateView.Of(timeline, Day("2025-11-10")).Versions[0].Unnamed.ShouldHaveSingleItem());
        (set.Condition, set.Since).ShouldBe(("it stays as it is", Day("2025-11-10")));
    }

    [Fact]
    public void By_what_was_known_has_neither_later_claims_nor_notes()
    {
        var story = Story.Begun(Rejected("2025-11-10", "RUS", "V/1").AlsoKnown("2025-11-20") with { Note = "As it turned out, only this one." });

        var known = Only(story.KnownBy("2025-11-12"));
        known.Note.ShouldBeNull();
        known.Claims.Count.ShouldBe(1);
        Only(story).ShouldBe(story.Ledger.Events[^1]);

        static NegotiationEvent Only(Story story) =>
            Explanation.Of(story.Timeline, Day("2025-11-12"), new PointId("V/1"), new PartyId("RUS")).Cells.ShouldHaveSingleItem().Events.ShouldHaveSingleItem().Event;
    }

    [Fact]
    public void By_what_was_known_has_no_notes_of_points_and_of_corrections_either()
    {
        var introduced = Introduced("2025-11-10", "W", "1") with { Note = "a", Points = [new Point { Id = new("W/1"), Title = "One", Note = "b" }] };
        var corrected = Corrected("2025-11-11", "w", introduced);

        var known = (EventCorrected)corrected.AsKnown(corrected, Day("2025-11-12"));
        known.Instead.Note.ShouldBeNull();
        ((VersionIntroduced)known.Instead).Points[0].Note.ShouldBeNull();
        corrected.AsKnown(corrected, null).ShouldBeSameAs(corrected);
    }
}

public sealed class AnExplanationInAWhatIf
{
    [Fact]
    public void Tells_what_the_what_if_brings()
    {
        var story = Story.Begun(Scheduled("2025-11-10", "kremlin", "2025-11-15").As("scheduled"), Said("2025-11-20").As("last"));
        var timeline = story.Replayed(Suppose.That(
            "2025-11-05", Suppose.Insert(Cancelled("2025-11-12", "kremlin").As("cancelled")), Suppose.Insert(Bracketed("2025-11-12", "V/1").As("brackets")),
            Suppose.Insert(PlanWithdrawn("2025-11-13", "V").As("withdrawn")), Suppose.Insert(Bracketed("2025-11-12", "V/2").As("others")))).Timeline;

        Ids(Explanation.Of(timeline, Day("2025-11-20"), new MeetingId("kremlin"))).ShouldBe(["scheduled", "cancelled"]);
        Ids(Explanation.Of(timeline, Day("2025-11-20"), new PointId("V/1"))).ShouldBe(["introduced", "tabled", "brackets", "withdrawn"]);

        static IEnumerable<string> Ids(Explanation explanation) => explanation.Events.Select(e => e.Event.Id.Value);
    }

    [Fact]
    public void Tells_of_a_replaced_event_nothing_that_was_said_of_the_recorded_one()
    {
        var story = Story.Begun(
            Rejected("2025-11-10", "RUS", "V/1").As("no"), Denied("2025-11-11", "no"), Corrected("2025-11-12", "no", Rejected("2025-11-10", "RUS", "V/2")),
            Denied("2025-11-12", new Proposition { Party = new("RUS"), Stance = Stance.Accepts, Point = new("V/3") }).As("denial"));
        var timeline = story.Replayed(Suppose.That("2025-11-05", Suppose.Replace("no", Accepted("2025-11-10", "RUS", "V/3")))).Timeline;

        var replaced = EventExplanation.Of(timeline, new("no")).Event.ShouldNotBeNull();
        (replaced.Disputed, replaced.Denials.Count, replaced.Corrections.Count).ShouldBe((false, 0, 0));
        EventExplanation.Of(timeline, new("denial")).ActsOn.ShouldBeEmpty();
    }
}

public sealed class AnEventExplained
{
    private static readonly Story Told = Story.Begun(
        Rejected("2025-11-10", "RUS", "V/1").As("rejects").Because("tabled"),
        Said("2025-11-11").As("reply").Because("rejects"),
        Corrected("2025-11-12", "rejects", Rejected("2025-11-10", "RUS", "V/2")).As("corrected"),
        Denied("2025-11-13", "rejects").As("denied"),
        Retracted("2025-11-14", "reply").As("retracted"));

    [Fact]
    public void Is_told_as_it_stands_and_as_it_was_recorded_with_what_was_said_of_it()
    {
        var explained = EventExplanation.Of(Told.Timeline, new("rejects"));

        explained.InForce.ShouldBeTrue();
        ((StanceDeclared)explained.Event!.Event).Points.ShouldBe(Points("V/2"));
        ((StanceDeclared)explained.Recorded!).Points.ShouldBe(Points("V/1"));
        explained.Event.Claims.Count.ShouldBe(1);
        explained.Event.Corrections.Select(c => c.Id.Value).ShouldBe(["corrected"]);
        explained.Event.Denials.Select(d => d.Id.Value).ShouldBe(["denied"]);
    }

    [Fact]
    public void Has_its_causes_its_effects_and_what_it_changed()
    {
        var explained = EventExplanation.Of(Told.KnownBy("2025-11-13").Timeline, new("rejects"));

        explained.Because.Select(e => e.Id.Value).ShouldBe(["tabled"]);
        explained.Effects.Select(e => e.Id.Value).ShouldBe(["reply"]);
        explained.Steps.ShouldHaveSingleItem().Changes.Select(c => c.Subject).ShouldBe([Subject.Of(new PointId("V/2"), new PartyId("RUS")), Subject.Of(new PointId("V/2"))], ignoreOrder: true);
        EventExplanation.Of(Told.Timeline, new("rejects")).Effects.ShouldBeEmpty(); // the reply is retracted
    }

    [Fact]
    public void Takes_what_it_changed_from_a_replay_that_there_is_already()
    {
        var timeline = Told.KnownBy("2025-11-13").Timeline;

        EventExplanation.Of(timeline, new("rejects"), [.. Replay.Of(timeline)]).ShouldBe(EventExplanation.Of(timeline, new("rejects")));
        EventExplanation.Of(timeline, new("rejects"), []).Steps.ShouldBeEmpty("it replays nothing itself");
    }

    [Fact]
    public void Out_of_force_is_told_as_it_was_recorded_and_changed_nothing()
    {
        var explained = EventExplanation.Of(Told.Timeline, new("reply"));

        explained.InForce.ShouldBeFalse();
        explained.Event!.Corrections.Select(c => c.Id.Value).ShouldBe(["retracted"]);
        explained.Steps.ShouldBeEmpty();
        EventExplanation.Of(Told.Timeline, new("retracted")).ActsOn.ShouldHaveSingleItem().ShouldBe(new RelatedEvent(new("reply"), "statement-made", When.Parse("2025-11-11"), null, InForce: false));
    }

    [Fact]
    public void Out_of_force_has_the_day_on_which_it_became_known_and_is_disputed_when_denied()
    {
        var story = Story.Begun(
            Rejected("2025-11-10", "RUS", "V/1").Known("2025-11-20").As("no"), ClaimAdded("2025-11-11", "no"), Retracted("2025-11-12", "no"), Denied("2025-11-14", "no"));

        var before = EventExplanation.Of(story.KnownBy("2025-11-13").Timeline, new("no"));
        (before.InForce, before.Event!.Known, before.Event.Disputed).ShouldBe((false, Day("2025-11-11"), false));
        EventExplanation.Of(story.Timeline, new("no")).Event!.Disputed.ShouldBeTrue();
    }

    [Fact]
    public void Before_it_was_known_is_a_name_and_nothing_more()
    {
        var explained = EventExplanation.Of(Told.KnownBy("2025-11-09").Timeline, new("rejects"));

        (explained.InForce, explained.Event, explained.Recorded).ShouldBe((false, null, null));
        explained.Because.Count.ShouldBe(0);
    }

    [Fact]
    public void By_what_was_known_tells_of_a_later_cause_its_name_alone_and_has_no_later_claims()
    {
        var story = Story.Begun(
            Said("2025-11-09").Known("2025-11-20").As("secret") with { Title = "A secret" },
            Rejected("2025-11-10", "RUS", "V/1").AlsoKnown("2025-11-20").Because("secret").As("no") with { Note = "As it turned out" });

        var known = EventExplanation.Of(story.KnownBy("2025-11-12").Timeline, new("no"));
        known.Because.ShouldHaveSingleItem().ShouldBe(new RelatedEvent(new("secret"), null, null, null, InForce: false));
        (known.Recorded!.Claims.Count, known.Recorded.Note).ShouldBe((1, null));
        EventExplanation.Of(story.Timeline, new("no")).Because.ShouldHaveSingleItem().Title.ShouldBe("A secret");
    }

    [Fact]
    public void A_denial_bears_on_every_event_that_amounts_to_what_it_denies()
    {
        var denial = Denied("2025-11-12", new Proposition { Party = new("RUS"), Stance = Stance.Rejects, Point = new("V/1") }).As("denial");
        var story = Story.Begun(Rejected("2025-11-10", "RUS", "V/1").As("first"), Rejected("2025-11-11", "RUS", "V/1").As("second"), Rejected("2025-11-11", "RUS", "V/2").As("other"), denial);

        EventExplanation.Of(story.Timeline, new("denial")).ActsOn.Select(e => e.Id.Value).ShouldBe(["first", "second"]);
    }
}
