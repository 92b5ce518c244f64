using static NegotiationSim.Domain.Tests.Tell;

namespace NegotiationSim.Domain.Tests;

public sealed class RecordingEvents
{
    private static readonly Ledger Begun = Story.Begun().Ledger;

    private static Decision Record(params NegotiationEvent[] events) => Recording.Decide(Begun, Story.Numbered(events));

    private static IReadOnlyList<Refusal> Refused(params NegotiationEvent[] events) => Record(events).ShouldBeOfType<Decision.Refused>().Refusals;

    private static Decision.Admitted Admitted(params NegotiationEvent[] events) => Record(events).ShouldBeOfType<Decision.Admitted>();

    private static void IsRefused(NegotiationEvent e, string member, string reason)
    {
        var refusal = Refused(e).ShouldHaveSingleItem();
        refusal.Member.ShouldBe(member);
        refusal.Reason.ShouldContain(reason);
    }

    [Fact]
    public void All_are_admitted_in_the_order_given() =>
        Admitted(Said("2025-12-02").As("b"), Said("2025-12-01").As("a")).New.Select(e => e.Id.Value).ShouldBe(["b", "a"]);

    [Fact]
    public void Of_very_many_slips_each_is_told_and_the_first_with_what_was_meant()
    {
        var refusals = Refused([.. Enumerable.Range(0, 150).Select(i => Rejected("2025-12-01", "RUSS", "V/1").As($"slip-{i}"))]);

        refusals.Count.ShouldBe(150);
        refusals[0].Reason.ShouldBe("there is no party 'RUSS'; did you mean 'RUS'?");
        refusals[^1].Reason.ShouldBe("there is no party 'RUSS'");
    }

    [Fact]
    public void One_that_is_refused_keeps_all_out_and_every_reason_is_given_in_the_order_of_the_events()
    {
        var refusals = Refused(
            Said("2025-12-01").As("fine"),
            Rejected("2025-12-01", "RUSS", "V/1", "V/9").As("names nobody"),
            Said("unknown").As("no date") with { Claims = [new Claim { By = "editor" }, new Claim()] });
        refusals.Select(r => (r.Index, r.Event.Value, r.Member)).ShouldBe(
        [
            (1, "names nobody", "party"),
            (1, "names nobody", "points[1]"),
            (2, "no date", "claims[0].known"),
            (2, "no date", "claims[1]"),
        ], ignoreOrder: true);
        refusals.Select(r => r.Index).ShouldBeInOrder();
        refusals.ShouldContain(r => r.Reason == "there is no party 'RUSS'; did you mean 'RUS'?");
        Begun.Count.ShouldBe(3);
    }

    [Fact]
    public void Twice_is_once()
    {
        var said = Said("2025-12-01").As("said");
        var admitted = Admitted(said, said with { Title = null }, Opened("2025-11-01").As("opened"));
        admitted.New.ShouldBe([said]);
        admitted.AlreadyRecorded.ShouldBe(2);
    }

    [Fact]
    public void Values_are_compared_and_not_their_spelling()
    {
        var one = Rejected("2025-11", "RUS", "V/1").As("x");
        var same = Rejected("[2025-11-01..2025-11-30]", "RUS", "V/1").As("x");
        Admitted(one, same).New.ShouldHaveSingleItem();
        Admitted(VotedDown("2025-11-10", "V", "UKR").As("x") with { ShareFor = 0.5m }, VotedDown("2025-11-10", "V", "UKR").As("x") with { ShareFor = 0.50m }).New.ShouldHaveSingleItem();
    }

    [Fact]
    public void The_same_id_with_other_content_is_refused_whether_recorded_before_or_now()
    {
        var refusals = Refused(Opened("2025-11-02").As("opened"), Said("2025-12-01").As("x"), Said("2025-12-01").As("x") with { Title = "other" }, Incident("2025-12-01").As("x"));
        refusals.Select(r => (r.Index, r.Member)).ShouldBe([(0, "id"), (2, "id"), (3, "id")]);
        refusals[0].Reason.ShouldStartWith("'opened' is recorded already with other content");
    }

    [Fact]
    public void An_event_may_refer_to_one_that_follows_it_in_the_same_recording() =>
        Admitted(
            Rejected("2025-12-01", "EU", "W/1").Because("later"),
            PartyIntroduced("2025-12-01", "EU", PartyRole.Observer),
            Introduced("2025-12-01", "W", "1"),
            Said("2025-12-01").As("later")).New.Count.ShouldBe(4);

    [Fact]
    public void A_meeting_or_deadline_needs_no_introduction() =>
        Admitted(Cancelled("2025-12-01", "brussels"), DeadlineDropped("2025-12-01", "thanksgiving")).New.Count.ShouldBe(2);

