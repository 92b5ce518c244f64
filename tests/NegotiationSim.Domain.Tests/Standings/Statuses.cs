using static NegotiationSim.Domain.Tests.Tell;

namespace NegotiationSim.Domain.Tests;

public sealed class StatusOfAPoint
{
    private static readonly string[] Both = ["RUS", "UKR"];

    private static PointStatus After(params NegotiationEvent[] events) => Story.Begun(events).AtLast.Status("V/1");

    [Fact]
    public void Not_tabled_until_its_version_is_and_then_tabled()
    {
        var story = Story.Begun();
        story.On("2025-11-02").Status("V/1").ShouldBe(PointStatus.NotTabled);
        story.On("2025-11-03").Status("V/1").ShouldBe(PointStatus.Tabled);
    }

    [Fact]
    public void Under_discussion_when_taken_up_bracketed_or_anything_is_declared_on_it()
    {
        After(TakenUp("2025-11-10", "V/1")).ShouldBe(PointStatus.UnderDiscussion);
        After(Bracketed("2025-11-10", "V/1")).ShouldBe(PointStatus.UnderDiscussion);
        After(Bracketed("2025-11-10", "V/1"), Unbracketed("2025-11-11", "V/1")).ShouldBe(PointStatus.Tabled);
        After(Declared("2025-11-10", "USA", Stance.Undisclosed, "V/1")).ShouldBe(PointStatus.UnderDiscussion);
        After(Accepted("2025-11-10", "RUS", "V/1")).ShouldBe(PointStatus.UnderDiscussion);
        After(Rejected("2025-11-10", "USA", "V/1")).ShouldBe(PointStatus.UnderDiscussion);
    }

    [Fact]
    public void Contested_when_a_required_party_rejects_it_or_objects_to_its_wording()
    {
        After(Accepted("2025-11-10", "UKR", "V/1"), Rejected("2025-11-10", "RUS", "V/1")).ShouldBe(PointStatus.Contested);
        After(Declared("2025-11-10", "RUS", Stance.ObjectsToWording, "V/1")).ShouldBe(PointStatus.Contested);
        After(MustAgree("2025-11-09", "RUS", "USA"), Rejected("2025-11-10", "UKR", "V/1")).ShouldBe(PointStatus.UnderDiscussion);
    }

    [Fact]
    public void Agreed_when_all_who_must_agree_accept_without_condition()
    {
        After(Agreed("2025-11-10", Both, "V/1")).ShouldBe(PointStatus.Agreed);
        After(Accepted("2025-11-10", "RUS", "V/1"), Accepted("2025-11-11", "UKR", "V/1")).ShouldBe(PointStatus.Agreed);
        After(Accepted("2025-11-10", "RUS", "V/1"), Declared("2025-11-11", "UKR", Stance.AcceptsConditionally, "V/1")).ShouldBe(PointStatus.UnderDiscussion);
        After(Agreed("2025-11-10", Both, "V/1"), Rejected("2025-11-11", "USA", "V/1")).ShouldBe(PointStatus.Agreed);
    }

    [Fact]
    public void Two_of_three_is_partly_agreed_and_not_all()
    {
        var three = MustAgree("2025-11-09", "RUS", "UKR", "USA");
        After(three, Agreed("2025-11-10", Both, "V/1")).ShouldBe(PointStatus.PartlyAgreed);
        After(three, Accepted("2025-11-10", "RUS", "V/1")).ShouldBe(PointStatus.UnderDiscussion);
        After(three, Agreed("2025-11-10", Both, "V/1"), Accepted("2025-11-11", "USA", "V/1")).ShouldBe(PointStatus.Agreed);
        After(three, Agreed("2025-11-10", Both, "V/1"), Rejected("2025-11-11", "USA", "V/1")).ShouldBe(PointStatus.Contested);
        After(three, PartyIntroduced("2025-11-09", "EU", PartyRole.Observer), Agreed("2025-11-10", Both, "V/1"), Rejected("2025-11-11", "EU", "V/1"))
            .ShouldBe(PointStatus.UnderDiscussion);
    }

    [Fact]
    public void It_follows_who_must_agree()
    {
        var story = Story.Begun(Agreed("2025-11-10", Both, "V/1"), MustAgree("2025-11-12", "RUS", "UKR", "USA"), PartyIntroduced("2025-11-14", "EU", PartyRole.Principal));
        story.On("2025-11-11").Status("V/1").ShouldBe(PointStatus.Agreed);
        story.On("2025-11-12").Status("V/1").ShouldBe(PointStatus.PartlyAgreed);
        Story.Begun(Agreed("2025-11-10", Both, "V/1"), PartyIntroduced("2025-11-14", "EU", PartyRole.Principal)).AtLast.Status("V/1").ShouldBe(PointStatus.PartlyAgreed);
    }

