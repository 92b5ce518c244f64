namespace NegotiationSim.Domain.Tests;

/// <summary>Invariant 10.</summary>
public sealed class Explanations
{
    [Fact]
    public void Every_cell_that_is_not_silent_rests_on_events_of_the_timeline_each_with_a_claim() =>
        Generate.Ledgers.Sample(ledger =>
        {
            foreach (var knownBy in new[] { Generate.FirstDay.AddDays(Generate.Days), DateOnly.MaxValue })
            {
                var timeline = Timeline.Of(ledger, knownBy);
                var on = timeline.LastDay ?? Generate.FirstDay;
                var state = timeline.On(on);
                foreach (var party in state.Parties.Select(p => p.Id))
                {
                    foreach (var point in state.Points.Keys)
                    {
                        IsExplained(timeline, state.CellOf(point, party), Explanation.Of(timeline, on, point, party));
                    }

                    foreach (var version in state.Versions.Keys)
                    {
                        IsExplained(timeline, state.CellOf(version, party), Explanation.Of(timeline, on, version, party));
                    }

                    foreach (var issue in state.Issues.Keys)
                    {
                        IsExplained(timeline, state.CellOf(issue, party), Explanation.Of(timeline, on, issue, party));
                    }
                }
            }
        }, iter: 12, print: Printed.Ledger);

    private static void IsExplained(Timeline timeline, Cell cell, Explanation explanation)
    {
        if (cell == Cell.Silent)
        {
            return;
        }

        var behind = cell.Events.Concat(cell.Possible.Select(p => p.Event)).ToList();
        behind.ShouldNotBeEmpty();
        behind.Where(e => timeline.Find(e) is null).ShouldBeEmpty();
        var explained = explanation.Cells.ShouldHaveSingleItem();
        explained.Cell.ShouldBe(cell);
        explained.Events.Select(e => e.Event.Id).ShouldBe(behind, ignoreOrder: true);
        foreach (var e in explained.Events)
        {
            e.Claims.ShouldNotBeEmpty();
            e.Claims.Min(c => c.Known).ShouldBe(e.Known);
            e.Claims.Where(c => c.Known > timeline.KnownBy).ShouldBeEmpty();
            e.Disputed.ShouldBe(e.Denials.Count > 0);
        }
    }

    [Fact]
    public void The_event_that_began_a_points_status_is_among_those_shown() =>
        Generate.Ledgers.Sample(ledger =>
        {
            var timeline = Timeline.Of(ledger);
            var on = timeline.LastDay ?? Generate.FirstDay;
            var history = History.Of(timeline);
            foreach (var point in timeline.On(on).Points.Keys)
            {
                var explanation = Explanation.Of(timeline, on, point);
                var shown = explanation.Cells.SelectMany(c => c.Events).Concat(explanation.Events).Concat(explanation.Unnamed.SelectMany(u => u.Events)).Select(e => e.Event.Id);
                shown.ShouldContain(history.On(Subject.Of(point), on)!.Cause!.Value, point.Value);
            }
        }, iter: 40, print: Printed.Ledger);
}
