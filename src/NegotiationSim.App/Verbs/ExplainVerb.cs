using System.CommandLine;
using NegotiationSim.App.CommandLine;
using NegotiationSim.App.Rendering;
using NegotiationSim.Domain;

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
            var timeline = await question.TimelineAsync(call);
            var date = question.DateOn(call, timeline);
            var party = SubjectOptions.Get<PartyId>(call, subject.Party, timeline);
            Explanation?[] explained =
            [
                SubjectOptions.Get<PointId>(call, subject.Point, timeline) is { } p ? Explanation.Of(timeline, date, p, party) : null,
                SubjectOptions.Get<VersionId>(call, subject.Version, timeline) is { } v ? Explanation.Of(timeline, date, v, party) : null,
                SubjectOptions.Get<IssueId>(call, subject.Issue, timeline) is { } i ? Explanation.Of(timeline, date, i, party) : null,
                SubjectOptions.Get<MeetingId>(call, subject.Meeting, timeline) is { } m ? Explanation.Of(timeline, date, m) : null,
            ];
            var given = explained.OfType<Explanation>().ToList();
            var named = SubjectOptions.Get<EventId>(call, subject.Event, timeline);
            if (given.Count + (named is null ? 0 : 1) != 1)
            {
                throw new CommandException(ExitCode.BadInput, "Name exactly one of --point, --version, --issue, --meeting, --event.");
            }

            var text = new ExplanationText(call.Terminal.Out, call.Glyphs);
            if (named is not { } id)
            {
                return question.Print(call, given[0], () =>
                {
                    text.Write(given[0]);
                    if (date is { } day && question.NamesADate(call))
                    {
                        new DateNotes(call.Terminal.Out).Outside(timeline, day);
                    }
                });
            }

            if (party is not null || question.NamesADate(call))
            {
                throw new CommandException(ExitCode.BadInput, "An event is the same for every party and on every date: leave --party and --on out.");
            }

            var explanation = EventExplanation.Of(timeline, id);
            return question.Print(call, explanation, () => text.Write(explanation));
        });
    }
}
