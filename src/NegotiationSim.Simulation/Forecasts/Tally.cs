using System.IO.Compression;
using System.Runtime.InteropServices;
using NegotiationSim.Domain;

namespace NegotiationSim.Simulation;

/// <summary>
/// What runs of a forecast came to, counted. Nothing but whole numbers, so that tallies of different runs add up to the same
/// whichever thread or process counted which, and in whatever order they are added. Its size does not depend on the number
/// of runs.
/// </summary>
/// <remarks>Counts are laid out date by date, then point by point, then party by party, then by value.</remarks>
public sealed class Tally
{
    /// <summary>The dates looked at, the first and last day among them: at most so many.</summary>
    public const int MostDates = 61;

    /// <summary>Positions are counted by their nearest whole number.</summary>
    private const int Places = 101;

    private static readonly int Statuses = Enum.GetValues<PointStatus>().Length;
    private static readonly int Stances = Enum.GetValues<Stance>().Length;

    private readonly ForecastPlan _plan;
    private readonly int[] _statuses;
    private readonly int[] _stances;
    private readonly int[] _positions;
    private readonly int[] _means; // [point, place]: the compromise mean of what a run drew
    private readonly int[] _agreedAfter; // [point, day]: in how many runs the point is agreed for the first time after so many days
    private readonly int[] _allAgreedAfter; // [day]
    private readonly int[] _open; // [point]: runs that end without it among those agreed
    private readonly int[] _alone; // [point]: those in which it is the only one

    public Tally(ForecastPlan plan)
    {
        _plan = plan;
        Dates = DatesOf(plan.From, plan.Until);
        var (dates, points, parties) = (Dates.Length, plan.Points.Count, plan.Parties.Count);
        Days = plan.Until.DayNumber - plan.From.DayNumber;
        _statuses = new int[dates * points * Statuses];
        _stances = new int[dates * points * parties * Stances];
        _positions = new int[dates * points * parties * Places];
        _means = new int[points * Places];
        _agreedAfter = new int[points * (Days + 1)];
        _allAgreedAfter = new int[Days + 1];
        (_open, _alone) = (new int[points], new int[points]);
    }

    /// <summary>The dates looked at.</summary>
    public DateOnly[] Dates { get; }

    /// <summary>How many days are simulated.</summary>
    public int Days { get; }

    /// <summary>How many runs were counted.</summary>
    public int Runs { get; private set; }

    private IEnumerable<int[]> Counts => [_statuses, _stances, _positions, _means, _agreedAfter, _allAgreedAfter, _open, _alone];

    /// <summary>The runs in which a point has a status on a date.</summary>
    public int InStatus(int date, int point, PointStatus status) => _statuses[(((date * _plan.Points.Count) + point) * Statuses) + (int)status];

    /// <summary>The runs in which a party has a stance on a point on a date.</summary>
    public int InStance(int date, int party, int point, Stance stance) => _stances[(CellAt(date, party, point) * Stances) + (int)stance];

    /// <summary>The number below which a share of the runs has a party's position on a date; to the nearest whole.</summary>
    public int Position(int date, int party, int point, double share) => Quantile(_positions.AsSpan(CellAt(date, party, point) * Places, Places), share);

    /// <summary>The same of the compromise mean of what each run drew.</summary>
    public int CompromiseMean(int point, double share) => Quantile(_means.AsSpan(point * Places, Places), share);

    /// <summary>The runs in which a point is agreed, for the first time, within so many days.</summary>
    public int AgreedWithin(int point, int days) => Sum(_agreedAfter.AsSpan(point * (Days + 1), days + 1));

    /// <summary>The runs in which all assessed points are agreed at once, for the first time, within so many days.</summary>
    public int AllAgreedWithin(int days) => Sum(_allAgreedAfter.AsSpan(0, days + 1));

    /// <summary>The runs in which a point is agreed, for the first time, after exactly so many days.</summary>
    public int AgreedAfter(int point, int days) => _agreedAfter[(point * (Days + 1)) + days];

    /// <summary>The same of all assessed points at once.</summary>
    public int AllAgreedAfter(int days) => _allAgreedAfter[days];

    /// <summary>The runs that end without this point being agreed.</summary>
    public int EndsWithout(int point) => _open[point];

    /// <summary>The runs in which this point alone is not agreed at the end.</summary>
    public int BlocksAlone(int point) => _alone[point];

    /// <summary>The days after which a point is agreed in a share of all runs; null when it is in fewer.</summary>
    public int? DaysToAgreement(int point, double share) => DaysTo(_agreedAfter.AsSpan(point * (Days + 1), Days + 1), share);

    /// <summary>The same of all assessed points at once.</summary>
    public int? DaysToAllAgreed(double share) => DaysTo(_allAgreedAfter, share);

