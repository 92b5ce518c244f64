using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Text;
using NegotiationSim.App.ScenarioFiles;
using NegotiationSim.App.Server;
using NegotiationSim.Domain;
using NegotiationSim.Store;
using NegotiationSim.Store.Postgres;

namespace NegotiationSim.Benchmarks;

/// <summary>
/// The server under a bounded load from the same process, over loopback: state reads at a fixed rate, whether or not earlier
/// ones were answered, and pages one after the other. What is measured includes the client's own work.
/// </summary>
internal static class ServerLoad
{
    private const int ReadsPerSecond = 200;
    private const int Seconds = 15;
    private const int Pages = 60;
    private const int LargeEvents = 10_000;

    /// <summary>Above this many waiting programs, times say more about the machine than about the server.</summary>
    private const double MostLoad = 3;

    private static readonly NegotiationId Large = new("benchmark-load");

    public static async Task RunAsync(string scenario)
    {
        var load = Load();
        Console.WriteLine(load is { } l ? string.Create(CultureInfo.InvariantCulture, $"Load of the machine before: {l:0.00}{(l < MostLoad ? "" : ". TOO BUSY: these figures mean nothing.")}") : "The load of the machine is not known here.");
        var database = await Database.FindAsync(DatabaseSettings.FromEnvironment());
        await using var store = await LedgerStore.OpenAsync(database.ConnectionString);
        var file = ((ReadResult<ScenarioFile>.Read)ScenarioReader.Read(scenario, await File.ReadAllBytesAsync(scenario))).Content;
        await AddAsync(store, file.Negotiation!.Value, file.Events);
        await store.DeleteAsync(Large); // of a run that was killed
        await AddAsync(store, Large, SyntheticNegotiation.Events(LargeEvents));
        try
        {
            await using var app = NegsimServer.Create(store, 0);
            await app.StartAsync();
            await NegsimServer.WarmUpAsync(app, CancellationToken.None);
            using var client = new HttpClient { BaseAddress = new Uri(NegsimServer.AddressOf(app)) };
            var days = Days(file.Events);
            var largeDays = Days(SyntheticNegotiation.Events(LargeEvents));
            await OneByOneAsync(client, $"/{file.Negotiation}", days, "matrix page", 30);
            await OneByOneAsync(client, $"/{Large}", largeDays, "matrix page of 10,000 events", 150);
            await AtRateAsync(client, $"/api/v1/negotiations/{file.Negotiation}/state", days);
        }
        finally
        {
            await store.DeleteAsync(Large);
        }

        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"Load of the machine after: {Load():0.00}"));
    }

    /// <summary>A page on one date after the other; the first third warms and is not counted.</summary>
    private static async Task OneByOneAsync(HttpClient client, string path, List<DateOnly> days, string name, int target)
    {
        var times = new List<double>();
        for (var i = 0; i < Pages * 3 / 2; i++)
        {
            var start = Stopwatch.GetTimestamp();
            var page = await client.GetByteArrayAsync($"{path}?on={Text(days[i * 37 % days.Count])}");
            if (i >= Pages / 2)
            {
                times.Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
            }

            _ = page;
        }

        Print($"{name}, one by one", times, $"median under {target} ms");
    }

    private static async Task AtRateAsync(HttpClient client, string path, List<DateOnly> days)
    {
        foreach (var isCounted in new[] { false, true })
        {
            var times = new ConcurrentBag<double>();
            var failures = 0;
            var under = new List<Task>();
            var clock = Stopwatch.StartNew();
            for (var i = 0; i < ReadsPerSecond * Seconds; i++)
            {
                var due = TimeSpan.FromSeconds((double)i / ReadsPerSecond);
                if (due - clock.Elapsed is { TotalMilliseconds: > 1 } wait)
                {
                    await Task.Delay(wait);
                }

                under.Add(AskAsync($"{path}?on={Text(days[i * 37 % days.Count])}", due));
            }

            await Task.WhenAll(under);
            if (isCounted)
            {
                Print(string.Create(CultureInfo.InvariantCulture, $"state reads, {ReadsPerSecond}/s for {Seconds} s, {failures} failed"), [.. times], "p99 under 100 ms");
            }

            // From when it was due, so that a late start counts as waiting too.
            async Task AskAsync(string address, TimeSpan due)
            {
                try
                {
                    await client.GetByteArrayAsync(address);
                    times.Add((clock.Elapsed - due).TotalMilliseconds);
                }
                catch (HttpRequestException)
                {
                    Interlocked.Increment(ref failures);
                }
            }
        }
    }

    private static void Print(string name, List<double> times, string target)
    {
        times.Sort();
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture, $"{name}: median {At(0.5):0.0} ms, p95 {At(0.95):0.0} ms, p99 {At(0.99):0.0} ms, most {times[^1]:0.0} ms   ({target})"));

        double At(double share) => times[Math.Min(times.Count - 1, (int)(share * times.Count))];
    }

    private static async Task AddAsync(LedgerStore store, NegotiationId negotiation, IReadOnlyList<NegotiationEvent> events)
    {
        var stored = await store.LoadAsync(negotiation);
        await store.AppendAsync(stored, ((Decision.Admitted)Recording.Decide(stored.Ledger, events)).New);
    }

    private static List<DateOnly> Days(IEnumerable<NegotiationEvent> events) => [.. events.Where(e => e.Occurred.Precision != Precision.Unknown).Select(e => e.Occurred.Counts).Distinct().Order()];

    private static string Text(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    /// <summary>How many programs waited for a processor in the last minute; null where the system does not tell.</summary>
    private static double? Load() => File.Exists("/proc/loadavg")
        ? double.Parse(Encoding.UTF8.GetString(File.ReadAllBytes("/proc/loadavg")).Split(' ')[0], CultureInfo.InvariantCulture)
        : null;
}
