namespace NegotiationSim.Simulation.Tests;

/// <summary>Every model agrees with its reference figures, and every file of figures is compared with something.</summary>
public sealed class ReferenceChecks(ITestOutputHelper output)
{
    public static TheoryData<string, int, string> Checks =>
        [.. Models.All.SelectMany(m => m.Checks.Select((check, at) => new TheoryDataRow<string, int, string>(m.Name, at, string.Join(" ", check.Files))))];

    [Theory]
    [MemberData(nameof(Checks))]
    public void A_model_agrees_with_its_figures(string model, int check, string files)
    {
        var entry = Models.Find(model)!;
        var done = ModelChecks.Of(entry, entry.Checks[check], ReferenceFigures.TextOf);
        output.WriteLine($"{model}, {files}: {done.Comparison.Count} figures, off by {done.Comparison.LargestDeviation:R}, {done.Comparison.LargestShare:P3} of what is tolerated");
        done.Missing.ShouldBeEmpty();
        done.Comparison.Shows.ShouldBeEmpty();
        done.Agrees.ShouldBeTrue();
    }
}
