using NegotiationSim.Domain;

namespace NegotiationSim.Simulation;

/// <summary>When a decision maker has no reason to leave a state.</summary>
public enum Stability
{
    /// <summary>It has no improvement of its own.</summary>
    Nash,

    /// <summary>General metarationality: the others can answer every improvement so that it is no better off, whatever that costs them.</summary>
    GeneralMetarational,

    /// <summary>Symmetric metarationality: and it cannot make good for that by a move of its own.</summary>
    SymmetricMetarational,

    /// <summary>Sequential stability: the others can do so by improvements of their own.</summary>
    Sequential,
}

/// <summary>Something that a decision maker can choose to do or not.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Owner">Whose it is, by place.</param>
/// <param name="Reversible">Whether it can be undone.</param>
public sealed record ConflictOption(string Name, int Owner, bool Reversible = true);

/// <summary>
/// The graph model for conflict resolution: states, who can move from which to which, and who likes which better. It finds the
/// states at which a conflict can come to rest, and says nothing of how likely they are. For an end game of about ten options.
/// It assumes that everybody knows everybody's moves and preferences.
/// </summary>
/// <remarks>
/// Fang, Hipel and Kilgour, "Interactive Decision Making: The Graph Model for Conflict Resolution", 1993: with more than two
/// decision makers the others answer by a legal sequence of moves, in which nobody moves twice in a row (but may move again
/// later). States are numbered from 0. With ten decision makers of one option each an analysis takes seconds.
/// </remarks>
public sealed class GraphModel
{
    /// <summary>The most options of a model made of options.</summary>
    public const int MostOptions = 10;

    /// <summary>The most states.</summary>
    public const int MostStates = 1 << MostOptions;

    private readonly int[][][] _moves; // [decision maker][state]
    private readonly int[][][] _improvements;
    private readonly IReadOnlyList<double[]> _payoffs;
    private readonly int[]?[] _answers; // of all others to a decision maker's move into a state
    private readonly int[]?[] _improvingAnswers;

    /// <param name="states">How many states there are.</param>
    /// <param name="moves">For each decision maker the moves that it controls.</param>
    /// <param name="payoffs">For each decision maker one number for each state: greater is better, equal is alike.</param>
    /// <exception cref="RefusedInputException">There is too much or too little, or a move or payoff is out of range.</exception>
    public GraphModel(int states, IReadOnlyList<IReadOnlyList<(int From, int To)>> moves, IReadOnlyList<double[]> payoffs)
    {
        RefusedInputException.ThrowIfAny("the graph model", Faults(states, moves, payoffs));
        (States, _payoffs) = (states, payoffs);
        _moves = [.. moves.Select(m => m.Where(x => x.From != x.To).Distinct().ToLookup(x => x.From, x => x.To)).Select(m => Enumerable.Range(0, states).Select(s => m[s].ToArray()).ToArray())];
        _improvements = [.. _moves.Select((m, i) => m.Select((to, s) => to.Where(t => payoffs[i][t] > payoffs[i][s]).ToArray()).ToArray())];
        _answers = new int[moves.Count * states][];
        _improvingAnswers = new int[moves.Count * states][];
    }

    /// <summary>How many states there are.</summary>
    public int States { get; }

    /// <summary>How many decision makers there are.</summary>
    public int DecisionMakers => _moves.Length;

    /// <summary>A model of options: each state says of each option whether it is taken; a decision maker changes its own, several at once.</summary>
    /// <param name="options">At most ten.</param>
    /// <param name="payoffs">For each decision maker, one for each of <paramref name="feasible"/>.</param>
    /// <param name="feasible">The states that can be, each as bits: bit o says that option o is taken. Null: all.</param>
    /// <returns>The model; its state s is the s-th feasible one.</returns>
    /// <exception cref="RefusedInputException">There are too many options, or a number is out of range.</exception>
    public static GraphModel OfOptions(IReadOnlyList<ConflictOption> options, IReadOnlyList<double[]> payoffs, IReadOnlyList<int>? feasible = null)
    {
        RefusedInputException.ThrowIfAny("the graph model", OptionFaults(options, payoffs, feasible));
        feasible ??= [.. Enumerable.Range(0, 1 << options.Count)];
        var lasting = Mask(o => !o.Reversible);
        int Mask(Func<ConflictOption, bool> which) => options.Select((o, at) => which(o) ? 1 << at : 0).Sum();
        IReadOnlyList<(int, int)> Moves(int owner)
        {
            var own = Mask(o => o.Owner == owner);
            var moves = from f in Enumerable.Range(0, feasible.Count)
                        from t in Enumerable.Range(0, feasible.Count)
                        let changed = feasible[f] ^ feasible[t]
                        where changed != 0 && (changed & ~own) == 0 && (feasible[f] & ~feasible[t] & lasting) == 0
                        select (f, t);
            return [.. moves];
        }

        return new(feasible.Count, [.. Enumerable.Range(0, payoffs.Count).Select(Moves)], payoffs);
    }

