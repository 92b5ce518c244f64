using static NegotiationSim.Domain.Tests.Suppose;
using static NegotiationSim.Domain.Tests.Tell;

namespace NegotiationSim.Domain.Tests.WhatIfs;

/// <summary>What breaks a rule because of the edits, what it goes back to, and what the policies make of it.</summary>
public sealed class ConflictsOfAWhatIf
{
    private static readonly Story Talks = Story.Begun(
        Cancelled("2025-11-04", "brussels").As("old"),
        Scheduled("2025-11-05", "kremlin", "2025-11-10", "RUS", "USA").As("scheduled"),
        Scheduled("2025-11-05", "geneva", "2025-11-12", "UKR", "USA").As("scheduled-too"),
        Cancelled("2025-11-08", "kremlin").As("cancelled"),
        Said("2025-11-09", "RUS").Because("cancelled").As("regret"),
        Said("2025-11-10", "UKR").Because("regret").As("answer"),
        Suspended("2025-11-11").As("suspended"),
        Resumed("2025-11-12").As("resumed"),
        Said("2025-11-20").As("last"));

    [Fact]
    public void A_conflict_of_the_base_is_none_of_the_what_ifs()
    {
        var replay = Talks.Replayed(That("2025-11-05", Remove("scheduled")));
        Talks.Remarks.ShouldBe(["cancelled-never-scheduled old"]);
        replay.Timeline.Conflicts.Select(c => $"{c.Rule} {c.Event}").ShouldBe(["cancelled-never-scheduled old", "cancelled-never-scheduled cancelled"]);
        replay.Conflicts.Told().ShouldBe(["cancelled-never-scheduled cancelled edit 0"]);
        replay.Settled.ShouldBeEmpty();
    }

    [Fact]
    public void A_conflict_of_the_base_that_is_gone_is_settled()
    {
        Talks.Replayed(That("2025-11-04", Insert(Scheduled("2025-11-04", "brussels", "2025-11-09").At(-1).As("new")))).Settled.ShouldHaveSingleItem().Event.Value.ShouldBe("old");
        Talks.Replayed(That("2025-11-04", Remove("old"))).Settled.ShouldHaveSingleItem().Event.Value.ShouldBe("old");
    }

    [Fact]
    public void Reported_it_stands() => Talks.Replayed(That("2025-11-05", Remove("scheduled"))).Timeline.Find(new("cancelled")).ShouldNotBeNull();

    [Fact]
    public void Dropped_it_is_left_out_with_all_that_happened_because_of_it()
    {
        var replay = Talks.Replayed(That("2025-11-05", Insert(Held("2025-11-07", "kremlin").As("held"))).Policy(ConflictPolicy.Drop));
        replay.Dropped.Select(d => (d.Event.Value, d.By?.On.Value, d.By?.How)).ShouldBe([("cancelled", null, null), ("regret", "cancelled", "because"), ("answer", "regret", "because")]);
        replay.Dropped.ShouldAllBe(d => d.Conflict!.Conflict.Event.Value == "cancelled" && d.Conflict.Edit == 0);
        replay.Timeline.Order().ShouldBe(["opened", "introduced", "tabled", "old", "scheduled", "scheduled-too", "held", "suspended", "resumed", "last"]);
        replay.Conflicts.ShouldBeEmpty();
        replay.Fails.ShouldBeFalse();
    }

    [Fact]
    public void Dropping_takes_along_what_depends_on_a_removed_event_though_it_breaks_no_rule()
    {
        var story = Story.Begun(
            Scheduled("2025-11-05", "kremlin", "2025-11-10").As("scheduled"), Held("2025-11-10", "kremlin").As("held"), Said("2025-11-11").Because("held").As("said"), Said("2025-11-20").As("last"));
        var replay = story.Replayed(That("2025-11-05", Remove("scheduled")).Policy(ConflictPolicy.Drop));
        replay.Dropped.Select(d => d.By).ShouldBe([new Dependent(new("held"), new("scheduled"), "meeting kremlin", new("scheduled")), new Dependent(new("said"), new("held"), "because", new("scheduled"))]);
        replay.Dropped.ShouldAllBe(d => d.Conflict == null);
        replay.Timeline.Order().ShouldBe(["opened", "introduced", "tabled", "last"]);
        replay.Dependents.ShouldBeEmpty();
    }

