namespace NegotiationSim.Simulation;

/// <summary>
/// The spatial model of politics: actors with positions on several dimensions challenge the ones from whom they expect to
/// gain, propose bargains, and move to the bargain that is likeliest to win an election among all. It assumes that salience,
/// capability and position can be put as numbers; that everybody estimates everybody's utility from distance alone; and that
/// nobody looks further ahead than one turn. It gives positions, not agreements, and its turns are not days.
/// </summary>
/// <remarks>
/// KAPSARC Toolkit for Behavioral Analysis (KTAB), Spatial Model of Politics, <c>smp.cpp</c> and <c>smpbcn.cpp</c>; Wise,
/// Lester and Efird, "Multidimensional bargaining using KTAB", KAPSARC 2015; after Bueno de Mesquita 1994. Numbers in
/// brackets below are the steps of one turn. An instance holds all the room that a run needs: <see cref="Begin(ActorTable)"/>
/// and <see cref="Step()"/> allocate nothing, so that one instance serves one thread for any number of runs.
/// With three or four actors coalitions are thin, and positions often freeze after a few turns.
/// </remarks>
public sealed class SpatialModel
{
    /// <summary>Coalitions need third parties.</summary>
    public const int LeastActors = 3;

    private const double LeastPrincipal = 1e-10;
    private const double LeastGain = 1e-5;
    private const double SamePosition = 1e-3;

    private readonly int _actors;
    private readonly int _dimensions;
    private readonly SpatialRules _rules;
    private readonly ElectionRules _election;
    private readonly double _othersRisk; // the share of another's own risk attitude in what is believed of it

    // An actor's row of dimensions. Positions, ideals and saliences are in [0, 1].
    private readonly double[] _salience;
    private readonly double[] _ideal;
    private double[] _position;
    private double[] _next;
    private readonly double[]? _accommodation;

    private readonly double[] _ones; // the weights of plain distances

    // One for each actor.
    private readonly double[] _capability;
    private readonly double[] _care; // the sum of saliences
    private readonly double[] _power; // capability times that sum
    private readonly double[] _salienceNorm; // the sum of squared saliences
    private readonly double[] _risk;
    private readonly double[] _keepWorth;

    // Actor by actor: of [i] for the position of [j].
    private readonly double[] _distance;
    private readonly double[] _utility;

    // What is believed of each actor by whoever was last asked.
    private readonly double[] _seenRisk;
    private readonly double[] _seenOfOwn;
    private readonly double[] _seenOfInitiator;

    // The bargains of the turn, and what each actor thinks of each.
    private readonly SpatialBargains _bargains;
    private readonly double[] _bargainWorth;

    // The options of an election: bargains, or actors that stand for a position.
    private readonly int[] _options;
    private readonly double[] _optionWorth;
    private readonly ElectionRoom _room;

    private double _firstMoves;

    /// <summary>Room for runs with so many actors and dimensions.</summary>
    /// <param name="actors">At least 3.</param>
    /// <param name="dimensions">At least 1.</param>
    /// <param name="rules">The choices that the model leaves open.</param>
    /// <param name="accommodation">
    /// How far ideals follow positions, actors x actors, row after row, not negative, each row summing to at most 1: after each turn an ideal is
    /// Σ_j a_ij x_j + (1 - Σ_j a_ij) of what it was. Null: every ideal is its actor's position, the reference program's default.
    /// </param>
    /// <exception cref="RefusedInputException">Rules, sizes or accommodation are unusable.</exception>
    public SpatialModel(int actors, int dimensions, SpatialRules rules, double[]? accommodation = null)
    {
        RefusedInputException.ThrowIfAny("the spatial model", rules.Faults().Concat(SpatialRules.Faults(actors, dimensions, accommodation)));
        (_actors, _dimensions, _rules, _election) = (actors, dimensions, rules, rules.ElectionRules);
        _accommodation = accommodation;
        _othersRisk = rules.RiskAdjustment switch
        {
            RiskAdjustment.OneThird => 1.0 / 3,
            RiskAdjustment.None => 0,
            RiskAdjustment.Half => 1.0 / 2,
            RiskAdjustment.TwoThirds => 2.0 / 3,
            _ => 1,
        };

        var cells = actors * dimensions;
        (_salience, _ideal, _position, _next) = (new double[cells], new double[cells], new double[cells], new double[cells]);
        _ones = new double[dimensions];
        Array.Fill(_ones, 1);
        (_capability, _care, _power, _salienceNorm) = (new double[actors], new double[actors], new double[actors], new double[actors]);
        (_risk, _keepWorth) = (new double[actors], new double[actors]);
        (_seenRisk, _seenOfOwn, _seenOfInitiator) = (new double[actors], new double[actors], new double[actors]);
        (_distance, _utility) = (new double[actors * actors], new double[actors * actors]);

        var bargains = rules.Form == BargainForm.InitiatorAndReceiver ? 2 * actors : actors;
        _bargains = new(bargains, dimensions, rules.Weights);
        _bargainWorth = new double[bargains * actors];
        var options = bargains + 1;
        (_options, _optionWorth, _room) = (new int[options], new double[options * actors], new(options));
    }