    [Fact]
    public void Provisional_until_each_who_agreed_provisionally_accepts_for_good()
    {
        var story = Story.Begun(
            Agreed("2025-11-10", Both, "V/1") with { Provisional = true }, Accepted("2025-11-11", "RUS", "V/1"), Accepted("2025-11-12", "UKR", "V/1"));
        story.On("2025-11-10").IsProvisional(story.On("2025-11-10").Point("V/1")).ShouldBeTrue();
        story.On("2025-11-10").Status("V/1").ShouldBe(PointStatus.Agreed);
        story.On("2025-11-11").IsProvisional(story.On("2025-11-11").Point("V/1")).ShouldBeTrue();
        story.On("2025-11-12").IsProvisional(story.On("2025-11-12").Point("V/1")).ShouldBeFalse();
    }

    [Fact]
    public void Set_aside_whatever_is_declared_until_it_is_taken_up_again()
    {
        After(Rejected("2025-11-10", "RUS", "V/1"), SetAside("2025-11-11", "V/1"), Agreed("2025-11-12", Both, "V/1")).ShouldBe(PointStatus.SetAside);
        After(Rejected("2025-11-10", "RUS", "V/1"), SetAside("2025-11-11", "V/1"), TakenUp("2025-11-12", "V/1")).ShouldBe(PointStatus.Contested);
    }

    [Fact]
    public void Dropped_itself_or_with_a_version_that_lapsed_or_was_withdrawn()
    {
        After(SetAside("2025-11-10", "V/1"), Dropped("2025-11-11", "V/1")).ShouldBe(PointStatus.Dropped);
        After(Agreed("2025-11-10", Both, "V/1"), Lapsed("2025-11-11", "V")).ShouldBe(PointStatus.Dropped);
        After(Agreed("2025-11-10", Both, "V/1"), PlanWithdrawn("2025-11-11", "V")).ShouldBe(PointStatus.Dropped);
        Story.Begun(Dropped("2025-11-11", "V/1")).AtLast.Status("V/2").ShouldBe(PointStatus.Tabled);
    }

    [Fact]
    public void Superseded_with_its_version_before_all_else() =>
        After(Dropped("2025-11-10", "V/1"), Superseded("2025-11-11", "V")).ShouldBe(PointStatus.Superseded);

    [Fact]
    public void Kept_when_its_version_is_voted_down() =>
        After(Agreed("2025-11-10", Both, "V/1"), VotedDown("2025-11-11", "V", "UKR")).ShouldBe(PointStatus.Agreed);

    [Fact]
    public void Nobody_who_must_agree_is_no_agreement() =>
        Story.Given(Introduced("2025-11-02", "V", "2"), Tabled("2025-11-03", "V")).AtLast.Status("V/2").ShouldBe(PointStatus.Tabled);
}

public sealed class StatusOfAVersion
{
    private static readonly string[] Both = ["RUS", "UKR"];

    private static VersionStatus After(params NegotiationEvent[] events) => Story.Begun(events).AtLast.VersionStatus("V");

    [Fact]
    public void Drafted_then_tabled()
    {
        Story.Begun().On("2025-11-02").VersionStatus("V").ShouldBe(VersionStatus.Drafted);
        After().ShouldBe(VersionStatus.Tabled);
        Story.Begun(Introduced("2025-11-10", "W", "1"), Drafted("2025-11-10", "W"), Published("2025-11-11", "W")).AtLast.VersionStatus("W").ShouldBe(VersionStatus.Drafted);
    }

    [Fact]
    public void Agreed_when_all_who_must_agree_accept_it_as_a_whole()
    {
        After(Agreed("2025-11-10", Both) with { Version = new("V") }).ShouldBe(VersionStatus.Agreed);
        After(DeclaredOnVersion("2025-11-10", "RUS", Stance.Accepts, "V")).ShouldBe(VersionStatus.Tabled);
        After(Agreed("2025-11-10", Both, "V/1", "V/2", "V/3")).ShouldBe(VersionStatus.Tabled);
    }

    [Fact]
    public void Signed_when_all_who_must_agree_have_signed_and_each_signatory_accepts_every_point()
    {
        var story = Story.Begun(Signed("2025-11-10", "V", "RUS"), Signed("2025-11-11", "V", "UKR", "USA"));
        story.On("2025-11-10").VersionStatus("V").ShouldBe(VersionStatus.Tabled);
        story.On("2025-11-10").Stance("RUS", "V/2a").ShouldBe(Stance.Accepts);
        story.On("2025-11-11").VersionStatus("V").ShouldBe(VersionStatus.Signed);
        story.AtLast.Version("V").Signatories.ShouldBe(Parties("RUS", "UKR", "USA"));
        story.AtLast.Status("V/1").ShouldBe(PointStatus.Agreed);
    }

