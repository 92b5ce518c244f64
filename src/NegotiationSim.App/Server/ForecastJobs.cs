using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using System.Text.Json.Serialization;
using Microsoft.Extensions.Logging;
using NegotiationSim.App.Forecasting;
using NegotiationSim.Domain;
using NegotiationSim.Simulation;
using NegotiationSim.Store;

namespace NegotiationSim.App.Server;

/// <summary>How far a forecast has come that this server runs.</summary>
/// <param name="Status">running, done, cancelled or failed.</param>
/// <param name="Share">Of all runs, 0 to 1.</param>
/// <param name="Stage">In words.</param>
public sealed record ForecastProgress(string Status, [property: JsonIgnore(Condition = JsonIgnoreCondition.Never)] double Share, string Stage);

/// <summary>A word about how far a forecast has come, and the number of that word: whoever is cut off names the last one that arrived.</summary>
public sealed record NumberedProgress(int Number, ForecastProgress Progress);

/// <summary>
/// The forecasts that this server runs, and the sensitivities, one after the other: they take all processors. What was counted of
/// a forecast that is cancelled, or lost with the server, is kept; asked for again, it goes on from there. A sensitivity is kept
/// until the server ends; asked for again, it comes to the same.
/// </summary>
public sealed class ForecastJobs(LedgerStore store, ILogger<ForecastJobs> log) : IAsyncDisposable
{
    /// <summary>Jobs that are running or wait: each holds its plan in memory.</summary>
    public const int MostAtOnce = 100;

    /// <summary>Jobs remembered after their end, so that whoever asks late learns of it.</summary>
    private const int MostKept = 100;

    private readonly ConcurrentDictionary<string, Job> _jobs = [];
    private readonly Lock _begins = new();
    private readonly SemaphoreSlim _one = new(1, 1);
    private long _begun;

    private sealed class Job
    {
        private volatile NumberedProgress _told = new(1, new("running", 0, "waiting"));

        /// <summary>The key of the forecast.</summary>
        public required string Key { get; init; }

        /// <summary>The assessment it runs.</summary>
        public required Assessment Assessment { get; init; }

        /// <summary>Its place among all jobs, in the order in which they were begun.</summary>
        public required long Number { get; init; }

        public CancellationTokenSource Cancel { get; } = new();

        /// <summary>Ends when the job does, and never with an exception.</summary>
        public Task Work { get; set; } = Task.CompletedTask;

        public bool IsRunning => Progress.Status == "running";

        /// <summary>It runs or ran to an end, and so need not be begun again for whoever asks for the same.</summary>
        public bool IsGoodFor(string key) => Key == key && (IsRunning ? !Cancel.IsCancellationRequested : Sensitivity is not null);

        public volatile Sensitivity? Sensitivity;

        /// <summary>How far it has come, and the number of that word among all about it.</summary>
        public NumberedProgress Told => _told;

        public ForecastProgress Progress
        {
            get => _told.Progress;
            set
            {
                lock (Cancel)
                {
                    _told = new(_told.Number + 1, value);
                }
            }
        }
    }

    /// <summary>Begins to run a forecast, unless the very same is being run; another of its name that is being run is cancelled. False: too many are being run.</summary>
    public bool Start(PlannedForecast planned, string fileHash) => Begin(IdOf(planned, null), planned, async job =>
    {
        var (tally, _) = await ForecastRuns.CountAsync(store.Forecasts, planned, Environment.ProcessorCount, p => job.Progress = new("running", p.Share, p.Stage), job.Cancel.Token);
        job.Progress = await store.Forecasts.SaveAsync(planned.Stored(fileHash, tally), job.Cancel.Token)
            ? new("done", 1, $"{tally.Runs:N0} runs, stored")
            : new("failed", 1, "a forecast of this name is sealed, and stays as it is");
    });

    /// <summary>Begins to work out which judged numbers of a forecast matter most, unless that is done or being done. False: too many are being run.</summary>
    public bool Start(PlannedForecast planned, Measure measure) => Begin(IdOf(planned, measure.Written), planned, async job =>
    {
        var rows = Math.Min(CountedSensitivity.Rows, SensitivityRuns.MostRows(planned.Plan));
        var answer = await CountedSensitivity.OfAsync(new(planned.Plan, planned.Seed, measure, rows), Environment.ProcessorCount, p => job.Progress = new("running", p.Share, p.Stage), job.Cancel.Token);
        job.Sensitivity = answer;
        job.Progress = new("done", 1, $"{answer.Runs:N0} runs simulated");
    });

