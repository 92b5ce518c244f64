using NegotiationSim.Domain;
using NegotiationSim.Simulation;
using Spectre.Console;

namespace NegotiationSim.App.Rendering;

/// <summary>What a reader may not expect of the date that was asked about: that nothing is recorded of it, or that part of the answer was known later.</summary>
internal sealed class DateNotes(IAnsiConsole console)
{
    private readonly Page _page = new(console);

    public void Write(Timeline timeline, StateView view, DateOnly on, bool isWhole)
    {
        Outside(timeline, on);
        if (timeline.KnownBy is not null)
        {
            return;
        }

        var hindsight = Hindsight.Of(timeline, view, on);
        if (hindsight.Stances > 0)
        {
            Note($"{hindsight.Stances} of these stances became known only after {on:yyyy-MM-dd}; --known-by {on:yyyy-MM-dd} leaves {(hindsight.Stances == 1 ? "it" : "them")} out");
        }
        else if (isWhole && hindsight.Events > 0)
        {
            Note($"{Counted.Of(hindsight.Events, "event")} behind this became known only after {on:yyyy-MM-dd}; --known-by {on:yyyy-MM-dd} leaves {(hindsight.Events == 1 ? "it" : "them")} out");
        }
    }

    /// <summary>That a date lies before the first event recorded or after the last.</summary>
    public void Outside(Timeline timeline, DateOnly on)
    {
        var isRun = timeline.WhatIf is { } name && ForecastNames.RunOf(name) is not null;
        var all = timeline.KnownBy is null || isRun ? timeline : Timeline.Of(timeline.Ledger);
        if (all.FirstDay is { } first && on < first)
        {
            Note($"{on:yyyy-MM-dd} lies before the first event, of {first:yyyy-MM-dd}");
        }
        else if (all.LastDay is { } last && on > last)
        {
            Note($"{on:yyyy-MM-dd} lies after the last event, of {last:yyyy-MM-dd}: nothing is {(isRun ? "simulated" : "recorded")} of the days between");
        }
    }

    private void Note(string text)
    {
        _page.Line();
        _page.Line($"[dim]{text}[/]");
    }
}
