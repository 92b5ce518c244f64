using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using NegotiationSim.App.ScenarioFiles;
using NegotiationSim.App.Tests.ScenarioFiles;
using NegotiationSim.Domain;
using NegotiationSim.Simulation;

namespace NegotiationSim.App.Tests.Scenarios;

/// <summary>The assessments of the repository: what each claims, and what holds for all of them.</summary>
public sealed class RealForecasts
{
    public static TheoryData<string> Paths => [.. All];

    private static IEnumerable<string> All =>
        from folder in new[] { "ukraine-2025", "colombia-farc" }
        from file in Committed.Files($"scenarios/{folder}/forecast", "*.yaml").Order(StringComparer.Ordinal)
        select $"scenarios/{folder}/forecast/{Path.GetFileName(file)}";

    [Fact]
    public void There_are_the_ones_that_were_asked_for() =>
        All.Select(Path.GetFileNameWithoutExtension).ShouldBe(["christmas-plan", "which-points-russia-rejects", "agenda-of-2012"]);

    [Theory]
    [MemberData(nameof(Paths))]
    public void It_is_named_after_its_file_and_points_editors_to_the_schema(string path)
    {
        var assessment = Read(path);
        assessment.Name.Value.ShouldBe(Path.GetFileNameWithoutExtension(path));
        assessment.Negotiation.Value.ShouldBe(path.Split('/')[1]);
        Committed.Text(path).ShouldStartWith("# yaml-language-server: $schema=../../assessment.schema.json\n");
    }

    [Theory]
    [MemberData(nameof(Paths))]
    public void It_fits_the_record_and_says_whose_judgement_it_is(string path)
    {
        var assessment = Read(path);
        assessment.Author.ShouldContain("no party to the talks");
        assessment.Why.ShouldContain("?");
        assessment.Why.ShouldContain("xample");
        assessment.From.ShouldNotBeNull();
        PlanOf(path).KnownOnly().ShouldBeTrue();
    }

    [Theory]
    [MemberData(nameof(Paths))]
    public void The_schema_accepts_it(string path) =>
        new JsonSchemaCheck(JsonNode.Parse(ScenarioSchema.CreateForAssessments())!.AsObject()).Violation(JsonSerializer.SerializeToNode(Read(path), DomainJson.Options)).ShouldBeNull();

    [Theory]
    [MemberData(nameof(Paths))]
    public void The_README_tells_of_it(string path)
    {
        var readme = Committed.Text($"{Path.GetDirectoryName(path)}/README.md");
        readme.ShouldContain($"## {Path.GetFileNameWithoutExtension(path)}\n");
        readme.ShouldContain($"negsim forecast run {path}");
    }

    [Fact]
    public void Only_the_rejection_is_drawn_of_what_Russia_left_unnamed()
    {
        var plan = PlanOf("scenarios/ukraine-2025/forecast/which-points-russia-rejects.yaml");
        plan.State.Unnamed.Values.Where(s => s.Party.Value == "RUS" && s.Version.Value == "US-28").Select(s => (s.Id.Value, s.Stance)).ShouldBe(
            [("rus-acceptable-november", Stance.AcceptsConditionally), ("rus-rejected", Stance.Rejects), ("rus-discussable", Stance.Open), ("rus-not-named", Stance.Undisclosed)], ignoreOrder: true);
        ForecastOf(plan).Assumptions.Count(a => a.Contains("each run draws which")).ShouldBe(1);
    }

    /// <summary>Graded by all that is recorded, and not tuned to it: what is asserted is what came, not how well it was met.</summary>
    [Fact]
    public void The_agenda_of_2012_is_graded_by_what_came()
    {
        var grade = Grading.Of(ForecastOf(PlanOf("scenarios/colombia-farc/forecast/agenda-of-2012.yaml")), RealScenario.Colombia.Whole, sealedOn: null);

        grade.Points.Select(p => (p.Point.Value, p.AgreedOn?.ToString("yyyy-MM-dd"))).ShouldBe(
            [("FA-1/1", "2013-05-26"), ("FA-1/2", "2013-11-06"), ("FA-1/3", null), ("FA-1/4", "2014-05-16"), ("FA-1/5", null), ("FA-1/6", null)]);
        grade.NotGraded.ShouldBeEmpty();
        grade.DatesAfterSeal.ShouldBe(0);
        grade.InAll!.Count.ShouldBe(6 * grade.Dates.Count);
        grade.Points.ShouldAllBe(p => p.Agreed.SequenceEqual(grade.Dates.Select(d => p.AgreedOn <= d)));
    }

    [Fact]
    public void A_text_that_gives_way_two_weeks_later_is_not_agreed()
    {
        var grade = Grading.Of(ForecastOf(PlanOf("scenarios/ukraine-2025/forecast/which-points-russia-rejects.yaml")), RealScenario.Ukraine.Whole, sealedOn: null);

        grade.Points.ShouldAllBe(p => p.Status == PointStatus.Superseded && p.AgreedOn == null);
        grade.LastRecorded.ShouldBe(RealScenario.Day("2026-03-04"));
        grade.NotGraded.ShouldHaveSingleItem().Dates.ShouldBeGreaterThan(0);
    }

    private static Assessment Read(string path) => ScenarioReader.ReadDocument<Assessment>(path, Encoding.UTF8.GetBytes(Committed.Text(path)))
        .ShouldBeOfType<ReadResult<Document<Assessment>>.Read>().Content.Content;

    private static ForecastPlan PlanOf(string path)
    {
        var (plan, faults) = ForecastPlan.Of(Read(path), knownBy => Timeline.Of(RealScenario.Of(path.Split('/')[1]).Ledger, knownBy));
        faults.ShouldBeEmpty(path);
        return plan!;
    }

    private static Forecast ForecastOf(ForecastPlan plan) => Forecast.Of(plan, plan.Assessment.Seed, Tally.Of(plan, plan.Assessment.Seed, 0, 100, TestContext.Current.CancellationToken));
}

internal static class PlanChecks
{
    /// <summary>True when nothing later than the first day of the forecast is used, nor what became known later.</summary>
    public static bool KnownOnly(this ForecastPlan plan) => plan.Base.Events.All(e => e.Event.Occurred.First <= plan.From && e.Known <= plan.From);
}
