using NegotiationSim.Domain;
using static NegotiationSim.App.Tests.Scenarios.RealScenario;

namespace NegotiationSim.App.Tests.Scenarios;

/// <summary>What each what-if in the repository claims, and what holds for all of them.</summary>
public sealed class RealWhatIfs
{
    private static readonly string[] Numbers28 = [.. Enumerable.Range(1, 28).Select(n => n.ToString())];

    private static readonly string[] Six = ["US-28/1", "US-28/5", "US-28/16", "US-28/18", "US-28/22", "US-28/27"];

    public static TheoryData<string> Paths => [.. RealWhatIf.Paths];

    [Fact]
    public void There_are_the_ones_that_were_asked_for() => RealWhatIf.Paths.Select(Path.GetFileNameWithoutExtension).ShouldBe(
    [
        "briefing-takes-place", "eu-uses-frozen-assets", "four-packages-one-agreed", "geneva-keeps-28-points",
        "november-deadline-kept", "russia-names-points", "ukraine-accepts-six",
        "no-truce-no-opening", "plebiscite-says-yes-cleared", "plebiscite-says-yes", "truce-never-happens",
    ]);

    [Theory]
    [MemberData(nameof(Paths))]
    public void It_is_named_after_its_file_and_points_editors_to_the_schema(string path)
    {
        var whatIf = RealWhatIf.At(path);
        whatIf.WhatIf.Name.Value.ShouldBe(whatIf.Name);
        whatIf.WhatIf.Negotiation.Value.ShouldBe(whatIf.Folder);
        whatIf.Yaml.ShouldStartWith("# yaml-language-server: $schema=../../what-if.schema.json\n");
    }

    [Theory]
    [MemberData(nameof(Paths))]
    public void It_differs_from_its_base_and_not_before_its_fork(string path)
    {
        var whatIf = RealWhatIf.At(path);
        whatIf.Difference.IsEmpty.ShouldBeFalse();
        (whatIf.Difference.FirstDay is { } first && first < whatIf.WhatIf.Fork).ShouldBeFalse();
        whatIf.Replay.Fails.ShouldBeFalse();
    }

    [Theory]
    [MemberData(nameof(Paths))]
    public void It_supposes_and_says_so(string path)
    {
        var whatIf = RealWhatIf.At(path).WhatIf;
        whatIf.Why.ShouldContain("uppos");
        whatIf.Why.ShouldContain("?");
        whatIf.Edits.ShouldAllBe(e => e.Why.Length > 30);
        whatIf.Rules.ShouldAllBe(r => r.Why.StartsWith("A supposition: ", StringComparison.Ordinal));
        whatIf.Edits.SelectMany(e => new[] { e.Insert, e.With }).OfType<NegotiationEvent>()
            .ShouldAllBe(e => e.Claims.Count == 0 && e.Title != null); // nobody is made to have said it
    }

    [Theory]
    [MemberData(nameof(Paths))]
    public void Its_rules_fire(string path)
    {
        var whatIf = RealWhatIf.At(path);
        whatIf.Replay.Firings.Select(f => f.Rule).Distinct().Count().ShouldBe(whatIf.WhatIf.Rules.Count);
    }

    [Theory]
    [MemberData(nameof(Paths))]
    public void The_README_tells_of_it(string path)
    {
        var whatIf = RealWhatIf.At(path);
        whatIf.Readme.ShouldContain($"## {whatIf.Name}\n");
        whatIf.Readme.ShouldContain($"negsim whatif run {path}");
    }

