using BenchmarkDotNet.Attributes;
using JasperFx.Events;
using JasperFx.Events.Projections;
using Marten;
using Marten.Events.Aggregation;
using NegotiationSim.Domain;
using NegotiationSim.Store;
using NegotiationSim.Store.Postgres;
using Npgsql;

namespace NegotiationSim.Benchmarks;

/// <summary>
/// A synthetic negotiation in the database, and what every benchmark is compared with: Marten's own live aggregation of
/// its stream to the smallest useful snapshot, through the store's own configuration.
/// </summary>
public abstract class MartenBaseline
{
    private NpgsqlDataSource _database = null!;
    private NegotiationId _negotiation;

    /// <summary>The size of the negotiation.</summary>
    public abstract int Events { get; set; }

    protected LedgerStore Store { get; private set; } = null!;

    protected IDocumentStore Documents { get; private set; } = null!;

    /// <summary>The negotiation as it is stored.</summary>
    protected StoredLedger Stored { get; private set; } = null!;

    [GlobalSetup]
    public async Task SetupAsync()
    {
        var database = await Database.FindAsync(DatabaseSettings.FromEnvironment());
        Store = await LedgerStore.OpenAsync(database.ConnectionString);
        _database = NpgsqlDataSource.Create(database.ConnectionString);
        Documents = DocumentStore.For(options =>
        {
            StoreConfiguration.Configure(options, _database);
            options.Projections.Add(new LatestStancesProjection(), ProjectionLifecycle.Live);
        });

        _negotiation = new NegotiationId($"benchmark-{Events}");
        await Store.DeleteAsync(_negotiation); // of a run that was killed
        await Store.AppendAsync(await Store.LoadAsync(_negotiation), Admitted(_negotiation, Events));
        Stored = await Store.LoadAsync(_negotiation);
        if (await LiveAggregation() != Events)
        {
            throw new InvalidOperationException("Marten's aggregate did not see every event.");
        }

        await PrepareAsync();
    }

    [GlobalCleanup]
    public async Task CleanupAsync()
    {
        await Store.DeleteAsync(_negotiation);
        await Documents.DisposeAsync();
        await Store.DisposeAsync();
        await _database.DisposeAsync();
    }

    [Benchmark(Baseline = true, Description = "Marten: AggregateStreamAsync")]
    public async Task<long> LiveAggregation()
    {
        await using var session = Documents.QuerySession();
        var latest = await session.Events.AggregateStreamAsync<LatestStances>($"negotiation/{_negotiation}");
        return latest!.Events;
    }

    /// <summary>Cleans up after what was stored and deleted, which PostgreSQL would else do by itself beside what is measured next.</summary>
    protected async Task VacuumAsync()
    {
        await using var vacuum = _database.CreateCommand("vacuum analyze");
        vacuum.CommandTimeout = 0;
        await vacuum.ExecuteNonQueryAsync();
    }

    protected virtual Task PrepareAsync() => Task.CompletedTask;

    protected static IReadOnlyList<NegotiationEvent> Admitted(NegotiationId negotiation, int count) =>
        Recording.Decide(Ledger.Empty(negotiation), SyntheticNegotiation.Events(count)) switch
        {
            Decision.Admitted admitted => admitted.New,
            Decision.Refused refused => throw new InvalidOperationException($"The generator made events that are refused: {refused.Refusals[0]}"),
            _ => throw new NotSupportedException(),
        };
}

/// <summary>The latest stance of each party on each point in the order of arrival: less than any answer of ours tells.</summary>
public sealed class LatestStances
{
    public string Id { get; set; } = "";

    public long Events { get; set; }

    public Dictionary<(PartyId Party, PointId Point), Stance> Stances { get; } = [];
}

/// <summary>Folds a stream to <see cref="LatestStances"/>.</summary>
public sealed partial class LatestStancesProjection : SingleStreamProjection<LatestStances, string>
{
    public override LatestStances Evolve(LatestStances? snapshot, string id, IEvent e)
    {
        snapshot ??= new LatestStances { Id = id };
        snapshot.Events++;
        if (e.Data is StanceDeclared declared)
        {
            foreach (var point in declared.Points)
            {
                snapshot.Stances[(declared.Party, point)] = declared.Stance;
            }
        }

        return snapshot;
    }
}
