using static NegotiationSim.Domain.Tests.Suppose;
using static NegotiationSim.Domain.Tests.Tell;

namespace NegotiationSim.Domain.Tests.WhatIfs;

/// <summary>What each edit makes of a timeline, and which edits are refused.</summary>
public sealed class EditingATimeline
{
    private static readonly Story Talks = Story.Begun(
        Scheduled("2025-11-05", "kremlin", "2025-11-10", "RUS", "USA").As("scheduled"),
        Rejected("2025-11-06", "RUS", "V/1").As("no"),
        Held("2025-11-10", "kremlin", "RUS", "USA").As("held"),
        Accepted("2025-11-12", "RUS", "V/1").As("yes"),
        Accepted("2025-11-12", "UKR", "V/1", "V/2").As("also"),
        DeadlineSet("2025-11-13", "thanksgiving", "2025-11-27").As("deadline"),
        DeclaredOnIssue("2025-11-14", "UKR", Stance.Open, "territory").As("issue"),
        DeclaredOnVersion("2025-11-15", "USA", Stance.Accepts, "V").As("whole"),
        Said("unknown", "RUS").Known("2025-11-16").As("sometime"),
        Said("2025-11-20", "USA").As("last"));

    [Fact]
    public void An_inserted_event_counts_from_its_day_and_is_claimed_by_the_what_if()
    {
        var timeline = Talks.Replayed(That("2025-11-08", Insert(Rejected("2025-11-08", "UKR", "V/2").As("new")))).Timeline;
        timeline.StanceOn("2025-11-07", "UKR", "V/2").ShouldBe(Stance.Silent);
        timeline.StanceOn("2025-11-08", "UKR", "V/2").ShouldBe(Stance.Rejects);
        timeline.StanceOn("2025-11-12", "UKR", "V/2").ShouldBe(Stance.Accepts);
        timeline.Entry("new").Event.Claims.ShouldHaveSingleItem().By.ShouldBe("what-if supposed");
        (timeline.Entry("new").Known, timeline.WhatIf).ShouldBe((Day("2025-11-08"), new WhatIfId("supposed")));
        Talks.Timeline.Find(new("new")).ShouldBeNull();
    }

    [Fact]
    public void An_inserted_event_keeps_claims_of_its_own_and_has_the_firmest_certainty_of_them()
    {
        var own = Rejected("2025-11-08", "UKR", "V/2").Known("2025-11-09", Certainty.Reported).AlsoKnown("2025-11-10", Certainty.Attributed).As("new");
        var entry = Talks.Replayed(That("2025-11-08", new Edit { Why = "to see", Insert = own })).Timeline.Entry("new");
        (entry.Known, entry.Certainty, entry.Event.Claims.Count).ShouldBe((Day("2025-11-09"), Certainty.Attributed, 2));
    }

    [Fact]
    public void An_inserted_event_without_a_date_is_shown_in_its_place_and_never_folded()
    {
        var timeline = Talks.Replayed(That("2025-11-08", Insert(Rejected("unknown", "UKR", "V/2").As("new")))).Timeline;
        timeline.Undated.Select(e => e.Id.Value).ShouldBe(["new", "sometime"]); // known on the day of the fork, and so before the other
        timeline.StanceOn("2025-12-31", "UKR", "V/2").ShouldBe(Stance.Accepts);
    }

    [Fact]
    public void A_removed_event_leaves_no_trace()
    {
        var timeline = Talks.Replayed(That("2025-11-11", Remove("yes"))).Timeline;
        timeline.StanceOn("2025-11-20", "RUS", "V/1").ShouldBe(Stance.Rejects);
        timeline.Find(new("yes")).ShouldBeNull();
        timeline.Order().ShouldBe(Talks.Order.Where(id => id != "yes"));
    }

    [Fact]
    public void A_replaced_event_keeps_its_id_and_nothing_else()
    {
        var timeline = Talks.Replayed(That("2025-11-11", Replace("yes", Declared("2025-11-13", "RUS", Stance.Open, "V/2")))).Timeline;
        (timeline.StanceOn("2025-11-20", "RUS", "V/1"), timeline.StanceOn("2025-11-12", "RUS", "V/2"), timeline.StanceOn("2025-11-13", "RUS", "V/2"))
            .ShouldBe((Stance.Rejects, Stance.Silent, Stance.Open));
    }

