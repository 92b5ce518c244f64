using NegotiationSim.Domain;

namespace NegotiationSim.Simulation;

/// <summary>A party to alternating offers.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Preferences">What outcomes are worth to it.</param>
/// <param name="Strategy">How it concedes.</param>
/// <param name="Required">Whether nothing is agreed without it. A party that is not required makes offers and is not asked.</param>
public sealed record Negotiator(string Name, Preferences Preferences, ConcessionStrategy Strategy, bool Required = true);

/// <summary>The protocol's numbers.</summary>
/// <param name="Rounds">The deadline: after so many rounds, in each of which everybody speaks once, there is no agreement. From 1.</param>
/// <param name="Discount">What an agreement a round later is worth, as a share, in (0, 1].</param>
/// <param name="EndChance">The chance that talks break down after a round, in [0, 1).</param>
/// <param name="Slack">How far below its target an offer may be, in utilities, from 0. The reference library has 1e-4.</param>
public sealed record OffersRules(int Rounds, double Discount = 1, double EndChance = 0, double Slack = 0);

/// <summary>An offer that was made.</summary>
/// <param name="Round">From 0.</param>
/// <param name="Party">By its place.</param>
/// <param name="Outcome">By its number.</param>
public readonly record struct Offer(int Round, int Party, int Outcome);

/// <summary>How alternating offers ended.</summary>
/// <param name="Outcome">What was agreed, by its number; -1: nothing.</param>
/// <param name="Rounds">How many rounds were begun.</param>
/// <param name="Offers">How many offers were made.</param>
/// <param name="BrokeDown">Whether talks broke down before the deadline.</param>
public readonly record struct OffersResult(int Outcome, int Rounds, long Offers, bool BrokeDown)
{
    public bool IsAgreement => Outcome >= 0;
}

/// <summary>
/// Alternating offers with a deadline, between two or more parties: each in turn accepts what is on the table or puts something
/// else there; agreed is what all required others have accepted since it was offered. It assumes that parties know what outcomes
/// are worth to themselves, follow one strategy throughout, and accept whatever is worth at least what they would ask for next.
/// </summary>
/// <remarks>
/// The stacked protocol of Aydoğan, Festen, Hindriks and Jonker 2017; with two parties Rubinstein's 1982 without a closed form.
/// Relative time in a round r of R is (r + 1) / (R + 1), as in the reference library (NegMAS). An instance serves one thread;
/// a run allocates nothing.
/// </remarks>
public sealed class AlternatingOffers
{
    private const int Accept = -1;
    private const int Silence = -2;

    private readonly Negotiator[] _parties;
    private readonly OffersRules _rules;
    private readonly double[] _target; // of strategies in time, for the present round

    // [p, q]: what p has from q. NaN: nothing yet.
    private readonly double[] _firstWorth;
    private readonly double[] _bestWorth;

    // Minimal concession: how many different offers each has made, which (by the run that they were made in), and the own last place.
    private readonly int[] _different;
    private readonly int[] _place;
    private readonly int[]? _madeIn;
    private int _run;

    /// <param name="parties">At least two, two of them required, with preferences over the same outcomes.</param>
    /// <param name="rules">The protocol's numbers.</param>
    /// <exception cref="RefusedInputException">Parties or rules are unusable.</exception>
    public AlternatingOffers(IReadOnlyList<Negotiator> parties, OffersRules rules)
    {
        RefusedInputException.ThrowIfAny("alternating offers", Faults(parties, rules));
        (_parties, _rules) = ([.. parties], rules);
        var count = parties.Count;
        (_target, _different, _place) = (new double[count], new int[count], new int[count]);
        (_firstWorth, _bestWorth) = (new double[count * count], new double[count * count]);
        if (parties.Any(p => p.Strategy is ConcessionStrategy.Minimal)) _madeIn = new int[count * parties[0].Preferences.Utilities.Length];
    }

