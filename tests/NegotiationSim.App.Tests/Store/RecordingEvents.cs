using NegotiationSim.App.Recording;
using NegotiationSim.Domain;
using NegotiationSim.Store;

namespace NegotiationSim.App.Tests.Store;

/// <summary>Recording, through Wolverine and against PostgreSQL.</summary>
public sealed class RecordingEvents(TestDatabase database) : IClassFixture<TestDatabase>, IAsyncLifetime
{
    private Recorder _recorder = null!;

    public async ValueTask InitializeAsync() => _recorder = await Recorder.StartAsync(database.Store, TestContext.Current.CancellationToken);

    public async ValueTask DisposeAsync() => await _recorder.DisposeAsync();

    [Fact]
    public async Task Stores_what_it_admits_and_reads_it_back_unchanged()
    {
        var negotiation = new NegotiationId("unchanged");
        var events = RandomNegotiation.Events(seed: 1, count: 150);

        var outcome = await RecordAsync(negotiation, events);

        outcome.Decision.ShouldBeOfType<Decision.Admitted>().New.Count.ShouldBe(150);
        outcome.Version.ShouldBe(150);
        var stored = await LoadAsync(negotiation);
        stored.Version.ShouldBe(150);
        stored.Ledger.Events.ShouldBe(events);
    }

    [Fact]
    public async Task Twice_is_once()
    {
        var negotiation = new NegotiationId("twice");
        var events = RandomNegotiation.Events(seed: 2, count: 40);
        await RecordAsync(negotiation, events);
        var before = await EverythingStoredAsync();

        var again = await RecordAsync(negotiation, events);

        again.Decision.ShouldBe(new Decision.Admitted([], 40), DecisionsAlike);
        again.Version.ShouldBe(40);
        (await EverythingStoredAsync()).ShouldBe(before);
    }

    [Fact]
    public async Task An_extended_file_adds_only_what_is_new()
    {
        var negotiation = new NegotiationId("extended");
        var events = RandomNegotiation.Events(seed: 3, count: 60);
        await RecordAsync(negotiation, [.. events.Take(35)]);

        var outcome = await RecordAsync(negotiation, events);

        var admitted = outcome.Decision.ShouldBeOfType<Decision.Admitted>();
        admitted.New.ShouldBe(events.Skip(35));
        admitted.AlreadyRecorded.ShouldBe(35);
        (await LoadAsync(negotiation)).Ledger.Events.ShouldBe(events);
    }

    [Fact]
    public async Task The_same_id_with_other_content_is_refused_and_nothing_is_stored()
    {
        var negotiation = new NegotiationId("other-content");
        var events = RandomNegotiation.Events(seed: 4, count: 30);
        await RecordAsync(negotiation, [.. events.Take(20)]);
        var before = await EverythingStoredAsync();

        var outcome = await RecordAsync(negotiation, [.. events.Skip(20), events[7] with { Note = "not what was recorded" }]);

        var refusal = outcome.Decision.ShouldBeOfType<Decision.Refused>().Refusals.ShouldHaveSingleItem();
        refusal.Event.ShouldBe(events[7].Id);
        outcome.Version.ShouldBe(20);
        (await EverythingStoredAsync()).ShouldBe(before);
    }

    [Fact]
    public async Task A_dry_run_decides_and_stores_nothing()
    {
        var negotiation = new NegotiationId("dry");

        var outcome = await _recorder.RecordAsync(
            new RecordEvents(negotiation, RandomNegotiation.Events(seed: 5, count: 10), DryRun: true), TestContext.Current.CancellationToken);

        outcome.Decision.ShouldBeOfType<Decision.Admitted>().New.Count.ShouldBe(10);
        outcome.Version.ShouldBe(0);
        (await LoadAsync(negotiation)).IsEmpty.ShouldBeTrue();
    }

    [Fact]
    public async Task The_order_of_arrival_changes_nothing_but_the_audit()
    {
        var (inOrder, shuffled, oneByOne) = (new NegotiationId("arrival"), new NegotiationId("arrival-shuffled"), new NegotiationId("arrival-one-by-one"));
        var events = RandomNegotiation.Events(seed: 6, count: 120);
        await RecordAsync(inOrder, events);
        await RecordAsync(shuffled, RandomNegotiation.Shuffled(events, seed: 6));
        foreach (var e in events)
        {
            await RecordAsync(oneByOne, [e]);
        }

        foreach (var other in new[] { shuffled, oneByOne })
        {
            (await HistoryRowsAsync(other)).ShouldBe(await HistoryRowsAsync(inOrder));
            var present = (await PresentJsonAsync(other)).Replace($"\"{other}\"", $"\"{inOrder}\"");
            present.ShouldBe(await PresentJsonAsync(inOrder));
        }
    }

