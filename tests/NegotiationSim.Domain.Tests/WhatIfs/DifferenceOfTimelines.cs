using static NegotiationSim.Domain.Tests.Suppose;
using static NegotiationSim.Domain.Tests.Tell;

namespace NegotiationSim.Domain.Tests.WhatIfs;

/// <summary>In what a what-if differs from its base.</summary>
public sealed class DifferenceOfTimelines
{
    private static readonly Story Talks = Story.Begun(
        Rejected("2025-11-06", "RUS", "V/1").As("no"),
        Accepted("2025-11-12", "RUS", "V/1").As("yes"),
        Accepted("2025-11-14", "UKR", "V/1").As("agreed"),
        Said("2025-11-20").As("last"));

    private static Difference From(params Edit[] edits) => Difference.Of(Talks.Timeline, Talks.Replayed(That("2025-11-05", edits)).Timeline);

    private static IEnumerable<string> Told(Difference difference) => difference.Subjects.SelectMany(s => s.Spans.Select(d =>
        $"{s.Subject.Id}{(s.Subject.Party is { } p ? $" {p}" : "")} {d.From:yyyy-MM-dd}/{d.To:yyyy-MM-dd} {Of(d.A)} {Of(d.B)}"));

    private static string Of(Standing? standing) => standing is null ? "-" : standing.Cell?.Stance.ToString() ?? standing.Status!;

    [Fact]
    public void A_retimed_event_makes_a_difference_in_between()
    {
        var difference = From(Retime("yes", 6));
        Told(difference).ShouldBe(
        [
            "V/1 2025-11-12/2025-11-14 under-discussion contested",
            "V/1 2025-11-14/2025-11-18 agreed contested",
            "V/1 RUS 2025-11-12/2025-11-18 Accepts Rejects",
        ]);
        difference.FirstDay.ShouldBe(Day("2025-11-12"));
        difference.AtTheEnd.ShouldBeEmpty();
        difference.Retimed.ShouldBe([new RetimedEvent(new("yes"), When.Parse("2025-11-12"), When.Parse("2025-11-18"))]);
        (difference.OnlyInA.Count, difference.OnlyInB.Count, difference.Otherwise.Count).ShouldBe((0, 0, 0));
    }

    [Fact]
    public void A_removed_event_makes_a_difference_to_the_end()
    {
        var difference = From(Remove("yes"));
        Told(difference).ShouldContain("V/1 RUS 2025-11-12/ Accepts Rejects");
        difference.AtTheEnd.Select(s => s.Subject).ShouldBe([Subject.Of(new PointId("V/1")), Subject.Of(new PointId("V/1"), new PartyId("RUS"))]);
        difference.OnlyInA.ShouldBe([new EventId("yes")]);
    }

    [Fact]
    public void An_inserted_event_and_one_with_other_content_are_told()
    {
        var difference = From(Insert(Introduced("2025-11-15", "W", "1").As("new")), Replace("last", Said("2025-11-20", "USA")));
        Told(difference).ShouldBe(["W/1 2025-11-15/ - not-tabled", "W 2025-11-15/ - drafted"]);
        difference.OnlyInB.ShouldBe([new EventId("new")]);
        difference.Otherwise.ShouldBe([new EventId("last")]);
    }

    [Fact]
    public void An_event_with_other_content_at_another_date_is_changed_and_not_only_retimed()
    {
        var difference = From(Replace("last", Said("2025-11-22", "USA")));
        difference.Otherwise.ShouldBe([new EventId("last")]);
        difference.Retimed.ShouldBeEmpty();
    }

    [Fact]
    public void The_same_stance_by_another_event_is_no_difference_of_standings()
    {
        var difference = From(Remove("no"), Insert(Rejected("2025-11-06", "RUS", "V/1").As("other")));
        difference.Subjects.ShouldBeEmpty();
        difference.FirstDay.ShouldBeNull();
        (difference.OnlyInA[0].Value, difference.OnlyInB[0].Value, difference.IsEmpty).ShouldBe(("no", "other", false));

        var possible = From(Remove("no"), Insert(Rejected("[2025-11-06..2025-11-08]", "RUS", "V/1").As("other")));
        Told(possible).ShouldBe(["V/1 2025-11-06/2025-11-08 contested tabled", "V/1 RUS 2025-11-06/2025-11-08 Rejects Silent"]);
    }

