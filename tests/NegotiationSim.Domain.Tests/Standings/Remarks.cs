using static NegotiationSim.Domain.Tests.Tell;

namespace NegotiationSim.Domain.Tests;

/// <summary>Every rule: what it remarks on, and what is in order.</summary>
public sealed class Remarks
{
    [Fact]
    public void Each_rule_has_a_story_that_breaks_it_and_one_that_does_not()
    {
        var tested = Broken.Select(row => row.Data.Item1).ToHashSet();
        Rules.All.Select(r => r.Name).Except(tested).ShouldBeEmpty();
        Rules.All.Select(r => r.Name).Except(InOrder.Select(row => row.Data.Item1)).ShouldBeEmpty();
        Rules.All.Select(r => r.Name).ShouldBeUnique();
    }

    [Fact]
    public void A_rule_finds_nothing_on_events_of_other_types_than_it_says() =>
        Generate.Ledgers.Sample(ledger =>
        {
            var timeline = Timeline.Of(ledger);
            var state = new State();
            foreach (var step in timeline.Steps)
            {
                var others = Rules.All.Where(r => r.On.Count > 0 && !r.On.Contains(step.Entry.Event.GetType()));
                others.Where(r => r.Find(new(step.Entry, state, timeline)) is not null).ShouldBeEmpty();
                step.ApplyTo(state);
            }
        }, iter: 60, print: Printed.Ledger);

    public static TheoryData<string, string> Broken => Names(BrokenStories);

    public static TheoryData<string, string> InOrder => Names(StoriesInOrder);

    private static TheoryData<string, string> Names(IEnumerable<(string Rule, string Story, NegotiationEvent[] Events)> stories)
    {
        var data = new TheoryData<string, string>();
        foreach (var (rule, story, _) in stories)
        {
            data.Add(rule, story);
        }

        return data;
    }

    [Theory]
    [MemberData(nameof(Broken))]
    public void What_should_not_be_is_remarked_on(string rule, string story)
    {
        var events = BrokenStories.Single(s => (s.Rule, s.Story) == (rule, story)).Events;
        var odd = Story.Begun(events);
        var found = odd.Timeline.Conflicts.Where(c => c.Rule == rule).ToList();
        found.ShouldHaveSingleItem($"{string.Join(", ", odd.Remarks)}").Event.Value.ShouldBe("odd");
        found[0].Day.ShouldBe(odd.Timeline.Entry("odd").Day);
        found[0].Message.ShouldNotBeNullOrWhiteSpace();
    }

    [Theory]
    [MemberData(nameof(InOrder))]
    public void What_is_in_order_is_not_remarked_on(string rule, string story) =>
        Story.Begun(StoriesInOrder.Single(s => (s.Rule, s.Story) == (rule, story)).Events).Remarks.Where(r => r.StartsWith($"{rule} ", StringComparison.Ordinal)).ShouldBeEmpty();

    [Fact]
    public void What_only_may_have_happened_yet_is_not_remarked_on_before_it_counts()
    {
        var story = Story.Begun(Rejected("[2025-11-01..2025-11-20]", "EU", "V/1"), PartyIntroduced("2025-11-15", "EU", PartyRole.Observer));
        story.Remarks.ShouldBeEmpty();
    }

    [Fact]
    public void What_was_retracted_is_not_remarked_on() =>
        Story.Begun(Cancelled("2025-12-01", "brussels").As("odd"), Retracted("2025-12-02", "odd")).Remarks.ShouldBeEmpty();

