namespace NegotiationSim.Domain;

/// <summary>An event that cannot have been as it was recorded once another is gone.</summary>
/// <param name="Event">The event.</param>
/// <param name="On">The event that it depends on, itself gone: edited away, dropped, or a dependent of these.</param>
/// <param name="How"><c>because</c>; or what the other brought: <c>meeting kremlin</c>, <c>version US-28</c>, <c>set some</c>, <c>deadline nov-27</c>.</param>
/// <param name="Root">The first event of the chain: edited, or breaking a rule.</param>
public sealed record Dependent(EventId Event, EventId On, string How, EventId Root);

/// <summary>
/// Follows what depends on events that go. An event depends on another in two ways.
/// <list type="bullet">
/// <item>By <c>because</c>: it happened because of the other. One cause that goes is enough.</item>
/// <item>By structure: the other brought what it needs. A meeting is brought by its scheduling and its holding; it is needed
/// to be held, postponed or cancelled and to table something there. Tabling at a meeting that was held also needs its holding.
/// A version is brought by its introduction; all need it that name it or a point of it, but not the introduction of a text
/// that derives from it. An unnamed set is brought by its declaration, and needed where members are named or it is
/// withdrawn; a deadline is brought where it is set, and needed where it is moved or dropped.</item>
/// </list>
/// An event stands on its own when another event that brings the same, not later than it, still stands. So does what came
/// before the event that goes, and what was never brought by any: the record of reality has holes. What an edit or a rule
/// puts on the timeline does not depend by structure: whoever put it there has seen what it is about. Amendments say what is known,
/// and that stays so.
/// </summary>
/// <param name="timeline">The events that stand, and those that go as they are met.</param>
/// <param name="supposed">Events that edits or rules put there.</param>
/// <param name="mayGo">What cannot go stands, and what depends on it does too.</param>
internal sealed class Dependence(Timeline timeline, IReadOnlySet<EventId> supposed, Func<TimelineEvent, bool> mayGo)
{
    private readonly HashSet<EventId> _gone = [];
    private readonly HashSet<EventId> _standing = [];

    /// <summary>Something that events bring and others need.</summary>
    private readonly record struct Thing(Type Kind, string Name, bool IsHolding = false)
    {
        public override string ToString() => $"{(Kind == typeof(SetId) ? "set" : Kind.Name[..^2].ToLowerInvariant())} {Name}";
    }

    /// <summary>
    /// What goes with an event, the nearest first, without the event itself; and what depends on any of these and stands all
    /// the same. What went before, or was met standing, is not told again.
    /// </summary>
    /// <param name="leaving">The event that goes.</param>
    /// <param name="instead">What an edit puts in its place; null: nothing. What still brings the same is not gone.</param>
    public (List<Dependent> Going, List<Dependent> Standing) Of(TimelineEvent leaving, TimelineEvent? instead = null)
    {
        var (going, standing) = (new List<Dependent>(), new List<Dependent>());
        if (instead is null)
        {
            _gone.Add(leaving.Id);
        }

        var next = new Queue<TimelineEvent>([leaving]);
        while (next.TryDequeue(out var gone))
        {
            var isReplaced = gone == leaving && instead is not null;
            foreach (var effect in timeline.EffectsOf(gone.Id).Order(InOrder))
            {
                // Its cause is another now, but there is one: nothing but a reader can tell.
                Meet(effect, gone, "because", goes: !isReplaced);
            }

            foreach (var thing in Brought(gone.Event).Except(isReplaced ? Brought(instead!.Event) : []))
            {
                var about = timeline.Naming(thing.Kind, thing.Name).ToList();
                foreach (var entry in about.Where(e => !supposed.Contains(e.Id) && Needs(e.Event, thing) && IsBefore(gone, e)).Order(InOrder))
                {
                    if (!about.Exists(other => other != entry && !_gone.Contains(other.Id) && IsBefore(other, entry) && Brought(other.Event).Contains(thing)))
                    {
                        Meet(entry, gone, thing.ToString(), goes: true);
                    }
                }
            }
        }

        return (going, standing);

        void Meet(TimelineEvent entry, TimelineEvent on, string how, bool goes)
        {
            if (entry.Event.IsAmendment() || _gone.Contains(entry.Id) || (!goes && supposed.Contains(entry.Id)))
            {
                return;
            }

            var dependent = new Dependent(entry.Id, on.Id, how, leaving.Id);
            if (goes && mayGo(entry))
            {
                _gone.Add(entry.Id);
                going.Add(dependent);
                next.Enqueue(entry);
            }
            else if (_standing.Add(entry.Id))
            {
                standing.Add(dependent);
            }
        }
    }

    private static IEnumerable<Thing> Brought(NegotiationEvent e) => e switch
    {
        MeetingScheduled m => [new(typeof(MeetingId), m.Meeting.Value)],
        MeetingHeld m => [new(typeof(MeetingId), m.Meeting.Value), new(typeof(MeetingId), m.Meeting.Value, IsHolding: true)],
        DeadlineSet d => [new(typeof(DeadlineId), d.Deadline.Value)],
        VersionIntroduced v => [new(typeof(VersionId), v.Version.Value)],
        StanceDeclared { Some: { } some } => [new(typeof(SetId), some.Id.Value)],
        _ => [],
    };

    /// <summary>True when an event that names a thing needs it.</summary>
    private static bool Needs(NegotiationEvent e, Thing thing) =>
        thing.IsHolding ? e is PlanTabled
        : thing.Kind == typeof(MeetingId) ? e is MeetingHeld or MeetingPostponed or MeetingCancelled or PlanTabled
        : thing.Kind == typeof(DeadlineId) ? e is DeadlineMoved or DeadlineDropped
        : thing.Kind == typeof(SetId) ? e is MembersNamed or StanceWithdrawn
        : e is not VersionIntroduced;

    /// <summary>
    /// True when one event comes before another that needs what it brings. Within a day it does; but of two events that
    /// bring the same, only the one before it in folding order. What has no date comes before and after all.
    /// </summary>
    private static bool IsBefore(TimelineEvent bringing, TimelineEvent needing) =>
        !bringing.Event.Occurred.IsKnown || !needing.Event.Occurred.IsKnown || bringing.Day < needing.Day
        || (bringing.Day == needing.Day && (needing.Event is not MeetingHeld || new Step(bringing, IsPossible: false) < new Step(needing, IsPossible: false)));

    /// <summary>By folding order, what has no date last.</summary>
    public static readonly Comparer<TimelineEvent> InOrder = Comparer<TimelineEvent>.Create((a, b) =>
        (a.Event.Occurred.IsKnown, b.Event.Occurred.IsKnown) switch
        {
            (true, true) => new Step(a, IsPossible: false).CompareTo(new Step(b, IsPossible: false)),
            (false, false) => string.CompareOrdinal(a.Id.Value, b.Id.Value),
            (true, false) => -1,
            (false, true) => 1,
        });
}
