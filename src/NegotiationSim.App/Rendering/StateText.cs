using NegotiationSim.Domain;
using Spectre.Console;

namespace NegotiationSim.App.Rendering;

/// <summary>A state as tables: one for each version with its points, then issues, meetings and conflicts.</summary>
public sealed class StateText(IAnsiConsole console, Glyphs glyphs)
{
    public void Write(StateView view)
    {
        var known = view.KnownBy is { } k ? $", as known by {k:yyyy-MM-dd}" : "";
        console.MarkupLineInterpolated($"[bold]{view.Negotiation}[/] on [bold]{view.On:yyyy-MM-dd}[/]{known} (talks {Glyphs.Word(DomainJson.Text(view.Talks))}; must agree: {string.Join(", ", view.Required)})");
        console.WriteLine();
        foreach (var version in view.Versions)
        {
            Version(version, view.Points.Where(p => p.Version == version.Version).ToList());
        }

        Issues(view.Issues);
        Meetings(view);
        Conflicts(view.Conflicts);
        if (view.Undated.Count > 0)
        {
            console.MarkupLineInterpolated($"[dim]{view.Undated.Count} events have no known date and are part of no state: {string.Join(", ", view.Undated)}[/]");
        }
    }

    private void Version(VersionView version, List<PointView> points)
    {
        var count = version.PointCount == version.PointsKnown ? $"{version.PointCount} points" : $"{version.PointCount} points, {version.PointsKnown} known";
        var between = version.Between.Count > 0 ? $", between {string.Join(" and ", version.Between)}" : "";
        var superseded = version.SupersededBy is { } by ? $" by {by}" : "";
        console.MarkupLineInterpolated($"[bold]{version.Version}[/]  {version.Name}: [bold]{Glyphs.Word(DomainJson.Text(version.Status))}{superseded}[/] ({count}{between})");
        foreach (var (party, cell) in version.Stances)
        {
            if (cell != Cell.Silent)
            {
                console.MarkupLineInterpolated($"  {party} on the whole: {Describe(cell)}");
            }
        }

        foreach (var set in version.Unnamed)
        {
            var bounds = set.AtMost is { } most ? $"{set.AtLeast} to {most}" : $"at least {set.AtLeast}";
            var mark = set.Disputed ? $" {glyphs.Disputed}" : "";
            console.MarkupLineInterpolated($"  {set.Party} {glyphs.Of(set.Stance)} {Glyphs.Word(set.Stance)} some points ({bounds}), which ones not said, since {set.Since:yyyy-MM-dd}{mark}");
        }

        if (points.Count > 0)
        {
            var all = points.SelectMany(p => p.SubPoints.Prepend(p)).ToList();
            var parties = version.Stances.Keys.Where(party => all.Exists(p => p.Stances.TryGetValue(party, out var cell) && cell != Cell.Silent)).ToList();
            var table = NewTable("Point", "", "Status");
            foreach (var party in parties)
            {
                table.AddColumn(new TableColumn(Markup.Escape(party)).NoWrap());
            }

            foreach (var point in all)
            {
                var status = Glyphs.Word(DomainJson.Text(point.Status)) + (point.Provisional ? " (provisional)" : "");
                table.AddRow([point.Point.Value, point.Title, status, .. parties.Select(party => glyphs.Of(point.Stances[party]))]);
            }

            Write(table);
        }

        console.WriteLine();
    }

    private void Issues(ValueList<IssueView> issues)
    {
        var spoken = issues.Where(i => i.Stances.Values.Any(c => c != Cell.Silent)).ToList();
        if (spoken.Count == 0)
        {
            return;
        }

        console.MarkupLine("[bold]Issues[/] (stances that hold whatever the version)");
        var table = NewTable("Issue", "Party", "Stance", "Since", "Condition");
        foreach (var issue in spoken)
        {
            foreach (var (party, cell) in issue.Stances)
            {
                if (cell != Cell.Silent)
                {
                    table.AddRow(issue.Title, party, glyphs.Of(cell), cell.Since?.ToString("yyyy-MM-dd") ?? "", cell.Condition ?? "");
                }
            }
        }

        Write(table);
        console.WriteLine();
    }

    private void Meetings(StateView view)
    {
        var ahead = view.Meetings.Where(m => m.Status != MeetingStatus.Held).ToList();
        if (ahead.Count > 0)
        {
            console.MarkupLine("[bold]Meetings not held[/]");
            var table = NewTable("Meeting", "Status", "For", "Place", "Parties");
            foreach (var m in ahead)
            {
                table.AddRow(m.Meeting.Value, DomainJson.Text(m.Status) + (m.Disputed ? $" {glyphs.Disputed}" : ""), m.For?.ToString() ?? "", m.Place ?? "", string.Join(", ", m.Parties));
            }

            Write(table);
            console.WriteLine();
        }

        var deadlines = view.Deadlines.Where(d => d.Status != DeadlineStatus.Dropped).ToList();
        if (deadlines.Count > 0)
        {
            console.MarkupLine("[bold]Deadlines[/]");
            var table = NewTable("Deadline", "For", "Subject", "");
            foreach (var d in deadlines)
            {
                table.AddRow(d.Deadline.Value, d.For?.ToString() ?? "", d.Subject ?? "", d.Passed ? "passed" : "");
            }

            Write(table);
            console.WriteLine();
        }
    }

    /// <summary>The conflicts of a timeline, or that there are none.</summary>
    public void Conflicts(ValueList<Conflict> conflicts)
    {
        if (conflicts.Count == 0)
        {
            console.WriteLine("No conflicts.");
            return;
        }

        console.MarkupLineInterpolated($"[bold]Conflicts[/]: {conflicts.Count} events should not be, given what came before, and yet are reported");
        var table = NewTable("Day", "Event", "Rule", "What is odd");
        foreach (var c in conflicts)
        {
            table.AddRow(c.Day.ToString("yyyy-MM-dd"), c.Event.Value, c.Rule, c.Message);
        }

        Write(table);
        console.WriteLine();
    }

    /// <summary>A cell in words: stance, condition, since when, how certain.</summary>
    public string Describe(Cell cell)
    {
        var condition = cell.Condition is { } c ? $", provided {c}" : "";
        var since = cell.Since is { } s ? $", since {s:yyyy-MM-dd}, {DomainJson.Text(cell.Certainty!.Value)}" : "";
        return $"{glyphs.Of(cell)}{condition}{since}";
    }

    private static PlainTable NewTable(params string[] columns) => new(columns);

    private void Write(PlainTable table) => console.Write(table.ToTable());
}

/// <summary>A table of unstyled text: no markup in any recorded word is ever read as markup.</summary>
public sealed class PlainTable
{
    private readonly Table _table = new() { Border = TableBorder.Simple, ShowRowSeparators = false };

    public PlainTable(params IEnumerable<string> columns)
    {
        foreach (var column in columns)
        {
            _table.AddColumn(new TableColumn(Markup.Escape(column)));
        }
    }

    public void AddColumn(TableColumn column) => _table.AddColumn(column);

    public void AddRow(params IEnumerable<string> cells) => _table.AddRow(cells.Select(c => new Text(c)));

    public Table ToTable() => _table;
}
