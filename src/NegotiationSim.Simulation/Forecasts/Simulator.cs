using NegotiationSim.Domain;

namespace NegotiationSim.Simulation;

/// <summary>Who is told what happens in a run, in the order in which it does.</summary>
public interface IRunObserver
{
    /// <summary>A run begins.</summary>
    /// <param name="positions">Where the parties stand at first, party after party, in [0, 100]. Valid until the next call.</param>
    void Begins(ReadOnlySpan<double> positions);

    /// <summary>Something happens.</summary>
    void Happens(NegotiationEvent e);

    /// <summary>The parties have moved, on a day.</summary>
    void Moved(DateOnly day, ReadOnlySpan<double> positions);
}

/// <summary>
/// Simulates runs of a forecast, one at a time. In each round the parties meet or the round is cancelled; when they meet they
/// move as the model says; whoever comes near to a text or leaves it says so; what all who must agree are near enough on is
/// agreed, as far as all that must be settled together is. A run is a matter of the plan, the seed and its number alone.
/// </summary>
/// <remarks>
/// One instance serves one thread. What is drawn: <c>inputs</c> gives each judged number, in the order of
/// <see cref="ForecastPlan.Inputs"/>; <c>worlds</c> the points that unnamed sets mean; <c>rounds</c> what is cancelled and
/// breaks off; <c>shocks</c> their days; <c>model</c> what the model draws.
/// </remarks>
public sealed class Simulator
{
    private const double DaysInAYear = 365.25;

    private readonly ForecastPlan _plan;
    private readonly Movement _movement;
    private readonly ulong _seed;
    private readonly Assessment _a;
    private readonly int _parties;
    private readonly int _points;
    private readonly ValueList<PartyId> _required;
    private readonly bool[] _openAtFirst;
    private readonly bool _tabledAtFirst;

    // What was drawn. Rows are parties, columns points.
    private readonly double[] _chances;
    private readonly double[] _position;
    private readonly double[] _salience;
    private readonly double[] _capability;
    private readonly double[] _noAgreement;
    private readonly double[] _firmness;
    private readonly double[] _perYear;
    private readonly Region[] _start;
    private readonly bool[] _meant;
    private double _daysPerRound;
    private double _cancelled;
    private double _breaksOff;

    // Where the run stands.
    private readonly Stance?[] _said;
    private readonly Stance?[] _stands; // what the parties have come to in the round, and say next
    private readonly bool[] _settled;
    private readonly List<(DateOnly Day, int Shock)> _shocks = [];
    private readonly List<PointId> _saying = [];

    // Names are the same in every run: made once, a run allocates a fifth less.
    private readonly List<EventId> _ids = [];
    private readonly List<RoundNames> _rounds = [];
    private ValueList<Claim> _claims;
    private IRunObserver _observer = null!;
    private int _count;

    /// <param name="plan">What runs start from.</param>
    /// <param name="seed">From which all that is drawn follows.</param>
    public Simulator(ForecastPlan plan, ulong seed)
    {
        (_plan, _seed, _a) = (plan, seed, plan.Assessment);
        _movement = plan.Model.Moves!.Create(plan);
        (_parties, _points) = (plan.Parties.Count, plan.Points.Count);
        var cells = _parties * _points;
        (_position, _salience, _said, _stands, _start) = (new double[cells], new double[cells], new Stance?[cells], new Stance?[cells], new Region[cells]);
        (_capability, _noAgreement, _firmness) = (new double[_parties], new double[_parties], new double[_parties]);
        _perYear = new double[_a.Shocks.Count];
        _chances = new double[plan.Inputs.Count];
        _meant = new bool[_points];
        _settled = new bool[_points];
        _required = [.. plan.State.Required.Order()];
        _openAtFirst = [.. plan.Points.Select(p => plan.State.StatusOf(plan.State.Points[p.Point]) is not (PointStatus.Agreed or PointStatus.Superseded or PointStatus.Dropped or PointStatus.SetAside))];
        _tabledAtFirst = plan.State.Versions[_a.Version].IsTabled;
    }

    /// <summary>The chances of the judged numbers in a run, each in [0, 1), in the order of <see cref="ForecastPlan.Inputs"/>.</summary>
    public void ChancesOf(int run, Span<double> chances)
    {
        var stream = RandomStream.For(_seed, run, "inputs");
        for (var i = 0; i < chances.Length; i++) chances[i] = stream.NextDouble();
    }

