using NegotiationSim.App.Questions;
using NegotiationSim.Domain;
using Spectre.Console;

namespace NegotiationSim.App.Rendering;

/// <summary>A replay as text: a line for each event, under it what it changed.</summary>
internal sealed class ReplayText(IAnsiConsole console, Glyphs glyphs)
{
    /// <summary>Changes alike but for the point are told once with the points listed; this many are named.</summary>
    private const int PointsNamed = 8;

    private readonly Page _page = new(console);

    public void Write(IReadOnlyCollection<ReplayedStep> steps)
    {
        if (steps.Count == 0)
        {
            _page.Text("No events.");
        }

        foreach (var step in steps)
        {
            var disputed = step.Disputed ? $" {glyphs.Disputed}" : "";
            var possible = step.Possible ? $" (possible from here; counts from {step.Event.Occurred.Last:yyyy-MM-dd})" : "";
            var known = step.Known > step.Day ? $" (known {step.Known:yyyy-MM-dd})" : "";
            _page.Line($"[bold]{step.Day:yyyy-MM-dd}[/]  {EventTypes.NameOf(step.Event)}  [dim]{step.Event.Id}[/]{known}{possible}{disputed}");
            if (step.Event.Title is { } title)
            {
                _page.Text(title, indent: 4);
            }

            Changes(step.Changes, step.Unnamed);
            foreach (var conflict in step.Conflicts)
            {
                Line($"conflict, {conflict.Rule}: {conflict.Message}");
            }
        }
    }

    /// <summary>What an event changed.</summary>
    public void Changes(ValueList<Change> changes, ValueList<SetId> unnamed)
    {
        foreach (var group in changes.GroupBy(c => (c.Subject.Kind, c.Subject.Party, From: glyphs.Of(c.From), To: glyphs.Of(c.To))))
        {
            var ids = group.Select(c => c.Subject.Id).ToList();
            var named = ids.Count <= PointsNamed ? string.Join(", ", ids) : $"{string.Join(", ", ids.Take(PointsNamed))} and {ids.Count - PointsNamed} more";
            var who = group.Key.Party is { } party ? $"{party} on {named}" : named;
            Line(group.Key.From == group.Key.To ? $"{who}: {group.Key.To}, again" : $"{who}: {group.Key.From} {glyphs.Arrow} {group.Key.To}");
        }

        if (unnamed.Count > 0)
        {
            Line($"some points, which ones not said: {string.Join(", ", unnamed)}");
        }
    }

    private void Line(string text) => _page.Text(text, indent: 6);
}
