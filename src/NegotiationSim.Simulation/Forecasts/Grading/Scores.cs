namespace NegotiationSim.Simulation;

/// <summary>
/// How far off a share or a distribution was, once it is known what happened. Smaller is better, 0 is best. All are proper:
/// whoever gives the share that is true expects the best score.
/// </summary>
public static class Scores
{
    /// <summary>
    /// Shares below this count as this in <see cref="Log"/>, so that one sure and wrong forecast does not weigh without end;
    /// below it the log score is no longer proper.
    /// </summary>
    public const double LogFloor = 0.01;

    /// <summary>The square of the distance from what happened, in [0, 1].</summary>
    /// <remarks>
    /// Brier, Verification of forecasts expressed in terms of probability, Monthly Weather Review 78, 1950. His own sum over
    /// both cases, that it happens and that it does not, is twice this.
    /// </remarks>
    /// <param name="share">The share given to its happening, in [0, 1].</param>
    /// <param name="happened">Whether it did.</param>
    public static double Brier(double share, bool happened) => (share - (happened ? 1 : 0)) * (share - (happened ? 1 : 0));

    /// <summary>Minus the natural logarithm of the share given to what happened, at most -ln <see cref="LogFloor"/>, 4.605.</summary>
    /// <remarks>Good, Rational decisions, Journal of the Royal Statistical Society B 14, 1952; Gneiting and Raftery 2007, section 3.</remarks>
    /// <inheritdoc cref="Brier"/>
    public static double Log(double share, bool happened) => -Math.Log(Math.Max(happened ? share : 1 - share, LogFloor)) + 0.0; // no -0

    /// <summary>
    /// The continuous ranked probability score: the integral, over all numbers x, of the Brier score of "at most x". In the
    /// unit of the numbers. For a distribution that is one number it is the distance from what happened.
    /// </summary>
    /// <remarks>
    /// Gneiting and Raftery, Strictly proper scoring rules, prediction, and estimation, Journal of the American Statistical
    /// Association 102, 2007, section 4.2; for the steps of an ensemble, Hersbach, Decomposition of the continuous ranked
    /// probability score for ensemble prediction systems, Weather and Forecasting 15, 2000, equations 20 to 27.
    /// </remarks>
    /// <param name="numbers">What was forecast, from the least up; at least one.</param>
    /// <param name="weights">The weight of each, not negative, of any sum above 0.</param>
    /// <param name="outcome">What happened.</param>
    public static double Crps(ReadOnlySpan<double> numbers, ReadOnlySpan<double> weights, double outcome)
    {
        var total = 0.0;
        foreach (var weight in weights) total += weight;
        var score = Math.Max(0, numbers[0] - outcome) + Math.Max(0, outcome - numbers[^1]);
        var sum = 0.0;
        for (var i = 1; i < numbers.Length; i++)
        {
            sum += weights[i - 1];
            var upTo = sum / total;
            var split = Math.Clamp(outcome, numbers[i - 1], numbers[i]);
            score += (upTo * upTo * (split - numbers[i - 1])) + ((1 - upTo) * (1 - upTo) * (numbers[i] - split));
        }

        return score;
    }

    /// <summary>
    /// The same of the days until something happens, when nobody looks any more after some days: of the smaller of the two. So
    /// it is the sum, over these days, of the Brier score of "by then".
    /// </summary>
    /// <param name="after">In how many runs it happens for the first time after how many days, the fewest days first; in the other runs never.</param>
    /// <param name="runs">How many runs there are, above 0.</param>
    /// <param name="days">After how many days nobody looks any more, above 0.</param>
    /// <param name="outcome">After how many days it happened; null: not as long as anybody looked.</param>
    public static double CensoredCrps(IEnumerable<RunsAfter> after, double runs, int days, int? outcome)
    {
        var numbers = new List<double>();
        var weights = new List<double>();
        var within = 0.0;
        foreach (var (day, count) in after)
        {
            if (day >= days) break;
            numbers.Add(day);
            weights.Add(count);
            within += count;
        }

        numbers.Add(days);
        weights.Add(runs - within);
        return Crps(System.Runtime.InteropServices.CollectionsMarshal.AsSpan(numbers), System.Runtime.InteropServices.CollectionsMarshal.AsSpan(weights), outcome < days ? outcome.Value : days);
    }

    /// <summary>
    /// How much of a reference's score a forecast does away with: 1 when it is perfect, 0 when it is no better, below 0 when it
    /// is worse. Null when the reference is perfect and nothing is left to do away with.
    /// </summary>
    public static double? Skill(double score, double reference) => reference > 0 ? 1 - (score / reference) : null;
}
