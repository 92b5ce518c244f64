using static NegotiationSim.Domain.Tests.Suppose;
using static NegotiationSim.Domain.Tests.Tell;

namespace NegotiationSim.Domain.Tests.WhatIfs;

/// <summary>What follows from what, in a what-if.</summary>
public sealed class ConsequenceRules
{
    private static readonly Story Talks = Story.Begun(
        DeadlineSet("2025-11-05", "thanksgiving", "2025-11-27").As("deadline"),
        Held("2025-11-08", "early", "RUS", "USA").As("early"),
        Rejected("2025-11-09", "UKR", "V/2").As("no"),
        Held("2025-11-10", "kremlin", "RUS", "USA").As("held"),
        Held("2025-11-12", "geneva", "UKR", "USA").As("held-too"),
        Said("2025-11-20").As("last"));

    private static readonly EventMatch Meeting = new() { Type = "meeting-held" };

    private static readonly Consequence RussiaRejects = Follows(Rejected("unknown", "RUS", "V/1").As("reject"), afterDays: 2);

    [Fact]
    public void What_follows_is_of_a_later_day_and_because_of_what_set_it_off()
    {
        var replay = Talks.Replayed(That("2025-11-09").Rule("angry", Meeting, RussiaRejects));
        var entry = replay.Timeline.Entry("reject-1");
        (entry.Day, entry.Known).ShouldBe((Day("2025-11-12"), Day("2025-11-12")));
        entry.Event.Because.ShouldBe([new EventId("held")]);
        (entry.Event.Claims[0].By, entry.Event.Claims[0].Reason).ShouldBe(("rule angry", "it follows"));
        (replay.Timeline.StanceOn("2025-11-11", "RUS", "V/1"), replay.Timeline.StanceOn("2025-11-12", "RUS", "V/1")).ShouldBe((Stance.Silent, Stance.Rejects));
        replay.Firings.ShouldHaveSingleItem().Trigger!.Value.Value.ShouldBe("held"); // the one before the fork sets nothing off, and once is the default
    }

    [Fact]
    public void A_rule_fires_at_most_as_often_as_it_says()
    {
        var rule = new ConsequenceRule { Name = "each", Why = "it follows", When = Meeting, Then = [RussiaRejects], AtMost = 5 };
        Talks.Replayed(That("2025-11-08").Rule(rule)).Firings.Select(f => $"{f.Trigger} {f.Events[0].Id}").ShouldBe(["early reject-1", "held reject-2", "held-too reject-3"]);
        Talks.Replayed(That("2025-11-08").Rule(rule with { AtMost = 2 })).Firings.Select(f => f.Trigger!.Value.Value).ShouldBe(["early", "held"]);
    }

    [Fact]
    public void On_the_same_day_it_follows_its_trigger_in_the_order_written()
    {
        var replay = Talks.Replayed(That("2025-11-09").Rule("at once", Meeting, Follows(Said("unknown").As("z")), Follows(Said("unknown").As("a")).With(e => e.At(-5))));
        replay.Timeline.Order().SkipWhile(id => id != "held").Take(3).ShouldBe(["held", "z-1", "a-1"]);
    }

    public static TheoryData<bool, StateCondition[]> Conditions => new()
    {
        { true, [] },
        { true, [new StateCondition { Party = new("UKR"), Point = new("V/2"), Stances = [Stance.Open, Stance.Rejects] }] },
        { false, [new StateCondition { Party = new("UKR"), Point = new("V/2"), Stances = [Stance.Open] }] },
        { true, [new StateCondition { Party = new("RUS"), Point = new("V/2"), Stances = [Stance.Silent] }] },
        { true, [new StateCondition { Point = new("V/2"), Statuses = ["contested"] }] },
        { false, [new StateCondition { Point = new("V/2"), Statuses = ["agreed", "tabled"] }] },
        { true, [new StateCondition { Version = new("V"), Statuses = ["tabled"] }] },
        { true, [new StateCondition { Party = new("UKR"), Version = new("V"), Stances = [Stance.Silent] }] },
        { false, [new StateCondition { Party = new("UKR"), Issue = new("territory"), Stances = [Stance.Accepts] }] },
        { false, [new StateCondition { Version = new("V"), Statuses = ["tabled"] }, new StateCondition { Point = new("V/2"), Statuses = ["agreed"] }] },
    };