    [Fact]
    public async Task Of_two_who_record_on_the_same_ledger_exactly_one_wins_each_round()
    {
        var negotiation = new NegotiationId("race");
        var events = RandomNegotiation.Events(seed: 7, count: 42);
        await RecordAsync(negotiation, [.. events.Take(2)]);
        for (var round = 2; round < events.Count; round += 2)
        {
            var stored = await LoadAsync(negotiation);

            var won = await Task.WhenAll(AppendAsync(stored, events[round]), AppendAsync(stored, events[round + 1]));

            won.Count(w => w).ShouldBe(1);
            var now = await LoadAsync(negotiation);
            now.Version.ShouldBe(stored.Version + 1);
            now.Ledger.Events[^1].ShouldBe(won[0] ? events[round] : events[round + 1]);
            await RecordAsync(negotiation, [events[round], events[round + 1]]);
        }
    }

    [Fact]
    public async Task Who_loaded_a_ledger_that_was_deleted_and_begun_anew_loses_though_it_has_as_many_events()
    {
        var negotiation = new NegotiationId("begun-anew");
        var events = RandomNegotiation.Events(seed: 11, count: 6);
        await RecordAsync(negotiation, [.. events.Take(5)]);
        var stored = await LoadAsync(negotiation);
        await database.Store.DeleteAsync(negotiation, TestContext.Current.CancellationToken);
        await RecordAsync(negotiation, [.. events.Take(5)]);

        (await AppendAsync(stored, events[5])).ShouldBeFalse();

        (await LoadAsync(negotiation)).Version.ShouldBe(5);
        (await AppendAsync(await LoadAsync(negotiation), events[5])).ShouldBeTrue();
    }

    [Fact]
    public async Task Of_two_who_begin_a_ledger_exactly_one_wins()
    {
        foreach (var count in new[] { 3, 2_500 }) // inserted, copied
        {
            var negotiation = new NegotiationId($"first-race-{count}");
            var events = RandomNegotiation.Events(seed: 8, count);
            var stored = await LoadAsync(negotiation);

            var won = await Task.WhenAll(
                AppendAsync(stored, [.. events]), AppendAsync(stored, [.. events]), AppendAsync(stored, [.. events]));

            won.Count(w => w).ShouldBe(1);
            (await LoadAsync(negotiation)).Ledger.Events.ShouldBe(events);
        }
    }

    [Fact]
    public async Task Those_who_lose_a_race_decide_again_and_nothing_is_lost()
    {
        var negotiation = new NegotiationId("retry");
        var events = RandomNegotiation.Events(seed: 9, count: 34);
        await RecordAsync(negotiation, [.. events.Take(2)]);

        // What they bring overlaps: an event that several bring is recorded once, and each is told what it added.
        var outcomes = await Task.WhenAll(
            RecordAsync(negotiation, [.. events.Take(20)]),
            RecordAsync(negotiation, events),
            RecordAsync(negotiation, [.. events.Take(28)]));

        outcomes.Sum(o => ((Decision.Admitted)o.Decision!).New.Count).ShouldBe(32);
        outcomes.Max(o => o.Version).ShouldBe(34);
        var stored = await LoadAsync(negotiation);
        stored.Version.ShouldBe(34);
        stored.Ledger.Events.ShouldBe(events, ignoreOrder: true);
        (await HistoryRowsAsync(negotiation)).Count.ShouldBe(KnownHistory.Rows(stored.Ledger).Count);
    }

    [Fact]
    public async Task Copying_a_large_first_import_gives_the_same_as_appending_it()
    {
        var (copied, appended) = (new NegotiationId("copied"), new NegotiationId("appended"));
        var events = RandomNegotiation.Events(seed: 10, count: 2_100);
        await RecordAsync(copied, events);
        await RecordAsync(appended, [.. events.Take(1_000)]);
        await RecordAsync(appended, events);

        (await LoadAsync(copied)).Ledger.Events.ShouldBe((await LoadAsync(appended)).Ledger.Events);
        (await HistoryRowsAsync(copied)).ShouldBe(await HistoryRowsAsync(appended));
        (await PresentJsonAsync(copied)).Replace("\"copied\"", "\"appended\"").ShouldBe(await PresentJsonAsync(appended));
        (await database.QueryAsync<long>(
            "select count(*) from negsim.mt_events where stream_id = 'negotiation/copied' and timestamp < now() - interval '10 minutes'"))[0].ShouldBe(0);
    }