    /// <summary>How many turns were taken since the beginning.</summary>
    public int Turn { get; private set; }

    /// <summary>True when the run is over: it came to rest, or the turns are used up.</summary>
    public bool IsOver { get; private set; }

    /// <summary>The challenges and bargains of the last turn. Valid until the next.</summary>
    public int Bargains => _bargains.Count;

    /// <summary>An actor's position, in [0, 100].</summary>
    public double Position(int actor, int dimension) => 100 * _position[(actor * _dimensions) + dimension];

    /// <summary>How far the position of another is from an actor's ideal, as the actor cares about dimensions (1). In [0, 1].</summary>
    public double Distance(int actor, int other) => _distance[(actor * _actors) + other];

    /// <summary>Every actor's risk attitude in the present positions: 1 seeks what others fear.</summary>
    public ReadOnlySpan<double> RiskAttitudes => _risk;

    /// <summary>Copies all positions, in [0, 100], actor after actor.</summary>
    public void CopyPositions(Span<double> positions)
    {
        for (var i = 0; i < _position.Length; i++) positions[i] = 100 * _position[i];
    }

    /// <summary>Begins a run.</summary>
    /// <param name="table">As many actors and dimensions as there is room for.</param>
    /// <exception cref="RefusedInputException">The table is unusable or of another size.</exception>
    public void Begin(ActorTable table)
    {
        RefusedInputException.ThrowIfAny("the spatial model", table.Faults(LeastActors, oneBudget: true).Concat(SpatialRules.Faults(table, _actors, _dimensions)));
        Begin(table.Positions, table.Saliences, table.Capabilities);
    }

    /// <summary>
    /// Begins a run with numbers that were drawn within the bounds of a table that was checked: nothing is checked again.
    /// </summary>
    /// <param name="positions">Actors x dimensions, in [0, 100].</param>
    /// <param name="saliences">Actors x dimensions, in percent, each actor's summing to at most 100 and more than 0.</param>
    /// <param name="capabilities">One for each actor, above 0.</param>
    public void Begin(ReadOnlySpan<double> positions, ReadOnlySpan<double> saliences, ReadOnlySpan<double> capabilities)
    {
        for (var i = 0; i < _position.Length; i++)
        {
            _ideal[i] = _position[i] = positions[i] / 100;
            _salience[i] = saliences[i] / 100;
        }

        var unit = 1.0;
        if (_rules.Corrects(SpatialCorrections.OwnUnit))
        {
            var total = 0.0;
            foreach (var capability in capabilities) total += capability;
            unit = total / (100 * _actors);
        }

        for (var i = 0; i < _actors; i++)
        {
            var (sum, squares) = (0.0, 0.0);
            foreach (var s in _salience.AsSpan(i * _dimensions, _dimensions))
            {
                sum += s;
                squares += s * s;
            }

            (_capability[i], _care[i], _salienceNorm[i], _power[i]) = (capabilities[i] / unit, sum, squares, capabilities[i] / unit * sum);
        }

        (Turn, IsOver, _firstMoves) = (0, false, 0);
        _bargains.Clear();
        Appraise();
    }

    /// <summary>Takes a turn.</summary>
    /// <exception cref="InvalidOperationException">The run is over, or the rules are stochastic.</exception>
    public void Step()
    {
        if (_rules.Transitions == Transitions.Stochastic) throw new InvalidOperationException("A stochastic turn needs a stream.");
        var none = default(RandomStream);
        Step(ref none);
    }

