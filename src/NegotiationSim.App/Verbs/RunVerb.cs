using System.CommandLine;
using NegotiationSim.App.CommandLine;
using NegotiationSim.App.Recording;
using NegotiationSim.App.Rendering;
using NegotiationSim.Domain;

namespace NegotiationSim.App.Verbs;

/// <summary><c>negsim run</c>: records a scenario, replays it and tells where every point stands at its end.</summary>
internal static class RunVerb
{
    public static Command Create()
    {
        var path = new Argument<string>("PATH") { Description = $"A scenario folder (with a {ScenarioImport.FileName}) or file." };
        var json = Parameters.Json();
        var verb = Verb.Create(
            "run",
            "Records a scenario, replays it, and prints the state of every point on the last date and the conflicts found.",
            "scenarios/ukraine-2025",
            "scenarios/colombia-farc --json");
        verb.Arguments.Add(path);
        verb.Options.Add(json);
        return verb.Does(async call =>
        {
            StateView view = null!;
            await ProgressBar.DuringAsync(call.Terminal, async report =>
            {
                report(new("reading", 0));
                var scenario = ScenarioImport.Read(call.Get(path));
                var negotiation = scenario.Negotiation!.Value;

                report(new("recording", 0.4));
                await using var store = await call.OpenStoreAsync();
                await using var recorder = await Recorder.StartAsync(store, call.Cancellation);
                var admitted = await ScenarioImport.RecordAsync(recorder, scenario, negotiation, call.Cancellation);

                report(new("replaying", 0.8));
                var timeline = Timeline.Of((await call.OpenAsync(store, negotiation.Value)).Ledger);
                view = StateView.Of(timeline, timeline.LastDay);
                return ScenarioImport.Told(negotiation, admitted);
            });
            if (call.Get(json))
            {
                Terminal.Json(view);
            }
            else
            {
                new StateText(call.Terminal.Out, call.Glyphs).Write(view);
            }

            return ExitCode.Done;
        });
    }
}
