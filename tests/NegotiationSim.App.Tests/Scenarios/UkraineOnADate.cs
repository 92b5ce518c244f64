using NegotiationSim.Domain;
using static NegotiationSim.App.Tests.Scenarios.RealScenario;

namespace NegotiationSim.App.Tests.Scenarios;

/// <summary>What scenarios/ukraine-2025 must answer about particular dates.</summary>
public sealed class UkraineOnADate
{
    [Fact]
    public void On_3_December_Russias_rejections_are_an_unnamed_set_of_each_text()
    {
        var view = Ukraine.View("2025-12-03");
        Rejected("US-28").ShouldBe(["rus-rejected"]);
        Rejected("US-27").ShouldBe(["rus-us27-rejected"]);
        view.AllPoints().Where(p => p.Version.Value == "US-28").ShouldAllBe(p => p.Unnamed.Contains(new SetId("rus-rejected")));
        Ukraine.View("2025-12-03", knownBy: "2025-12-03").Versions.SelectMany(v => v.Unnamed)
            .Where(s => s.Stance == Stance.Rejects).ShouldHaveSingleItem().Id.Value.ShouldBe("rus-us27-rejected"); // the interview came a day later

        IEnumerable<string> Rejected(string version) =>
            view.Version(version).Unnamed.Where(s => s.Party.Value == "RUS" && s.Stance == Stance.Rejects).Select(s => s.Id.Value);
    }

    [Fact]
    public void No_point_of_any_version_shows_a_stance_of_Russia_on_any_day()
    {
        foreach (var day in Ukraine.Days)
        {
            var state = Ukraine.Whole.On(day);
            foreach (var point in state.Points.Keys)
            {
                state.CellOf(point, new PartyId("RUS")).ShouldBe(Cell.Silent, $"{point} on {day:O}");
            }
        }
    }

    [Fact]
    public void Russias_refusal_to_withdraw_is_a_stance_on_the_issue_of_territory()
    {
        var territory = Ukraine.View("2025-12-03").Issues.Single(i => i.Issue.Value == "territory");
        territory.Stances["RUS"].Stance.ShouldBe(Stance.Rejects);
        territory.Stances["RUS"].Events.Values().ShouldBe(["rus-rejects-withdrawal"]);
        territory.Stances["UKR"].ShouldBe(Cell.Silent); // its own refusal comes on 8 December
        Ukraine.On("2025-12-08").OnIssue("territory", "UKR").Stance.ShouldBe(Stance.Rejects);
    }

    [Fact]
    public void The_19_points_are_not_rejected_by_what_was_known_on_2_December_and_are_by_5_December_disputed()
    {
        var then = Ukraine.View("2025-12-02", knownBy: "2025-12-02").Version("GVA-19");
        then.Stances.Values.ShouldAllBe(c => c == Cell.Silent);
        then.PointCount.ShouldBe(19);

        var later = Ukraine.View("2025-12-02", knownBy: "2025-12-05").Version("GVA-19");
        later.Stances["RUS"].ShouldSatisfyAllConditions(c => c.Stance.ShouldBe(Stance.Rejects), c => c.Disputed.ShouldBeTrue());
        later.Status.ShouldBe(VersionStatus.Tabled);

        var explained = Explanation.Of(Ukraine.KnownBy("2025-12-05"), Day("2025-12-02"), new VersionId("GVA-19"));
        var rejection = explained.Cells.Single(c => c.Party.Value == "RUS").Events.ShouldHaveSingleItem();
        rejection.Claims.Select(c => c.Claim.Via).ShouldBe(["Article of 4-5 December 2025 (undated, inferred)"]);
        rejection.Denials.SelectMany(d => d.Claims).Select(c => c.By).Distinct().ShouldBe(["Dmitry Peskov"]);
    }