    [Fact]
    public void What_is_dropped_sets_off_no_rule() =>
        Talks.Replayed(That("2025-11-05", Remove("cancelled")).Policy(ConflictPolicy.Drop).Rule("after", Event("regret"), Follows(Said("unknown").As("after")))).Firings.ShouldBeEmpty();

    [Fact]
    public void Dropping_may_make_another_event_odd_which_is_dropped_too()
    {
        var story = Story.Begun(
            Scheduled("2025-11-05", "kremlin", "2025-11-10").As("scheduled"), Cancelled("2025-11-06", "kremlin").As("cancelled"), Scheduled("2025-11-07", "kremlin", "2025-11-11").Because("cancelled").As("again"),
            Postponed("2025-11-08", "kremlin").As("postponed"));
        story.Replayed(That("2025-11-05", Remove("scheduled")).Policy(ConflictPolicy.Drop)).Dropped.Select(d => (d.Event.Value, d.By?.How)).ShouldBe([("cancelled", "meeting kremlin"), ("again", "because"), ("postponed", "meeting kremlin")]);
    }

    [Fact]
    public void Dropping_takes_along_what_comes_before_its_cause_or_was_possible_already()
    {
        var story = Story.Begun(
            Scheduled("2025-11-05", "kremlin", "2025-11-10").As("scheduled"),
            Rejected("[2025-11-06..2025-11-09]", "RUS", "V/1").Because("cancelled").As("possible"),
            Said("2025-11-07").Because("possible").As("early"),
            Rejected("2025-11-08", "RUS", "V/1").Because("early").As("between"),
            Cancelled("2025-11-09", "kremlin").As("cancelled"),
            Withdrew("2025-11-10", "RUS", "V/1").As("withdrew"));
        var replay = story.Replayed(That("2025-11-05", Remove("scheduled")).Policy(ConflictPolicy.Drop));
        replay.Dropped.Select(d => d.Event.Value).ShouldBe(["cancelled", "possible", "early", "between", "withdrew"]);
        replay.Dropped[^1].Conflict!.Conflict.Rule.ShouldBe("nothing-to-withdraw");
        replay.Timeline.On(Day("2025-11-07")).Cell("RUS", "V/1").ShouldBe(Cell.Silent);
        replay.Conflicts.ShouldBeEmpty();
    }

    [Fact]
    public void Dropping_leaves_what_may_have_happened_before_the_fork()
    {
        var story = Story.Begun(
            Said("2025-11-05").Because("held").As("before"),
            Scheduled("2025-11-06", "kremlin", "2025-11-10").As("scheduled"),
            Cancelled("2025-11-08", "kremlin").As("held"));
        var replay = story.Replayed(That("2025-11-06", Remove("scheduled")).Policy(ConflictPolicy.Drop));
        replay.Dropped.Select(d => d.Event.Value).ShouldBe(["held"]);
        replay.Timeline.Find(new("before")).ShouldNotBeNull();

        var undated = Story.Begun(Said("2025-11-05").Because("sometime").As("before"), Said("unknown").Known("2025-11-06").As("sometime"), Said("2025-11-07"));
        var dated = undated.Replayed(That("2025-11-06", Retime("sometime", "2025-11-06")).Policy(ConflictPolicy.Drop));
        dated.Dropped.ShouldBeEmpty();
        dated.Conflicts.Told().ShouldBe(["effect-before-cause before edit 0"]);
    }

    [Fact]
    public void An_event_before_the_first_edit_is_looked_at_again_when_its_cause_is_edited()
    {
        var story = Story.Begun(Said("2025-11-05").Because("cause").As("effect"), Said("2025-11-09").As("cause"), Said("2025-11-10"));
        story.Remarks.ShouldBe(["effect-before-cause effect"]);
        story.Replayed(That("2025-11-04", Remove("cause"))).Settled.ShouldHaveSingleItem();
        story.Replayed(That("2025-11-04", Retime("cause", "unknown"))).Timeline.Conflicts.ShouldBeEmpty();
        story.Replayed(That("2025-11-04", Retime("cause", "2025-11-08"))).Timeline.Conflicts.ShouldHaveSingleItem().Message.ShouldContain("2025-11-08");
    }

    [Fact]
    public void Failing_what_if_with_a_conflict_fails()
    {
        Talks.Replayed(That("2025-11-05", Remove("scheduled")).Policy(ConflictPolicy.Fail)).Fails.ShouldBeTrue();
        Talks.Replayed(That("2025-11-05", Remove("last")).Policy(ConflictPolicy.Fail)).Fails.ShouldBeFalse();
    }

