using System.CommandLine;
using NegotiationSim.App.CommandLine;
using NegotiationSim.App.Pictures;
using NegotiationSim.App.Questions;
using NegotiationSim.App.Rendering;

namespace NegotiationSim.App.Verbs;

/// <summary><c>negsim history</c>: how the stances and the status of a point, version or issue ran over time.</summary>
internal static class HistoryVerb
{
    public static Command Create()
    {
        var subject = new SubjectOptions();
        var verb = Verb.Create(
            "history",
            "How the status and the stances of a point, version or issue ran over time: from, until, stance, cause.",
            "ukraine-2025 --point US-28/21",
            "ukraine-2025 --version GVA-19 --party RUS --known-by 2025-12-02",
            "ukraine-2025 --issue territory --json",
            "ukraine-2025 --point US-28/21 --svg point.svg");
        var svg = Parameters.Svg("status and stances as bands, time across");
        var question = new Question(verb, isOnADate: false, subject.Point, subject.Version, subject.Issue, subject.Party, svg);
        return verb.Does(async call =>
        {
            var asked = await question.AskAsync(call);
            var answer = HistoryQuestion.Answer(asked, subject.Of(call));
            return question.Print(
                call, answer, () => new HistoryText(call.Terminal.Out, call.Glyphs).Write(answer), call.Get(svg), () => HistoryPicture.Draw(answer, asked.Timeline.LastDay ?? default));
        });
    }
}