    /// <summary>Adds the counts of other runs of the same plan.</summary>
    public void Add(Tally other)
    {
        Runs += other.Runs;
        foreach (var (mine, theirs) in Counts.Zip(other.Counts))
        {
            for (var i = 0; i < mine.Length; i++) mine[i] += theirs[i];
        }
    }

    /// <summary>Simulates runs and counts them.</summary>
    public static Tally Of(ForecastPlan plan, ulong seed, int first, int count, CancellationToken cancellation = default)
    {
        var tally = new Tally(plan);
        var simulator = new Simulator(plan, seed);
        var watch = new TallyingObserver(plan, tally);
        for (var run = first; run < first + count; run++)
        {
            cancellation.ThrowIfCancellationRequested();
            simulator.Run(run, watch);
            watch.Ends();
        }

        // Each run noted on which dates something became other than on the date before.
        foreach (var counts in new[] { tally._statuses, tally._stances, tally._positions })
        {
            var ofADate = counts.Length / tally.Dates.Length;
            for (var i = ofADate; i < counts.Length; i++) counts[i] += counts[i - ofADate];
        }

        return tally;
    }

    /// <summary>The counts as bytes, packed.</summary>
    public byte[] ToBytes()
    {
        using var bytes = new MemoryStream();
        using (var packed = new DeflateStream(bytes, CompressionLevel.Fastest))
        {
            packed.Write(MemoryMarshal.AsBytes<int>([Runs]));
            foreach (var counts in Counts) packed.Write(MemoryMarshal.AsBytes(counts.AsSpan()));
        }

        return bytes.ToArray();
    }

    /// <summary>Reads what <see cref="ToBytes"/> wrote for the same plan.</summary>
    public static Tally FromBytes(ForecastPlan plan, byte[] bytes)
    {
        var tally = new Tally(plan);
        using var packed = new DeflateStream(new MemoryStream(bytes), CompressionMode.Decompress);
        Span<int> runs = stackalloc int[1];
        packed.ReadExactly(MemoryMarshal.AsBytes(runs));
        tally.Runs = runs[0];
        foreach (var counts in tally.Counts) packed.ReadExactly(MemoryMarshal.AsBytes(counts.AsSpan()));
        return tally;
    }

    private static DateOnly[] DatesOf(DateOnly from, DateOnly until)
    {
        var days = until.DayNumber - from.DayNumber;
        var step = (days + MostDates - 2) / (MostDates - 1);
        return [.. Enumerable.Range(0, (days / step) + 1).Select(i => from.AddDays(i * step)).Append(until).Distinct()];
    }

    private static int DaysTo(ReadOnlySpan<int> after, double share, int runs)
    {
        var needed = share * runs;
        var sum = 0;
        for (var day = 0; day < after.Length; day++)
        {
            sum += after[day];
            if (sum > 0 && sum >= needed) return day;
        }

        return -1;
    }

    private int? DaysTo(ReadOnlySpan<int> after, double share) => DaysTo(after, share, Runs) is >= 0 and var days ? days : null;

    private static int Sum(ReadOnlySpan<int> counts)
    {
        var sum = 0;
        foreach (var count in counts) sum += count;
        return sum;
    }

    private static int Quantile(ReadOnlySpan<int> counts, double share)
    {
        var needed = share * Sum(counts);
        var below = 0;
        for (var place = 0; place < counts.Length; place++)
        {
            below += counts[place];
            if (below > 0 && below >= needed) return place;
        }

        return counts.Length - 1;
    }

    private int CellAt(int date, int party, int point) => (((date * _plan.Points.Count) + point) * _plan.Parties.Count) + party;

    /// <summary>Follows a run with the fold of the domain and counts what stands on each date.</summary>
    private sealed class TallyingObserver(ForecastPlan plan, Tally tally) : IRunObserver
    {
        private const int None = -1;

        private readonly PointId[] _points = [.. plan.Points.Select(p => p.Point)];
        private readonly Dictionary<PointId, int> _at = plan.Points.Select((p, d) => (p.Point, d)).ToDictionary();
        private readonly PartyId[] _parties = [.. plan.Parties.Select(p => p.Party)];
        private readonly PointStatus[] _status = new PointStatus[plan.Points.Count];
        private readonly Stance[] _stance = new Stance[plan.Parties.Count * plan.Points.Count];
        private readonly int[] _place = new int[plan.Parties.Count * plan.Points.Count];
        private readonly int[] _countedStatus = new int[plan.Points.Count]; // what was counted last; None: nothing of this run
        private readonly int[] _countedStance = new int[plan.Parties.Count * plan.Points.Count];
        private readonly int[] _countedPlace = new int[plan.Parties.Count * plan.Points.Count];
        private readonly bool[] _wasAgreed = new bool[plan.Points.Count];
        private readonly ChangeLog _changes = new();
        private State _state = plan.State;
        private DateOnly _day;
        private int _date;
        private bool _wereAllAgreed;

