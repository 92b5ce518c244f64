using System.Globalization;
using NegotiationSim.Domain;

namespace NegotiationSim.Simulation;

/// <summary>
/// A round is a round of alternating offers about each group of points that are settled together: where a party stands is what
/// it offered last. What an outcome is worth falls evenly with its distance from what the party wants, point by point, in
/// proportion to salience.
/// </summary>
internal sealed class OffersMovement : Movement
{
    private const int MostOutcomes = 20_000;
    private const int FineValues = 11;
    private const int CoarseValues = 5;

    private readonly ForecastPlan _plan;
    private readonly int _points;
    private readonly OutcomeSpace[] _spaces;
    private readonly double[] _positions;
    private readonly List<Offer> _trace = [];
    private readonly List<(int Round, int Cell, double Position)> _moves = [];
    private int _next;
    private int _round;

    private OffersMovement(ForecastPlan plan)
    {
        (_plan, _points) = (plan, plan.Points.Count);
        _positions = new double[plan.Parties.Count * _points];
        _spaces = [.. plan.Groups.Select(SpaceOf)];
    }

    public static ForecastMotion Motion { get; } = new(
        "Parties offer values in steps of 10 (of 25 where five or six points are settled together) and know what these are worth to themselves; points settled by themselves are talked about side by side. All rounds until the deadline, or the last day, are used.",
        Faults,
        plan => new OffersMovement(plan));

    public override void Begin(in MovementStart start)
    {
        start.Positions.CopyTo(_positions);
        _moves.Clear();
        (_round, _next) = (0, 0);
        var none = default(RandomStream);
        for (var g = 0; g < _spaces.Length; g++)
        {
            var group = _plan.Groups[g];
            var parties = new Negotiator[_plan.Parties.Count];
            for (var i = 0; i < parties.Length; i++) parties[i] = NegotiatorOf(i, group, _spaces[g], start);
            _trace.Clear();
            var result = new AlternatingOffers(parties, new OffersRules(start.Rounds)).Run(ref none, _trace);
            foreach (var offer in _trace) Move(g, offer.Round, offer.Party, offer.Outcome);
            for (var i = 0; result.IsAgreement && i < parties.Length; i++) Move(g, result.Rounds - 1, i, result.Outcome);
        }

        _moves.Sort((a, b) => a.Round.CompareTo(b.Round) is var byRound and not 0 ? byRound : a.Cell.CompareTo(b.Cell));
    }

    public override void Step(ref RandomStream stream)
    {
        for (; _next < _moves.Count && _moves[_next].Round == _round; _next++) _positions[_moves[_next].Cell] = _moves[_next].Position;
        _round++;
    }

    public override void CopyPositions(Span<double> positions) => _positions.CopyTo(positions);

    /// <summary>In the order of what is said: a party's last word of a round is where it stands.</summary>
    private void Move(int group, int round, int party, int outcome)
    {
        for (var m = 0; m < _plan.Groups[group].Length; m++)
        {
            var cell = (party * _points) + _plan.Groups[group][m];
            var at = _moves.FindLastIndex(move => move.Cell == cell && move.Round == round);
            var position = ValueAt(_spaces[group], m, _spaces[group].ValueOf(outcome, m));
            if (at >= 0) _moves[at] = (round, cell, position);
            else _moves.Add((round, cell, position));
        }
    }

    private Negotiator NegotiatorOf(int party, int[] group, OutcomeSpace space, in MovementStart start)
    {
        var weights = new double[group.Length];
        var evaluations = new double[group.Length][];
        var sum = 0.0;
        foreach (var d in group) sum += start.Saliences[(party * _points) + d];
        for (var m = 0; m < group.Length; m++)
        {
            var cell = (party * _points) + group[m];
            weights[m] = sum > 0 ? start.Saliences[cell] / sum : 1.0 / group.Length;
            evaluations[m] = new double[space.Issues[m].Values.Count];
            for (var v = 0; v < evaluations[m].Length; v++) evaluations[m][v] = 1 - (Math.Abs(ValueAt(space, m, v) - start.Positions[cell]) / 100);
        }

        // What it wants may lie between the values: no agreement is worth at most the best of these.
        var best = 0.0;
        for (var m = 0; m < group.Length; m++) best += weights[m] * evaluations[m].Max();
        var preferences = new AdditivePreferences(weights, evaluations, Math.Min(start.NoAgreement[party], best - Least)).Over(space);
        return new(_plan.Parties[party].Party.Value, preferences, new ConcessionStrategy.Aspiration(start.Firmness[party]), _plan.Required[party]);
    }

    /// <summary>Sums in another order may be smaller by so much.</summary>
    private const double Least = 1e-12;

    private static double ValueAt(OutcomeSpace space, int issue, int value) => 100.0 * value / (space.Issues[issue].Values.Count - 1);

    private static int ValuesOf(int points) => Math.Pow(FineValues, points) <= MostOutcomes ? FineValues : CoarseValues;

    private static OutcomeSpace SpaceOf(int[] group) =>
        new([.. group.Select(d => new BargainingIssue($"{d}", [.. Enumerable.Range(0, ValuesOf(group.Length)).Select(v => v.ToString(CultureInfo.InvariantCulture))]))]);

    private static IEnumerable<Fault> Faults(int parties, int points, IReadOnlyList<int[]> groups)
    {
        var most = groups.Max(g => g.Length);
        if (Math.Pow(CoarseValues, most) > MostOutcomes)
        {
            yield return new("linkage", $"at most 6 points that are settled together for alternating offers, there are {most}, with {CoarseValues}^{most} outcomes: use 'linkage: package' with smaller packages, or another model");
        }
    }
}
