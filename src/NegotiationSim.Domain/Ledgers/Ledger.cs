namespace NegotiationSim.Domain;

/// <summary>
/// Everything that was recorded about one negotiation, in the order of arrival. Immutable: recording gives a new one.
/// </summary>
public sealed class Ledger
{
    private readonly List<NegotiationEvent> _events;
    private readonly Dictionary<EventId, NegotiationEvent> _byId;
    private readonly Lazy<HashSet<(Type Kind, string Name)>> _introduced;

    private Ledger(NegotiationId negotiation, List<NegotiationEvent> events, Dictionary<EventId, NegotiationEvent> byId)
    {
        Negotiation = negotiation;
        _events = events;
        _byId = byId;
        _introduced = new(() => References.IntroducedBy(events).ToHashSet());
    }

    public NegotiationId Negotiation { get; }

    public int Count => _events.Count;

    public IReadOnlyList<NegotiationEvent> Events => _events;

    public NegotiationEvent? Find(EventId id) => _byId.GetValueOrDefault(id);

    /// <summary>True when an event brings this name.</summary>
    internal bool Introduces(Type kind, string name) => _introduced.Value.Contains((kind, name));

    /// <summary>The names of a kind that events bring.</summary>
    internal IEnumerable<string> Introduced(Type kind) => _introduced.Value.Where(n => n.Kind == kind).Select(n => n.Name);

    public static Ledger Empty(NegotiationId negotiation) => new(negotiation, [], []);

    /// <summary>The ledger of events that were admitted before, in the order of arrival.</summary>
    /// <exception cref="ArgumentException">The same id twice.</exception>
    public static Ledger Of(NegotiationId negotiation, IEnumerable<NegotiationEvent> admitted)
    {
        var events = admitted.ToList();
        var byId = new Dictionary<EventId, NegotiationEvent>(events.Count);
        foreach (var e in events)
        {
            byId.Add(e.Id, e);
        }

        return new(negotiation, events, byId);
    }

    /// <summary>This ledger as it was when it had so many events.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It never had so many.</exception>
    public Ledger At(int count)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(count, Count);
        return count == Count ? this : Of(Negotiation, _events.Take(count));
    }

    /// <summary>This ledger with more events at its end.</summary>
    public Ledger With(IEnumerable<NegotiationEvent> admitted) => Of(Negotiation, _events.Concat(admitted));
}
