using System.CommandLine;
using NegotiationSim.App.CommandLine;
using NegotiationSim.App.Recording;
using NegotiationSim.App.ScenarioFiles;

namespace NegotiationSim.App.Verbs;

/// <summary><c>negsim import</c>: records the events of scenarios.</summary>
internal static class ImportVerb
{
    public static Command Create()
    {
        var paths = new Argument<string[]>("PATH")
        {
            Description = $"Scenario folders (with a {ScenarioImport.FileName}) or files: YAML or JSON.",
            Arity = ArgumentArity.OneOrMore,
        };
        var verb = Verb.Create(
            "import",
            "Records the events of scenarios. What was recorded before is not recorded again. All files are read before anything is recorded.",
            "scenarios/ukraine-2025",
            "scenarios/*/negotiation.yaml");
        verb.Arguments.Add(paths);
        return verb.Does(async call =>
        {
            var scenarios = new List<ScenarioFile>();
            var errors = new List<string>();
            foreach (var path in call.Get(paths))
            {
                try
                {
                    scenarios.Add(ScenarioImport.Read(path));
                }
                catch (CommandException e)
                {
                    errors.Add(e.Message);
                }
            }

            if (errors.Count > 0)
            {
                throw new CommandException(ExitCode.BadInput, string.Join('\n', errors));
            }

            await using var store = await call.OpenStoreAsync();
            await using var recorder = await Recorder.StartAsync(store, call.Cancellation);
            foreach (var scenario in scenarios)
            {
                var negotiation = scenario.Negotiation!.Value;
                var admitted = await ScenarioImport.RecordAsync(recorder, scenario, negotiation, call.Cancellation);
                call.Terminal.Say(ScenarioImport.Told(negotiation, admitted));
            }

            return ExitCode.Done;
        });
    }
}