    [Fact]
    public void What_comes_back_within_a_day_is_no_difference() =>
        From(Insert(Rejected("2025-11-15", "UKR", "V/1").As("a")), Insert(Accepted("2025-11-15", "UKR", "V/1").As("b"))).Subjects.ShouldBeEmpty();

    [Fact]
    public void Within_a_span_of_days_only_what_differs_then_is_told()
    {
        var difference = From(Retime("yes", 6));
        Told(difference.Within(Day("2025-11-14"), Day("2025-11-14"))).ShouldBe(["V/1 2025-11-14/2025-11-18 agreed contested", "V/1 RUS 2025-11-12/2025-11-18 Accepts Rejects"]);
        difference.Within(Day("2025-11-18"), Day("2025-11-30")).Subjects.ShouldBeEmpty();
        difference.Within(Day("2025-11-01"), Day("2025-11-11")).Subjects.ShouldBeEmpty();
    }

    [Fact]
    public void The_same_timeline_as_known_on_two_dates_differs_too()
    {
        var story = Story.Begun(Rejected("2025-11-06", "RUS", "V/1").As("no"), Accepted("2025-11-07", "RUS", "V/1").Known("2025-11-15").As("late"), Denied("2025-11-16", "no"));
        var difference = Difference.Of(story.KnownBy("2025-11-10").Timeline, story.Timeline);
        Told(difference).ShouldBe(["V/1 2025-11-07/ contested under-discussion", "V/1 RUS 2025-11-06/2025-11-07 Rejects Rejects", "V/1 RUS 2025-11-07/ Rejects Accepts"]);
        difference.OnlyInB.Select(e => e.Value).ShouldContain("late");
        difference.Otherwise.ShouldBe([new EventId("no")]);
    }

    private static readonly Story Arranged = Story.Begun(
        Scheduled("2025-11-05", "kremlin", "2025-11-10", "RUS", "USA").As("scheduled"),
        DeadlineSet("2025-11-05", "thanksgiving", "2025-11-27").As("deadline"),
        DeclaredOnSome("2025-11-06", "RUS", Stance.Rejects, "some", "V").As("set"),
        Held("2025-11-10", "kremlin", "RUS", "USA").As("held"),
        Named("2025-11-12", "some", "V/1").As("named"),
        Said("2025-11-20").As("last"));

    public static TheoryData<string, Edit[]> Elsewhere => new()
    {
        { "Meeting kremlin 2025-11-05/2025-11-07 for,parties,status | Meeting kremlin 2025-11-07/2025-11-10 for | Meeting kremlin 2025-11-10/2025-11-14 for,status | Meeting kremlin 2025-11-14/ for", [Retime("held", 4), Remove("scheduled"), Insert(Scheduled("2025-11-07", "kremlin", "2025-11-11", "RUS", "USA").As("other"))] },
        { "Meeting kremlin 2025-11-10/ status", [Remove("held")] },
        { "Meeting kremlin 2025-11-08/2025-11-10 for,status", [Insert(Cancelled("2025-11-08", "kremlin").As("off") with { For = When.Parse("2025-11-11") })] },
        { "Deadline thanksgiving 2025-11-05/ for,status", [Remove("deadline")] },
        { "Deadline thanksgiving 2025-11-08/ for,status", [Insert(DeadlineMoved("2025-11-08", "thanksgiving", "2025-12-01").As("moved"))] },
        { "Set some 2025-11-12/ at least,party,stance,version", [Remove("named")] },
        { "Set some 2025-11-12/2025-11-15 at least,party,stance,version", [Retime("named", 3)] },
        { "Package rest 2025-11-08/ points,version", [Insert(new PackageProposed { Id = new("packages"), Occurred = When.Parse("2025-11-08"), Version = new("V"), Packages = [new Package { Id = new("rest"), Points = [new("V/1")] }] })] },
        { "", [Remove("last"), Retime("held", 0)] },
    };

    [Theory]
    [MemberData(nameof(Elsewhere))]
    public void Meetings_deadlines_sets_and_packages_differ_span_by_span_in_what_does(string expected, Edit[] edits)
    {
        var difference = Difference.Of(Arranged.Timeline, Arranged.Replayed(That("2025-11-05", edits)).Timeline);
        string.Join(" | ", difference.Parts.SelectMany(p => p.Spans.Select(s => $"{p.Part.Kind} {p.Part.Id} {s.From:yyyy-MM-dd}/{s.To:yyyy-MM-dd} {string.Join(',', s.InWhat)}"))).ShouldBe(expected);
    }

