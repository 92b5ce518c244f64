using NegotiationSim.Domain;
using Spectre.Console;

namespace NegotiationSim.App.Rendering;

/// <summary>A state as tables: one for each version with its points, then issues, meetings and conflicts.</summary>
public sealed class StateText(IAnsiConsole console, Glyphs glyphs)
{
    private readonly Page _page = new(console);

    /// <summary>Writes a state; when it is cut down to a point, issue or version, only what concerns that.</summary>
    public void Write(StateView view, bool isWhole = true, bool isKnown = true)
    {
        var known = TimelineName.In(view.WhatIf, view.KnownBy);
        var required = view.Required.Count > 0 ? $"; must agree: {string.Join(", ", view.Required)}" : "";
        if (view.On is { } on)
        {
            _page.Line($"[bold]{view.Negotiation}[/] on [bold]{on:yyyy-MM-dd}[/]{known} (talks {Glyphs.Word(DomainJson.Text(view.Talks))}{required})");
        }
        else
        {
            _page.Line($"[bold]{view.Negotiation}[/]{known}: no event has a known date, and so there is no state to show");
        }

        if (!isKnown)
        {
            _page.Text("Nothing is known of it by then.");
        }

        foreach (var version in view.Versions)
        {
            _page.Line();
            Version(version, view.Points.Where(p => p.Version == version.Version).ToList(), view.Required);
        }

        if (view.Points.Any(p => p.Stances.ContainsValue(Cell.Silent)))
        {
            _page.Line();
            _page.Line($"[dim]{glyphs.Silent} silent: nothing declared on the point[/]");
        }

        Issues(view.Issues);
        if (!isWhole)
        {
            return;
        }

        Meetings(view.Meetings);
        Deadlines(view.Deadlines);
        _page.Line();
        Conflicts(view.Conflicts);
        if (view.Undated.Count > 0)
        {
            _page.Line();
            _page.Line($"[dim]No known date, and so part of no state ({view.Undated.Count}): {string.Join(", ", view.Undated)}[/]");
        }
    }

    private void Version(VersionView version, List<PointView> listed, ValueList<PartyId> required)
    {
        var count = version.PointCount is not { } points ? "number of points not known"
            : points == version.PointsKnown ? Counted.Of(points, "point")
            : $"{Counted.Of(points, "point")}, {version.PointsKnown} known";
        var between = version.Between.Count > 0 ? $", between {string.Join(" and ", version.Between)}" : "";
        var superseded = version.SupersededBy is { } by ? $" by {by}" : "";
        _page.Line($"[bold]{version.Version}[/]  {version.Name}: [bold]{Glyphs.Word(DomainJson.Text(version.Status))}{superseded}[/] ({count}{between})");
        foreach (var (party, cell) in version.Stances)
        {
            if (Speaks(cell))
            {
                _page.Text($"{party} on the whole: {Describe(cell)}", indent: 2);
            }
        }

        foreach (var set in version.Unnamed)
        {
            _page.Text($"{set.Party} {Describe(set)}", indent: 2);
        }

        if (listed.Count > 0)
        {
            _page.Line();
            Points(listed.SelectMany(p => p.SubPoints.Prepend(p)).ToList(), version, required);
        }
    }

    /// <summary>A column for each party that must agree, silent or not; what others declared stands in one more.</summary>
    private void Points(List<PointView> points, VersionView version, ValueList<PartyId> required)
    {
        var parties = required.Select(p => p.Value).Where(version.Stances.ContainsKey).ToList();
        if (parties.Count == 0)
        {
            parties = [.. version.Stances.Keys];
        }

        var others = version.Stances.Keys.Except(parties).Where(party => points.Exists(p => Speaks(p.Stances[party]))).ToList();
        var table = new PlainTable(["Point", "", "Status", .. parties, .. others.Count > 0 ? ["Others"] : Array.Empty<string>()]);
        foreach (var point in points)
        {
            var status = Glyphs.Word(DomainJson.Text(point.Status)) + (point.Provisional ? " (provisional)" : "") + (point.Bracketed ? " (in brackets)" : "");
            var rest = others
                .Where(party => Speaks(point.Stances[party]))
                .GroupBy(party => glyphs.Of(point.Stances[party]))
                .Select(alike => $"{string.Join(", ", alike)} {alike.Key}");
            table.AddRow([point.Point.Value, point.Title, status, .. parties.Select(party => glyphs.Of(point.Stances[party])), .. others.Count > 0 ? [string.Join("; ", rest)] : Array.Empty<string>()]);
        }

        _page.Table(table);
        Conditions(points);
    }

