using NegotiationSim.Domain;

namespace NegotiationSim.App.Tests.Store;

/// <summary>An event in the tables that this program cannot read: nobody goes on as if it were not there.</summary>
public sealed class AnUnreadableEvent(TestDatabase database) : IClassFixture<TestDatabase>
{
    [Theory]
    [InlineData("type = 'no-such-event', mt_dotnet_type = 'NoSuchEvent, NoSuchAssembly'")]
    [InlineData("data = data || '{\"noSuchMember\": 1}'")]
    [InlineData("data = data - 'occurred'")]
    public async Task Stops_reading_and_rebuilding(string damage)
    {
        var negotiation = new NegotiationId("damaged");
        await database.Store.DeleteAsync(negotiation, TestContext.Current.CancellationToken);
        var stored = await database.Store.LoadAsync(negotiation, TestContext.Current.CancellationToken);
        await database.Store.AppendAsync(stored, RandomNegotiation.Events(seed: 1, count: 10), TestContext.Current.CancellationToken);

        await database.ExecuteAsync($"update negsim.mt_events set {damage} where version = 4");

        await Should.ThrowAsync<Exception>(() => database.Store.LoadAsync(negotiation, TestContext.Current.CancellationToken));
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        limit.CancelAfter(TimeSpan.FromSeconds(30));
        var stopped = await Should.ThrowAsync<Exception>(() => database.Store.RebuildAsync(cancellation: limit.Token));
        stopped.ShouldNotBeAssignableTo<OperationCanceledException>();
        limit.IsCancellationRequested.ShouldBeFalse();
    }
}