    [Fact]
    public void A_part_is_told_as_it_is_on_each_side_and_as_empty_where_it_is_not_there()
    {
        var span = Difference.Of(Arranged.Timeline, Arranged.Replayed(That("2025-11-05", Remove("deadline"))).Timeline).Parts.ShouldHaveSingleItem().Spans.ShouldHaveSingleItem();
        span.A.Select(f => $"{f.Name} {f.Value}").Take(2).ShouldBe(["status set", "for 2025-11-27"]);
        span.B.Count.ShouldBe(0);
    }

    [Fact]
    public void All_that_holds_of_a_part_is_told_in_words()
    {
        var story = Story.Begun(
            Scheduled("2025-11-05", "kremlin", "2025-11-10", "RUS", "USA").As("scheduled") with { Kind = MeetingKind.Call, Place = "Moscow" },
            DeadlineSet("2025-11-05", "thanksgiving", "2025-11-27") with { Subject = "an answer" },
            DeclaredOnSome("2025-11-06", "RUS", Stance.AcceptsConditionally, "some", "V", 2, 3, "V/1", "V/3").As("set") with { Condition = "a ceasefire" },
            new PackageProposed { Id = new("packages"), Occurred = When.Parse("2025-11-08"), Version = new("V"), By = Parties("USA"), Packages = [new Package { Id = new("rest"), Title = "The rest", Points = [new("V/1"), new("V/2")] }], Claims = [new Claim { By = "editor" }] },
            Denied("2025-11-09", "scheduled"), Denied("2025-11-09", "set"));

        All(new(PartKind.Meeting, "kremlin")).ShouldBe("status scheduled | for 2025-11-10 | kind call | place Moscow | parties RUS, USA | disputed yes");
        All(new(PartKind.Deadline, "thanksgiving")).ShouldBe("status set | for 2025-11-27 | subject an answer");
        All(new(PartKind.Set, "some")).ShouldBe("party RUS | stance accepts-conditionally | version V | at least 2 | at most 3 | except V/1, V/3 | condition a ceasefire | disputed yes");
        All(new(PartKind.Package, "rest")).ShouldBe("title The rest | version V | by USA | points V/1, V/2");

        string All(Part part) => string.Join(" | ", Domain.Parts.History(story.Timeline, new HashSet<Part> { part })[part].ShouldHaveSingleItem().Facts.Select(f => $"{f.Name} {f.Value}"));
    }

    [Fact]
    public void A_day_has_one_interval_of_a_part_what_holds_at_its_end()
    {
        var kremlin = new Part(PartKind.Meeting, "kremlin");
        var story = Story.Begun(Scheduled("2025-11-05", "kremlin", "2025-11-10").As("a"), Cancelled("2025-11-07", "kremlin").As("b"), Scheduled("2025-11-07", "kremlin", "2025-11-10").As("c"), Cancelled("2025-11-08", "kremlin"));
        Domain.Parts.History(story.Timeline, new HashSet<Part> { kremlin })[kremlin].Select(i => $"{i.From.Day} {i.Facts[0].Value}").ShouldBe(["5 scheduled", "8 cancelled"]);
    }

    [Fact]
    public void Within_a_span_only_parts_that_differ_in_it_are_left()
    {
        var difference = Difference.Of(Arranged.Timeline, Arranged.Replayed(That("2025-11-05", Retime("named", 3))).Timeline);
        difference.Within(Day("2025-11-14"), Day("2025-11-20")).Parts.Count.ShouldBe(1);
        difference.Within(Day("2025-11-15"), Day("2025-11-20")).Parts.Count.ShouldBe(0);
        difference.IsEmpty.ShouldBeFalse();
    }

    [Fact]
    public void Compares_the_talks_as_a_whole_and_who_must_agree()
    {
        var basis = Story.Begun(Suspended("2025-11-10"), Resumed("2025-11-12").As("again"), Said("2025-11-20")).Timeline;
        var whatIf = That("2025-11-11", Remove("again"), Insert(MustAgree("2025-11-15", "RUS", "UKR", "USA").As("three")));
        string.Join(" | ", Difference.Of(basis, basis.Replayed(whatIf).Timeline).Parts.Select(p => $"{p.Part.Id}: {string.Join(", ", p.Spans[0].A.Select(f => f.Value))} / {string.Join(", ", p.Spans[0].B.Select(f => f.Value))}"))
            .ShouldBe("talks: open / suspended | must-agree: RUS, UKR / RUS, UKR, USA");
    }
}
