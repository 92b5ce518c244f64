using System.CommandLine;
using NegotiationSim.App.CommandLine;
using NegotiationSim.App.Questions;
using NegotiationSim.App.Rendering;
using NegotiationSim.Domain;

namespace NegotiationSim.App.Verbs;

/// <summary><c>negsim whatif show</c>: a recorded what-if, replayed.</summary>
internal static class WhatIfShowVerb
{
    public static Command Create()
    {
        var negotiation = Parameters.Negotiation();
        var name = WhatIfVerb.Name();
        var on = Parameters.Date("--on", "Only what stands differently at the end of this date. [default: every day]");
        var json = Parameters.Json();
        var verb = Verb.Create("show", "A recorded what-if: why, edits, consequences, conflicts and what differs.", "ukraine-2025 briefing-takes-place");
        verb.Arguments.Add(negotiation);
        verb.Arguments.Add(name);
        verb.Options.Add(on);
        verb.Options.Add(json);
        return verb.Does(async call =>
        {
            await using var store = await call.OpenStoreAsync();
            var timelines = await call.OpenAsync(store, call.Get(negotiation));
            var (forked, pinned) = await timelines.ForkedAsync(new WhatIfId(call.Get(name)), call.Cancellation);
            var answer = WhatIfAnswer.From(forked.Replay, pinned.Pin, null, pinned.Version, call.Get(on)?.In(forked.Timeline, "on"));
            if (call.Get(json))
            {
                Terminal.Json(answer);
            }
            else
            {
                new WhatIfText(new Page(call.Terminal.Out), call.Glyphs).Write(answer);
            }

            return ExitCode.Done;
        });
    }
}
