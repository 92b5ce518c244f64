using System.Runtime.InteropServices;

namespace NegotiationSim.Domain;

/// <summary>
/// The base's changes beside those of a timeline with edits. Most are the same, and then the base's are kept in place of
/// new ones: a long timeline that differs little costs little to keep, and to compare.
/// </summary>
internal sealed class Followed
{
    private readonly Timeline _basis;
    private readonly List<(int Step, Change Change)> _changes;
    private int _at;
    private int _read;

    public Followed(Timeline basis, int from)
    {
        (_basis, _at) = (basis, from);
        (_changes, _read) = basis.ListOfChangesFrom(from);
    }

    /// <summary>The changes of the very same step in the base; none when it has no such step.</summary>
    public ReadOnlySpan<(int Step, Change Change)> ChangesOf(Step step)
    {
        var steps = _basis.Steps;
        while (_at < steps.Length && steps[_at] != step && steps[_at] < step)
        {
            _at++;
        }

        if (_at == steps.Length || steps[_at] != step)
        {
            return [];
        }

        while (_read < _changes.Count && _changes[_read].Step < _at)
        {
            _read++;
        }

        var first = _read;
        while (_read < _changes.Count && _changes[_read].Step == _at)
        {
            _read++;
        }

        _at++;
        return CollectionsMarshal.AsSpan(_changes)[first.._read];
    }
}
