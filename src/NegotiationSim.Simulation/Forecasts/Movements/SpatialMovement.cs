using NegotiationSim.Domain;

namespace NegotiationSim.Simulation;

/// <summary>A round is a turn of the spatial model, under the corrected rules, over all points at once.</summary>
internal sealed class SpatialMovement(ForecastPlan plan) : Movement
{
    private readonly SpatialModel _model = new(plan.Parties.Count, plan.Points.Count, SpatialRules.Corrected);

    public static ForecastMotion Motion { get; } = new(
        "A round of talks is a turn of the model, with the corrected rules; which points are settled together does not bear on how parties move.",
        (parties, _, _) => parties < SpatialModel.LeastActors ? [new Fault("parties", $"at least {SpatialModel.LeastActors} for the spatial model, there are {parties}: coalitions need third parties")] : [],
        plan => new SpatialMovement(plan));

    public override void Begin(in MovementStart start) => _model.Begin(start.Positions, start.Saliences, start.Capabilities);

    public override void Step(ref RandomStream stream)
    {
        if (!_model.IsOver) _model.Step(ref stream);
    }

    public override void CopyPositions(Span<double> positions) => _model.CopyPositions(positions);
}
