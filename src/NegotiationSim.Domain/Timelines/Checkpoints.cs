namespace NegotiationSim.Domain;

/// <summary>
/// Copies of a fold at some of its steps, so that a fold of the first n steps need not begin at the first. Not safe for
/// several threads at once.
/// </summary>
internal sealed class Checkpoints
{
    /// <summary>Steps between two copies. A copy costs about as much as folding a few dozen steps.</summary>
    private const int Every = 256;

    private readonly List<(int Steps, Replay Replay)> _kept = [];

    /// <summary>The copies that hold for a timeline that has the first <paramref name="count"/> steps in common with this one's.</summary>
    public Checkpoints UpTo(int count)
    {
        var shared = new Checkpoints();
        shared._kept.AddRange(_kept.TakeWhile(c => c.Steps <= count));
        return shared;
    }

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
        if (count % Every == 0 && count > (_kept.Count == 0 ? 0 : _kept[^1].Steps))
        {
            _kept.Add((count, replay.Copy()));
        }
    }

    /// <summary>A fold of the first <paramref name="count"/> steps, to go on with.</summary>
    public Replay Before(ReadOnlySpan<Step> steps, int count)
    {
        var at = _kept.Count - 1;
        while (at >= 0 && _kept[at].Steps > count)
        {
            at--;
        }

        var (done, replay) = at < 0 ? (0, new Replay()) : (_kept[at].Steps, _kept[at].Replay.Copy());
        for (var i = done; i < count; i++)
        {
            Pass(i, replay);
            replay.Apply(steps[i]);
        }

        return replay;
    }
}
