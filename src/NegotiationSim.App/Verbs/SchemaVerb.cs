using System.CommandLine;
using NegotiationSim.App.CommandLine;
using NegotiationSim.App.ScenarioFiles;

namespace NegotiationSim.App.Verbs;

/// <summary><c>negsim schema</c>: the JSON Schemas of the file formats.</summary>
internal static class SchemaVerb
{
    public static Command Create()
    {
        var kind = new Argument<string>("KIND")
        {
            Description = "Of which files: scenario or what-if.",
            DefaultValueFactory = _ => "scenario",
        };
        kind.Validators.Add(result => Parameters.OneOf(result, "a kind of file", "scenario", "what-if"));
        kind.CompletionSources.Add("scenario", "what-if");
        var verb = Verb.Create(
            "schema",
            "Prints the JSON Schema (draft-07) of scenario or what-if files, with which editors complete and check them.",
            "> scenario.schema.json",
            "what-if > what-if.schema.json");
        verb.Arguments.Add(kind);
        return verb.Does(call =>
        {
            using var output = Console.OpenStandardOutput();
            output.Write(System.Text.Encoding.UTF8.GetBytes(call.Get(kind) == "what-if" ? ScenarioSchema.CreateForWhatIfs() : ScenarioSchema.Create()));
            return Task.FromResult(ExitCode.Done);
        });
    }
}
