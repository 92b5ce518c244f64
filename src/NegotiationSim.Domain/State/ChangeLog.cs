namespace NegotiationSim.Domain;

/// <summary>What one or more steps of a fold changed: each part with what it was before the first of them.</summary>
internal sealed class ChangeLog
{
    private readonly Dictionary<PointId, PointState?> _points = [];
    private readonly Dictionary<VersionId, VersionState?> _versions = [];
    private readonly Dictionary<IssueId, IssueState?> _issues = [];
    private readonly HashSet<SetId> _unnamed = [];

    public IReadOnlyDictionary<PointId, PointState?> Points => _points;

    public IReadOnlyDictionary<VersionId, VersionState?> Versions => _versions;

    public IReadOnlyDictionary<IssueId, IssueState?> Issues => _issues;

    public IReadOnlyCollection<SetId> Unnamed => _unnamed;

    /// <summary>Who must agree changed, and with it possibly the status of every point and version.</summary>
    public bool AllStatuses { get; private set; }

    public void On(PointState? before, PointState after) => _points.TryAdd(after.Id, before);

    public void On(VersionState? before, VersionState after) => _versions.TryAdd(after.Id, before);

    public void On(IssueState? before, IssueState after) => _issues.TryAdd(after.Issue.Id, before);

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
}
