using NegotiationSim.App.Rendering;
using NegotiationSim.Domain;

namespace NegotiationSim.App.Questions;

/// <summary>What events that are recorded change on the last date.</summary>
/// <param name="Changes">Standings that differ at the end of the last date.</param>
/// <param name="Parts">Sets, issues, parties, meetings, deadlines and packages that appear, disappear or differ at the end.</param>
/// <param name="NewConflicts">Conflicts that were not there before.</param>
public sealed record RecordAnswer(
    NegotiationId Negotiation, bool DryRun, ValueList<EventId> Recorded, int AlreadyRecorded, ValueList<ChangedStanding> Changes, ValueList<ChangedPart> Parts,
    ValueList<Conflict> NewConflicts)
{
    public static RecordAnswer Of(Ledger before, Decision.Admitted admitted, bool dryRun)
    {
        var old = Timeline.Of(before);
        var now = Timeline.Of(before.With(admitted.New));
        var (oldHistory, nowHistory) = (History.Of(old), History.Of(now));
        var changes =
            from subject in nowHistory.Subjects.Union(oldHistory.Subjects)
            let was = Last(oldHistory.Of(subject))
            let isNow = Last(nowHistory.Of(subject)) ?? (subject.Party is null ? null : new Standing(Cell.Silent, null))
            where was != isNow
            select new ChangedStanding(subject, was, isNow);
        var known = old.Conflicts.ToHashSet();
        return new(
            before.Negotiation,
            dryRun,
            admitted.New.Select(e => e.Id).ToValueList(),
            admitted.AlreadyRecorded,
            changes.ToValueList(),
            ChangedPart.Between(old.On(DateOnly.MaxValue), now.On(DateOnly.MaxValue)).ToValueList(),
            now.Conflicts.Where(c => !known.Contains(c)).ToValueList());

        static Standing? Last(IReadOnlyList<Interval> intervals) => intervals.Count == 0 ? null : intervals[^1].Standing;
    }
}

/// <summary>A standing at the end of the last date; null: not there.</summary>
public sealed record ChangedStanding(Subject Subject, Standing? From, Standing? To);

/// <summary>A part of the state that has no history of standings.</summary>
/// <param name="Kind">unnamed set, issue, party, meeting, deadline or package.</param>
/// <param name="From">What it was, in words; null: not there.</param>
/// <param name="To">What it is; null: not there.</param>
public sealed record ChangedPart(string Kind, string Id, string? From, string? To)
{
    public static IEnumerable<ChangedPart> Between(State before, State after)
    {
        var (was, isNow) = (Of(before), Of(after));
        return was.Keys.Union(isNow.Keys)
            .Select(key => new ChangedPart(key.Kind, key.Id, was.GetValueOrDefault(key), isNow.GetValueOrDefault(key)))
            .Where(part => part.From != part.To);
    }

    private static Dictionary<(string Kind, string Id), string> Of(State state) =>
        state.Parties.Select(p => ("party", p.Id.Value, $"{p.Name}, {DomainJson.Text(p.Role)}"))
            .Concat(state.Issues.Values.Select(i => ("issue", i.Issue.Id.Value, i.Issue.Title)))
            .Concat(state.Unnamed.Values.Select(s => ("unnamed set", s.Id.Value, $"{s.Party} {Glyphs.Word(s.Stance)} some points of {s.Version} ({UnnamedView.Of(s).Count}, which ones not said)")))
            .Concat(state.Meetings.Values.Select(m => ("meeting", m.Id.Value, DomainJson.Text(m.Status) + (m.For is { } on ? $", for {on}" : ""))))
            .Concat(state.Deadlines.Values.Select(d => ("deadline", d.Id.Value, DomainJson.Text(d.Status) + (d.For is { } on ? $", for {on}" : ""))))
            .Concat(state.Packages.Values.Select(p => ("package", p.Package.Id.Value, $"{p.Package.Title ?? "untitled"}, of {p.Version}")))
            .ToDictionary(part => (part.Item1, part.Item2), part => part.Item3);
}
