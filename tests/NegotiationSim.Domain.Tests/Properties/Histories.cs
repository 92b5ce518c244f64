namespace NegotiationSim.Domain.Tests;

public sealed class Histories
{
    /// <summary>Invariant 5.</summary>
    [Fact]
    public void Hold_what_the_fold_gives_at_every_boundary_a_day_before_and_a_day_after() =>
        Generate.Ledgers.Sample(ledger =>
        {
            var timeline = Timeline.Of(ledger);
            var history = History.Of(timeline);
            foreach (var on in timeline.Steps.ToArray().SelectMany(s => new[] { s.Day.AddDays(-1), s.Day, s.Day.AddDays(1) }).Distinct())
            {
                var state = timeline.On(on);
                foreach (var (subject, expected) in Standings(state))
                {
                    var actual = history.On(subject, on)?.Standing;
                    if (actual != expected && !(actual is null && expected.Cell == Cell.Silent))
                    {
                        actual.ShouldBe(expected, $"{subject} on {on:O}");
                    }
                }

                history.Subjects.Where(s => history.On(s, on) is not null).Except(Standings(state).Select(s => s.Subject)).ShouldBeEmpty();
            }
        }, iter: 150, print: Printed.Ledger);

    [Fact]
    public void Are_ordered_without_gaps_or_equal_neighbours_and_open_at_the_end() =>
        Generate.Ledgers.Sample(ledger =>
        {
            var history = History.Of(Timeline.Of(ledger));
            foreach (var subject in history.Subjects)
            {
                var intervals = history.Of(subject);
                intervals[^1].To.ShouldBeNull();
                intervals[0].Standing.ShouldNotBe(new Standing(Cell.Silent, null));
                foreach (var (one, next) in intervals.Zip(intervals.Skip(1)))
                {
                    one.From.ShouldBeLessThan(one.To!.Value);
                    next.From.ShouldBe(one.To!.Value);
                    next.Standing.ShouldNotBe(one.Standing);
                }
            }
        }, print: Printed.Ledger);

    [Fact]
    public void Name_as_the_cause_an_event_of_the_day_on_which_the_interval_begins() =>
        Generate.Ledgers.Sample(ledger =>
        {
            var timeline = Timeline.Of(ledger);
            var history = History.Of(timeline);
            var steps = timeline.Steps.ToArray().Select(s => ((EventId?)s.Entry.Id, s.Day)).ToHashSet();
            history.Subjects.SelectMany(history.Of).Where(i => !steps.Contains((i.Cause, i.From))).ShouldBeEmpty();
        }, print: Printed.Ledger);

    /// <summary>Every standing of a state, read off cell by cell.</summary>
    private static IEnumerable<(Subject Subject, Standing Expected)> Standings(State state) =>
        state.Parties.Select(p => p.Id).SelectMany(party =>
                state.Points.Keys.Select(id => (Subject.Of(id, party), new Standing(state.CellOf(id, party), null)))
                    .Concat(state.Versions.Keys.Select(id => (Subject.Of(id, party), new Standing(state.CellOf(id, party), null))))
                    .Concat(state.Issues.Keys.Select(id => (Subject.Of(id, party), new Standing(state.CellOf(id, party), null)))))
            .Concat(state.Points.Values.Select(p => (Subject.Of(p.Id), new Standing(null, DomainJson.Text(state.StatusOf(p)), state.IsProvisional(p)))))
            .Concat(state.Versions.Values.Select(v => (Subject.Of(v.Id), new Standing(null, DomainJson.Text(state.StatusOf(v))))));
}