    [Theory]
    [InlineData("2025-11-11")]
    [InlineData("2025-11-19")]
    public void A_retimed_event_counts_and_is_known_from_its_new_date(string to)
    {
        var timeline = Talks.Replayed(That("2025-11-11", Retime("yes", to))).Timeline;
        timeline.StanceOn(to, "RUS", "V/1").ShouldBe(Stance.Accepts);
        timeline.On(Day(to).AddDays(-1)).Stance("RUS", "V/1").ShouldBe(Stance.Rejects);
        timeline.Entry("yes").Known.ShouldBe(Day(to));
    }

    [Fact]
    public void A_retimed_event_may_also_be_moved_by_days_lose_its_date_or_get_one()
    {
        Talks.Replayed(That("2025-11-11", Retime("yes", 3))).Timeline.Entry("yes").Event.Occurred.ShouldBe(When.Parse("2025-11-15"));
        Talks.Replayed(That("2025-11-11", Retime("yes", "unknown"))).Timeline.Undated.Select(e => e.Id.Value).ShouldBe(["yes", "sometime"]);
        var dated = Talks.Replayed(That("2025-11-11", Retime("sometime", "2025-11-18"))).Timeline;
        dated.Undated.ShouldBeEmpty();
        dated.Entry("sometime").Day.ShouldBe(Day("2025-11-18"));
    }

    [Fact]
    public void Edits_are_read_against_the_base_without_any_of_them()
    {
        // Alone, each finds what it means; the inserted meeting is not found by the second edit, nor missed by it.
        var replay = Talks.Replayed(That(
            "2025-11-08",
            Insert(Held("2025-11-09", "kremlin", "RUS", "USA").As("earlier")),
            Retime(new EventMatch { Type = "meeting-held", Meeting = new("kremlin") }, 5),
            Remove(new EventMatch { Party = new("RUS"), From = Day("2025-11-12"), To = Day("2025-11-12") })));
        replay.Timeline.Order().Skip(5).ShouldBe(["earlier", "also", "deadline", "issue", "held", "whole", "last"]);
        replay.Overlay.Edited.Select(e => (e.Edit, e.Id.Value)).ShouldBe([(0, "earlier"), (1, "held"), (2, "yes")]);
    }

    [Fact]
    public void An_edit_may_mean_several_events_when_it_says_how_many()
    {
        var timeline = Talks.Replayed(That("2025-11-10", Remove(new EventMatch { Type = "stance-declared", Point = new("V/1"), From = Day("2025-11-10"), Count = 2 }))).Timeline;
        timeline.Find(new("yes")).ShouldBeNull();
        timeline.Find(new("also")).ShouldBeNull();
    }

    public static TheoryData<string, string> Matches => new()
    {
        { "held", "type: meeting-held" }, { "no yes", "type: stance-declared, party: RUS" }, { "introduced yes also no", "point: V/1" }, { "introduced also", "point: V/2" },
        { "whole tabled introduced no yes also", "version: V" }, { "scheduled held", "meeting: kremlin" }, { "deadline", "deadline: thanksgiving" },
        { "issue introduced opened", "issue: territory" }, { "yes also", "from: 2025-11-12, to: 2025-11-12" }, { "last", "from: 2025-11-16" },
        { "sometime", "event: sometime" }, { "sometime yes no held scheduled opened", "party: RUS" }, { "held scheduled", "party: RUS, meeting: kremlin" },
    };

    [Theory]
    [MemberData(nameof(Matches))]
    public void A_match_chooses_by_every_member_that_is_given(string expected, string members)
    {
        var match = Match(members);
        var all = Talks.Timeline.Events.Concat(Talks.Timeline.Undated);
        all.Where(e => match.Matches(e.Event)).Select(e => e.Id.Value).ShouldBe(expected.Split(' '), ignoreOrder: true);

        var ids = expected.Split(' ').Where(id => id is not ("opened" or "introduced" or "tabled")).ToList();
        var late = match with { Count = ids.Count, From = match.From ?? (ids.Contains("sometime") ? null : Day("2025-11-04")) };
        if (!ids.Contains("sometime") || ids.Count == 1)
        {
            Talks.Replayed(That("2025-11-04", Remove(late))).Overlay.Edited.Select(e => e.Id.Value).ShouldBe(ids, ignoreOrder: true);
        }
    }

    private static EventMatch Match(string members)
    {
        var match = new EventMatch();
        foreach (var (name, value) in members.Split(", ").Select(m => (m.Split(": ")[0], m.Split(": ")[1])))
        {
            match = name switch
            {
                "event" => match with { Event = new(value) },
                "type" => match with { Type = value },
                "party" => match with { Party = new(value) },
                "point" => match with { Point = new(value) },
                "version" => match with { Version = new(value) },
                "issue" => match with { Issue = new(value) },
                "meeting" => match with { Meeting = new(value) },
                "deadline" => match with { Deadline = new(value) },
                "from" => match with { From = Day(value) },
                "to" => match with { To = Day(value) },
                _ => throw new ArgumentException(name),
            };
        }

        return match;
    }

