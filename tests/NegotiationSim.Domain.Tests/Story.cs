namespace NegotiationSim.Domain.Tests;

/// <summary>Given events, when asked on a day by what was known, then: a ledger whose events were all admitted.</summary>
internal sealed class Story
{
    private Story(Ledger ledger) => Ledger = ledger;

    public Ledger Ledger { get; }

    /// <summary>Records the events one after the other; those without an id are called e1, e2, ... by their place.</summary>
    public static Story Given(params NegotiationEvent[] events)
    {
        var decision = Recording.Decide(Ledger.Empty(new("story")), Numbered(events));
        var admitted = decision.ShouldBeOfType<Decision.Admitted>(decision is Decision.Refused refused ? string.Join("; ", refused.Refusals) : null);
        return new(Ledger.Of(new("story"), admitted.New));
    }

    /// <summary>The same after talks between RUS, UKR and the mediator USA began over V, tabled with points 1, 2, 2a, 2b and 3.</summary>
    public static Story Begun(params NegotiationEvent[] events) => Given([.. Beginning, .. events]);

    public static IReadOnlyList<NegotiationEvent> Numbered(IReadOnlyList<NegotiationEvent> events) =>
        [.. events.Select((e, i) => e.Id.Value.Length > 0 ? e : e.As($"e{i + 1}"))];

    public static readonly NegotiationEvent[] Beginning =
    [
        Tell.Opened("2025-11-01").As("opened"),
        Tell.Introduced("2025-11-02", "V", "1", "2", "2a", "2b", "3").As("introduced"),
        Tell.Tabled("2025-11-03", "V").As("tabled"),
    ];

    public Story KnownBy(string day) => new(Ledger) { Knowledge = Tell.Day(day) };

    private DateOnly? Knowledge { get; init; }

    public Timeline Timeline => Timeline.Of(Ledger, Knowledge);

    public State On(string day) => Timeline.On(Tell.Day(day));

    /// <summary>The state after all that happened.</summary>
    public State AtLast => Timeline.On(DateOnly.MaxValue);

    /// <summary>The rules broken, in order, as <c>rule event</c>.</summary>
    public IEnumerable<string> Remarks => Timeline.Conflicts.Select(c => $"{c.Rule} {c.Event}");

    /// <summary>The ids of the dated events in force, in order.</summary>
    public IEnumerable<string> Order => Timeline.Events.Select(e => e.Id.Value);
}

/// <summary>Questions to a state, in the short names of the tests.</summary>
internal static class Asking
{
    public static Cell Cell(this State state, string party, string point) => state.CellOf(new PointId(point), new PartyId(party));

    public static Cell OnVersion(this State state, string party, string version) => state.CellOf(new VersionId(version), new PartyId(party));

    public static Cell OnIssue(this State state, string party, string issue) => state.CellOf(new IssueId(issue), new PartyId(party));

    public static Stance Stance(this State state, string party, string point) => state.Cell(party, point).Stance;

    public static PointState Point(this State state, string point) => state.Points[new(point)];

    public static PointStatus Status(this State state, string point) => state.StatusOf(state.Point(point));

    public static VersionState Version(this State state, string version) => state.Versions[new(version)];

    public static VersionStatus VersionStatus(this State state, string version) => state.StatusOf(state.Version(version));

    public static MeetingState Meeting(this State state, string meeting) => state.Meetings[new(meeting)];

    public static DeadlineState Deadline(this State state, string deadline) => state.Deadlines[new(deadline)];

    public static TimelineEvent Entry(this Timeline timeline, string id) => timeline.Find(new(id)).ShouldNotBeNull();
}