    [Fact]
    public void Ratified_also_when_somebody_signs_afterwards() =>
        After(Signed("2025-11-10", "V", Both), Ratified("2025-11-11", "V", "UKR"), Signed("2025-11-12", "V", "USA")).ShouldBe(VersionStatus.Ratified);

    [Fact]
    public void Ratified_unless_others_must_still_ratify()
    {
        After(Signed("2025-11-10", "V", Both), Ratified("2025-11-11", "V", "UKR", partial: true)).ShouldBe(VersionStatus.Signed);
        After(Signed("2025-11-10", "V", Both), Ratified("2025-11-11", "V", "UKR", partial: true), Ratified("2025-11-12", "V", "RUS")).ShouldBe(VersionStatus.Ratified);
    }

    [Fact]
    public void Voted_down_superseded_lapsed_or_withdrawn_by_the_event_that_says_so()
    {
        After(VotedDown("2025-11-10", "V", "UKR")).ShouldBe(VersionStatus.VotedDown);
        After(Lapsed("2025-11-10", "V")).ShouldBe(VersionStatus.Lapsed);
        After(PlanWithdrawn("2025-11-10", "V")).ShouldBe(VersionStatus.Withdrawn);
        var state = Story.Begun(Introduced("2025-11-10", "W"), Superseded("2025-11-10", "V", "W")).AtLast;
        (state.VersionStatus("V"), state.Version("V").SupersededBy).ShouldBe((VersionStatus.Superseded, new VersionId("W")));
    }

    [Fact]
    public void Tabled_again_it_is_back_unless_it_was_signed_or_voted_on()
    {
        var state = Story.Begun(Introduced("2025-11-10", "W"), Superseded("2025-11-10", "V", "W"), Tabled("2025-11-12", "V")).AtLast;
        (state.VersionStatus("V"), state.Version("V").SupersededBy).ShouldBe((VersionStatus.Tabled, null));
        After(Lapsed("2025-11-10", "V"), Tabled("2025-11-12", "V")).ShouldBe(VersionStatus.Tabled);
        After(PlanWithdrawn("2025-11-10", "V"), Tabled("2025-11-12", "V")).ShouldBe(VersionStatus.Tabled);
        After(VotedDown("2025-11-10", "V", "UKR"), Tabled("2025-11-12", "V")).ShouldBe(VersionStatus.VotedDown);
        After(Signed("2025-11-10", "V", Both), Tabled("2025-11-12", "V")).ShouldBe(VersionStatus.Signed);
    }

    [Fact]
    public void Its_points_stand_in_the_order_of_the_text_each_after_the_point_it_belongs_to() =>
        Story.Begun(Disclosed("2025-11-10", "V", "10", "1b", "4", "1a")).AtLast.Version("V").Points
            .ShouldBe(Points("V/1", "V/1a", "V/1b", "V/2", "V/2a", "V/2b", "V/3", "V/4", "V/10"));

    [Fact]
    public void Its_number_of_points_may_be_known_before_they_are()
    {
        var view = StateView.Of(Story.Begun(Introduced("2025-11-10", "W", "1") with { PointCount = 28 }).Timeline, Day("2025-11-10")).Versions.Single(v => v.Version == new VersionId("W"));
        (view.PointCount, view.PointsKnown).ShouldBe((28, 1));
    }

    [Fact]
    public void The_number_of_points_of_a_version_is_unknown_when_none_is_said_or_known()
    {
        var view = StateView.Of(Story.Begun(Introduced("2025-11-10", "W")).Timeline, Day("2025-11-10")).Versions.Single(v => v.Version == new VersionId("W"));
        view.PointCount.ShouldBeNull();
    }
}

public sealed class MeetingsDeadlinesAndTalks
{
    [Fact]
    public void A_meeting_put_off_to_no_date_has_none_and_one_cancelled_keeps_the_date_it_was_for()
    {
        var story = Story.Begun(
            Scheduled("2025-11-25", "kremlin", "2025-12-01"),
            Scheduled("2025-11-25", "geneva", "2025-12-01"),
            Postponed("2025-11-26", "kremlin"),
            Cancelled("2025-11-26", "geneva"));
        story.AtLast.Meeting("kremlin").For.ShouldBeNull();
        story.AtLast.Meeting("geneva").For.ShouldBe(When.Parse("2025-12-01"));
    }

