using System.Security.Cryptography;
using System.Text.Json;
using NegotiationSim.Domain;
using NegotiationSim.Simulation;
using NegotiationSim.Store;

namespace NegotiationSim.App.Forecasting;

/// <summary>
/// The seal of a forecast: the SHA-256 of the canonical JSON (<see cref="CanonicalJson"/>) of an object with two members,
/// <c>assessment</c> and <c>result</c>, both in the form in which they are stored, which leaves out absent members. So a later
/// version of this program that knows more members gives the same bytes for what was sealed without them.
/// </summary>
internal static class Sealing
{
    /// <summary>What the hash is of.</summary>
    public static byte[] ContentOf(StoredForecast forecast) =>
        CanonicalJson.Of(JsonSerializer.SerializeToElement(new Content(forecast.Assessment, forecast.Result), DomainJson.Options));

    /// <summary>The hash, in lower-case hexadecimal digits.</summary>
    public static string HashOf(StoredForecast forecast) => Convert.ToHexStringLower(SHA256.HashData(ContentOf(forecast)));

    /// <summary>True when what is stored is what was sealed; null: it was not sealed.</summary>
    public static bool? Holds(StoredForecast forecast) => forecast.Seal is { } seal ? seal == HashOf(forecast) : null;

    /// <summary>The day of the seal, UTC; null: it was not sealed, or the seal does not hold.</summary>
    public static DateOnly? DayOf(StoredForecast forecast) =>
        Holds(forecast) == true && forecast.SealedAt is { } at ? DateOnly.FromDateTime(at.UtcDateTime) : null;

    /// <summary>What is recorded that a forecast does not use: events after its first day, and what became known after its day of knowledge.</summary>
    public static Unused UnusedBy(Forecast forecast, Ledger ledger)
    {
        var later = ledger.Events.Where(e => (e.Occurred.IsKnown && e.Occurred.Counts > forecast.From) || !(e.KnownByItself <= forecast.KnownBy)).ToList();
        return new(ledger.Count, later.Count, later.Count(e => forecast.Points.Any(p => Grading.Bears(e, p.Point))));
    }

    private sealed record Content(Assessment Assessment, Forecast Result);
}
