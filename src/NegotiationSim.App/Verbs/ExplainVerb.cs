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
        var negotiation = Shared.Negotiation();
        var on = Shared.On();
        var knownBy = Shared.KnownBy();
        var whatIf = Shared.WhatIf();
        var subject = new SubjectOptions();
        var json = Shared.Json();
        var verb = Shared.Verb(
            "explain",
            "Why a point, version, issue or meeting stands as it does: the events behind each cell and who claims them, with disputes and corrections.",
            "ukraine-2025 --point US-28/21 --on 2025-12-03",
            "ukraine-2025 --version GVA-19 --party RUS --known-by 2025-12-05",
            "ukraine-2025 --issue territory --party RUS --json");
        verb.Arguments.Add(negotiation);
        verb.Options.Add(subject.Point);
        verb.Options.Add(subject.Version);
        verb.Options.Add(subject.Issue);
        verb.Options.Add(subject.Meeting);
        verb.Options.Add(subject.Party);
        verb.Options.Add(on);
        verb.Options.Add(knownBy);
        verb.Options.Add(whatIf);
        verb.Options.Add(json);
        return verb.Does(async call =>
        {
            var timeline = await call.TimelineAsync(negotiation, whatIf, knownBy);
            var date = call.DateOn(timeline, on);
            var party = SubjectOptions.Get<PartyId>(call, subject.Party, timeline);
            Explanation?[] explained =
            [
                SubjectOptions.Get<PointId>(call, subject.Point, timeline) is { } p ? Explanation.Of(timeline, date, p, party) : null,
                SubjectOptions.Get<VersionId>(call, subject.Version, timeline) is { } v ? Explanation.Of(timeline, date, v, party) : null,
                SubjectOptions.Get<IssueId>(call, subject.Issue, timeline) is { } i ? Explanation.Of(timeline, date, i, party) : null,
                SubjectOptions.Get<MeetingId>(call, subject.Meeting, timeline) is { } m ? Explanation.Of(timeline, date, m) : null,
            ];
            var given = explained.OfType<Explanation>().ToList();
            if (given.Count != 1)
            {
                throw new CommandException(ExitCode.BadInput, "Name exactly one of --point, --version, --issue, --meeting.");
            }

            if (call.Get(json))
            {
                Terminal.Json(given[0]);
            }
            else
            {
                new ExplanationText(call.Terminal.Out, call.Glyphs).Write(given[0]);
            }

            return ExitCode.Done;
        });
    }
}
