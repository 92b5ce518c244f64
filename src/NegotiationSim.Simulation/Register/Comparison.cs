using System.Globalization;

namespace NegotiationSim.Simulation;

/// <summary>What was compared with reference figures: how many, how far off at most, and what disagrees.</summary>
public sealed class Comparison
{
    private const int Shown = 10;
    private readonly List<string> _shown = [];

    /// <summary>How many figures were compared.</summary>
    public int Count { get; private set; }

    /// <summary>How many of them disagree.</summary>
    public int Disagreements { get; private set; }

    /// <summary>The largest deviation of a number, in its own unit.</summary>
    public double LargestDeviation { get; private set; }

    /// <summary>The largest deviation as a share of what is tolerated; above 1 disagrees.</summary>
    public double LargestShare { get; private set; }

    /// <summary>The first disagreements, in words.</summary>
    public IReadOnlyList<string> Shows => _shown;

    /// <summary>Compares a number.</summary>
    /// <param name="what">What it is; made only when it disagrees.</param>
    /// <param name="expected">The reference figure.</param>
    /// <param name="actual">What the model gives.</param>
    /// <param name="tolerance">How far off it may be, above 0.</param>
    public void Near(Func<string> what, double expected, double actual, double tolerance)
    {
        Count++;
        var deviation = Math.Abs(expected - actual);
        LargestDeviation = double.IsNaN(deviation) ? deviation : Math.Max(LargestDeviation, deviation);
        LargestShare = double.IsNaN(deviation) ? deviation : Math.Max(LargestShare, deviation / tolerance);
        if (!(deviation <= tolerance)) Disagree($"{what()}: {expected.ToString("R", CultureInfo.InvariantCulture)} expected, {actual.ToString("R", CultureInfo.InvariantCulture)} found");
    }

    /// <summary>Compares numbers one by one.</summary>
    public void Near(Func<string> what, IReadOnlyList<double> expected, IReadOnlyList<double> actual, double tolerance)
    {
        if (expected.Count != actual.Count) Same(() => $"{what()}, how many", expected.Count, actual.Count);
        for (var i = 0; i < Math.Min(expected.Count, actual.Count); i++)
        {
            var at = i;
            Near(() => $"{what()} [{at}]", expected[at], actual[at], tolerance);
        }
    }

    /// <summary>Compares what is equal or not.</summary>
    public void Same<T>(Func<string> what, T expected, T actual)
    {
        Count++;
        if (!EqualityComparer<T>.Default.Equals(expected, actual)) Disagree($"{what()}: {expected} expected, {actual} found");
    }

    private void Disagree(string text)
    {
        Disagreements++;
        if (_shown.Count < Shown) _shown.Add(text);
    }
}
