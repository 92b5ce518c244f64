using System.Runtime.InteropServices;

namespace NegotiationSim.Domain;

/// <summary>Days over which a subject stands differently on two timelines.</summary>
/// <param name="From">The first day.</param>
/// <param name="To">The first day on which it no longer does; null: it still does at the end.</param>
/// <param name="A">What holds on the one; null: it is not there.</param>
/// <param name="B">What holds on the other.</param>
public sealed record DifferentSpan(DateOnly From, DateOnly? To, Standing? A, Standing? B)
{
    public bool Covers(DateOnly day) => From <= day && (To is null || day < To);
}

/// <summary>Where a subject stands differently, span by span.</summary>
public sealed record SubjectDifference(Subject Subject, ValueList<DifferentSpan> Spans);

/// <summary>An event that both timelines have with the same content, at different dates.</summary>
public sealed record RetimedEvent(EventId Event, When A, When B);

/// <summary>
/// In what two timelines differ. Standings differ when the stance, its condition, dispute, provisional or possible marks,
/// or a status differs; that they rest on other events is no difference. Empty for equal sides; swapping the sides mirrors
/// it.
/// </summary>
/// <param name="Subjects">Points, versions and issues, by kind, id and party.</param>
/// <param name="Parts">Meetings, deadlines, unnamed sets, packages, the talks and who must agree, by kind and id.</param>
/// <param name="OnlyInA">Events in force only on the one, in its order.</param>
/// <param name="OnlyInB">Events in force only on the other.</param>
/// <param name="Retimed">Events on both at different dates, and otherwise the same.</param>
/// <param name="Otherwise">Events on both with other content, whether at the same date or not.</param>
public sealed record Difference(
    ValueList<SubjectDifference> Subjects,
    ValueList<PartDifference> Parts,
    ValueList<EventId> OnlyInA,
    ValueList<EventId> OnlyInB,
    ValueList<RetimedEvent> Retimed,
    ValueList<EventId> Otherwise)
{
    public bool IsEmpty => Subjects.Count + Parts.Count + OnlyInA.Count + OnlyInB.Count + Retimed.Count + Otherwise.Count == 0;

    /// <summary>The first day on which a point, version or issue stands differently; null when none does.</summary>
    public DateOnly? FirstDay
    {
        get
        {
            DateOnly? first = null;
            foreach (var subject in Subjects)
            {
                first = first is null || subject.Spans[0].From < first ? subject.Spans[0].From : first;
            }

            return first;
        }
    }

    /// <summary>Subjects that still stand differently at the end.</summary>
    public IEnumerable<SubjectDifference> AtTheEnd => Subjects.Where(s => s.Spans[^1].To is null);

    public static Difference Of(Timeline a, Timeline b)
    {
        var shared = a.StepsSharedWith(b);
        var (restA, restB) = Rest(a, b, shared);
        var (onlyInA, onlyInB, retimed, otherwise) = Events(restA, restB);
        var parts = restA.Values.Concat(restB.Values).SelectMany(entry => Part.Of(entry.Event)).ToHashSet();
        return new(Standings(a, b, shared).ToValueList(), Domain.Parts.Difference(a, b, parts), onlyInA, onlyInB, retimed, otherwise);
    }

    /// <summary>Only what stands differently within a span of days, its ends included; events stay as they are.</summary>
    public Difference Within(DateOnly from, DateOnly to) => this with
    {
        Subjects = Subjects
            .Select(s => s with { Spans = s.Spans.Where(span => span.From <= to && (span.To is null || span.To > from)).ToValueList() })
            .Where(s => s.Spans.Count > 0)
            .ToValueList(),
        Parts = Parts
            .Select(p => p with { Spans = p.Spans.Where(span => span.From <= to && (span.To is null || span.To > from)).ToValueList() })
            .Where(p => p.Spans.Count > 0)
            .ToValueList(),
    };

    private static IEnumerable<SubjectDifference> Standings(Timeline a, Timeline b, int shared)
    {
        var differing = new Differing();
        var changesA = new Days(a, shared);
        var changesB = new Days(b, shared);
        while (changesA.Next is not null || changesB.Next is not null)
        {
            var day = changesB.Next is null || changesA.Next < changesB.Next ? changesA.Next!.Value : changesB.Next.Value;
            differing.On(day, changesA.Take(day), changesB.Take(day));
        }

        return differing.Spans
            .OrderBy(s => s.Key.Kind).ThenBy(s => s.Key.Id, StringComparer.Ordinal).ThenBy(s => s.Key.Party?.Value, StringComparer.Ordinal)
            .Select(s => new SubjectDifference(s.Key, s.Value.ToValueList()));
    }

    /// <summary>The changes of a timeline from a step on, day by day.</summary>
    private sealed class Days
    {
        private readonly Timeline _timeline;
        private readonly List<(int Step, Change Change)> _changes;
        private int _at;

        public Days(Timeline timeline, int from)
        {
            _timeline = timeline;
            (_changes, _at) = timeline.ListOfChangesFrom(from);
            Next = DayAt(_at);
        }

        /// <summary>The day of the next change; null when there is none.</summary>
        public DateOnly? Next { get; private set; }

        /// <summary>The changes of a day, when it is the next.</summary>
        public ReadOnlySpan<(int Step, Change Change)> Take(DateOnly day)
        {
            var first = _at;
            while (Next == day)
            {
                // The changes of one step are of one day.
                var step = _changes[_at].Step;
                while (++_at < _changes.Count && _changes[_at].Step == step)
                {
                }

                Next = DayAt(_at);
            }

            return CollectionsMarshal.AsSpan(_changes)[first.._at];
        }

        private DateOnly? DayAt(int at) => at < _changes.Count ? _timeline.Steps[_changes[at].Step].Day : null;
    }

    /// <summary>
    /// Where the two sides are not the same so far. They begin alike and mostly change alike, so only what does not is kept:
    /// a subject that is not here has the very same standing on both.
    /// </summary>
    private sealed class Differing
    {
        private readonly Dictionary<Subject, (Standing? A, Standing? B)> _now = [];

        public Dictionary<Subject, List<DifferentSpan>> Spans { get; } = [];

        /// <summary>Takes the changes of a day. A day has one standing, that at its end.</summary>
        public void On(DateOnly day, ReadOnlySpan<(int Step, Change Change)> a, ReadOnlySpan<(int Step, Change Change)> b)
        {
            if (Alike(a, b))
            {
                return;
            }

            var ends = new Dictionary<Subject, (Standing? A, Standing? B)>();
            foreach (var (_, change) in a)
            {
                ends[change.Subject] = StandingsOf(change) with { A = change.To };
            }

            foreach (var (_, change) in b)
            {
                ends[change.Subject] = StandingsOf(change) with { B = change.To };
            }

            foreach (var (subject, (nowA, nowB)) in ends)
            {
                Put(day, subject, nowA, nowB);
            }

            // Where a subject is not kept, what it was before its first change of the day is what it is on the other side.
            (Standing? A, Standing? B) StandingsOf(Change change) =>
                ends.TryGetValue(change.Subject, out var ended) ? ended : _now.TryGetValue(change.Subject, out var now) ? now : (change.From, change.From);
        }

        /// <summary>True when both sides change the same subjects to the same, and none of these was kept.</summary>
        private bool Alike(ReadOnlySpan<(int Step, Change Change)> a, ReadOnlySpan<(int Step, Change Change)> b)
        {
            if (a.Length != b.Length)
            {
                return false;
            }

            var i = 0;
            while (i < a.Length && ReferenceEquals(a[i].Change, b[i].Change))
            {
                i++;
            }

            if (i == a.Length)
            {
                // The very same changes begin from the same on both sides, and so with nothing that is kept.
                return true;
            }

            for (i = 0; i < a.Length; i++)
            {
                if ((!ReferenceEquals(a[i].Change, b[i].Change) && (a[i].Change.Subject != b[i].Change.Subject || a[i].Change.To != b[i].Change.To)) || (_now.Count > 0 && _now.ContainsKey(a[i].Change.Subject)))
                {
                    return false;
                }
            }

            return true;
        }

        private void Put(DateOnly day, Subject subject, Standing? a, Standing? b)
        {
            var spans = Spans.GetValueOrDefault(subject);
            var open = spans is [.., { To: null } last] ? last : null;
            var differs = !Same(a, b);
            if (open is not null && !(differs && Same(open.A, a) && Same(open.B, b)))
            {
                spans![^1] = open with { To = day };
                open = null;
            }

            _now[subject] = (a, b);
            if (a == b)
            {
                _now.Remove(subject);
            }

            if (differs && open is null)
            {
                Spans[subject] = spans ??= [];
                spans.Add(new(day, null, a, b));
            }
        }
    }

    private static bool Same(Standing? a, Standing? b)
    {
        if (ReferenceEquals(a, b))
        {
            return true;
        }

        if (a?.Cell is null && b?.Cell is null)
        {
            return a == b;
        }

        var (x, y) = (a?.Cell ?? Cell.Silent, b?.Cell ?? Cell.Silent);
        return ReferenceEquals(x, y)
            || (x.Stance == y.Stance && x.Condition == y.Condition && x.Disputed == y.Disputed && x.Provisional == y.Provisional && SamePossible(x.Possible, y.Possible));
    }

    /// <summary>True when the same may have been declared within the same days, by whatever event.</summary>
    private static bool SamePossible(ValueList<Possibility> a, ValueList<Possibility> b) =>
        a.Count == b.Count && (a.Count == 0 || Sorted(a).SequenceEqual(Sorted(b)));

    private static IEnumerable<(Stance Stance, DateOnly From, DateOnly To)> Sorted(ValueList<Possibility> possible) =>
        possible.Select(p => (p.Stance, p.From, p.To)).Order();

    private static (ValueList<EventId> OnlyInA, ValueList<EventId> OnlyInB, ValueList<RetimedEvent> Retimed, ValueList<EventId> Otherwise) Events(
        OrderedDictionary<EventId, TimelineEvent> restA, OrderedDictionary<EventId, TimelineEvent> restB)
    {
        var onlyInA = new List<EventId>();
        var retimed = new List<RetimedEvent>();
        var otherwise = new List<EventId>();
        foreach (var (id, entry) in restA)
        {
            if (!restB.TryGetValue(id, out var other))
            {
                onlyInA.Add(id);
            }
            else if (entry.Event.Occurred != other.Event.Occurred && entry.StandsLikeButForItsDate(other))
            {
                retimed.Add(new(id, entry.Event.Occurred, other.Event.Occurred));
            }
            else if (!ReferenceEquals(entry, other) && !entry.StandsLike(other))
            {
                otherwise.Add(id);
            }
        }

        var onlyInB = restB.Keys.Where(id => !restA.ContainsKey(id));
        retimed.Sort((x, y) => string.CompareOrdinal(x.Event.Value, y.Event.Value));
        otherwise.Sort((x, y) => string.CompareOrdinal(x.Value, y.Value));
        return (onlyInA.ToValueList(), onlyInB.ToValueList(), retimed.ToValueList(), otherwise.ToValueList());
    }

    /// <summary>The events of each side that are not the very same on the other, in the order of their steps; undated ones last.</summary>
    private static (OrderedDictionary<EventId, TimelineEvent> A, OrderedDictionary<EventId, TimelineEvent> B) Rest(Timeline a, Timeline b, int shared)
    {
        var (restA, restB) = (new OrderedDictionary<EventId, TimelineEvent>(), new OrderedDictionary<EventId, TimelineEvent>());
        var stepsA = a.Steps[shared..];
        var stepsB = b.Steps[shared..];
        for (int i = 0, j = 0; i < stepsA.Length || j < stepsB.Length;)
        {
            if (i < stepsA.Length && j < stepsB.Length && stepsA[i] == stepsB[j])
            {
                i++;
                j++;
            }
            else if (j == stepsB.Length || (i < stepsA.Length && stepsA[i] <= stepsB[j]))
            {
                restA.TryAdd(stepsA[i].Entry.Id, stepsA[i].Entry);
                i++;
            }
            else
            {
                restB.TryAdd(stepsB[j].Entry.Id, stepsB[j].Entry);
                j++;
            }
        }

        foreach (var entry in a.Undated)
        {
            restA.TryAdd(entry.Id, entry);
        }

        foreach (var entry in b.Undated)
        {
            restB.TryAdd(entry.Id, entry);
        }

        return (restA, restB);
    }
}
