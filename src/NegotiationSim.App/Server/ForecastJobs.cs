using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using System.Text.Json.Serialization;
using Microsoft.Extensions.Logging;
using NegotiationSim.App.Forecasting;
using NegotiationSim.Domain;
using NegotiationSim.Store;

namespace NegotiationSim.App.Server;

/// <summary>How far a forecast has come that this server runs.</summary>
/// <param name="Status">running, done, cancelled or failed.</param>
/// <param name="Share">Of all runs, 0 to 1.</param>
/// <param name="Stage">In words.</param>
public sealed record ForecastProgress(string Status, [property: JsonIgnore(Condition = JsonIgnoreCondition.Never)] double Share, string Stage);

/// <summary>
/// The forecasts that this server runs, one after the other: they take all processors. What was counted of one that is cancelled,
/// or lost with the server, is kept; asked for again, it goes on from there.
/// </summary>
public sealed class ForecastJobs(LedgerStore store, ILogger<ForecastJobs> log) : IDisposable
{
    /// <summary>Jobs remembered after their end, so that whoever asks late learns of it.</summary>
    private const int MostKept = 100;

    private readonly ConcurrentDictionary<string, Job> _jobs = [];
    private readonly SemaphoreSlim _one = new(1, 1);

    private sealed class Job
    {
        public required string Key { get; init; }

        public CancellationTokenSource Cancel { get; } = new();

        public volatile ForecastProgress Progress = new("running", 0, "waiting");
    }

    /// <summary>Begins to run a forecast, unless the very same is being run.</summary>
    public void Start(PlannedForecast planned, string fileHash)
    {
        foreach (var (id, ended) in _jobs.Where(j => j.Value.Progress.Status != "running").Skip(MostKept))
        {
            _jobs.TryRemove(KeyValuePair.Create(id, ended));
        }

        var job = new Job { Key = planned.Key };
        var there = _jobs.AddOrUpdate(IdOf(planned), job, (_, before) => before.Progress.Status == "running" && before.Key == job.Key ? before : job);
        if (ReferenceEquals(there, job))
        {
            _ = Task.Run(() => RunAsync(job, planned, fileHash));
        }
    }

    /// <summary>How far a forecast has come; null: this server did not run it.</summary>
    public ForecastProgress? Find(NegotiationId negotiation, string name) => _jobs.GetValueOrDefault($"{negotiation}/{name}")?.Progress;

    /// <summary>Cancels a forecast that is being run; false: it is not.</summary>
    public bool Cancel(NegotiationId negotiation, string name)
    {
        if (_jobs.GetValueOrDefault($"{negotiation}/{name}") is not { Progress.Status: "running" } job)
        {
            return false;
        }

        job.Cancel.Cancel();
        return true;
    }

    /// <summary>How far a forecast has come, again whenever that changes, until it ends.</summary>
    public async IAsyncEnumerable<ForecastProgress> FollowAsync(NegotiationId negotiation, string name, [EnumeratorCancellation] CancellationToken cancellation)
    {
        ForecastProgress? last = null;
        while (Find(negotiation, name) is { } progress)
        {
            if (progress != last)
            {
                yield return last = progress;
            }

            if (progress.Status != "running")
            {
                yield break;
            }

            await Task.Delay(100, cancellation);
        }
    }

    public void Dispose()
    {
        foreach (var job in _jobs.Values)
        {
            job.Cancel.Cancel();
        }

        _one.Dispose();
    }

    private static string IdOf(PlannedForecast planned) => StoredForecast.IdOf(planned.Plan.Assessment.Negotiation, planned.Plan.Assessment.Name);

    private async Task RunAsync(Job job, PlannedForecast planned, string fileHash)
    {
        try
        {
            await _one.WaitAsync(job.Cancel.Token);
            try
            {
                var (tally, _) = await ForecastRuns.CountAsync(store.Forecasts, planned, Environment.ProcessorCount, p => job.Progress = new("running", p.Share, p.Stage), job.Cancel.Token);
                job.Progress = await store.Forecasts.SaveAsync(planned.Stored(fileHash, tally), job.Cancel.Token)
                    ? new("done", 1, $"{tally.Runs:N0} runs, stored")
                    : new("failed", 1, "a forecast of this name is sealed, and stays as it is");
            }
            finally
            {
                _one.Release();
            }
        }
        catch (OperationCanceledException)
        {
            job.Progress = job.Progress with { Status = "cancelled" };
        }
        catch (Exception e)
        {
            log.LogError(e, "The forecast {Forecast} failed.", IdOf(planned));
            job.Progress = new("failed", job.Progress.Share, e.Message);
        }
    }
}