    public static TheoryData<string, NegotiationEvent[], Edit[]> Traced => new()
    {
        // The event itself was edited.
        { "cancelled-never-scheduled cancel edit 1", [Said("2025-11-06").As("other")], [Remove("other"), Insert(Cancelled("2025-11-08", "paris").As("cancel"))] },
        // The same meeting, and not the same parties.
        {
            "cancelled-never-scheduled cancel edit 1",
            [Scheduled("2025-11-05", "kremlin", "2025-11-10", "RUS").As("s1"), Scheduled("2025-11-05", "geneva", "2025-11-10", "RUS").As("s2"), Cancelled("2025-11-08", "geneva") with { Parties = Parties("RUS"), Id = new("cancel") }],
            [Remove("s1"), Remove("s2")]
        },
        { "deadline-never-set moved edit 1", [DeadlineSet("2025-11-05", "a", "2025-11-10").As("a"), DeadlineSet("2025-11-05", "b", "2025-11-10").As("b"), DeadlineMoved("2025-11-06", "b", "2025-11-11").As("moved")], [Remove("a"), Remove("b")] },
        // A cause, and not the same point.
        {
            "effect-before-cause effect edit 1", [Rejected("2025-11-05", "RUS", "V/1").As("point"), Said("2025-11-05").As("cause"), Accepted("2025-11-06", "RUS", "V/1").Because("cause").As("effect")],
            [Remove("point"), Retime("cause", 5)]
        },
        // The tabling of the version, and not the stance on the same point.
        {
            "stance-before-tabled stance edit 1", [Introduced("2025-11-04", "W", "1"), Tabled("2025-11-05", "W").As("tabled-w"), Rejected("2025-11-06", "UKR", "W/1").As("other"), Rejected("2025-11-07", "RUS", "W/1").As("stance")],
            [Remove("other"), Remove("tabled-w")]
        },
        { "version-not-live stance edit 1", [Said("2025-11-05", "RUS").As("said"), Rejected("2025-11-07", "RUS", "V/1").As("stance")], [Remove("said"), Insert(Lapsed("2025-11-06", "V").As("lapsed"))] },
        { "not-introduced-yet stance edit 1", [PartyIntroduced("2025-11-04", "EU", PartyRole.Observer).As("eu"), Rejected("2025-11-05", "EU", "V/1").As("first"), Rejected("2025-11-07", "EU", "V/2").As("stance")], [Remove("first"), Retime("eu", 9), Remove("gone")] },
        { "nothing-to-withdraw withdrew edit 0", [Rejected("2025-11-05", "RUS", "V/1").As("no"), Accepted("2025-11-05", "RUS", "V/2").As("yes"), Withdrew("2025-11-06", "RUS", "V/1").As("withdrew")], [Remove("no"), Remove("yes")] },
        { "unknown-set named edit 1", [Rejected("2025-11-05", "RUS", "V/1").As("no"), DeclaredOnSome("2025-11-05", "RUS", Stance.Rejects, "some", "V").As("set"), Named("2025-11-06", "some", "V/1").As("named")], [Remove("no"), Remove("set")] },
        { "commitment-before-signature kept edit 1", [Rejected("2025-11-05", "UKR", "V/1").As("no"), Signed("2025-11-06", "V", "USA").As("signed"), Kept("2025-11-07", "RUS", "V/1").As("kept")], [Remove("no"), Remove("signed")] },
        // The talks as a whole have no name to share.
        { "resumed-not-suspended resumed edit 1", [Suspended("2025-11-05").As("suspended"), Said("2025-11-05").As("said"), Resumed("2025-11-06").As("resumed")], [Remove("said"), Remove("suspended")] },
        { "talks-concluded stance edit 1", [Rejected("2025-11-05", "RUS", "V/1").As("no"), Rejected("2025-11-07", "RUS", "V/1").As("stance")], [Remove("no"), Insert(Concluded("2025-11-06").As("concluded"))] },
    };

    [Theory]
    [MemberData(nameof(Traced))]
    public void A_conflict_goes_back_to_the_edit_that_makes_it(string expected, NegotiationEvent[] events, Edit[] edits) =>
        Story.Begun([.. events, Said("2025-11-20").As("gone")]).Replayed(That("2025-11-04", edits)).Conflicts.Told().ShouldContain(expected);

