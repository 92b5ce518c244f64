using NegotiationSim.App.Recording;
using NegotiationSim.App.ScenarioFiles;
using NegotiationSim.Domain;
using NegotiationSim.Store;

namespace NegotiationSim.App.Tests.Store;

/// <summary>What-ifs in the store: what is written, what they build on, and who wins. Each test has a negotiation of its own.</summary>
public sealed class WhatIfs(TestDatabase database) : IClassFixture<TestDatabase>, IAsyncLifetime
{
    private static readonly CancellationToken None = CancellationToken.None;

    private Recorder _recorder = null!;

    public async ValueTask InitializeAsync() => _recorder = await Recorder.StartAsync(database.Store, TestContext.Current.CancellationToken);

    public async ValueTask DisposeAsync() => await _recorder.DisposeAsync();

    [Fact]
    public async Task Write_their_edits_and_rules_and_never_the_history()
    {
        var negotiation = new NegotiationId("edits-only");
        await _recorder.RecordAsync(new RecordEvents(negotiation, RandomNegotiation.Events(seed: 21, count: 400)), None);
        var ledger = (await database.Store.LoadAsync(negotiation, None)).Ledger;
        var target = Timeline.Of(ledger).Events.Last(e => e.Event is StanceDeclared or StatementMade);
        var before = await EventsAsync();

        var whatIf = new WhatIf
        {
            Name = new("one-edit"),
            Why = "To count the rows",
            Negotiation = negotiation,
            Fork = target.Event.Occurred.First,
            Edits = [new Edit { Why = "It did not happen", Remove = new EventMatch { Event = target.Id } }],
        };
        var outcome = await _recorder.RecordAsync(new RecordWhatIf(whatIf), None);

        outcome.Decision.ShouldBeOfType<ForkDecision.Admitted>().Change.ShouldBe(ForkChange.Forked);
        outcome.Version.ShouldBe(2);
        (await EventsAsync()).ShouldBe(before + 2);
        (await database.QueryAsync<string>("select type from negsim.mt_events where stream_id = 'whatif/edits-only/one-edit' order by version"))
            .ShouldBe(["what-if-forked", "what-if-edited"]);
        (await database.Store.LoadAsync(negotiation, None)).Ledger.Events.ShouldBe(ledger.Events);
        (await database.Store.WhatIfs.LoadAsync(negotiation, whatIf.Name, cancellation: None)).ShouldBe(new PinnedWhatIf(whatIf, new Pin(400, null), 2));
    }

    [Fact]
    public async Task Recorded_again_add_nothing_and_changed_are_revised_over_the_same_versions()
    {
        var negotiation = await HarbourAsync("again");
        var whatIf = Retime(negotiation, "later", days: 3);
        await _recorder.RecordAsync(new RecordWhatIf(whatIf), None);
        await RecordAsync(negotiation, Statement("meanwhile"));
        var before = await EventsAsync();

        var again = await _recorder.RecordAsync(new RecordWhatIf(whatIf), None);
        again.Decision.ShouldBeOfType<ForkDecision.Admitted>().Change.ShouldBe(ForkChange.Unchanged);
        again.Version.ShouldBe(2);
        (await EventsAsync()).ShouldBe(before);

        var changed = whatIf with { Edits = [whatIf.Edits[0] with { Days = 9 }] };
        var revised = await _recorder.RecordAsync(new RecordWhatIf(changed), None);
        revised.Decision.ShouldBeOfType<ForkDecision.Admitted>().Change.ShouldBe(ForkChange.Revised);
        revised.Version.ShouldBe(4);
        (await LoadAsync(negotiation, "later")).ShouldBe(new PinnedWhatIf(changed, new Pin(4, null), 4));
        (await database.Store.WhatIfs.LoadAsync(negotiation, whatIf.Name, version: 2, None)).ShouldBe(new PinnedWhatIf(whatIf, new Pin(4, null), 2));
    }

