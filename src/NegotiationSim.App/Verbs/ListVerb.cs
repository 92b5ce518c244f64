using System.CommandLine;
using NegotiationSim.App.CommandLine;
using NegotiationSim.App.Questions;
using NegotiationSim.App.Rendering;

namespace NegotiationSim.App.Verbs;

/// <summary><c>negsim list</c>: what is recorded.</summary>
internal static class ListVerb
{
    public static Command Create()
    {
        var json = Parameters.Json();
        var verb = Verb.Create("list", "The negotiations recorded: versions, dates covered, number of events.", "", "--json");
        verb.Options.Add(json);
        return verb.Does(async call =>
        {
            await using var store = await call.OpenStoreAsync();
            var answer = await ListAnswer.LoadAsync(store, call.Cancellation);
            if (call.Get(json))
            {
                Terminal.Json(answer);
                return ExitCode.Done;
            }

            if (answer.Negotiations.Count == 0)
            {
                call.Terminal.Note("Nothing is recorded yet. Record a scenario with 'negsim import PATH'.");
                return ExitCode.Done;
            }

            var table = new PlainTable("Negotiation", "Title", "Events", "From", "To", "Versions");
            foreach (var n in answer.Negotiations)
            {
                table.AddRow(n.Negotiation.Value, n.Title ?? "", $"{n.Events}", n.From?.ToString("yyyy-MM-dd") ?? "", n.To?.ToString("yyyy-MM-dd") ?? "", string.Join(", ", n.Versions));
            }

            new Page(call.Terminal.Out).Table(table);
            return ExitCode.Done;
        });
    }
}
