using BenchmarkDotNet.Attributes;
using NegotiationSim.Domain;

namespace NegotiationSim.Benchmarks;

/// <summary>Where one point of a negotiation of 10,000 events stood on a date in its middle.</summary>
public class StateBenchmarks : MartenBaseline
{
    private DateOnly _on;
    private PointId _point;
    private PartyId _party;

    [Params(10_000)]
    public override int Events { get; set; }

    protected override Task PrepareAsync()
    {
        var timeline = Timeline.Of(Stored.Ledger);
        _on = timeline.FirstDay!.Value.AddDays((timeline.LastDay!.Value.DayNumber - timeline.FirstDay.Value.DayNumber) / 2);
        _point = timeline.On(_on).Versions.Values.Last().Points[4];
        _party = timeline.On(_on).Parties[0].Id;
        return Task.CompletedTask;
    }

    [Benchmark(Description = "Rows: StandingsAsync, one point")]
    public async Task<int> FromRows() =>
        (await Store.StandingsAsync(Stored.Ledger.Negotiation, _on, kind: SubjectKind.Point, id: _point.Value)).Count;

    [Benchmark(Description = "Rows: HistoryAsync, one cell")]
    public async Task<int> HistoryFromRows() => (await Store.HistoryAsync(Stored.Ledger.Negotiation, Subject.Of(_point, _party))).Count;

    [Benchmark(Description = "Rows: StandingsAsync, all points")]
    public async Task<int> AllFromRows() => (await Store.StandingsAsync(Stored.Ledger.Negotiation, _on, kind: SubjectKind.Point)).Count;

    [Benchmark(Description = "Folded: Load, Timeline.Of, On")]
    public async Task<Cell> Folded()
    {
        var stored = await Store.LoadAsync(Stored.Ledger.Negotiation);
        return Timeline.Of(stored.Ledger).On(_on).CellOf(_point, _party);
    }

    [Benchmark(Description = "LoadAsync alone")]
    public async Task<long> Load() => (await Store.LoadAsync(Stored.Ledger.Negotiation)).Version;
}
