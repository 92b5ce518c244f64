using System.CommandLine;
using NegotiationSim.App.CommandLine;
using NegotiationSim.App.Rendering;
using NegotiationSim.Domain;

namespace NegotiationSim.App.Verbs;

/// <summary><c>negsim state</c>: where every point stood on a date, as known by a date.</summary>
internal static class StateVerb
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
            "state",
            "Where every point, issue and version stood at the end of a date, by what was known.",
            "ukraine-2025",
            "ukraine-2025 --on 2025-12-03 --known-by 2025-12-03",
            "ukraine-2025 --version UA-20 --on 2025-12-26",
            "ukraine-2025 --point US-28/21 --party RUS --json",
            "ukraine-2025 --what-if briefing-takes-place");
        verb.Arguments.Add(negotiation);
        verb.Options.Add(on);
        verb.Options.Add(knownBy);
        verb.Options.Add(whatIf);
        verb.Options.Add(subject.Point);
        verb.Options.Add(subject.Issue);
        verb.Options.Add(subject.Version);
        verb.Options.Add(subject.Party);
        verb.Options.Add(json);
        return verb.Does(async call =>
        {
            var timeline = await call.TimelineAsync(negotiation, whatIf, knownBy);
            var view = StateView.Of(timeline, call.DateOn(timeline, on)).Only(
                SubjectOptions.Get<PointId>(call, subject.Point, timeline),
                SubjectOptions.Get<IssueId>(call, subject.Issue, timeline),
                SubjectOptions.Get<VersionId>(call, subject.Version, timeline),
                SubjectOptions.Get<PartyId>(call, subject.Party, timeline));
            if (call.Get(json))
            {
                Terminal.Json(view);
            }
            else
            {
                var isWhole = call.Get(subject.Point) is null && call.Get(subject.Issue) is null && call.Get(subject.Version) is null;
                new StateText(call.Terminal.Out, call.Glyphs).Write(view, isWhole);
            }

            return ExitCode.Done;
        });
    }
}
