namespace NegotiationSim.Simulation.Tests.Forecasts;

/// <summary>The estimators against functions whose indices are known.</summary>
public sealed class SobolEstimates
{
    private static readonly string[] Three = ["x1", "x2", "x3"];

    private static SobolIndices[] Indices(string[] inputs, Simulated outcome, int rows = 8_000, ulong seed = 1) => Run(inputs, outcome, rows, seed).Indices()!;

    private static SensitivityDesign Run(string[] inputs, Simulated outcome, int rows, ulong seed = 1)
    {
        var design = new SensitivityDesign(inputs, rows, seed, withIndices: true);
        for (var row = 0; row < rows; row++) design.Evaluate(row, outcome);
        return design;
    }

    /// <summary>Ishigami and Homma 1990, with a = 7 and b = 0.1.</summary>
    private static double Ishigami(int luck, ReadOnlySpan<double> chances)
    {
        Span<double> x = stackalloc double[3];
        for (var i = 0; i < 3; i++) x[i] = Math.PI * ((2 * chances[i]) - 1);
        return Math.Sin(x[0]) + (7 * Math.Pow(Math.Sin(x[1]), 2)) + (0.1 * Math.Pow(x[2], 4) * Math.Sin(x[0]));
    }

    private static readonly (double First, double Total)[] OfIshigami = Known();

    private static (double First, double Total)[] Known()
    {
        const double a = 7, b = 0.1;
        var (pi4, pi8) = (Math.Pow(Math.PI, 4), Math.Pow(Math.PI, 8));
        var (v1, v2, v13) = (0.5 * Math.Pow(1 + (b * pi4 / 5), 2), a * a / 8, b * b * pi8 * ((1 / 18.0) - (1 / 50.0)));
        var v = v1 + v2 + v13;
        return [(v1 / v, (v1 + v13) / v), (v2 / v, v2 / v), (0, v13 / v)];
    }

    [Fact]
    public void Are_those_of_the_Ishigami_function()
    {
        OfIshigami[0].First.ShouldBe(0.3139, 5e-5); // as published
        OfIshigami[0].Total.ShouldBe(0.5576, 5e-5);
        OfIshigami[1].First.ShouldBe(0.4424, 5e-5);
        OfIshigami[2].Total.ShouldBe(0.2437, 5e-5);
        var indices = Indices(Three, Ishigami);
        for (var i = 0; i < 3; i++)
        {
            indices[i].First.Value.ShouldBe(OfIshigami[i].First, 0.04);
            indices[i].Total.Value.ShouldBe(OfIshigami[i].Total, 0.03);
        }

        indices[3].ShouldBe(default); // luck
    }

    /// <summary>Sobol's g-function: the product of (|4x - 2| + a) / (1 + a).</summary>
    [Fact]
    public void Are_those_of_the_g_function()
    {
        double[] a = [0, 1, 4.5, 9, 99];
        var parts = a.Select(x => 1 / (3 * (1 + x) * (1 + x))).ToArray();
        var all = parts.Aggregate(1.0, (product, v) => product * (1 + v));
        var indices = Indices([.. a.Select((_, i) => $"x{i}")], (_, x) =>
        {
            var product = 1.0;
            for (var i = 0; i < a.Length; i++) product *= (Math.Abs((4 * x[i]) - 2) + a[i]) / (1 + a[i]);
            return product;
        });
        for (var i = 0; i < a.Length; i++)
        {
            indices[i].First.Value.ShouldBe(parts[i] / (all - 1), 0.04);
            indices[i].Total.Value.ShouldBe(parts[i] * all / (1 + parts[i]) / (all - 1), 0.03);
        }
    }

    [Fact]
    public void Lie_within_their_bounds_about_as_often_as_these_say()
    {
        var within = Enumerable.Range(1, 40).SelectMany(seed => Indices(Three, Ishigami, rows: 400, (ulong)seed).Take(3).Zip(OfIshigami, (found, known) => (found, known)))
            .SelectMany(pair => new[] { Holds(pair.found.First, pair.known.First), Holds(pair.found.Total, pair.known.Total) })
            .Average(holds => holds ? 1 : 0);
        within.ShouldBeInRange(0.90, 0.99);

        static bool Holds(Bounded found, double known) => known >= found.Low && known <= found.High;
    }

    [Fact]
    public void Give_luck_what_is_its_own()
    {
        // A uniform input of variance 1/12 and luck of the same variance: half each, and nothing together.
        var indices = Indices(["x"], (luck, x) => x[0] + RandomStream.For(9, luck, "luck").NextDouble());
        foreach (var index in indices)
        {
            index.First.Value.ShouldBe(0.5, 0.04);
            index.Total.Value.ShouldBe(0.5, 0.03);
        }
    }

    [Fact]
    public void Do_not_take_what_luck_and_an_input_do_together_for_what_either_does()
    {
        // Both signs as likely: alone, neither tells anything.
        var indices = Indices(["x"], (luck, x) => (x[0] - 0.5) * (RandomStream.For(9, luck, "luck").NextDouble() - 0.5));
        foreach (var index in indices)
        {
            index.First.Value.ShouldBe(0, 0.05);
            index.Total.Value.ShouldBe(1, 0.05);
        }
    }

    [Fact]
    public void Are_nothing_for_an_input_that_does_not_matter()
    {
        var design = Run(["x", "idle"], (_, x) => x[0], 100);
        design.Indices()![1].ShouldBe(default);
        design.Swing(1).Difference.ShouldBe(default);
    }

    [Fact]
    public void Are_none_where_the_outcome_never_differs() => Run(Three, (_, _) => 4, 50).Indices().ShouldBeNull();

    [Fact]
    public void Do_not_depend_on_the_order_of_inputs()
    {
        var there = Run(["p", "q"], (luck, x) => (x[0] * x[0]) + x[1], 200);
        var back = Run(["q", "p"], (luck, x) => (x[1] * x[1]) + x[0], 200);
        back.Indices()![0].ShouldBe(there.Indices()![1]);
        back.Indices()![1].ShouldBe(there.Indices()![0]);
        back.Swing(0).ShouldBe(there.Swing(1));
        back.Swing(1).ShouldBe(there.Swing(0));
    }

    [Fact]
    public void Swings_of_a_sum_are_its_weights_times_the_span()
    {
        var design = Run(["p", "q"], (_, x) => (3 * x[0]) - x[1], 50);
        design.Swing(0).Difference.Value.ShouldBe(3 * 0.8, 1e-12);
        design.Swing(1).Difference.Value.ShouldBe(-0.8, 1e-12);
        design.Swing(0).Difference.Low.ShouldBe(design.Swing(0).Difference.High, 1e-12);
    }
}
