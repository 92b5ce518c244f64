using System.CommandLine;
using NegotiationSim.App.CommandLine;
using NegotiationSim.App.Pictures;
using NegotiationSim.App.Questions;
using NegotiationSim.App.Rendering;

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
            "ukraine-2025 --what-if briefing-takes-place",
            "ukraine-2025 --version US-28 --svg matrix.svg");
        var svg = Parameters.Svg("points down, parties across, of the version named, else of the newest on the table");
        var question = new Question(verb, isOnADate: true, subject.Point, subject.Issue, subject.Version, subject.Party, svg);
        return verb.Does(async call =>
        {
            var asked = await question.AskAsync(call);
            var about = subject.Of(call);
            var view = StateQuestion.Answer(asked, about);
            return question.Print(call, view, () =>
            {
                var isOfPoints = about.Point is not null || about.Issue is not null;
                var isWhole = !isOfPoints && about.Version is null;
                new StateText(call.Terminal.Out, call.Glyphs).Write(view, isWhole, isWhole || (isOfPoints ? view.Points.Count > 0 || StateText.Speaks(view.Issues) : view.Versions.Count > 0));
                if (asked is { On: { } day, NamesADate: true })
                {
                    new DateNotes(call.Terminal.Out).Write(asked.Timeline, view, day, isWhole);
                }
            }, call.Get(svg), () => MatrixPicture.Draw(Matrix.Of(asked, view, null, new(Party: about.Party)), view));
        });
    }
}
