using NegotiationSim.Domain;

namespace NegotiationSim.Simulation;

/// <summary>How a party decides what it asks for.</summary>
public abstract record ConcessionStrategy
{
    private ConcessionStrategy()
    {
    }

    /// <summary>Firm until shortly before the deadline: 1 - t^4.</summary>
    public static ConcessionStrategy Boulware { get; } = new Aspiration(4);

    /// <summary>Concedes evenly: 1 - t.</summary>
    public static ConcessionStrategy Linear { get; } = new Aspiration(1);

    /// <summary>Concedes at once: 1 - t^(1/4).</summary>
    public static ConcessionStrategy Conceder { get; } = new Aspiration(0.25);

    /// <summary>Falls from best to reservation as 1 - t^exponent: above 1 firm, below 1 yielding.</summary>
    public sealed record Aspiration(double Exponent) : ConcessionStrategy;

    /// <summary>
    /// Falls as 1 - F with F = k + (1 - k) t^(1/e), after Faratin, Sierra and Jennings 1998: e below 1 firm (Boulware), above 1 yielding.
    /// </summary>
    /// <param name="Exponent">e, above 0.</param>
    /// <param name="Start">k, what is conceded at once, in [0, 1].</param>
    public sealed record TimeDependent(double Exponent, double Start = 0) : ConcessionStrategy;

    /// <summary>Falls as (exp((1 - t)^exponent) - 1) / (exp(1) - 1).</summary>
    public sealed record Exponential(double Exponent) : ConcessionStrategy;

    /// <summary>
    /// Tit for tat: gives up as much of its own utility as the least yielding of the others has come towards it, from its first
    /// offer to its best. Moves only when everybody moves; two of them stay where they began.
    /// </summary>
    /// <param name="Reciprocity">What is given for each unit received, above 0; 1 returns like for like.</param>
    public sealed record TitForTat(double Reciprocity = 1) : ConcessionStrategy;

    /// <summary>
    /// Minimal concession (MiCRO, de Jonge 2022): offers its outcomes from the best down, a new one only when the others have made
    /// at least as many different offers as it has, and otherwise repeats its last. Needs no deadline and no model of the others.
    /// </summary>
    public sealed record Minimal : ConcessionStrategy;

    /// <summary>What makes the strategy unusable.</summary>
    public IEnumerable<Fault> Faults()
    {
        var exponent = this switch
        {
            Aspiration s => s.Exponent,
            TimeDependent s => s.Exponent,
            Exponential s => s.Exponent,
            TitForTat s => s.Reciprocity,
            _ => 1,
        };
        if (!(exponent > 0 && double.IsFinite(exponent))) yield return new("strategy", "an exponent, or reciprocity, above 0");
        if (this is TimeDependent { Start: not (>= 0 and <= 1) }) yield return new("strategy", "what is conceded at once in 0 to 1");
    }
}

/// <summary>Concession curves: what is still asked for at a time, between least and most.</summary>
/// <remarks>
/// Faratin, Sierra and Jennings, "Negotiation decision functions for autonomous agents", 1998. The curves of the reference library
/// have the exponent the other way up. Powers are the platform's; everything else is exact.
/// </remarks>
public static class Concession
{
    /// <summary>least + (most - least) (1 - t^exponent).</summary>
    /// <param name="exponent">Above 0.</param>
    /// <param name="least">What is asked for in the end.</param>
    /// <param name="most">What is asked for at first.</param>
    /// <param name="time">Relative time, in [0, 1].</param>
    public static double Aspiration(double exponent, double least, double most, double time) => least + ((most - least) * (1 - Math.Pow(time, exponent)));

    /// <summary>least + (most - least) (1 - F), F = k + (1 - k) t^(1/e).</summary>
    /// <inheritdoc cref="Aspiration"/>
    /// <param name="start">k, in [0, 1].</param>
    public static double TimeDependent(double exponent, double start, double least, double most, double time) =>
        least + ((most - least) * (1 - (start + ((1 - start) * Math.Pow(time, 1 / exponent)))));

    /// <summary>least + (most - least) (exp((1 - t)^exponent) - 1) / (exp(1) - 1).</summary>
    /// <inheritdoc cref="Aspiration"/>
    public static double Exponential(double exponent, double least, double most, double time) =>
        least + ((most - least) * ((Math.Exp(Math.Pow(1 - time, exponent)) - 1) / (Math.E - 1)));
}