    /// <summary>Takes a turn.</summary>
    /// <param name="stream">Drawn from once for each actor when the rules are stochastic.</param>
    /// <exception cref="InvalidOperationException">The run is over.</exception>
    public void Step(ref RandomStream stream)
    {
        if (IsOver) throw new InvalidOperationException("The run is over.");
        FormBargains();
        AppraiseBargains();
        for (var k = 0; k < _actors; k++) Choose(k, ref stream);

        var moves = 0.0;
        for (var i = 0; i < _actors; i++) moves += Math.Sqrt(SquaredDistance(_position, i, _next, i));
        (_position, _next) = (_next, _position);
        Accommodate();
        Turn++;
        if (Turn == 1) _firstMoves = moves + _rules.QuietStep;
        IsOver = Turn >= _rules.MostTurns || (Turn >= _rules.LeastTurns && moves / _firstMoves < _rules.QuietShare); // (10)
        Appraise();
    }

    /// <summary>Runs from the beginning to the end. Allocates nothing.</summary>
    /// <returns>How many turns it took.</returns>
    public int RunToEnd(ref RandomStream stream)
    {
        while (!IsOver) Step(ref stream);
        return Turn;
    }

    /// <summary>
    /// The chance of each actor's present position to be what is settled on: an election among the positions that differ (11).
    /// Actors at one position share its chance, so that the numbers may sum to more than 1.
    /// </summary>
    /// <param name="chances">Receives one for each actor.</param>
    public void WinChances(Span<double> chances)
    {
        var unique = 0;
        for (var i = 0; i < _actors; i++)
        {
            if (LastNear(i, unique) < 0) _options[unique++] = i;
        }

        for (var i = 0; i < _actors; i++)
        {
            for (var u = 0; u < unique; u++) _optionWorth[(i * unique) + u] = _utility[(i * _actors) + _options[u]];
        }

        var won = _room.Hold(_election, _capability, _optionWorth.AsSpan(0, _actors * unique));
        for (var i = 0; i < _actors; i++) chances[i] = won[LastNear(i, unique)];
    }

    /// <summary>Of the actors that stand for a position, the last one whose position is that of i; -1: none.</summary>
    private int LastNear(int i, int unique)
    {
        var u = unique - 1;
        while (u >= 0 && SquaredDistance(_position, i, _position, _options[u]) >= SamePosition * SamePosition) u--;
        return u;
    }

    /// <summary>A bargain of the last turn: who challenged whom, and where both would stand (scaled to [0, 100]).</summary>
    /// <param name="bargain">Its number, below <see cref="Bargains"/>.</param>
    public (int Initiator, int Receiver, double[] InitiatorAt, double[] ReceiverAt) Bargain(int bargain) => (
        _bargains.Initiator(bargain), _bargains.Receiver(bargain),
        [.. _bargains.InitiatorAt(bargain).ToArray().Select(x => 100 * x)],
        [.. _bargains.ReceiverAt(bargain).ToArray().Select(x => 100 * x)]);

    /// <summary>
    /// What an actor believes of a challenge in the present positions (6).
    /// </summary>
    /// <param name="observer">Who believes it.</param>
    /// <param name="affected">Whose gain it is.</param>
    /// <param name="initiator">Who challenges.</param>
    /// <param name="receiver">Who is challenged.</param>
    /// <returns>The chance that the initiator wins, and what the affected expects to gain over leaving things as they are.</returns>
    public (double Chance, double Gain) Challenge(int observer, int affected, int initiator, int receiver)
    {
        Observe(observer, initiator);
        return Challenge(affected, initiator, receiver);
    }

    /// <summary>What an observer believes that does not depend on who is challenged: risk attitudes, and utilities of own positions and of the initiator's.</summary>
    private void Observe(int h, int i)
    {
        for (var n = 0; n < _actors; n++)
        {
            var risk = ((1 - _othersRisk) * _risk[h]) + (_othersRisk * _risk[n]);
            (_seenRisk[n], _seenOfOwn[n], _seenOfInitiator[n]) =
                (risk, UtilityOf(_distance[(n * _actors) + n], risk), UtilityOf(_distance[(n * _actors) + i], risk));
        }
    }

    /// <summary>The challenge as it was last observed.</summary>
    private (double Chance, double Gain) Challenge(int affected, int i, int j)
    {
        var voting = _rules.Voting;
        var (forI, forJ) = (LeastPrincipal, LeastPrincipal);
        AddVote(CondorcetElection.Vote(voting, _power[i], _seenOfOwn[i] - SeenOf(i, j)), ref forI, ref forJ);
        AddVote(CondorcetElection.Vote(voting, _power[j], _seenOfInitiator[j] - _seenOfOwn[j]), ref forI, ref forJ);
        var (allForI, allForJ) = (forI, forJ);
        for (var n = 0; n < _power.Length; n++)
        {
            if (n == i || n == j) continue;
            AddVote(ThirdPartyVote(_power[n], _seenOfInitiator[n], SeenOf(n, j), _seenOfOwn[n], forI, forJ), ref allForI, ref allForJ);
        }

        var chance = allForI / (allForI + allForJ);
        var (ofI, ofJ) = (_seenOfInitiator[affected], SeenOf(affected, j));
        var contested = (chance * 2 * ofI) + ((1 - chance) * 2 * ofJ);
        var expected = ((1 - _care[j]) * 2 * ofI) + (_care[j] * contested);
        return (chance, expected - (ofI + ofJ));
    }

