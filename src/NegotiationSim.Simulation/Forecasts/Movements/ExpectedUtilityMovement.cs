namespace NegotiationSim.Simulation;

/// <summary>A round is a round of the expected utility model, on each point by itself.</summary>
internal sealed class ExpectedUtilityMovement(ForecastPlan plan) : Movement
{
    private readonly int _parties = plan.Parties.Count;
    private readonly int _points = plan.Points.Count;
    private readonly string[] _names = [.. plan.Parties.Select(p => p.Party.Value)];
    private readonly double[] _positions = new double[plan.Parties.Count * plan.Points.Count];
    private readonly IReadOnlyList<ExpectedUtilityRound>?[] _rounds = new IReadOnlyList<ExpectedUtilityRound>?[plan.Points.Count];
    private int _round;

    public static ForecastMotion Motion { get; } = new(
        "A round of talks is a round of the model on each point by itself: nobody trades one point for another.",
        (_, _, _) => [],
        plan => new ExpectedUtilityMovement(plan));

    public override void Begin(in MovementStart start)
    {
        _round = 0;
        start.Positions.CopyTo(_positions);
        for (var d = 0; d < _points; d++)
        {
            var (positions, saliences) = (new double[_parties], new double[_parties]);
            for (var i = 0; i < _parties; i++) (positions[i], saliences[i]) = (start.Positions[(i * _points) + d], start.Saliences[(i * _points) + d]);
            var table = new ActorTable { Names = _names, Dimensions = 1, Positions = positions, Saliences = saliences, Capabilities = [.. start.Capabilities] };

            // Where all want the same, or nobody cares, nobody moves.
            _rounds[d] = ExpectedUtilityModel.Faults(table).Any() ? null : ExpectedUtilityModel.Run(table, start.Rounds);
        }
    }

    public override void Step(ref RandomStream stream)
    {
        for (var d = 0; d < _points; d++)
        {
            if (_rounds[d] is not { } rounds || _round >= rounds.Count) continue;
            for (var i = 0; i < _parties; i++) _positions[(i * _points) + d] = rounds[_round].Positions[i];
        }

        _round++;
    }

    public override void CopyPositions(Span<double> positions) => _positions.CopyTo(positions);
}
