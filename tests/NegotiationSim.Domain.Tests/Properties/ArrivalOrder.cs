using System.Text.Json;

namespace NegotiationSim.Domain.Tests;

/// <summary>Invariant 6.</summary>
public sealed class ArrivalOrder
{
    private static string Json<T>(T answer) => JsonSerializer.Serialize(answer, DomainJson.Answers);

    [Fact]
    public void Changes_no_timeline_no_state_and_no_conflict() =>
        Generate.Shuffled.Sample((events, shuffled) =>
        {
            var (ledger, other) = (Generate.LedgerOf(events), Generate.LedgerOf(shuffled));
            foreach (var knownBy in Generate.DaysOfKnowledge(ledger))
            {
                var (one, two) = (Timeline.Of(ledger, knownBy), Timeline.Of(other, knownBy));
                Told(two.Events).ShouldBe(Told(one.Events));
                Told(two.Undated).ShouldBe(Told(one.Undated));
                two.Conflicts.ShouldBe(one.ConflictsUntil(DateOnly.MaxValue));
            }

            Json(StateView.Of(Timeline.Of(other), DateOnly.MaxValue)).ShouldBe(Json(StateView.Of(Timeline.Of(ledger), DateOnly.MaxValue)));
        }, iter: 40, print: s => Printed.Events(s.Item1));

    [Fact]
    public void Changes_no_row_of_the_known_history() =>
        Generate.Shuffled.Sample(
            (events, shuffled) => KnownHistory.Rows(Generate.LedgerOf(shuffled)).ShouldBe(KnownHistory.Rows(Generate.LedgerOf(events)), ignoreOrder: true),
            iter: 60,
            print: s => Printed.Events(s.Item1));

    [Fact]
    public void Changes_no_explanation() =>
        Generate.Shuffled.Sample((events, shuffled) =>
        {
            var (one, two) = (Timeline.Of(Generate.LedgerOf(events)), Timeline.Of(Generate.LedgerOf(shuffled)));
            foreach (var point in one.On(DateOnly.MaxValue).Points.Keys)
            {
                Json(Explanation.Of(two, DateOnly.MaxValue, point)).ShouldBe(Json(Explanation.Of(one, DateOnly.MaxValue, point)));
            }
        }, iter: 40, print: s => Printed.Events(s.Item1));

    [Fact]
    public void Recording_the_same_twice_is_recording_it_once() =>
        Generate.Shuffled.Sample((events, shuffled) =>
        {
            var again = Recording.Decide(Generate.LedgerOf(events), shuffled).ShouldBeOfType<Decision.Admitted>();
            (again.New.Count, again.AlreadyRecorded).ShouldBe((0, events.Length));

            var twice = Recording.Decide(Ledger.Empty(Generate.Negotiation), [.. events, .. shuffled]).ShouldBeOfType<Decision.Admitted>();
            twice.New.ShouldBe(events);
            twice.AlreadyRecorded.ShouldBe(events.Length);
        }, print: s => Printed.Events(s.Item1));

    private static IEnumerable<string> Told(IEnumerable<TimelineEvent> entries) =>
        entries.Select(e => $"{e.Id} {Json(e.Event)} {e.Known:O} {e.KnownToHaveOccurred:O} {e.Certainty} {e.Disputed}");
}
