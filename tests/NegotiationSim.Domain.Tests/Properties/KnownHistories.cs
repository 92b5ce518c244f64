namespace NegotiationSim.Domain.Tests;

public sealed class KnownHistories
{
    [Fact]
    public void The_rows_that_cover_a_day_of_knowledge_are_the_history_as_known_on_that_day() =>
        Generate.Ledgers.Sample(ledger =>
        {
            var rows = KnownHistory.Rows(ledger);
            foreach (var knownBy in Generate.DaysOfKnowledge(ledger).SelectMany(k => k == DateOnly.MaxValue ? [k] : new[] { k, k.AddDays(1) }))
            {
                var history = History.Of(Timeline.Of(ledger, knownBy));
                var expected = history.Subjects.SelectMany(s => history.Of(s).Select(i => (s, i))).ToHashSet();
                var actual = rows.Where(r => r.KnownFrom <= knownBy && (r.KnownTo is null || knownBy < r.KnownTo)).Select(r => (r.Subject, r.Interval)).ToList();
                actual.ShouldBeUnique();
                actual.Except(expected).ShouldBeEmpty($"known by {knownBy:O}");
                expected.Except(actual).ShouldBeEmpty($"known by {knownBy:O}");
            }
        }, iter: 60, print: Printed.Ledger);

    [Fact]
    public void Each_row_is_known_for_at_least_a_day_and_no_row_continues_an_equal_one() =>
        Generate.Ledgers.Sample(ledger =>
        {
            var rows = KnownHistory.Rows(ledger);
            rows.Where(r => r.KnownTo <= r.KnownFrom).ShouldBeEmpty();
            var begun = rows.Select(r => (r.Subject, r.Interval, r.KnownFrom)).ToHashSet();
            rows.Where(r => r.KnownTo is { } to && begun.Contains((r.Subject, r.Interval, to))).ShouldBeEmpty();
        }, print: Printed.Ledger);

    /// <summary>Invariant 7 for the history in both times: rebuilt or brought up to date is the same.</summary>
    [Fact]
    public void Brought_up_to_date_after_more_was_recorded_they_are_what_a_rebuild_gives() =>
        Generate.Splits.Sample((events, first) =>
        {
            // In any order of arrival: what arrives late may be known early.
            var before = Ledger.Of(Generate.Negotiation, events.Take(first));
            var rows = Update(KnownHistory.Rows(before), KnownHistory.From(Generate.LedgerOf(events), KnownHistory.TouchedFrom(events.Skip(first))));
            ShouldBeTheSame(rows, KnownHistory.Rows(Generate.LedgerOf(events)));
        }, iter: 100, print: s => Printed.Events(s.Item1));

    [Fact]
    public void Brought_up_to_date_event_by_event_they_are_what_a_rebuild_gives() =>
        Generate.Events.Sample(events =>
        {
            IReadOnlyList<HistoryRow> rows = [];
            var beginning = events.Length - Math.Min(events.Length, 12);
            for (var count = beginning; count <= events.Length; count++)
            {
                var added = count == beginning ? events[..count] : [events[count - 1]];
                rows = Update(rows, KnownHistory.From(Ledger.Of(Generate.Negotiation, events[..count]), KnownHistory.TouchedFrom(added)));
            }

            ShouldBeTheSame(rows, KnownHistory.Rows(Generate.LedgerOf(events)));
        }, iter: 30, print: Printed.Events);

    /// <summary>As the documentation of <see cref="KnownHistory.From"/> says.</summary>
    private static List<HistoryRow> Update(IEnumerable<HistoryRow> rows, HistoryUpdate update)
    {
        var kept = rows.Where(r => r.KnownFrom < update.Day).Select(r => r.KnownTo >= update.Day ? r with { KnownTo = null } : r).ToList();
        foreach (var (subject, from, knownTo) in update.Closed)
        {
            var open = kept.FindIndex(r => r.Subject == subject && r.Interval.From == from && r.KnownTo is null);
            kept[open] = kept[open] with { KnownTo = knownTo };
        }

        return [.. kept, .. update.Opened];
    }

    private static void ShouldBeTheSame(IReadOnlyCollection<HistoryRow> actual, IReadOnlyCollection<HistoryRow> expected)
    {
        actual.ShouldBeUnique();
        actual.Except(expected).ShouldBeEmpty();
        expected.Except(actual).ShouldBeEmpty();
    }
}
