using BenchmarkDotNet.Attributes;
using NegotiationSim.Domain;

namespace NegotiationSim.Benchmarks;

/// <summary>
/// What a what-if costs in memory once its base is loaded and folded: fork, replay, conflicts and difference with 20 edits
/// over the whole history; one edit in its last hundredth; and beside it what copying the history would cost: the edited
/// list sorted and folded from the start with its conflicts, and both histories compared.
/// </summary>
[MemoryDiagnoser]
public class WhatIfBenchmarks
{
    private Timeline _base = null!;
    private WhatIf _all = null!;
    private WhatIf _late = null!;

    [Params(10_000, 100_000)]
    public int Events { get; set; }

    [GlobalSetup]
    public void Prepare()
    {
        _base = SyntheticWhatIfs.Base(Events);
        _all = SyntheticWhatIfs.On(_base, from: 0, edits: 20);
        _late = SyntheticWhatIfs.On(_base, from: 0.99, edits: 1);
    }

    [Benchmark(Description = "20 edits: fork, replay, conflicts, difference")]
    public int Whole() => Run(_all);

    [Benchmark(Description = "20 edits, policy drop")]
    public int Dropped() => Run(_all with { Policy = ConflictPolicy.Drop });

    [Benchmark(Description = "1 edit in the last 1 %")]
    public int Late() => Run(_late);

    [Benchmark(Description = "20 edits by copying and folding from the start", Baseline = true)]
    public int Copied()
    {
        var steps = WhatIfReplay.Of(_all, _base).Replay!.Timeline.Steps.ToArray();
        Array.Sort(steps);
        var (edited, original) = (new Replay(), new Replay());
        var found = 0;
        foreach (var step in steps)
        {
            found += step.IsPossible ? 0 : Rules.Conflicts(new(step.Entry, edited.State, _base)).Count;
            found += edited.Apply(step).Count;
        }

        foreach (var step in _base.Steps)
        {
            found -= original.Apply(step).Count;
        }

        return found;
    }

    private int Run(WhatIf whatIf)
    {
        var replay = WhatIfReplay.Of(whatIf, _base).Replay!;
        return Difference.Of(_base, replay.Timeline).Subjects.Count + replay.Conflicts.Count;
    }
}

/// <summary>
/// The same with the database: the negotiation loaded, forked and compared, beside a copy of the edited history in a stream
/// of its own that Marten then aggregates. A copy is written and deleted in every run.
/// </summary>
public class WhatIfStoreBenchmarks : MartenBaseline
{
    private static readonly NegotiationId Copy = new("benchmark-copy");

    private WhatIf _whatIf = null!;
    private IReadOnlyList<NegotiationEvent> _edited = null!;

    [Params(10_000)]
    public override int Events { get; set; }

    protected override async Task PrepareAsync()
    {
        var basis = Timeline.Of(Stored.Ledger);
        _whatIf = SyntheticWhatIfs.On(basis, from: 0, edits: 20);
        _edited = [.. WhatIfReplay.Of(_whatIf, basis).Replay!.Timeline.Events.Select(e => e.Event)];
        await Store.DeleteAsync(Copy); // of a run that was killed
    }

    [Benchmark(Description = "20 edits: load, fork, replay, conflicts, difference")]
    public async Task<int> Loaded()
    {
        var basis = Timeline.Of((await Store.LoadAsync(Stored.Ledger.Negotiation)).Ledger);
        return Difference.Of(basis, WhatIfReplay.Of(_whatIf, basis).Replay!.Timeline).Subjects.Count;
    }

    [Benchmark(Description = "20 edits: copy the history into a stream, AggregateStreamAsync")]
    public async Task<long> Copied()
    {
        await Store.AppendAsync(await Store.LoadAsync(Copy), _edited);
        await using var session = Documents.QuerySession();
        var latest = await session.Events.AggregateStreamAsync<LatestStances>($"negotiation/{Copy}");
        await Store.DeleteAsync(Copy);
        return latest!.Events;
    }
}

/// <summary>A thousand what-ifs over a thousand events: one edit varied over values, on two threads.</summary>
public class WhatIfGrid
{
    private Timeline _base = null!;
    private WhatIf _whatIf = null!;

    [GlobalSetup]
    public void Prepare()
    {
        _base = SyntheticWhatIfs.Base(1_000);
        _whatIf = SyntheticWhatIfs.On(_base, from: 0.2, edits: 1);
    }

    [Benchmark(Description = "1,000 what-ifs over 1,000 events, 2 threads")]
    public int Grid()
    {
        var subjects = 0;
        Parallel.For(0, 1_000, new ParallelOptions { MaxDegreeOfParallelism = 2 }, i =>
        {
            var replay = WhatIfReplay.Of(_whatIf with { Edits = [_whatIf.Edits[0] with { Days = i % 31 }] }, _base).Replay!;
            Interlocked.Add(ref subjects, Difference.Of(_base, replay.Timeline).Subjects.Count);
        });
        return subjects;
    }
}

/// <summary>What-ifs over a synthetic negotiation: events retimed, removed, replaced and inserted, evenly over its days.</summary>
internal static class SyntheticWhatIfs
{
    /// <summary>A base that is loaded and folded: its conflicts are found and its names are known.</summary>
    public static Timeline Base(int events)
    {
        var timeline = Timeline.Of(Ledger.Of(new("benchmark"), SyntheticNegotiation.Events(events)));
        return WhatIfReplay.Of(On(timeline, 0, 4), timeline).Replay!.Base;
    }

    /// <param name="basis">What it is forked from.</param>
    /// <param name="from">The share of its events that lie before the fork.</param>
    /// <param name="edits">How many edits, evenly over the rest.</param>
    public static WhatIf On(Timeline basis, double from, int edits)
    {
        var events = basis.Events.Where(e => e.Event.Occurred.Precision == Precision.Day && e.Event is not (ClaimAdded or DenialMade or EventCorrected or EventRetimed or EventRetracted)).ToList();
        var fork = events[(int)(from * (events.Count - 1))].Day;
        var editable = events.Where(e => e.Day > fork).ToList();
        return new WhatIf
        {
            Name = new("synthetic"),
            Why = "to measure",
            Negotiation = new("benchmark"),
            Fork = fork,
            Edits = Enumerable.Range(0, edits).Select(i => Edit(i, editable[i * (editable.Count - 1) / edits])).ToValueList(),
        };
    }

    private static Edit Edit(int i, TimelineEvent entry) => (i % 4) switch
    {
        0 => new Edit { Why = "later", Retime = new EventMatch { Event = entry.Id }, Days = 3 },
        1 => new Edit { Why = "never", Remove = new EventMatch { Event = entry.Id } },
        2 => new Edit { Why = "otherwise", Replace = new EventMatch { Event = entry.Id }, With = entry.Event with { Note = "otherwise" } },
        _ => new Edit
        {
            Why = "besides",
            Insert = new StanceDeclared { Id = new($"supposed-{i}"), Occurred = When.Day(entry.Day), Party = new("NOR"), Stance = Stance.Rejects, Points = [new PointId("PLAN-1/3")] },
        },
    };
}