    /// <summary>Simulates a run.</summary>
    /// <param name="run">Its number, from 0.</param>
    /// <param name="observer">Is told what happens.</param>
    public void Run(int run, IRunObserver observer)
    {
        ChancesOf(run, _chances);
        Run(run, _chances, observer);
    }

    /// <summary>Simulates a run with given chances of the judged numbers; everything else is drawn as in the run of that number.</summary>
    public void Run(int run, ReadOnlySpan<double> chances, IRunObserver observer)
    {
        (_observer, _count) = (observer, 0);
        Draw(run, chances);
        _observer.Begins(_position);
        var rounds = RandomStream.For(_seed, run, "rounds");
        var model = RandomStream.For(_seed, run, "model");
        _claims = [new Claim { By = $"forecast {_a.Name}, run {run}", Certainty = Certainty.Supposed }];
        var end = _a.Deadline < _a.Until ? _a.Deadline.Value : _a.Until;
        var day = _plan.From;
        Restart(day, end);
        for (var round = 1; !AllSettled(); round++)
        {
            var next = day.AddDays(Math.Max(1, (int)Math.Round(_daysPerRound * round) - (day.DayNumber - _plan.From.DayNumber)));
            Shocks(next < end ? next : end, end);
            if (next > end)
            {
                if (end < _a.Until) _observer.Happens(new TalksConcluded { Id = NextId(), Order = Place, Claims = _claims, Occurred = When.Day(end), Title = "The deadline passes", Outcome = "No round is left before the deadline." });
                return;
            }

            var names = NamesOf(round);
            var meeting = names.Meeting;
            var arranged = day.AddDays(1);
            _observer.Happens(new MeetingScheduled { Id = NextId(), Order = Place, Claims = _claims, Occurred = When.Day(arranged), Title = names.Arranged, Meeting = meeting, For = When.Day(next), Parties = _required });
            day = next;
            if (rounds.NextDouble() < _cancelled)
            {
                _observer.Happens(new MeetingCancelled { Id = NextId(), Order = Place, Claims = _claims, Occurred = When.Day(day), Title = names.Cancelled, Meeting = meeting, For = When.Day(day), Parties = _required });
                continue;
            }

            Meet(round, day, names, ref model);
            if (!AllSettled() && rounds.NextDouble() < _breaksOff)
            {
                _observer.Happens(new TalksSuspended { Id = NextId(), Order = Place, Claims = _claims, Occurred = When.Day(day), Title = "The talks break off" });
                return;
            }
        }
    }

    private void Draw(int run, ReadOnlySpan<double> chances)
    {
        _plan.Starts.CopyTo(_start);
        var worlds = RandomStream.For(_seed, run, "worlds");
        foreach (var set in _plan.Sets)
        {
            set.Draw(ref worlds, _meant);
            for (var at = 0; at < set.Points.Length; at++) _start[_plan.CellAt(set.Party, set.Points[at])] = _meant[at] ? set.Meant[at] : set.NotMeant[at];
        }

        for (var i = 0; i < _plan.Inputs.Count; i++)
        {
            var (_, kind, at, estimate) = _plan.Inputs[i];
            var drawn = kind == InputKind.Position ? _start[at].At(estimate, chances[i]) : estimate.At(chances[i]);
            switch (kind)
            {
                case InputKind.Capability: _capability[at] = drawn; break;
                case InputKind.Position: _position[at] = drawn; break;
                case InputKind.Salience: _salience[at] = drawn; break;
                case InputKind.DaysPerRound: _daysPerRound = drawn; break;
                case InputKind.Cancelled: _cancelled = drawn; break;
                case InputKind.BreaksOff: _breaksOff = drawn; break;
                case InputKind.NoAgreement: _noAgreement[at] = drawn; break;
                case InputKind.Firmness: _firmness[at] = drawn; break;
                case InputKind.Shock: _perYear[at] = drawn; break;
            }
        }

        for (var i = 0; i < _parties; i++) KeepBudget(i);
        for (var cell = 0; cell < _said.Length; cell++) _said[cell] = Region.StanceAt(_plan.Points[cell % _points], _position[cell]);
        for (var d = 0; d < _points; d++) _settled[d] = !_openAtFirst[d];
        DrawShocks(RandomStream.For(_seed, run, "shocks"));
    }

