using NegotiationSim.Domain;

namespace NegotiationSim.Simulation;

/// <summary>
/// How a forecast did, by what was recorded later. Graded is whether a point is agreed at the end of a date, on every date of
/// the forecast after its first, and how long it took until it was agreed for the first time.
/// </summary>
/// <param name="Name">The forecast.</param>
/// <param name="Negotiation">The negotiation.</param>
/// <param name="Version">The version whose points are graded.</param>
/// <param name="Model">The model by which positions moved.</param>
/// <param name="From">The last day that the forecast took from the record.</param>
/// <param name="KnownBy">The last day of knowledge that counted for it.</param>
/// <param name="Until">The last day that it simulated.</param>
/// <param name="Runs">How many runs.</param>
/// <param name="AsOf">Graded by what was known by the end of this day; null: by all that is recorded.</param>
/// <param name="LastRecorded">The day of the last event: nothing is said of later days.</param>
/// <param name="SealedOn">The day on which it was sealed; null: it was not, and grading it is hindsight.</param>
/// <param name="Dates">The dates that are graded.</param>
/// <param name="DatesAfterSeal">How many of them lie after the day of the seal. Only these were foretold; the rest is hindsight.</param>
/// <param name="ConstantShare">The share that the second reference forecast gives to everything.</param>
/// <param name="InAll">All points and dates that are graded; null: there are none.</param>
/// <param name="AfterSeal">Those of them after the day of the seal; null: there are none.</param>
/// <param name="Days">Days to agreement, as the mean over the points that are graded.</param>
/// <param name="AllAgreed">Whether all points are agreed at once; null when one of them cannot be graded.</param>
/// <param name="ByDate">All points, date by date.</param>
/// <param name="Points">Point by point, in the order of the forecast.</param>
/// <param name="Calibration">How often what was given such a share came about.</param>
/// <param name="NotGraded">What cannot be graded, and why.</param>
public sealed record Grade(
    ForecastId Name,
    NegotiationId Negotiation,
    VersionId Version,
    string Model,
    DateOnly From,
    DateOnly KnownBy,
    DateOnly Until,
    int Runs,
    DateOnly? AsOf,
    DateOnly LastRecorded,
    DateOnly? SealedOn,
    ValueList<DateOnly> Dates,
    int DatesAfterSeal,
    double ConstantShare,
    ShareScores? InAll,
    ShareScores? AfterSeal,
    ScoreBeside? Days,
    JointGrade? AllAgreed,
    ValueList<DateGrade> ByDate,
    ValueList<PointGrade> Points,
    ValueList<CalibrationBin> Calibration,
    ValueList<NotGraded> NotGraded);

/// <summary>A score, and those of the reference forecasts. Smaller is better.</summary>
/// <param name="Forecast">The forecast's.</param>
/// <param name="NothingChanges">That of "what is agreed on the last recorded day stays so, and nothing else becomes so".</param>
/// <param name="Constant">That of the same share for everything.</param>
/// <param name="SkillOverNothingChanges">1 when perfect, 0 when no better than that reference, below 0 when worse; null: that reference is perfect.</param>
/// <param name="SkillOverConstant">The same beside the other.</param>
public sealed record ScoreBeside(double Forecast, double NothingChanges, double Constant, double? SkillOverNothingChanges, double? SkillOverConstant)
{
    internal static ScoreBeside Of(double forecast, double nothingChanges, double constant) =>
        new(forecast, nothingChanges, constant, Scores.Skill(forecast, nothingChanges), Scores.Skill(forecast, constant));

    internal static ScoreBeside MeanOf(IReadOnlyCollection<ScoreBeside> scores) =>
        Of(scores.Average(s => s.Forecast), scores.Average(s => s.NothingChanges), scores.Average(s => s.Constant));
}

/// <summary>The scores of shares, as means.</summary>
/// <param name="Count">Over how many shares. Those of one point on several dates hang together: they are no independent trials.</param>
/// <param name="MeanShare">The mean share that was forecast.</param>
/// <param name="CameAbout">The share of these that came about.</param>
/// <param name="Brier">The Brier score, in [0, 1].</param>
/// <param name="Log">The log score, with shares below <see cref="Scores.LogFloor"/> taken as that.</param>
public sealed record ShareScores(int Count, double MeanShare, double CameAbout, ScoreBeside Brier, ScoreBeside Log);

/// <summary>All points on a date.</summary>
/// <param name="AfterSeal">Whether the forecast had been sealed before that day.</param>
public sealed record DateGrade(DateOnly Date, bool AfterSeal, ShareScores Scores);

/// <summary>A point.</summary>
/// <param name="Point">The point.</param>
/// <param name="Title">Its title.</param>
/// <param name="Status">Its status on the last date that is graded.</param>
/// <param name="AgreedOn">When it was agreed for the first time; null: not until then.</param>
/// <param name="Scores">The scores of its shares, over the dates.</param>
/// <param name="Days">
/// The continuous ranked probability score of the days to agreement, in days: the sum, over all days to the last date that is
/// graded, of the Brier score of "agreed by then".
/// </param>
/// <param name="Shares">The share of runs in which it is agreed, by date.</param>
/// <param name="Agreed">Whether it was, by date.</param>
public sealed record PointGrade(
    PointId Point, string Title, PointStatus Status, DateOnly? AgreedOn, ShareScores Scores, ScoreBeside Days, ValueList<double> Shares, ValueList<bool> Agreed);

/// <summary>All assessed points agreed at once, for the first time.</summary>
/// <param name="AgreedOn">When they were; null: not until the last date that is graded.</param>
/// <param name="Days">The continuous ranked probability score of the days to it, in days.</param>
public sealed record JointGrade(DateOnly? AgreedOn, ScoreBeside Days);

/// <summary>Shares that are near one another.</summary>
/// <param name="From">The least share, in [0, 1].</param>
/// <param name="To">The share that they are below; the last bin has it too.</param>
/// <param name="Count">How many shares there are.</param>
/// <param name="Points">Of how many points.</param>
/// <param name="MeanShare">Their mean; null: there are none.</param>
/// <param name="CameAbout">The share of these that came about. Well calibrated, it is near the mean.</param>
public sealed record CalibrationBin(double From, double To, int Count, int Points, double? MeanShare, double? CameAbout);

/// <summary>What cannot be graded.</summary>
/// <param name="Point">The point; null: none of them can, on these dates.</param>
/// <param name="Dates">On how many dates.</param>
/// <param name="Why">Why not.</param>
public sealed record NotGraded(PointId? Point, int Dates, string Why);