    private static IEnumerable<(string Rule, string Story, NegotiationEvent[] Events)> BrokenStories =>
    [
        ("known-before-it-occurred", "asserted before the day", [Said("2025-12-02").Known("2025-12-01").As("odd")]),
        ("known-before-it-occurred", "planned first, then asserted, and both before the day",
            [Said("2025-12-05").Known("2025-12-01", Certainty.Planned).AlsoKnown("2025-12-03").As("odd")]),
        ("known-before-it-occurred", "before a span within which it happened", [Said("[2025-12-02..2025-12-05]").Known("2025-12-01").As("odd")]),

        ("effect-before-cause", "a day before", [Said("2025-12-02").As("cause"), Said("2025-12-01").Because("cause").As("odd")]),

        ("not-introduced-yet", "a party", [PartyIntroduced("2025-12-02", "EU", PartyRole.Observer), Rejected("2025-12-01", "EU", "V/1").As("odd")]),
        ("not-introduced-yet", "a party that was spoken of once more",
            [PartyIntroduced("2025-12-02", "EU", PartyRole.Observer), Scheduled("2025-11-30", "call", "2025-12-05", "EU"), Rejected("2025-12-01", "EU", "V/1").As("odd")]),
        ("not-introduced-yet", "a party that signs", [PartyIntroduced("2025-12-02", "EU", PartyRole.Observer), Signed("2025-12-01", "V", "EU").As("odd")]),
        ("not-introduced-yet", "a point", [Disclosed("2025-12-02", "V", "4"), Rejected("2025-12-01", "RUS", "V/4").As("odd")]),
        ("not-introduced-yet", "a point that may have been spoken of before",
            [Disclosed("2025-12-02", "V", "4"), Rejected("[2025-11-20..2025-12-01]", "RUS", "V/4").As("odd")]),
        ("not-introduced-yet", "a version", [Introduced("2025-12-02", "W", "1"), Tabled("2025-12-01", "W").As("odd")]),
        ("not-introduced-yet", "a version superseded", [Introduced("2025-12-02", "W", "1"), Superseded("2025-12-01", "W").As("odd")]),
        ("not-introduced-yet", "a version whose points are disclosed", [Introduced("2025-12-02", "W", "1"), Disclosed("2025-12-01", "W", "2").As("odd")]),
        ("not-introduced-yet", "an issue", [IssueIntroduced("2025-12-02", "elections"), DeclaredOnIssue("2025-12-01", "RUS", Stance.Open, "elections").As("odd")]),

        ("stance-before-tabled", "on a point", [Introduced("2025-11-10", "W", "1"), Rejected("2025-11-11", "RUS", "W/1").As("odd")]),
        ("stance-before-tabled", "on a version", [Introduced("2025-11-10", "W", "1"), DeclaredOnVersion("2025-11-11", "RUS", Stance.Accepts, "W").As("odd")]),
        ("stance-before-tabled", "on some points", [Introduced("2025-11-10", "W", "1"), DeclaredOnSome("2025-11-11", "RUS", Stance.Accepts, "some", "W").As("odd")]),
        ("stance-before-tabled", "an agreement", [Introduced("2025-11-10", "W", "1"), Agreed("2025-11-11", ["RUS", "UKR"], "W/1").As("odd")]),

        ("version-not-live", "a stance on a superseded version", [Superseded("2025-11-10", "V"), Rejected("2025-11-11", "RUS", "V/1").As("odd")]),
        ("version-not-live", "a signature under a lapsed one", [Lapsed("2025-11-10", "V"), Signed("2025-11-11", "V", "RUS").As("odd")]),
        ("version-not-live", "a ratification of one withdrawn", [PlanWithdrawn("2025-11-10", "V"), Ratified("2025-11-11", "V", "RUS").As("odd")]),
        ("version-not-live", "a second vote", [VotedDown("2025-11-10", "V", "UKR"), VotedDown("2025-11-11", "V", "UKR").As("odd")]),

        ("nothing-to-withdraw", "silent on the point", [Withdrew("2025-11-10", "RUS", "V/1").As("odd")]),
        ("nothing-to-withdraw", "withdrawn already", [Rejected("2025-11-10", "RUS", "V/1"), Withdrew("2025-11-11", "RUS", "V/1"), Withdrew("2025-11-12", "RUS", "V/1").As("odd")]),
        ("nothing-to-withdraw", "silent on the version", [Withdrew("2025-11-10", "RUS") with { Version = new("V"), Id = new("odd") }]),
        ("nothing-to-withdraw", "silent on the issue", [Withdrew("2025-11-10", "RUS") with { Issue = new("territory"), Id = new("odd") }]),
        ("nothing-to-withdraw", "a set named already",
        [
            DeclaredOnSome("2025-11-10", "RUS", Stance.Rejects, "some", "V"), Named("2025-11-11", "some", "V/1"),
            Withdrew("2025-11-12", "RUS") with { Set = new("some"), Id = new("odd") },
        ]),
        ("nothing-to-withdraw", "another party's set",
            [DeclaredOnSome("2025-11-10", "RUS", Stance.Rejects, "some", "V"), Withdrew("2025-11-11", "UKR") with { Set = new("some"), Id = new("odd") }]),

        ("unknown-set", "named before it was declared", [DeclaredOnSome("2025-11-11", "RUS", Stance.Rejects, "some", "V"), Named("2025-11-10", "some", "V/1").As("odd")]),
        ("unknown-set", "named again",
            [DeclaredOnSome("2025-11-10", "RUS", Stance.Rejects, "some", "V"), Named("2025-11-11", "some", "V/1"), Named("2025-11-12", "some", "V/2").As("odd")]),

        ("outside-the-set", "of another version", [Introduced("2025-11-10", "W", "1"), DeclaredOnSome("2025-11-10", "RUS", Stance.Rejects, "some", "V"), Named("2025-11-11", "some", "W/1").As("odd")]),
        ("outside-the-set", "excepted", [DeclaredOnSome("2025-11-10", "RUS", Stance.Rejects, "some", "V", 1, null, "V/3"), Named("2025-11-11", "some", "V/3").As("odd")]),
        ("outside-the-set", "too many", [DeclaredOnSome("2025-11-10", "RUS", Stance.Rejects, "some", "V", 1, 1), Named("2025-11-11", "some", "V/1", "V/2").As("odd")]),
        ("outside-the-set", "too few for all", [DeclaredOnSome("2025-11-10", "RUS", Stance.Rejects, "some", "V", 2), Named("2025-11-11", "some", "V/1").As("odd")]),
        ("outside-the-set", "more than remain",
        [
            DeclaredOnSome("2025-11-10", "RUS", Stance.Rejects, "some", "V", 1, 2), Named("2025-11-11", "some", "V/1") with { MoreRemain = true },
            Named("2025-11-12", "some", "V/2", "V/3").As("odd"),
        ]),

        ("cancelled-never-scheduled", "cancelled", [Cancelled("2025-12-03", "brussels").As("odd")]),
        ("cancelled-never-scheduled", "postponed", [Postponed("2025-12-03", "brussels").As("odd")]),
        ("cancelled-though-held", "cancelled", [Held("2025-12-02", "kremlin"), Cancelled("2025-12-03", "kremlin").As("odd")]),
        ("cancelled-though-held", "postponed", [Held("2025-12-02", "kremlin"), Postponed("2025-12-03", "kremlin").As("odd")]),
        ("cancelled-twice", "twice", [Scheduled("2025-12-01", "kremlin", "2025-12-05"), Cancelled("2025-12-02", "kremlin"), Cancelled("2025-12-03", "kremlin").As("odd")]),
        ("held-though-cancelled", "held after", [Scheduled("2025-12-01", "kremlin", "2025-12-05"), Cancelled("2025-12-02", "kremlin"), Held("2025-12-05", "kremlin").As("odd")]),
        ("held-twice", "twice", [Held("2025-12-02", "kremlin"), Held("2025-12-03", "kremlin").As("odd")]),

        ("deadline-never-set", "moved", [DeadlineMoved("2025-11-20", "thanksgiving", "2025-12-01").As("odd")]),
        ("deadline-never-set", "dropped", [DeadlineDropped("2025-11-20", "thanksgiving").As("odd")]),
        ("deadline-already-dropped", "moved after",
            [DeadlineSet("2025-11-19", "thanksgiving", "2025-11-27"), DeadlineDropped("2025-11-20", "thanksgiving"), DeadlineMoved("2025-11-21", "thanksgiving", "2025-12-01").As("odd")]),

        ("accepted-beside-a-set", "declared", [DeclaredOnSome("2025-11-10", "RUS", Stance.Rejects, "some", "V"), DeclaredOnVersion("2025-11-11", "RUS", Stance.Accepts, "V").As("odd")]),
        ("accepted-beside-a-set", "agreed", [DeclaredOnSome("2025-11-10", "RUS", Stance.ObjectsToWording, "some", "V"), AgreedOnVersion("2025-11-11", "V", "UKR", "RUS").As("odd")]),
        ("signed-without-acceptance", "the version rejected", [DeclaredOnVersion("2025-11-10", "RUS", Stance.Rejects, "V"), Signed("2025-11-11", "V", "UKR", "RUS").As("odd")]),
        ("signed-without-acceptance", "a point rejected", [Rejected("2025-11-10", "RUS", "V/2"), Signed("2025-11-11", "V", "RUS").As("odd")]),
        ("vote-before-signature", "ratified", [Ratified("2025-11-10", "V", "UKR").As("odd")]),
        ("vote-before-signature", "voted down", [VotedDown("2025-11-10", "V", "UKR").As("odd")]),
        ("commitment-before-signature", "kept", [Kept("2025-11-10", "RUS", "V/1").As("odd")]),
        ("commitment-before-signature", "broken", [Broken("2025-11-10", "RUS", "V/1").As("odd")]),

        ("brackets-never-put", "never", [Unbracketed("2025-11-10", "V/1").As("odd")]),
        ("brackets-never-put", "lifted already", [Bracketed("2025-11-10", "V/1"), Unbracketed("2025-11-11", "V/1"), Unbracketed("2025-11-12", "V/1").As("odd")]),

        ("resumed-not-suspended", "open", [Resumed("2025-11-10").As("odd")]),
        ("suspended-twice", "twice", [Suspended("2025-11-10"), Suspended("2025-11-11").As("odd")]),
        ("suspended-twice", "concluded", [Concluded("2025-11-10"), Suspended("2025-11-11").As("odd")]),
        ("talks-concluded", "a stance", [Concluded("2025-11-10"), Rejected("2025-11-11", "RUS", "V/1").As("odd")]),
        ("talks-concluded", "an agreement", [Concluded("2025-11-10"), Agreed("2025-11-11", ["RUS", "UKR"], "V/1").As("odd")]),
        ("talks-concluded", "a meeting", [Concluded("2025-11-10"), Held("2025-11-11", "kremlin").As("odd")]),
        ("meeting-while-suspended", "of two who must agree", [Suspended("2025-11-10"), Held("2025-11-11", "istanbul", "RUS", "UKR").As("odd")]),
    ];

