using System.CommandLine;
using NegotiationSim.App.CommandLine;
using NegotiationSim.App.Questions;
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