    /// <summary>What the conditional stances on points depend on.</summary>
    private void Conditions(List<PointView> points)
    {
        var conditions =
            from point in points
            from stance in point.Stances
            where stance.Value.Condition is not null
            group point.Point.Value by (Party: stance.Key, stance.Value.Condition);
        var isFirst = true;
        foreach (var alike in conditions)
        {
            if (isFirst)
            {
                _page.Line();
                isFirst = false;
            }

            _page.Text($"{alike.Key.Party} on {string.Join(", ", alike)}: provided {alike.Key.Condition}", indent: 2);
        }
    }

    private void Issues(ValueList<IssueView> issues)
    {
        var table = new PlainTable("Issue", "Party", "Stance", "Since", "Condition");
        var spoken = false;
        foreach (var issue in issues)
        {
            foreach (var (party, cell) in issue.Stances)
            {
                if (Speaks(cell))
                {
                    table.AddRow(issue.Title, party, glyphs.Of(cell), cell.Since?.ToString("yyyy-MM-dd") ?? "", cell.Condition ?? "");
                    spoken = true;
                }
            }
        }

        if (spoken)
        {
            Section($"[bold]Issues[/] (stances that hold whatever the version)", table);
        }
    }

    private void Meetings(ValueList<MeetingView> meetings)
    {
        var table = new PlainTable("Meeting", "Status", "For", "Place", "Parties");
        var notHeld = meetings.Where(m => m.Status != MeetingStatus.Held).ToList();
        foreach (var m in notHeld)
        {
            table.AddRow(m.Meeting.Value, DomainJson.Text(m.Status) + (m.Disputed ? $" {glyphs.Disputed}" : ""), m.For?.ToString() ?? (m.Status == MeetingStatus.Postponed ? "no new date" : ""), m.Place ?? "", string.Join(", ", m.Parties));
        }

        if (notHeld.Count > 0)
        {
            Section($"[bold]Meetings not held[/]", table);
        }
    }

    private void Deadlines(ValueList<DeadlineView> deadlines)
    {
        var table = new PlainTable("Deadline", "For", "Subject", "");
        var standing = deadlines.Where(d => d.Status != DeadlineStatus.Dropped).ToList();
        foreach (var d in standing)
        {
            table.AddRow(d.Deadline.Value, d.For?.ToString() ?? "", d.Subject ?? "", d.Passed ? "passed" : "");
        }

        if (standing.Count > 0)
        {
            Section($"[bold]Deadlines[/]", table);
        }
    }

    private void Section(FormattableString title, PlainTable table)
    {
        _page.Line();
        _page.Line(title);
        _page.Line();
        _page.Table(table);
    }

    /// <summary>The conflicts of a timeline, or that there are none.</summary>
    public void Conflicts(ValueList<Conflict> conflicts)
    {
        if (conflicts.Count == 0)
        {
            _page.Text("No conflicts.");
            return;
        }

        _page.Line($"[bold]Conflicts ({conflicts.Count})[/]: events that should not be, given what came before, and yet are reported");
        foreach (var c in conflicts)
        {
            _page.Line($"{c.Day:yyyy-MM-dd}  {c.Event}  [dim]{c.Rule}[/]", indent: 2);
            _page.Text(c.Message, indent: 4);
        }
    }

    /// <summary>A cell in words: stance, condition, since when, how certain.</summary>
    public string Describe(Cell cell)
    {
        var condition = cell.Condition is { } c ? $", provided {c}" : "";
        var since = cell is { Since: { } s, Certainty: { } certainty } ? $", since {s:yyyy-MM-dd}, {DomainJson.Text(certainty)}" : "";
        var silent = cell.Stance == Stance.Silent ? $" {Glyphs.Word(cell.Stance)}" : "";
        return $"{glyphs.Of(cell)}{silent}{condition}{since}";
    }

    /// <summary>Silent too is who took a stance back; what it may have declared already is shown.</summary>
    private static bool Speaks(Cell cell) => cell.Stance != Stance.Silent || cell.Possible.Count > 0;

    /// <summary>True when somebody declared something on one of these issues.</summary>
    public static bool Speaks(ValueList<IssueView> issues) => issues.Any(issue => issue.Stances.Values.Any(Speaks));

    /// <summary>An unnamed set in words: how many points, stance, condition, since when, how certain.</summary>
    public string Describe(UnnamedView set)
    {
        var mark = set.Disputed ? $" {glyphs.Disputed}" : "";
        var condition = set.Condition is { } c ? $", provided {c}" : "";
        return $"on some points ({set.Count}, which ones not said): {glyphs.Of(set.Stance)} {Glyphs.Word(set.Stance)}{mark}{condition}, since {set.Since:yyyy-MM-dd}, {DomainJson.Text(set.Certainty)}";
    }
}
