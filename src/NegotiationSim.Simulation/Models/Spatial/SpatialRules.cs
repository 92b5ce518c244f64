using NegotiationSim.Domain;

namespace NegotiationSim.Simulation;

/// <summary>The range that risk attitudes are spread over.</summary>
public enum RiskRange
{
    /// <summary>[-1/2, 1].</summary>
    Middle,

    /// <summary>[0, 1].</summary>
    Narrow,

    /// <summary>[-1, 1].</summary>
    Wide,
}

/// <summary>What an actor h takes another's risk attitude R_i for: (1 - t) R_h + t R_i.</summary>
public enum RiskAdjustment
{
    /// <summary>t = 1/3.</summary>
    OneThird,

    /// <summary>t = 0: everybody is taken to be like oneself.</summary>
    None,

    /// <summary>t = 1/2.</summary>
    Half,

    /// <summary>t = 2/3.</summary>
    TwoThirds,

    /// <summary>t = 1: others are seen as they are. The reference program stops with an error.</summary>
    Full,
}

/// <summary>What becomes of a third party's own position when it takes a side in a challenge.</summary>
public enum Commitment
{
    /// <summary>It keeps its position if its side wins, and adopts the winner's if its side loses.</summary>
    Semi,

    /// <summary>It keeps its position whatever happens. In the reference program it then casts no vote.</summary>
    None,

    /// <summary>It adopts the winner's position whatever happens. In the reference program it then casts no vote.</summary>
    Full,
}

/// <summary>How salience and probability weigh two positions against each other in a bargain.</summary>
public enum BargainWeights
{
    /// <summary>s^2 P^2.</summary>
    Squares,

    /// <summary>s P.</summary>
    Plain,

    /// <summary>Only the likelier loser moves, by what it is likelier to lose, weighed by s^2.</summary>
    LikelierLoser,
}

/// <summary>Which bargains follow from a challenge.</summary>
public enum BargainForm
{
    /// <summary>One, as the challenger sees the chances.</summary>
    Initiator,

    /// <summary>Two: one as each of them sees the chances.</summary>
    InitiatorAndReceiver,

    /// <summary>One, the mean of both views weighed by power.</summary>
    PowerWeighted,
}

/// <summary>How an actor chooses among the bargains before it.</summary>
public enum Transitions
{
    /// <summary>The likeliest to win its election; the first of equals.</summary>
    Deterministic,

    /// <summary>A draw with the chances of its election.</summary>
    Stochastic,
}

/// <summary>
/// Where the engine does better than the reference program. Each has a name, so that a forecast can say what it used. Under the
/// default rules only <see cref="OwnUnit"/> can change a run, and rarely does.
/// </summary>
[Flags]
public enum SpatialCorrections
{
    /// <summary>As the reference program computes.</summary>
    None = 0,

    /// <summary>
    /// With no or full commitment a third party weighs how its own side changes the chances. In the reference program both
    /// sides have the same chance whichever it joins, so that its vote is always 0 and the two rules are alike.
    /// </summary>
    ThirdPartySides = 1,

    /// <summary>The receiver's bargain uses the chance that the receiver sees. The reference program puts the challenger's expected gain there.</summary>
    ReceiverChance = 2,

    /// <summary>The power-weighted bargain weighs the receiver by its own capability. The reference program uses the challenger's.</summary>
    ReceiverCapability = 4,

    /// <summary>Full risk adjustment runs. The reference program takes it for an error that everybody sees the same.</summary>
    FullAdjustment = 8,

    /// <summary>Stochastic runs draw from a stream of their own. In the reference program threads share a generator, and one seed gives several results.</summary>
    OwnStreams = 16,

    /// <summary>Markov elections are iterated to 1e-13 and not to 1e-6 or 1e-8.</summary>
    SettledElections = 32,

    /// <summary>
    /// Capabilities are measured so that their mean is 100. In the reference program coalitions without voters have a strength of
    /// 1e-8 or 1e-10 whatever the unit, so that the unit can decide between options that nobody wants.
    /// </summary>
    OwnUnit = 64,

    /// <summary>All of them.</summary>
    All = ThirdPartySides | ReceiverChance | ReceiverCapability | FullAdjustment | OwnStreams | SettledElections | OwnUnit,
}

