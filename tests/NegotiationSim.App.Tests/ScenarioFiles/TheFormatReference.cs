using System.Text;
using System.Text.RegularExpressions;
using NegotiationSim.App.ScenarioFiles;

namespace NegotiationSim.App.Tests.ScenarioFiles;

public sealed partial class TheFormatReference
{
    private const string Readme = "scenarios/README.md";

    [Fact]
    public void Is_current() =>
        Committed.EqualBetween(Readme, "<!-- reference: generated, see TheFormatReference -->\n\n", "\n<!-- end of reference -->", FormatReference.Create());

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
