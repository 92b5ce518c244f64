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
            Description = "Of which files: scenario, what-if or assessment.",
            DefaultValueFactory = _ => "scenario",
        };
        kind.Validators.Add(result => Parameters.OneOf(result, "a kind of file", "scenario", "what-if", "assessment"));
        kind.CompletionSources.Add("scenario", "what-if", "assessment");
        var verb = Verb.Create(
            "schema",
            "Prints the JSON Schema (draft-07) of scenario files, what-ifs or assessments, with which editors complete and check them.",
            "> scenario.schema.json",
            "what-if > what-if.schema.json",
            "assessment > assessment.schema.json");
        verb.Arguments.Add(kind);
        return verb.Does(call =>
        {
            using var output = Console.OpenStandardOutput();
            output.Write(System.Text.Encoding.UTF8.GetBytes(call.Get(kind) switch
            {
                "what-if" => ScenarioSchema.CreateForWhatIfs(),
                "assessment" => ScenarioSchema.CreateForAssessments(),
                _ => ScenarioSchema.Create(),
            }));
            return Task.FromResult(ExitCode.Done);
        });
    }
}