    [Fact]
    public void The_meeting_with_Zelenskyy_shows_cancelled_with_its_competing_reasons_as_claims()
    {
        Ukraine.On("2025-12-02").Meetings.ContainsKey(new MeetingId("brussels-3-december")).ShouldBeFalse();
        var meeting = Ukraine.View("2025-12-03").Meetings.Single(m => m.Meeting.Value == "brussels-3-december");
        meeting.Status.ShouldBe(MeetingStatus.Cancelled);
        meeting.For.ShouldBe(When.Day(Day("2025-12-03")));
        Explanation.Of(Ukraine.Whole, Day("2025-12-03"), meeting.Meeting).Shown("brussels-cancelled")
            .Claims.Select(c => (c.Claim.By, c.Claim.Reason)).Where(c => c.Reason is not null).ShouldBe(
            [
                ("the Kremlin", "The envoys had promised to fly straight to Washington"),
                ("media reports", "The envoys cancelled and flew home; the aircraft made no stop in the EU (TASS)"),
                (null, "Zelenskyy cancelled after the Moscow talks had failed"),
                (null, "Scheduling conflicts"),
                ("a senior US official to the New York Post", "Not feasible with the timing"),
            ]);
    }

    [Theory]
    [InlineData("2025-12-24")]
    [InlineData("2025-12-31")]
    public void Late_December_has_two_live_texts_between_different_parties(string day)
    {
        var state = Ukraine.On(day);
        state.Versions.Values.Where(v => v.IsLive).Select(v => v.Id.Value).ShouldBe(["US-27", "UA-20"], ignoreOrder: true);
        var view = Ukraine.View(day);
        view.Version("UA-20").ShouldSatisfyAllConditions(
            v => v.Between.Values().ShouldBe(["UKR", "USA"]), v => (v.PointCount, v.PointsKnown, v.Status).ShouldBe((20, 20, VersionStatus.Tabled)));
        view.Version("US-27").ShouldSatisfyAllConditions(
            v => v.Between.Values().ShouldBe(["RUS", "USA"]), v => (v.PointCount, v.PointsKnown, v.Status).ShouldBe((27, 0, VersionStatus.Tabled)));
    }

    [Theory]
    [InlineData("2025-11-17", "US-28", VersionStatus.Drafted)]
    [InlineData("2025-11-20", "US-28", VersionStatus.Tabled)]
    [InlineData("2025-12-07", "US-28", VersionStatus.Tabled)]
    [InlineData("2025-12-08", "US-28", VersionStatus.Superseded)]
    [InlineData("2025-11-23", "E3-28", VersionStatus.Drafted)]
    [InlineData("2025-12-08", "E3-28", VersionStatus.Lapsed)]
    [InlineData("2025-11-23", "EUR-24", VersionStatus.Drafted)]
    [InlineData("2025-12-08", "EUR-24", VersionStatus.Lapsed)]
    [InlineData("2025-11-23", "GVA-19", VersionStatus.Drafted)]
    [InlineData("2025-11-28", "GVA-19", VersionStatus.Tabled)]
    [InlineData("2025-12-08", "GVA-19", VersionStatus.Superseded)]
    [InlineData("2025-12-02", "US-27", VersionStatus.Tabled)]
    [InlineData("2026-03-04", "US-27", VersionStatus.Tabled)]
    [InlineData("2025-12-08", "UA-20", VersionStatus.Drafted)]
    [InlineData("2025-12-10", "UA-20", VersionStatus.Tabled)]
    [InlineData("2026-03-04", "UA-20", VersionStatus.Tabled)]
    public void Each_text_stands_as_the_README_says(string day, string version, VersionStatus status) =>
        Ukraine.On(day).StatusOf(version).ShouldBe(status);

    [Fact]
    public void No_point_shows_as_agreed_on_any_day()
    {
        foreach (var state in Ukraine.Days.Select(Ukraine.Whole.On))
        {
            state.Points.Values.Select(state.StatusOf).ShouldAllBe(s => s != PointStatus.Agreed && s != PointStatus.PartlyAgreed);
        }
    }