    [Theory]
    [MemberData(nameof(Conditions))]
    public void A_rule_fires_while_all_of_its_conditions_hold(bool fires, StateCondition[] conditions) =>
        Talks.Replayed(That("2025-11-10").Rule(new ConsequenceRule { Name = "if", Why = "it follows", When = Event("held"), While = conditions.ToValueList(), Then = [RussiaRejects] }))
            .Firings.Count.ShouldBe(fires ? 1 : 0);

    [Fact]
    public void Conditions_look_at_the_state_after_the_trigger_and_after_what_followed_before()
    {
        var agreed = new ConsequenceRule
        {
            Name = "both",
            Why = "it follows",
            When = new EventMatch { Type = "stance-declared", Point = new("V/1") },
            While = [new StateCondition { Point = new("V/1"), Statuses = ["contested"] }],
            Then = [Follows(Suspended("unknown").As("stop"))],
        };
        var replay = Talks.Replayed(That("2025-11-09").Rule("angry", Event("held"), RussiaRejects).Rule(agreed));
        replay.Firings.Select(f => $"{f.Rule} {f.Trigger}").ShouldBe(["0 held", "1 reject-1"]);
        replay.Timeline.Entry("stop-1").Event.Because.ShouldBe([new EventId("reject-1")]);
        replay.Timeline.On(Day("2025-11-12")).Talks.ShouldBe(TalksStatus.Suspended);
    }

    [Fact]
    public void A_deadline_or_meeting_moves_by_days_from_the_date_it_is_for()
    {
        var rule = new ConsequenceRule { Name = "more time", Why = "it follows", When = Meeting, Then = [Follows(DeadlineMoved("unknown", "thanksgiving", "unknown").As("move"), forDays: 7)], AtMost = 9 };
        var state = Talks.Replayed(That("2025-11-09").Rule(rule)).Timeline.On(Day("2025-11-20"));
        state.Deadline("thanksgiving").For.ShouldBe(When.Parse("2025-12-11"));

        var unset = Talks.Replayed(That("2025-11-09").Rule("a meeting", Event("held"), Follows(Scheduled("unknown", "next", "unknown").As("schedule"), forDays: 7))).Timeline;
        unset.On(Day("2025-11-20")).Meeting("next").For.ShouldBe(When.Parse("2025-11-17"));
    }

    [Fact]
    public void What_edits_insert_sets_rules_off_too() =>
        Talks.Replayed(That("2025-11-13", Insert(Held("2025-11-14", "paris").As("new"))).Rule("angry", Meeting, RussiaRejects)).Firings.ShouldHaveSingleItem().Trigger!.Value.Value.ShouldBe("new");

    [Fact]
    public void Rules_may_follow_from_each_other_and_name_what_each_other_bring()
    {
        var whatIf = That("2025-11-09")
            .Rule("a plan", Event("held"), Follows(Introduced("unknown", "W", "1").As("w"), 1), Follows(Tabled("unknown", "W").As("t"), 1))
            .Rule("refused", new EventMatch { Type = "plan-tabled", Version = new("W") }, Follows(Rejected("unknown", "UKR", "W/1").Because("w-1").As("r"), 1));
        var timeline = Talks.Replayed(whatIf).Timeline;
        timeline.StanceOn("2025-11-12", "UKR", "W/1").ShouldBe(Stance.Rejects);
        timeline.Entry("r-1").Event.Because.ShouldBe([new EventId("w-1"), new EventId("t-1")]);
    }

    [Fact]
    public void A_rule_that_its_own_consequences_set_off_is_caught_with_the_chain()
    {
        var rule = new ConsequenceRule { Name = "echo", Why = "it follows", When = new EventMatch { Type = "statement-made" }, Then = [Follows(Said("unknown").As("echo"), 1)], AtMost = 9 };
        Talks.Faults(That("2025-11-09").Rule(rule)).ShouldHaveSingleItem().ShouldBe("rules[0]: 'echo' sets itself off again (last -> echo-1); expected rules that come to an end");

        var there = new ConsequenceRule { Name = "there", Why = "it follows", When = new EventMatch { Type = "talks-suspended" }, Then = [Follows(Resumed("unknown").As("resume"), 1)], AtMost = 9 };
        var back = new ConsequenceRule { Name = "back", Why = "it follows", When = new EventMatch { Type = "talks-resumed" }, Then = [Follows(Suspended("unknown").As("suspend"), 1)], AtMost = 9 };
        Talks.Faults(That("2025-11-09", Insert(Suspended("2025-11-10").As("stop"))).Rule(there).Rule(back))
            .ShouldHaveSingleItem().ShouldBe("rules[0]: 'there' sets itself off again (stop -> resume-1 -> suspend-1); expected rules that come to an end");
    }

