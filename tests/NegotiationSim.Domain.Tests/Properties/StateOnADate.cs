namespace NegotiationSim.Domain.Tests;

public sealed class StateOnADate
{
    /// <summary>Invariant 3.</summary>
    [Fact]
    public void Is_that_of_the_oracle_for_every_day_and_every_day_of_knowledge() =>
        Generate.Ledgers.Sample(ledger =>
        {
            foreach (var knownBy in Generate.DaysOfKnowledge(ledger))
            {
                var timeline = Timeline.Of(ledger, knownBy);
                var oracle = Oracle.KnownBy(ledger.Events, knownBy);
                foreach (var on in Boundaries(timeline))
                {
                    var (actual, expected) = (Oracle.Describe(timeline.On(on)).Split('\n'), oracle(on).Split('\n'));
                    if (!actual.SequenceEqual(expected))
                    {
                        actual.Except(expected).ShouldBeEmpty($"on {on:O}, known by {knownBy:O}; missing: {string.Join('\n', expected.Except(actual))}");
                        actual.ShouldBe(expected, $"on {on:O}, known by {knownBy:O}");
                    }
                }
            }
        }, iter: 50, print: Printed.Ledger);

    /// <summary>The days on which a step is taken, and the day before the first.</summary>
    private static IEnumerable<DateOnly> Boundaries(Timeline timeline)
    {
        var days = timeline.Steps.ToArray().Select(s => s.Day).Distinct().ToList();
        return days.Count == 0 ? [Generate.FirstDay] : days.Prepend(days[0].AddDays(-1));
    }
}