    [Fact]
    public void A_match_by_name_does_not_mean_what_was_corrected_or_denied_about_it()
    {
        var story = Story.Begun(
            Rejected("2025-11-06", "RUS", "V/1").As("no"),
            Corrected("2025-11-07", "no", Rejected("2025-11-06", "RUS", "V/2")).As("correction"),
            Denied("2025-11-08", new Proposition { Party = new("RUS"), Stance = Stance.Rejects, Point = new("V/2") }).As("denial"));
        story.Replayed(That("2025-11-05", Remove(new EventMatch { Point = new("V/2"), From = Day("2025-11-05") }))).Overlay.Edited.ShouldHaveSingleItem().Id.Value.ShouldBe("no");
    }

    public static TheoryData<string, string, Edit[]> Refused => new()
    {
        { "edits[0].remove: expected to find 1 with event hold, found no event; did you mean 'held'?", "2025-11-08", [Remove("hold")] },
        { "edits[0].remove: expected to find 1 with type talks-suspended, found no event of the base", "2025-11-08", [Remove(new EventMatch { Type = "talks-suspended" })] },
        {
            "edits[0].remove: expected to find 1 with point V/1, from 2025-11-04, found 3 events (no, also, yes)", "2025-11-04",
            [Remove(new EventMatch { Point = new("V/1"), From = Day("2025-11-04") })]
        },
        { "edits[0].remove: expected to find 2 with event held, found 1 events (held)", "2025-11-08", [Remove(Event("held") with { Count = 2 })] },
        { "edits[0].remove.type: there is no event type 'meeting-hold'; did you mean 'meeting-held'?", "2025-11-08", [Remove(new EventMatch { Type = "meeting-hold" })] },
        { "edits[0].remove.count: expected 1 or more", "2025-11-08", [Remove(Event("held") with { Count = 0 })] },
        { "edits[0].remove: expected an event, or members that choose one: type, party, point, version, issue, meeting, deadline, from, to", "2025-11-08", [Remove(new EventMatch { Count = 1 })] },
        { "edits[0].remove: 'no' is of 2025-11-06, before the fork on 2025-11-08", "2025-11-08", [Remove("no")] },
        { "edits[0].insert.occurred: [2025-11-07..2025-11-09] lies before the fork on 2025-11-08", "2025-11-08", [Insert(Said("[2025-11-07..2025-11-09]").As("new"))] },
        { "edits[0].to: 'held' would be of 2025-11-07, before the fork on 2025-11-08", "2025-11-08", [Retime("held", "2025-11-07")] },
        { "edits[0].days: 'held' would be of 2025-11-07, before the fork on 2025-11-08", "2025-11-08", [Retime("held", -3)] },
        { "edits[0].to: expected a date from the year 1000 to 2999", "2025-11-08", [Retime("held", "3000-01-01")] },
        { "edits[0].days: expected at most 36500 days either way", "2025-11-08", [Retime("held", 36_501)] },
        { "edits[0].days: 'sometime' has no known date to count from; expected 'to'", "2025-11-08", [Retime("sometime", 1)] },
        { "edits[0]: expected exactly one of to, days", "2025-11-08", [new Edit { Why = "x", Retime = Event("held") }] },
        { "edits[0]: expected exactly one of insert, remove, replace, retime", "2025-11-08", [new Edit { Why = "x", Remove = Event("held"), Retime = Event("held") }] },
        { "edits[0]: expected exactly one of insert, remove, replace, retime", "2025-11-08", [new Edit { Why = "x" }] },
        { "edits[0].days: expected only beside retime", "2025-11-08", [Remove("held") with { Days = 1 }] },
        { "edits[0].with: expected only beside replace", "2025-11-08", [Remove("held") with { With = Said("2025-11-10") }] },
        { "edits[0]: expected 'with': the event that takes the place of the replaced one", "2025-11-08", [new Edit { Why = "x", Replace = Event("held") }] },
        { "edits[0].with.id: expected 'held', the id of the replaced event", "2025-11-08", [Replace("held", Said("2025-11-10")) with { With = Said("2025-11-10").As("other") }] },
        { "edits[0].insert.id: 'held' is an event of the base already; expected an id of its own, or replace", "2025-11-08", [Insert(Said("2025-11-10").As("held"))] },
        { "edits[0].insert.points: expected at least one point", "2025-11-08", [Insert(Named("2025-11-10", "some").As("new")), Insert(DeclaredOnSome("2025-11-09", "RUS", Stance.Rejects, "some", "V").As("set"))] },
        { "edits[1].remove: 'held' is edited by edits[0] already; edits count all at once, so one event takes one edit", "2025-11-08", [Retime("held", 1), Remove("held")] },
        { "edits[1].insert: 'new' is edited by edits[0] already; edits count all at once, so one event takes one edit", "2025-11-08", [Insert(Said("2025-11-10").As("new")), Insert(Said("2025-11-11").As("new"))] },
        { "edits[0].insert.points[0]: there is no point 'V/7'; did you mean 'V/1'?", "2025-11-08", [Insert(Rejected("2025-11-10", "RUS", "V/7").As("new"))] },
        { "edits[0].insert.party: there is no party 'RSU'", "2025-11-08", [Insert(Rejected("2025-11-10", "RSU", "V/1").As("new"))] },
        { "edits[0].insert.because[0]: there is no event 'hold'; did you mean 'held'?", "2025-11-08", [Insert(Said("2025-11-10").Because("hold").As("new"))] },
        { "edits[0].with.set: there is no unnamed set 'some'", "2025-11-08", [Replace("held", Named("2025-11-10", "some", "V/1"))] },
        { "edits[0]: 'V' is introduced already, by 'introduced'", "2025-11-08", [Insert(Introduced("2025-11-10", "V").As("new"))] },
        { "edits[1]: 'W' is introduced already, by 'new'", "2025-11-08", [Insert(Introduced("2025-11-10", "W").As("new")), Insert(Introduced("2025-11-11", "W").As("newer"))] },
        { "edits[0]: 'held' would follow from itself: the events that follow from each other go round in a circle", "2025-11-08", [Replace("held", Said("2025-11-10").Because("new")), Insert(Said("2025-11-10").Because("held").As("new"))] },
        { "fork: 2025-10-31 lies outside the history, expected a day from 2025-11-01 to 2025-11-20", "2025-10-31", [] },
        { "fork: 2025-11-21 lies outside the history, expected a day from 2025-11-01 to 2025-11-20", "2025-11-21", [] },
    };

