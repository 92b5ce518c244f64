using System.CommandLine;
using NegotiationSim.App.CommandLine;
using NegotiationSim.App.Forecasting;
using NegotiationSim.App.Questions;
using NegotiationSim.App.Rendering;

namespace NegotiationSim.App.Verbs;

/// <summary><c>negsim forecast</c>: run a negotiation forward.</summary>
internal static class ForecastVerb
{
    public static Command Create()
    {
        var verb = Verb.Create(
            "forecast",
            "Run a negotiation forward: many simulated continuations, from an analyst's assessment. Shares are of simulated runs, and no probabilities of what will happen.",
            "run scenarios/ukraine-2025/forecast/christmas-plan.yaml",
            "list ukraine-2025");
        verb.Subcommands.Add(ForecastRunVerb.Create());
        verb.Subcommands.Add(List());
        verb.Subcommands.Add(Show());
        verb.Subcommands.Add(ForecastSensitivityVerb.Create());
        verb.Subcommands.Add(Keep());
        verb.Subcommands.Add(ForecastSealVerb.Create());
        verb.Subcommands.Add(ForecastGradeVerb.Create());
        verb.Subcommands.Add(Delete());
        return verb;
    }

    public static Argument<string> Name() => new("NAME") { Description = "The forecast, as 'negsim forecast list' names it." };

    private static Command List()
    {
        var negotiation = Parameters.Negotiation();
        var json = Parameters.Json();
        var verb = Verb.Create("list", "The forecasts of a negotiation: what each asks, and what came of it.", "ukraine-2025", "ukraine-2025 --json");
        verb.Arguments.Add(negotiation);
        verb.Options.Add(json);
        return verb.Does(async call =>
        {
            await using var store = await call.OpenStoreAsync();
            var timelines = await call.OpenAsync(store, call.Get(negotiation));
            var answer = await ForecastListAnswer.LoadAsync(timelines, store, call.Cancellation);
            if (call.Get(json))
            {
                Terminal.Json(answer);
                return ExitCode.Done;
            }

            if (answer.Forecasts.Count == 0)
            {
                call.Terminal.Note($"{timelines.Ledger.Negotiation} has no forecasts yet. Make one with 'negsim forecast run FILE'.");
                return ExitCode.Done;
            }

            var page = new Page(call.Terminal.Out);
            foreach (var f in answer.Forecasts)
            {
                page.Line($"[bold]{f.Forecast.Value}[/]");
                page.Text(f.Why, indent: 2);
            }

            page.Line();
            var table = new PlainTable("Forecast", "Version", "From", "Until", "Model", "Runs", "All agreed", "Sealed");
            foreach (var f in answer.Forecasts)
            {
                table.AddRow(f.Forecast.Value, f.Version.Value, f.From.ToString("yyyy-MM-dd"), f.Until.ToString("yyyy-MM-dd"), f.Model, $"{f.Runs:N0}", ForecastText.Share(f.AllAgreed), f.SealedAt?.ToString("yyyy-MM-dd") ?? "");
            }

            page.Table(table);
            return ExitCode.Done;
        });
    }

