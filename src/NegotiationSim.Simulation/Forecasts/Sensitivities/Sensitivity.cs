using NegotiationSim.Domain;

namespace NegotiationSim.Simulation;

/// <summary>
/// Which judged numbers of a forecast an outcome depends on most. It tells about the model and the judgements that went into
/// it: a number that matters here is one to judge more carefully, and not shown to matter in the talks.
/// </summary>
/// <param name="Forecast">The forecast.</param>
/// <param name="Negotiation">The negotiation.</param>
/// <param name="Version">The version whose points are assessed.</param>
/// <param name="Model">The model by which positions move.</param>
/// <param name="Author">Whose judgement the numbers are.</param>
/// <param name="From">The last day taken from the record.</param>
/// <param name="Until">The last day simulated.</param>
/// <param name="Seed">From which all that was drawn follows.</param>
/// <param name="Of">What is measured, as it is asked for.</param>
/// <param name="Measured">What is measured, in words.</param>
/// <param name="Kind">What is measured.</param>
/// <param name="Rows">In how many runs each input was varied.</param>
/// <param name="Runs">How many runs were simulated in all.</param>
/// <param name="Mean">The mean outcome, with everything drawn.</param>
/// <param name="Deviation">Its standard deviation from run to run.</param>
/// <param name="WithoutIndices">Why there are no indices; null: there are.</param>
/// <param name="Luck">The indices of all that is drawn beside the inputs: what is cancelled, when shocks come, what the model draws.</param>
/// <param name="Inputs">The inputs that are not certain, those that matter most first.</param>
public sealed record Sensitivity(
    ForecastId Forecast,
    NegotiationId Negotiation,
    VersionId Version,
    string Model,
    string Author,
    DateOnly From,
    DateOnly Until,
    ulong Seed,
    string Of,
    string Measured,
    MeasureKind Kind,
    int Rows,
    int Runs,
    double Mean,
    double Deviation,
    string? WithoutIndices,
    SobolIndices? Luck,
    ValueList<InputEffect> Inputs);

/// <summary>What an outcome owes to an input.</summary>
/// <param name="Input">The input, in words.</param>
/// <param name="Judged">The judgement.</param>
/// <param name="Low">Its low: below it lies a tenth of what fits the record.</param>
/// <param name="High">Its high: above it lies a tenth.</param>
/// <param name="AtLow">The mean outcome with the input at its low, the others as drawn.</param>
/// <param name="AtHigh">The same at its high.</param>
/// <param name="Difference">The second less the first.</param>
/// <param name="Indices">Its share of the outcome's variance; null without indices.</param>
public sealed record InputEffect(string Input, Estimate Judged, double Low, double High, double AtLow, double AtHigh, Bounded Difference, SobolIndices? Indices);

/// <summary>Simulates what a sensitivity needs: one or more threads evaluate rows, then <see cref="Result"/> sums up.</summary>
public sealed class SensitivityRuns
{
    private readonly ForecastPlan _plan;
    private readonly ulong _seed;
    private readonly Measure _measure;
    private readonly bool _withIndices;
    private readonly int[] _uncertain;
    private readonly SensitivityDesign _design;

    /// <param name="plan">The forecast's plan.</param>
    /// <param name="seed">Its seed.</param>
    /// <param name="measure">What is measured.</param>
    /// <param name="rows">In how many runs each input is varied, at most <see cref="MostRows"/>.</param>
    /// <param name="withIndices">False: only each input's low and high.</param>
    public SensitivityRuns(ForecastPlan plan, ulong seed, Measure measure, int rows, bool withIndices = true)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(rows, MostRows(plan, withIndices));
        (_plan, _seed, _measure, _withIndices) = (plan, seed, measure, withIndices);
        _uncertain = Uncertain(plan);
        _design = new([.. _uncertain.Select(NameOf)], rows, seed, withIndices);
    }

    public int Rows => _design.Rows;

    /// <summary>The most rows that a plan allows.</summary>
    public static int MostRows(ForecastPlan plan, bool withIndices = true) => SensitivityDesign.MostSimulations / SensitivityDesign.SimulationsARow(Uncertain(plan).Length, withIndices);

    /// <summary>Evaluates rows; different rows may be on different threads.</summary>
    public void Evaluate(int first, int count, CancellationToken cancellation)
    {
        var runs = new MeasuredRuns(_plan, _seed, _measure, _uncertain);
        for (var row = first; row < first + count; row++)
        {
            cancellation.ThrowIfCancellationRequested();
            _design.Evaluate(row, runs.Of);
        }
    }

    /// <summary>What all rows came to.</summary>
    public Sensitivity Result()
    {
        var a = _plan.Assessment;
        var (mean, deviation) = _design.Outcome();
        var indices = _design.Indices();
        var effects = _uncertain.Select((at, i) =>
        {
            var input = _plan.Inputs[at];
            var (low, high, difference) = _design.Swing(i);
            return new InputEffect(input.Name, input.Estimate, NumberAt(input, SensitivityDesign.LowChance), NumberAt(input, SensitivityDesign.HighChance), low, high, difference, indices?[i]);
        });
        return new(
            a.Name,
            a.Negotiation,
            a.Version,
            _plan.Model.Name,
            a.Author,
            _plan.From,
            _plan.Until,
            _seed,
            _measure.Written,
            _measure.Words(_plan),
            _measure.Kind,
            Rows,
            Rows * SensitivityDesign.SimulationsARow(_uncertain.Length, _design.HasIndices),
            mean,
            deviation,
            indices is not null || !_withIndices ? null
            : _design.HasIndices ? "The outcome is the same in every run: nothing that is judged matters to it."
            : $"There are {_uncertain.Length} inputs that are not certain; indices are computed for at most {SensitivityDesign.MostIndexed}.",
            indices?[^1],
            [.. effects.OrderByDescending(e => e.Indices?.Total.Value ?? 0).ThenByDescending(e => Math.Abs(e.Difference.Value)).ThenBy(e => e.Input, StringComparer.Ordinal)]);
    }

    private static int[] Uncertain(ForecastPlan plan) => [.. Enumerable.Range(0, plan.Inputs.Count).Where(i => !plan.Inputs[i].Estimate.IsCertain)];

    /// <summary>A name that no other input has: shocks of the same name are told apart by how many came before.</summary>
    private string NameOf(int input)
    {
        var name = _plan.Inputs[input].Name;
        var before = _plan.Inputs.Take(input).Count(i => i.Name == name);
        return before == 0 ? name : $"{name} #{before}";
    }

    private double NumberAt(ForecastInput input, double chance) =>
        input.Kind == InputKind.Position ? _plan.Starts[input.Index].At(input.Estimate, chance) : input.Estimate.At(chance);
}