    [Fact]
    public async Task Two_recorded_at_once_are_both_there()
    {
        var negotiation = await HarbourAsync("at-once");

        var outcomes = await Task.WhenAll(
            _recorder.RecordAsync(new RecordWhatIf(Retime(negotiation, "one", days: 1)), None),
            _recorder.RecordAsync(new RecordWhatIf(Retime(negotiation, "two", days: 2)), None));

        outcomes.ShouldAllBe(o => o.Decision is ForkDecision.Admitted);
        (await database.Store.WhatIfs.ListAsync(negotiation, None)).Select(w => w.WhatIf.Name.Value).ShouldBe(["one", "two"]);
    }

    [Fact]
    public async Task Of_two_who_record_the_same_name_one_wins_and_the_other_decides_again()
    {
        var negotiation = await HarbourAsync("same-name");
        var (one, two) = (Retime(negotiation, "same", days: 1), Retime(negotiation, "same", days: 2));

        var won = await Task.WhenAll(StoreAsync(one), StoreAsync(two));
        won.Count(w => w).ShouldBe(1);
        (await LoadAsync(negotiation, "same")).WhatIf.ShouldBe(won[0] ? one : two);

        await Task.WhenAll(_recorder.RecordAsync(new RecordWhatIf(one), None), _recorder.RecordAsync(new RecordWhatIf(two), None));
        (await LoadAsync(negotiation, "same")).WhatIf.Edits.Count.ShouldBe(1);

        async Task<bool> StoreAsync(WhatIf whatIf)
        {
            try
            {
                await database.Store.WhatIfs.RecordAsync(whatIf, new Pin(4, null), null, None);
                return true;
            }
            catch (WhatIfChanged)
            {
                return false;
            }
        }
    }

    [Fact]
    public async Task Hold_on_to_the_base_that_they_were_replayed_on_while_it_grows()
    {
        var negotiation = await HarbourAsync("grows");
        var command = new RecordWhatIf(Retime(negotiation, "held", days: 3));

        // Somebody records between the replay and the storing.
        var basis = await RecordWhatIfHandler.LoadAsync(command, database.Store, None);
        var (outcome, effect) = RecordWhatIfHandler.Handle(command, basis);
        await RecordAsync(negotiation, Accepts("city-accepts", "CITY", "2026-02-02"));
        await effect.ExecuteAsync(database.Store, None);

        var replayed = outcome.Decision.ShouldBeOfType<ForkDecision.Admitted>().Forked;
        (await LoadAsync(negotiation, "held")).Pin.ShouldBe(new Pin(4, null));
        Standings(await TimelineAsync(negotiation, "held")).ShouldBe(Standings(replayed.Timeline));
        (await TimelineAsync(negotiation, "held")).Find(new EventId("city-accepts")).ShouldBeNull();
    }

    [Fact]
    public async Task See_a_correction_of_their_base_only_when_rebased()
    {
        var negotiation = await HarbourAsync("corrected");
        await _recorder.RecordAsync(new RecordWhatIf(Retime(negotiation, "pinned", days: 3)), None);
        await RecordAsync(negotiation, """
              - id: it-was-open
                type: event-corrected
                occurred: 2026-03-01
                event: dockers-reject
                instead:
                  id: dockers-reject
                  type: stance-declared
                  occurred: 2026-02-02
                  party: DOCKERS
                  points: [OFFER/2]
                  stance: open
                claims: [{by: the union}]
            """);
        var end = new DateOnly(2026, 3, 1);
        (await TimelineAsync(negotiation, "pinned")).On(end).CellOf(new PointId("OFFER/2"), new PartyId("DOCKERS")).Stance.ShouldBe(Stance.Rejects);

        var shown = await _recorder.RebaseAsync(new RebaseWhatIf(negotiation, new("pinned"), DryRun: true), None);
        var rebased = shown.Decision.ShouldBeOfType<RebaseDecision.Admitted>();
        var difference = Difference.Of(rebased.Before.Timeline, rebased.After.Timeline);
        difference.AtTheEnd.Select(d => d.Subject).ShouldBe([Subject.Of(new PointId("OFFER/2")), Subject.Of(new PointId("OFFER/2"), new PartyId("DOCKERS"))]);
        (await LoadAsync(negotiation, "pinned")).Pin.Events.ShouldBe(4);

        await _recorder.RebaseAsync(new RebaseWhatIf(negotiation, new("pinned")), None);
        (await LoadAsync(negotiation, "pinned")).ShouldBe(new PinnedWhatIf(Retime(negotiation, "pinned", days: 3), new Pin(5, null), 3));
        var now = await TimelineAsync(negotiation, "pinned");
        now.On(end).CellOf(new PointId("OFFER/2"), new PartyId("DOCKERS")).ShouldSatisfyAllConditions(
            cell => cell.Stance.ShouldBe(Stance.Open), cell => cell.Since.ShouldBe(new DateOnly(2026, 2, 5)));
    }

