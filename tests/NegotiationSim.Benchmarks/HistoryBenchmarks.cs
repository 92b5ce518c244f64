using BenchmarkDotNet.Attributes;
using NegotiationSim.Domain;

namespace NegotiationSim.Benchmarks;

/// <summary>The interval history in both times, of 10,000 events: what is computed when rows are written.</summary>
public class HistoryBenchmarks : MartenBaseline
{
    private DateOnly _lastKnown;

    [Params(10_000)]
    public override int Events { get; set; }

    protected override Task PrepareAsync()
    {
        _lastKnown = KnownHistory.TouchedFrom(Stored.Ledger.Events.TakeLast(1));
        return Task.CompletedTask;
    }

    [Benchmark(Description = "KnownHistory.Rows")]
    public int Rows() => KnownHistory.Rows(Stored.Ledger).Count;

    [Benchmark(Description = "KnownHistory.From the last day")]
    public int RowsOfTheLastDay() => KnownHistory.From(Stored.Ledger, _lastKnown).Opened.Count;
}
