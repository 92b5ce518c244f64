namespace NegotiationSim.Domain.Tests;

public sealed class Replays
{
    [Fact]
    public void Applying_the_changes_one_after_the_other_gives_the_state() =>
        Generate.Ledgers.Sample(ledger =>
        {
            var timeline = Timeline.Of(ledger);
            var standings = new Dictionary<Subject, Standing>();
            foreach (var change in Replay.Of(timeline).SelectMany(step => step.Changes))
            {
                (standings.GetValueOrDefault(change.Subject) ?? Before(change.Subject)).ShouldBe(change.From);
                change.To.ShouldNotBe(change.From);
                standings[change.Subject] = change.To;
            }

            var state = timeline.On(DateOnly.MaxValue);
            foreach (var party in state.Parties.Select(p => p.Id))
            {
                state.Points.Keys.Where(id => CellOf(Subject.Of(id, party)) != state.CellOf(id, party)).ShouldBeEmpty();
                state.Versions.Keys.Where(id => CellOf(Subject.Of(id, party)) != state.CellOf(id, party)).ShouldBeEmpty();
                state.Issues.Keys.Where(id => CellOf(Subject.Of(id, party)) != state.CellOf(id, party)).ShouldBeEmpty();
            }

            state.Points.Values.Where(p => standings[Subject.Of(p.Id)] != new Standing(null, DomainJson.Text(state.StatusOf(p)), state.IsProvisional(p))).ShouldBeEmpty();
            state.Versions.Values.Where(v => standings[Subject.Of(v.Id)] != new Standing(null, DomainJson.Text(state.StatusOf(v)))).ShouldBeEmpty();

            static Standing? Before(Subject subject) => subject.Party is null ? null : new Standing(Cell.Silent, null);

            Cell CellOf(Subject subject) => standings.GetValueOrDefault(subject)?.Cell ?? Cell.Silent;
        }, print: Printed.Ledger);

    [Fact]
    public void Find_the_conflicts_that_are_found_without_the_changes() =>
        Generate.Ledgers.Sample(ledger =>
        {
            var timeline = Timeline.Of(ledger);
            foreach (var to in new[] { Generate.FirstDay.AddDays(Generate.Days / 2), DateOnly.MaxValue })
            {
                Replay.Of(timeline, to).SelectMany(s => s.Conflicts).ShouldBe(timeline.ConflictsUntil(to));
            }
        }, print: Printed.Ledger);

    [Fact]
    public void Name_every_unnamed_set_that_a_step_brings_changes_or_ends() =>
        Generate.Ledgers.Sample(ledger =>
        {
            var timeline = Timeline.Of(ledger);
            var state = new State();
            foreach (var step in Replay.Of(timeline))
            {
                var before = state.Unnamed.ToDictionary();
                step.Step.ApplyTo(state);
                var touched = before.Keys.Union(state.Unnamed.Keys).Where(s => before.GetValueOrDefault(s) != state.Unnamed.GetValueOrDefault(s));
                step.Unnamed.ShouldBe(touched, ignoreOrder: true);
            }
        }, print: Printed.Ledger);

    [Fact]
    public void Stop_at_the_end_of_the_day_asked_for() =>
        Generate.Ledgers.Sample(ledger =>
        {
            var timeline = Timeline.Of(ledger);
            var to = Generate.FirstDay.AddDays(Generate.Days / 2);
            Replay.Of(timeline, to).Select(s => s.Step).ShouldBe(timeline.Steps.ToArray().Where(s => s.Day <= to));
        }, print: Printed.Ledger);

    [Fact]
    public void Going_on_with_a_copy_never_changes_the_original() =>
        Gen.Select(Generate.Ledgers, Gen.Double[0, 1]).Sample((ledger, share) =>
        {
            var steps = Timeline.Of(ledger).Steps.ToArray();
            var done = (int)(share * steps.Length);
            var state = new State();
            var replay = new Replay();
            foreach (var step in steps.Take(done))
            {
                step.ApplyTo(state);
                replay.Apply(step);
            }

            var before = Oracle.Describe(state);
            var (copy, replayCopy) = (state.Copy(), replay.Copy());
            foreach (var step in steps.Skip(done))
            {
                step.ApplyTo(copy);
                replayCopy.Apply(step);
            }

            Oracle.Describe(state).ShouldBe(before);
            Oracle.Describe(replay.State).ShouldBe(before);
            var whole = Oracle.Describe(Timeline.Of(ledger).On(DateOnly.MaxValue));
            Oracle.Describe(copy).ShouldBe(whole);
            Oracle.Describe(replayCopy.State).ShouldBe(whole);
        });
}