    [Theory]
    [MemberData(nameof(Refused))]
    public void An_edit_that_makes_no_sense_is_refused_with_its_place_and_reason(string expected, string fork, Edit[] edits) =>
        Talks.Faults(That(fork, edits)).ShouldContain(expected);

    [Fact]
    public void An_edit_that_makes_no_sense_is_refused_for_that_reason_alone()
    {
        foreach (var row in Refused.Where(r => r.Data.Item3.Length == 1))
        {
            Talks.Faults(That(row.Data.Item2, row.Data.Item3)).ShouldHaveSingleItem();
        }
    }

    [Fact]
    public void Everything_that_is_wrong_is_told_at_once() =>
        Talks.Faults(That("2025-11-08", Remove("hold"), Retime("no", 9), Insert(Said("2025-11-10").As("held")))).Count.ShouldBe(3);

    [Fact]
    public void An_amendment_cannot_be_edited_nor_supposed()
    {
        var story = Story.Begun(Said("2025-11-06").As("said"), Retracted("2025-11-07", "said").As("retraction"), Said("2025-11-09").As("last"));
        story.Faults(That("2025-11-05", Remove("retraction"))).ShouldHaveSingleItem().ShouldStartWith("edits[0].remove: 'retraction' is of type event-retracted: it says what is known");
        story.Faults(That("2025-11-05", Insert(Retracted("2025-11-08", "last").As("new")))).ShouldHaveSingleItem().ShouldBe("edits[0].insert.type: expected an event about the talks or their context");
        story.Faults(That("2025-11-05", Remove("said"))).ShouldHaveSingleItem().ShouldStartWith("edits[0].remove: expected to find 1");
        story.Faults(That("2025-11-05", Insert(Said("2025-11-08").As("said")))).ShouldHaveSingleItem().ShouldContain("recorded already, though not in force");
    }

    [Fact]
    public void What_may_have_happened_before_the_fork_cannot_be_edited()
    {
        var story = Story.Begun(Said("[2025-11-05..2025-11-09]").As("said"), Said("2025-11-10").As("last"));
        story.Faults(That("2025-11-06", Remove("said"))).ShouldHaveSingleItem().ShouldBe("edits[0].remove: 'said' is of [2025-11-05..2025-11-09], before the fork on 2025-11-06");
        story.Replayed(That("2025-11-05", Remove("said"))).Timeline.Find(new("said")).ShouldBeNull();
    }

