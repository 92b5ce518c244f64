using BenchmarkDotNet.Attributes;
using NegotiationSim.Domain;

namespace NegotiationSim.Benchmarks;

/// <summary>What is computed in memory from a ledger of 100,000 events.</summary>
public class FoldingBenchmarks : MartenBaseline
{
    private Timeline _timeline = null!;
    private DateOnly _last;

    [Params(100_000)]
    public override int Events { get; set; }

    protected override Task PrepareAsync()
    {
        _timeline = Timeline.Of(Stored.Ledger);
        _last = _timeline.LastDay!.Value;
        return Task.CompletedTask;
    }

    [Benchmark(Description = "Timeline.On: the fold")]
    public State Fold() => _timeline.On(_last);

    [Benchmark(Description = "Timeline.Of")]
    public Timeline Order() => Timeline.Of(Stored.Ledger);

    [Benchmark(Description = "Timeline.Of and its conflicts")]
    public int Conflicts() => Timeline.Of(Stored.Ledger).Conflicts.Count();

    [Benchmark(Description = "Replay.Of")]
    public int Changes() => Replay.Of(_timeline).Sum(step => step.Changes.Count);

    [Benchmark(Description = "History.Of")]
    public History Intervals() => History.Of(_timeline);
}
