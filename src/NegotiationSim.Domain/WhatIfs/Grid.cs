namespace NegotiationSim.Domain;

/// <summary>One of the values that an edit is varied over.</summary>
/// <param name="Label">The value as it is written.</param>
/// <param name="Edit">The edit with it.</param>
public sealed record GridValue(string Label, Edit Edit);

/// <summary>
/// How a what-if ends, for comparison with itself under other values: what stands differently from its base at the end, and
/// what should not be. Since when, by which events and how certain is left out.
/// </summary>
/// <param name="Standings">What stands differently at the end, and how.</param>
/// <param name="Conflicts">Conflicts that the base does not have.</param>
/// <param name="Dropped">Events that the policy left out.</param>
/// <param name="Fault">Why the value is not possible; null: it is.</param>
public sealed record GridOutcome(
    ValueList<EndStanding> Standings, ValueList<EndConflict> Conflicts, ValueList<EventId> Dropped, string? Fault)
{
    /// <summary>Points that end differently from the base.</summary>
    public int Points => Standings.Where(s => s.Subject.Kind == SubjectKind.Point).Select(s => s.Subject.Id).Distinct().Count();
}

/// <summary>How a subject stands at the end.</summary>
public sealed record EndStanding(Subject Subject, Standing? Standing);

/// <summary>An event that breaks a rule.</summary>
public sealed record EndConflict(string Rule, EventId Event);

/// <summary>Values next to each other that end alike.</summary>
/// <param name="First">The first of them.</param>
/// <param name="Last">The last of them.</param>
/// <param name="Count">How many they are.</param>
/// <param name="EarliestDifference">The first day on which a point, version or issue stands differently from the base, under any of them.</param>
/// <param name="Outcome">How all of them end.</param>
public sealed record GridRange(string First, string Last, int Count, DateOnly? EarliestDifference, GridOutcome Outcome);

/// <summary>A what-if replayed with one of its edits varied, to see where its outcome flips.</summary>
public static class Grid
{
    /// <summary>Replays the what-if with each value, on all processors, and puts together neighbours that end alike.</summary>
    /// <param name="whatIf">The what-if.</param>
    /// <param name="edit">Place of the edit that is varied, from 0.</param>
    /// <param name="values">At least one, in order.</param>
    /// <param name="basis">The timeline that the what-if builds on.</param>
    /// <param name="done">Told after each replay, from any thread.</param>
    public static IReadOnlyList<GridRange> Of(
        WhatIf whatIf, int edit, IReadOnlyList<GridValue> values, Timeline basis, Action? done = null, CancellationToken cancellation = default)
    {
        _ = basis.Conflicts.Count(); // once, and not once on every thread
        var ends = new (GridOutcome Outcome, DateOnly? FirstDay)[values.Count];
        Parallel.For(0, values.Count, new ParallelOptions { CancellationToken = cancellation }, i =>
        {
            var varied = whatIf with { Edits = whatIf.Edits.Select((e, at) => at == edit ? values[i].Edit : e).ToValueList() };
            ends[i] = End(varied, basis);
            done?.Invoke();
        });

        var ranges = new List<GridRange>();
        for (var i = 0; i < ends.Length; i++)
        {
            var (outcome, day) = ends[i];
            if (ranges.Count > 0 && ranges[^1] is var last && last.Outcome == outcome)
            {
                ranges[^1] = last with { Last = values[i].Label, Count = last.Count + 1, EarliestDifference = Earlier(last.EarliestDifference, day) };
            }
            else
            {
                ranges.Add(new(values[i].Label, values[i].Label, 1, day, outcome));
            }
        }

        return ranges;
    }

    private static (GridOutcome Outcome, DateOnly? FirstDay) End(WhatIf whatIf, Timeline basis)
    {
        var (replay, faults) = WhatIfReplay.Of(whatIf, basis);
        if (replay is null)
        {
            // The text names the value; where it is wrong and how is enough to tell outcomes apart.
            return (new([], [], [], string.Join("; ", faults.Select(f => f.Member).Distinct()) + ": " + Cause(faults[0])), null);
        }

        var difference = Difference.Of(basis, replay.Timeline);
        return (
            new(
                difference.AtTheEnd.Select(s => new EndStanding(s.Subject, Plain(s.Spans[^1].B))).ToValueList(),
                replay.Conflicts.Select(c => new EndConflict(c.Conflict.Rule, c.Conflict.Event)).ToValueList(),
                replay.Dropped.Select(d => d.Event).ToValueList(),
                null),
            difference.FirstDay);
    }

    private static string Cause(WhatIfFault fault) => fault.Reason.Contains("before the fork", StringComparison.Ordinal) ? "before the fork" : fault.Reason;

    private static Standing? Plain(Standing? standing) => standing is { Cell: { } cell }
        ? standing with { Cell = cell with { Since = null, Certainty = null, Events = [], Possible = cell.Possible.Select(p => p with { From = default, Event = default }).ToValueList() } }
        : standing;

    private static DateOnly? Earlier(DateOnly? a, DateOnly? b) => a is null || b < a ? b : a;
}
