namespace NegotiationSim.Domain;

/// <summary>A part of a state before some steps changed it, and after.</summary>
/// <param name="Before">What it was; null: it was not there.</param>
/// <param name="Cells">The cells it had then; good until the log is cleared.</param>
/// <param name="After">What it is, with the cells that it has now.</param>
internal readonly record struct Changed<T>(T? Before, Cells Cells, T After)
    where T : class, IHasCells;

/// <summary>
/// What one or more steps of a fold changed: each part with what it was before the first of them, and what it is. Notes
/// what a state goes through while it is its <see cref="State.Changes"/>.
/// </summary>
public sealed class ChangeLog
{
    private readonly HashSet<SetId> _unnamed = [];
    private readonly List<Cells> _copies = []; // used anew for every step
    private int _copied;

    internal List<Changed<PointState>> Points { get; } = [];

    internal List<Changed<VersionState>> Versions { get; } = [];

    internal List<Changed<IssueState>> Issues { get; } = [];

    internal HashSet<SetId> Unnamed => _unnamed;

    /// <summary>Who must agree changed, and with it possibly the status of every point and version.</summary>
    internal bool AllStatuses { get; private set; }

    /// <summary>True when points may stand otherwise that are not among <see cref="ChangedPoints"/>: a version changed, or who must agree.</summary>
    public bool ReachesEveryPoint => AllStatuses || Versions.Count > 0;

    /// <summary>The points whose cells or own marks changed, as they are now.</summary>
    public IEnumerable<PointState> ChangedPoints => Points.Select(changed => changed.After);

    internal void On(PointState? before, PointState after) => Note(Points, before, after);

    internal void On(VersionState? before, VersionState after) => Note(Versions, before, after);

    internal void On(IssueState? before, IssueState after) => Note(Issues, before, after);

    internal void OnUnnamed(SetId set) => _unnamed.Add(set);

    internal void OnAllStatuses() => AllStatuses = true;

    /// <summary>Forgets what was noted.</summary>
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
