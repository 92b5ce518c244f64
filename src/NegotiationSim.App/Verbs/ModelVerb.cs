using System.CommandLine;
using System.Globalization;
using NegotiationSim.App.CommandLine;
using NegotiationSim.App.Rendering;
using NegotiationSim.Domain;
using NegotiationSim.Simulation;

namespace NegotiationSim.App.Verbs;

/// <summary><c>negsim model</c>: the bargaining models, and how each compares with its reference figures.</summary>
internal static class ModelVerb
{
    private const string AllModels = "all";

    public static Command Create()
    {
        var model = new Command("model", "The bargaining models: what each assumes, whether it agrees with published figures, what it says of a case of yours, and what is known of its accuracy.");
        model.Subcommands.Add(List());
        model.Subcommands.Add(Check());
        model.Subcommands.Add(ModelRunVerb.Create());
        model.Subcommands.Add(ModelAccuracyVerb.Create());
        return model;
    }

    private static Command List()
    {
        var json = Parameters.Json();
        var verb = Verb.Create("list", "The models there are: what each assumes, needs and is known to be worth.", "", "--json");
        verb.Options.Add(json);
        return verb.Does(call =>
        {
            var answer = new ModelsAnswer(Models.All.Select(ListedModel.Of).ToValueList());
            if (call.Get(json))
            {
                Terminal.Json(answer);
                return Task.FromResult(ExitCode.Done);
            }

            var page = new Page(call.Terminal.Out);
            foreach (var m in answer.Models)
            {
                page.Line($"[bold]{m.Model}[/]  {m.Title}");
                page.Text($"Assumes: {m.Assumes}", indent: 2);
                page.Text($"Known accuracy: {m.KnownAccuracy}", indent: 2);
                page.Text($"Needs: {string.Join("; ", m.Inputs)}", indent: 2);
                page.Text($"Source: {m.Source}", indent: 2);
                page.Line();
            }

            return Task.FromResult(ExitCode.Done);
        });
    }

    private static Command Check()
    {
        var name = new Argument<string>("MODEL") { Description = "Which model.", DefaultValueFactory = _ => AllModels };
        var json = Parameters.Json();
        var verb = Verb.Create(
            "check",
            "Computes the reference cases of the models anew and compares each figure. Exit code 1 when one disagrees.",
            "",
            "spatial",
            "--json");
        verb.Arguments.Add(name);
        verb.Options.Add(json);
        return verb.Does(async call =>
        {
            var models = Chosen(call.Get(name));
            var checks = new List<ModelCheckAnswer>();
            await ProgressBar.DuringAsync(call.Terminal, report =>
            {
                foreach (var done in models.SelectMany(ModelChecks.Of))
                {
                    call.Cancellation.ThrowIfCancellationRequested();
                    checks.Add(ModelCheckAnswer.Of(done));
                    report(new($"Checking {done.Model.Name}", checks.Count / (double)models.Sum(m => m.Checks.Count)));
                }

                return Task.FromResult($"{Counted.Of(checks.Count, "check")} of {Counted.Of(models.Count, "model")}.");
            });
            var answer = new ModelChecksAnswer(checks.ToValueList());
            if (call.Get(json))
            {
                Terminal.Json(answer);
            }
            else
            {
                Write(new Page(call.Terminal.Out), answer);
            }

            return checks.TrueForAll(c => c.Agrees) ? ExitCode.Done : ExitCode.Failure;
        });
    }

    private static IReadOnlyList<Model> Chosen(string name) => name == AllModels ? Models.All : [Named(name)];

    /// <summary>The model of that name.</summary>
    /// <exception cref="CommandException">There is none.</exception>
    public static Model Named(string name)
    {
        var names = Models.All.Select(m => m.Name).ToList();
        return Models.Find(name)
            ?? throw new CommandException(ExitCode.BadInput, $"There is no model '{name}': {(Nearest.Of(name, names) is { } near ? $"did you mean '{near}'?" : $"there are {string.Join(", ", names)}")}");
    }

    private static void Write(Page page, ModelChecksAnswer answer)
    {
        var table = new PlainTable("Model", "Figures from", "Compared", "Disagree", "Off by at most");
        foreach (var c in answer.Checks)
        {
            table.AddRow(c.Model, string.Join(", ", c.Files), $"{c.Figures}", $"{c.Disagreements}", c.LargestDeviation == 0 ? "0" : c.LargestDeviation.ToString("0.0e+0", CultureInfo.InvariantCulture));
        }

        page.Table(table);
        foreach (var c in answer.Checks.Where(c => !c.Agrees))
        {
            page.Line();
            page.Line($"[bold]{c.Model}[/] disagrees with {string.Join(", ", c.Files)}:");
            foreach (var shown in c.Shows)
            {
                page.Text(shown, indent: 2);
            }
        }

        page.Line();
        page.Text($"{Counted.Of(answer.Checks.Sum(c => (long)c.Figures), "figure")} compared, {answer.Checks.Sum(c => c.Disagreements)} disagree.");
    }
}

/// <summary>The answer of <c>negsim model list</c>.</summary>
internal sealed record ModelsAnswer(ValueList<ListedModel> Models);

/// <summary>One model.</summary>
/// <param name="Assumes">What it assumes, in plain words.</param>
/// <param name="KnownAccuracy">What is known of how well it forecasts.</param>
/// <param name="Inputs">What it needs.</param>
/// <param name="Source">Where its equations are published.</param>
internal sealed record ListedModel(string Model, string Title, string Assumes, string KnownAccuracy, ValueList<string> Inputs, string Source)
{
    public static ListedModel Of(Model model) => new(model.Name, model.Title, model.AssumesOfACase, model.KnownAccuracy, model.Inputs.ToValueList(), model.Source);
}

/// <summary>The answer of <c>negsim model check</c>.</summary>
internal sealed record ModelChecksAnswer(ValueList<ModelCheckAnswer> Checks);

/// <summary>One comparison of a model with published or recomputed figures.</summary>
/// <param name="Files">The files of figures.</param>
/// <param name="Compares">What is compared, and how closely.</param>
/// <param name="Agrees">Something was compared, and all of it agrees.</param>
/// <param name="Figures">How many figures were compared.</param>
/// <param name="Disagreements">How many of them disagree.</param>
/// <param name="LargestDeviation">The largest deviation of a number, in its own unit.</param>
/// <param name="Shows">The first disagreements, in words.</param>
internal sealed record ModelCheckAnswer(
    string Model, ValueList<string> Files, string Compares, bool Agrees, int Figures, int Disagreements, double LargestDeviation, ValueList<string> Shows)
{
    public static ModelCheckAnswer Of(CheckedModel done) => new(
        done.Model.Name,
        done.Check.Files.ToValueList(),
        done.Check.Compares,
        done.Agrees,
        done.Comparison.Count,
        done.Comparison.Disagreements,
        done.Comparison.LargestDeviation,
        done.Comparison.Shows.ToValueList());
}
