using System.CommandLine;
using NegotiationSim.App.CommandLine;
using NegotiationSim.App.Forecasting;
using NegotiationSim.App.Rendering;
using NegotiationSim.Domain;
using NegotiationSim.Simulation;
using NegotiationSim.Store;

namespace NegotiationSim.App.Verbs;

/// <summary><c>negsim forecast seal</c>: fixes a forecast before the outcome is known.</summary>
internal static class ForecastSealVerb
{
    public static Command Create()
    {
        var negotiation = Parameters.Negotiation();
        var name = ForecastVerb.Name();
        var retrospective = new Option<bool>("--retrospective") { Description = "Also when the outcome may be known already: its last day is past, or what is recorded and was not used bears on its points." };
        var json = Parameters.Json();
        var verb = Verb.Create(
            "seal",
            "Fixes a forecast before the outcome is known, so that it can be graded later: stores the hash (SHA-256) of its assessment and result, and the date. A sealed forecast is never replaced. Sealed again, it keeps its first seal.",
            "my-talks next-round",
            "ukraine-2025 christmas-plan --retrospective");
        verb.Arguments.Add(negotiation);
        verb.Arguments.Add(name);
        verb.Options.Add(retrospective);
        verb.Options.Add(json);
        return verb.Does(async call =>
        {
            await using var store = await call.OpenStoreAsync();
            var timelines = await call.OpenAsync(store, call.Get(negotiation));
            var stored = await timelines.ForecastAsync(call.Get(name), call.Cancellation);
            if (stored.Seal is null)
            {
                stored = await SealAsync(call, store, stored, Sealing.UnusedBy(stored.Result, timelines.Ledger), call.Get(retrospective));
            }
            else
            {
                call.Terminal.Note($"{stored.Assessment.Name}: sealed before; that seal stays.");
            }

            var answer = SealAnswer.Of(stored);
            if (call.Get(json))
            {
                Terminal.Json(answer);
            }
            else
            {
                Write(new Page(call.Terminal.Out), answer, stored.Result);
            }

            if (answer.Holds) return ExitCode.Done;
            call.Terminal.Note($"{stored.Assessment.Name} is not what was sealed: its hash is {Sealing.HashOf(stored)}.");
            return ExitCode.Failure;
        });
    }

    private static async Task<StoredForecast> SealAsync(Call call, LedgerStore store, StoredForecast stored, Unused unused, bool retrospective)
    {
        var now = TimeProvider.System.GetUtcNow();
        string[] hindsight =
        [
            .. unused.Bearing > 0 ? new[] { $"of the {Counted.Of(unused.Events, "recorded event")} that it does not use, {unused.Bearing} {(unused.Bearing == 1 ? "bears" : "bear")} on its points" } : [],
            .. stored.Result.Until < DateOnly.FromDateTime(now.UtcDateTime) ? new[] { $"its last day, {stored.Result.Until:yyyy-MM-dd}, is past" } : [],
        ];
        if (hindsight.Length > 0 && !retrospective)
        {
            throw new CommandException(ExitCode.Refused, $"{stored.Assessment.Name} was not sealed: the outcome may be known already, because {string.Join(", and ", hindsight)}. A seal from today would show no foresight. To fix it as it is all the same, add --retrospective; the seal says how much was known.");
        }

        var toSeal = stored with { SealedAt = now, UnusedWhenSealed = unused, Seal = Sealing.HashOf(stored) };
        return await store.Forecasts.SealAsync(toSeal, call.Cancellation)
            ?? throw new CommandException(ExitCode.Refused, $"{stored.Assessment.Name} was run again or deleted by somebody else in the meantime; nothing was sealed.");
    }

    private static void Write(Page page, SealAnswer answer, Forecast forecast)
    {
        page.Line($"[bold]{answer.Forecast.Value}[/]  sealed on {answer.SealedAt.UtcDateTime:yyyy-MM-dd HH:mm} UTC");
        page.Text($"SHA-256 {answer.Seal}", indent: 2);
        page.Text(ForecastText.Told(answer.Unused, forecast), indent: 2);
        page.Line();
        page.Text("A date in a database proves nothing to others. Publish this line where they can see since when it is there:");
        page.Text(answer.Publish, indent: 2);
        page.Text($"The hash is of what 'negsim forecast show {answer.Negotiation} {answer.Forecast} --canonical' prints: keep that, or publish it too, at once or when the outcome is known.");
    }
}

/// <summary>The answer of <c>negsim forecast seal</c>.</summary>
/// <param name="Negotiation">The negotiation.</param>
/// <param name="Forecast">The forecast.</param>
/// <param name="SealedAt">When it was sealed.</param>
/// <param name="Seal">The SHA-256 of its canonical JSON.</param>
/// <param name="Holds">Whether it is still what was sealed.</param>
/// <param name="Unused">What was recorded by then that it did not use.</param>
/// <param name="Publish">What to publish.</param>
internal sealed record SealAnswer(NegotiationId Negotiation, ForecastId Forecast, DateTimeOffset SealedAt, string Seal, bool Holds, Unused Unused, string Publish)
{
    public static SealAnswer Of(StoredForecast f) => new(
        f.Assessment.Negotiation,
        f.Assessment.Name,
        f.SealedAt!.Value,
        f.Seal!,
        Sealing.Holds(f) == true,
        f.UnusedWhenSealed!,
        $"negsim forecast {f.Assessment.Negotiation}/{f.Assessment.Name}, {f.Result.Version}, {f.Result.From:yyyy-MM-dd} to {f.Result.Until:yyyy-MM-dd}, sealed {f.SealedAt.Value.UtcDateTime:yyyy-MM-dd}, sha256 {f.Seal}");
}
