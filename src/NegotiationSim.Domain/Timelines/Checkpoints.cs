namespace NegotiationSim.Domain;

/// <summary>
/// Copies of a fold at some of its steps, so that a fold of the first n steps need not begin at the first. Not safe for
/// several threads at once.
/// </summary>
internal sealed class Checkpoints
{
    /// <summary>
    /// Steps between two copies, at least. A copy costs about as much as folding a few dozen steps, and more the more there
    /// is to copy; so they also lie further apart the longer the history, at a 64th of what lies before.
    /// </summary>
    private const int Every = 256;

    private readonly List<(int Steps, Replay Replay)> _kept = [];

    /// <summary>Drops the copies made after the first <paramref name="count"/> steps.</summary>
    public void ForgetAfter(int count)
    {
        while (_kept.Count > 0 && _kept[^1].Steps > count)
        {
            _kept.RemoveAt(_kept.Count - 1);
        }
    }

    /// <summary>Keeps a copy when a fold that goes on has come to a place where one is wanted.</summary>
    public void Pass(int count, Replay replay)
    {
        if (Wants(count))
        {
            _kept.Add((count, replay.Copy()));
        }
    }

    /// <summary>True when a copy after the first <paramref name="count"/> steps would be kept.</summary>
    public bool Wants(int count) => count - (_kept.Count == 0 ? 0 : _kept[^1].Steps) >= Math.Max(Every, count / 64);

    /// <summary>A fold of the first <paramref name="count"/> steps, to go on with.</summary>
    /// <param name="steps">The steps.</param>
    /// <param name="count">How many of them.</param>
    /// <param name="start">A fold of fewer of them to begin with where there is no copy; left out: of none.</param>
    public Replay Before(ReadOnlySpan<Step> steps, int count, Func<(int Steps, Replay Replay)>? start = null)
    {
        var at = _kept.Count - 1;
        while (at >= 0 && _kept[at].Steps > count)
        {
            at--;
        }

        var (done, replay) = at < 0 ? start?.Invoke() ?? (0, new Replay()) : (_kept[at].Steps, _kept[at].Replay.Copy());
        for (var i = done; i < count; i++)
        {
            Pass(i, replay);
            replay.Apply(steps[i]);
        }

        return replay;
    }
}