    [Fact]
    public void The_briefing_moves_one_stance_and_settles_an_oddity()
    {
        var whatIf = RealWhatIf.Of("ukraine-2025", "briefing-takes-place");
        whatIf.Difference.FirstDay.ShouldBe(Day("2025-12-04"));
        whatIf.EndingDifferently.ShouldBe(["US-27 UKR"]);
        whatIf.Replay.Settled.Select(c => (c.Rule, c.Event.Value)).ShouldBe([("cancelled-never-scheduled", "brussels-cancelled")]);
        whatIf.Conflicts.ShouldBeEmpty();
        whatIf.On("2025-12-03").Meetings[new("brussels-3-december")].Status.ShouldBe(MeetingStatus.Held);
        whatIf.On("2025-12-03").Cell("US-27", "UKR").Stance.ShouldBe(Stance.Silent);
        whatIf.On("2025-12-04").Cell("US-27", "UKR").Stance.ShouldBe(Stance.Open);
        whatIf.Replay.Timeline.Find(new("ukr-open-us27-1"))!.Event.Because.Values().ShouldBe(["brussels-held"]);
    }

    [Fact]
    public void Three_named_points_are_contested_until_the_text_gives_way()
    {
        var whatIf = RealWhatIf.Of("ukraine-2025", "russia-names-points");
        whatIf.Difference.FirstDay.ShouldBe(Day("2025-12-04"));
        whatIf.EndingDifferently.ShouldBe(["US-28/21 RUS", "US-28/6 RUS", "US-28/7 RUS"], ignoreOrder: true);
        whatIf.Conflicts.ShouldBeEmpty();
        foreach (var point in new[] { "US-28/6", "US-28/7", "US-28/21" })
        {
            whatIf.BaseOn("2025-12-07").StatusOfPoint(point)!.Value.Status.ShouldBe(PointStatus.UnderDiscussion);
            whatIf.On("2025-12-04").StatusOfPoint(point)!.Value.Status.ShouldBe(PointStatus.Contested);
            whatIf.On("2025-12-07").StatusOfPoint(point)!.Value.Status.ShouldBe(PointStatus.Contested);
            whatIf.On("2025-12-08").StatusOfPoint(point)!.Value.Status.ShouldBe(PointStatus.Superseded);
        }

        // Named in full, the set is gone; the other sets stay unnamed, and the sub-points of 21 silent.
        whatIf.On("2025-12-04").Unnamed.Keys.ShouldNotContain(new SetId("rus-rejected"));
        whatIf.On("2025-12-04").Unnamed.Keys.ShouldContain(new SetId("rus-discussable"));
        whatIf.On("2025-12-04").OnPoint("US-28/21d", "RUS").ShouldBe(Cell.Silent);
    }

    [Fact]
    public void On_top_of_it_two_of_three_accept_six_points_and_none_is_agreed()
    {
        var whatIf = RealWhatIf.Of("ukraine-2025", "ukraine-accepts-six");
        whatIf.WhatIf.Of!.Value.Value.ShouldBe("russia-names-points");
        whatIf.Difference.FirstDay.ShouldBe(Day("2025-12-05"));
        whatIf.EndingDifferently.ShouldBe(Six.SelectMany(p => new[] { $"{p} UKR", $"{p} USA" }), ignoreOrder: true);
        whatIf.Conflicts.ShouldBeEmpty();
        whatIf.Replay.Firings.ShouldHaveSingleItem().Events.ShouldHaveSingleItem().Day.ShouldBe(Day("2025-12-06"));
        whatIf.Difference.Retimed.ShouldHaveSingleItem().Event.Value.ShouldBe("us28-superseded");
        foreach (var point in Six)
        {
            whatIf.On("2025-12-05").StatusOfPoint(point)!.Value.Status.ShouldBe(PointStatus.UnderDiscussion);
            whatIf.On("2025-12-06").StatusOfPoint(point)!.Value.Status.ShouldBe(PointStatus.PartlyAgreed);
            whatIf.On("2025-12-23").StatusOfPoint(point)!.Value.Status.ShouldBe(PointStatus.PartlyAgreed);
            whatIf.On("2025-12-24").StatusOfPoint(point)!.Value.Status.ShouldBe(PointStatus.Superseded);
        }

        // What its base supposes is still there.
        whatIf.On("2025-12-23").StatusOfPoint("US-28/6")!.Value.Status.ShouldBe(PointStatus.Contested);
        Ukraine.On("2025-12-23").StatusOfPoint("US-28/6")!.Value.Status.ShouldBe(PointStatus.Superseded);
    }