    /// <summary>The utility of the position of j for n, as it was last observed.</summary>
    private double SeenOf(int n, int j) => UtilityOf(_distance[(n * _actors) + j], _seenRisk[n]);

    /// <summary>The utility of a distance for a risk attitude (2). Above 1 only by rounding, or with ideals away from positions.</summary>
    public static double UtilityOf(double distance, double risk) =>
        distance <= 1 ? (1 - distance) * (1 + (risk * distance)) : (1 - distance) * (1 + risk);

    private static void AddVote(double vote, ref double forI, ref double forJ)
    {
        if (vote > 0) forI += vote;
        else forJ -= vote;
    }

    /// <summary>A third party's vote between i and j, knowing the votes of these two.</summary>
    private double ThirdPartyVote(double power, double ofI, double ofJ, double ofOwn, double forI, double forJ)
    {
        var own = CondorcetElection.Vote(_rules.Voting, power, ofI - ofJ);
        if (_rules.Commitment == Commitment.Semi)
        {
            var chance = own > 0 ? (forI + own) / (forI + own + forJ) : forI / (forI + forJ - own);
            return CondorcetElection.Vote(_rules.Voting, power, (chance * (ofOwn - ofI)) - ((1 - chance) * (ofOwn - ofJ)));
        }

        if (!_rules.Corrects(SpatialCorrections.ThirdPartySides)) return 0;
        var joiningI = (forI + Math.Abs(own)) / (forI + Math.Abs(own) + forJ);
        var joiningJ = forI / (forI + forJ + Math.Abs(own));
        var adopted = _rules.Commitment == Commitment.Full ? 3 : 2; // the positions that the winner decides: also its own, or not
        return CondorcetElection.Vote(_rules.Voting, power, adopted * (joiningI - joiningJ) * (ofI - ofJ));
    }

    /// <summary>Distances (1), risk attitudes (5) and utilities of the present positions.</summary>
    private void Appraise()
    {
        for (var i = 0; i < _actors; i++)
        {
            for (var j = 0; j < _actors; j++)
            {
                var at = (i * _actors) + j;
                _distance[at] = Distance(i, _position.AsSpan(j * _dimensions, _dimensions));
                _utility[at] = UtilityOf(_distance[at], 0);
            }
        }

        var chances = _room.Hold(_election, _capability, _utility);
        var (least, most) = (1.0, 0.0);
        foreach (var chance in chances) (least, most) = (Math.Min(least, chance), Math.Max(most, chance));
        for (var i = 0; i < _actors; i++)
        {
            var share = most > least ? (chances[i] - least) / (most - least) : 0; // all alike: nobody takes risks
            _risk[i] = most > least
                ? _rules.RiskRange switch
                {
                    RiskRange.Middle => ((3 * chances[i]) - (most + (2 * least))) / (2 * (most - least)),
                    RiskRange.Narrow => share,
                    _ => (2 * share) - 1,
                }
                : 0;
        }

        for (var i = 0; i < _actors; i++)
        {
            var sum = 0.0;
            for (var j = 0; j < _actors; j++)
            {
                var at = (i * _actors) + j;
                sum += _utility[at] = UtilityOf(_distance[at], _risk[i]);
            }

            _keepWorth[i] = sum / _actors;
        }
    }

