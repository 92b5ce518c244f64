using System.Globalization;
using NegotiationSim.Domain;
using NegotiationSim.Simulation;

namespace NegotiationSim.App.Rendering;

/// <summary>What an outcome depends on most, as text.</summary>
internal static class SensitivityText
{
    /// <summary>More inputs are not printed: those that follow matter less.</summary>
    private const int MostShown = 30;

    private const int BarWidth = 20;

    public static void Write(Page page, Sensitivity s, bool ascii)
    {
        page.Line($"[bold]{s.Forecast.Value}[/]  {s.Negotiation.Value}, {s.Version.Value}: what the {s.Measured} depends on");
        page.Text($"Of {s.Runs:N0} simulated runs (model {s.Model}, seed {s.Seed}), {Counted.Of(s.Inputs.Count, "judged number")} each varied in {s.Rows:N0}. With everything drawn the mean is {Outcome(s, s.Mean)}, the standard deviation {Outcome(s, s.Deviation)}.", indent: 2);
        page.Text("It tells about the model and the judgements that went into it: a number that matters here is one to judge more carefully, and not shown to matter in the talks.", indent: 2);
        page.Line();
        var table = s.Luck is null ? new PlainTable("Judged number", "Low", "High", "At its low", "At its high", "Difference") : new PlainTable("Judged number", "Low", "High", "At its low", "At its high", "Difference", "", "Alone", "With others");
        var largest = s.Inputs.Select(i => i.Indices?.Total.Value ?? 0).Append(s.Luck?.Total.Value ?? 0).Max();
        foreach (var input in s.Inputs.Take(MostShown))
        {
            string[] cells = [input.Input, Number(input.Low), Number(input.High), Outcome(s, input.AtLow), Outcome(s, input.AtHigh), Difference(s, input.Difference)];
            table.AddRow([.. cells, .. Indices(input.Indices, largest, ascii)]);
        }

        if (s.Luck is { } luck) table.AddRow(["luck: all else that is drawn", "", "", "", "", "", .. Indices(luck, largest, ascii)]);
        page.Table(table);
        if (s.Inputs.Count > MostShown) page.Text($"{s.Inputs.Count - MostShown} more matter less; --json has them.");
        page.Line();
        page.Text("Low, high: a tenth of what is judged, and fits the record, lies below and above. At its low, at its high: the mean outcome then, the other numbers and all luck as drawn. Difference: of these two, and the bounds within which it lies in 95 of 100 resamplings; where they include 0 it may be nothing.");
        if (s.WithoutIndices is { } why)
        {
            page.Text(why);
            return;
        }

        page.Text("Alone (first-order Sobol index): the share of the outcome's variance that would go if this number were known and nothing else. With others (total index): the share that would stay if everything but this number were known, with bounds. Where it is the greater, the number matters through others. Luck: rounds that are cancelled, talks that break off, days of shocks, what the model draws.");
        page.Text($"What each does alone adds up to {Index(s.Inputs.Sum(i => i.Indices?.First.Value ?? 0) + (s.Luck?.First.Value ?? 0))} of the variance; the rest is what they do together.");
    }

    /// <summary>An outcome in its unit.</summary>
    public static string Outcome(Sensitivity s, double value) => s.Kind == MeasureKind.Agreed ? value.ToString("0.0%", CultureInfo.InvariantCulture) : value.ToString("0.0", CultureInfo.InvariantCulture);

    /// <summary>A judged number: three digits are more than anybody judges.</summary>
    public static string Number(double value) => Math.Abs(value) >= 100 ? value.ToString("0", CultureInfo.InvariantCulture) : value.ToString("G3", CultureInfo.InvariantCulture);

    /// <summary>A share of the variance; noise below none or above all is shown as these.</summary>
    public static string Index(double value) => Math.Clamp(value, 0, 1).ToString("0%", CultureInfo.InvariantCulture);

    /// <summary>A difference of two outcomes with its bounds.</summary>
    public static string Difference(Sensitivity s, Bounded difference) =>
        difference == default ? "0" : $"{Outcome(s, difference.Value)} ({Outcome(s, difference.Low)} to {Outcome(s, difference.High)})";

    private static string[] Indices(SobolIndices? indices, double largest, bool ascii) => indices is not { } i ? [] :
        [Bar(largest > 0 ? i.Total.Value / largest : 0, ascii), Index(i.First.Value), $"{Index(i.Total.Value)} ({Index(i.Total.Low)} to {Index(i.Total.High)})"];

    private static string Bar(double share, bool ascii) => new(ascii ? '#' : '█', (int)Math.Round(BarWidth * share));
}
