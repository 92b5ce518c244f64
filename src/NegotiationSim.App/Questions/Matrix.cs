using NegotiationSim.App.Rendering;
using NegotiationSim.Domain;

namespace NegotiationSim.App.Questions;

/// <summary>Which part of a state a matrix shows; null leaves it to the matrix.</summary>
/// <param name="Version">The version; null: the newest on the table.</param>
/// <param name="Party">Only this party; null: all who spoke or must agree.</param>
/// <param name="Group">By issue (null), package, or text: as the version has them.</param>
/// <param name="Show">Which rows: all (null), declared, changed or disputed.</param>
/// <param name="Find">Only rows with this in their number or title.</param>
public sealed record MatrixChoice(string? Version = null, string? Party = null, string? Group = null, string? Show = null, string? Find = null);

/// <summary>Points down, parties across: the stances on one version, on a date, and what changed since another.</summary>
/// <param name="Version">The version; null: none is known by then.</param>
/// <param name="Parties">The columns, in alphabetical order.</param>
/// <param name="Changed">How many cells and statuses differ from the earlier date, filtered out or not.</param>
public sealed record Matrix(VersionView? Version, IReadOnlyList<string> Parties, IReadOnlyList<MatrixGroup> Groups, IReadOnlyList<MatrixChange> Changed)
{
    private static readonly Glyphs Signs = new(ascii: false);

    /// <param name="asked">The timeline and the date.</param>
    /// <param name="view">The state on the date.</param>
    /// <param name="before">The state on the date to compare with; null: nothing is compared.</param>
    /// <param name="choice">Which version, how it is grouped, and what is left out.</param>
    public static Matrix Of(Asked asked, StateView view, StateView? before, MatrixChoice choice)
    {
        var version = Chosen(view, SubjectNames.In<VersionId>(asked.Timeline, choice.Version, "version"));
        if (version is null)
        {
            return new(null, [], [], []);
        }

        var spoke = asked.History.Subjects.Select(s => s.Party?.Value).OfType<string>().ToHashSet();
        var only = SubjectNames.In<PartyId>(asked.Timeline, choice.Party, "party");
        var parties = version.Stances.Keys.Where(p => only is { } one ? p == one.Value : spoke.Contains(p) || view.Required.Contains(PartyId.Of(p))).ToList();

        var points = view.Points.Where(p => p.Version == version.Version).SelectMany(p => p.SubPoints.Prepend(p)).ToList();
        var earlier = before?.Points.SelectMany(p => p.SubPoints.Prepend(p)).ToDictionary(p => p.Point) ?? [];
        var rows = points.ToDictionary(p => p.Point, p =>
        {
            var was = earlier.GetValueOrDefault(p.Point);
            return new MatrixRow(
                SubjectKind.Point, p.Point.Value, p.Title, DomainJson.Text(p.Status), p.Provisional, p.Bracketed, p.Point.IsSubPoint,
                before is not null && (was?.Status, was?.Provisional) != (p.Status, p.Provisional) ? (was is null ? Glyphs.NotThere : Glyphs.Word(DomainJson.Text(was.Status))) : null,
                [.. parties.Select(party => MatrixCell.Of(party, p.Stances[party], before is null ? null : was?.Stances.GetValueOrDefault(party) ?? Cell.Silent,
                    version.Unnamed.Where(set => set.Party.Value == party && p.Unnamed.Contains(set.Id)).ToList()))]);
        });

        var wasVersion = before?.Versions.FirstOrDefault(v => v.Version == version.Version);
        var whole = new MatrixRow(
            SubjectKind.Version, version.Version.Value, "The version as a whole", DomainJson.Text(version.Status), false, false, false,
            before is not null && wasVersion?.Status != version.Status ? (wasVersion is null ? Glyphs.NotThere : Glyphs.Word(DomainJson.Text(wasVersion.Status))) : null,
            [.. parties.Select(party => MatrixCell.Of(party, version.Stances[party], before is null ? null : wasVersion?.Stances.GetValueOrDefault(party) ?? Cell.Silent,
                version.Unnamed.Where(set => set.Party.Value == party).ToList()))]);

        var all = rows.Values.Prepend(whole).ToList();
        var issues = IssueRows(view, before, parties);
        var changed = MatrixChange.Of(all.Concat(issues.Values));
        var groups = Grouped(view, version, points, rows, issues, choice.Group)
            .Select(g => g with { Rows = [.. g.Rows.Where(row => IsShown(row, choice))] })
            .Where(g => g.Rows.Count > 0 || (g.Whole is { } w && choice.Find is null && IsShown(w, choice)))
            .ToList();
        return new(version, parties, [new MatrixGroup("", null, whole, []), .. groups], changed);
    }

