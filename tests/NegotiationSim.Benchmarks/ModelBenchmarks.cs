using System.Text.Json;
using BenchmarkDotNet.Attributes;
using NegotiationSim.Simulation;

namespace NegotiationSim.Benchmarks;

/// <summary>
/// Whole runs of the spatial model of politics on the cases that its reference program was timed on, beside the compromise mean
/// of the same case. The reference program needed 11,700 microseconds for 4 x 28 and 4,950 milliseconds for 40 x 1.
/// </summary>
[MemoryDiagnoser]
public class SpatialModelBenchmarks
{
    private const int Draws = 10_000;

    private ActorTable _points = null!;
    private ActorTable _parties = null!;
    private SpatialModel _pointsModel = null!;
    private SpatialModel _partiesModel = null!;

    [GlobalSetup]
    public void Prepare()
    {
        (_points, _parties) = (Case("p4d28.json"), Case("dummyData-a040.json"));
        _pointsModel = new(_points.Actors, _points.Dimensions, SpatialRules.Exact);
        _partiesModel = new(_parties.Actors, _parties.Dimensions, SpatialRules.Exact);
    }

    [Benchmark(Description = "compromise mean, 4 parties x 28 points", Baseline = true)]
    public double[] Mean() => Compromise.Means(_points);

    [Benchmark(Description = "spatial model, 4 parties x 28 points, 3 turns (reference: 11,700 us)")]
    public int FourByTwentyEight() => Run(_pointsModel, _points);

    [Benchmark(Description = "spatial model, 40 parties x 1 point, 20 turns (reference: 4,950 ms)")]
    public int FortyByOne() => Run(_partiesModel, _parties);

    [Benchmark(Description = "spatial model, 10,000 draws of 4 x 28 on two threads")]
    public int MonteCarlo()
    {
        var turns = 0;
        Parallel.For(0, 2, new ParallelOptions { MaxDegreeOfParallelism = 2 }, half =>
        {
            var model = new SpatialModel(_points.Actors, _points.Dimensions, SpatialRules.Exact);
            var positions = new double[_points.Positions.Length];
            var mine = 0;
            for (var run = half; run < Draws; run += 2)
            {
                var stream = RandomStream.For(1, run, "positions");
                for (var i = 0; i < positions.Length; i++)
                {
                    var mode = _points.Positions[i];
                    positions[i] = stream.NextTriangular(Math.Max(0, mode - 10), mode, Math.Min(100, mode + 10));
                }

                model.Begin(positions, _points.Saliences, _points.Capabilities);
                mine += model.RunToEnd(ref stream);
            }

            Interlocked.Add(ref turns, mine);
        });
        return turns;
    }

    private static int Run(SpatialModel model, ActorTable table)
    {
        var none = default(RandomStream);
        model.Begin(table.Positions, table.Saliences, table.Capabilities);
        return model.RunToEnd(ref none);
    }

    internal static ActorTable Case(string file)
    {
        var json = JsonDocument.Parse(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Cases", file))).RootElement;
        var actors = json.GetProperty("actors").EnumerateArray().ToList();
        double[] Row(string member) => [.. actors.SelectMany(a => a.GetProperty(member).EnumerateArray().Select(x => x.GetDouble()))];
        return new()
        {
            Names = [.. actors.Select(a => a.GetProperty("name").GetString()!)],
            Dimensions = actors[0].GetProperty("positions").GetArrayLength(),
            Positions = Row("positions"),
            Saliences = Row("saliences"),
            Capabilities = [.. actors.Select(a => a.GetProperty("power").GetDouble())],
        };
    }
}

/// <summary>
/// Alternating offers to a late agreement, time for each offer, with what it takes to consider the offers of others. The reference library makes 41 to 6,450 offers a second; 500,000
/// a second are 2,000 nanoseconds for each.
/// </summary>
[MemoryDiagnoser]
public class OfferBenchmarks
{
    private const int PriceOffers = 169;
    private const int MinimalOffers = 101;
    private const int IssueOffers = 1_286;
    private const int LargeOffers = 3_441;

    private AlternatingOffers _price = null!;
    private AlternatingOffers _issues = null!;
    private AlternatingOffers _minimal = null!;
    private AlternatingOffers _large = null!;

    [GlobalSetup]
    public void Prepare()
    {
        double[] prices = [.. Enumerable.Range(0, 101).Select(v => v / 100.0)];
        double[] mirrored = [.. prices.Select(u => 1 - u)];
        _price = new([new("seller", new(prices, 0), ConcessionStrategy.Boulware), new("buyer", new(mirrored, 0), ConcessionStrategy.Boulware)], new(100, Slack: 1e-4));
        _minimal = new([new("seller", new(prices, 0), new ConcessionStrategy.Minimal()), new("buyer", new(mirrored, 0), new ConcessionStrategy.Minimal())], new(100));
        _issues = Additive(issues: 3, values: 11, parties: 3, rounds: 1_000, ConcessionStrategy.Linear);
        _large = Additive(issues: 18, values: 2, parties: 4, rounds: 1_000, ConcessionStrategy.Boulware);
        Count(_price, PriceOffers, nameof(PriceOffers));
        Count(_minimal, MinimalOffers, nameof(MinimalOffers));
        Count(_issues, IssueOffers, nameof(IssueOffers));
        Count(_large, LargeOffers, nameof(LargeOffers));
    }

    [Benchmark(Description = "a price of 101 values, two firm parties, each offer", OperationsPerInvoke = PriceOffers, Baseline = true)]
    public OffersResult Price() => _price.Run();

    [Benchmark(Description = "the same with minimal concessions, each offer", OperationsPerInvoke = MinimalOffers)]
    public OffersResult Minimal() => _minimal.Run();

    [Benchmark(Description = "1,331 outcomes, three parties, each offer", OperationsPerInvoke = IssueOffers)]
    public OffersResult Issues() => _issues.Run();

    [Benchmark(Description = "262,144 outcomes, four parties, each offer", OperationsPerInvoke = LargeOffers)]
    public OffersResult Large() => _large.Run();

    private static AlternatingOffers Additive(int issues, int values, int parties, int rounds, ConcessionStrategy strategy)
    {
        var space = new OutcomeSpace([.. Enumerable.Range(0, issues).Select(i => new BargainingIssue($"{i}", [.. Enumerable.Range(0, values).Select(v => $"{v}")]))]);
        var stream = RandomStream.For(1, 0, "preferences");
        var negotiators = new List<Negotiator>();
        for (var p = 0; p < parties; p++)
        {
            var weights = new double[issues];
            for (var i = 0; i < issues; i++) weights[i] = (1 + stream.NextDouble()) / (1.5 * issues);
            var evaluations = Enumerable.Range(0, issues).Select(i => Enumerable.Range(0, values).Select(v => (i + p) % 2 == 0 ? v / (values - 1.0) : 1 - (v / (values - 1.0))).ToArray()).ToArray();
            negotiators.Add(new($"p{p}", new AdditivePreferences(weights, evaluations, 0.1).Over(space), strategy));
        }

        return new(negotiators, new(rounds));
    }

    private static void Count(AlternatingOffers talks, int expected, string what)
    {
        if (talks.Run().Offers is var offers && offers != expected) throw new InvalidOperationException($"{what}: {offers} offers are made, and {expected} were assumed.");
    }
}
