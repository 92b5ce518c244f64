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
        var subject = new SubjectOptions();
        var verb = Verb.Create(
            "state",
            "Where every point, issue and version stood at the end of a date, by what was known.",
            "ukraine-2025",
            "ukraine-2025 --on 2025-12-03 --known-by 2025-12-03",
            "ukraine-2025 --version UA-20 --on 2025-12-26",
            "ukraine-2025 --point US-28/21 --party RUS --json",
            "ukraine-2025 --what-if briefing-takes-place");
        var question = new Question(verb, isOnADate: true, subject.Point, subject.Issue, subject.Version, subject.Party);
        return verb.Does(async call =>
        {
            var timeline = await question.TimelineAsync(call);
            var on = question.DateOn(call, timeline);
            var view = StateView.Of(timeline, on).Only(
                SubjectOptions.Get<PointId>(call, subject.Point, timeline),
                SubjectOptions.Get<IssueId>(call, subject.Issue, timeline),
                SubjectOptions.Get<VersionId>(call, subject.Version, timeline),
                SubjectOptions.Get<PartyId>(call, subject.Party, timeline));
            return question.Print(call, view, () =>
            {
                var isOfPoints = call.Get(subject.Point) is not null || call.Get(subject.Issue) is not null;
                var isWhole = !isOfPoints && call.Get(subject.Version) is null;
                new StateText(call.Terminal.Out, call.Glyphs).Write(view, isWhole, isWhole || (isOfPoints ? view.Points.Count > 0 || StateText.Speaks(view.Issues) : view.Versions.Count > 0));
                if (on is { } day && question.NamesADate(call))
                {
                    new DateNotes(call.Terminal.Out).Write(timeline, view, day, isWhole);
                }
            });
        });
    }
}
