using System.CommandLine;
using NegotiationSim.App.CommandLine;
using NegotiationSim.App.ScenarioFiles;

namespace NegotiationSim.App.Verbs;

/// <summary><c>negsim export</c>: the events of a negotiation as a file.</summary>
internal static class ExportVerb
{
    public static Command Create()
    {
        var negotiation = Parameters.Negotiation();
        var format = new Option<string>("--format")
        {
            Description = "yaml can be imported again, ndjson recorded again; csv is for spreadsheets.",
            HelpName = "yaml|ndjson|csv",
            DefaultValueFactory = _ => "yaml",
        };
        format.Validators.Add(result => Parameters.OneOf(result, "a format", "yaml", "ndjson", "csv"));
        format.CompletionSources.Add("yaml", "ndjson", "csv");
        var verb = Verb.Create(
            "export",
            "Prints every event recorded, in the order of arrival.",
            "ukraine-2025 > negotiation.yaml",
            "ukraine-2025 --format csv > events.csv");
        verb.Arguments.Add(negotiation);
        verb.Options.Add(format);
        return verb.Does(async call =>
        {
            await using var store = await call.OpenStoreAsync();
            var ledger = (await call.OpenAsync(store, call.Get(negotiation))).Ledger;
            using var output = Console.OpenStandardOutput();
            switch (call.Get(format))
            {
                case "csv":
                    ScenarioWriter.WriteCsv(output, ledger.Events);
                    break;
                case "ndjson":
                    ScenarioWriter.WriteNdjson(output, ledger.Events);
                    break;
                default:
                    ScenarioWriter.WriteYaml(output, ledger.Negotiation, ledger.Events);
                    break;
            }

            return ExitCode.Done;
        });
    }
}
