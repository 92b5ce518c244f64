using System.Text.Json;
using System.Text.Json.Serialization;
using JasperFx.Events;
using JasperFx.Events.Projections;
using Marten;
using Marten.Events.Projections;
using NegotiationSim.Domain;
using Npgsql;
using NpgsqlTypes;
using Weasel.Postgresql.Tables;

namespace NegotiationSim.Store;

/// <summary>
/// Keeps the interval history of every point, version and issue in both times, one row for each standing over a span of
/// days (valid) as it was known over a span of days (known), in table <c>point_history</c>; and in
/// <c>point_history_version</c> the version of the stream that a negotiation's rows were computed from. Open ends are
/// 'infinity', so that what held on a day as known on a day is found by four comparisons.
/// </summary>
internal sealed class PointHistory : ProjectionBase, IProjection
{
    public const string ProjectionName = "point-history";
    public const string Rows = $"{StoreConfiguration.Schema}.point_history";
    public const string Versions = $"{StoreConfiguration.Schema}.point_history_version";

    private static readonly string WrittenVersion =
        $"select v.version from {Versions} v where v.negotiation = substr(s.id, {StreamKey.Prefix.Length + 1})";

    /// <summary>Rows in one insert: a few MB of JSON.</summary>
    private const int RowsAtOnce = 10_000;

    public PointHistory()
    {
        Name = ProjectionName;
        Options.DeleteDataInTableOnTeardown(Rows);
        Options.DeleteDataInTableOnTeardown(Versions);
        Options.BatchSize = LedgerChange.EventsAtOnce;
    }

    public static IReadOnlyList<Table> Tables()
    {
        var rows = new Table(Rows);
        rows.AddColumn("negotiation", "text").AsPrimaryKey();
        rows.AddColumn("kind", "text").AsPrimaryKey(); // point, version, issue
        rows.AddColumn("subject", "text").AsPrimaryKey();
        rows.AddColumn("party", "text").AsPrimaryKey(); // empty: the row is about the subject's status
        rows.AddColumn("known_from", "date").AsPrimaryKey();
        rows.AddColumn("valid_from", "date").AsPrimaryKey();
        rows.AddColumn("known_to", "date").NotNull();
        rows.AddColumn("valid_to", "date").NotNull();
        rows.AddColumn("stance", "text");
        rows.AddColumn("condition", "text");
        rows.AddColumn("status", "text");
        rows.AddColumn("provisional", "boolean").NotNull();
        rows.AddColumn("certainty", "text");
        rows.AddColumn("disputed", "boolean").NotNull();
        rows.AddColumn("since", "date");
        rows.AddColumn("cause", "text");
        rows.AddColumn("events", "text[]").NotNull();
        rows.AddColumn("possible", "jsonb").NotNull();

        // All subjects of a negotiation on a day. The primary key serves one subject.
        rows.Indexes.Add(new IndexDefinition("point_history_on") { Columns = ["negotiation", "valid_from", "valid_to"] });

        var versions = new Table(Versions);
        versions.AddColumn("negotiation", "text").AsPrimaryKey();
        versions.AddColumn("version", "bigint").NotNull();
        return [rows, versions];
    }

    public async Task ApplyAsync(IDocumentOperations operations, IReadOnlyList<IEvent> events, CancellationToken cancellation)
    {
        foreach (var change in await LedgerChange.OfAsync(operations, events, WrittenVersion, cancellation).ConfigureAwait(false))
        {
            await WriteAsync(operations, change, cancellation).ConfigureAwait(false);
        }
    }

    /// <summary>
    /// Brings the rows of one negotiation up to the change: nothing when they are there already, from the earliest day of
    /// knowledge touched when they stand where the change begins, else all of them anew.
    /// </summary>
    public static async Task WriteAsync(IDocumentOperations operations, LedgerChange change, CancellationToken cancellation)
    {
        var negotiation = change.Negotiation.Value;
        var versions = await operations.QueryAsync<long>($"select version from {Versions} where negotiation = ?", cancellation, negotiation).ConfigureAwait(false);
        long? written = versions.Count == 0 ? null : versions[0];
        if (written == change.Stored.Version)
        {
            return;
        }

        var from = written == change.VersionBefore ? KnownHistory.TouchedFrom(change.Added) : DateOnly.MinValue;
        Write(operations, negotiation, KnownHistory.From(change.Stored.Ledger, from));
        operations.QueueSqlCommand(
            $"insert into {Versions} (negotiation, version) values (?, ?) on conflict (negotiation) do update set version = excluded.version",
            negotiation,
            change.Stored.Version);
    }