    public static TheoryData<string, string> References => new()
    {
        { "party", "party 'NOBODY'" }, { "points[0]", "point 'V/77'" }, { "version", "version 'NONE'" }, { "issue", "issue 'none'" }, { "set", "unnamed set 'none'" },
        { "because[0]", "event 'none'" }, { "event", "event 'none'" }, { "person", "person 'none'" }, { "about.points[0]", "point 'V/77'" }, { "some.version", "version 'NONE'" },
        { "instead.party", "party 'NOBODY'" }, { "denies[0].event", "event 'none'" }, { "points[0].issue", "issue 'none'" },
    };

    [Theory]
    [MemberData(nameof(References))]
    public void A_reference_to_nothing_is_refused(string member, string what) =>
        IsRefused(
            member switch
            {
                "party" => Rejected("2025-12-01", "NOBODY", "V/1"),
                "points[0]" => TakenUp("2025-12-01", "V/77"),
                "version" => Tabled("2025-12-01", "NONE"),
                "issue" => DeclaredOnIssue("2025-12-01", "RUS", Stance.Open, "none"),
                "set" => Named("2025-12-01", "none", "V/1"),
                "because[0]" => Said("2025-12-01").Because("none"),
                "event" => Retracted("2025-12-01", "none"),
                "person" => Said("2025-12-01") with { Person = new("none") },
                "about.points[0]" => Said("2025-12-01") with { About = new Subjects { Points = Points("V/77") } },
                "some.version" => DeclaredOnSome("2025-12-01", "RUS", Stance.Rejects, "some", "NONE"),
                "instead.party" => Corrected("2025-12-01", "opened", Said("2025-12-01", "NOBODY")),
                "denies[0].event" => Denied("2025-12-01", "none"),
                _ => Disclosed("2025-12-01", "V", "9") with { Points = [new Point { Id = new("V/9"), Title = "Nine", Issue = new("none") }] },
            },
            member,
            $"there is no {what}");

    [Fact]
    public void A_version_a_set_and_a_package_are_introduced_once()
    {
        IsRefused(Introduced("2025-12-01", "V"), "version", "'V' is introduced already, by 'introduced'");
        Refused(DeclaredOnSome("2025-12-01", "RUS", Stance.Rejects, "some", "V"), DeclaredOnSome("2025-12-01", "UKR", Stance.Rejects, "some", "V"))
            .ShouldHaveSingleItem().Member.ShouldBe("some.id");
        Refused(Grouped("2025-12-01", "V", ("one", [])), Grouped("2025-12-02", "V", ("one", []))).ShouldHaveSingleItem().Member.ShouldBe("packages[0].id");
    }

    [Fact]
    public void A_correction_may_bring_the_names_that_the_event_it_corrects_brought_whichever_is_listed_first()
    {
        var right = Introduced("2025-12-01", "W", "1", "2");
        Admitted(Introduced("2025-12-01", "W", "1").As("wrong"), Corrected("2025-12-02", "wrong", right)).New.Count.ShouldBe(2);
        Admitted(Corrected("2025-12-02", "wrong", right), Introduced("2025-12-01", "W", "1").As("wrong")).New.Count.ShouldBe(2);
    }

    [Fact]
    public void An_event_without_a_claim_or_with_one_by_nobody_is_refused()
    {
        IsRefused(Said("2025-12-01") with { Claims = [] }, "claims", "at least one claim");
        IsRefused(Said("2025-12-01") with { Claims = [new Claim { Known = Day("2025-12-01") }] }, "claims[0]", "by, via or url");
        IsRefused(Said("unknown"), "claims[0].known", "the day it became public");
        Admitted(Said("unknown").Known("2025-12-01"));
    }

    public static TheoryData<string, string> Malformed => new()
    {
        { "a silent stance", "stance" }, { "a stance on nothing", "" }, { "a stance on two things", "version" }, { "bounds of a set crossed", "some.atMost" },
        { "a set of none", "some.atMost" }, { "taking back nothing", "" }, { "no member named", "points" }, { "an agreement of one", "parties" }, { "a negative count of points", "pointCount" },
        { "a point of another version", "points[0].id" }, { "a point that is no point", "points[0].id" }, { "a point twice", "points[1].id" }, { "a meeting of no minutes", "durationMinutes" },
        { "more votes than all", "shareFor" }, { "a delegation unchanged", "" }, { "a denial of nothing", "denies" }, { "half a proposition", "denies[0]" }, { "two propositions in one", "denies[0]" },
        { "a correction of another id", "instead.id" }, { "a correction by a retraction", "instead.type" }, { "a malformed correction", "instead.stance" }, { "a correction with claims", "instead.claims" },
        { "a descent of nothing", "links[0].point" }, { "a descent from nothing", "links[0].from" }, { "a descent in another version", "links[0].point" },
    };

