namespace NegotiationSim.Simulation.Tests.Forecasts;

public sealed class ScoresOfForecasts
{
    private const double Same = 1e-12;

    private static readonly Gen<double> Share = Gen.Double[0, 1];

    /// <summary>Runs that first come to something after days, at most one entry a day, and days after which nobody looks.</summary>
    private static readonly Gen<(RunsAfter[] After, int Runs, int Looked)> Spreads = Gen.Select(Gen.Int[0, 5].Array[1, 30], Gen.Int[0, 20], Gen.Int[1, 40]).Select(
        (counts, never, looked) => (counts.Select((count, day) => new RunsAfter(day, count)).Where(a => a.Runs > 0).ToArray(), counts.Sum() + never + 1, looked));

    [Fact]
    public void A_sure_right_forecast_scores_nothing_and_a_sure_wrong_one_the_most()
    {
        foreach (var happened in new[] { true, false })
        {
            var (right, wrong) = (happened ? 1.0 : 0.0, happened ? 0.0 : 1.0);
            Scores.Brier(right, happened).ShouldBe(0);
            Scores.Brier(wrong, happened).ShouldBe(1);
            Scores.Log(right, happened).ShouldBe(0);
            Scores.Log(wrong, happened).ShouldBe(Math.Log(100), Same);
        }

        Scores.CensoredCrps([new(17, 5)], 5, 100, 17).ShouldBe(0);
        Scores.CensoredCrps([], 5, 100, null).ShouldBe(0);
        Scores.CensoredCrps([], 5, 100, 0).ShouldBe(100);
        Scores.CensoredCrps([new(0, 5)], 5, 100, null).ShouldBe(100);
    }

    [Fact]
    public void One_half_scores_a_quarter_and_the_logarithm_of_two()
    {
        Scores.Brier(0.5, true).ShouldBe(0.25);
        Scores.Log(0.5, false).ShouldBe(Math.Log(2), Same);
    }

    /// <summary>Whoever gives the true share expects no worse than with any other.</summary>
    [Fact]
    public void The_true_share_is_expected_to_score_best() => Gen.Select(Share, Share).Sample((truth, other) =>
    {
        Expected(Scores.Brier, truth, truth).ShouldBeLessThanOrEqualTo(Expected(Scores.Brier, other, truth) + Same);
        var inside = Math.Clamp(truth, Scores.LogFloor, 1 - Scores.LogFloor); // beyond the floor the log score is not proper
        Expected(Scores.Log, inside, inside).ShouldBeLessThanOrEqualTo(Expected(Scores.Log, Math.Clamp(other, Scores.LogFloor, 1 - Scores.LogFloor), inside) + Same);
    });

    [Fact]
    public void The_true_distribution_is_expected_to_score_best() => Gen.Select(Spreads, Spreads).Sample((truth, other) =>
    {
        double Expected(RunsAfter[] given, int runs) =>
            (truth.After.Sum(a => a.Runs * Scores.CensoredCrps(given, runs, truth.Looked, a.Days))
                + ((truth.Runs - truth.After.Sum(a => a.Runs)) * Scores.CensoredCrps(given, runs, truth.Looked, null))) / truth.Runs;

        Expected(truth.After, truth.Runs).ShouldBeLessThanOrEqualTo(Expected(other.After, other.Runs) + 1e-9);
    });

    /// <summary>The definition: the integral of the Brier score of "by then" over the days.</summary>
    [Fact]
    public void The_score_of_days_is_the_sum_of_the_Brier_scores_of_each_day() => Gen.Select(Spreads, Gen.Int[-1, 45]).Sample((spread, outcome) =>
    {
        var happened = outcome < 0 ? (int?)null : outcome;
        var sum = Enumerable.Range(0, spread.Looked).Sum(day =>
            Scores.Brier(spread.After.Where(a => a.Days <= day).Sum(a => a.Runs) / (double)spread.Runs, happened <= day));
        Scores.CensoredCrps(spread.After, spread.Runs, spread.Looked, happened).ShouldBe(sum, 1e-9);
    });

    /// <summary>The kernel form of Gneiting and Raftery 2007, equation 21: E|X - y| - E|X - X'| / 2.</summary>
    [Fact]
    public void The_score_of_an_ensemble_is_its_kernel_form() => Gen.Select(Gen.Double[-50, 50].Array[1, 20], Gen.Double[-80, 80]).Sample((ensemble, outcome) =>
    {
        Array.Sort(ensemble);
        var kernel = ensemble.Average(x => Math.Abs(x - outcome)) - (ensemble.Average(x => ensemble.Average(y => Math.Abs(x - y))) / 2);
        Scores.Crps(ensemble, [.. ensemble.Select(_ => 1.0)], outcome).ShouldBe(kernel, 1e-9);
    });

    /// <summary>The closed form of the normal distribution (Gneiting and Raftery 2007, section 4.2), computed independently; a fine ensemble comes near it.</summary>
    [Theory]
    [InlineData(0, 1, 0, 0.23369497725510913)]
    [InlineData(0, 1, 1, 0.6024413576276163)]
    [InlineData(0, 1, -2, 1.4527918216859033)]
    [InlineData(50, 10, 45, 3.314035312548559)]
    [InlineData(66, 4, 61, 3.147936612252597)]
    public void A_fine_ensemble_of_a_normal_distribution_comes_to_its_closed_form(double mean, double deviation, double outcome, double expected)
    {
        Off(400).ShouldBeLessThan(1e-3 * deviation);
        Off(40_000).ShouldBeLessThan(1e-7 * deviation);

        double Off(int members)
        {
            var at = Enumerable.Range(0, members).Select(i => 10 * ((2 * (i + 0.5) / members) - 1)).ToArray();
            return Math.Abs(expected - Scores.Crps([.. at.Select(z => mean + (deviation * z))], [.. at.Select(z => Math.Exp(-z * z / 2))], outcome));
        }
    }

    [Fact]
    public void One_number_scores_its_distance() =>
        Gen.Select(Gen.Double[-50, 50], Gen.Double[-50, 50]).Sample((number, outcome) => Scores.Crps([number], [3], outcome).ShouldBe(Math.Abs(number - outcome), Same));

    [Fact]
    public void Skill_is_measured_from_the_reference()
    {
        Scores.Skill(0, 0.3).ShouldBe(1);
        Scores.Skill(0.3, 0.3).ShouldBe(0);
        Scores.Skill(0.6, 0.3).ShouldBe(-1);
        Scores.Skill(0, 0).ShouldBeNull();
    }

    private static double Expected(Func<double, bool, double> score, double given, double truth) => (truth * score(given, true)) + ((1 - truth) * score(given, false));
}
