using NegotiationSim.Domain;

namespace NegotiationSim.Simulation;

/// <summary>Grades a forecast by a timeline.</summary>
public static class Grading
{
    /// <summary>The share that a forecast gives to everything when it knows nothing.</summary>
    public const double ConstantShare = 0.5;

    private const int Bins = 5;

    /// <summary>True when an event names a point, a part of it, or its version: it bears on what becomes of the point.</summary>
    public static bool Bears(NegotiationEvent e, PointId point) => Outcomes.Bears(e, point);

    /// <summary>The grade of a forecast.</summary>
    /// <param name="forecast">The forecast: of what was recorded, and of no what-if.</param>
    /// <param name="timeline">What was recorded, by what is known.</param>
    /// <param name="sealedOn">The day on which the forecast was sealed; null: it was not.</param>
    public static Grade Of(Forecast forecast, Timeline timeline, DateOnly? sealedOn)
    {
        var points = forecast.Points.Select(p => p.Point).ToList();
        var outcomes = Outcomes.Of(timeline, forecast.From, points);
        var later = Enumerable.Range(0, forecast.Dates.Count).Where(d => forecast.Dates[d] > forecast.From).ToList();
        var dates = later.Where(d => forecast.Dates[d] <= outcomes.Last).ToList();
        var notGraded = new List<NotGraded>();
        if (dates.Count < later.Count)
        {
            notGraded.Add(new(null, later.Count - dates.Count, $"The record ends on {outcomes.Last:yyyy-MM-dd}: what was agreed on later dates is not known."));
        }

        var graded = new List<int>();
        for (var p = 0; p < points.Count && dates.Count > 0; p++)
        {
            if (outcomes.On(p, forecast.From) is null) notGraded.Add(new(points[p], dates.Count, "By what is known now, there was no such point on the first day of the forecast."));
            else if (!outcomes.HasRecord(p)) notGraded.Add(new(points[p], dates.Count, $"After {forecast.From:yyyy-MM-dd} nothing is recorded that bears on it: whether nothing happened is not known."));
            else graded.Add(p);
        }

        var trials = (from p in graded from d in dates select new Trial(p, forecast.Dates[d], ShareOf(p, d), ShareOf(p, 0), outcomes.On(p, forecast.Dates[d]) == PointStatus.Agreed)).ToList();
        var pointGrades = graded.Select(PointOf).ToList();
        return new(
            forecast.Name,
            forecast.Negotiation,
            forecast.Version,
            forecast.Model,
            forecast.From,
            forecast.KnownBy,
            forecast.Until,
            forecast.Runs,
            timeline.KnownBy,
            outcomes.Last,
            sealedOn,
            [.. dates.Select(d => forecast.Dates[d])],
            dates.Count(d => IsAfterSeal(forecast.Dates[d])),
            ConstantShare,
            ScoresOf(trials),
            ScoresOf([.. trials.Where(t => IsAfterSeal(t.Date))]),
            pointGrades.Count == 0 ? null : ScoreBeside.MeanOf([.. pointGrades.Select(p => p.Days)]),
            graded.Count == points.Count && graded.Count > 0
                ? new(DayOf(outcomes.AllAgreedAfter), DaysOf(forecast.AllAgreedAfter, forecast.AllAgreed[0] > 0, outcomes.AllAgreedAfter))
                : null,
            [.. trials.GroupBy(t => t.Date).Select(g => new DateGrade(g.Key, IsAfterSeal(g.Key), ScoresOf([.. g])!))],
            [.. pointGrades],
            [.. CalibrationOf(trials)],
            [.. notGraded]);

        bool IsAfterSeal(DateOnly date) => sealedOn < date;

        double ShareOf(int p, int date) => forecast.Points[p].Statuses.FirstOrDefault(s => s.Status == PointStatus.Agreed)?.Shares[date] ?? 0;

        DateOnly? DayOf(int? after) => after is { } days && forecast.From.AddDays(days) <= forecast.Dates[dates[^1]] ? forecast.From.AddDays(days) : null;

        ScoreBeside DaysOf(IReadOnlyList<RunsAfter> after, bool agreedAtFirst, int? outcome)
        {
            var looked = forecast.Dates[dates[^1]].DayNumber - forecast.From.DayNumber;
            return ScoreBeside.Of(
                Scores.CensoredCrps(after, forecast.Runs, looked, outcome),
                Scores.CensoredCrps(agreedAtFirst ? [new(0, 1)] : [], 1, looked, outcome),
                Scores.CensoredCrps([new(0, 1)], 1 / ConstantShare, looked, outcome)); // the same share on every day
        }

        PointGrade PointOf(int p)
        {
            var own = trials.Where(t => t.Point == p).ToList();
            return new(
                points[p],
                forecast.Points[p].Title,
                outcomes.On(p, own[^1].Date)!.Value,
                DayOf(outcomes.AgreedAfter(p)),
                ScoresOf(own)!,
                DaysOf(forecast.Points[p].AgreedAfter, ShareOf(p, 0) > 0, outcomes.AgreedAfter(p)),
                [.. own.Select(t => t.Share)],
                [.. own.Select(t => t.Agreed)]);
        }
    }

    private static ShareScores? ScoresOf(List<Trial> trials) => trials.Count == 0 ? null : new(
        trials.Count,
        trials.Average(t => t.Share),
        trials.Average(t => t.Agreed ? 1.0 : 0.0),
        Beside(trials, Scores.Brier),
        Beside(trials, Scores.Log));

    private static ScoreBeside Beside(List<Trial> trials, Func<double, bool, double> score) => ScoreBeside.Of(
        trials.Average(t => score(t.Share, t.Agreed)), trials.Average(t => score(t.AtFirst, t.Agreed)), trials.Average(t => score(ConstantShare, t.Agreed)));

    /// <remarks>Murphy and Winkler, Reliability of subjective probability forecasts of precipitation and temperature, Applied Statistics 26, 1977.</remarks>
    private static IEnumerable<CalibrationBin> CalibrationOf(List<Trial> trials)
    {
        for (var bin = 0; bin < Bins; bin++)
        {
            var within = trials.Where(t => Math.Min(Bins - 1, (int)(t.Share * Bins)) == bin).ToList();
            yield return new(
                (double)bin / Bins,
                (bin + 1.0) / Bins,
                within.Count,
                within.Select(t => t.Point).Distinct().Count(),
                within.Count == 0 ? null : within.Average(t => t.Share),
                within.Count == 0 ? null : within.Average(t => t.Agreed ? 1.0 : 0.0));
        }
    }

    /// <summary>A point on a date: the share of runs in which it is agreed then, that on the forecast's first day, and whether it was.</summary>
    private readonly record struct Trial(int Point, DateOnly Date, double Share, double AtFirst, bool Agreed);
}
