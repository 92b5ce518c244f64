using System.Text.Json;

namespace NegotiationSim.Domain.Tests;

/// <summary>A generated ledger as a JSON event a line, for the message of a failure.</summary>
internal static class Printed
{
    public static string Ledger(Ledger ledger) => Events(ledger.Events);

    public static string Events(IEnumerable<NegotiationEvent> events) =>
        string.Join('\n', events.Select(e => JsonSerializer.Serialize(e, DomainJson.Options)));
}