    /// <summary>
    /// The rows of some subjects as known by a day, in the order of subjects and days; null when they were not computed
    /// from the newest version of the stream, so that the caller folds the ledger instead.
    /// </summary>
    /// <param name="about">Which subjects; null members: all.</param>
    /// <param name="on">Only what held on this day; null: the whole history.</param>
    public static async Task<IReadOnlyList<HistoryRow>?> ReadAsync(
        NpgsqlConnection connection, NegotiationId negotiation, SubjectFilter about, DateOnly? on, DateOnly? knownBy, CancellationToken cancellation)
    {
        // One statement sees one moment: the rows and the two versions belong together.
        await using var command = new NpgsqlCommand(
            $"""
            select s.version = v.version, to_json(r)
            from {StoreConfiguration.Schema}.mt_streams s
            left join {Versions} v on v.negotiation = $2
            left join lateral (
                select {StoredRow.Columns} from {Rows}
                where negotiation = v.negotiation and v.version = s.version
                  and known_from <= $3 and known_to > $3
                  and ($4::date is null or valid_from <= $4 and valid_to > $4)
                  and ($5::text is null or kind = $5) and ($6::text is null or subject = $6) and ($7::text is null or party = $7)
            ) r on true
            where s.id = $1
            order by r.kind, r.subject, r.party, r.valid_from
            """,
            connection)
        {
            Parameters =
            {
                new() { Value = StreamKey.Of(negotiation) },
                new() { Value = negotiation.Value },
                new() { Value = Finite(knownBy ?? DateOnly.MaxValue) },
                new() { Value = on is { } day ? Finite(day) : DBNull.Value, NpgsqlDbType = NpgsqlDbType.Date },
                new() { Value = (object?)(about.Kind is { } kind ? DomainJson.Text(kind) : null) ?? DBNull.Value, NpgsqlDbType = NpgsqlDbType.Text },
                new() { Value = (object?)about.Id ?? DBNull.Value, NpgsqlDbType = NpgsqlDbType.Text },
                new() { Value = (object?)about.Party ?? DBNull.Value, NpgsqlDbType = NpgsqlDbType.Text },
            },
        };
        await using var reader = await command.ExecuteReaderAsync(cancellation).ConfigureAwait(false);
        var rows = new List<HistoryRow>();
        while (await reader.ReadAsync(cancellation).ConfigureAwait(false))
        {
            if (await reader.IsDBNullAsync(0, cancellation).ConfigureAwait(false) || !reader.GetBoolean(0))
            {
                return null;
            }

            if (!await reader.IsDBNullAsync(1, cancellation).ConfigureAwait(false))
            {
                rows.Add(JsonSerializer.Deserialize<StoredRow>(reader.GetString(1), HistoryJson.Options)!.ToRow());
            }
        }

        return rows;
    }

    /// <summary>The last day is how Npgsql writes infinity, on which no open row holds; no event comes near it.</summary>
    private static DateOnly Finite(DateOnly day) => day == DateOnly.MaxValue ? day.AddDays(-1) : day;

    /// <summary>Undoes what was written from the update's day of knowledge on, then closes and adds; see <see cref="KnownHistory.From"/>.</summary>
    private static void Write(IDocumentOperations operations, string negotiation, HistoryUpdate update)
    {
        operations.QueueSqlCommand($"delete from {Rows} where negotiation = ? and known_from >= ?", negotiation, update.Day);
        operations.QueueSqlCommand(
            $"update {Rows} set known_to = 'infinity' where negotiation = ? and known_to >= ? and known_to < 'infinity'", negotiation, update.Day);

        foreach (var closed in update.Closed.Chunk(RowsAtOnce))
        {
            operations.QueueSqlCommand(
                $"""
                update {Rows} h set known_to = c.known_to
                from json_to_recordset(?::json) as c(kind text, subject text, party text, valid_from date, known_to date)
                where h.negotiation = ? and h.kind = c.kind and h.subject = c.subject and h.party = c.party
                  and h.valid_from = c.valid_from and h.known_to = 'infinity'
                """,
                JsonSerializer.Serialize(closed.Select(ClosedRow.Of), HistoryJson.Options),
                negotiation);
        }

        foreach (var opened in update.Opened.Chunk(RowsAtOnce))
        {
            operations.QueueSqlCommand(
                $"""
                insert into {Rows} (negotiation, {StoredRow.Columns})
                select ?, {StoredRow.Columns} from json_to_recordset(?::json) as r({StoredRow.TypedColumns})
                """,
                negotiation,
                JsonSerializer.Serialize(opened.Select(StoredRow.Of), HistoryJson.Options));
        }
    }
}

