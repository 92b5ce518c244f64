using System.Reflection;
using System.Security.Cryptography;
using System.Text.Json;
using NegotiationSim.App.Questions;
using NegotiationSim.Domain;
using NegotiationSim.Simulation;
using NegotiationSim.Store;

namespace NegotiationSim.App.Forecasting;

/// <summary>A forecast that can be run: its plan, and what identifies its result.</summary>
/// <param name="Plan">What all runs start from.</param>
/// <param name="Key">A hash of all that the result depends on.</param>
/// <param name="Events">How many events of the negotiation were recorded.</param>
/// <param name="WhatIfVersion">The version of the what-if that it goes on from.</param>
public sealed record PlannedForecast(ForecastPlan Plan, string Key, int Events, long? WhatIfVersion)
{
    /// <summary>Changes with anything that changes what the same assessment and timeline come to.</summary>
    private const string Form = "2";

    /// <summary>The version of this program, as it was built.</summary>
    public static string Program { get; } =
        typeof(PlannedForecast).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "unknown";

    public ulong Seed => Plan.Assessment.Seed;

    public int Runs => Plan.Assessment.Runs;

    /// <summary>Reads an assessment against what is recorded, or tells everything that is wrong with it.</summary>
    /// <exception cref="BadQuestion">There is no such what-if.</exception>
    public static async Task<(PlannedForecast? Planned, IReadOnlyList<Fault> Faults)> OfAsync(Timelines timelines, Assessment assessment, CancellationToken cancellation)
    {
        var (forked, pinned) = assessment.WhatIf is { } whatIf ? await timelines.ForkedAsync(whatIf, cancellation) : default;
        var (plan, faults) = ForecastPlan.Of(assessment, knownBy => forked is null ? Timeline.Of(timelines.Ledger, knownBy) : forked.KnownBy(knownBy));
        return plan is null ? (null, faults) : (new(plan, KeyOf(plan), timelines.Ledger.Count, pinned?.Version), []);
    }

    /// <summary>What is stored once all runs are counted.</summary>
    /// <param name="fileHash">The hash (SHA-256) of the file that the assessment was read from.</param>
    public StoredForecast Stored(string fileHash, Tally tally) => new()
    {
        Id = StoredForecast.IdOf(Plan.Assessment.Negotiation, Plan.Assessment.Name),
        Key = Key,
        Assessment = Plan.Assessment,
        FileHash = fileHash,
        Events = Events,
        WhatIfVersion = WhatIfVersion,
        Program = Program,
        Result = Forecast.Of(Plan, Seed, tally),
    };

    /// <summary>Plans a stored forecast again, on what was recorded when it was run.</summary>
    /// <exception cref="BadQuestion">What it was run on is no longer there.</exception>
    public static async Task<PlannedForecast> AgainAsync(Timelines timelines, StoredForecast stored, CancellationToken cancellation)
    {
        var name = stored.Assessment.Name;
        var gone = new BadQuestion("forecast", $"What the forecast {name} was run on has changed since ({(stored.Assessment.WhatIf is { } w ? $"the what-if {w} was revised or deleted" : "the negotiation was deleted and recorded anew")}): its runs cannot be told again. Run it again with 'negsim forecast run FILE'.");
        if (timelines.Ledger.Count < stored.Events) throw gone;
        var (planned, _) = await OfAsync(timelines.At(stored.Events), stored.Assessment, cancellation);
        return planned?.Key == stored.Key ? planned : throw gone;
    }

    private static string KeyOf(ForecastPlan plan)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        Add(Form);
        Add(plan.Assessment);
        foreach (var step in plan.Base.Steps)
        {
            Add(step.Entry.Event);
            Add((step.IsPossible, step.Entry.Known, step.Entry.KnownToHaveOccurred, step.Entry.Certainty, step.Entry.IsDenied).ToString());
            Add(step.Entry.Denied);
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());

        void Add<T>(T part) => hash.AppendData(JsonSerializer.SerializeToUtf8Bytes(part, DomainJson.Options));
    }
}
