namespace NegotiationSim.Simulation.Tests.Forecasts;

public sealed class Estimates
{
    private static readonly Gen<Estimate> Any = Gen.Double[0, 100].Array[3].Select(x => x.Order().ToArray()).Select(x => new Estimate(x[0], x[1], x[2]));

    [Theory]
    [InlineData("40", 40, 40, 40)]
    [InlineData("30..40..60", 30, 40, 60)]
    [InlineData("-1.5..0..2", -1.5, 0, 2)]
    public void Are_read_as_they_are_written(string text, double low, double mode, double high)
    {
        Estimate.TryParse(text, out var estimate).ShouldBeTrue();
        estimate.ShouldBe(new Estimate(low, mode, high));
        estimate.ToString().ShouldBe(text);
    }

    [Theory]
    [InlineData("")]
    [InlineData("30..40")]
    [InlineData("40..30..60")]
    [InlineData("NaN")]
    [InlineData("1e400")]
    [InlineData("30..40..60..70")]
    [InlineData("about 40")]
    public void Are_refused_otherwise(string text) => Estimate.TryParse(text, out _).ShouldBeFalse();

    [Fact]
    public void Any_estimate_reads_back() => Any.Sample(estimate =>
    {
        Estimate.TryParse(estimate.ToString(), out var read).ShouldBeTrue();
        read.ShouldBe(estimate);
    });

    [Fact]
    public void A_number_and_its_chance_are_inverse() => Gen.Select(Any, Gen.Double[0.001, 0.999]).Where((e, _) => e.High - e.Low > 1e-3).Sample((estimate, chance) =>
    {
        var x = estimate.At(chance);
        x.ShouldBeInRange(estimate.Low, estimate.High);
        estimate.ChanceUpTo(x).ShouldBe(chance, 1e-6);
    });
}