    /// <summary>The version asked for, else the newest on the table of which points are known, else the newest that has some, else the newest.</summary>
    private static VersionView? Chosen(StateView view, VersionId? asked) => asked is { } id
        ? view.Versions.FirstOrDefault(v => v.Version == id) ?? throw new BadQuestion("version", $"{id} is not known by {view.On:yyyy-MM-dd}", isUnknownName: true)
        : view.Versions.LastOrDefault(v => v.PointsKnown > 0 && v.Status != VersionStatus.Drafted)
            ?? view.Versions.LastOrDefault(v => v.PointsKnown > 0)
            ?? view.Versions.TakeLast(1).FirstOrDefault();

    private static Dictionary<IssueId, MatrixRow> IssueRows(StateView view, StateView? before, List<string> parties) => view.Issues.ToDictionary(i => i.Issue, i =>
    {
        var was = before?.Issues.FirstOrDefault(b => b.Issue == i.Issue);
        return new MatrixRow(
            SubjectKind.Issue, i.Issue.Value, i.Title, null, false, false, false, null,
            [.. parties.Select(party => MatrixCell.Of(party, i.Stances[party], before is null ? null : was?.Stances.GetValueOrDefault(party) ?? Cell.Silent, []))]);
    });

    private static IEnumerable<MatrixGroup> Grouped(
        StateView view, VersionView version, List<PointView> points, Dictionary<PointId, MatrixRow> rows, Dictionary<IssueId, MatrixRow> issues, string? by)
    {
        switch (by)
        {
            case "text":
                return [new MatrixGroup("text", "All points", null, [.. points.Select(p => rows[p.Point])])];
            case "package":
                var packages = view.Packages.Where(p => p.Version == version.Version).ToList();
                var packed = packages.SelectMany(p => p.Points).ToHashSet();
                return packages
                    .Select(p => new MatrixGroup($"package-{p.Package}", p.Title ?? p.Package.Value, null, [.. p.Points.Where(rows.ContainsKey).Select(id => rows[id])]))
                    .Append(new MatrixGroup("no-package", "In no package, as far as is known", null, [.. points.Where(p => !packed.Contains(p.Point)).Select(p => rows[p.Point])]));
            case null or "issue":
                return points.GroupBy(p => p.Issue)
                    .Select(g => g.Key is { } issue && issues.TryGetValue(issue, out var whole)
                        ? new MatrixGroup($"issue-{issue}", whole.Title, whole.Cells.Any(c => c.Cell.Stance != Stance.Silent || c.Cell.Possible.Count > 0) ? whole : null, [.. g.Select(p => rows[p.Point])])
                        : new MatrixGroup("no-issue", "Of no issue", null, [.. g.Select(p => rows[p.Point])]))
                    .OrderBy(g => g.Id == "no-issue");
            default:
                throw new BadQuestion("group", $"'{by}' is no grouping: expected issue, package or text");
        }
    }

    private static bool IsShown(MatrixRow row, MatrixChoice choice) =>
        (choice.Show switch
        {
            null or "all" => true,
            "declared" => row.Cells.Any(c => c.Cell.Stance != Stance.Silent || c.Cell.Possible.Count > 0 || c.Among.Count > 0),
            "changed" => row.StatusBefore is not null || row.Cells.Any(c => c.Before is not null),
            "disputed" => row.Cells.Any(c => c.Cell.Disputed),
            var other => throw new BadQuestion("show", $"'{other}' is nothing to show: expected all, declared, changed or disputed"),
        })
        && (choice.Find is not { } text || row.Id.Contains(text, StringComparison.OrdinalIgnoreCase) || row.Title.Contains(text, StringComparison.OrdinalIgnoreCase));