    /// <summary>Saliences that were drawn over a party's budget are brought down to it, each by the same share.</summary>
    private void KeepBudget(int party)
    {
        var row = _salience.AsSpan(party * _points, _points);
        var sum = 0.0;
        foreach (var s in row) sum += s;
        if (sum <= 100) return;
        foreach (ref var s in row) s *= 100 / sum;
    }

    private void DrawShocks(RandomStream stream)
    {
        _shocks.Clear();
        var days = _a.Until.DayNumber - _plan.From.DayNumber;
        for (var s = 0; s < _perYear.Length; s++)
        {
            for (var at = stream.NextExponential(); at * DaysInAYear / _perYear[s] < days; at += stream.NextExponential())
            {
                _shocks.Add((_plan.From.AddDays(1 + (int)(at * DaysInAYear / _perYear[s])), s));
            }
        }

        _shocks.Sort((a, b) => (b.Day, b.Shock).CompareTo((a.Day, a.Shock))); // the next one last
    }

    /// <summary>What happens outside the talks until a day, and what it changes.</summary>
    private void Shocks(DateOnly until, DateOnly end)
    {
        var changed = false;
        DateOnly day = default;
        for (; _shocks.Count > 0 && _shocks[^1].Day <= until; _shocks.RemoveAt(_shocks.Count - 1))
        {
            (day, var at) = _shocks[^1];
            var shock = _a.Shocks[at];
            changed = true;
            _observer.Happens(new IncidentOccurred { Id = NextId(), Order = Place, Claims = _claims, Occurred = When.Day(day), Title = shock.Name, Parties = shock.Party is { } concerned ? [concerned] : [] });
            for (var i = 0; i < _parties; i++)
            {
                if (shock.Party is { } party && _plan.Parties[i].Party != party) continue;
                _capability[i] = Math.Clamp(_capability[i] * shock.Capability, ActorTable.LeastCapability, ActorTable.MostCapability);
                for (var d = 0; d < _points; d++)
                {
                    if (shock.Points.Count > 0 && !shock.Points.Contains(_plan.Points[d].Point)) continue;
                    var cell = _plan.CellAt(i, d);
                    _salience[cell] *= shock.Salience;
                    _position[cell] = Held(cell, Math.Clamp(_position[cell] + shock.Position, 0, 100));
                }

                KeepBudget(i);
            }
        }

        if (!changed) return;
        Restart(day, end);
        _observer.Moved(day, _position);
    }

    private void Restart(DateOnly day, DateOnly end)
    {
        var rounds = Math.Max(1, (int)((end.DayNumber - day.DayNumber) / Math.Max(1, _daysPerRound)));
        _movement.Begin(new(_position, _salience, _capability, _noAgreement, _firmness, rounds));
    }

    private void Meet(int round, DateOnly day, RoundNames names, ref RandomStream model)
    {
        var meeting = names.Meeting;
        var held = NextId();
        _observer.Happens(new MeetingHeld { Id = held, Order = Place, Claims = _claims, Occurred = When.Day(day), Title = names.Title, Meeting = meeting, Parties = _required });
        if (round == 1 && !_tabledAtFirst) _observer.Happens(new PlanTabled { Id = NextId(), Order = Place, Claims = _claims, Occurred = When.Day(day), Title = $"{_a.Version} is tabled", Version = _a.Version, Meeting = meeting, Because = [held] });
        _movement.Step(ref model);
        _movement.CopyPositions(_position);
        for (var cell = 0; cell < _position.Length; cell++)
        {
            _position[cell] = Held(cell, Math.Clamp(_position[cell], 0, 100));
            _stands[cell] = Region.StanceAt(_plan.Points[cell % _points], _position[cell]);
        }

        for (var i = 0; i < _parties; i++)
        {
            Say(i, Stance.Accepts, day, held);
            Say(i, Stance.ObjectsToWording, day, held);
            Say(i, Stance.Rejects, day, held);
        }

        Settle(day, held);
        _observer.Moved(day, _position);
    }

    /// <summary>What a party has accepted it does not leave, unless the assessment lets it.</summary>
    private double Held(int cell, double position) =>
        _plan.Recorded[cell] == Stance.Accepts && !_a.MayBeUndone ? _plan.Starts[cell].Nearest(position) : position;

