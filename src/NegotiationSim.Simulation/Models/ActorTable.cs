using System.Globalization;
using NegotiationSim.Domain;

namespace NegotiationSim.Simulation;

/// <summary>
/// Who wants what on each dimension (a plan's point), how much they care, and how much weight they carry: the input of the
/// models of compromise, election, the spatial model and expected utility. Numbers are judgement, never recorded facts.
/// </summary>
public sealed record ActorTable
{
    /// <summary>The most actors of a table. The spatial model's work grows with their third power.</summary>
    public const int MostActors = 200;

    /// <summary>The most dimensions of a table.</summary>
    public const int MostDimensions = 2_000;

    /// <summary>The least capability, in any unit.</summary>
    public const double LeastCapability = 1e-4;

    /// <summary>The greatest capability, in any unit: the models add up third powers of capability times salience.</summary>
    public const double MostCapability = 1e12;

    /// <summary>Saliences of one actor may go over their budget by this, in percent: sums of rounded numbers.</summary>
    public const double BudgetTolerance = 1e-6;

    /// <summary>The actors' names, different from each other, in the order of all rows below.</summary>
    public required IReadOnlyList<string> Names { get; init; }

    /// <summary>How many dimensions there are, from 1.</summary>
    public required int Dimensions { get; init; }

    /// <summary>Position of each actor on each dimension, in [0, 100]; a row an actor, a column a dimension, row after row.</summary>
    public required double[] Positions { get; init; }

    /// <summary>
    /// How much each actor cares about each dimension, in percent, [0, 100], laid out like <see cref="Positions"/>. In the
    /// spatial model an actor has one budget: its saliences sum to at most 100 over all dimensions and to more than 0.
    /// </summary>
    public required double[] Saliences { get; init; }

    /// <summary>Weight of each actor, from <see cref="LeastCapability"/> to <see cref="MostCapability"/>, in any unit: only ratios count.</summary>
    public required double[] Capabilities { get; init; }

    /// <summary>How many actors there are.</summary>
    public int Actors => Names.Count;

    public double Position(int actor, int dimension) => Positions[(actor * Dimensions) + dimension];

    public double Salience(int actor, int dimension) => Saliences[(actor * Dimensions) + dimension];

    /// <summary>What makes the table unusable; none when it can be used.</summary>
    /// <param name="leastActors">How many actors the model needs.</param>
    /// <param name="oneBudget">Whether an actor's saliences share one budget of 100, as in the spatial model.</param>
    public IEnumerable<Fault> Faults(int leastActors = 1, bool oneBudget = false)
    {
        if (Actors < leastActors) yield return new("actors", $"at least {leastActors}, there are {Actors}");
        if (Actors > MostActors) yield return new("actors", $"at most {MostActors}, there are {Actors}");
        if (Dimensions is < 1 or > MostDimensions) yield return new("dimensions", $"1 to {MostDimensions}, there are {Dimensions}");
        var named = new HashSet<string>(StringComparer.Ordinal);
        foreach (var name in Names)
        {
            if (string.IsNullOrWhiteSpace(name)) yield return new("actors", "a name for each");
            else if (!named.Add(name)) yield return new("actors", $"different names, {name} is there twice");
        }

        var cells = (long)Actors * Dimensions;
        var complete = true;
        foreach (var (member, length, expected) in new[] { ("positions", Positions.Length, cells), ("saliences", Saliences.Length, cells), ("capabilities", Capabilities.Length, Actors) })
        {
            if (length == expected) continue;
            complete = false;
            yield return new(member, $"{expected} numbers for {Actors} actors and {Dimensions} dimensions, there are {length}: a party or a point is missing");
        }

        if (!complete) yield break;
        for (var i = 0; i < Actors; i++)
        {
            if (!(Capabilities[i] >= LeastCapability && Capabilities[i] <= MostCapability)) yield return new("capabilities", $"{Text(LeastCapability)} to {Text(MostCapability)}, {Names[i]} has {Text(Capabilities[i])}");
            var budget = 0.0;
            for (var d = 0; d < Dimensions; d++)
            {
                var (x, s) = (Position(i, d), Salience(i, d));
                if (!(x >= 0 && x <= 100)) yield return new("positions", $"0 to 100, {Names[i]} has {Text(x)} on dimension {d + 1}");
                if (!(s >= 0 && s <= 100)) yield return new("saliences", $"0 to 100, {Names[i]} has {Text(s)} on dimension {d + 1}");
                budget += s;
            }

            if (!oneBudget) continue;
            if (budget > 100 + BudgetTolerance) yield return new("saliences", $"at most 100 in all, {Names[i]} spends {Text(budget)}");
            if (budget <= 0) yield return new("saliences", $"above 0 on some dimension, {Names[i]} cares about nothing");
        }
    }

    private static string Text(double number) => number.ToString("0.######", CultureInfo.InvariantCulture);
}
