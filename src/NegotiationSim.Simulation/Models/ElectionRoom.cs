namespace NegotiationSim.Simulation;

/// <summary>The room that elections need, so that any number of them can be held without allocating.</summary>
/// <param name="most">The most options of an election.</param>
internal sealed class ElectionRoom(int most)
{
    private readonly double[] _coalitions = new double[most * most];
    private readonly double[] _victories = new double[most * most];
    private readonly double[] _scratch = new double[(most * most) + most];
    private readonly double[] _chances = new double[most];

    /// <summary>Holds an election. The result is valid until the next.</summary>
    /// <param name="rules">Which.</param>
    /// <param name="weights">One for each actor.</param>
    /// <param name="utilities">Actor after actor, the utility of each option.</param>
    public ReadOnlySpan<double> Hold(in ElectionRules rules, ReadOnlySpan<double> weights, ReadOnlySpan<double> utilities)
    {
        var options = utilities.Length / weights.Length;
        var chances = _chances.AsSpan(0, options);
        CondorcetElection.Coalitions(rules.Voting, weights, utilities, _coalitions);
        CondorcetElection.Victories(rules.Victory, _coalitions, options, _victories);
        CondorcetElection.Chances(rules, _coalitions, _victories, _scratch, chances);
        return chances;
    }
}