    [Fact]
    public void The_six_points_are_those_that_the_20_points_keep_as_they_are() =>
        Ukraine.On("2025-12-24").Points.Values.Where(p => p.Id.Version.Value == "UA-20" && p.Point.Descent == Descent.Kept)
            .SelectMany(p => p.Point.From).Select(p => p.ToString()).ShouldBe(Six, ignoreOrder: true);

    [Fact]
    public void Use_of_the_assets_reaches_the_issue_at_once_and_a_point_only_when_there_is_one()
    {
        var whatIf = RealWhatIf.Of("ukraine-2025", "eu-uses-frozen-assets");
        whatIf.Difference.FirstDay.ShouldBe(Day("2025-12-21"));
        whatIf.EndingDifferently.ShouldBe(["UA-20/9", "UA-20/9 RUS", "frozen-assets RUS"], ignoreOrder: true);
        whatIf.Conflicts.ShouldBeEmpty();
        whatIf.Replay.Firings.Select(f => (f.Rule, f.Trigger!.Value.Value)).ShouldBe([(0, "eu-uses-frozen-assets"), (1, "ua20-points")]);
        whatIf.On("2025-12-20").OnIssue("frozen-assets", "RUS").Stance.ShouldBe(Stance.Silent);
        whatIf.On("2025-12-21").OnIssue("frozen-assets", "RUS").Stance.ShouldBe(Stance.Rejects);
        whatIf.On("2025-12-21").Unnamed[new("rus-us27-on-assets")].AtMost.ShouldBe(1);
        whatIf.On("2025-12-25").StatusOfPoint("UA-20/9")!.Value.Status.ShouldBe(PointStatus.UnderDiscussion);
        whatIf.On("2025-12-26").StatusOfPoint("UA-20/9")!.Value.Status.ShouldBe(PointStatus.Contested);
        whatIf.On("2025-12-26").OnPoint("US-28/14", "RUS").ShouldBe(Cell.Silent); // its text had given way
        whatIf.Replay.Timeline.Find(new("rus-rejects-use-of-assets-1"))!.Event.Because.Values().ShouldBe(["medvedev-casus-belli", "eu-uses-frozen-assets"]);
    }

    [Fact]
    public void One_package_agreed_leaves_25_points_open_in_a_text_that_does_not_give_way()
    {
        var whatIf = RealWhatIf.Of("ukraine-2025", "four-packages-one-agreed");
        string[] economy = ["US-28/12", "US-28/13", "US-28/14"];
        whatIf.Difference.FirstDay.ShouldBe(Day("2025-12-08"));
        whatIf.Conflicts.ShouldBeEmpty();
        whatIf.EndingDifferently.Where(e => e.Contains(' ')).ShouldBe(economy.SelectMany(p => new[] { $"{p} RUS", $"{p} UKR", $"{p} USA" }), ignoreOrder: true);
        var end = whatIf.On("2026-03-04");
        end.StatusOf("US-28").ShouldBe(VersionStatus.Tabled);
        foreach (var number in Numbers28)
        {
            var point = $"US-28/{number}";
            end.StatusOfPoint(point).ShouldBe(economy.Contains(point) ? (PointStatus.Agreed, true) : (PointStatus.UnderDiscussion, false), point);
            whatIf.EndingDifferently.ShouldContain(point);
        }

        // Every point is in one of the four packages; in the record no package has a member.
        var members = end.Packages.Values.Where(p => p.Package.Id.Value.StartsWith("us-packages/", StringComparison.Ordinal)).SelectMany(p => p.Package.Points).Select(p => p.Number).ToList();
        members.ShouldBe(Numbers28, ignoreOrder: true);
        Ukraine.On("2026-03-04").Packages[new("us-packages/3")].Package.Points.ShouldBeEmpty();
    }

