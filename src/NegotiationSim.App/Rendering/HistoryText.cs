using NegotiationSim.App.Questions;
using NegotiationSim.Domain;
using Spectre.Console;

namespace NegotiationSim.App.Rendering;

/// <summary>A history as a table of intervals.</summary>
internal sealed class HistoryText(IAnsiConsole console, Glyphs glyphs)
{
    /// <summary>The head of a column with the last day on which something holds; an interval itself ends on the day after.</summary>
    public const string UntilInclusive = "Until (incl.)";

    private readonly Page _page = new(console);

    public void Write(HistoryAnswer answer)
    {
        var known = TimelineName.In(answer.WhatIf, answer.KnownBy);
        _page.Line($"[bold]{answer.Subject}[/] of {answer.Negotiation}{known}");
        if (answer.Status.Count + answer.Cells.Count + answer.Unnamed.Count == 0)
        {
            _page.Text("Nothing was declared on it.");
            return;
        }

        var rows = new List<(Interval Interval, string Who, string Standing, string Condition)>();
        foreach (var interval in answer.Status)
        {
            rows.Add((interval, "status", Glyphs.Word(interval.Standing.Status!) + (interval.Standing.Provisional ? " (provisional)" : ""), ""));
        }

        foreach (var (party, intervals) in answer.Cells.Select(c => (c.Party, c.Intervals)))
        {
            var last = "";
            foreach (var interval in intervals)
            {
                // An interval may differ from the one before it only in the events that it rests on.
                var standing = glyphs.Of(interval.Standing.Cell!);
                rows.Add((interval, party.Value, standing == last ? standing + ", again" : standing, interval.Standing.Cell!.Condition ?? ""));
                last = standing;
            }
        }

        if (rows.Count > 0)
        {
            _page.Line();
            _page.Table(Table(rows));
        }

        if (answer.Unnamed.Count > 0)
        {
            _page.Line();
            _page.Text("On some of its points, which ones not said");
            var sets = new PlainTable("Since", "", "Standing", "Condition", "Cause");
            foreach (var set in answer.Unnamed)
            {
                var disputed = set.Disputed ? $" {glyphs.Disputed}" : "";
                sets.AddRow(
                    set.Since.ToString("yyyy-MM-dd"), set.Party.Value, $"{glyphs.Of(set.Stance)} {Glyphs.Word(set.Stance)}{disputed}", set.Condition ?? "", string.Join(",\n", set.Events));
            }

            _page.Line();
            _page.Table(sets);
        }
    }

    /// <summary>Where nothing is conditional, the width of the conditions goes to the causes.</summary>
    private static PlainTable Table(List<(Interval Interval, string Who, string Standing, string Condition)> rows)
    {
        var isConditional = rows.Exists(row => row.Condition.Length > 0);
        var table = isConditional
            ? new PlainTable("From", UntilInclusive, "", "Standing", "Condition", "Cause")
            : new PlainTable("From", UntilInclusive, "", "Standing", "Cause");
        foreach (var (interval, who, standing, condition) in rows)
        {
            var (from, to, cause) = (interval.From.ToString("yyyy-MM-dd"), interval.To?.AddDays(-1).ToString("yyyy-MM-dd") ?? "", interval.Cause?.Value ?? "");
            table.AddRow(isConditional ? [from, to, who, standing, condition, cause] : [from, to, who, standing, cause]);
        }

        return table;
    }
}
