using System.CommandLine;
using NegotiationSim.App.CommandLine;
using NegotiationSim.App.Questions;
using NegotiationSim.App.Rendering;

namespace NegotiationSim.App.Verbs;

/// <summary><c>negsim forecast grade</c>: how a forecast did, by what was recorded later.</summary>
internal static class ForecastGradeVerb
{
    public static Command Create()
    {
        var negotiation = Parameters.Negotiation();
        var name = ForecastVerb.Name();
        var asOf = Parameters.Date("--as-of", "By what was known by the end of this date. [default: by all that is recorded]");
        var json = Parameters.Json();
        var verb = Verb.Create(
            "grade",
            "Grades a forecast by what was recorded after it: Brier score, log score, continuous ranked probability score of the days to agreement, calibration; beside the reference forecasts that nothing changes and that everything has a share of one half. What is not known is not graded.",
            "colombia-farc agenda-of-2012",
            "ukraine-2025 christmas-plan --as-of 2026-02-01 --json");
        verb.Arguments.Add(negotiation);
        verb.Arguments.Add(name);
        verb.Options.Add(asOf);
        verb.Options.Add(json);
        return verb.Does(async call =>
        {
            await using var store = await call.OpenStoreAsync();
            var timelines = await call.OpenAsync(store, call.Get(negotiation));
            var stored = await timelines.ForecastAsync(call.Get(name), call.Cancellation);
            var answer = GradeQuestion.Answer(timelines, stored, call.Get(asOf));
            if (call.Get(json))
            {
                Terminal.Json(answer);
            }
            else
            {
                new GradeText(new Page(call.Terminal.Out)).Write(answer, stored.Result);
            }

            return ExitCode.Done;
        });
    }
}