    /// <summary>A party says on which open points it has come to a stance. What is settled together is accepted together.</summary>
    private void Say(int party, Stance stance, DateOnly day, EventId held)
    {
        _saying.Clear();
        var first = _plan.CellAt(party, 0);
        var said = _said.AsSpan(first, _points);
        var stands = _stands.AsSpan(first, _points);
        for (var d = 0; d < said.Length; d++)
        {
            if (stands[d] != stance || said[d] == stance || _settled[d]) continue;
            said[d] = stance;
            if (_plan.Recorded[first + d] != Stance.Accepts || _a.MayBeUndone) _saying.Add(_plan.Points[d].Point);
        }

        if (_saying.Count == 0) return;
        var (declared, condition) = stance == Stance.Accepts && _a.Linkage != Linkage.PointByPoint ? (Stance.AcceptsConditionally, "all that is settled together is agreed") : (stance, null);
        _observer.Happens(new StanceDeclared { Id = NextId(), Order = Place, Claims = _claims, Occurred = When.Day(day), Party = _plan.Parties[party].Party, Stance = declared, Condition = condition, Points = [.. _saying], Because = [held] });
    }

    private void Settle(DateOnly day, EventId held)
    {
        foreach (var group in _plan.Groups)
        {
            _saying.Clear();
            var near = true;
            foreach (var d in group)
            {
                near &= _settled[d] || Near(d);
                if (!_settled[d]) _saying.Add(_plan.Points[d].Point);
            }

            if (!near || _saying.Count == 0) continue;
            foreach (var d in group) _settled[d] = true;
            _observer.Happens(new AgreementReached { Id = NextId(), Order = Place, Claims = _claims, Occurred = When.Day(day), Parties = _required, Points = [.. _saying], Because = [held] });
        }
    }

    /// <summary>All who must agree are within the point's tolerance of one another, or of the text.</summary>
    private bool Near(int point)
    {
        var (least, most, accept) = (double.MaxValue, double.MinValue, true);
        for (var i = 0; i < _parties; i++)
        {
            if (!_plan.Required[i]) continue;
            var cell = _plan.CellAt(i, point);
            (least, most) = (Math.Min(least, _position[cell]), Math.Max(most, _position[cell]));
            accept &= _stands[cell] == Stance.Accepts;
        }

        return accept || most - least <= _plan.Points[point].Tolerance;
    }

    private bool AllSettled() => !_settled.AsSpan().Contains(false);

    private EventId NextId()
    {
        if (_count++ == _ids.Count) _ids.Add(ForecastNames.Event(_a.Name, _count));
        return _ids[_count - 1];
    }

    private RoundNames NamesOf(int round)
    {
        if (round > _rounds.Count) _rounds.Add(new(ForecastNames.Round(_a.Name, round), $"Round {round}", $"Round {round} is arranged", $"Round {round} is cancelled"));
        return _rounds[round - 1];
    }

    /// <summary>The place of the last event named among those of its day: by its number, and after whatever else happens.</summary>
    private int Place => FirstPlace + _count;

    private const int FirstPlace = 1_000_000;

    /// <summary>What a round of talks and its events are called.</summary>
    private sealed record RoundNames(MeetingId Meeting, string Title, string Arranged, string Cancelled);
}

/// <summary>The events of a run.</summary>
public sealed class RunEvents : IRunObserver
{
    private readonly List<NegotiationEvent> _events = [];

    private RunEvents()
    {
    }

    /// <summary>The timeline of a run: the plan's, continued by the run's events.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="seed">The forecast's seed.</param>
    /// <param name="run">The run's number, from 0.</param>
    public static Timeline Timeline(ForecastPlan plan, ulong seed, int run) =>
        Continuation.Of(plan.Base, plan.From, ForecastNames.Timeline(plan.Assessment.Name, run), Of(plan, seed, run));

    /// <summary>The events of a run, in order.</summary>
    public static IReadOnlyList<NegotiationEvent> Of(ForecastPlan plan, ulong seed, int run)
    {
        var events = new RunEvents();
        new Simulator(plan, seed).Run(run, events);
        return events._events;
    }

    void IRunObserver.Begins(ReadOnlySpan<double> positions)
    {
    }

    void IRunObserver.Happens(NegotiationEvent e) => _events.Add(e);

    void IRunObserver.Moved(DateOnly day, ReadOnlySpan<double> positions)
    {
    }
}
