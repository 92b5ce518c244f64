using JasperFx.Events;
using JasperFx.Events.Projections;
using Marten;
using Marten.Events.Projections;
using NegotiationSim.Domain;

namespace NegotiationSim.Store;

/// <summary>
/// What is shown about a negotiation without folding it: written in the transaction that records events, for the
/// overview of all negotiations and for what asks about the present.
/// </summary>
public sealed record Present
{
    /// <summary>The negotiation.</summary>
    public required string Id { get; init; }

    /// <summary>The version of the stream that this was computed from. Stale when the stream is further.</summary>
    public required long Version { get; init; }

    public string? Title { get; init; }

    /// <summary>The day of the first event that counts.</summary>
    public DateOnly? From { get; init; }

    /// <summary>The day of the last event that counts.</summary>
    public DateOnly? To { get; init; }

    /// <summary>The versions of plans known by now, in the order in which they came into view.</summary>
    public ValueList<VersionId> Versions { get; init; }

    public static Present Of(StoredLedger stored)
    {
        var timeline = Timeline.Of(stored.Ledger);
        var state = timeline.On(timeline.LastDay ?? DateOnly.MinValue);
        return new Present
        {
            Id = stored.Ledger.Negotiation.Value,
            Version = stored.Version,
            Title = state.Title,
            From = timeline.FirstDay,
            To = timeline.LastDay,
            Versions = state.Versions.Keys.ToValueList(),
        };
    }
}

/// <summary>Keeps <see cref="Present"/> with the events, and makes it anew when rebuilt.</summary>
internal sealed class PresentProjection : ProjectionBase, IProjection
{
    public PresentProjection()
    {
        Name = "present";
        Options.DeleteViewTypeOnTeardown<Present>();
    }

    public async Task ApplyAsync(IDocumentOperations operations, IReadOnlyList<IEvent> events, CancellationToken cancellation)
    {
        foreach (var stored in await LedgersAfter.ReadAsync(operations, events, cancellation).ConfigureAwait(false))
        {
            operations.Store(Present.Of(stored));
        }
    }
}
