using System.Globalization;
using NegotiationSim.App.Questions;
using NegotiationSim.Domain;
using NegotiationSim.Simulation;

namespace NegotiationSim.App.Rendering;

/// <summary>A grade as text: first whether anything was foretold, then the scores beside those of the references.</summary>
internal sealed class GradeText(Page page)
{
    private const int DatesShown = 8;

    public void Write(GradeAnswer answer, Forecast forecast)
    {
        var g = answer.Grade;
        page.Line($"[bold]{g.Name.Value}[/]  {g.Negotiation.Value}, {g.Version.Value}, {g.Model}, {g.Runs:N0} runs, from {g.From:yyyy-MM-dd} to {g.Until:yyyy-MM-dd}");
        page.Text($"Graded by {(g.AsOf is { } asOf ? $"what was known on {asOf:yyyy-MM-dd}" : "all that is recorded")}; the last event is of {g.LastRecorded:yyyy-MM-dd}.", indent: 2);
        page.Text(Sealed(answer, forecast), indent: 2);
        page.Line();
        foreach (var not in g.NotGraded) page.Text($"Not graded: {(not.Point is { } p ? $"{p}, " : "")}{Counted.Of(not.Dates, "date")}. {not.Why}", indent: 2);
        if (g.InAll is null)
        {
            page.Text("Nothing can be graded yet.", indent: 2);
            return;
        }

        if (g.NotGraded.Count > 0) page.Line();
        InAll(g);
        ByDate(g);
        ByPoint(g);
        Calibration(g);
        page.Text("Graded is whether the runs had a point agreed at the end of a date, provisionally or for good, and whether it was by what is known; a text that gave way is not agreed. 0 is perfect. Brier: mean square of the distance, (share - outcome)². Log: mean of -ln(share given to what happened), with shares below 1% taken as 1%. Days: continuous ranked probability score of the days to the first agreement, cut off at the last date that is graded. Skill: how much of the reference's score is done away with, 100% perfect, 0% no better, below 0% worse. Positions are judgement and are never recorded, so they are not graded.");
    }

    private static string Sealed(GradeAnswer answer, Forecast forecast)
    {
        var g = answer.Grade;
        if (answer.SealHolds == false) return $"SEALED, BUT NOT AS IT IS NOW: the hash {answer.Seal} does not match. Graded as hindsight.";
        if (g.SealedOn is not { } day) return "Not sealed: hindsight. Whoever judged the numbers may have known the outcome, so the scores show no foresight.";
        var foretold = g.DatesAfterSeal == 0 ? "after every date that is graded: hindsight"
            : g.DatesAfterSeal == g.Dates.Count ? "before every date that is graded"
            : $"before {g.DatesAfterSeal} of the {g.Dates.Count} dates that are graded; the others are hindsight";
        return $"Sealed on {day:yyyy-MM-dd}, {foretold}. {(answer.UnusedWhenSealed is { } unused ? ForecastText.Told(unused, forecast) : "")}";
    }

    private void InAll(Grade g)
    {
        var all = g.InAll!;
        page.Line($"[bold]In all[/]");
        page.Text($"{Counted.Of(all.Count, "share")}: {Counted.Of(g.Points.Count, "point")} on {Counted.Of(g.Dates.Count, "date")}. Those of one point hang together, so this is about {Counted.Of(g.Points.Count, "outcome")}, not {all.Count}. Mean share {ForecastText.Share(all.MeanShare)}; agreed were {ForecastText.Share(all.CameAbout)}.", indent: 2);
        page.Line();
        var table = new PlainTable("Score", "Forecast", "Nothing changes", $"All {ForecastText.Share(g.ConstantShare)}", "Skill over nothing changes", $"Skill over {ForecastText.Share(g.ConstantShare)}");
        Row(table, "Brier", all.Brier, "0.000");
        Row(table, "Log", all.Log, "0.000");
        if (g.AfterSeal is { } foretold && g.DatesAfterSeal < g.Dates.Count)
        {
            Row(table, "Brier, after the seal", foretold.Brier, "0.000");
            Row(table, "Log, after the seal", foretold.Log, "0.000");
        }

        if (g.Days is { } days) Row(table, "Days to agreement", days, "0.0");
        if (g.AllAgreed is { } joint) Row(table, "Days to all agreed at once", joint.Days, "0.0");
        page.Table(table);
        page.Line();
    }

    private void ByDate(Grade g)
    {
        var table = new PlainTable("Date", "Mean share", "Agreed", "Brier", "Log", "Brier if nothing changes", "Skill");
        var step = Math.Max(1.0, (double)g.ByDate.Count / DatesShown);
        var shown = Enumerable.Range(1, DatesShown).Select(i => Math.Min(g.ByDate.Count, (int)Math.Round(i * step)) - 1).Distinct();
        foreach (var date in shown.Select(at => g.ByDate[at]))
        {
            var s = date.Scores;
            table.AddRow($"{date.Date:yyyy-MM-dd}", ForecastText.Share(s.MeanShare), $"{(int)Math.Round(s.CameAbout * s.Count)} of {s.Count}", Number(s.Brier.Forecast, "0.000"), Number(s.Log.Forecast, "0.000"), Number(s.Brier.NothingChanges, "0.000"), Skill(s.Brier.SkillOverNothingChanges));
        }

        page.Table(table);
        page.Line();
    }

    private void ByPoint(Grade g)
    {
        var last = g.Dates[^1];
        var table = new PlainTable("Point", $"Share on {last:yyyy-MM-dd}", "What came", "Brier", "If nothing changes", "Log", "Days", "If nothing changes");
        foreach (var p in g.Points)
        {
            var came = p.AgreedOn is { } day ? $"agreed on {day:yyyy-MM-dd}{(p.Status == PointStatus.Agreed ? "" : $", then {DomainJson.Text(p.Status)}")}" : $"{DomainJson.Text(p.Status).Replace('-', ' ')}";
            table.AddRow(
                $"{p.Point} {p.Title}",
                ForecastText.Share(p.Shares[^1]),
                came,
                Number(p.Scores.Brier.Forecast, "0.000"),
                Number(p.Scores.Brier.NothingChanges, "0.000"),
                Number(p.Scores.Log.Forecast, "0.000"),
                Number(p.Days.Forecast, "0.0"),
                Number(p.Days.NothingChanges, "0.0"));
        }

        page.Table(table);
        page.Line();
    }

    private void Calibration(Grade g)
    {
        var table = new PlainTable("Shares from", "How many", "Of points", "Mean", "Came about");
        foreach (var bin in g.Calibration)
        {
            table.AddRow(
                $"{Number(100 * bin.From, "0")} to {Number(100 * bin.To, "0")}%",
                $"{bin.Count}",
                $"{bin.Points}",
                bin.MeanShare is { } mean ? ForecastText.Share(mean) : "",
                bin.CameAbout is { } came ? ForecastText.Share(came) : "");
        }

        page.Table(table);
        page.Line();
    }

    private static void Row(PlainTable table, string name, ScoreBeside score, string format) => table.AddRow(
        name, Number(score.Forecast, format), Number(score.NothingChanges, format), Number(score.Constant, format), Skill(score.SkillOverNothingChanges), Skill(score.SkillOverConstant));

    private static string Number(double number, string format) => number.ToString(format, CultureInfo.InvariantCulture);

    private static string Skill(double? skill) => skill is { } s ? $"{Number(Math.Round(100 * s) + 0.0, "0")}%" : "none: that is perfect"; // no -0
}