    [Fact]
    public void A_conflict_may_go_back_to_a_rule()
    {
        var replay = Talks.Replayed(That("2025-11-05").Rule("stop", Event("last"), Follows(Suspended("unknown").As("stop")), Follows(Suspended("unknown").As("stop-again"))));
        replay.Conflicts.Told().ShouldBe(["suspended-twice stop-again-1 rule 0"]);
    }

    public static TheoryData<string, string, NegotiationEvent[]> Depending => new()
    {
        { "an effect, and what follows from it", "effect: because gone; further: because effect", [Said("2025-11-05").As("gone"), Said("2025-11-06").Because("gone").As("effect"), Said("2025-11-07").Because("effect").As("further")] },
        {
            "a meeting that nobody scheduled, and what was tabled there", "held: meeting kremlin gone; tabled-w: meeting kremlin gone",
            [Scheduled("2025-11-05", "kremlin", "2025-11-10").As("gone"), Held("2025-11-10", "kremlin").As("held"), Held("2025-11-10", "geneva"), Introduced("2025-11-09", "W"), Tabled("2025-11-11", "W").As("tabled-w") with { Meeting = new("kremlin") }]
        },
        { "tabling at a meeting that was not held", "a: meeting kremlin gone", [Introduced("2025-11-05", "W"), Scheduled("2025-11-05", "kremlin", "2025-11-10"), Held("2025-11-10", "kremlin").As("gone"), Tabled("2025-11-10", "W").As("a") with { Meeting = new("kremlin") }] },
        { "calling off a meeting that nobody scheduled", "off: meeting kremlin gone; later: meeting kremlin gone", [Scheduled("2025-11-05", "kremlin", "2025-11-10").As("gone"), Postponed("2025-11-06", "kremlin").As("later"), Cancelled("2025-11-06", "kremlin").As("off")] },
        { "not what comes before", "", [Cancelled("2025-11-04", "kremlin"), Scheduled("2025-11-05", "kremlin", "2025-11-10").As("gone")] },
        { "not a meeting that was scheduled again", "", [Scheduled("2025-11-05", "kremlin", "2025-11-10").As("gone"), Scheduled("2025-11-06", "kremlin", "2025-11-10"), Held("2025-11-10", "kremlin").As("held")] },
        { "a meeting that was scheduled again too late", "off: meeting kremlin gone", [Scheduled("2025-11-05", "kremlin", "2025-11-10").As("gone"), Cancelled("2025-11-06", "kremlin").As("off"), Scheduled("2025-11-07", "kremlin", "2025-11-10")] },
        { "not a meeting whose calling off is removed", "", [Scheduled("2025-11-05", "kremlin", "2025-11-10"), Postponed("2025-11-06", "kremlin").As("gone"), Cancelled("2025-11-07", "kremlin")] },
        { "not the scheduling of a meeting that was held", "", [Scheduled("2025-11-05", "kremlin", "2025-11-10"), Held("2025-11-10", "kremlin").As("gone"), Said("2025-11-12")] },
        { "a deadline that nobody set", "moved: deadline thanksgiving gone", [DeadlineSet("2025-11-05", "thanksgiving", "2025-11-10").As("gone"), DeadlineMoved("2025-11-06", "thanksgiving", "2025-11-11").As("moved"), DeadlineSet("2025-11-06", "other", "2025-11-11")] },
        {
            "a version that nobody introduced", "tabled-w: version W gone; stance: version W gone",
            [Introduced("2025-11-05", "W", "1").As("gone"), Tabled("2025-11-06", "W").As("tabled-w"), Rejected("2025-11-07", "RUS", "W/1").As("stance"), Rejected("2025-11-07", "RUS", "V/1")]
        },
        { "not a text derived from it", "", [Introduced("2025-11-05", "W", "1").As("gone"), Introduced("2025-11-06", "X", "1") with { DerivedFrom = [new("W")] }, Rejected("2025-11-07", "RUS", "X/1")] },
        {
            "a set that nobody declared", "named: set some gone; withdrew: set some gone",
            [DeclaredOnSome("2025-11-05", "RUS", Stance.Rejects, "some", "V").As("gone"), Named("2025-11-06", "some", "V/1").As("named"), Withdrew("2025-11-07", "RUS").As("withdrew") with { Set = new("some") }, Rejected("2025-11-07", "RUS", "V/1")]
        },
        { "not an amendment", "", [Said("2025-11-05").As("gone"), Said("2025-11-06").As("other"), Retracted("2025-11-06", "other").Because("gone")] },
    };

