using System.CommandLine;
using NegotiationSim.App.CommandLine;
using NegotiationSim.App.Rendering;
using NegotiationSim.Domain;

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
            var answer = new ListAnswer((await store.ListAsync(call.Cancellation))
                .Select(p => new ListedNegotiation(new NegotiationId(p.Id), p.Title, p.Version, p.From, p.To, p.Versions))
                .ToValueList());
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

/// <summary>The answer of <c>negsim list</c>.</summary>
internal sealed record ListAnswer(ValueList<ListedNegotiation> Negotiations);

/// <summary>One negotiation.</summary>
/// <param name="Events">How many are recorded.</param>
/// <param name="From">The day of the first step of its timeline.</param>
/// <param name="To">The day of the last.</param>
internal sealed record ListedNegotiation(NegotiationId Negotiation, string? Title, long Events, DateOnly? From, DateOnly? To, ValueList<VersionId> Versions);