    [Theory]
    [MemberData(nameof(Malformed))]
    public void What_is_malformed_is_refused_with_the_member_at_fault(string what, string member)
    {
        NegotiationEvent e = what switch
        {
            "a silent stance" => Declared("2025-12-01", "RUS", Stance.Silent, "V/1"),
            "a stance on nothing" => Declared("2025-12-01", "RUS", Stance.Rejects),
            "a stance on two things" => Rejected("2025-12-01", "RUS", "V/1") with { Version = new("V") },
            "bounds of a set crossed" => DeclaredOnSome("2025-12-01", "RUS", Stance.Rejects, "some", "V", 3, 2),
            "a set of none" => DeclaredOnSome("2025-12-01", "RUS", Stance.Rejects, "some", "V", 0, 0),
            "taking back nothing" => Withdrew("2025-12-01", "RUS"),
            "no member named" => Named("2025-12-01", "s", []),
            "an agreement of one" => Agreed("2025-12-01", ["RUS"], "V/1"),
            "a negative count of points" => Introduced("2025-12-01", "W") with { PointCount = -1 },
            "a point of another version" => Disclosed("2025-12-01", "V") with { Points = [new Point { Id = new("W/1"), Title = "One" }] },
            "a point that is no point" => Disclosed("2025-12-01", "V") with { Points = [new Point { Id = new("V/one"), Title = "One" }] },
            "a point twice" => Disclosed("2025-12-01", "V", "7", "7"),
            "a meeting of no minutes" => Held("2025-12-01", "kremlin") with { DurationMinutes = 0 },
            "more votes than all" => VotedDown("2025-12-01", "V", "UKR") with { ShareFor = 1.01m },
            "a delegation unchanged" => new DelegationChanged { Id = new("x"), Occurred = When.Parse("2025-12-01"), Party = new("RUS"), Claims = [new Claim { By = "editor" }] },
            "a denial of nothing" => Denied("2025-12-01", Array.Empty<Proposition>()),
            "half a proposition" => Denied("2025-12-01", new Proposition { Party = new("RUS"), Point = new("V/1") }),
            "two propositions in one" => Denied("2025-12-01", new Proposition { Event = new("opened"), Party = new("RUS"), Stance = Stance.Rejects, Point = new("V/1") }),
            "a correction of another id" => new EventCorrected
            {
                Id = new("x"),
                Occurred = When.Parse("2025-12-01"),
                Event = new("opened"),
                Instead = Said("2025-12-01").As("other") with { Claims = [] },
                Claims = [new Claim { By = "editor" }],
            },
            "a correction by a retraction" => Corrected("2025-12-01", "opened", Retracted("2025-12-01", "introduced")),
            "a malformed correction" => Corrected("2025-12-01", "opened", Declared("2025-12-01", "RUS", Stance.Silent, "V/1")),
            "a correction with claims" => Corrected("2025-12-01", "opened", Said("2025-12-01")) with { Instead = Said("2025-12-01").As("opened") },
            "a descent of nothing" => Descent(new Lineage { Descent = Domain.Descent.Kept, From = Points("V/1") }),
            "a descent from nothing" => Descent(new Lineage { Point = new("V/1"), Descent = Domain.Descent.Kept }),
            "a descent in another version" => Descent(new Lineage { Point = new("W/1"), Descent = Domain.Descent.New }),
            _ => throw new NotSupportedException(what),
        };
        Refused(e, Introduced("2025-11-10", "W", "1").As("w")).Where(r => r.Reason.StartsWith("expected", StringComparison.Ordinal)).Select(r => r.Member).ShouldBe([member]);
    }

    private static LineageStated Descent(Lineage link) =>
        new() { Id = new("x"), Occurred = When.Parse("2025-12-01"), Version = new("V"), Links = [link], Claims = [new Claim { By = "editor" }] };

    [Fact]
    public void Only_an_event_about_the_talks_is_corrected_or_retimed_and_only_an_amendment_is_not_claimed_about_twice()
    {
        var claim = ClaimAdded("2025-12-01", "opened").As("claim");
        Refused(claim, Retimed("2025-12-02", "claim", "2025-12-03")).ShouldHaveSingleItem().Reason.ShouldContain("'claim' is of type claim-added: it can only be retracted");
        Refused(claim, Corrected("2025-12-02", "claim", Said("2025-12-03"))).ShouldHaveSingleItem().Member.ShouldBe("event");
        Refused(claim, ClaimAdded("2025-12-02", "claim")).ShouldHaveSingleItem().Member.ShouldBe("event");
        Admitted(claim, Retracted("2025-12-02", "claim").As("r"), ClaimAdded("2025-12-02", "r"), Denied("2025-12-02", "claim"));
    }