    /// <summary>Runs without chance.</summary>
    /// <param name="trace">Receives the offers, when given.</param>
    /// <exception cref="InvalidOperationException">Talks may break down, which needs a stream.</exception>
    public OffersResult Run(List<Offer>? trace = null)
    {
        if (_rules.EndChance > 0) throw new InvalidOperationException("Talks that may break down need a stream.");
        var none = default(RandomStream);
        return Run(ref none, trace);
    }

    /// <summary>Runs.</summary>
    /// <param name="stream">Drawn from after each round when talks may break down.</param>
    /// <param name="trace">Receives the offers, when given.</param>
    public OffersResult Run(ref RandomStream stream, List<Offer>? trace = null)
    {
        Begin();
        var (standing, offeredBy, accepted, offers) = (-1, -1, 0, 0L);
        for (var round = 0; round < _rules.Rounds; round++)
        {
            BeginRound(round);
            for (var p = 0; p < _parties.Length; p++)
            {
                var response = p == offeredBy ? Propose(p) : Respond(p, standing);
                if (response == Accept)
                {
                    accepted += _parties[p].Required ? 1 : 0;
                    if (accepted == RequiredOthers(offeredBy)) return new(standing, round + 1, offers, false);
                    continue;
                }

                if (response == Silence) continue; // it has nothing to offer that it would accept
                (standing, offeredBy, accepted) = (response, p, 0);
                Hear(p, response);
                offers++;
                trace?.Add(new(round, p, response));
            }

            if (_rules.EndChance > 0 && stream.NextDouble() < _rules.EndChance) return new(-1, round + 1, offers, true);
        }

        return new(-1, _rules.Rounds, offers, false);
    }

    /// <summary>What a result is worth to a party: its utility, discounted by the rounds that it took; without agreement its reservation.</summary>
    public double WorthTo(int party, OffersResult result) => result.IsAgreement
        ? _parties[party].Preferences.Utilities[result.Outcome] * Math.Pow(_rules.Discount, result.Rounds - 1)
        : _parties[party].Preferences.Reservation;

    /// <summary>Forgets what was said.</summary>
    internal void Begin()
    {
        Array.Fill(_firstWorth, double.NaN);
        Array.Fill(_bestWorth, double.NaN);
        Array.Clear(_different);
        for (var p = 0; p < _parties.Length; p++) _place[p] = _parties[p].Preferences.Utilities.Length; // above the best
        if (_madeIn is null) return;
        if (_run == int.MaxValue)
        {
            Array.Clear(_madeIn);
            _run = 0;
        }

        _run++;
    }

    /// <summary>What strategies in time ask for in a round.</summary>
    internal void BeginRound(int round)
    {
        var time = (round + 1.0) / (_rules.Rounds + 1.0);
        for (var p = 0; p < _parties.Length; p++)
        {
            var (least, most) = (_parties[p].Preferences.Reservation, _parties[p].Preferences.Highest);
            _target[p] = _parties[p].Strategy switch
            {
                ConcessionStrategy.Aspiration s => Concession.Aspiration(s.Exponent, least, most, time),
                ConcessionStrategy.TimeDependent s => Concession.TimeDependent(s.Exponent, s.Start, least, most, time),
                ConcessionStrategy.Exponential s => Concession.Exponential(s.Exponent, least, most, time),
                _ => double.NaN,
            };
        }
    }

    /// <summary>What a party does with what is on the table: <c>-1</c> accepts it, <c>-2</c> says nothing, else the outcome that it offers.</summary>
    internal int Respond(int p, int standing)
    {
        var preferences = _parties[p].Preferences;
        if (_parties[p].Strategy is ConcessionStrategy.Minimal)
        {
            var place = NextPlace(p);
            var next = preferences.AtPlace(place);
            if (standing >= 0 && preferences.Utilities[standing] >= Math.Max(preferences.Utilities[next], preferences.Reservation)) return Accept;
            _place[p] = place;
            return next;
        }

        var target = Target(p);
        return standing >= 0 && preferences.Utilities[standing] >= target ? Accept : WorstAtLeast(preferences, target);
    }

