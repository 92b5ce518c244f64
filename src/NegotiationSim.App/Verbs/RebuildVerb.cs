using System.CommandLine;
using NegotiationSim.App.CommandLine;
using NegotiationSim.Store;

namespace NegotiationSim.App.Verbs;

/// <summary><c>negsim rebuild</c>: makes the projections anew from the events.</summary>
internal static class RebuildVerb
{
    public static Command Create()
    {
        var verb = Verb.Create(
            "rebuild",
            "Makes the projections (the snapshot of the present, the interval history) anew from the events. Answers about a date need none of them.",
            "");
        return verb.Does(async call =>
        {
            await using var store = await call.OpenStoreAsync();
            await ProgressBar.DuringAsync(call.Terminal, async report =>
            {
                await store.RebuildAsync(new Reports(report), call.Cancellation);
                return "The projections are rebuilt.";
            });
            return ExitCode.Done;
        });
    }

    private sealed class Reports(Action<Progress> report) : IProgress<RebuildProgress>
    {
        public void Report(RebuildProgress value) =>
            report(new($"{value.Projection}: {value.Done} of {value.Total} events", value.Total == 0 ? 1 : (double)value.Done / value.Total));
    }
}