    [Fact]
    public void A_meeting_is_scheduled_postponed_cancelled_and_held_by_events_of_their_own()
    {
        var story = Story.Begun(
            Scheduled("2025-11-25", "kremlin", "2025-12-01", "RUS", "USA").As("a") with { Place = "Moscow" },
            Postponed("2025-11-26", "kremlin", "2025-12-02").As("b"),
            Cancelled("2025-11-27", "kremlin").As("c"),
            Scheduled("2025-11-28", "kremlin", "2025-12-02").As("d"),
            Held("2025-12-02", "kremlin").As("e"));
        story.On("2025-11-25").Meeting("kremlin").Status.ShouldBe(MeetingStatus.Scheduled);
        story.On("2025-11-25").Meeting("kremlin").For.ShouldBe(When.Parse("2025-12-01"));
        story.On("2025-11-26").Meeting("kremlin").Status.ShouldBe(MeetingStatus.Postponed);
        story.On("2025-11-26").Meeting("kremlin").For.ShouldBe(When.Parse("2025-12-02"));
        story.On("2025-11-27").Meeting("kremlin").Status.ShouldBe(MeetingStatus.Cancelled);
        var held = story.AtLast.Meeting("kremlin");
        (held.Status, held.Place).ShouldBe((MeetingStatus.Held, "Moscow"));
        held.Parties.ShouldBe(Parties("RUS", "USA"));
        held.Events.Select(e => e.Value).ShouldBe(["a", "b", "c", "d", "e"]);
    }

    [Fact]
    public void A_meeting_that_nobody_scheduled_can_be_cancelled() =>
        Story.Begun(Cancelled("2025-12-03", "brussels")).AtLast.Meeting("brussels").Status.ShouldBe(MeetingStatus.Cancelled);

    [Fact]
    public void A_deadline_is_set_moved_and_dropped_and_that_it_passed_is_read_off_the_date_asked_about()
    {
        var story = Story.Begun(
            DeadlineSet("2025-11-20", "thanksgiving", "2025-11-27") with { Subject = "an answer" }, DeadlineMoved("2025-11-25", "thanksgiving", "2025-12-05"),
            DeadlineDropped("2025-12-10", "thanksgiving"));
        story.On("2025-11-20").Deadline("thanksgiving").For.ShouldBe(When.Parse("2025-11-27"));
        story.On("2025-11-25").Deadline("thanksgiving").For.ShouldBe(When.Parse("2025-12-05"));
        (story.AtLast.Deadline("thanksgiving").Status, story.AtLast.Deadline("thanksgiving").Subject).ShouldBe((DeadlineStatus.Dropped, "an answer"));
        bool Passed(string on) => StateView.Of(story.Timeline, Day(on)).Deadlines.Single().Passed;
        Passed("2025-12-05").ShouldBeFalse();
        Passed("2025-12-06").ShouldBeTrue();
    }

    [Fact]
    public void Talks_are_opened_suspended_resumed_and_concluded()
    {
        var story = Story.Begun(Suspended("2025-11-10"), Resumed("2025-11-11"), Concluded("2025-11-12"));
        new[] { "2025-10-31", "2025-11-01", "2025-11-10", "2025-11-11", "2025-11-12" }.Select(d => story.On(d).Talks)
            .ShouldBe([TalksStatus.NotOpened, TalksStatus.Open, TalksStatus.Suspended, TalksStatus.Open, TalksStatus.Concluded]);
    }

    [Fact]
    public void A_package_groups_points_whose_members_may_be_unknown()
    {
        var packages = Story.Begun(Grouped("2025-11-10", "V", ("groups/one", ["V/1", "V/2"]), ("groups/two", []))).AtLast.Packages;
        packages[new("groups/one")].Package.Points.ShouldBe(Points("V/1", "V/2"));
        packages[new("groups/two")].Package.Points.ShouldBeEmpty();
    }

    [Fact]
    public void Commitments_are_kept_with_the_points_they_are_about() =>
        Story.Begun(Signed("2025-11-10", "V", "RUS", "UKR"), Kept("2025-11-11", "RUS", "V/1").As("k"), Broken("2025-11-12", "UKR", "V/1").As("b")).AtLast.Point("V/1").Commitments
            .ShouldBe([new Commitment(new("RUS"), true, new("k")), new Commitment(new("UKR"), false, new("b"))]);

    [Fact]
    public void People_act_for_a_party_from_and_to_the_days_on_which_its_delegation_changes()
    {
        var changed = new DelegationChanged { Id = new("x"), Occurred = When.Parse("2025-11-10"), Party = new("USA"), Left = [new("witkoff")], Claims = [new Claim { By = "editor" }] };
        Story.Begun(changed).AtLast.People[new("witkoff")].To.ShouldBe(When.Parse("2025-11-10"));
        Story.Begun(changed, changed with { Id = new("y"), Party = new("RUS"), Left = [], Joined = [new("witkoff")], Occurred = When.Parse("2025-11-12") }).AtLast.People[new("witkoff")]
            .ShouldBe(new Person { Id = new("witkoff"), Name = "Steve Witkoff", Party = new("RUS"), From = When.Parse("2025-11-12") });
    }
}