    /// <summary>Everybody hears an offer.</summary>
    internal void Hear(int from, int outcome)
    {
        for (var p = 0; p < _parties.Length; p++)
        {
            var at = (p * _parties.Length) + from;
            var worth = _parties[p].Preferences.Utilities[outcome];
            if (double.IsNaN(_firstWorth[at])) _firstWorth[at] = _bestWorth[at] = worth;
            else if (worth > _bestWorth[at]) _bestWorth[at] = worth;
        }

        if (_madeIn is null) return;
        ref var made = ref _madeIn[(from * _parties[0].Preferences.Utilities.Length) + outcome];
        if (made == _run) return;
        made = _run;
        _different[from]++;
    }

    private int RequiredOthers(int offeredBy)
    {
        var others = 0;
        for (var p = 0; p < _parties.Length; p++) others += p != offeredBy && _parties[p].Required ? 1 : 0;
        return others;
    }

    /// <summary>A party whose own offer came round again, because some others had nothing to say, makes another.</summary>
    private int Propose(int p) => Respond(p, -1);

    private int WorstAtLeast(Preferences preferences, double target)
    {
        var outcome = preferences.WorstAtLeast(Math.Max(target - _rules.Slack, preferences.Reservation));
        return outcome < 0 ? Silence : outcome;
    }

    private double Target(int p)
    {
        if (_parties[p].Strategy is not ConcessionStrategy.TitForTat strategy) return _target[p];
        var received = double.PositiveInfinity;
        for (var q = 0; q < _parties.Length; q++)
        {
            var at = (p * _parties.Length) + q;
            if (q != p && !double.IsNaN(_firstWorth[at])) received = Math.Min(received, _bestWorth[at] - _firstWorth[at]);
        }

        var preferences = _parties[p].Preferences;
        var given = double.IsFinite(received) ? strategy.Reciprocity * received : 0;
        return Math.Max(preferences.Highest - given, preferences.Reservation);
    }

    /// <summary>The place that minimal concession would offer: one lower when everybody else has made as many different offers.</summary>
    private int NextPlace(int p)
    {
        var preferences = _parties[p].Preferences;
        if (_place[p] == preferences.Utilities.Length) return _place[p] - 1;
        for (var q = 0; q < _parties.Length; q++)
        {
            if (q != p && _different[q] < _different[p]) return _place[p];
        }

        var next = _place[p] - 1;
        return next >= 0 && preferences.Utilities[preferences.AtPlace(next)] >= preferences.Reservation ? next : _place[p];
    }

    private static IEnumerable<Fault> Faults(IReadOnlyList<Negotiator> parties, OffersRules rules)
    {
        if (parties.Count < 2) yield return new("parties", $"at least 2, there are {parties.Count}");
        if (parties.Count(p => p.Required) < 2) yield return new("parties", "at least 2 that must agree");
        if (parties.Select(p => p.Preferences.Utilities.Length).Distinct().Count() > 1) yield return new("parties", "preferences over the same outcomes");
        foreach (var party in parties)
        {
            if (party.Preferences.Highest < party.Preferences.Reservation) yield return new(party.Name, "an outcome that is worth at least no agreement");
            foreach (var fault in party.Strategy.Faults()) yield return new($"{party.Name}: {fault.Member}", fault.Expected);
        }

        if (rules.Rounds < 1) yield return new("rounds", "at least 1");
        if (!(rules.Discount > 0 && rules.Discount <= 1)) yield return new("discount", "above 0 and at most 1");
        if (!(rules.EndChance >= 0 && rules.EndChance < 1)) yield return new("endChance", "at least 0 and below 1");
        if (!(rules.Slack >= 0 && double.IsFinite(rules.Slack))) yield return new("slack", "a finite number, not negative");
    }
}
