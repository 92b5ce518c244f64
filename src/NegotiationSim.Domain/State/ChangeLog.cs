namespace NegotiationSim.Domain;

/// <summary>A part of a state before some steps changed it, and after.</summary>
/// <param name="Before">What it was; null: it was not there.</param>
/// <param name="Cells">The cells it had then; good until the log is cleared.</param>
/// <param name="After">What it is, with the cells that it has now.</param>
internal readonly record struct Changed<T>(T? Before, Cells Cells, T After)
    where T : class, IHasCells;

/// <summary>What one or more steps of a fold changed: each part with what it was before the first of them, and what it is.</summary>
internal sealed class ChangeLog
{
    private readonly HashSet<SetId> _unnamed = [];
    private readonly List<Cells> _copies = []; // used anew for every step
    private int _copied;

    public List<Changed<PointState>> Points { get; } = [];

    public List<Changed<VersionState>> Versions { get; } = [];

    public List<Changed<IssueState>> Issues { get; } = [];

    public HashSet<SetId> Unnamed => _unnamed;

    /// <summary>Who must agree changed, and with it possibly the status of every point and version.</summary>
    public bool AllStatuses { get; private set; }

    public void On(PointState? before, PointState after) => Note(Points, before, after);

    public void On(VersionState? before, VersionState after) => Note(Versions, before, after);

    public void On(IssueState? before, IssueState after) => Note(Issues, before, after);

    public void OnUnnamed(SetId set) => _unnamed.Add(set);

    public void OnAllStatuses() => AllStatuses = true;

    public void Clear()
    {
        Points.Clear();
        Versions.Clear();
        Issues.Clear();
        _unnamed.Clear();
        AllStatuses = false;
        _copied = 0;
    }

    /// <summary>
    /// Called before cells change. A part that was changed already is known by its cells, which stay the same object; that is
    /// quicker than by its name.
    /// </summary>
    private void Note<T>(List<Changed<T>> changes, T? before, T after)
        where T : class, IHasCells
    {
        for (var i = changes.Count - 1; before is not null && i >= 0; i--)
        {
            if (ReferenceEquals(changes[i].After.Cells, after.Cells))
            {
                changes[i] = changes[i] with { After = after };
                return;
            }
        }

        changes.Add(new(before, CopyOf(before?.Cells), after));
    }

    private Cells CopyOf(Cells? cells)
    {
        if (_copied == _copies.Count)
        {
            _copies.Add(new Cells());
        }

        var copy = _copies[_copied++];
        copy.BecomeCopyOf(cells);
        return copy;
    }
}
