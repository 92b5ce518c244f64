using NegotiationSim.Domain;

namespace NegotiationSim.Simulation;

/// <summary>Which number of a run is looked at.</summary>
public enum MeasureKind
{
    /// <summary>The share of the assessed points that are agreed at the end of the last day, in [0, 1].</summary>
    Agreed,

    /// <summary>The days until a point is agreed for the first time; where it never is, all days that are simulated.</summary>
    Days,

    /// <summary>The mean of the parties' last positions on a point, weighed by the likeliest capability times salience, in [0, 100].</summary>
    Mean,
}

/// <summary>What of a run is measured.</summary>
/// <param name="Kind">Which number.</param>
/// <param name="Point">Of which point, by its place; -1: of all.</param>
/// <param name="Written">How it is asked for: <c>agreed</c>, <c>days:UA-20/14</c>.</param>
public sealed record Measure(MeasureKind Kind, int Point, string Written)
{
    /// <summary>How measures are written.</summary>
    public const string Forms = "agreed, days:POINT or mean:POINT";

    private const string AgreedWord = "agreed";

    /// <summary>The share of points agreed.</summary>
    public static Measure Agreed { get; } = new(MeasureKind.Agreed, -1, AgreedWord);

    /// <summary>Reads a measure of a plan's runs; null when it is none.</summary>
    public static Measure? Parse(string text, ForecastPlan plan)
    {
        if (text == AgreedWord) return Agreed;
        MeasureKind? kind = text.Split(':')[0] switch
        {
            "days" => MeasureKind.Days,
            "mean" => MeasureKind.Mean,
            _ => null,
        };
        for (var d = 0; kind is { } k && d < plan.Points.Count; d++)
        {
            if (text[(text.IndexOf(':') + 1)..] == plan.Points[d].Point.Value) return new(k, d, text);
        }

        return null;
    }

    /// <summary>What it is, in words.</summary>
    public string Words(ForecastPlan plan) => Kind switch
    {
        MeasureKind.Agreed => $"share of the {Counted.Of(plan.Points.Count, "point")} agreed on {plan.Until:yyyy-MM-dd}",
        MeasureKind.Days => $"days until {plan.Points[Point].Point} is agreed ({plan.Until.DayNumber - plan.From.DayNumber} where it never is)",
        _ => $"mean of the last positions on {plan.Points[Point].Point}, 0 to 100, weighed by capability and salience",
    };
}

/// <summary>Simulates runs with given inputs and measures each. One instance serves one thread.</summary>
public sealed class MeasuredRuns : IRunObserver
{
    private readonly ForecastPlan _plan;
    private readonly Measure _measure;
    private readonly Simulator _simulator;
    private readonly int[] _uncertain;
    private readonly double[] _chances;
    private readonly double[] _positions;
    private readonly int _days;
    private State _state;
    private DateOnly _day;
    private int _agreedAfter;

    /// <param name="plan">What runs start from.</param>
    /// <param name="seed">From which follows what is drawn beside the inputs.</param>
    /// <param name="measure">What is measured.</param>
    /// <param name="uncertain">The places of the inputs that are given; the others are certain.</param>
    public MeasuredRuns(ForecastPlan plan, ulong seed, Measure measure, int[] uncertain)
    {
        (_plan, _measure, _uncertain, _state) = (plan, measure, uncertain, plan.State);
        _simulator = new(plan, seed);
        _chances = new double[plan.Inputs.Count];
        _positions = new double[plan.Parties.Count];
        _days = plan.Until.DayNumber - plan.From.DayNumber;
        Array.Fill(_chances, 0.5);
    }

    /// <summary>The outcome of a run.</summary>
    public double Of(int luck, ReadOnlySpan<double> chances)
    {
        for (var i = 0; i < _uncertain.Length; i++) _chances[_uncertain[i]] = chances[i];
        _simulator.Run(luck, _chances, this);
        if (_measure.Kind == MeasureKind.Days) Look();
        return _measure.Kind switch
        {
            MeasureKind.Agreed => _plan.Points.Count(p => _state.StatusOf(_state.Points[p.Point]) == PointStatus.Agreed) / (double)_plan.Points.Count,
            MeasureKind.Days => _agreedAfter,
            _ => Mean(),
        };
    }

    void IRunObserver.Begins(ReadOnlySpan<double> positions)
    {
        (_day, _agreedAfter) = (_plan.From, _days);
        if (_measure.Kind != MeasureKind.Mean) _state = _plan.State.Copy();
        Keep(positions);
    }

    void IRunObserver.Happens(NegotiationEvent e)
    {
        if (_measure.Kind == MeasureKind.Mean) return;
        if (_measure.Kind == MeasureKind.Days && e.Occurred.Counts != _day) Look();
        _day = e.Occurred.Counts;
        new Step(TimelineEvent.Supposed(e), IsPossible: false).ApplyTo(_state);
    }

    void IRunObserver.Moved(DateOnly day, ReadOnlySpan<double> positions) => Keep(positions);

    /// <summary>Whether the point is agreed at the end of the day of the last event.</summary>
    private void Look()
    {
        var after = _day.DayNumber - _plan.From.DayNumber;
        if (after < _agreedAfter && _state.StatusOf(_state.Points[_plan.Points[_measure.Point].Point]) == PointStatus.Agreed) _agreedAfter = after;
    }

    private void Keep(ReadOnlySpan<double> positions)
    {
        if (_measure.Kind != MeasureKind.Mean) return;
        for (var i = 0; i < _positions.Length; i++) _positions[i] = positions[_plan.CellAt(i, _measure.Point)];
    }

    private double Mean()
    {
        var (sum, weights) = (0.0, 0.0);
        for (var i = 0; i < _positions.Length; i++)
        {
            var weight = _plan.Parties[i].Capability.Mode * _plan.Saliences[_plan.CellAt(i, _measure.Point)].Mode;
            sum += weight * _positions[i];
            weights += weight;
        }

        return sum / weights;
    }
}