    [Fact]
    public async Task Are_not_rebased_onto_a_base_that_lacks_what_they_edit()
    {
        var negotiation = await HarbourAsync("lacks");
        await _recorder.RecordAsync(new RecordWhatIf(Retime(negotiation, "stays", days: 3)), None);
        await RecordAsync(negotiation, """
              - id: never-said
                type: event-retracted
                occurred: 2026-03-01
                event: dockers-reject
                claims: [{by: the union}]
            """);

        var outcome = await _recorder.RebaseAsync(new RebaseWhatIf(negotiation, new("stays")), None);

        outcome.Decision.ShouldBeOfType<RebaseDecision.Refused>().Faults.ShouldHaveSingleItem().Member.ShouldBe("edits[0].retime");
        (await LoadAsync(negotiation, "stays")).Pin.Events.ShouldBe(4);
    }

    [Fact]
    public async Task Of_a_what_if_hold_on_to_its_version_too()
    {
        var negotiation = await HarbourAsync("layers");
        var lower = Retime(negotiation, "lower", days: 3);
        var upper = lower with { Name = new("upper"), Of = lower.Name, Edits = [new Edit { Why = "A voice more", Insert = Accepts("city-accepts", "CITY", "2026-02-10") }] };
        await _recorder.RecordAsync(new RecordWhatIf(lower), None);
        await RecordAsync(negotiation, Statement("meanwhile"));
        await _recorder.RecordAsync(new RecordWhatIf(upper), None);
        (await LoadAsync(negotiation, "upper")).Pin.ShouldBe(new Pin(4, 2));

        await _recorder.RecordAsync(new RecordWhatIf(lower with { Edits = [lower.Edits[0] with { Days = 5 }] }), None);
        SinceOf(await TimelineAsync(negotiation, "upper")).ShouldBe(new DateOnly(2026, 2, 4));

        await _recorder.RebaseAsync(new RebaseWhatIf(negotiation, upper.Name), None);
        SinceOf(await TimelineAsync(negotiation, "upper")).ShouldBe(new DateOnly(2026, 2, 6));
        (await LoadAsync(negotiation, "upper")).Pin.ShouldBe(new Pin(4, 4));

        static DateOnly? SinceOf(Timeline timeline) => timeline.On(new(2026, 3, 1)).CellOf(new PointId("OFFER/2"), new PartyId("DOCKERS")).Since;
    }

    [Fact]
    public async Task In_a_circle_or_too_many_on_one_another_are_refused()
    {
        var negotiation = await HarbourAsync("circle");
        var first = Retime(negotiation, "layer-1", days: 1);
        await _recorder.RecordAsync(new RecordWhatIf(first), None);
        for (var i = 2; i <= Limits.WhatIfDepth; i++)
        {
            (await _recorder.RecordAsync(new RecordWhatIf(Layer(i)), None)).Decision.ShouldBeOfType<ForkDecision.Admitted>();
        }

        var deep = await _recorder.RecordAsync(new RecordWhatIf(Layer(Limits.WhatIfDepth + 1)), None);
        Fault(deep).Reason.ShouldContain("at most 8");
        var circle = await _recorder.RecordAsync(new RecordWhatIf(first with { Of = new("layer-3") }), None);
        Fault(circle).ShouldBe(new WhatIfFault("of", "what-ifs in a circle (layer-1 -> layer-3 -> layer-2 -> layer-1); expected one that builds in the end on what was recorded"));
        var own = await _recorder.RecordAsync(new RecordWhatIf(first with { Name = new("own"), Of = new("own") }), None);
        Fault(own).Reason.ShouldContain("own -> own");
        (await database.Store.WhatIfs.ListAsync(negotiation, None)).Count.ShouldBe(Limits.WhatIfDepth);

        WhatIf Layer(int i) => first with { Name = new($"layer-{i}"), Of = new($"layer-{i - 1}"), Edits = [] };

        static WhatIfFault Fault(ForkOutcome outcome) => outcome.Decision.ShouldBeOfType<ForkDecision.Refused>().Faults.ShouldHaveSingleItem();
    }

