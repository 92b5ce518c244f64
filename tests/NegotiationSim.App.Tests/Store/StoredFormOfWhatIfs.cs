using System.Text.Json;
using NegotiationSim.Domain;

namespace NegotiationSim.App.Tests.Store;

/// <summary>
/// What a what-if looks like in the tables, every member filled: <c>golden/what-if/events.json</c>, reviewed like code. It
/// was stored by some released version, so the current one must read it, and must write it the same. <c>NEGSIM_ACCEPT=1</c> adds
/// what it lacks.
/// </summary>
public sealed class StoredFormOfWhatIfs(TestDatabase database) : IClassFixture<TestDatabase>
{
    private static readonly JsonSerializerOptions Pretty = new(DomainJson.Options) { WriteIndented = true, NewLine = "\n" };

    [Fact]
    public async Task Is_read_and_written_as_it_was()
    {
        var whatIf = Everything();
        await AppendStatementsAsync(whatIf.Negotiation);
        var store = database.Store.WhatIfs;
        var cancellation = TestContext.Current.CancellationToken;
        await store.RecordAsync(whatIf with { Name = new("lower"), Of = null }, new Pin(1, null), null, cancellation);
        await store.RecordAsync(whatIf, new Pin(1, 2), null, cancellation);
        var forked = (await store.LoadAsync(whatIf.Negotiation, whatIf.Name, cancellation: cancellation)).ShouldNotBeNull();
        forked.WhatIf.ShouldBe(whatIf);
        var revised = whatIf with { Why = "Another question", Edits = [whatIf.Edits[0]], Rules = [] };
        await store.RecordAsync(revised, new Pin(2, 3), forked, cancellation);
        forked = (await store.LoadAsync(whatIf.Negotiation, whatIf.Name, cancellation: cancellation)).ShouldNotBeNull();
        await store.RebaseAsync(forked, new Pin(3, 4), cancellation);
        (await store.LoadAsync(whatIf.Negotiation, whatIf.Name, cancellation: cancellation))
            .ShouldBe(new PinnedWhatIf(revised, new Pin(3, 4), forked.Version + 1));

        var stored = await database.QueryAsync<string>(
            $"select json_build_object('type', type, 'data', data)::text from negsim.mt_events where stream_id = 'whatif/{whatIf.Negotiation}/{whatIf.Name}' order by version");
        var written = JsonSerializer.Serialize(stored.Select(s => JsonSerializer.Deserialize<JsonElement>(s)).ToList(), Pretty) + "\n";
        var file = Path.Combine(Folder(), "events.json");
        if (Environment.GetEnvironmentVariable("NEGSIM_ACCEPT") == "1")
        {
            Directory.CreateDirectory(Folder());
            await File.WriteAllTextAsync(file, written, cancellation);
        }

        written.ShouldBe(await File.ReadAllTextAsync(file, cancellation));
    }

    /// <summary>A what-if with every member of every part; it is only stored here, and need not be sound.</summary>
    private static WhatIf Everything()
    {
        var match = new EventMatch
        {
            Event = new("e"),
            Type = "meeting-cancelled",
            Party = new("P"),
            Point = new("V/1"),
            Version = new("V"),
            Issue = new("i"),
            Meeting = new("m"),
            Deadline = new("d"),
            From = new(2026, 1, 1),
            To = new(2026, 1, 31),
            Count = 2,
        };
        var statement = new StatementMade { Id = new("said"), Occurred = When.Parse("2026-01-02"), Title = "Something is said" };
        return new WhatIf
        {
            Name = new("everything"),
            Why = "To pin what is stored",
            Negotiation = new("golden-what-if"),
            Of = new("lower"),
            Fork = new(2026, 1, 1),
            KnownBy = new(2026, 2, 1),
            Policy = ConflictPolicy.Drop,
            Edits =
            [
                new Edit { Why = "inserted", Insert = statement },
                new Edit { Why = "removed", Remove = match },
                new Edit { Why = "replaced", Replace = match, With = statement },
                new Edit { Why = "retimed to", Retime = match, To = When.Parse("[2026-01-02..2026-01-05]") },
                new Edit { Why = "retimed by", Retime = match, Days = -3 },
            ],
            Rules =
            [
                new ConsequenceRule
                {
                    Name = "rule",
                    Why = "stated",
                    When = match,
                    While =
                    [
                        new StateCondition { Point = new("V/1"), Party = new("P"), Stances = [Stance.Accepts, Stance.Rejects] },
                        new StateCondition { Version = new("V"), Statuses = ["tabled"] },
                        new StateCondition { Issue = new("i"), Party = new("P"), Stances = [Stance.Open] },
                    ],
                    Then = [new Consequence { AfterDays = 2, Event = statement with { Occurred = When.Unknown }, ForDays = 7 }],
                    AtMost = 3,
                },
            ],
        };
    }

    private async Task AppendStatementsAsync(NegotiationId negotiation)
    {
        var empty = await database.Store.LoadAsync(negotiation, TestContext.Current.CancellationToken);
        var events = Enumerable.Range(1, 3).Select(i => new StatementMade { Id = new($"s{i}"), Occurred = When.Parse("2026-01-01"), Title = "x", Claims = [new Claim { By = "editor" }] });
        await database.Store.AppendAsync(empty, [.. events], TestContext.Current.CancellationToken);
    }

    private static string Folder() => Path.Combine(Committed.Root, "tests/NegotiationSim.App.Tests/Store/golden/what-if");
}
