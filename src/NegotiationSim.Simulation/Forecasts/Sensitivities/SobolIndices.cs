namespace NegotiationSim.Simulation;

/// <summary>An estimate, and the bounds between which it lies in 95 of 100 resamplings of the same runs.</summary>
public readonly record struct Bounded(double Value, double Low, double High);

/// <summary>
/// How much of an outcome's variance is due to each of several independent inputs. The first-order index is the share that
/// goes when that input alone is known; the total index is the share that stays when all but that input are known. The
/// difference is what the input does together with others.
/// </summary>
/// <param name="First">The first-order index. Noise can bring it below 0.</param>
/// <param name="Total">The total index.</param>
/// <remarks>
/// Saltelli's design: rows A and B of independent draws, and for each input the rows of A with that input's column from B.
/// First order: Saltelli, Annoni, Azzini, Campolongo, Ratto and Tarantola, "Variance based sensitivity analysis of model
/// output. Design and estimator for the total sensitivity index", Computer Physics Communications 181 (2010), table 2 (b).
/// Total: Jansen, "Analysis of variance designs for model output", Computer Physics Communications 117 (1999); table 2 (f)
/// there. Outcomes are taken from their mean first, which lessens the noise and changes no expectation. Bounds are the
/// percentile bootstrap over rows: Archer, Saltelli and Sobol', Journal of Statistical Computation and Simulation 58 (1997).
/// </remarks>
public readonly record struct SobolIndices(Bounded First, Bounded Total)
{
    /// <summary>How often rows are drawn again for the bounds.</summary>
    public const int Resamples = 400;

    private const double Below = 0.025;

    /// <summary>Estimates the indices of every input.</summary>
    /// <param name="a">The outcomes of rows A.</param>
    /// <param name="b">The outcomes of rows B.</param>
    /// <param name="mixed">For each input, the outcomes of rows A with that input from B.</param>
    /// <param name="seed">From which the resampling follows.</param>
    /// <returns>The indices, in the order of the inputs; null when the outcome is the same in all rows.</returns>
    public static SobolIndices[]? Of(double[] a, double[] b, IReadOnlyList<double[]> mixed, ulong seed)
    {
        var once = new int[a.Length];
        Array.Fill(once, 1);
        var (first, total) = (new double[mixed.Count], new double[mixed.Count]);
        if (!Estimate(a, b, mixed, once, first, total)) return null;
        var samples = mixed.Select(_ => (First: new double[Resamples], Total: new double[Resamples])).ToArray();
        var (again, againTotal) = (new double[mixed.Count], new double[mixed.Count]);
        for (var r = 0; r < Resamples; r++)
        {
            Resample(seed, r, once);
            Estimate(a, b, mixed, once, again, againTotal);
            for (var i = 0; i < samples.Length; i++) (samples[i].First[r], samples[i].Total[r]) = (again[i], againTotal[i]);
        }

        return [.. samples.Select((s, i) => new SobolIndices(Bounds(first[i], s.First), Bounds(total[i], s.Total)))];
    }

    /// <summary>The mean of numbers, one for each row, with bounds.</summary>
    public static Bounded Mean(double[] rows, ulong seed)
    {
        var (times, means) = (new int[rows.Length], new double[Resamples]);
        for (var r = 0; r < Resamples; r++)
        {
            Resample(seed, r, times);
            for (var j = 0; j < rows.Length; j++) means[r] += times[j] * rows[j] / rows.Length;
        }

        return Bounds(rows.Average(), means);
    }

    /// <summary>Draws as many rows as there are, with replacement.</summary>
    /// <param name="seed">The seed.</param>
    /// <param name="number">Which resampling.</param>
    /// <param name="times">Receives how often each row was drawn.</param>
    private static void Resample(ulong seed, int number, int[] times)
    {
        Array.Clear(times);
        var stream = RandomStream.For(seed, number, "sensitivity/resample");
        for (var j = 0; j < times.Length; j++) times[stream.NextBelow(times.Length)]++;
    }

    /// <param name="times">How often each row counts.</param>
    private static bool Estimate(double[] a, double[] b, IReadOnlyList<double[]> mixed, int[] times, double[] first, double[] total)
    {
        var n = a.Length;
        var (mean, variance) = (0.0, 0.0);
        for (var j = 0; j < n; j++) mean += times[j] * (a[j] + b[j]);
        mean /= 2.0 * n;
        for (var j = 0; j < n; j++) variance += times[j] * (Square(a[j] - mean) + Square(b[j] - mean));
        variance /= 2.0 * n;
        Array.Clear(first);
        Array.Clear(total);
        if (!(variance > 0)) return false;
        for (var i = 0; i < mixed.Count; i++)
        {
            var ab = mixed[i];
            var (together, apart) = (0.0, 0.0);
            for (var j = 0; j < n; j++)
            {
                together += times[j] * (b[j] - mean) * (ab[j] - a[j]);
                apart += times[j] * Square(a[j] - ab[j]);
            }

            (first[i], total[i]) = (together / n / variance, apart / (2.0 * n) / variance);
        }

        return true;
    }

    private static Bounded Bounds(double value, double[] samples)
    {
        Array.Sort(samples);
        return new(value, samples[(int)(Below * samples.Length)], samples[^(1 + (int)(Below * samples.Length))]);
    }

    private static double Square(double x) => x * x;
}
