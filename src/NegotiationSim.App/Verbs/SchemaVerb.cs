using System.CommandLine;
using NegotiationSim.App.CommandLine;
using NegotiationSim.App.ScenarioFiles;

namespace NegotiationSim.App.Verbs;

/// <summary><c>negsim schema</c>: the JSON Schema of the scenario format.</summary>
internal static class SchemaVerb
{
    public static Command Create() =>
        Shared.Verb("schema", "Prints the JSON Schema (draft-07) of the scenario format, with which editors complete and check files.", "> scenario.schema.json")
            .Does(_ =>
            {
                using var output = Console.OpenStandardOutput();
                output.Write(System.Text.Encoding.UTF8.GetBytes(ScenarioSchema.Create()));
                return Task.FromResult(ExitCode.Done);
            });
}