    /// <summary>Every actor challenges the one from whom it expects to gain most, if anybody (7), and bargains are made of it (8).</summary>
    private void FormBargains()
    {
        _bargains.Clear();
        for (var i = 0; i < _actors; i++)
        {
            Observe(i, i);
            var (target, chance, gain) = (-1, 0.0, LeastGain);
            for (var j = 0; j < _actors; j++)
            {
                if (j == i) continue;
                var (p, g) = Challenge(i, i, j);
                if (g > gain) (target, chance, gain) = (j, p, g);
            }

            if (target < 0) continue;
            switch (_rules.Form)
            {
                case BargainForm.Initiator:
                    _bargains.Add(i, target, chance, _position, _salience);
                    break;
                case BargainForm.InitiatorAndReceiver:
                    _bargains.Add(i, target, chance, _position, _salience);
                    _bargains.Add(i, target, SeenByReceiver(i, target), _position, _salience);
                    break;
                default:
                    var weight = (_rules.Corrects(SpatialCorrections.ReceiverCapability) ? _capability[target] : _capability[i]) * _care[target];
                    _bargains.AddMean(i, target, (chance, _power[i]), (SeenByReceiver(i, target), weight), _position, _salience);
                    break;
            }
        }
    }

    private double SeenByReceiver(int i, int j)
    {
        var (chance, gain) = Challenge(j, i, i, j);
        return _rules.Corrects(SpatialCorrections.ReceiverChance) ? chance : gain;
    }

    /// <summary>What each actor thinks of each bargain: the mean of its utilities over all positions after it (9).</summary>
    private void AppraiseBargains()
    {
        for (var b = 0; b < _bargains.Count; b++)
        {
            var (i, j) = (_bargains.Initiator(b), _bargains.Receiver(b));
            var atI = _bargains.InitiatorAt(b);
            var atJ = _bargains.ReceiverAt(b);
            for (var k = 0; k < _actors; k++)
            {
                var sum = UtilityOf(Distance(k, atI), _risk[k]) + UtilityOf(Distance(k, atJ), _risk[k]);
                for (var n = 0; n < _actors; n++)
                {
                    if (n != i && n != j) sum += _utility[(k * _actors) + n];
                }

                _bargainWorth[(b * _actors) + k] = sum / _actors;
            }
        }
    }

    /// <summary>An actor chooses among keeping its position and the bargains that it sent or received (9).</summary>
    private void Choose(int k, ref RandomStream stream)
    {
        var options = 1;
        for (var b = 0; b < _bargains.Count; b++)
        {
            if (_bargains.Initiator(b) == k || _bargains.Receiver(b) == k) _options[options++] = b;
        }

        var to = _next.AsSpan(k * _dimensions, _dimensions);
        _position.AsSpan(k * _dimensions, _dimensions).CopyTo(to);
        if (options == 1) return;
        for (var n = 0; n < _actors; n++)
        {
            var row = _optionWorth.AsSpan(n * options, options);
            row[0] = _keepWorth[n];
            for (var o = 1; o < options; o++) row[o] = _bargainWorth[(_options[o] * _actors) + n];
        }

        var chances = _room.Hold(_election, _capability, _optionWorth.AsSpan(0, _actors * options));
        var chosen = 0;
        if (_rules.Transitions == Transitions.Stochastic) chosen = stream.NextIndex(chances);
        else
        {
            for (var o = 1; o < options; o++)
            {
                if (chances[o] > chances[chosen]) chosen = o;
            }
        }

        if (chosen == 0) return;
        var bargain = _options[chosen];
        (_bargains.Initiator(bargain) == k ? _bargains.InitiatorAt(bargain) : _bargains.ReceiverAt(bargain)).CopyTo(to);
    }

    /// <summary>Ideals follow positions (1).</summary>
    private void Accommodate()
    {
        if (_accommodation is null)
        {
            _position.CopyTo(_ideal, 0);
            return;
        }

        for (var i = 0; i < _actors; i++)
        {
            var row = _accommodation.AsSpan(i * _actors, _actors);
            var lag = 1.0;
            foreach (var a in row) lag -= a;
            for (var d = 0; d < _dimensions; d++)
            {
                var ideal = Math.Max(0, lag) * _ideal[(i * _dimensions) + d];
                for (var j = 0; j < _actors; j++) ideal += row[j] * _position[(j * _dimensions) + d];
                _ideal[(i * _dimensions) + d] = ideal;
            }
        }
    }

    /// <summary>The distance of a point from an actor's ideal, each dimension weighed by the actor's salience (1).</summary>
    private double Distance(int i, ReadOnlySpan<double> point) =>
        Math.Sqrt(SpatialSums.SquaredSteps(_ideal.AsSpan(i * _dimensions, _dimensions), point, _salience.AsSpan(i * _dimensions, _dimensions)) / _salienceNorm[i]);

    private double SquaredDistance(double[] a, int i, double[] b, int j) =>
        SpatialSums.SquaredSteps(a.AsSpan(i * _dimensions, _dimensions), b.AsSpan(j * _dimensions, _dimensions), _ones);
}
