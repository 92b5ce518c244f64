using System.CommandLine;
using System.Text;
using NegotiationSim.App.CommandLine;
using NegotiationSim.App.Pictures;
using NegotiationSim.App.Questions;
using NegotiationSim.App.Rendering;
using NegotiationSim.Domain;

namespace NegotiationSim.App.Verbs;

/// <summary><c>negsim diff</c>: in what two timelines differ.</summary>
internal static class DiffVerb
{
    public static Command Create()
    {
        var negotiation = Parameters.Negotiation();
        var a = Side("A", $"A timeline: {Questions.Side.Forms}.");
        var b = Side("B", "The timeline to compare it with.");
        var on = Parameters.Date("--on", "Only what stands differently at the end of this date.");
        var from = Parameters.Date("--from", "Only what stands differently on or after this date.");
        var to = Parameters.Date("--to", "Only what stands differently up to the end of this date.");
        var json = Parameters.Json();
        var markdown = new Option<bool>("--markdown") { Description = "Print the answer as Markdown." };
        var svg = Parameters.Text("--svg", "FILE", "Draw a picture of it into this file (- for standard output): points down, time across, A above B.");
        var verb = Verb.Create(
            "diff",
            "In what two timelines of a negotiation differ: points, versions and issues day by day, and the events that only one has. The same timeline as known on two dates counts as two.",
            "ukraine-2025 real briefing-takes-place",
            "ukraine-2025 real@2025-12-02 real@2025-12-05 --on 2025-12-02",
            "ukraine-2025 briefing-takes-place/base briefing-takes-place --svg diff.svg",
            "ukraine-2025 real packages-agreed --from 2025-12-01 --to 2025-12-31 --markdown");
        verb.Arguments.Add(negotiation);
        verb.Arguments.Add(a);
        verb.Arguments.Add(b);
        verb.Options.Add(on);
        verb.Options.Add(from);
        verb.Options.Add(to);
        verb.Options.Add(json);
        verb.Options.Add(markdown);
        verb.Options.Add(svg);
        verb.Validators.Add(result =>
        {
            if (result.GetResult(on) is not null && (result.GetResult(from) ?? result.GetResult(to)) is not null)
            {
                result.AddError("Ask either --on a date or --from and --to.");
            }

            if (result.GetValue(json) && result.GetValue(markdown))
            {
                result.AddError("Print either --json or --markdown.");
            }
        });
        return verb.Does(async call =>
        {
            await using var store = await call.OpenStoreAsync();
            var timelines = await call.OpenAsync(store, call.Get(negotiation));
            var (answer, timelineA, timelineB) = await DiffQuestion.AnswerAsync(timelines, call.Get(a), call.Get(b), call.Get(on), call.Get(from), call.Get(to), call.Cancellation);
            Show(call, answer, call.Get(json), call.Get(markdown), call.Get(svg), () => DifferencePicture.Draw(answer, timelineA, timelineB));
            if (answer.A.Events != answer.B.Events)
            {
                call.Terminal.Note($"{answer.A.Label} builds on {Counted.Of(answer.A.Events, "event")}, {answer.B.Label} on {answer.B.Events}: what was recorded in between differs too. See 'negsim whatif rebase'.");
            }

            return ExitCode.Done;
        });
    }

    private static void Show(Call call, DiffAnswer answer, bool json, bool markdown, string? svg, Func<string> picture)
    {
        if (svg is not null)
        {
            OutputFile.Write(svg, picture());
        }

        if (json)
        {
            Terminal.Json(answer);
        }
        else if (markdown)
        {
            using var output = new StreamWriter(Console.OpenStandardOutput(), new UTF8Encoding(false)) { NewLine = "\n" };
            DifferenceMarkdown.Write(output, answer);
        }
        else if (svg != "-")
        {
            new DifferenceText(new Page(call.Terminal.Out), call.Glyphs).Write(answer);
        }
    }

    private static Argument<Side> Side(string name, string description) => new(name)
    {
        Description = description,
        CustomParser = result =>
        {
            var text = result.Tokens[0].Value;
            var side = Questions.Side.Parse(text, DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().UtcDateTime));
            if (side is null)
            {
                result.AddError($"'{text}' is not a timeline: expected {Questions.Side.Forms}");
            }

            return side!;
        },
    };
}