    private static Command Show()
    {
        var negotiation = Parameters.Negotiation();
        var name = Name();
        var json = Parameters.Json();
        var svg = PictureFolder.Option();
        var canonical = new Option<bool>("--canonical") { Description = "Print what the hash of a seal is of, byte by byte: assessment and result as canonical JSON (RFC 8785)." };
        var verb = Verb.Create(
            "show",
            "A forecast that was run: what it assumes, and what came of it. That a sealed one is what was sealed is checked; the exit code is 1 when it is not.",
            "ukraine-2025 christmas-plan",
            "ukraine-2025 christmas-plan --json",
            "ukraine-2025 christmas-plan --svg pictures",
            "ukraine-2025 christmas-plan --canonical | sha256sum");
        verb.Arguments.Add(negotiation);
        verb.Arguments.Add(name);
        verb.Options.Add(canonical);
        verb.Options.Add(json);
        verb.Options.Add(svg);
        return verb.Does(async call =>
        {
            await using var store = await call.OpenStoreAsync();
            var timelines = await call.OpenAsync(store, call.Get(negotiation));
            var stored = await timelines.ForecastAsync(call.Get(name), call.Cancellation);
            if (call.Get(canonical))
            {
                using var output = Console.OpenStandardOutput();
                output.Write(Sealing.ContentOf(stored));
                return ExitCode.Done;
            }

            if (call.Get(svg) is { } folder) await PictureFolder.WriteAsync(call, folder, stored.Result, () => PlannedForecast.AgainAsync(timelines, stored, call.Cancellation));
            var answer = ForecastAnswer.Of(stored);
            if (call.Get(json))
            {
                Terminal.Json(answer);
            }
            else
            {
                ForecastText.Write(new Page(call.Terminal.Out), answer);
            }

            if (answer.SealHolds != false) return ExitCode.Done;
            call.Terminal.Note($"{stored.Assessment.Name} is not what was sealed: its hash is {Sealing.HashOf(stored)}.");
            return ExitCode.Failure;
        });
    }

    private static Command Keep()
    {
        var negotiation = Parameters.Negotiation();
        var name = Name();
        var run = Parameters.Run("The run, from 0.");
        run.Required = true;
        var verb = Verb.Create(
            "keep",
            "Prints a run of a forecast as a what-if file, in JSON: its events inserted, what was recorded after its first day removed. 'negsim whatif run -' records it.",
            "ukraine-2025 christmas-plan --run 17 > run-17.json");
        verb.Arguments.Add(negotiation);
        verb.Arguments.Add(name);
        verb.Options.Add(run);
        return verb.Does(async call =>
        {
            await using var store = await call.OpenStoreAsync();
            var timelines = await call.OpenAsync(store, call.Get(negotiation));
            var planned = await timelines.PlanAsync(call.Get(name), call.Get(run)!.Value, call.Cancellation);
            Terminal.File(await KeptRun.OfAsync(timelines, planned, call.Get(run)!.Value, call.Cancellation));
            return ExitCode.Done;
        });
    }

    private static Command Delete()
    {
        var negotiation = Parameters.Negotiation();
        var name = Name();
        var yes = new Option<bool>("--yes") { Description = "Really delete it." };
        var evenSealed = new Option<bool>("--even-sealed") { Description = "Also when it is sealed: what was foretold is lost, and can no longer be graded." };
        var verb = Verb.Create("delete", "Deletes a forecast. What is recorded stays. A sealed one is kept unless that is asked for.", "ukraine-2025 christmas-plan --yes");
        verb.Arguments.Add(negotiation);
        verb.Arguments.Add(name);
        verb.Options.Add(yes);
        verb.Options.Add(evenSealed);
        return verb.Does(async call =>
        {
            await using var store = await call.OpenStoreAsync();
            var timelines = await call.OpenAsync(store, call.Get(negotiation));
            var stored = await timelines.ForecastAsync(call.Get(name), call.Cancellation);
            if (!call.Get(yes))
            {
                throw new CommandException(ExitCode.BadInput, $"This would delete the forecast {stored.Assessment.Name}{(stored.SealedAt is null ? ". Say --yes" : ", which is sealed. Say --yes --even-sealed")} to do it.");
            }

            if (!await store.Forecasts.DeleteAsync(timelines.Ledger.Negotiation, stored.Assessment.Name, call.Get(evenSealed), call.Cancellation))
            {
                throw new CommandException(ExitCode.Refused, $"The forecast {stored.Assessment.Name} is sealed, so that it can be graded once the outcome is known, and was not deleted. To delete it all the same, add --even-sealed.");
            }

            call.Terminal.Note($"{stored.Assessment.Name}: deleted");
            return ExitCode.Done;
        });
    }
}
