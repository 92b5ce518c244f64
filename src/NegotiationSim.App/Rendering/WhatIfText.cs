using NegotiationSim.App.Questions;
using NegotiationSim.Domain;

namespace NegotiationSim.App.Rendering;

/// <summary>
/// A what-if in a terminal: first why, then its edits with their reasons, what followed, what should not be, and in what it
/// differs from what it builds on.
/// </summary>
internal sealed class WhatIfText(Page page, Glyphs glyphs)
{
    /// <summary>Several what-ifs with why, in brief; the whole text is told of each by itself.</summary>
    public static void Briefly(Page page, Glyphs glyphs, IEnumerable<(WhatIfId Name, string Why)> whatIfs)
    {
        foreach (var (name, why) in whatIfs)
        {
            page.Line($"[bold]{name.Value}[/]");
            page.Text(glyphs.Brief(why), indent: 2);
        }
    }

    public void Write(WhatIfAnswer answer)
    {
        var of = answer.Of is { } o ? $" what-if {o}" : "";
        var known = answer.KnownBy is { } k ? $", as known by {k:yyyy-MM-dd}" : "";
        page.Line($"What-if [bold]{answer.WhatIf}[/] of {answer.Negotiation}{of}, forked on {answer.Fork:yyyy-MM-dd}{known}");
        page.Text($"Why: {answer.Why}", indent: 2);
        Edits(answer);
        Consequences(answer);
        Conflicts(answer);
        Dropped(answer);
        Dependents(answer);
        Settled(answer);
        page.Line();
        new DifferenceText(page, glyphs).Write(answer.Difference);
    }

    private void Edits(WhatIfAnswer answer)
    {
        page.Line();
        page.Line($"[bold]Edits[/], all at once");
        for (var i = 0; i < answer.Edits.Count; i++)
        {
            var edit = answer.Edits[i];
            page.Text($"{i + 1}. {edit.Kind}: {edit.Why}", indent: 2);
            foreach (var change in edit.Events)
            {
                var date = (change.Before, change.After) switch
                {
                    ({ } before, { } after) when before != after => $"{before} {glyphs.Arrow} {after}",
                    ({ } before, _) => before.ToString(),
                    (_, var after) => after.ToString(),
                };
                page.Text($"{date}  {change.Event} ({change.Type}){Titled(change.Title)}", indent: 5);
            }
        }

        if (answer.Edits.Count == 0)
        {
            page.Text("none", indent: 2);
        }
    }

    private void Consequences(WhatIfAnswer answer)
    {
        if (answer.Rules.Count == 0)
        {
            return;
        }

        page.Line();
        page.Line($"[bold]Consequences[/]");
        foreach (var firing in answer.Consequences)
        {
            page.Text($"{firing.Rule}, set off {(firing.Trigger is { } trigger ? $"by {trigger}" : $"at the end of {firing.Day:yyyy-MM-dd}")}: {firing.Why}", indent: 2);
            foreach (var e in firing.Events)
            {
                page.Text($"{e.Occurred}  {e.Id} ({e.Type}){Titled(e.Title)}", indent: 5);
            }
        }

        var silent = answer.Rules.Except(answer.Consequences.Select(f => f.Rule)).ToList();
        if (silent.Count > 0)
        {
            page.Text($"Nothing set off: {string.Join(", ", silent)}", indent: 2);
        }
    }

    private void Conflicts(WhatIfAnswer answer)
    {
        page.Line();
        if (answer.Conflicts.Count == 0)
        {
            page.Text("No conflicts that its base does not have.");
            return;
        }

        var fails = answer.Policy == ConflictPolicy.Fail ? "; the policy is to fail" : "";
        page.Line($"[bold]Conflicts[/] that its base does not have: {answer.Conflicts.Count}{fails}");
        var table = new PlainTable("Day", "Event", "Rule", "What is odd", "Goes back to");
        foreach (var c in answer.Conflicts)
        {
            table.AddRow(c.Conflict.Day.ToString("yyyy-MM-dd"), c.Conflict.Event.Value, c.Conflict.Rule, c.Conflict.Message, Origin(answer, c));
        }

        page.Table(table);
    }

    /// <summary>What a conflict goes back to.</summary>
    public static string Origin(WhatIfAnswer answer, WhatIfConflict conflict) =>
        conflict.Edit is { } edit ? EditOf(answer, edit)
        : conflict.Rule is { } rule ? $"rule {answer.Rules[rule]}"
        : "no single edit";

    private static string EditOf(WhatIfAnswer answer, int edit) => $"edit {edit + 1} ({answer.Edits[edit].Kind})";

    /// <summary>The edit at the root of a chain, or else the event that breaks a rule there.</summary>
    public static string Origin(WhatIfAnswer answer, Dependent dependent) =>
        answer.Edits.ToList().FindIndex(e => e.Events.Any(change => change.Event == dependent.Root)) is >= 0 and var edit
            ? EditOf(answer, edit)
            : $"conflict of {dependent.Root}";

    private void Dropped(WhatIfAnswer answer)
    {
        if (answer.Dropped.Count == 0)
        {
            return;
        }

        page.Line();
        page.Line($"[bold]Dropped[/] by the policy: {answer.Dropped.Count}");
        var table = new PlainTable("Event", "Depends on", "By", "Goes back to");
        foreach (var d in answer.Dropped)
        {
            table.AddRow(
                d.Event.Value,
                d.By?.On.Value ?? "",
                d.By?.How ?? $"breaks {d.Conflict!.Conflict.Rule}: {d.Conflict.Conflict.Message}",
                d.Conflict is { } conflict ? Origin(answer, conflict) : Origin(answer, d.By!));
        }

        page.Table(table);
    }

    private void Dependents(WhatIfAnswer answer)
    {
        if (answer.Dependents.Count == 0)
        {
            return;
        }

        page.Line();
        page.Line($"[bold]To consider[/]: {Counted.Of(answer.Dependents.Count, "event")} depending on what is gone or replaced, standing all the same");
        var table = new PlainTable("Event", "Depends on", "By", "Goes back to");
        foreach (var d in answer.Dependents)
        {
            table.AddRow(d.Event.Value, d.On.Value, d.How, Origin(answer, d));
        }

        page.Table(table);
    }

    private void Settled(WhatIfAnswer answer)
    {
        if (answer.Settled.Count == 0)
        {
            return;
        }

        page.Line();
        page.Line($"[bold]Settled[/]: {Counted.Of(answer.Settled.Count, "conflict")} of its base, gone");
        foreach (var c in answer.Settled)
        {
            page.Text($"{c.Day:yyyy-MM-dd}  {c.Event}, {c.Rule}: {c.Message}", indent: 2);
        }
    }

    private static string Titled(string? title) => title is null ? "" : $": {title}";
}
