using BenchmarkDotNet.Attributes;
using JasperFx.Events;
using NegotiationSim.Domain;
using NegotiationSim.Store;

namespace NegotiationSim.Benchmarks;

/// <summary>Admitting and storing 100,000 events that were read already.</summary>
[WarmupCount(2)]
[IterationCount(5)]
[InvocationCount(1)]
public class RecordingBenchmarks : MartenBaseline
{
    private NegotiationId _target;
    private IReadOnlyList<NegotiationEvent> _events = [];

    [Params(100_000)]
    public override int Events { get; set; }

    protected override Task PrepareAsync()
    {
        _target = new NegotiationId("benchmark-target");
        _events = Stored.Ledger.Events;
        return DeleteAsync();
    }

    [IterationCleanup]
    public void Delete() => DeleteAsync().GetAwaiter().GetResult();

    private async Task DeleteAsync()
    {
        await Store.DeleteAsync(_target);
        await VacuumAsync();
    }

    [Benchmark(Description = "Recording.Decide")]
    public Decision Decide() => Recording.Decide(Ledger.Empty(_target), _events);

    /// <summary>What <see cref="LedgerStore.AppendAsync"/> does first; until then nothing else can fail.</summary>
    [Benchmark(Description = "COPY of the events alone")]
    public async Task CopyEvents()
    {
        var registry = (IEventRegistry)Documents.Options.Events;
        var wrapped = _events.Select(e =>
        {
            var wrapped = registry.BuildEvent(e);
            wrapped.Id = EventGuid.Of(_target, e.Id);
            return wrapped;
        });
        await Documents.BulkInsertEventsAsync([StreamAction.Start($"negotiation/{_target}", [.. wrapped])], batchSize: Events);
    }

    [Benchmark(Description = "AppendAsync: COPY, snapshot and history")]
    public Task<long> Append() => Store.AppendAsync(new StoredLedger(Ledger.Empty(_target), 0), _events);
}

/// <summary>One more event for a negotiation of 10,000.</summary>
[InvocationCount(1)]
[WarmupCount(2)]
[IterationCount(8)]
public class AppendingBenchmarks : MartenBaseline
{
    private int _appended;

    [Params(10_000)]
    public override int Events { get; set; }

    [Benchmark(Description = "Load, decide, append 1 event")]
    public async Task<long> AppendOne()
    {
        var stored = await Store.LoadAsync(Stored.Ledger.Negotiation);
        var last = (StanceDeclared)stored.Ledger.Events.Last(e => e is StanceDeclared { Points.Count: > 0 });
        var decision = (Decision.Admitted)Recording.Decide(stored.Ledger, [last with { Id = new($"appended-{_appended++}") }]);
        return await Store.AppendAsync(stored, decision.New);
    }
}