    [Theory]
    [MemberData(nameof(Depending))]
    public void What_depends_on_a_removed_event_is_offered_and_left_out_when_dropping(string what, string expected, NegotiationEvent[] events)
    {
        var story = Story.Begun([.. events, Said("2025-11-20")]);
        var replay = story.Replayed(That("2025-11-05", Remove("gone")));
        string.Join("; ", replay.Dependents.Select(d => $"{d.Event}: {d.How} {d.On}").Order(StringComparer.Ordinal)).ShouldBe(string.Join("; ", expected.Split("; ").Order(StringComparer.Ordinal)), what);
        replay.Dependents.ShouldAllBe(d => d.Root.Value == "gone");

        var dropped = story.Replayed(That("2025-11-05", Remove("gone")).Policy(ConflictPolicy.Drop));
        dropped.Dropped.Where(d => d.Conflict is null).Select(d => d.By!).ShouldBe(replay.Dependents, ignoreOrder: true);
        dropped.Dependents.ShouldBeEmpty();
    }

    [Fact]
    public void As_known_by_an_earlier_day_what_was_dropped_is_left_out_and_what_followed_later_is_not_known_yet()
    {
        var story = Story.Begun(Scheduled("2025-11-06", "kremlin", "2025-11-10").As("gone"), Cancelled("2025-11-08", "kremlin").As("off"), Said("2025-11-12").As("first"), Said("2025-11-20").As("last"));
        var replay = story.Replayed(That("2025-11-05", Remove("gone")).Policy(ConflictPolicy.Drop).Rule("then", Event("first"), Follows(Said("unknown").As("soon"), 1), Follows(Said("unknown").As("later"), 5)));

        Ids(replay.Timeline).ShouldBe("first soon-1 later-1 last");
        Ids(replay.On(story.KnownBy("2025-11-14").Timeline)).ShouldBe("first soon-1");

        static string Ids(Timeline timeline) => string.Join(' ', timeline.Order().Skip(3));
    }

    [Fact]
    public void What_was_because_of_a_replaced_event_is_offered_and_stands_when_dropping()
    {
        var whatIf = That("2025-11-05", Replace("cancelled", Postponed("2025-11-08", "kremlin")));
        Talks.Replayed(whatIf).Dependents.ShouldBe([new Dependent(new("regret"), new("cancelled"), "because", new("cancelled"))]);
        var dropping = Talks.Replayed(whatIf.Policy(ConflictPolicy.Drop));
        dropping.Dropped.ShouldBeEmpty();
        dropping.Dependents.ShouldHaveSingleItem().Event.Value.ShouldBe("regret");
    }

    [Fact]
    public void What_needs_a_meeting_that_a_replaced_event_no_longer_schedules_goes()
    {
        var instead = Replace("scheduled", Scheduled("2025-11-05", "paris", "2025-11-10"));
        Talks.Replayed(That("2025-11-05", instead).Policy(ConflictPolicy.Drop)).Dropped.Select(d => d.Event.Value).ShouldBe(["cancelled", "regret", "answer"]);
        Talks.Replayed(That("2025-11-05", Replace("scheduled", Scheduled("2025-11-06", "kremlin", "2025-11-11"))).Policy(ConflictPolicy.Drop)).Dropped.ShouldBeEmpty();
    }

    [Fact]
    public void What_may_have_happened_before_the_fork_is_offered_and_stands_when_dropping()
    {
        var story = Story.Begun(Said("2025-11-07").As("gone"), Said("[2025-11-05..2025-11-09]").Because("gone").As("early"), Said("2025-11-10").Because("early").As("late"));
        var replay = story.Replayed(That("2025-11-06", Remove("gone")).Policy(ConflictPolicy.Drop));
        replay.Dropped.ShouldBeEmpty();
        replay.Dependents.Select(d => d.Event.Value).ShouldBe(["early"]);
    }

    [Fact]
    public void What_an_edit_puts_in_its_place_does_not_depend_on_a_removed_event_unless_it_says_so()
    {
        var whatIf = That("2025-11-05", Remove("scheduled"), Insert(Held("2025-11-10", "kremlin").As("held")), Insert(Said("2025-11-10").Because("scheduled").As("said")));
        Talks.Replayed(whatIf).Dependents.Select(d => d.Event.Value).ShouldBe(["cancelled", "regret", "answer", "said"], ignoreOrder: true);
    }
}
