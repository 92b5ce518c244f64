using System.Text.Json;
using NegotiationSim.Domain;

namespace NegotiationSim.App.Tests.Store;

/// <summary>
/// What events look like in the tables, for every event type with every member filled: files under <c>golden</c>, reviewed
/// like code. They were stored by some released version, so the current one must read them, and must write them the same.
/// </summary>
public sealed class StoredForm(TestDatabase database) : IClassFixture<TestDatabase>
{
    private static readonly JsonSerializerOptions Pretty = new(DomainJson.Options) { WriteIndented = true, NewLine = "\n" };

    public static TheoryData<string> Names => [.. EventTypes.All.Select(t => t.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public async Task Of_each_event_type_is_read_and_written_as_it_was(string name)
    {
        var file = Path.Combine(Folder(), name + ".json");
        File.Exists(file).ShouldBeTrue($"the stored form of {name} is not pinned: add {file}");
        var golden = await File.ReadAllTextAsync(file, TestContext.Current.CancellationToken);
        var type = EventTypes.Find(name)!;
        var e = (NegotiationEvent)JsonSerializer.Deserialize(golden, type, DomainJson.Options)!;

        // Every member is there: what the golden file leaves out is not pinned.
        MembersOf(type).ShouldBe(JsonDocument.Parse(golden).RootElement.EnumerateObject().Select(m => m.Name), ignoreOrder: true);

        var negotiation = new NegotiationId($"golden-{name}");
        var empty = await database.Store.LoadAsync(negotiation, TestContext.Current.CancellationToken);
        await database.Store.AppendAsync(empty, [e], TestContext.Current.CancellationToken);

        // Written: the same JSON value, by PostgreSQL's own comparison, under the same name.
        (await database.QueryAsync<bool>(
            $"select data = '{golden.Replace("'", "''")}'::jsonb and type = '{name}' from negsim.mt_events where stream_id = 'negotiation/golden-{name}'"))
            .ShouldBe([true], $"stored as {JsonSerializer.Serialize(e, type, Pretty)}");

        // Read: the same event.
        var stored = await database.Store.LoadAsync(negotiation, TestContext.Current.CancellationToken);
        stored.Ledger.Events.ShouldBe([e]);
    }

    [Fact]
    public void Files_are_those_of_the_event_types() =>
        Directory.GetFiles(Folder(), "*.json").Select(Path.GetFileNameWithoutExtension).ShouldBe(EventTypes.All.Select(t => t.Name), ignoreOrder: true);

    [Fact]
    public void Of_every_enum_value_is_as_it_was()
    {
        Written<Stance>().ShouldBe("silent accepts accepts-conditionally open objects-to-wording rejects undisclosed");
        Written<Certainty>().ShouldBe("asserted attributed reported planned supposed");
        Written<PartyRole>().ShouldBe("principal mediator guarantor observer ratifier");
        Written<Descent>().ShouldBe("kept reworded merged split new dropped unknown");
        Written<MeetingKind>().ShouldBe("meeting call video");
    }

    private static string Written<T>()
        where T : struct, Enum => string.Join(' ', Enum.GetValues<T>().Select(v => JsonSerializer.Serialize(v, DomainJson.Options).Trim('"')));

    private static IEnumerable<string> MembersOf(Type type) =>
        DomainJson.Options.GetTypeInfo(type).Properties.Where(p => p.Set is not null).Select(p => p.Name);

    private static string Folder() => Path.Combine(Committed.Root, "tests/NegotiationSim.App.Tests/Store/golden");
}