    [Fact]
    public void Geneva_with_28_numbers_has_points_that_nobody_takes_a_stance_on()
    {
        var whatIf = RealWhatIf.Of("ukraine-2025", "geneva-keeps-28-points");
        whatIf.WhatIf.Policy.ShouldBe(ConflictPolicy.Fail);
        whatIf.Replay.Fails.ShouldBeFalse();
        whatIf.Conflicts.ShouldBeEmpty();
        whatIf.Difference.FirstDay.ShouldBe(Day("2025-11-23"));
        whatIf.EndingDifferently.ShouldBe(Numbers28.Select(n => $"GVA-19/{n}"), ignoreOrder: true);
        string[] bracketed = ["3", "4", "7", "8", "21", "22"];
        var state = whatIf.On("2025-12-02");
        foreach (var number in Numbers28)
        {
            state.StatusOfPoint($"GVA-19/{number}")!.Value.Status.ShouldBe(bracketed.Contains(number) ? PointStatus.UnderDiscussion : PointStatus.Tabled, number);
            state.OnPoint($"GVA-19/{number}", "RUS").ShouldBe(Cell.Silent, number); // the rejection of the whole stays at the whole
        }

        state.Cell("GVA-19", "RUS").ShouldSatisfyAllConditions(c => c.Stance.ShouldBe(Stance.Rejects), c => c.Disputed.ShouldBeTrue());
    }

    [Fact]
    public void The_deadline_kept_puts_the_20_points_on_the_table_before_Moscow()
    {
        var whatIf = RealWhatIf.Of("ukraine-2025", "november-deadline-kept");
        whatIf.Difference.FirstDay.ShouldBe(Day("2025-11-26"));
        whatIf.EndingDifferently.ShouldBeEmpty();
        whatIf.Conflicts.ShouldBeEmpty();
        whatIf.Difference.Retimed.Select(r => r.Event.Value).ShouldBe(["ua20-introduced", "ua20-tabled"]);
        whatIf.On("2025-11-27").Deadlines[new("thanksgiving")].Status.ShouldBe(DeadlineStatus.Set);
        whatIf.BaseOn("2025-11-27").Deadlines[new("thanksgiving")].Status.ShouldBe(DeadlineStatus.Dropped);
        whatIf.On("2025-12-02").StatusOf("UA-20").ShouldBe(VersionStatus.Tabled);
        whatIf.BaseOn("2025-12-02").StatusOf("UA-20").ShouldBeNull();
        whatIf.On("2025-12-10").StatusOf("UA-20").ShouldBe(whatIf.BaseOn("2025-12-10").StatusOf("UA-20"));
    }

    [Fact]
    public void A_yes_with_what_followed_left_in_place_leaves_five_events_in_the_air()
    {
        var whatIf = RealWhatIf.Of("colombia-farc", "plebiscite-says-yes");
        whatIf.WhatIf.Policy.ShouldBe(ConflictPolicy.Report);
        whatIf.Difference.FirstDay.ShouldBe(Day("2016-10-02"));
        whatIf.Conflicts.ShouldBe(
        [
            "second-agreement-tabled not-introduced-yet edit 2",
            "second-agreement-concluded not-introduced-yet edit 2",
            "second-agreement-signed not-introduced-yet edit 2",
            "senate-approves not-introduced-yet edit 2",
            "house-approves not-introduced-yet edit 2",
        ]);
        whatIf.EndingDifferently.ShouldBe(
            Enumerable.Range(1, 6).SelectMany(n => new[] { $"FA-2/{n}", $"FA-2/{n} FARC", $"FA-2/{n} GOV" }), ignoreOrder: true);
        whatIf.On("2016-10-02").StatusOf("FA-1").ShouldBe(VersionStatus.Ratified);
        whatIf.On("2016-11-12").StatusOf("FA-1").ShouldBe(VersionStatus.Superseded); // by a text that was never drawn up
    }