    [Theory]
    [InlineData("delete from negsim.mt_events where stream_id = 'negotiation/{0}'; delete from negsim.mt_streams where id = 'negotiation/{0}'")]
    [InlineData("update negsim.mt_streams set version = version + 1 where id = 'negotiation/{0}'")]
    public async Task What_follows_a_copy_is_not_written_for_a_ledger_that_was_changed_meanwhile(string change)
    {
        var negotiation = new NegotiationId(change.StartsWith("delete", StringComparison.Ordinal) ? "copied-and-gone" : "copied-and-grown");
        await using var rebuilding = new Npgsql.NpgsqlConnection(database.ConnectionString + ";Pooling=false"); // a pool would keep the lock
        await rebuilding.OpenAsync(TestContext.Current.CancellationToken);
        await using var hold = new Npgsql.NpgsqlCommand($"select pg_advisory_lock({0x6E656773_00000002})", rebuilding); // StoreLock.Writing
        await hold.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);

        var stored = await LoadAsync(negotiation);
        var appending = database.Store.AppendAsync(stored, RandomNegotiation.Events(seed: 12, count: 2_000), TestContext.Current.CancellationToken);
        while ((await LoadAsync(negotiation)).IsEmpty)
        {
            await Task.Delay(50, TestContext.Current.CancellationToken);
        }

        appending.IsCompleted.ShouldBeFalse();
        await database.ExecuteAsync(string.Format(System.Globalization.CultureInfo.InvariantCulture, change, negotiation));
        await rebuilding.CloseAsync();
        await appending;

        (await database.QueryAsync<long>($"select count(*) from negsim.point_history_version where negotiation = '{negotiation}'")).ShouldBe([0]);
        (await database.QueryAsync<long>($"select count(*) from negsim.mt_doc_present where id = '{negotiation}'")).ShouldBe([0]);
        await database.Store.DeleteAsync(negotiation, TestContext.Current.CancellationToken);
    }

    [Fact]
    public async Task Events_keep_their_explicit_names_and_their_deterministic_ids()
    {
        var negotiation = new NegotiationId("names");
        var events = RandomNegotiation.Events(seed: 11, count: 80);
        await RecordAsync(negotiation, events);

        const string stored = "from negsim.mt_events where stream_id = 'negotiation/names' order by version";
        (await database.QueryAsync<string>($"select type {stored}")).ShouldBe(events.Select(EventTypes.NameOf));
        (await database.QueryAsync<Guid>($"select id {stored}")).ShouldBe(events.Select(e => EventGuid.Of(negotiation, e.Id)));
    }

    [Fact]
    public void The_id_of_an_event_is_part_of_the_storage_format() =>
        EventGuid.Of(new NegotiationId("ukraine-2025"), new EventId("kremlin-meeting-held")).ShouldBe(new Guid("9b46b234-2c31-5d9a-bfd1-6d79bdd73bb4"));

    private static readonly IEqualityComparer<Decision> DecisionsAlike = EqualityComparer<Decision>.Create(
        (a, b) => a is Decision.Admitted x && b is Decision.Admitted y && x.AlreadyRecorded == y.AlreadyRecorded && x.New.SequenceEqual(y.New));

    private Task<RecordingOutcome> RecordAsync(NegotiationId negotiation, IReadOnlyList<NegotiationEvent> events) =>
        _recorder.RecordAsync(new RecordEvents(negotiation, events), TestContext.Current.CancellationToken);

    private Task<StoredLedger> LoadAsync(NegotiationId negotiation) => database.Store.LoadAsync(negotiation, TestContext.Current.CancellationToken);

    private async Task<bool> AppendAsync(StoredLedger stored, params NegotiationEvent[] events)
    {
        try
        {
            await database.Store.AppendAsync(stored, events, TestContext.Current.CancellationToken);
            return true;
        }
        catch (LedgerConflict)
        {
            return false;
        }
    }

    private Task<IReadOnlyList<string>> HistoryRowsAsync(NegotiationId negotiation) => database.HistoryRowsAsync(negotiation);

    private async Task<string> PresentJsonAsync(NegotiationId negotiation) =>
        (await database.QueryAsync<string>($"select data::text from negsim.mt_doc_present where id = '{negotiation}'"))[0];

    /// <summary>All that recording could change.</summary>
    private async Task<IReadOnlyList<string>> EverythingStoredAsync() =>
    [
        .. await database.QueryAsync<string>("select to_jsonb(e)::text from negsim.mt_events e order by seq_id"),
        .. await database.QueryAsync<string>("select to_jsonb(s)::text from negsim.mt_streams s order by id"),
        .. await database.QueryAsync<string>("select to_jsonb(p)::text from negsim.mt_doc_present p order by id"),
        .. await database.QueryAsync<string>("select to_jsonb(h)::text from negsim.point_history h order by h"),
        .. await database.QueryAsync<string>("select to_jsonb(v)::text from negsim.point_history_version v order by v"),
    ];
}