    [Fact]
    public void A_rule_that_fires_once_comes_to_an_end() =>
        Talks.Replayed(That("2025-11-09").Rule("echo", new EventMatch { Type = "statement-made" }, Follows(Said("unknown").As("echo"), 1))).Firings.Count.ShouldBe(1);

    [Fact]
    public void Dates_that_leave_the_calendar_are_caught()
    {
        var rule = new ConsequenceRule { Name = "more time", Why = "it follows", When = new EventMatch { Type = "statement-made" }, Then = [Follows(DeadlineMoved("unknown", "thanksgiving", "unknown").As("move"), forDays: 3650)], AtMost = 1000 };
        var story = Story.Begun([DeadlineSet("2025-11-05", "thanksgiving", "2025-11-27"), .. Enumerable.Range(0, 120).Select(i => Said("2025-11-06", "USA").At(2 * i).As($"said-{i}")), Said("2025-11-07")]);
        story.Faults(That("2025-11-06").Rule(rule)).ShouldHaveSingleItem().ShouldStartWith("rules[0].then[0]: 'more time' leads past the year 2999");
    }

    public static TheoryData<string, ConsequenceRule> Refused
    {
        get
        {
            var good = new ConsequenceRule { Name = "r", Why = "x", When = Event("held"), Then = [RussiaRejects] };
            return new()
            {
                { "rules[0].when: expected members that choose the event: type, party, point, version, issue, meeting, deadline, event", good with { When = new EventMatch() } },
                { "rules[0].when.type: there is no event type 'meeting-hold'; did you mean 'meeting-held'?", good with { When = new EventMatch { Type = "meeting-hold" } } },
                { "rules[0].when.count: expected no count: the rule looks at one event at a time; atMost says how often it fires", good with { When = Event("held") with { Count = 2 } } },
                { "rules[0].when.party: there is no party 'RSU'", good with { When = new EventMatch { Party = new("RSU") } } },
                { "rules[0].when.event: there is no event 'hold'; did you mean 'held'?", good with { When = Event("hold") } },
                { "rules[0].atMost: expected a number from 1 to 1000", good with { AtMost = 0 } },
                { "rules[0].atMost: expected a number from 1 to 1000", good with { AtMost = 1001 } },
                { "rules[0].then: expected at least one event", good with { Then = [] } },
                { "rules[0].then[0].afterDays: expected 0 to 3650 days", good with { Then = [RussiaRejects with { AfterDays = -1 }] } },
                { "rules[0].then[0].forDays: expected at most 3650 days either way", good with { Then = [Follows(DeadlineMoved("unknown", "thanksgiving", "unknown").As("move"), forDays: int.MaxValue)] } },
                { "rules[0].then[0].forDays: expected only with a deadline or a meeting that is scheduled or postponed", good with { Then = [RussiaRejects with { ForDays = 1 }] } },
                { "rules[0].then[0].event.occurred: expected unknown: the day follows from the event that sets the rule off", good with { Then = [new Consequence { Event = Rejected("2025-11-10", "RUS", "V/1").As("reject") }] } },
                { "rules[0].then[0].event.type: expected an event about the talks or their context", good with { Then = [Follows(Retracted("unknown", "held").As("r"))] } },
                { "rules[0].then[0].event.points[0]: there is no point 'V/9'; did you mean 'V/1'?", good with { Then = [Follows(Rejected("unknown", "RUS", "V/9").As("reject"))] } },
                { "rules[0].then[1].event.id: 'reject' is the id at rules[0].then[0].event.id already; expected one of its own", good with { Then = [RussiaRejects, RussiaRejects] } },
                { "rules[0].then[0].event.id: the rule makes 'e-2', which is an event already; expected an id of its own", good with { Then = [Follows(Said("unknown").As("e"))], AtMost = 2 } },
                { "rules[0].while[0]: expected one of point, version, issue, with party and stances, or with statuses (not for an issue)", good with { While = [new StateCondition { Point = new("V/1"), Stances = [Stance.Open] }] } },
                { "rules[0].while[0]: expected one of point, version, issue, with party and stances, or with statuses (not for an issue)", good with { While = [new StateCondition { Point = new("V/1"), Stances = [Stance.Open], Statuses = ["agreed"] }] } },
                { "rules[0].while[0]: expected one of point, version, issue, with party and stances, or with statuses (not for an issue)", good with { While = [new StateCondition { Party = new("RUS"), Point = new("V/1"), Stances = [Stance.Open], Statuses = ["agreed"] }] } },
                { "rules[0].while[0].party: there is no party 'RSU'", good with { While = [new StateCondition { Party = new("RSU"), Point = new("V/1"), Stances = [Stance.Open] }] } },
                { "rules[0].while[0].statuses[0]: expected one of drafted, tabled, agreed, signed, voted-down, ratified, superseded, lapsed, withdrawn", good with { While = [new StateCondition { Version = new("V"), Statuses = ["tabeld"] }] } },
                { "rules[0].atMost: expected 1: 'W' can be introduced once", good with { Then = [Follows(Introduced("unknown", "W").As("w"))], AtMost = 2 } },
            };
        }
    }

