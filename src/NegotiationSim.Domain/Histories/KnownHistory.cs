using System.Runtime.InteropServices;

namespace NegotiationSim.Domain;

/// <summary>
/// The history of a negotiation in both times: how every standing ran over the days, as it was known on every day of
/// knowledge. Each day on which something became known refolds the timeline from the earliest day that this touches and
/// keeps what did not change.
/// </summary>
public static class KnownHistory
{
    /// <summary>All rows. Their order is that of knowledge, then of subjects as they were first spoken of.</summary>
    public static IReadOnlyList<HistoryRow> Rows(Ledger ledger) => From(ledger, DateOnly.MinValue).Opened;

    /// <summary>
    /// What to do to the rows of this negotiation when the events known from <paramref name="day"/> on have changed, so
    /// that they become what <see cref="Rows"/> gives: first undo what was written from that day of knowledge on (delete
    /// the rows with <c>KnownFrom</c> not before it, reopen those with <c>KnownTo</c> not before it); then close, then add.
    /// </summary>
    public static HistoryUpdate From(Ledger ledger, DateOnly day)
    {
        var knowledge = new Knowledge(ledger);
        var days = DaysOfKnowledge(ledger, knowledge, out var touched);
        var fold = new Refold(knowledge);
        var before = days.TakeWhile(d => d < day).ToList();
        if (before.Count > 0)
        {
            fold.Advance(before[^1], before.SelectMany(d => touched[d]), isBaseline: true);
        }

        foreach (var known in days.Skip(before.Count))
        {
            fold.Advance(known, touched[known], isBaseline: false);
        }

        return fold.Result(day);
    }

    /// <summary>The earliest day of knowledge that events touch: <see cref="From"/> starts there when they are added.</summary>
    public static DateOnly TouchedFrom(IEnumerable<NegotiationEvent> events) =>
        events.Select(e => e.KnownByItself ?? DateOnly.MaxValue).DefaultIfEmpty(DateOnly.MaxValue).Min();

    /// <summary>The days on which something became known, in order, with the events whose standing in force that may change.</summary>
    private static List<DateOnly> DaysOfKnowledge(Ledger ledger, Knowledge knowledge, out Dictionary<DateOnly, HashSet<EventId>> touched)
    {
        var byDay = touched = [];
        var about = new Dictionary<EventId, List<EventId>>();
        foreach (var e in ledger.Events)
        {
            about[e.Id] = e switch
            {
                ClaimAdded added => [added.Event],
                EventCorrected corrected => [corrected.Event],
                EventRetimed retimed => [retimed.Event],
                EventRetracted retracted => [retracted.Event],
                DenialMade denial => [.. denial.Denies.SelectMany(knowledge.ReachedBy)],
                _ => [],
            };
        }

        foreach (var e in ledger.Events)
        {
            foreach (var claim in e.Claims)
            {
                if (e.KnownFrom(claim) is { } day)
                {
                    Touch(e.Id, day);
                }
            }
        }

        return [.. byDay.Keys.Order()];

        // What becomes known about an event also touches the events it is about: a claim, a denial, a correction, and the
        // retraction of any of these.
        void Touch(EventId id, DateOnly day)
        {
            if (!byDay.TryGetValue(day, out var ids))
            {
                byDay[day] = ids = [];
            }

            if (ids.Add(id))
            {
                foreach (var target in about.GetValueOrDefault(id) ?? [])
                {
                    Touch(target, day);
                }
            }
        }
    }

    /// <summary>The history as known by a day, moved forward from one day of knowledge to the next.</summary>
    private sealed class Refold(Knowledge knowledge)
    {
        /// <summary>Steps between two copies of the fold, at least: a copy costs about as much as a few dozen steps.</summary>
        private const int ClosestCopies = 192;

        private readonly Dictionary<EventId, TimelineEvent> _inForce = [];
        private readonly List<Step> _steps = [];
        private readonly List<(int Steps, Replay Replay)> _copies = [];
        private readonly Dictionary<Subject, List<Row>> _live = [];
        private readonly List<(DateOnly From, Subject Subject)> _beginnings = []; // of the live rows, in order of days
        private readonly List<HistoryRow> _opened = [];
        private readonly List<(Subject Subject, DateOnly From, DateOnly KnownTo)> _closed = [];

