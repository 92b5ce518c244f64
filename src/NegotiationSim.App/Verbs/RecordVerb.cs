using System.CommandLine;
using NegotiationSim.App.CommandLine;
using NegotiationSim.App.Recording;
using NegotiationSim.App.Rendering;
using NegotiationSim.App.ScenarioFiles;
using NegotiationSim.Domain;

namespace NegotiationSim.App.Verbs;

/// <summary><c>negsim record</c>: appends events to a negotiation.</summary>
internal static class RecordVerb
{
    public static Command Create()
    {
        var negotiation = Parameters.Negotiation();
        var file = new Argument<string>("FILE") { Description = "Events as YAML, JSON or NDJSON: one, a list, or a whole scenario; '-' reads standard input." };
        var dryRun = new Option<bool>("--dry-run") { Description = "Record nothing; show what would change." };
        var json = Parameters.Json();
        var verb = Verb.Create(
            "record",
            "Appends events to a negotiation: all of them or none. Events with a negotiation-opened among them can begin one.",
            "ukraine-2025 new-events.yaml --dry-run",
            "ukraine-2025 - < event.json");
        verb.Arguments.Add(negotiation);
        verb.Arguments.Add(file);
        verb.Options.Add(dryRun);
        verb.Options.Add(json);
        return verb.Does(async call =>
        {
            var id = new NegotiationId(call.Get(negotiation));
            var path = call.Get(file);
            var events = InputFile.Content(ScenarioReader.ReadEvents(InputFile.Name(path), InputFile.Bytes(path)));
            if (events.Negotiation is { } other && other != id)
            {
                throw new CommandException(ExitCode.BadInput, $"{path} is of the negotiation '{other}', not '{id}'");
            }

            await using var store = await call.OpenStoreAsync();
            // Events that open a negotiation may begin it: NDJSON, which does not name its negotiation, has no other way in.
            var opens = events.Events.OfType<NegotiationOpened>().Any();
            var before = opens ? (await store.LoadAsync(id, call.Cancellation)).Ledger : (await call.OpenAsync(store, id.Value)).Ledger;
            var isDryRun = call.Get(dryRun);
            await using var recorder = await Recorder.StartAsync(store, call.Cancellation);
            var admitted = await ScenarioImport.RecordAsync(recorder, events, id, call.Cancellation, isDryRun);
            var answer = RecordAnswer.Of(before, admitted, isDryRun);
            if (call.Get(json))
            {
                Terminal.Json(answer);
                return ExitCode.Done;
            }

            call.Terminal.Say(ScenarioImport.Told(id, admitted, isDryRun));
            var now = answer.Changes;
            var page = new Page(call.Terminal.Out);
            if (now.Count + answer.Parts.Count > 0)
            {
                page.Line();
                var table = new PlainTable("What", "Party", isDryRun ? "Now" : "Before", isDryRun ? "Would be" : "Now");
                foreach (var change in now)
                {
                    table.AddRow(change.Subject.Id, change.Subject.Party?.Value ?? "", Standing(change.From, change), Standing(change.To, change));
                }

                foreach (var part in answer.Parts)
                {
                    table.AddRow($"{part.Kind} {part.Id}", "", part.From ?? Glyphs.NotThere, part.To ?? Glyphs.NotThere);
                }

                page.Table(table);
            }

            if (answer.NewConflicts.Count > 0)
            {
                page.Line();
                new StateText(call.Terminal.Out, call.Glyphs).Conflicts(answer.NewConflicts);
            }

            return ExitCode.Done;

            // Before its first stance a party is silent, whether or not there was a cell for it.
            string Standing(Standing? standing, ChangedStanding change) =>
                call.Glyphs.Of(standing is null && change.Subject.Party is not null ? new Standing(Cell.Silent, null) : standing);
        });
    }
}

/// <summary>The answer of <c>negsim record</c>: what the events change on the last date.</summary>
/// <param name="Changes">Standings that differ at the end of the last date.</param>
/// <param name="Parts">Sets, issues, parties, meetings, deadlines and packages that appear, disappear or differ at the end.</param>
/// <param name="NewConflicts">Conflicts that were not there before.</param>
internal sealed record RecordAnswer(
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
internal sealed record ChangedStanding(Subject Subject, Standing? From, Standing? To);

/// <summary>A part of the state that has no history of standings.</summary>
/// <param name="Kind">unnamed set, issue, party, meeting, deadline or package.</param>
/// <param name="From">What it was, in words; null: not there.</param>
/// <param name="To">What it is; null: not there.</param>
internal sealed record ChangedPart(string Kind, string Id, string? From, string? To)
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