    [Theory]
    [MemberData(nameof(Refused))]
    public void A_rule_that_makes_no_sense_is_refused_with_its_place_and_reason(string expected, ConsequenceRule rule) =>
        Story.Begun(DeadlineSet("2025-11-05", "thanksgiving", "2025-11-27"), Held("2025-11-10", "kremlin").As("held"), Said("2025-11-20").As("e-2"))
            .Faults(That("2025-11-09").Rule(rule)).ShouldHaveSingleItem().ShouldBe(expected);

    private static readonly StateCondition NotAgreed = new() { Point = new("V/1"), Statuses = ["tabled", "under-discussion", "contested", "partly-agreed"] };

    private static ConsequenceRule Passing(CalendarMatch at, StateCondition[] conditions, params Consequence[] then) =>
        new() { Name = "late", Why = "it follows", At = at, While = conditions.ToValueList(), Then = then.ToValueList(), AtMost = 9 };

    [Fact]
    public void When_a_date_passes_what_must_hold_is_looked_at_at_its_end()
    {
        var rule = Passing(new CalendarMatch { Date = Day("2025-11-12") }, [NotAgreed], RussiaRejects);
        var replay = Talks.Replayed(That("2025-11-09").Rule(rule));
        var firing = replay.Firings.ShouldHaveSingleItem();
        (firing.Trigger, firing.Day, firing.Events[0].Day).ShouldBe((null, Day("2025-11-12"), Day("2025-11-14")));
        firing.Events[0].Event.Because.Count.ShouldBe(0);

        // Agreed on the very day, it is agreed by then.
        var agreed = Insert(Agreed("2025-11-12", ["RUS", "UKR", "USA"], "V/1").As("agreed"));
        Talks.Replayed(That("2025-11-09", agreed).Rule(rule)).Firings.ShouldBeEmpty();
        Talks.Replayed(That("2025-11-09", agreed).Rule(rule with { At = new CalendarMatch { Date = Day("2025-11-11") } })).Firings.Count.ShouldBe(1);
    }

    [Fact]
    public void On_the_day_that_passes_it_follows_everything_of_that_day()
    {
        var replay = Talks.Replayed(That("2025-11-09", Insert(Said("2025-11-12").At(7).As("late"))).Rule(Passing(new CalendarMatch { Date = Day("2025-11-12") }, [], Follows(Said("unknown").As("z")), Follows(Said("unknown").As("a")))));
        replay.Timeline.Order().SkipWhile(id => id != "held-too").ShouldBe(["held-too", "late", "z-1", "a-1", "last"]);
    }

    [Fact]
    public void Rules_that_the_same_day_sets_off_follow_one_another_as_written()
    {
        var (first, second) = (Passing(new CalendarMatch { Date = Day("2025-11-12") }, [], Follows(Said("unknown").As("z"))), Passing(new CalendarMatch { Date = Day("2025-11-12") }, [], Follows(Said("unknown").As("a"))));
        Talks.Replayed(That("2025-11-09").Rule(first).Rule(second)).Timeline.Order().SkipWhile(id => id != "held-too").ShouldBe(["held-too", "z-1", "a-1", "last"]);
    }

    [Fact]
    public void A_date_may_come_again_every_so_many_days_to_the_end_of_the_history()
    {
        var rule = Passing(new CalendarMatch { Date = Day("2025-11-10"), EveryDays = 4 }, [], Follows(Said("unknown").As("again")));
        Talks.Replayed(That("2025-11-09").Rule(rule)).Firings.Select(f => f.Day.Day).ShouldBe([10, 14, 18]);
        Talks.Replayed(That("2025-11-09").Rule(rule with { AtMost = 2 })).Firings.Select(f => f.Day.Day).ShouldBe([10, 14]);
    }

