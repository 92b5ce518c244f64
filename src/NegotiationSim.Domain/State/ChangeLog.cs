namespace NegotiationSim.Domain;

/// <summary>What one or more steps of a fold changed: each part with what it was before the first of them, and what it is.</summary>
internal sealed class ChangeLog
{
    private readonly List<(PointState? Before, PointState After)> _points = [];
    private readonly List<(VersionState? Before, VersionState After)> _versions = [];
    private readonly List<(IssueState? Before, IssueState After)> _issues = [];
    private readonly HashSet<SetId> _unnamed = [];

    public List<(PointState? Before, PointState After)> Points => _points;

    public List<(VersionState? Before, VersionState After)> Versions => _versions;

    public List<(IssueState? Before, IssueState After)> Issues => _issues;

    public HashSet<SetId> Unnamed => _unnamed;

    /// <summary>Who must agree changed, and with it possibly the status of every point and version.</summary>
    public bool AllStatuses { get; private set; }

    public void On(PointState? before, PointState after) => Note(_points, before, after);

    public void On(VersionState? before, VersionState after) => Note(_versions, before, after);

    public void On(IssueState? before, IssueState after) => Note(_issues, before, after);

    public void OnUnnamed(SetId set) => _unnamed.Add(set);

    public void OnAllStatuses() => AllStatuses = true;

    public void Clear()
    {
        _points.Clear();
        _versions.Clear();
        _issues.Clear();
        _unnamed.Clear();
        AllStatuses = false;
    }

    /// <summary>A part that was changed already is known by what it became then; that is quicker than by its name.</summary>
    private static void Note<T>(List<(T? Before, T After)> changes, T? before, T after)
        where T : class
    {
        for (var i = changes.Count - 1; before is not null && i >= 0; i--)
        {
            if (ReferenceEquals(changes[i].After, before))
            {
                changes[i] = (changes[i].Before, after);
                return;
            }
        }

        changes.Add((before, after));
    }
}