    /// <summary>How far a forecast, or a sensitivity of one, has come; null: this server did not run it.</summary>
    /// <param name="of">What the sensitivity measures; null: the forecast itself.</param>
    public ForecastProgress? Find(NegotiationId negotiation, string name, string? of = null) => JobOf(negotiation, name, of)?.Progress;

    /// <summary>The assessment of a forecast that this server ran or runs; null: it did not.</summary>
    public Assessment? AssessmentOf(NegotiationId negotiation, string name) => JobOf(negotiation, name, null)?.Assessment;

    /// <summary>Which judged numbers matter most to what is measured; null: this server has not worked it out, or of another forecast of that name.</summary>
    public Sensitivity? Sensitivity(StoredForecast forecast, string of) =>
        JobOf(forecast.Assessment.Negotiation, forecast.Assessment.Name.Value, of) is { } job && job.Key == forecast.Key ? job.Sensitivity : null;

    /// <summary>Cancels a forecast, or a sensitivity of one, that is being run; false: it is not.</summary>
    public bool Cancel(NegotiationId negotiation, string name, string? of = null)
    {
        if (JobOf(negotiation, name, of) is not { IsRunning: true } job)
        {
            return false;
        }

        job.Cancel.Cancel();
        return true;
    }

    /// <summary>How far it has come, again whenever that changes, until it ends.</summary>
    /// <param name="after">The number of the last word that is known already; the end is told all the same.</param>
    public async IAsyncEnumerable<NumberedProgress> FollowAsync(NegotiationId negotiation, string name, string? of, int after, [EnumeratorCancellation] CancellationToken cancellation)
    {
        while (JobOf(negotiation, name, of)?.Told is { } told)
        {
            if (told.Number != after || told.Progress.Status != "running")
            {
                after = told.Number;
                yield return told;
            }

            if (told.Progress.Status != "running")
            {
                yield break;
            }

            await Task.Delay(100, cancellation);
        }
    }

    /// <summary>Cancels what is being run, and waits for its end: it uses the database, which goes next.</summary>
    public async ValueTask DisposeAsync()
    {
        var jobs = _jobs.Values.ToList();
        jobs.ForEach(job => job.Cancel.Cancel());
        await Task.WhenAll(jobs.Select(job => job.Work));
        _one.Dispose();
    }

    private static string IdOf(PlannedForecast planned, string? of) => IdOf(planned.Plan.Assessment.Negotiation, planned.Plan.Assessment.Name.Value, of);

    private static string IdOf(NegotiationId negotiation, string name, string? of) => $"{negotiation}/{name}{(of is null ? "" : $"?{of}")}";

    private Job? JobOf(NegotiationId negotiation, string name, string? of) => _jobs.GetValueOrDefault(IdOf(negotiation, name, of));

    private bool Begin(string id, PlannedForecast planned, Func<Job, Task> work)
    {
        lock (_begins)
        {
            if (_jobs.TryGetValue(id, out var before))
            {
                if (before.IsGoodFor(planned.Key))
                {
                    return true;
                }

                before.Cancel.Cancel();
            }

            if (_jobs.Values.Count(j => j.IsRunning) >= MostAtOnce)
            {
                return false;
            }

            foreach (var (old, ended) in _jobs.Where(j => !j.Value.IsRunning).OrderByDescending(j => j.Value.Number).Skip(MostKept))
            {
                _jobs.TryRemove(KeyValuePair.Create(old, ended));
            }

            var job = _jobs[id] = new Job { Key = planned.Key, Assessment = planned.Plan.Assessment, Number = ++_begun };
            job.Work = Task.Run(() => RunAsync(id, job, work, before?.Work ?? Task.CompletedTask));
            return true;
        }
    }

    /// <param name="before">The job of this name before it, which was cancelled or has ended.</param>
    private async Task RunAsync(string id, Job job, Func<Job, Task> work, Task before)
    {
        try
        {
            await before;
            await _one.WaitAsync(job.Cancel.Token);
            try
            {
                await work(job);
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
            log.LogError(e, "The forecast {Forecast} failed.", id);
            job.Progress = new("failed", job.Progress.Share, e.Message);
        }
    }
}