        public void Begins(ReadOnlySpan<double> positions)
        {
            (_state, _day, _date, _wereAllAgreed) = (plan.State.Copy(), plan.From, 0, false);
            Array.Clear(_wasAgreed);
            Array.Fill(_countedStatus, None);
            Array.Fill(_countedStance, None);
            Array.Fill(_countedPlace, None);
            Place(positions);
            LookAtAll();
            _changes.Clear();
            _state.Changes = _changes;
            for (var d = 0; d < _points.Length; d++)
            {
                // The weights are the likeliest ones: the mean is a mark beside the forecast and not a part of it.
                var (sum, weights) = (0.0, 0.0);
                for (var i = 0; i < _parties.Length; i++)
                {
                    var weight = plan.Parties[i].Capability.Mode * plan.Saliences[plan.CellAt(i, d)].Mode;
                    sum += weight * positions[plan.CellAt(i, d)];
                    weights += weight;
                }

                tally._means[(d * Places) + (int)Math.Round(sum / weights)]++;
            }
        }

        public void Happens(NegotiationEvent e)
        {
            var day = e.Occurred.Counts;
            if (day != _day) CountUntil(day);
            new Step(TimelineEvent.Supposed(e), IsPossible: false).ApplyTo(_state);
        }

        public void Moved(DateOnly day, ReadOnlySpan<double> positions)
        {
            if (day != _day) CountUntil(day);
            Place(positions);
        }

        /// <summary>Counts the run to its last day.</summary>
        public void Ends()
        {
            CountUntil(plan.Until.AddDays(1));
            tally.Runs++;
            var (open, last) = (0, -1);
            for (var d = 0; d < _points.Length; d++)
            {
                if (_status[d] == PointStatus.Agreed) continue;
                tally._open[d]++;
                (open, last) = (open + 1, d);
            }

            if (open == 1) tally._alone[last]++;
        }

        /// <summary>Counts what stands at the end of the day of the last event, on all dates before another day.</summary>
        private void CountUntil(DateOnly day)
        {
            Look();
            NoteAgreed();
            _day = day;
            if (_date == tally.Dates.Length || tally.Dates[_date] >= day) return;
            Count();
            while (_date < tally.Dates.Length && tally.Dates[_date] < day) _date++;
        }

        private void Place(ReadOnlySpan<double> positions)
        {
            for (var cell = 0; cell < _place.Length; cell++) _place[cell] = (int)Math.Round(positions[cell]);
        }

        /// <summary>Looks at what the events of the day changed; most of them are about meetings, and change no point.</summary>
        private void Look()
        {
            if (_changes.ReachesEveryPoint)
            {
                LookAtAll();
            }
            else
            {
                foreach (var point in _changes.ChangedPoints)
                {
                    if (_at.TryGetValue(point.Id, out var d)) LookAt(d, point);
                }
            }

            _changes.Clear();
        }

        private void LookAtAll()
        {
            for (var d = 0; d < _points.Length; d++) LookAt(d, _state.Points[_points[d]]);
        }

        private void LookAt(int d, PointState point)
        {
            _status[d] = _state.StatusOf(point);
            for (var i = 0; i < _parties.Length; i++) _stance[plan.CellAt(i, d)] = _state.CellOf(point, _parties[i]).Stance;
        }

        /// <summary>Notes what is agreed for the first time at the end of a day.</summary>
        private void NoteAgreed()
        {
            var allAgreed = true;
            var after = _day.DayNumber - plan.From.DayNumber;
            for (var d = 0; d < _points.Length; d++)
            {
                var agreed = _status[d] == PointStatus.Agreed;
                allAgreed &= agreed;
                if (!agreed || _wasAgreed[d]) continue;
                _wasAgreed[d] = true;
                tally._agreedAfter[(d * (tally.Days + 1)) + after]++;
            }

            if (!allAgreed || _wereAllAgreed) return;
            _wereAllAgreed = true;
            tally._allAgreedAfter[after]++;
        }

        /// <summary>Counts, from this date on, what is no longer as it was counted last.</summary>
        private void Count()
        {
            for (var d = 0; d < _points.Length; d++)
            {
                Count(tally._statuses, ((_date * _points.Length) + d) * Statuses, (int)_status[d], ref _countedStatus[d]);
                var at = tally.CellAt(_date, 0, d);
                for (var cell = d; cell < _place.Length; cell += _points.Length, at++)
                {
                    Count(tally._stances, at * Stances, (int)_stance[cell], ref _countedStance[cell]);
                    Count(tally._positions, at * Places, _place[cell], ref _countedPlace[cell]);
                }
            }
        }

        private static void Count(int[] counts, int at, int value, ref int counted)
        {
            if (value == counted) return;
            counts[at + value]++;
            if (counted != None) counts[at + counted]--;
            counted = value;
        }
    }
}