    /// <summary>A stance in a few characters and as it is read.</summary>
    public static string Sign(Stance stance) => Signs.Of(stance);
}

/// <summary>Points that belong together.</summary>
/// <param name="Title">Null: the version as a whole.</param>
/// <param name="Whole">What was declared on the whole of it: the version, or the issue; null: nothing.</param>
public sealed record MatrixGroup(string Id, string? Title, MatrixRow? Whole, IReadOnlyList<MatrixRow> Rows);

/// <summary>One point, version or issue.</summary>
/// <param name="Status">In its written form; null for an issue.</param>
/// <param name="StatusBefore">In words, when it was another on the date compared with.</param>
public sealed record MatrixRow(
    SubjectKind Kind, string Id, string Title, string? Status, bool Provisional, bool Bracketed, bool IsSubPoint, string? StatusBefore, IReadOnlyList<MatrixCell> Cells)
{
    /// <summary>How the drill-down is asked for.</summary>
    public string Key(string? party = null) => $"{DomainJson.Text(Kind)}:{Id}{(party is null ? "" : $":{party}")}";
}

/// <summary>One party's stance on a row.</summary>
/// <param name="Before">What it was on the date compared with, in words, when that differs.</param>
/// <param name="Among">Unnamed sets of the party that may mean this point, or are of this version.</param>
public sealed record MatrixCell(string Party, Cell Cell, string? Before, IReadOnlyList<UnnamedView> Among)
{
    public static MatrixCell Of(string party, Cell cell, Cell? before, IReadOnlyList<UnnamedView> among) =>
        new(party, cell, before is not null && !SaysTheSame(cell, before) ? Words(before) : null, among);

    /// <summary>Everything that the cell shows, in words.</summary>
    public string Label(MatrixRow row) =>
        $"{Party} on {row.Id}, {row.Title}: {Words(Cell)}"
        + string.Concat(Among.Select(set => row.Kind == SubjectKind.Version
            ? $"; {Glyphs.Word(set.Stance)} {set.Count} of its points, not said which"
            : $"; may be among {set.Count} points that it {Glyphs.Word(set.Stance)}, not said which"))
        + (Before is null ? "" : $"; changed, it was {Before}");

    /// <summary>A stance as it is read out.</summary>
    public static string Words(Cell cell) =>
        Glyphs.Word(cell.Stance) + (cell.Provisional ? ", provisionally" : "") + (cell.Disputed ? ", disputed" : "")
        + string.Concat(cell.Possible.Select(p => $", possibly {Glyphs.Word(p.Stance)} since {p.From:yyyy-MM-dd}"));

    /// <summary>The same stance, whether or not one more event is behind it.</summary>
    private static bool SaysTheSame(Cell a, Cell b) =>
        (a.Stance, a.Condition, a.Disputed, a.Provisional) == (b.Stance, b.Condition, b.Disputed, b.Provisional)
        && a.Possible.Select(p => p.Stance).SequenceEqual(b.Possible.Select(p => p.Stance));
}

/// <summary>What moved since the date compared with: changes that are alike, told once.</summary>
/// <param name="Rows">The rows that it concerns, each with how its drill-down is asked for.</param>
public sealed record MatrixChange(string? Party, string From, string To, IReadOnlyList<(string Id, string Key)> Rows)
{
    /// <summary>The changes of some rows; stances before statuses.</summary>
    public static IReadOnlyList<MatrixChange> Of(IEnumerable<MatrixRow> rows) =>
    [
        .. rows.SelectMany(One)
            .GroupBy(c => (c.Party, c.From, c.To))
            .Select(alike => new MatrixChange(alike.Key.Party, alike.Key.From, alike.Key.To, [.. alike.Select(c => (c.Row.Id, c.Row.Key(c.Party)))]))
            .OrderBy(c => c.Party is null),
    ];

    private static IEnumerable<(MatrixRow Row, string? Party, string From, string To)> One(MatrixRow row)
    {
        if (row.StatusBefore is { } status)
        {
            yield return (row, null, status, Glyphs.Word(row.Status!));
        }

        foreach (var cell in row.Cells)
        {
            if (cell.Before is { } before)
            {
                yield return (row, cell.Party, before, MatrixCell.Words(cell.Cell));
            }
        }
    }
}
