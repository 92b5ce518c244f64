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
        var negotiation = Shared.Negotiation();
        var file = new Argument<string>("FILE") { Description = "Events as YAML, JSON or NDJSON: one, a list, or a whole scenario; '-' reads standard input." };
        var dryRun = new Option<bool>("--dry-run") { Description = "Record nothing; show what would change." };
        var json = Shared.Json();
        var verb = Shared.Verb(
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
            var events = InputFile.Content(ScenarioReader.ReadEvents(path == "-" ? "standard input" : path, InputFile.Bytes(path)));
            if (events.Negotiation is { } other && other != id)
            {
                throw new CommandException(ExitCode.BadInput, $"{path} is of the negotiation '{other}', not '{id}'");
            }

            await using var store = await call.OpenStoreAsync();
            // Events that open a negotiation may begin it: NDJSON, which does not name its negotiation, has no other way in.
            var opens = events.Events.OfType<NegotiationOpened>().Any();
            var before = await call.LoadAsync(store, id.Value, orEmpty: opens);
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
            if (now.Count > 0)
            {
                page.Line();
                var table = new PlainTable("", "Party", isDryRun ? "Now" : "Before", isDryRun ? "Would be" : "Now");
                foreach (var change in now)
                {
                    table.AddRow(change.Subject.Id, change.Subject.Party?.Value ?? "", call.Glyphs.Of(change.From), call.Glyphs.Of(change.To));
                }

                page.Table(table);
            }

            if (answer.NewConflicts.Count > 0)
            {
                page.Line();
                new StateText(call.Terminal.Out, call.Glyphs).Conflicts(answer.NewConflicts);
            }

            return ExitCode.Done;
        });
    }
}

/// <summary>The answer of <c>negsim record</c>: what the events change on the last date.</summary>
/// <param name="Changes">Standings that differ at the end of the last date.</param>
/// <param name="NewConflicts">Conflicts that were not there before.</param>
internal sealed record RecordAnswer(
    NegotiationId Negotiation, bool DryRun, ValueList<EventId> Recorded, int AlreadyRecorded, ValueList<Change> Changes, ValueList<Conflict> NewConflicts)
{
    public static RecordAnswer Of(Ledger before, Decision.Admitted admitted, bool dryRun)
    {
        var old = Timeline.Of(before);
        var now = Timeline.Of(before.With(admitted.New));
        var (oldHistory, nowHistory) = (History.Of(old), History.Of(now));
        var changes =
            from subject in nowHistory.Subjects.Union(oldHistory.Subjects)
            let was = Last(oldHistory.Of(subject))
            let isNow = Last(nowHistory.Of(subject)) ?? new Standing(Cell.Silent, null)
            where was != isNow
            select new Change(subject, was, isNow);
        var known = old.Conflicts.ToHashSet();
        return new(
            before.Negotiation,
            dryRun,
            admitted.New.Select(e => e.Id).ToValueList(),
            admitted.AlreadyRecorded,
            changes.ToValueList(),
            now.Conflicts.Where(c => !known.Contains(c)).ToValueList());

        static Standing? Last(IReadOnlyList<Interval> intervals) => intervals.Count == 0 ? null : intervals[^1].Standing;
    }
}