    private static IEnumerable<(string Rule, string Story, NegotiationEvent[] Events)> StoriesInOrder =>
    [
        ("known-before-it-occurred", "announced as planned", [Said("2025-12-05").Known("2025-12-01", Certainty.Planned)]),
        ("known-before-it-occurred", "announced as planned, asserted on the day", [Said("2025-12-05").Known("2025-12-01", Certainty.Planned).AlsoKnown("2025-12-05")]),
        ("known-before-it-occurred", "during what lasts", [Said("2025-12-01/2025-12-05").Known("2025-12-02")]),
        ("known-before-it-occurred", "within the span in which it happened", [Said("2025-12").Known("2025-12-02")]),
        ("effect-before-cause", "the same day", [Said("2025-12-02").As("cause"), Said("2025-12-02").Because("cause")]),
        ("effect-before-cause", "spans that overlap", [Said("[2025-12-02..2025-12-09]").As("cause"), Said("[2025-12-01..2025-12-02]").Because("cause")]),
        ("effect-before-cause", "a cause of unknown date", [Said("unknown").Known("2025-12-02").As("cause"), Said("2025-12-01").Because("cause")]),
        ("not-introduced-yet", "the same day, earlier in order", [PartyIntroduced("2025-12-02", "EU", PartyRole.Observer).At(-1), Rejected("2025-12-02", "EU", "V/1")]),
        ("stance-before-tabled", "tabled", [Rejected("2025-11-10", "RUS", "V/1")]),
        ("stance-before-tabled", "on an issue", [DeclaredOnIssue("2025-11-02", "RUS", Stance.Open, "territory")]),
        ("version-not-live", "tabled again", [PlanWithdrawn("2025-11-10", "V"), Tabled("2025-11-11", "V"), Rejected("2025-11-12", "RUS", "V/1")]),
        ("version-not-live", "signed", [Signed("2025-11-10", "V", "RUS", "UKR"), Ratified("2025-11-11", "V", "RUS")]),
        ("nothing-to-withdraw", "declared", [Rejected("2025-11-10", "RUS", "V/1"), Withdrew("2025-11-11", "RUS", "V/1")]),
        ("nothing-to-withdraw", "its own set", [DeclaredOnSome("2025-11-10", "RUS", Stance.Rejects, "some", "V"), Withdrew("2025-11-11", "RUS") with { Set = new("some") }]),
        ("unknown-set", "named in parts",
            [DeclaredOnSome("2025-11-10", "RUS", Stance.Rejects, "some", "V"), Named("2025-11-11", "some", "V/1") with { MoreRemain = true }, Named("2025-11-12", "some", "V/2")]),
        ("outside-the-set", "within bounds", [DeclaredOnSome("2025-11-10", "RUS", Stance.Rejects, "some", "V", 2, 2, "V/3"), Named("2025-11-11", "some", "V/1", "V/2")]),
        ("outside-the-set", "fewer while more remain", [DeclaredOnSome("2025-11-10", "RUS", Stance.Rejects, "some", "V", 2), Named("2025-11-11", "some", "V/1") with { MoreRemain = true }]),
        ("cancelled-never-scheduled", "scheduled", [Scheduled("2025-12-01", "kremlin", "2025-12-05"), Cancelled("2025-12-02", "kremlin")]),
        ("cancelled-though-held", "before it was held", [Scheduled("2025-12-01", "kremlin", "2025-12-05"), Postponed("2025-12-02", "kremlin", "2025-12-06"), Held("2025-12-06", "kremlin")]),
        ("cancelled-twice", "scheduled again in between",
            [Scheduled("2025-12-01", "kremlin", "2025-12-05"), Cancelled("2025-12-02", "kremlin"), Scheduled("2025-12-03", "kremlin", "2025-12-09"), Cancelled("2025-12-04", "kremlin")]),
        ("held-though-cancelled", "scheduled again",
            [Scheduled("2025-12-01", "kremlin", "2025-12-05"), Cancelled("2025-12-02", "kremlin"), Scheduled("2025-12-03", "kremlin", "2025-12-05"), Held("2025-12-05", "kremlin")]),
        ("held-twice", "two meetings", [Held("2025-12-02", "kremlin"), Held("2025-12-03", "geneva")]),
        ("deadline-never-set", "set", [DeadlineSet("2025-11-19", "thanksgiving", "2025-11-27"), DeadlineMoved("2025-11-20", "thanksgiving", "2025-12-01")]),
        ("deadline-already-dropped", "set again",
        [
            DeadlineSet("2025-11-19", "thanksgiving", "2025-11-27"), DeadlineDropped("2025-11-20", "thanksgiving"), DeadlineSet("2025-11-21", "thanksgiving", "2025-12-01"),
            DeadlineMoved("2025-11-22", "thanksgiving", "2025-12-02"),
        ]),
        ("accepted-beside-a-set", "of another", [DeclaredOnSome("2025-11-10", "UKR", Stance.Rejects, "some", "V"), DeclaredOnVersion("2025-11-11", "RUS", Stance.Accepts, "V")]),
        ("accepted-beside-a-set", "a point only", [DeclaredOnSome("2025-11-10", "RUS", Stance.Rejects, "some", "V"), Accepted("2025-11-11", "RUS", "V/1")]),
        ("signed-without-acceptance", "rejected before, accepted since", [Rejected("2025-11-10", "RUS", "V/2"), Accepted("2025-11-11", "RUS", "V/2"), Signed("2025-11-12", "V", "RUS")]),
        ("signed-without-acceptance", "rejected by another", [Rejected("2025-11-10", "UKR", "V/2"), Signed("2025-11-12", "V", "RUS")]),
        ("vote-before-signature", "signed by one", [Signed("2025-11-10", "V", "RUS"), VotedDown("2025-11-11", "V", "UKR")]),
        ("vote-before-signature", "agreed", [Agreed("2025-11-10", ["RUS", "UKR"]) with { Version = new("V") }, Ratified("2025-11-11", "V", "UKR")]),
        ("commitment-before-signature", "signed", [Signed("2025-11-10", "V", "RUS", "UKR"), Kept("2025-11-11", "RUS", "V/1"), Broken("2025-11-12", "UKR", "V/1")]),
        ("brackets-never-put", "put", [Bracketed("2025-11-10", "V/1"), Unbracketed("2025-11-11", "V/1")]),
        ("resumed-not-suspended", "suspended", [Suspended("2025-11-10"), Resumed("2025-11-11")]),
        ("suspended-twice", "resumed in between", [Suspended("2025-11-10"), Resumed("2025-11-11"), Suspended("2025-11-12")]),
        ("talks-concluded", "a statement", [Concluded("2025-11-10"), Said("2025-11-11")]),
        ("meeting-while-suspended", "with the mediator", [Suspended("2025-11-10"), Held("2025-11-11", "kremlin", "RUS", "USA")]),
    ];
}