    [Fact]
    public async Task Go_with_their_negotiation_and_alone_only_when_none_builds_on_them()
    {
        var (negotiation, other) = (await HarbourAsync("deleted"), await HarbourAsync("deleted-not"));
        var lower = Retime(negotiation, "lower", days: 1);
        await _recorder.RecordAsync(new RecordWhatIf(lower), None);
        await _recorder.RecordAsync(new RecordWhatIf(lower with { Name = new("upper"), Of = new("lower"), Edits = [] }), None);
        await _recorder.RecordAsync(new RecordWhatIf(Retime(other, "lower", days: 1)), None);

        (await database.Store.WhatIfs.DeleteAsync(negotiation, new("lower"), None)).ShouldBe([new WhatIfId("upper")]);
        (await database.Store.WhatIfs.ListAsync(negotiation, None)).Count.ShouldBe(2);
        (await database.Store.WhatIfs.DeleteAsync(negotiation, new("upper"), None)).ShouldBeEmpty();
        (await database.Store.WhatIfs.ListAsync(negotiation, None)).Count.ShouldBe(1);

        await database.Store.DeleteAsync(negotiation, None);
        (await database.QueryAsync<string>("select id from negsim.mt_streams where id like '%/deleted/%' or id like '%/deleted'")).ShouldBeEmpty();
        (await database.QueryAsync<string>("select stream_id from negsim.mt_events where stream_id like 'whatif/deleted/%'")).ShouldBeEmpty();
        (await database.Store.WhatIfs.ListAsync(other, None)).Count.ShouldBe(1);
    }

    [Fact]
    public async Task Stay_while_one_builds_on_an_earlier_version_of_another_that_built_on_them()
    {
        var negotiation = await HarbourAsync("deleted-under");
        var lower = Retime(negotiation, "lower", days: 1);
        var middle = lower with { Name = new("middle"), Of = new("lower"), Edits = [] };
        await _recorder.RecordAsync(new RecordWhatIf(lower), None);
        await _recorder.RecordAsync(new RecordWhatIf(middle), None);
        await _recorder.RecordAsync(new RecordWhatIf(middle with { Name = new("upper"), Of = new("middle") }), None);
        await _recorder.RecordAsync(new RecordWhatIf(middle with { Of = null }), None);

        (await database.Store.WhatIfs.DeleteAsync(negotiation, new("lower"), None)).ShouldBe([new WhatIfId("upper")]);
        (await database.Store.WhatIfs.LoadChainAsync(negotiation, new("upper"), cancellation: None)).Select(w => w.WhatIf.Name.Value).ShouldBe(["lower", "middle", "upper"]);
    }

    [Fact]
    public async Task Are_not_recorded_over_what_was_deleted_meanwhile()
    {
        var negotiation = await HarbourAsync("gone");
        var command = new RecordWhatIf(Retime(negotiation, "late", days: 1));
        var (_, effect) = RecordWhatIfHandler.Handle(command, await RecordWhatIfHandler.LoadAsync(command, database.Store, None));
        await database.Store.DeleteAsync(negotiation, None);

        await Should.ThrowAsync<WhatIfChanged>(() => effect.ExecuteAsync(database.Store, None));
        (await database.Store.WhatIfs.ListAsync(negotiation, None)).ShouldBeEmpty();
    }

    [Fact]
    public async Task Change_no_snapshot_and_no_history_also_when_all_is_rebuilt()
    {
        var negotiation = await HarbourAsync("rebuilt");
        var (rows, presents) = (await database.HistoryRowsAsync(negotiation), await PresentsAsync());
        await _recorder.RecordAsync(new RecordWhatIf(Retime(negotiation, "beside", days: 1)), None);

        (await database.HistoryRowsAsync(negotiation)).ShouldBe(rows);
        await database.Store.RebuildAsync(cancellation: None);
        (await database.HistoryRowsAsync(negotiation)).ShouldBe(rows);
        (await PresentsAsync()).ShouldBe(presents);

        Task<IReadOnlyList<string>> PresentsAsync() => database.QueryAsync<string>("select data::text from negsim.mt_doc_present where id = 'rebuilt'");
    }