        /// <summary>A live row; without a day of knowledge it is part of the baseline, and so written already.</summary>
        private readonly record struct Row(Interval Interval, DateOnly? KnownFrom);

        public void Advance(DateOnly known, IEnumerable<EventId> touched, bool isBaseline)
        {
            var changed = new List<(TimelineEvent? Before, TimelineEvent? After)>();
            foreach (var id in touched.Distinct())
            {
                var before = _inForce.GetValueOrDefault(id);
                var after = knowledge.InForce(id, known);
                if (!Same(before, after))
                {
                    changed.Add((before, after));
                }
            }

            if (Exchange(changed) is var (at, day))
            {
                RefoldFrom(at, day, known, isBaseline);
            }
        }

        public HistoryUpdate Result(DateOnly day)
        {
            foreach (var (subject, rows) in _live)
            {
                foreach (var row in rows)
                {
                    if (row.KnownFrom is { } knownFrom)
                    {
                        _opened.Add(new(subject, row.Interval, knownFrom, null));
                    }
                }
            }

            return new(day, _closed, _opened);
        }

        private static bool Same(TimelineEvent? a, TimelineEvent? b) => a is null || b is null ? a is null && b is null : a.StandsLike(b);

        /// <summary>Takes events out of the steps and puts others in; the earliest place and day that this touches, null for none.</summary>
        private (int At, DateOnly Day)? Exchange(List<(TimelineEvent? Before, TimelineEvent? After)> changed)
        {
            var removed = new HashSet<TimelineEvent>();
            var added = new List<Step>();
            Step? earliest = null;
            foreach (var (before, after) in changed)
            {
                if (before is not null)
                {
                    removed.Add(before);
                    _inForce.Remove(before.Id);
                    Touch(before, null);
                }

                if (after is not null)
                {
                    _inForce[after.Id] = after;
                    Touch(after, added);
                }
            }

            if (earliest is not { } first)
            {
                return null;
            }

            var at = _steps.BinarySearch(first);
            at = at < 0 ? ~at : at;
            var tail = _steps.GetRange(at, _steps.Count - at);
            tail.RemoveAll(step => removed.Contains(step.Entry));
            tail.AddRange(added);
            tail.Sort();
            _steps.RemoveRange(at, _steps.Count - at);
            _steps.AddRange(tail);
            return (at, first.Day);

            void Touch(TimelineEvent entry, List<Step>? into)
            {
                if (!entry.Event.Occurred.IsKnown)
                {
                    return;
                }

                var steps = new List<Step>(2);
                Step.AddOf(entry, steps);
                earliest = earliest is { } e && e < steps[0] ? e : steps[0];
                into?.AddRange(steps);
            }
        }

        private void RefoldFrom(int at, DateOnly day, DateOnly known, bool isBaseline)
        {
            // A day has one standing, so the refold begins with the first step of the day it touches.
            while (at > 0 && _steps[at - 1].Day >= day)
            {
                at--;
            }

            var replay = ReplayTo(at);
            var fresh = new Dictionary<Subject, List<Interval>>();
            for (var i = at; i < _steps.Count; i++)
            {
                KeepCopy(i, replay);
                foreach (var change in replay.Next(_steps[i]))
                {
                    if (!fresh.TryGetValue(change.Subject, out var list))
                    {
                        fresh[change.Subject] = list = Continued(change.Subject, day);
                    }

                    History.Append(list, _steps[i].Day, change.To, _steps[i].Entry.Id);
                }
            }

            var ended = _beginnings.Count;
            while (ended > 0 && _beginnings[ended - 1].From >= day)
            {
                var subject = _beginnings[--ended].Subject;
                if (!fresh.ContainsKey(subject))
                {
                    fresh[subject] = Continued(subject, day);
                }
            }

            _beginnings.RemoveRange(ended, _beginnings.Count - ended);
            foreach (var (subject, intervals) in fresh)
            {
                Replace(subject, intervals, day, known, isBaseline);
                _beginnings.AddRange(intervals.Where(interval => interval.From >= day).Select(interval => (interval.From, subject)));
            }

            CollectionsMarshal.AsSpan(_beginnings)[ended..].Sort((a, b) => a.From.CompareTo(b.From));
        }

