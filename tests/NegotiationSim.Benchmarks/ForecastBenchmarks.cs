using BenchmarkDotNet.Attributes;
using NegotiationSim.Domain;
using NegotiationSim.Simulation;

namespace NegotiationSim.Benchmarks;

/// <summary>
/// 10,000 runs of a forecast of 4 parties on 28 points by the spatial model, all that <c>forecast run</c> does but for the
/// database: what is judged is drawn, the parties' moves become events, these are folded, and what stands is counted. On two
/// threads, in the batches of a forecast. Beside it the same runs with nobody who follows their events, and the draws alone.
/// </summary>
/// <remarks>
/// Half a year with a round each ten days, 18 at most, is much more than a draw of the model: it goes on for those rounds, and
/// after its positions have come to rest there are still meetings to hold.
/// </remarks>
[MemoryDiagnoser]
public class ForecastBenchmarks
{
    private const int Runs = 10_000;
    private const int Batches = 40;
    private const int Threads = 2;
    private const ulong Seed = 1;

    private static readonly DateOnly First = new(2026, 1, 10);

    private ForecastPlan _plan = null!;

    [GlobalSetup]
    public void Prepare()
    {
        var ledger = Talks(SpatialModelBenchmarks.Case("p4d28.json"), out var assessment);
        var (plan, faults) = ForecastPlan.Of(assessment, knownBy => Timeline.Of(ledger, knownBy));
        _plan = plan ?? throw new InvalidOperationException(string.Join("; ", faults));
    }

    [Benchmark(Description = "draws of the judged numbers alone, each run", OperationsPerInvoke = Runs)]
    public double Draws()
    {
        var sums = new double[Batches];
        InBatches(batch =>
        {
            var simulator = new Simulator(_plan, Seed);
            var chances = new double[_plan.Inputs.Count];
            for (var run = batch * (Runs / Batches); run < (batch + 1) * (Runs / Batches); run++)
            {
                simulator.ChancesOf(run, chances);
                for (var i = 0; i < chances.Length; i++) sums[batch] += _plan.Inputs[i].Estimate.At(chances[i]);
            }
        });
        return sums.Sum();
    }

    [Benchmark(Description = "runs whose events nobody follows, each run", OperationsPerInvoke = Runs)]
    public int Unwatched()
    {
        var counted = new int[Batches];
        InBatches(batch =>
        {
            var simulator = new Simulator(_plan, Seed);
            var counter = new Counter();
            for (var run = batch * (Runs / Batches); run < (batch + 1) * (Runs / Batches); run++) simulator.Run(run, counter);
            counted[batch] = counter.Events;
        });
        return counted.Sum();
    }

    [Benchmark(Description = "whole runs, folded and counted, each run", OperationsPerInvoke = Runs, Baseline = true)]
    public int Whole()
    {
        var sum = new Tally(_plan);
        InBatches(batch =>
        {
            var tally = Tally.Of(_plan, Seed, batch * (Runs / Batches), Runs / Batches);
            lock (sum) sum.Add(tally);
        });
        return sum.Runs;
    }

    private static void InBatches(Action<int> count) => Parallel.For(0, Batches, new ParallelOptions { MaxDegreeOfParallelism = Threads }, count);

    /// <summary>Talks on one text, and an assessment with the case's numbers, each position 10 more or less.</summary>
    private static Ledger Talks(ActorTable table, out Assessment assessment)
    {
        var version = new VersionId("P");
        var points = Enumerable.Range(1, table.Dimensions).Select(n => new PointId($"P/{n}")).ToList();
        var parties = Enumerable.Range(1, table.Actors).Select(n => new PartyId($"PARTY-{n}")).ToList();
        ValueList<Claim> told = [new Claim { By = "editor", Known = First }];
        var ledger = Ledger.Of(
            new("talks"),
            [
                new NegotiationOpened { Id = new("opened"), Occurred = When.Day(First), Title = "Talks", Claims = told, Parties = [.. parties.Select(p => new Party { Id = p, Name = p.Value, Role = PartyRole.Principal })], MustAgree = [.. parties] },
                new VersionIntroduced { Id = new("known"), Occurred = When.Day(First), Order = 1, Version = version, Name = "Plan", Claims = told, Points = [.. points.Select(p => new Point { Id = p, Title = p.Value })] },
                new PlanTabled { Id = new("tabled"), Occurred = When.Day(First), Order = 2, Version = version, Claims = told },
            ]);
        assessment = new()
        {
            Name = new("benchmark"),
            Negotiation = new("talks"),
            Version = version,
            Why = "How long a forecast takes.",
            Author = "nobody",
            From = First,
            Until = First.AddDays(182),
            DaysPerRound = new(7, 10, 14),
            Cancelled = new(0.1),
            BreaksOff = new(0.01),
            Parties = [.. parties.Select((p, i) => new AssessedParty { Party = p, Capability = new(table.Capabilities[i]) })],
            Points = [.. points.Select((p, d) => new AssessedPoint
            {
                Point = p,
                Scale = [new ScaleMark { At = 0, Label = "least" }, new ScaleMark { At = 100, Label = "most" }],
                Text = 50,
                Positions = [.. parties.Select((party, i) => new AssessedPosition { Party = party, Position = Around(table.Positions[(i * table.Dimensions) + d]), Salience = new(table.Saliences[(i * table.Dimensions) + d]) })],
            })],
        };
        return ledger;
    }

    private static Estimate Around(double mode) => new(Math.Max(0, mode - 10), mode, Math.Min(100, mode + 10));

    private sealed class Counter : IRunObserver
    {
        public int Events { get; private set; }

        public void Begins(ReadOnlySpan<double> positions)
        {
        }

        public void Happens(NegotiationEvent e) => Events++;

        public void Moved(DateOnly day, ReadOnlySpan<double> positions)
        {
        }
    }
}
