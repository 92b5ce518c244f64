using NegotiationSim.Domain;
using Spectre.Console;

namespace NegotiationSim.App.Rendering;

/// <summary>An explanation as indented text: cells, under each its events, under each event its claims.</summary>
public sealed class ExplanationText(IAnsiConsole console, Glyphs glyphs)
{
    public void Write(Explanation explanation)
    {
        var known = explanation.KnownBy is { } k ? $", as known by {k:yyyy-MM-dd}" : "";
        var status = explanation.Status is { } s ? $": {Glyphs.Word(s)}" : "";
        console.MarkupLineInterpolated($"[bold]{explanation.Subject.Id}[/]  {explanation.Subject.Title ?? ""}[bold]{status}[/] on {explanation.On:yyyy-MM-dd}{known}");
        foreach (var cell in explanation.Cells)
        {
            console.WriteLine();
            console.MarkupLineInterpolated($"[bold]{cell.Party}[/] {new StateText(console, glyphs).Describe(cell.Cell)}");
            Events(cell.Events);
        }

        foreach (var set in explanation.Unnamed)
        {
            console.WriteLine();
            var bounds = set.AtMost is { } most ? $"{set.AtLeast} to {most}" : $"at least {set.AtLeast}";
            console.MarkupLineInterpolated($"[bold]{set.Party}[/] {glyphs.Of(set.Stance)} {Glyphs.Word(set.Stance)} some points ({bounds}), which ones not said: this may be one of them");
            Events(set.Events);
        }

        Section("What happened to it", explanation.Events);
        Section("What bears on it", explanation.Bearing);
        Section("Out of force", explanation.OutOfForce);
        if (explanation.Conflicts.Count > 0)
        {
            console.WriteLine();
            new StateText(console, glyphs).Conflicts(explanation.Conflicts);
        }
    }

    private void Section(string title, ValueList<ExplainedEvent> events)
    {
        if (events.Count > 0)
        {
            console.WriteLine();
            console.MarkupLineInterpolated($"[bold]{title}[/]");
            Events(events);
        }
    }

    private void Events(ValueList<ExplainedEvent> events)
    {
        foreach (var e in events)
        {
            var disputed = e.Disputed ? $" {glyphs.Disputed}" : "";
            Line(2, $"{e.Event.Occurred}  {e.Event.Id}  ({e.Type}){disputed}");
            if (e.Event.Title is { } title)
            {
                Line(4, title);
            }

            foreach (var c in e.Claims)
            {
                var added = c.AddedBy is { } by ? $" (added by {by})" : "";
                Line(4, $"claimed: {Who(c.Claim)}, {DomainJson.Text(c.Claim.Certainty)}, known {c.Known:yyyy-MM-dd}{added}");
                if (c.Claim.Reason is { } reason)
                {
                    Line(6, $"reason given: {reason}");
                }

                if (c.Claim.Url is { } url)
                {
                    Line(6, url);
                }
            }

            foreach (var denial in e.Denials)
            {
                Line(4, $"denied by {denial.Id} on {denial.Occurred}: {denial.Title ?? denial.Party?.Value ?? ""}");
                foreach (var claim in denial.Claims)
                {
                    Line(6, $"{Who(claim)}{(claim.Url is { } url ? "  " + url : "")}");
                }
            }

            foreach (var correction in e.Corrections)
            {
                var force = correction.InForce ? "in force" : "not in force by what is known";
                Line(4, $"{correction.Type} by {correction.Id}, known {correction.Known:yyyy-MM-dd}, {force}: {correction.Title ?? ""}");
            }

            if (e.Event.Because.Count > 0)
            {
                Line(4, $"because of {string.Join(", ", e.Event.Because)}");
            }

            if (e.Event.Note is { } note)
            {
                Line(4, $"note: {note}");
            }
        }
    }

    private static string Who(Claim claim) => (claim.By, claim.Via) switch
    {
        ({ } by, { } via) => $"{by}, via {via}",
        ({ } by, null) => by,
        (null, { } via) => via,
        _ => "no name given",
    };

    private void Line(int indent, string text) => console.Write(new Padder(new Text(text), new Padding(indent, 0, 0, 0)));
}