        /// <summary>A fold of the first steps, to go on with. What was kept of later ones is forgotten.</summary>
        private Replay ReplayTo(int count)
        {
            while (_copies.Count > 0 && _copies[^1].Steps > count)
            {
                _copies.RemoveAt(_copies.Count - 1);
            }

            var (done, replay) = _copies.Count == 0 ? (0, new Replay()) : (_copies[^1].Steps, _copies[^1].Replay.Copy());
            for (var i = done; i < count; i++)
            {
                KeepCopy(i, replay);
                replay.Apply(_steps[i]);
            }

            return replay;
        }

        /// <summary>
        /// Keeps a copy of the fold of the first steps where one is wanted: what becomes known is mostly about the last days,
        /// so copies lie the closer together the nearer they are to the end, and there are few of them in all.
        /// </summary>
        private void KeepCopy(int count, Replay replay)
        {
            if (count - (_copies.Count == 0 ? 0 : _copies[^1].Steps) >= Gap(count))
            {
                // Those before have come to lie further from the end.
                for (var i = _copies.Count - 2; i >= 0; i--)
                {
                    if (_copies[i + 1].Steps - (i == 0 ? 0 : _copies[i - 1].Steps) <= Gap(_copies[i + 1].Steps))
                    {
                        _copies.RemoveAt(i);
                    }
                }

                _copies.Add((count, replay.Copy()));
            }
        }

        /// <summary>How many steps two copies lie apart around a place.</summary>
        private int Gap(int count) => Math.Max(ClosestCopies, (_steps.Count - count) / 8);

        /// <summary>The first of a subject's rows that a refold from a day can change: the last that begins before it.</summary>
        private static int FirstTouched(List<Row> rows, DateOnly day)
        {
            var at = rows.Count;
            while (at > 0 && rows[at - 1].Interval.From >= day)
            {
                at--;
            }

            return Math.Max(0, at - 1);
        }

        /// <summary>The interval that a subject is in on the eve of a day, open; empty when it has none by then.</summary>
        private List<Interval> Continued(Subject subject, DateOnly day) =>
            _live.TryGetValue(subject, out var rows) && FirstTouched(rows, day) is var at && at < rows.Count && rows[at].Interval.From < day
                ? [rows[at].Interval with { To = null }]
                : [];

        private void Replace(Subject subject, List<Interval> intervals, DateOnly day, DateOnly known, bool isBaseline)
        {
            var rows = _live.GetValueOrDefault(subject) ?? [];
            var at = FirstTouched(rows, day);
            var old = rows.GetRange(at, rows.Count - at);
            rows.RemoveRange(at, old.Count);
            var kept = 0;
            foreach (var interval in intervals)
            {
                var same = kept;
                while (same < old.Count && old[same].Interval != interval)
                {
                    same++;
                }

                if (same < old.Count)
                {
                    Close(old, kept, same);
                    rows.Add(old[same]);
                    kept = same + 1;
                }
                else
                {
                    rows.Add(new(interval, isBaseline ? null : known));
                }
            }

            Close(old, kept, old.Count);
            _live[subject] = rows;

            void Close(List<Row> rows, int from, int to)
            {
                for (var i = from; i < to && !isBaseline; i++)
                {
                    if (rows[i].KnownFrom is { } knownFrom)
                    {
                        _opened.Add(new(subject, rows[i].Interval, knownFrom, known));
                    }
                    else
                    {
                        _closed.Add((subject, rows[i].Interval.From, known));
                    }
                }
            }
        }
    }
}

/// <summary>How the rows of a history change; see <see cref="KnownHistory.From"/>.</summary>
/// <param name="Day">The day of knowledge from which rows are replaced.</param>
/// <param name="Closed">Rows from before that day which end: their subject, first day and the day of knowledge they end on.</param>
/// <param name="Opened">Rows to add.</param>
public sealed record HistoryUpdate(
    DateOnly Day,
    IReadOnlyList<(Subject Subject, DateOnly From, DateOnly KnownTo)> Closed,
    IReadOnlyList<HistoryRow> Opened);
