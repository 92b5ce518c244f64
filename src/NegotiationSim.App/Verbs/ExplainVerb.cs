using System.CommandLine;
using NegotiationSim.App.CommandLine;
using NegotiationSim.App.Questions;
using NegotiationSim.App.Rendering;

namespace NegotiationSim.App.Verbs;

/// <summary><c>negsim explain</c>: the events and claims behind a cell, with disputes and corrections.</summary>
internal static class ExplainVerb
{
    public static Command Create()
    {
        var subject = new SubjectOptions();
        var verb = Verb.Create(
            "explain",
            "Why a point, version, issue or meeting stands as it does: the events behind each cell and who claims them, with disputes and corrections, those after --known-by marked. "
            + "Or one event: its claims, what was said about it, what led to it and what it changed.",
            "ukraine-2025 --point US-28/21 --on 2025-12-03",
            "ukraine-2025 --version GVA-19 --party RUS --known-by 2025-12-05",
            "ukraine-2025 --issue territory --party RUS --json",
            "ukraine-2025 --event rus-rejects-gva19");
        var question = new Question(verb, isOnADate: true, subject.Point, subject.Version, subject.Issue, subject.Meeting, subject.Event, subject.Party);
        return verb.Does(async call =>
        {
            var asked = await question.AskAsync(call);
            var (ofSubject, ofEvent) = ExplainQuestion.Answer(asked, subject.Of(call));
            var text = new ExplanationText(call.Terminal.Out, call.Glyphs);
            return ofSubject is null ? question.Print(call, ofEvent!, () => text.Write(ofEvent!)) : question.Print(call, ofSubject, () =>
            {
                text.Write(ofSubject);
                if (asked is { On: { } day, NamesADate: true })
                {
                    new DateNotes(call.Terminal.Out).Outside(asked.Timeline, day);
                }
            });
        });
    }
}
