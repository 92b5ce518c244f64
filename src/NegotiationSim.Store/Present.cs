using System.Text.Json;
using JasperFx.Events;
using JasperFx.Events.Projections;
using Marten;
using Marten.Events.Projections;
using NegotiationSim.Domain;
using Npgsql;

namespace NegotiationSim.Store;

/// <summary>
/// The snapshot of the present of one negotiation: what the overview of all negotiations shows, and where everything
/// stands on the day of the last event. Written in the transaction that records events.
/// </summary>
public sealed record Present
{
    /// <summary>The negotiation.</summary>
    public required string Id { get; init; }

    /// <summary>The version of the stream that this was computed from: the number of events.</summary>
    public required long Version { get; init; }

    public string? Title { get; init; }

    /// <summary>The day of the first event that counts.</summary>
    public DateOnly? From { get; init; }

    /// <summary>The day of the last event that counts.</summary>
    public DateOnly? To { get; init; }

    /// <summary>The versions of plans known by now, in the order in which they came into view.</summary>
    public ValueList<VersionId> Versions { get; init; }

    /// <summary>The state on the day of the last event, by all that is recorded; null when no event has a date.</summary>
    public StateView? State { get; init; }

    public static Present Of(StoredLedger stored)
    {
        var timeline = Timeline.Of(stored.Ledger);
        var state = timeline.LastDay is { } last ? StateView.Of(timeline, last) : null;
        return new Present
        {
            Id = stored.Ledger.Negotiation.Value,
            Version = stored.Version,
            Title = TitleOf(timeline),
            From = timeline.FirstDay,
            To = timeline.LastDay,
            Versions = state?.Versions.Select(v => v.Version).ToValueList() ?? [],
            State = state,
        };
    }

    private static string? TitleOf(Timeline timeline) => timeline.Events.LastOrDefault(e => e.Event is NegotiationOpened)?.Event.Title;
}

/// <summary>Keeps <see cref="Present"/>.</summary>
internal sealed class PresentProjection : ProjectionBase, IProjection
{
    public const string ProjectionName = "present";

    private static readonly string WrittenVersion =
        $"select (p.data ->> 'version')::bigint from {StoreConfiguration.Schema}.mt_doc_present p where p.id = substr(s.id, {StreamKey.Prefix.Length + 1})";

    public PresentProjection()
    {
        Name = ProjectionName;
        Options.DeleteViewTypeOnTeardown<Present>();
        Options.BatchSize = LedgerChange.EventsAtOnce;
    }

    public async Task ApplyAsync(IDocumentOperations operations, IReadOnlyList<IEvent> events, CancellationToken cancellation)
    {
        foreach (var change in await LedgerChange.OfAsync(operations, events, WrittenVersion, cancellation).ConfigureAwait(false))
        {
            Write(operations, change.Stored);
        }
    }

    /// <summary>
    /// The snapshots of all negotiations, without their states, or of one, with its; null for one whose snapshot was not
    /// computed from the newest version of its stream.
    /// </summary>
    public static async Task<IReadOnlyList<(NegotiationId Negotiation, Present? Present)>> ReadAsync(
        NpgsqlConnection connection, NegotiationId? one, CancellationToken cancellation)
    {
        await using var command = new NpgsqlCommand(
            $"""
            select s.id, case when p.data ->> 'version' = s.version::text then {(one is null ? "p.data - 'state'" : "p.data")} end
            from {StoreConfiguration.Schema}.mt_streams s
            left join {StoreConfiguration.Schema}.mt_doc_present p on s.id = $1 || p.id
            where {(one is null ? "s.id like $1 || '%'" : "s.id = $1 || $2")}
            order by s.id
            """,
            connection)
        {
            Parameters = { new() { Value = StreamKey.Prefix } },
        };
        if (one is { } negotiation)
        {
            command.Parameters.Add(new() { Value = negotiation.Value });
        }

        await using var reader = await command.ExecuteReaderAsync(cancellation).ConfigureAwait(false);
        var presents = new List<(NegotiationId, Present?)>();
        while (await reader.ReadAsync(cancellation).ConfigureAwait(false))
        {
            _ = StreamKey.TryParse(reader.GetString(0), out var id);
            presents.Add((id, await reader.IsDBNullAsync(1, cancellation).ConfigureAwait(false)
                ? null
                : JsonSerializer.Deserialize<Present>(reader.GetString(1), DomainJson.Options)));
        }

        return presents;
    }

    public static void Write(IDocumentOperations operations, StoredLedger stored) => operations.Store(Present.Of(stored));
}
