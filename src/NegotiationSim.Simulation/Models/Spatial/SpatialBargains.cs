namespace NegotiationSim.Simulation;

/// <summary>The bargains of one turn: who challenged whom, and where both would stand. Positions are in [0, 1].</summary>
internal sealed class SpatialBargains(int most, int dimensions, BargainWeights weights)
{
    private const double LeastWeight = 1e-6;
    private const double Steps = 10_000;

    private readonly int[] _initiator = new int[most];
    private readonly int[] _receiver = new int[most];
    private readonly double[] _initiatorAt = new double[most * dimensions];
    private readonly double[] _receiverAt = new double[most * dimensions];

    public int Count { get; private set; }

    public int Initiator(int bargain) => _initiator[bargain];

    public int Receiver(int bargain) => _receiver[bargain];

    public ReadOnlySpan<double> InitiatorAt(int bargain) => _initiatorAt.AsSpan(bargain * dimensions, dimensions);

    public ReadOnlySpan<double> ReceiverAt(int bargain) => _receiverAt.AsSpan(bargain * dimensions, dimensions);

    public void Clear() => Count = 0;

    /// <summary>A bargain between i and j, when i wins with this chance.</summary>
    public void Add(int i, int j, double chance, ReadOnlySpan<double> position, ReadOnlySpan<double> salience)
    {
        var to = Next(i, j);
        for (var d = 0; d < dimensions; d++)
        {
            (_initiatorAt[to + d], _receiverAt[to + d]) = Meet(Between(i, j, d, position, salience), chance);
        }
    }

    /// <summary>The weighed mean of what i and j would bargain for, by the chances that each of them sees for i.</summary>
    public void AddMean(int i, int j, (double Chance, double Weight) ofI, (double Chance, double Weight) ofJ, ReadOnlySpan<double> position, ReadOnlySpan<double> salience)
    {
        var to = Next(i, j);
        var sum = ofI.Weight + ofJ.Weight;
        for (var d = 0; d < dimensions; d++)
        {
            var pair = Between(i, j, d, position, salience);
            var (i1, j1) = Meet(pair, ofI.Chance);
            var (i2, j2) = Meet(pair, ofJ.Chance);
            _initiatorAt[to + d] = ((ofI.Weight * i1) + (ofJ.Weight * i2)) / sum;
            _receiverAt[to + d] = ((ofI.Weight * j1) + (ofJ.Weight * j2)) / sum;
        }
    }

    private int Next(int i, int j)
    {
        (_initiator[Count], _receiver[Count]) = (i, j);
        return dimensions * Count++;
    }

    private readonly record struct Pair(double Xi, double Xj, double Si, double Sj);

    private Pair Between(int i, int j, int d, ReadOnlySpan<double> position, ReadOnlySpan<double> salience) =>
        new(position[(i * dimensions) + d], position[(j * dimensions) + d], salience[(i * dimensions) + d], salience[(j * dimensions) + d]);

    /// <summary>Where both would stand on a dimension, step (8) of the model.</summary>
    private (double Initiator, double Receiver) Meet(Pair pair, double chance)
    {
        var (xi, xj, si, sj) = pair;
        var other = 1 - chance;
        if (weights == BargainWeights.LikelierLoser)
        {
            var (lossI, lossJ) = (Math.Max(0, other - chance), Math.Max(0, chance - other));
            var (si2, sj2) = (si * si, sj * sj);
            var stepI = lossI * sj2 / ((lossI * sj2) + LeastWeight + ((1 - lossI) * si2));
            var stepJ = lossJ * si2 / ((lossJ * si2) + LeastWeight + ((1 - lossJ) * sj2));
            return (xi + (stepI * (xj - xi)), xj + (stepJ * (xi - xj)));
        }

        var plain = weights == BargainWeights.Plain;
        var wi = plain ? si * chance : si * si * (chance * chance);
        var wj = plain ? sj * other : sj * sj * (other * other);
        var sum = wi + LeastWeight + wj; // the initiator's copy leans to the initiator, the receiver's to the receiver: no 0/0
        return (Rounded((((wi + LeastWeight) * xi) + (wj * xj)) / sum), Rounded(((wi * xi) + ((LeastWeight + wj) * xj)) / sum));
    }

    /// <summary>To four decimals, as the reference program does it.</summary>
    private static double Rounded(double x) => Math.Truncate(0.5 + (Steps * x)) / Steps;
}
