using NegotiationSim.Domain;

namespace NegotiationSim.Simulation;

/// <summary>
/// How positions move from round to round by a model. An instance serves one thread, for any number of runs.
/// </summary>
public abstract class Movement
{
    /// <summary>Begins a run, or goes on from other numbers after a shock.</summary>
    /// <param name="start">What was drawn, and how many rounds are left.</param>
    public abstract void Begin(in MovementStart start);

    /// <summary>Takes a round.</summary>
    /// <param name="stream">What the model draws.</param>
    public abstract void Step(ref RandomStream stream);

    /// <summary>Copies where everybody stands, in [0, 100], party after party.</summary>
    public abstract void CopyPositions(Span<double> positions);
}

/// <summary>What a model starts from. Rows are parties, columns points.</summary>
/// <param name="positions">In [0, 100].</param>
/// <param name="saliences">In percent, each party's summing to at most 100.</param>
/// <param name="capabilities">One for each party, above 0.</param>
/// <param name="noAgreement">What no agreement is worth to each party, in [0, 1].</param>
/// <param name="firmness">Exponent of each party's concession, above 0.</param>
/// <param name="rounds">How many rounds are left until the deadline or the end, at least 1.</param>
public readonly ref struct MovementStart(
    ReadOnlySpan<double> positions, ReadOnlySpan<double> saliences, ReadOnlySpan<double> capabilities, ReadOnlySpan<double> noAgreement, ReadOnlySpan<double> firmness, int rounds)
{
    public ReadOnlySpan<double> Positions { get; } = positions;

    public ReadOnlySpan<double> Saliences { get; } = saliences;

    public ReadOnlySpan<double> Capabilities { get; } = capabilities;

    public ReadOnlySpan<double> NoAgreement { get; } = noAgreement;

    public ReadOnlySpan<double> Firmness { get; } = firmness;

    public int Rounds { get; } = rounds;
}

/// <summary>A model's entry for forecasts.</summary>
/// <param name="Assumes">What its use in a forecast assumes beyond the model itself, in plain words.</param>
/// <param name="Faults">What makes it unusable for so many parties and points, settled together so.</param>
/// <param name="Create">Makes room for one thread.</param>
public sealed record ForecastMotion(
    string Assumes, Func<int, int, IReadOnlyList<int[]>, IEnumerable<Fault>> Faults, Func<ForecastPlan, Movement> Create);
