using System.Globalization;
using NegotiationSim.App.Questions;
using NegotiationSim.Domain;
using NegotiationSim.Simulation;
using NegotiationSim.Store;

namespace NegotiationSim.App.Rendering;

/// <summary>A forecast as text: what it asks and assumes first, then what came of the runs.</summary>
internal static class ForecastText
{
    public static void Write(Page page, ForecastAnswer answer)
    {
        var f = answer.Forecast;
        page.Line($"[bold]{f.Name.Value}[/]  {f.Negotiation.Value}, {f.Version.Value}, from {f.From:yyyy-MM-dd} to {f.Until:yyyy-MM-dd}, as known by {f.KnownBy:yyyy-MM-dd}{(f.WhatIf is { } w ? $", what-if {w.Value}" : "")}");
        page.Text(f.Why, indent: 2);
        page.Line();
        page.Line($"[bold]What it assumes[/]");
        foreach (var assumption in f.Assumptions)
        {
            page.Text($"- {assumption}", indent: 2);
        }

        page.Line();
        page.Line($"[bold]Of {f.Runs:N0} simulated runs[/] (model {f.Model}, seed {f.Seed})");
        page.Text($"All {Counted.Of(f.Points.Count, "point")} agreed by {f.Until:yyyy-MM-dd}: {Share(f.AllAgreed[^1])}{Days(f.DaysToAllAgreed)}", indent: 2);
        page.Line();
        var table = new PlainTable("Point", "Compromise", "Agreed by then", "Days to it", $"Status on {f.Until:yyyy-MM-dd}", "Blocks alone");
        foreach (var p in f.Points)
        {
            table.AddRow(
                $"{p.Point} {p.Title}",
                $"{Compromise(p)} ({p.Compromise.P10} to {p.Compromise.P90})",
                Share(p.AgreedBy[^1]),
                p.DaysToAgreement.Half is { } half ? $"{half}" : p.DaysToAgreement.Tenth is { } tenth ? $"a tenth: {tenth}" : "",
                string.Join(", ", p.Statuses.Where(s => s.Shares[^1] > 0).OrderByDescending(s => s.Shares[^1]).Select(s => $"{DomainJson.Text(s.Status)} {Share(s.Shares[^1])}")),
                p.BlocksAlone > 0 ? Share(p.BlocksAlone) : "");
        }

        page.Table(table);
        page.Text("Compromise: the compromise mean of the likeliest numbers, and where a tenth of what the runs drew lies below and above. Days to it: until half of all runs have agreed, or a tenth where half never do. Blocks alone: it is the only point left.", indent: 2);
        page.Line();
        page.Text("Where parties stand at first and at the end, 0 to 100: the median, and a tenth of the runs below and above.");
        var positions = new PlainTable("Point", "Party", "At first", "At the end", "Compromise", "Text");
        foreach (var p in f.Points)
        {
            foreach (var party in p.Parties)
            {
                positions.AddRow(p.Point.Value, party.MustAgree ? $"{party.Party} (must agree)" : party.Party.Value, Spread(party.Positions[0]), Spread(party.Positions[^1]), Compromise(p), p.Text?.ToString("0.#", CultureInfo.InvariantCulture) ?? "open");
            }
        }

        page.Table(positions);
        page.Line();
        page.Text("What the numbers mean:");
        foreach (var p in f.Points)
        {
            page.Text($"{p.Point}: {string.Join("; ", p.Scale.Select(s => $"{s.At.ToString("0.#", CultureInfo.InvariantCulture)} {s.Label}"))}", indent: 2);
        }

        page.Line();
        page.Text($"Judgement of {f.Author}. Program {answer.Program}; assessment {answer.FileHash[..12]}; result {answer.Key[..12]}; {(answer.SealedAt is null ? "not sealed" : "sealed")}.");
        if (answer is not { SealedAt: { } at, UnusedWhenSealed: { } unused }) return;
        page.Text($"Sealed on {at:yyyy-MM-dd} as {answer.Seal}: {(answer.SealHolds == true ? "the hash is right." : "THE HASH DOES NOT MATCH. This is not what was sealed.")} {Told(unused, f)}");
    }

    /// <summary>How much was recorded when a forecast was sealed that it did not use.</summary>
    public static string Told(Unused unused, Forecast forecast) => unused.Events == 0
        ? $"Nothing was recorded by then that it did not use."
        : $"By then {Counted.Of(unused.Events, "event")} that it did not use (after {forecast.From:yyyy-MM-dd}, or known after {forecast.KnownBy:yyyy-MM-dd}) had been recorded, {unused.Bearing} of them bearing on its points.";

    /// <summary>A share of the runs, in percent. What is neither none nor all is never shown as such.</summary>
    public static string Share(double share) => share switch
    {
        0 => "0%",
        1 => "100%",
        < 0.005 => "<1%",
        > 0.995 => ">99%",
        _ => share.ToString("0%", CultureInfo.InvariantCulture),
    };

    private static string Compromise(PointForecast point) => point.Compromise.Likeliest.ToString("0", CultureInfo.InvariantCulture);

    private static string Spread(PositionSpread spread) => spread.P10 == spread.P90 ? $"{spread.Median}" : $"{spread.Median} ({spread.P10} to {spread.P90})";

    private static string Days(DaysSpread days) => (days.Tenth, days.Half) switch
    {
        (_, { } half) => $"; half of all runs within {Counted.Of(half, "day")}",
        ({ } tenth, _) => $"; a tenth of all runs within {Counted.Of(tenth, "day")}",
        _ => "",
    };
}