    [Fact]
    public void A_deadline_passes_on_the_day_it_is_for_by_then_unless_it_is_dropped()
    {
        var rule = Passing(new CalendarMatch { Deadline = new("soon") }, [NotAgreed], Follows(DeadlineMoved("unknown", "soon", "unknown").As("moved"), forDays: 3));
        var set = Insert(DeadlineSet("2025-11-09", "soon", "2025-11-12").As("soon"));
        var replay = Talks.Replayed(That("2025-11-09", set).Rule(rule));
        replay.Firings.Select(f => $"{f.Day.Day} {f.Trigger}").ShouldBe(["12 soon", "15 moved-1", "18 moved-2"]);
        replay.Timeline.Entry("moved-2").Event.Because.ShouldBe([new EventId("moved-1")]);
        Talks.Replayed(That("2025-11-09", set).Rule(rule with { AtMost = 2 })).Firings.Count.ShouldBe(2);
        Talks.Replayed(That("2025-11-09", set, Insert(new DeadlineDropped { Id = new("off"), Occurred = When.Parse("2025-11-14"), Deadline = new("soon") })).Rule(rule)).Firings.Count.ShouldBe(1);
    }

    [Fact]
    public void A_deadline_set_or_moved_to_a_day_before_does_not_pass_any_more()
    {
        var rule = Passing(new CalendarMatch { Deadline = new("soon") }, [], Follows(Said("unknown").As("late")));
        Fired(Insert(DeadlineSet("2025-11-15", "soon", "2025-11-13").As("soon"))).ShouldBeEmpty();
        Fired(Insert(DeadlineSet("2025-11-13", "soon", "2025-11-18").As("soon")), Insert(DeadlineMoved("2025-11-16", "soon", "2025-11-15").As("earlier"))).ShouldBeEmpty();
        Fired(Insert(DeadlineSet("2025-11-15", "soon", "2025-11-15").As("soon"))).ShouldBe(["15 soon"]);

        IEnumerable<string> Fired(params Edit[] edits) => Talks.Replayed(That("2025-11-09", edits).Rule(rule)).Firings.Select(f => $"{f.Day.Day} {f.Trigger}");
    }

    [Fact]
    public void A_deadline_exists_from_the_first_event_that_names_it() =>
        Talks.Faults(That("2025-11-09", Insert(DeadlineMoved("2025-11-11", "soon", "2025-11-15").As("moved"))).Rule(Passing(new CalendarMatch { Deadline = new("soon") }, [], RussiaRejects))).ShouldBeEmpty();

    public static TheoryData<string, CalendarMatch?, EventMatch?> Miscalendared => new()
    {
        { "rules[0]: expected exactly one of when, at", null, null },
        { "rules[0]: expected exactly one of when, at", new() { Date = Day("2025-11-12") }, Meeting },
        { "rules[0].at: expected exactly one of date, deadline", new(), null },
        { "rules[0].at: expected exactly one of date, deadline", new() { Date = Day("2025-11-12"), Deadline = new("thanksgiving") }, null },
        { "rules[0].at.date: expected a day from the fork on 2025-11-09 to the end of the history on 2025-11-20", new() { Date = Day("2025-11-08") }, null },
        { "rules[0].at.date: expected a day from the fork on 2025-11-09 to the end of the history on 2025-11-20", new() { Date = Day("2025-11-21") }, null },
        { "rules[0].at.everyDays: expected 1 to 3650 days, only with a date", new() { Date = Day("2025-11-12"), EveryDays = 0 }, null },
        { "rules[0].at.everyDays: expected 1 to 3650 days, only with a date", new() { Deadline = new("thanksgiving"), EveryDays = 2 }, null },
        { "rules[0].at.deadline: there is no deadline 'thanksgivin'; did you mean 'thanksgiving'?", new() { Deadline = new("thanksgivin") }, null },
    };

    [Theory]
    [MemberData(nameof(Miscalendared))]
    public void A_day_that_makes_no_sense_is_refused(string expected, CalendarMatch? at, EventMatch? when) =>
        Talks.Faults(That("2025-11-09").Rule(new ConsequenceRule { Name = "late", Why = "it follows", At = at, When = when, Then = [RussiaRejects] })).ShouldHaveSingleItem().ShouldBe(expected);
}

internal static class Following
{
    public static Consequence With(this Consequence consequence, Func<NegotiationEvent, NegotiationEvent> change) => consequence with { Event = change(consequence.Event) };
}
