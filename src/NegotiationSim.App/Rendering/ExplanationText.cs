using NegotiationSim.App.ScenarioFiles;
using NegotiationSim.Domain;
using Spectre.Console;

namespace NegotiationSim.App.Rendering;

/// <summary>An explanation as indented text: cells, under each its events, under each event its claims; or one event with what is around it.</summary>
public sealed class ExplanationText(IAnsiConsole console, Glyphs glyphs)
{
    private readonly Page _page = new(console);

    public void Write(Explanation explanation)
    {
        var known = TimelineName.In(explanation.WhatIf, explanation.KnownBy);
        var status = explanation.Status is { } s ? $": {Glyphs.Word(s)}" : "";
        var title = explanation.Subject.Title is { } t ? $" ({t})" : "";
        var on = explanation.On is { } day ? $", as of {day:yyyy-MM-dd}" : ", no event has a known date";
        _page.Line($"{explanation.Subject.Kind} [bold]{explanation.Subject.Id}[/]{title}[bold]{status}[/]{on}{known}");
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
            _page.Line($"[bold]{set.Set.Party}[/] {new StateText(console, glyphs).Describe(set.Set)}{mayBeThis}");
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

    /// <summary>One event: what is said of it, its members, what led to it and what came of it.</summary>
    public void Write(EventExplanation explanation)
    {
        var known = TimelineName.In(explanation.WhatIf, explanation.KnownBy);
        if (explanation is not { Event: { } explained, Recorded: { } recorded })
        {
            _page.Line($"event [bold]{explanation.Id}[/]: [bold]not known[/]{known}");
            return;
        }

        _page.Line($"event [bold]{explanation.Id}[/]: [bold]{(explanation.InForce ? "in force" : "out of force")}[/]{known}");
        Event(explained, isBesideOthers: false);
        Members(explanation.InForce ? "As it stands" : "As it was recorded", explained.Event);
        if (WithoutClaims(recorded) != WithoutClaims(explained.Event))
        {
            Members("As it was recorded", recorded);
        }

        Section("It is about", explanation.ActsOn);
        Section("Because of", explanation.Because);
        Section("Because of it", explanation.Effects);
        foreach (var step in explanation.Steps.Where(step => step.Changes.Count + step.Unnamed.Count > 0))
        {
            _page.Line();
            _page.Line($"[bold]What it {(step.Possible ? "made possible" : "changed")}[/] on {step.Day:yyyy-MM-dd}");
            new ReplayText(console, glyphs).Changes(step.Changes, step.Unnamed);
        }

        if (explanation.Conflicts.Count > 0)
        {
            _page.Line();
            new StateText(console, glyphs).Conflicts(explanation.Conflicts);
        }
    }

    /// <summary>The members of an event as its file has them, without what is told elsewhere: claims, causes, the note.</summary>
    private void Members(string title, NegotiationEvent e)
    {
        _page.Line();
        _page.Line($"[bold]{title}[/]");
        foreach (var line in ScenarioWriter.Yaml(WithoutClaims(e)).Split('\n'))
        {
            _page.Text(line, indent: 2);
        }
    }

    private static NegotiationEvent WithoutClaims(NegotiationEvent e) => e with { Claims = [], Because = [], Note = null };

    private void Section(string title, ValueList<RelatedEvent> events)
    {
        if (events.Count == 0)
        {
            return;
        }

        _page.Line();
        _page.Line($"[bold]{title}[/]");
        foreach (var e in events)
        {
            var force = e.Type is null ? "  (not known by then)" : e.InForce ? "" : "  (out of force)";
            _page.Text(e.Type is null ? $"{e.Id}{force}" : $"{e.Occurred}  {e.Id}  ({e.Type}){force}{After(e.Title)}", indent: 2);
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
            Event(e, isBesideOthers: true);
        }
    }

    /// <param name="isBesideOthers">It is one of several, and what it was because of is told in a line.</param>
    private void Event(ExplainedEvent e, bool isBesideOthers)
    {
        var disputed = e.Disputed ? $" {glyphs.Disputed}" : "";
        _page.Text($"{e.Event.Occurred}  {e.Event.Id}  ({e.Type}){disputed}", indent: 2);
        if (e.MovedFrom is { } from)
        {
            _page.Text($"moved by the what-if from {from}, which the claims are about", indent: 4);
        }

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
            var force = correction.InForce ? "in force" : "later, and not in force by what is known";
            _page.Text($"{correction.Type} by {correction.Id}, known {correction.Known:yyyy-MM-dd}, {force}{After(correction.Title)}", indent: 4);
        }

        if (isBesideOthers && e.Event.Because.Count > 0)
        {
            _page.Text($"because of {string.Join(", ", e.Event.Because)}", indent: 4);
        }

        if (e.Event.Note is { } note)
        {
            _page.Text($"note: {note}", indent: 4);
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