    [Fact]
    public void A_circle_of_causes_is_refused_at_the_event_that_closes_it()
    {
        var refusal = Refused(
            Said("2025-12-01").Because("a").As("outside"),
            Said("2025-12-01").Because("b").As("a"),
            Said("2025-12-01").Because("a").As("b")).ShouldHaveSingleItem();
        (refusal.Index, refusal.Event.Value, refusal.Member).ShouldBe((2, "b", "because"));
        Refused(Said("2025-12-01").Because("x").As("x")).ShouldHaveSingleItem().Member.ShouldBe("because");
    }

    [Fact]
    public void A_correction_that_closes_a_circle_of_causes_is_refused_also_among_what_is_recorded()
    {
        NegotiationEvent[] chain = [Said("2025-12-01").As("a"), Said("2025-12-01").Because("a").As("b"), Said("2025-12-01").Because("b").As("c")];
        var closing = Corrected("2025-12-02", "a", Said("2025-12-01").Because("c")).As("closing");

        Refused([.. chain, closing]).ShouldHaveSingleItem().Reason.ShouldContain("circle");

        var recorded = Ledger.Of(new("story"), [.. Begun.Events, .. chain]);
        Recording.Decide(recorded, [closing]).ShouldBeOfType<Decision.Refused>().Refusals.ShouldHaveSingleItem().Member.ShouldBe("instead.because");
        Recording.Decide(recorded, [Corrected("2025-12-02", "c", Said("2025-12-01").Because("a")).As("fine")]).ShouldBeOfType<Decision.Admitted>();
    }

    [Fact]
    public void A_circle_of_retractions_and_of_claims_about_them_is_refused()
    {
        Refused(Retracted("2025-12-01", "b").As("a"), Retracted("2025-12-01", "a").As("b")).ShouldContain(r => r.Member == "event" && r.Reason.Contains("circle"));
        Refused(Retracted("2025-12-01", "x").As("x")).ShouldContain(r => r.Reason.Contains("circle"));
        Refused(ClaimAdded("2025-12-01", "r").As("c"), Retracted("2025-12-01", "c").As("r")).ShouldContain(r => r.Reason.Contains("circle"));
    }

    [Fact]
    public void A_long_chain_of_causes_is_admitted() =>
        Admitted([.. Enumerable.Range(0, 50_000).Select(i => i == 0 ? Said("2025-12-01").As("s0") : Said("2025-12-01").Because($"s{i - 1}").As($"s{i}"))]).New.Count.ShouldBe(50_000);

    /// <summary>Invariant 9.</summary>
    [Fact]
    public void More_events_than_a_negotiation_has_are_refused_and_those_recorded_before_do_not_count_again()
    {
        var many = Enumerable.Range(0, Limits.Events).Select(i => (NegotiationEvent)new IncidentOccurred { Id = new($"i{i}"), Occurred = When.Parse("2025-12-01"), Claims = [new Claim { By = "editor" }] }).ToArray();
        Recording.Decide(Begun, many).ShouldBeOfType<Decision.Refused>().Refusals.ShouldHaveSingleItem().Reason.ShouldContain($"at most {Limits.Events} events; 3 are recorded");
        var full = Ledger.Of(new("full"), many);
        Recording.Decide(full, many).ShouldBeOfType<Decision.Admitted>().AlreadyRecorded.ShouldBe(Limits.Events);
        Recording.Decide(full, [.. many, many[0]]).ShouldBeOfType<Decision.Refused>().Refusals.ShouldHaveSingleItem().Reason.ShouldContain("at once");
    }

    [Fact]
    public void More_parties_and_points_than_the_limits_are_refused_also_when_they_come_a_few_at_a_time()
    {
        var refusal = Refused([.. Enumerable.Range(0, Limits.Parties - 2).Select(i => PartyIntroduced("2025-12-01", $"P{i}", PartyRole.Observer))]).ShouldHaveSingleItem();
        (refusal.Index, refusal.Member, refusal.Reason).ShouldBe((Limits.Parties - 3, "party.id", $"expected at most {Limits.Parties} parties in a negotiation"));

        string[] Numbers(int from, int count) => [.. Enumerable.Range(from, count).Select(n => $"{n}")];
        Refused(Disclosed("2025-12-01", "V", Numbers(10, Limits.ListItems - 5)), Disclosed("2025-12-01", "V", Numbers(5000, 1)))
            .ShouldHaveSingleItem().Reason.ShouldBe($"expected at most {Limits.ListItems} points in a version");
    }

    [Fact]
    public void More_retractions_of_retractions_than_the_limit_are_refused()
    {
        NegotiationEvent[] Chain(int length) => [.. Enumerable.Range(0, length).Select(i => Retracted("2025-12-01", i == 0 ? "opened" : $"r{i - 1}").As($"r{i}"))];
        Admitted(Chain(Limits.RetractionDepth));
        Refused(Chain(Limits.RetractionDepth + 1)).ShouldHaveSingleItem().Reason.ShouldContain("in a row");
    }
}
