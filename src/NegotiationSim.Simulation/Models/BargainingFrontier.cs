namespace NegotiationSim.Simulation;

/// <summary>
/// The fair points of two players on a frontier that is a function: the most that the second can have for what the first
/// has. For closed forms; for outcomes that can be listed there is <see cref="FairOutcomes"/>.
/// </summary>
/// <remarks>Nash 1950; Kalai and Smorodinsky 1975; Kalai 1977. Roots by bisection to the last bit of the number.</remarks>
/// <param name="Height">The second's utility for the first's, concave and falling on [Least, Most].</param>
/// <param name="Slope">Its derivative.</param>
/// <param name="Least">The first's least utility.</param>
/// <param name="Most">The first's greatest.</param>
/// <param name="Disagreement1">What no agreement is worth to the first, in [Least, Most).</param>
/// <param name="Disagreement2">To the second, below the greatest height.</param>
public sealed record BargainingFrontier(
    Func<double, double> Height, Func<double, double> Slope, double Least, double Most, double Disagreement1 = 0, double Disagreement2 = 0)
{
    /// <summary>Largest product of gains: where (u1 - d1) (-slope) = u2 - d2.</summary>
    public (double First, double Second) Nash => At(u => Height(u) - Disagreement2 + ((u - Disagreement1) * Slope(u)));

    /// <summary>Equal gains.</summary>
    public (double First, double Second) Egalitarian => At(u => Height(u) - Disagreement2 - (u - Disagreement1));

    /// <summary>Gains in the proportion of the greatest that each could have.</summary>
    public (double First, double Second) KalaiSmorodinsky
    {
        get
        {
            var start = Math.Max(Least, Disagreement1);
            var ideal1 = Falling(u => Height(u) - Disagreement2, start, Most) - Disagreement1;
            var ideal2 = Height(start) - Disagreement2;
            return At(u => ((Height(u) - Disagreement2) * ideal1) - ((u - Disagreement1) * ideal2));
        }
    }

    /// <summary>Largest sum of utilities.</summary>
    public (double First, double Second) Utilitarian => At(u => 1 + Slope(u));

    /// <summary>Where a falling function crosses 0, or the end that it does not reach it at.</summary>
    private (double First, double Second) At(Func<double, double> falling)
    {
        var u = Falling(falling, Math.Max(Least, Disagreement1), Most);
        return (u, Height(u));
    }

    private static double Falling(Func<double, double> falling, double low, double high)
    {
        if (falling(high) >= 0) return high;
        if (falling(low) <= 0) return low;
        for (var middle = low + ((high - low) / 2); middle > low && middle < high; middle = low + ((high - low) / 2))
        {
            if (falling(middle) >= 0) low = middle;
            else high = middle;
        }

        return low;
    }
}

/// <summary>Closed forms of the Nash bargain between two players who divide a surplus.</summary>
public static class NashBargain
{
    /// <summary>Both linear: each has what no agreement is worth to it, and its weight's share of the rest.</summary>
    /// <param name="surplus">What is divided, at least the sum of disagreements.</param>
    /// <param name="disagreement1">What no agreement is worth to the first.</param>
    /// <param name="disagreement2">To the second.</param>
    /// <param name="weight1">The first's bargaining weight, in [0, 1]; the second has the rest.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is nothing to gain, or the weight is outside.</exception>
    public static (double First, double Second) Split(double surplus, double disagreement1, double disagreement2, double weight1 = 0.5)
    {
        var gain = surplus - disagreement1 - disagreement2;
        if (!(gain >= 0 && double.IsFinite(gain))) throw new ArgumentOutOfRangeException(nameof(surplus), "At least the sum of disagreements.");
        if (!(weight1 >= 0 && weight1 <= 1)) throw new ArgumentOutOfRangeException(nameof(weight1), "In [0, 1].");
        return (disagreement1 + (weight1 * gain), disagreement2 + ((1 - weight1) * gain));
    }

    /// <summary>The first's share of 1 when utilities are powers x^γ of what each has: γ1 / (γ1 + γ2).</summary>
    /// <param name="exponent1">The first's γ, above 0; below 1 it shuns risk.</param>
    /// <param name="exponent2">The second's.</param>
    /// <exception cref="ArgumentOutOfRangeException">An exponent is not above 0.</exception>
    public static double ShareOfPowers(double exponent1, double exponent2)
    {
        if (!(exponent1 > 0 && double.IsFinite(exponent1))) throw new ArgumentOutOfRangeException(nameof(exponent1), "Above 0.");
        if (!(exponent2 > 0 && double.IsFinite(exponent2))) throw new ArgumentOutOfRangeException(nameof(exponent2), "Above 0.");
        return exponent1 / (exponent1 + exponent2);
    }
}
