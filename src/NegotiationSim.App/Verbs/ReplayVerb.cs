using System.CommandLine;
using NegotiationSim.App.CommandLine;
using NegotiationSim.App.Questions;
using NegotiationSim.App.Rendering;

namespace NegotiationSim.App.Verbs;

/// <summary><c>negsim replay</c>: the talks event by event, with what each changed.</summary>
internal static class ReplayVerb
{
    public static Command Create()
    {
        var from = Parameters.Date("--from", "Start with this date. [default: the first event]");
        var to = Parameters.Date("--to", "End with this date. [default: the last event]");
        var verb = Verb.Create(
            "replay",
            "The talks event by event, with what each changed and what should not be.",
            "ukraine-2025",
            "ukraine-2025 --from 2025-12-01 --to 2025-12-05",
            "ukraine-2025 --to @kremlin-december --json");
        var question = new Question(verb, isOnADate: false, from, to);
        return verb.Does(async call =>
        {
            var asked = await question.AskAsync(call);
            var answer = ReplayQuestion.Answer(asked.Timeline, call.Get(from), call.Get(to));
            return question.Print(call, answer, () =>
            {
                if (answer.WhatIf is { } name)
                {
                    new Page(call.Terminal.Out).Text($"In {TimelineName.Of(name)}:");
                }

                new ReplayText(call.Terminal.Out, call.Glyphs).Write(answer.Steps);
            });
        });
    }
}
