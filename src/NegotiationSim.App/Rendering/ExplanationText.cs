using NegotiationSim.Domain;
using Spectre.Console;

namespace NegotiationSim.App.Rendering;

/// <summary>An explanation as indented text: cells, under each its events, under each event its claims.</summary>
public sealed class ExplanationText(IAnsiConsole console, Glyphs glyphs)
{
    private readonly Page _page = new(console);

    public void Write(Explanation explanation)
    {
        var known = (explanation.WhatIf is { } w ? $" in the what-if {w}" : "") + (explanation.KnownBy is { } k ? $", as known by {k:yyyy-MM-dd}" : "");
        var status = explanation.Status is { } s ? $": {Glyphs.Word(s)}" : "";
        var title = explanation.Subject.Title is { } t ? $" ({t})" : "";
        _page.Line($"{explanation.Subject.Kind} [bold]{explanation.Subject.Id}[/]{title}[bold]{status}[/], as of {explanation.On:yyyy-MM-dd}{known}");
        if (explanation.Cells.Count + explanation.Unnamed.Count + explanation.Events.Count + explanation.Bearing.Count + explanation.OutOfForce.Count == 0)
        {
            _page.Text("Nothing is known of it by then.");
        }

        foreach (var cell in explanation.Cells)
        {
            _page.Line();
            _page.Line($"[bold]{cell.Party}[/] {new StateText(console, glyphs).Describe(cell.Cell)}");
            Events(cell.Events);
        }

        foreach (var set in explanation.Unnamed)
        {
            var mayBeThis = explanation.Subject.Kind == "point" ? "; this may be one of them" : "";
            _page.Line();
            _page.Line($"[bold]{set.Party}[/] {StateText.OnSome(set.AtLeast, set.AtMost)}: {glyphs.Of(set.Stance)} {Glyphs.Word(set.Stance)}{mayBeThis}");
            Events(set.Events);
        }

        Section("What happened to it", explanation.Events);
        Section("What bears on it", explanation.Bearing);
        Section("Out of force", explanation.OutOfForce);
        if (explanation.Conflicts.Count > 0)
        {
            _page.Line();
            new StateText(console, glyphs).Conflicts(explanation.Conflicts);
        }
    }

    private void Section(string title, ValueList<ExplainedEvent> events)
    {
        if (events.Count > 0)
        {
            _page.Line();
            _page.Line($"[bold]{title}[/]");
            Events(events);
        }
    }

    private void Events(ValueList<ExplainedEvent> events)
    {
        foreach (var e in events)
        {
            var disputed = e.Disputed ? $" {glyphs.Disputed}" : "";
            _page.Text($"{e.Event.Occurred}  {e.Event.Id}  ({e.Type}){disputed}", indent: 2);
            if (e.Event.Title is { } title)
            {
                _page.Text(title, indent: 4);
            }

            foreach (var c in e.Claims)
            {
                var added = c.AddedBy is { } by ? $" (added by {by})" : "";
                _page.Text($"claimed: {Who(c.Claim)}, {DomainJson.Text(c.Claim.Certainty)}, known {c.Known:yyyy-MM-dd}{added}", indent: 4);
                if (c.Claim.Reason is { } reason)
                {
                    _page.Text($"reason given: {reason}", indent: 6);
                }

                if (c.Claim.Url is { } url)
                {
                    _page.Text(url, indent: 6);
                }
            }

            foreach (var denial in e.Denials)
            {
                _page.Text($"denied by {denial.Id} on {denial.Occurred}{After(denial.Title ?? denial.Party?.Value)}", indent: 4);
                foreach (var claim in denial.Claims)
                {
                    _page.Text($"{Who(claim)}{(claim.Url is { } url ? "  " + url : "")}", indent: 6);
                }
            }

            foreach (var correction in e.Corrections)
            {
                var force = correction.InForce ? "in force" : "not in force by what is known";
                _page.Text($"{correction.Type} by {correction.Id}, known {correction.Known:yyyy-MM-dd}, {force}{After(correction.Title)}", indent: 4);
            }

            if (e.Event.Because.Count > 0)
            {
                _page.Text($"because of {string.Join(", ", e.Event.Because)}", indent: 4);
            }

            if (e.Event.Note is { } note)
            {
                _page.Text($"note: {note}", indent: 4);
            }
        }
    }

    private static string After(string? text) => text is null ? "" : $": {text}";

    private static string Who(Claim claim) => (claim.By, claim.Via) switch
    {
        ({ } by, { } via) => $"{by}, via {via}",
        ({ } by, null) => by,
        (null, { } via) => via,
        _ => "no name given",
    };
}