/// <summary>The choices that the spatial model leaves open; the defaults are the reference program's.</summary>
public sealed record SpatialRules
{
    /// <summary>As the reference program computes, its slips included.</summary>
    public static SpatialRules Exact { get; } = new();

    /// <summary>With every correction.</summary>
    public static SpatialRules Corrected { get; } = new() { Corrections = SpatialCorrections.All };

    public VotingRule Voting { get; init; }

    public VictoryModel Victory { get; init; }

    public ElectionKind Election { get; init; }

    public Transitions Transitions { get; init; }

    public RiskRange RiskRange { get; init; }

    public RiskAdjustment RiskAdjustment { get; init; }

    public Commitment Commitment { get; init; }

    public BargainWeights Weights { get; init; }

    public BargainForm Form { get; init; }

    /// <summary>Which corrections are made.</summary>
    public SpatialCorrections Corrections { get; init; }

    /// <summary>A run lasts at least so many turns, from 1.</summary>
    public int LeastTurns { get; init; } = 2;

    /// <summary>A run lasts at most so many turns.</summary>
    public int MostTurns { get; init; } = 100;

    /// <summary>A run has come to rest when all moves of a turn sum to less than this share of those of the first turn. In (0, 1).</summary>
    public double QuietShare { get; init; } = 0.02;

    /// <summary>Added to the moves of the first turn, positions in [0, 1], so that a run without any comes to rest.</summary>
    public double QuietStep { get; init; } = 1e-4;

    internal bool Corrects(SpatialCorrections correction) => (Corrections & correction) != 0;

    internal ElectionRules ElectionRules => new(Voting, Victory, Election, Corrects(SpatialCorrections.SettledElections) ? 1e-13 : null);

    /// <summary>What makes the rules unusable.</summary>
    public IEnumerable<Fault> Faults()
    {
        if (LeastTurns < 1 || MostTurns < LeastTurns) yield return new("turns", "at least 1, and no fewer at most than at least");
        if (!(QuietShare > 0 && QuietShare < 1)) yield return new("quietShare", "above 0 and below 1");
        if (!(QuietStep >= 0 && double.IsFinite(QuietStep))) yield return new("quietStep", "a finite number, not negative");
        if (Transitions == Transitions.Stochastic && !Corrects(SpatialCorrections.OwnStreams))
        {
            yield return new("transitions", "deterministic, or the correction OwnStreams: the reference program does not repeat its stochastic runs");
        }

        if (RiskAdjustment == RiskAdjustment.Full && !Corrects(SpatialCorrections.FullAdjustment))
        {
            yield return new("riskAdjustment", "not full, or the correction FullAdjustment: the reference program stops with an error");
        }
    }

    /// <summary>What makes a table of another size than there is room for.</summary>
    internal static IEnumerable<Fault> Faults(ActorTable table, int actors, int dimensions)
    {
        if (table.Actors != actors) yield return new("actors", $"{actors}, there are {table.Actors}");
        if (table.Dimensions != dimensions) yield return new("dimensions", $"{dimensions}, there are {table.Dimensions}");
    }

    /// <summary>What makes sizes or accommodation unusable.</summary>
    internal static IEnumerable<Fault> Faults(int actors, int dimensions, double[]? accommodation)
    {
        if (actors is < SpatialModel.LeastActors or > ActorTable.MostActors) yield return new("actors", $"{SpatialModel.LeastActors} to {ActorTable.MostActors}, there are {actors}");
        if (dimensions is < 1 or > ActorTable.MostDimensions) yield return new("dimensions", $"1 to {ActorTable.MostDimensions}, there are {dimensions}");
        if (accommodation is null) yield break;
        if (accommodation.Length != actors * actors)
        {
            yield return new("accommodation", $"{actors} x {actors} numbers, there are {accommodation.Length}");
            yield break;
        }

        for (var i = 0; i < actors; i++)
        {
            var row = accommodation.AsSpan(i * actors, actors).ToArray();
            if (!row.All(a => a >= 0 && a <= 1) || row.Sum() > 1 + 1e-9) yield return new("accommodation", $"shares of at most 1 together in row {i + 1}");
        }
    }
}