    [Fact]
    public void A_yes_cleared_of_what_followed_ends_with_the_first_text_agreed_and_ratified()
    {
        var whatIf = RealWhatIf.Of("colombia-farc", "plebiscite-says-yes-cleared");
        whatIf.WhatIf.Policy.ShouldBe(ConflictPolicy.Drop);
        whatIf.Difference.FirstDay.ShouldBe(Day("2016-10-02"));
        whatIf.Conflicts.ShouldBeEmpty();
        whatIf.Replay.Dropped.Select(d => $"{d.Event} {d.By!.On} {d.By.How}").ShouldBe(
        [
            "second-agreement-tabled second-agreement-drawn-up version FA-2",
            "second-agreement-concluded second-agreement-drawn-up version FA-2",
            "first-agreement-superseded second-agreement-drawn-up version FA-2",
            "second-agreement-signed second-agreement-drawn-up version FA-2",
            "senate-approves second-agreement-drawn-up version FA-2",
            "house-approves second-agreement-drawn-up version FA-2",
            "talks-concluded second-agreement-signed because",
        ]);
        var end = whatIf.On("2016-11-30");
        end.StatusOf("FA-1").ShouldBe(VersionStatus.Ratified);
        end.StatusOf("FA-2").ShouldBeNull();
        end.Talks.ShouldBe(TalksStatus.Concluded);
        end.Points.Values.Select(p => (p.Id.Version.Value, end.StatusOf(p))).Distinct().ShouldBe([("FA-1", PointStatus.Agreed)]);
        whatIf.EndingDifferently.ShouldBe(
            end.Points.Keys.Select(p => p.ToString()) // agreed, not superseded
                .Concat(Enumerable.Range(1, 6).SelectMany(n => new[] { $"FA-2/{n}", $"FA-2/{n} FARC", $"FA-2/{n} GOV" }))
                .Concat(["FA-1", "FA-2", "FA-2 FARC", "FA-2 GOV"]),
            ignoreOrder: true);
        whatIf.Replay.Timeline.Events.Select(e => e.Id.Value).Last().ShouldBe("talks-concluded-with-the-vote");
    }

    [Fact]
    public void Without_the_truce_of_2014_no_point_stands_differently_and_one_event_loses_its_cause()
    {
        var whatIf = RealWhatIf.Of("colombia-farc", "truce-never-happens");
        whatIf.Difference.FirstDay.ShouldBeNull();
        whatIf.Difference.OnlyInA.Values().ShouldBe(["open-truce-declared", "open-truce-begins"]);
        whatIf.Conflicts.ShouldBeEmpty();
        whatIf.Replay.Dependents.Select(d => $"{d.Event} {d.On} {d.How}").ShouldBe(["bombing-halted open-truce-begins because"]);
    }

    [Fact]
    public void Without_what_answered_it_the_government_holds_to_its_no_for_another_year()
    {
        var whatIf = RealWhatIf.Of("colombia-farc", "no-truce-no-opening");
        whatIf.WhatIf.Of!.Value.Value.ShouldBe("truce-never-happens");
        whatIf.Difference.FirstDay.ShouldBe(Day("2015-07-05"));
        whatIf.EndingDifferently.ShouldBeEmpty();
        whatIf.Conflicts.ShouldBeEmpty();
        whatIf.Replay.Dependents.Select(d => $"{d.Event} {d.On} {d.How}").ShouldBe(["guapi-raid bombing-resumed because"]);
        whatIf.On("2016-08-24").OnIssue("truce", "GOV").Stance.ShouldBe(Stance.Rejects);
        whatIf.BaseOn("2016-08-24").OnIssue("truce", "GOV").Stance.ShouldBe(Stance.Open);
        whatIf.On("2016-08-25").OnIssue("truce", "GOV").Stance.ShouldBe(Stance.Accepts);
        whatIf.Replay.Timeline.Find(new("bombing-halted")).ShouldBeNull();
        whatIf.Replay.Timeline.Find(new("open-truce-begins")).ShouldBeNull(); // removed by its base
    }
}
