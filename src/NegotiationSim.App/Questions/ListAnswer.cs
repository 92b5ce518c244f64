using NegotiationSim.Domain;
using NegotiationSim.Store;

namespace NegotiationSim.App.Questions;

/// <summary>What is recorded.</summary>
public sealed record ListAnswer(ValueList<ListedNegotiation> Negotiations)
{
    public static async Task<ListAnswer> LoadAsync(LedgerStore store, CancellationToken cancellation) =>
        new((await store.ListAsync(cancellation)).Select(ListedNegotiation.Of).ToValueList());
}

/// <summary>One negotiation.</summary>
/// <param name="Events">How many are recorded.</param>
/// <param name="From">The day of the first step of its timeline.</param>
/// <param name="To">The day of the last.</param>
public sealed record ListedNegotiation(NegotiationId Negotiation, string? Title, long Events, DateOnly? From, DateOnly? To, ValueList<VersionId> Versions)
{
    public static ListedNegotiation Of(Present p) => new(new NegotiationId(p.Id), p.Title, p.Version, p.From, p.To, p.Versions);
}