    [Fact]
    public async Task That_fail_by_their_policy_are_not_recorded()
    {
        var negotiation = await HarbourAsync("fails");
        var whatIf = new WhatIf
        {
            Name = new("never-tabled"),
            Why = "A rejection of what was never tabled",
            Negotiation = negotiation,
            Fork = new(2026, 1, 20),
            Edits = [new Edit { Why = "The offer is not tabled", Remove = new EventMatch { Event = new("offer-tabled") } }],
        };

        var outcome = await _recorder.RecordAsync(new RecordWhatIf(whatIf, ConflictPolicy.Fail), None);

        outcome.Decision.ShouldBeOfType<ForkDecision.Failed>().Forked.Replay.Conflicts.ShouldNotBeEmpty();
        (await database.Store.WhatIfs.ListAsync(negotiation, None)).ShouldBeEmpty();
        (await _recorder.RecordAsync(new RecordWhatIf(whatIf), None)).Decision.ShouldBeOfType<ForkDecision.Admitted>();
    }

    private static WhatIf Retime(NegotiationId negotiation, string name, int days) => new()
    {
        Name = new(name),
        Why = "The union takes longer",
        Negotiation = negotiation,
        Fork = new(2026, 1, 20),
        Edits = [new Edit { Why = "It takes longer", Retime = new EventMatch { Event = new("dockers-reject") }, Days = days }],
    };

    private static StanceDeclared Accepts(string id, string party, string day) => new()
    {
        Id = new(id),
        Occurred = When.Parse(day),
        Party = new(party),
        Points = [new("OFFER/2")],
        Stance = Stance.Accepts,
        Claims = [new Claim { By = "editor" }],
    };

    private static string Statement(string id) => $"  - {{id: {id}, type: statement-made, occurred: 2026-02-20, title: Something is said, party: CITY, claims: [{{by: editor}}]}}";

    private async Task<NegotiationId> HarbourAsync(string name)
    {
        var negotiation = new NegotiationId(name);
        await RecordAsync(negotiation, Read(Harbour.Scenario(name)));
        return negotiation;
    }

    private Task RecordAsync(NegotiationId negotiation, string events) => RecordAsync(negotiation, Read($"negotiation: {negotiation}\nevents:\n{events}\n"));

    private async Task RecordAsync(NegotiationId negotiation, params IReadOnlyList<NegotiationEvent> events) =>
        (await _recorder.RecordAsync(new RecordEvents(negotiation, events), None)).Decision.ShouldBeOfType<Decision.Admitted>();

    private static IReadOnlyList<NegotiationEvent> Read(string yaml) =>
        ScenarioReader.Read("test.yaml", System.Text.Encoding.UTF8.GetBytes(yaml)) is ReadResult<ScenarioFile>.Read read
            ? read.Content.Events
            : throw new InvalidOperationException(ScenarioReader.Read("test.yaml", System.Text.Encoding.UTF8.GetBytes(yaml)).ToString());

    private async Task<PinnedWhatIf> LoadAsync(NegotiationId negotiation, string name) =>
        (await database.Store.WhatIfs.LoadAsync(negotiation, new(name), cancellation: None)).ShouldNotBeNull();

    private async Task<Timeline> TimelineAsync(NegotiationId negotiation, string name)
    {
        var chain = await database.Store.WhatIfs.LoadChainAsync(negotiation, new(name), cancellation: None);
        var ledger = (await database.Store.LoadAsync(negotiation, None)).Ledger;
        return Forking.Replay(chain[^1].WhatIf, [.. chain.SkipLast(1)], ledger, chain[^1].Pin).Forked.ShouldNotBeNull().Timeline;
    }

    private static IEnumerable<string> Standings(Timeline timeline)
    {
        var history = History.Of(timeline);
        return history.Subjects.SelectMany(s => history.Of(s).Select(i => $"{s} {i}"));
    }

    private async Task<long> EventsAsync() => (await database.QueryAsync<long>("select count(*) from negsim.mt_events"))[0];
}