    [Fact]
    public void A_history_without_dated_events_cannot_be_forked() =>
        Timeline.Of(Ledger.Empty(new("story"))).Faults(That("2025-11-06")).ShouldHaveSingleItem().ShouldStartWith("fork: the base has no event with a date");

    [Fact]
    public void Names_may_come_from_another_insertion_whatever_the_order()
    {
        var timeline = Talks.Replayed(That(
            "2025-11-08",
            Insert(Rejected("2025-11-12", "EU", "W/1").Because("tabled-w").As("eu")),
            Insert(Introduced("2025-11-10", "W", "1").As("w")),
            Insert(PartyIntroduced("2025-11-10", "EU", PartyRole.Observer).As("joins")),
            Insert(Tabled("2025-11-11", "W").As("tabled-w")))).Timeline;
        timeline.StanceOn("2025-11-12", "EU", "W/1").ShouldBe(Stance.Rejects);
        timeline.Faults(That("2025-11-08", Insert(Rejected("2025-11-13", "EU", "W/1").As("again")))).ShouldBeEmpty();
        timeline.Faults(That("2025-11-08", Insert(Rejected("2025-11-13", "EV", "W/1").As("again")))).ShouldHaveSingleItem().ShouldEndWith("did you mean 'EU'?");
    }

    [Fact]
    public void A_version_may_be_introduced_in_place_of_one_that_is_removed()
    {
        var story = Story.Begun(Introduced("2025-11-10", "W", "1").As("w"), Said("2025-11-12"));
        story.Replayed(That("2025-11-05", Remove("w"), Insert(Introduced("2025-11-11", "W", "1", "2").As("other")))).Timeline.On(Day("2025-11-12")).Version("W").Points.Count.ShouldBe(2);
    }

    [Fact]
    public void A_what_if_on_what_was_known_by_a_day_supposes_also_what_lies_after_that_day()
    {
        var timeline = Talks.KnownBy("2025-11-12").Replayed(That("2025-11-08", Insert(Rejected("2025-11-15", "UKR", "V/2").As("new")), Retime("held", 7))).Timeline;
        timeline.Order().ShouldBe(["opened", "introduced", "tabled", "scheduled", "no", "also", "yes", "new", "held"]);
    }

    [Fact]
    public void As_known_by_an_earlier_day_an_edited_event_is_there_once_it_would_have_become_known()
    {
        var overlay = Talks.Replayed(That("2025-11-08", Insert(Rejected("2025-11-15", "UKR", "V/2").As("new")), Retime("held", 4), Remove("yes"))).Overlay;
        Ids("2025-11-09").ShouldBe("scheduled no");
        Ids("2025-11-12").ShouldBe("scheduled no also");
        Ids("2025-11-14").ShouldBe("scheduled no also deadline held issue");
        Ids("2025-11-15").ShouldBe("scheduled no also deadline held issue new whole");

        string Ids(string knownBy) => string.Join(' ', overlay.On(Talks.KnownBy(knownBy).Timeline).Order().Skip(3));
    }

    [Fact]
    public void More_edits_or_rules_than_a_what_if_may_have_are_refused()
    {
        var edit = Remove("held");
        Talks.Faults(That("2025-11-08", [.. Enumerable.Repeat(edit, Limits.Edits + 1)])).ShouldBe(["edits: 10001 edits, expected at most 10000 in one what-if"]);
        Talks.Faults(That("2025-11-08") with { Rules = Enumerable.Repeat(new ConsequenceRule { Name = "x", Why = "x", Then = [] }, Limits.ConsequenceRules + 1).ToValueList() })
            .ShouldBe(["rules: 101 rules, expected at most 100 in one what-if"]);
    }

    [Fact]
    public void More_what_ifs_than_a_negotiation_may_have_are_refused_and_those_it_has_can_be_revised()
    {
        var (whatIf, ledger) = (That("2025-11-08", Remove("held")), Talks.Timeline.Ledger);
        Forking.Decide(whatIf, null, [], ledger, recorded: Limits.WhatIfs - 1).ShouldBeOfType<ForkDecision.Admitted>();
        Forking.Decide(whatIf, null, [], ledger, recorded: Limits.WhatIfs).ShouldBeOfType<ForkDecision.Refused>().Faults.ShouldHaveSingleItem()
            .Reason.ShouldEndWith("has 1000 what-ifs already, expected at most 1000; delete one that is no longer needed");
        Forking.Decide(whatIf, new PinnedWhatIf(whatIf, new Pin(ledger.Count, null), 2), [], ledger, recorded: Limits.WhatIfs).ShouldBeOfType<ForkDecision.Admitted>();
    }
}
