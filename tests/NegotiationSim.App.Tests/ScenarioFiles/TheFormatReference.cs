using System.Text;
using System.Text.RegularExpressions;
using NegotiationSim.App.ScenarioFiles;
using NegotiationSim.Domain;
using NegotiationSim.Simulation;

namespace NegotiationSim.App.Tests.ScenarioFiles;

public sealed partial class TheFormatReference
{
    private const string Readme = "scenarios/README.md";

    [Fact]
    public void Is_current() =>
        Committed.EqualBetween(Readme, "<!-- reference: generated, see TheFormatReference -->\n\n", "\n<!-- end of reference -->", FormatReference.Create());

    [Fact]
    public void Of_assessments_is_current() =>
        Committed.EqualBetween(Readme, "<!-- reference of assessments: generated, see TheFormatReference -->\n\n", "\n<!-- end of reference of assessments -->", FormatReference.CreateForAssessments());

    [Fact]
    public void Shows_an_assessment_that_fits_the_negotiation_shown()
    {
        var examples = Yaml().Matches(Committed.Text(Readme)).Select(m => m.Groups[1].Value).ToList();
        var scenario = ScenarioReader.Read(Readme, Encoding.UTF8.GetBytes(examples.Single(e => e.Contains("\nnegotiation: harbour-2026\n\nevents:", StringComparison.Ordinal))))
            .ShouldBeOfType<ReadResult<ScenarioFile>.Read>().Content;
        var assessment = ScenarioReader.ReadDocument<Assessment>(Readme, Encoding.UTF8.GetBytes(examples.Single(e => e.Contains("daysPerRound:", StringComparison.Ordinal))))
            .ShouldBeOfType<ReadResult<Document<Assessment>>.Read>().Content.Content;
        var ledger = Ledger.Of(scenario.Negotiation!.Value, scenario.Events);

        var (plan, faults) = ForecastPlan.Of(assessment, knownBy => Timeline.Of(ledger, knownBy));

        faults.ShouldBeEmpty();
        ForecastNames.Timeline(plan!.Assessment.Name, 0).Value.ShouldBe("before-easter/run-0");
        Forecast.Of(plan, assessment.Seed, Tally.Of(plan, assessment.Seed, 0, 50, TestContext.Current.CancellationToken)).Assumptions.ShouldContain(a => a.Contains("each run draws which", StringComparison.Ordinal));
    }

    [Fact]
    public void Shows_examples_that_are_read()
    {
        var examples = Yaml().Matches(Committed.Text(Readme)).Select(m => m.Groups[1].Value).Where(e => e.Contains("events:", StringComparison.Ordinal)).ToList();

        examples.ShouldNotBeEmpty();
        foreach (var example in examples)
        {
            var result = ScenarioReader.Read(Readme, Encoding.UTF8.GetBytes(example));
            result.ShouldBeOfType<ReadResult<ScenarioFile>.Read>(result.ToString());
        }
    }

    [GeneratedRegex("```yaml\n(.*?)```", RegexOptions.Singleline)]
    private static partial Regex Yaml();
}
