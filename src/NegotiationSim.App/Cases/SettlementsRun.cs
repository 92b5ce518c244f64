using NegotiationSim.Simulation;

namespace NegotiationSim.App.Cases;

/// <summary>A settlement and what it is worth.</summary>
/// <param name="Values">The value of each issue.</param>
/// <param name="Utilities">What it is worth to each party.</param>
internal sealed record Settlement(IReadOnlyList<string> Values, IReadOnlyList<double> Utilities);

/// <summary>The fair points of a domain.</summary>
/// <param name="Outcomes">How many settlements there are.</param>
/// <param name="Compared">How many of them were compared: of rectangles only those that can matter.</param>
/// <param name="ParetoCount">How many settlements, of those compared, nobody can better without worsening another.</param>
/// <param name="Pareto">The first of them, by what they are worth to the first party.</param>
internal sealed record FairSettlements(
    double Outcomes, int Compared, int ParetoCount, IReadOnlyList<Settlement> Pareto, Settlement? Nash, Settlement? Kalai, Settlement? KalaiSmorodinsky, Settlement Utilitarian);

/// <summary>How alternating offers about a domain ended.</summary>
/// <param name="Result">The end.</param>
/// <param name="Agreed">What was agreed; null: nothing.</param>
/// <param name="Discounted">What the end is worth to each party at the time when it came.</param>
internal sealed record OffersEnd(OffersResult Result, Settlement? Agreed, IReadOnlyList<double> Discounted);

/// <summary>Runs the models that need to know what settlements are worth.</summary>
internal static class SettlementsRun
{
    /// <summary>The most settlements of the Pareto set that are told.</summary>
    public const int MostTold = 1_000;

    /// <summary>The fair points.</summary>
    /// <exception cref="RefusedInputException">There are too many settlements to list.</exception>
    public static FairSettlements Fair(NegotiationCase.Settlements given)
    {
        var (space, utilities) = given.Parties[0].Worth is SettlementWorth.Rectangular ? Candidates(given) : Listed(given);
        var fair = FairOutcomes.Of(utilities, [.. given.Parties.Select(p => p.Reservation)]);
        Settlement Told(int outcome) => Settle(space, utilities, outcome);
        return new(
            given.Issues.Aggregate(1.0, (product, issue) => product * issue.Values.Count),
            space.Count,
            fair.Pareto.Count,
            [.. fair.Pareto.OrderByDescending(o => utilities[0][o]).ThenBy(o => o).Take(MostTold).Select(Told)],
            fair.Nash is { } n ? Told(n) : null,
            fair.Kalai is { } k ? Told(k) : null,
            fair.KalaiSmorodinsky is { } s ? Told(s) : null,
            Told(fair.Utilitarian));
    }

    /// <summary>Alternating offers.</summary>
    /// <param name="strategies">One for each party.</param>
    /// <param name="rounds">The deadline.</param>
    /// <exception cref="RefusedInputException">There are too many settlements to list, or a party wants none of them.</exception>
    public static OffersEnd Offers(NegotiationCase.Settlements given, IReadOnlyList<ConcessionStrategy> strategies, int rounds)
    {
        var (space, utilities) = Listed(given);
        var parties = given.Parties.Select((p, i) => new Negotiator(p.Name, new(utilities[i], p.Reservation), strategies[i])).ToList();
        var result = new AlternatingOffers(parties, new(rounds)).Run();

        // Time as the offers count it: a share of the deadline, below 1.
        var time = result.Rounds / (rounds + 1.0);
        return new(
            result,
            result.IsAgreement ? Settle(space, utilities, result.Outcome) : null,
            [.. given.Parties.Select((p, i) => result.IsAgreement ? utilities[i][result.Outcome] * Math.Pow(p.Discount, time) : p.Reservation)]);
    }

    private static Settlement Settle(OutcomeSpace space, IReadOnlyList<double[]> utilities, int outcome) => new(
        [.. space.Issues.Select((issue, i) => issue.Values[space.ValueOf(outcome, i)])], [.. utilities.Select(u => u[outcome])]);

    private static (OutcomeSpace Space, IReadOnlyList<double[]> Utilities) Candidates(NegotiationCase.Settlements given)
    {
        var issues = given.Issues.Select(i => new IntegerIssue(i.Name, i.Least!.Value, i.Least.Value + i.Values.Count - 1)).ToList();
        var (space, utilities) = HyperRectangles.Candidates(issues, [.. given.Parties.Select(p => ((SettlementWorth.Rectangular)p.Worth).Rectangles)]);
        return (space, [.. utilities.Select(u => u.Select(x => Math.Min(1, x)).ToArray())]);
    }

    private static (OutcomeSpace Space, IReadOnlyList<double[]> Utilities) Listed(NegotiationCase.Settlements given)
    {
        var space = new OutcomeSpace([.. given.Issues.Select(i => new BargainingIssue(i.Name, i.Values))]);
        return (space, [.. given.Parties.Select(p => p.Worth switch
        {
            SettlementWorth.Additive additive => additive.Preferences.Over(space).Utilities,
            SettlementWorth.Rectangular rectangular => Worth(given.Issues, rectangular.Rectangles, space),
            var other => throw new NotSupportedException($"Unknown worth {other.GetType().Name}."),
        })]);
    }

    private static double[] Worth(IReadOnlyList<SettlementIssue> issues, IReadOnlyList<HyperRectangle> rectangles, OutcomeSpace space)
    {
        var utilities = new double[space.Count];
        for (var outcome = 0; outcome < utilities.Length; outcome++)
        {
            var sum = 0.0;
            foreach (var rectangle in rectangles)
            {
                var isIn = true;
                foreach (var (issue, least, most) in rectangle.Includes)
                {
                    var value = issues[issue].Least!.Value + space.ValueOf(outcome, issue);
                    isIn &= value >= least && value <= most;
                }

                sum += isIn ? rectangle.Utility : 0;
            }

            utilities[outcome] = Math.Min(1, sum);
        }

        return utilities;
    }
}