    /// <summary>Whether a decision maker has no reason to leave a state.</summary>
    public bool IsStable(Stability stability, int decisionMaker, int state)
    {
        var payoff = _payoffs[decisionMaker];
        foreach (var improvement in _improvements[decisionMaker][state])
        {
            var deterred = stability switch
            {
                Stability.Nash => false,
                Stability.GeneralMetarational => Answers(decisionMaker, improvement, false).Any(s => payoff[s] <= payoff[state]),
                Stability.SymmetricMetarational => Answers(decisionMaker, improvement, false)
                    .Any(s => payoff[s] <= payoff[state] && _moves[decisionMaker][s].All(t => payoff[t] <= payoff[state])),
                _ => Answers(decisionMaker, improvement, true).Any(s => payoff[s] <= payoff[state]),
            };
            if (!deterred) return false;
        }

        return true;
    }

    /// <summary>The states that are stable for a decision maker.</summary>
    public IReadOnlyList<int> StableFor(Stability stability, int decisionMaker) =>
        [.. Enumerable.Range(0, States).Where(s => IsStable(stability, decisionMaker, s))];

    /// <summary>The states that are stable for everybody.</summary>
    public IReadOnlyList<int> Equilibria(Stability stability) =>
        [.. Enumerable.Range(0, States).Where(s => Enumerable.Range(0, DecisionMakers).All(i => IsStable(stability, i, s)))];

    /// <summary>The states that some decision makers can reach together, nobody moving twice in a row, and all of them like better.</summary>
    /// <param name="members">Decision makers, by place.</param>
    /// <param name="state">Where they are.</param>
    public IReadOnlyList<int> CoalitionImprovements(IReadOnlyCollection<int> members, int state) =>
        [.. Reachable(_moves, members, state).Where(s => members.All(m => _payoffs[m][s] > _payoffs[m][state])).Order()];

    private int[] Answers(int to, int state, bool improving)
    {
        ref var answers = ref (improving ? _improvingAnswers : _answers)[(to * States) + state];
        return answers ??= Reachable(improving ? _improvements : _moves, [.. Enumerable.Range(0, DecisionMakers).Where(i => i != to)], state);
    }

    /// <summary>The states that a legal sequence of moves of these decision makers can reach. A node is a state and who moved last.</summary>
    private int[] Reachable(int[][][] moves, IReadOnlyCollection<int> movers, int start)
    {
        var seen = new bool[States * DecisionMakers];
        var reached = new bool[States];
        var open = new Stack<(int State, int Last)>();
        open.Push((start, -1));
        while (open.TryPop(out var node))
        {
            foreach (var mover in movers)
            {
                if (mover == node.Last) continue;
                foreach (var next in moves[mover][node.State])
                {
                    ref var known = ref seen[(next * DecisionMakers) + mover];
                    if (known) continue;
                    known = reached[next] = true;
                    open.Push((next, mover));
                }
            }
        }

        return [.. Enumerable.Range(0, States).Where(s => reached[s])];
    }

    private static IEnumerable<Fault> OptionFaults(IReadOnlyList<ConflictOption> options, IReadOnlyList<double[]> payoffs, IReadOnlyList<int>? feasible)
    {
        if (options.Count is < 1 or > MostOptions)
        {
            yield return new("options", $"1 to {MostOptions}, there are {options.Count}: {options.Count} options make 2^{options.Count} states");
            yield break;
        }

        foreach (var option in options)
        {
            if (option.Owner < 0 || option.Owner >= payoffs.Count) yield return new(option.Name, $"an owner among {payoffs.Count} decision makers");
        }

        if (feasible is null) yield break;
        if (feasible.Distinct().Count() < feasible.Count) yield return new("feasible", "states that differ");
        if (feasible.Any(s => s < 0 || s >= 1 << options.Count)) yield return new("feasible", $"states of {options.Count} options");
    }

    private static IEnumerable<Fault> Faults(int states, IReadOnlyList<IReadOnlyList<(int From, int To)>> moves, IReadOnlyList<double[]> payoffs)
    {
        if (states is < 1 or > MostStates) yield return new("states", $"1 to {MostStates}, there are {states}");
        if (moves.Count < 1) yield return new("moves", "at least one decision maker");
        if (payoffs.Count != moves.Count) yield return new("payoffs", $"one list for each of {moves.Count} decision makers, there are {payoffs.Count}");
        foreach (var payoff in payoffs)
        {
            if (payoff.Length != states) yield return new("payoffs", $"one number for each of {states} states, there are {payoff.Length}");
            if (!payoff.All(double.IsFinite)) yield return new("payoffs", "finite numbers");
        }

        if (moves.Any(m => m.Any(x => x.From < 0 || x.From >= states || x.To < 0 || x.To >= states))) yield return new("moves", $"states from 0 to {states - 1}");
    }
}
