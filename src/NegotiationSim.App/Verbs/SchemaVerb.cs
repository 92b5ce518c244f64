using System.CommandLine;
using System.Text;
using NegotiationSim.App.CommandLine;
using NegotiationSim.App.ScenarioFiles;
using NegotiationSim.App.Server;

namespace NegotiationSim.App.Verbs;

/// <summary><c>negsim schema</c>: the JSON Schemas of the file formats, and the description of the HTTP API.</summary>
internal static class SchemaVerb
{
    private static readonly string[] Kinds = ["scenario", "what-if", "assessment", "api"];

    public static Command Create()
    {
        var kind = new Argument<string>("KIND")
        {
            Description = "Of which files: scenario, what-if or assessment; or api, of the HTTP API.",
            DefaultValueFactory = _ => Kinds[0],
        };
        kind.Validators.Add(result => Parameters.OneOf(result, "a kind of schema", Kinds));
        kind.CompletionSources.Add(Kinds);
        var verb = Verb.Create(
            "schema",
            "Prints the JSON Schema (draft-07) of scenario files, what-ifs or assessments, with which editors complete and check them; or the description of the HTTP API (OpenAPI 3.1), from which clients are made. Needs no database.",
            "> scenario.schema.json",
            "what-if > what-if.schema.json",
            "assessment > assessment.schema.json",
            "api > openapi.json");
        verb.Arguments.Add(kind);
        return verb.Does(async call =>
        {
            var schema = call.Get(kind) switch
            {
                "what-if" => ScenarioSchema.CreateForWhatIfs(),
                "assessment" => ScenarioSchema.CreateForAssessments(),
                "api" => await NegsimServer.DescribeAsync(call.Cancellation),
                _ => ScenarioSchema.Create(),
            };
            await using var output = Console.OpenStandardOutput();
            await output.WriteAsync(Encoding.UTF8.GetBytes(schema), call.Cancellation);
            return ExitCode.Done;
        });
    }
}