    [Fact]
    public void Every_point_of_the_28_and_the_20_has_an_issue_a_title_and_a_summary()
    {
        var state = Ukraine.Whole.On(Ukraine.Whole.LastDay!.Value);
        foreach (var (version, count, subPoints) in (IEnumerable<(string, int, int)>)[("US-28", 28, 15), ("UA-20", 20, 0)])
        {
            var points = state.Points.Values.Where(p => p.Id.Version.Value == version).ToList();
            points.Where(p => !p.Id.IsSubPoint).Select(p => p.Id.Number).ShouldBe(Enumerable.Range(1, count).Select(i => $"{i}"), ignoreOrder: true);
            points.Count(p => p.Id.IsSubPoint).ShouldBe(subPoints);
            foreach (var point in points.Select(p => p.Point))
            {
                point.Title.ShouldNotBeNullOrWhiteSpace();
                point.Summary.ShouldNotBeNullOrWhiteSpace(point.Id.ToString());
                state.Issues.Keys.ShouldContain(point.Issue!.Value, point.Id.ToString());
            }
        }
    }

    [Fact]
    public void Each_of_the_20_points_says_how_it_descends_from_the_28()
    {
        var points = Ukraine.Recorded<PointsDisclosed>("ua20-points").Points;
        points.Where(p => p.Descent == Descent.New).Select(p => p.Id.ToString()).ShouldBe(["UA-20/10"]);
        foreach (var point in points)
        {
            point.Descent.ShouldNotBeNull(point.Id.ToString());
            point.From.Count.ShouldBe(point.Descent switch { Descent.New => 0, Descent.Merged => 2, _ => 1 }, point.Id.ToString());
            point.From.ShouldAllBe(from => from.Version.Value == "US-28");
        }

        From(4).ShouldBe("Reworded 6");
        From(5).ShouldBe("Reworded 10");
        From(8).ShouldBe("Split 12");
        From(9).ShouldBe("Merged 12 14");
        From(11).ShouldBe("Kept 18");
        From(14).ShouldBe("Reworded 21");
        From(20).ShouldBe("Reworded 28");

        string From(int number) =>
            points.Where(p => p.Id.Number == $"{number}").Select(p => $"{p.Descent} {string.Join(' ', p.From.Select(f => f.Number))}").Single();
    }

    [Fact]
    public void Each_of_the_28_points_has_a_descendant_among_the_20_or_is_dropped_but_for_one_that_is_unclear()
    {
        var kept = Ukraine.Recorded<PointsDisclosed>("ua20-points").Points.SelectMany(p => p.From).Distinct().Select(p => p.Number).ToList();
        var dropped = Ukraine.Recorded<LineageStated>("ua20-drops-points").Links.ShouldHaveSingleItem().From.Select(p => p.Number).ToList();
        dropped.ShouldBe(["3", "7", "8", "9", "13", "15", "17", "26"]);
        kept.Intersect(dropped).ShouldBeEmpty();
        Enumerable.Range(1, 28).Select(i => $"{i}").Except(kept).Except(dropped).ShouldBe(["4"]);
        Explanation.Of(Ukraine.Whole, Day("2025-12-24"), PointId.Of("US-28/3")).Shown().Select(e => e.Event.Id).Values()
            .ShouldContain("ua20-drops-points");
    }

    [Fact]
    public void The_two_points_without_consensus_are_in_brackets_and_the_others_only_under_discussion()
    {
        var state = Ukraine.On("2025-12-24");
        var points = state.Points.Values.Where(p => p.Id.Version.Value == "UA-20").ToList();
        points.Where(p => p.Bracketed).Select(p => p.Id.Number).ShouldBe(["12", "14"]);
        points.Select(state.StatusOf).ShouldAllBe(s => s == PointStatus.UnderDiscussion);
    }
}
