namespace NegotiationSim.Simulation;

/// <summary>An outcome of one simulation.</summary>
/// <param name="luck">What decides all that is drawn beside the inputs.</param>
/// <param name="chances">The chance of each input, in [0, 1].</param>
public delegate double Simulated(int luck, ReadOnlySpan<double> chances);

/// <summary>
/// Which simulations tell how an outcome depends on its inputs, and what they came to. In each row the inputs are drawn; then
/// each in turn is put at its low and its high, with the others and all luck as they were (common random numbers), so that
/// what changes is due to it. For the indices a second draw stands beside the first, and each input in turn is taken from it.
/// Luck, which is all that is drawn beside the inputs, counts as one input more.
/// </summary>
/// <remarks>
/// What an input draws depends on its name, the seed and the row alone, so that neither the order of inputs nor the number of
/// rows nor the threads that evaluate them change it.
/// </remarks>
public sealed class SensitivityDesign
{
    /// <summary>The chance below which an input is at its low: the tenth percentile.</summary>
    public const double LowChance = 0.1;

    /// <summary>The chance below which it is at its high: the ninetieth.</summary>
    public const double HighChance = 0.9;

    /// <summary>Rows that a design has at least; fewer give no bounds worth having.</summary>
    public const int LeastRows = 20;

    /// <summary>More inputs get no indices: each costs a simulation a row, and most would be lost in the noise.</summary>
    public const int MostIndexed = 100;

    /// <summary>More simulations would not fit in memory, or in patience.</summary>
    public const int MostSimulations = 10_000_000;

    private readonly string[] _purposes;
    private readonly ulong _seed;
    private readonly double[] _a;
    private readonly double[] _b;
    private readonly double[][] _low;
    private readonly double[][] _high;
    private readonly double[][] _mixed;

    /// <param name="inputs">The names of the inputs, each once.</param>
    /// <param name="rows">How many rows.</param>
    /// <param name="seed">From which everything follows.</param>
    /// <param name="withIndices">False: only each input's low and high.</param>
    public SensitivityDesign(IReadOnlyList<string> inputs, int rows, ulong seed, bool withIndices)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(rows, LeastRows);
        _purposes = [.. inputs.Select(i => $"sensitivity/{i}")];
        (_seed, Rows) = (seed, rows);
        HasIndices = withIndices && inputs.Count <= MostIndexed;
        (_a, _b) = (new double[rows], new double[HasIndices ? rows : 0]);
        (_low, _high) = ([.. inputs.Select(_ => new double[rows])], [.. inputs.Select(_ => new double[rows])]);
        _mixed = HasIndices ? [.. inputs.Append("luck").Select(_ => new double[rows])] : [];
    }

    public int Rows { get; }

    /// <summary>False when there are too many inputs for indices, or none are asked for.</summary>
    public bool HasIndices { get; }

    /// <summary>How many simulations a row takes.</summary>
    public static int SimulationsARow(int inputs, bool withIndices) => 1 + (2 * inputs) + (withIndices && inputs <= MostIndexed ? inputs + 2 : 0);

    /// <summary>Simulates a row. Different rows may be on different threads.</summary>
    public void Evaluate(int row, Simulated outcome)
    {
        var inputs = _purposes.Length;
        Span<double> a = new double[inputs];
        Span<double> b = new double[inputs];
        for (var i = 0; i < inputs; i++)
        {
            var stream = RandomStream.For(_seed, row, _purposes[i]);
            (a[i], b[i]) = (stream.NextDouble(), stream.NextDouble());
        }

        var (luck, otherLuck) = (2 * row, (2 * row) + 1);
        _a[row] = outcome(luck, a);
        if (HasIndices)
        {
            _b[row] = outcome(otherLuck, b);
            _mixed[inputs][row] = outcome(otherLuck, a);
        }

        for (var i = 0; i < inputs; i++)
        {
            var drawn = a[i];
            a[i] = LowChance;
            _low[i][row] = outcome(luck, a);
            a[i] = HighChance;
            _high[i][row] = outcome(luck, a);
            if (HasIndices)
            {
                a[i] = b[i];
                _mixed[i][row] = outcome(luck, a);
            }

            a[i] = drawn;
        }
    }

    /// <summary>The mean outcome with everything drawn, and its standard deviation.</summary>
    public (double Mean, double Deviation) Outcome()
    {
        var mean = _a.Average();
        return (mean, Math.Sqrt(_a.Sum(y => (y - mean) * (y - mean)) / _a.Length));
    }

    /// <summary>The mean outcome with an input at its low and at its high, and the difference of the two.</summary>
    public (double Low, double High, Bounded Difference) Swing(int input) =>
        (_low[input].Average(), _high[input].Average(), SobolIndices.Mean([.. _high[input].Zip(_low[input], (h, l) => h - l)], _seed));

    /// <summary>The indices of the inputs and, last, of luck; null without indices, or when the outcome never differs.</summary>
    public SobolIndices[]? Indices() => HasIndices ? SobolIndices.Of(_a, _b, _mixed, _seed) : null;
}