/// <summary>Which subjects are asked for; null: all. An empty party: the statuses.</summary>
internal readonly record struct SubjectFilter(SubjectKind? Kind = null, string? Id = null, string? Party = null)
{
    public bool Includes(Subject subject) =>
        (Kind is null || Kind == subject.Kind) && (Id is null || Id == subject.Id) && (Party is null || Party == (subject.Party?.Value ?? ""));
}

/// <summary>One row of <c>point_history</c>, but for the negotiation, as JSON with the columns' names.</summary>
internal sealed record StoredRow
{
    public const string Columns =
        "kind, subject, party, valid_from, valid_to, known_from, known_to, stance, condition, status, provisional, certainty, disputed, since, cause, events, possible";

    public const string TypedColumns =
        """
        kind text, subject text, party text, valid_from date, valid_to date, known_from date, known_to date, stance text, condition text,
        status text, provisional boolean, certainty text, disputed boolean, since date, cause text, events text[], possible jsonb
        """;

    public required SubjectKind Kind { get; init; }
    public required string Subject { get; init; }
    public required string Party { get; init; }
    public required DateOnly ValidFrom { get; init; }
    public required OpenDay ValidTo { get; init; }
    public required DateOnly KnownFrom { get; init; }
    public required OpenDay KnownTo { get; init; }
    public Stance? Stance { get; init; }
    public string? Condition { get; init; }
    public string? Status { get; init; }
    public required bool Provisional { get; init; }
    public Certainty? Certainty { get; init; }
    public required bool Disputed { get; init; }
    public DateOnly? Since { get; init; }
    public string? Cause { get; init; }
    public required ValueList<EventId> Events { get; init; }
    public required ValueList<Possibility> Possible { get; init; }

    public static StoredRow Of(HistoryRow row)
    {
        var (interval, standing) = (row.Interval, row.Interval.Standing);
        return new StoredRow
        {
            Kind = row.Subject.Kind,
            Subject = row.Subject.Id,
            Party = row.Subject.Party?.Value ?? "",
            ValidFrom = interval.From,
            ValidTo = new(interval.To),
            KnownFrom = row.KnownFrom,
            KnownTo = new(row.KnownTo),
            Stance = standing.Cell?.Stance,
            Condition = standing.Cell?.Condition,
            Status = standing.Status,
            Provisional = standing.Cell?.Provisional ?? standing.Provisional,
            Certainty = standing.Cell?.Certainty,
            Disputed = standing.Cell?.Disputed ?? false,
            Since = standing.Cell?.Since,
            Cause = interval.Cause?.Value,
            Events = standing.Cell?.Events ?? [],
            Possible = standing.Cell?.Possible ?? [],
        };
    }

    public HistoryRow ToRow()
    {
        var standing = Stance is { } stance
            ? new Standing(new Cell(stance, Condition, Since, Certainty, Disputed, Provisional, Events, Possible), null)
            : new Standing(null, Status, Provisional);
        return new HistoryRow(
            new Subject(Kind, Subject, Party.Length == 0 ? null : new PartyId(Party)),
            new Interval(ValidFrom, ValidTo.Day, standing, Cause is null ? null : new EventId(Cause)),
            KnownFrom,
            KnownTo.Day);
    }
}

/// <summary>The key and the end of a row that is no longer known to hold.</summary>
internal sealed record ClosedRow(SubjectKind Kind, string Subject, string Party, DateOnly ValidFrom, DateOnly KnownTo)
{
    public static ClosedRow Of((Subject Subject, DateOnly From, DateOnly KnownTo) closed) =>
        new(closed.Subject.Kind, closed.Subject.Id, closed.Subject.Party?.Value ?? "", closed.From, closed.KnownTo);
}

/// <summary>A day, or PostgreSQL's <c>infinity</c> where no end is known.</summary>
[JsonConverter(typeof(Json))]
internal readonly record struct OpenDay(DateOnly? Day)
{
    private sealed class Json : JsonConverter<OpenDay>
    {
        public override OpenDay Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            new(reader.ValueTextEquals("infinity"u8) ? null : JsonSerializer.Deserialize<DateOnly>(ref reader, options));

        public override void Write(Utf8JsonWriter writer, OpenDay value, JsonSerializerOptions options)
        {
            if (value.Day is { } day)
            {
                JsonSerializer.Serialize(writer, day, options);
            }
            else
            {
                writer.WriteStringValue("infinity"u8);
            }
        }
    }
}

internal static class HistoryJson
{
    public static readonly JsonSerializerOptions Options = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.KebabCaseLower, allowIntegerValues: false) },
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };
}
