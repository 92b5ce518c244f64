namespace NegotiationSim.Simulation;

/// <summary>A challenge that an actor made because it expects to gain by it.</summary>
/// <param name="Initiator">Who challenges.</param>
/// <param name="Receiver">Who is challenged.</param>
/// <param name="Chance">The initiator's chance to win, as it sees it.</param>
/// <param name="Gain">What the initiator expects to gain, in utilities, above 1e-5.</param>
/// <param name="InitiatorAt">Where the initiator would stand after the first bargain made of it, in [0, 100], one for each dimension.</param>
/// <param name="ReceiverAt">Where the receiver would stand.</param>
public sealed record SpatialChallenge(int Initiator, int Receiver, double Chance, double Gain, double[] InitiatorAt, double[] ReceiverAt);

/// <summary>How things stand after a turn.</summary>
/// <param name="Positions">Actors x dimensions, row after row, in [0, 100].</param>
/// <param name="WinChances">The chance of each actor's position to be what is settled on.</param>
/// <param name="RiskAttitudes">Each actor's.</param>
/// <param name="Challenges">Made in these positions; those of the last turn were not made any more, and are left out.</param>
public sealed record SpatialTurn(double[] Positions, double[] WinChances, double[] RiskAttitudes, IReadOnlyList<SpatialChallenge> Challenges);

/// <summary>A run of the spatial model with everything that happened, for looking at; Monte Carlo uses <see cref="SpatialModel"/>.</summary>
/// <param name="Turns">The beginning, and one after each turn.</param>
public sealed record SpatialRun(IReadOnlyList<SpatialTurn> Turns)
{
    /// <summary>Runs from the table's positions to the end.</summary>
    /// <param name="table">At least 3 actors, whose saliences share one budget.</param>
    /// <param name="rules">The choices that the model leaves open.</param>
    /// <param name="stream">Drawn from when the rules are stochastic.</param>
    /// <param name="accommodation">As for <see cref="SpatialModel"/>.</param>
    /// <exception cref="RefusedInputException">Table or rules are unusable.</exception>
    public static SpatialRun Of(ActorTable table, SpatialRules rules, RandomStream stream = default, double[]? accommodation = null)
    {
        RefusedInputException.ThrowIfAny("the spatial model", table.Faults(SpatialModel.LeastActors, oneBudget: true));
        var model = new SpatialModel(table.Actors, table.Dimensions, rules, accommodation);
        model.Begin(table);
        var turns = new List<SpatialTurn>();
        while (true)
        {
            var turn = new SpatialTurn(new double[table.Positions.Length], new double[table.Actors], model.RiskAttitudes.ToArray(), []);
            model.CopyPositions(turn.Positions);
            model.WinChances(turn.WinChances);
            if (model.IsOver)
            {
                turns.Add(turn);
                return new(turns);
            }

            var before = Views(model, table.Actors);
            model.Step(ref stream);
            turns.Add(turn with { Challenges = Challenges(model, before) });
        }
    }

    /// <summary>What each actor expects of challenging each other, before positions change.</summary>
    private static (double Chance, double Gain)[,] Views(SpatialModel model, int actors)
    {
        var views = new (double, double)[actors, actors];
        for (var i = 0; i < actors; i++)
        {
            for (var j = 0; j < actors; j++)
            {
                if (i != j) views[i, j] = model.Challenge(i, i, i, j);
            }
        }

        return views;
    }

    private static List<SpatialChallenge> Challenges(SpatialModel model, (double Chance, double Gain)[,] views)
    {
        var challenges = new List<SpatialChallenge>();
        for (var b = 0; b < model.Bargains; b++)
        {
            var (i, j, atI, atJ) = model.Bargain(b);
            if (challenges.Count > 0 && challenges[^1].Initiator == i) continue; // the receiver's bargain of the same challenge
            challenges.Add(new(i, j, views[i, j].Chance, views[i, j].Gain, atI, atJ));
        }

        return challenges;
    }
}
