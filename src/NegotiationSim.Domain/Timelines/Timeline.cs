namespace NegotiationSim.Domain;

/// <summary>
/// The events in force, in the order of folding, as known by a date. Folding order: the day from which an event counts,
/// then <see cref="NegotiationEvent.Order"/>, then the day it became known, then its id; arrival never matters.
/// </summary>
public sealed class Timeline
{
    private readonly Step[] _steps;
    private readonly Dictionary<EventId, TimelineEvent> _byId;

    private Timeline(Ledger ledger, DateOnly? knownBy, List<Step> steps, List<TimelineEvent> undated)
    {
        Ledger = ledger;
        KnownBy = knownBy;
        _steps = [.. steps];
        Undated = undated;
        _byId = new(_steps.Length + undated.Count);
        foreach (var entry in Events.Concat(undated))
        {
            _byId[entry.Id] = entry;
        }
    }

    /// <summary>What was recorded, in and out of force.</summary>
    public Ledger Ledger { get; }

    /// <summary>The last day of knowledge; null: all that is recorded.</summary>
    public DateOnly? KnownBy { get; }

    /// <summary>
    /// What a fold applies, in order: every dated event once where it counts, and before it, on the first day it may have
    /// happened, as a possibility when its date is a span within which the day is not known.
    /// </summary>
    public ReadOnlySpan<Step> Steps => _steps;

    /// <summary>Events whose date is unknown: kept and shown, never folded. By order, then known, then id.</summary>
    public IReadOnlyList<TimelineEvent> Undated { get; }

    /// <summary>The dated events in force, in order.</summary>
    public IEnumerable<TimelineEvent> Events
    {
        get
        {
            foreach (var step in _steps)
            {
                if (!step.IsPossible)
                {
                    yield return step.Entry;
                }
            }
        }
    }

    /// <summary>The day of the last event that counts; null when none does.</summary>
    public DateOnly? LastDay => _steps.Length == 0 ? null : _steps[^1].Day;

    /// <summary>The day of the first step; null when there is none.</summary>
    public DateOnly? FirstDay => _steps.Length == 0 ? null : _steps[0].Day;

    /// <summary>The event in force with this id, dated or not; null when there is none.</summary>
    public TimelineEvent? Find(EventId id) => _byId.GetValueOrDefault(id);

    /// <summary>The events in force by what was known on <paramref name="knownBy"/>; null: by all that is recorded.</summary>
    public static Timeline Of(Ledger ledger, DateOnly? knownBy = null)
    {
        var steps = new List<Step>(ledger.Count);
        var undated = new List<TimelineEvent>();
        var knowledge = new Knowledge(ledger);
        foreach (var recorded in ledger.Events)
        {
            if (knowledge.InForce(recorded.Id, knownBy ?? DateOnly.MaxValue) is { } entry)
            {
                if (entry.Event.Occurred.IsKnown)
                {
                    Step.AddOf(entry, steps);
                }
                else
                {
                    undated.Add(entry);
                }
            }
        }

        steps.Sort();
        undated.Sort((a, b) => (a.Event.Order, a.Known).CompareTo((b.Event.Order, b.Known)) is var order and not 0 ? order : string.CompareOrdinal(a.Id.Value, b.Id.Value));
        return new Timeline(ledger, knownBy, steps, undated);
    }

    /// <summary>The state at the end of a day: every step up to and including it.</summary>
    public State On(DateOnly day)
    {
        var state = new State();
        foreach (var step in _steps)
        {
            if (step.Day > day)
            {
                break;
            }

            step.ApplyTo(state);
        }

        return state;
    }
}

/// <summary>One application of an event in a fold, where it counts or where it becomes possible. Sorts in folding order.</summary>
public readonly record struct Step(TimelineEvent Entry, bool IsPossible) : IComparable<Step>
{
    public DateOnly Day => IsPossible ? Entry.Event.Occurred.First : Entry.Event.Occurred.Counts;

    public void ApplyTo(State state)
    {
        if (IsPossible)
        {
            state.ApplyPossible(Entry);
        }
        else
        {
            state.Apply(Entry);
        }
    }

    public int CompareTo(Step other)
    {
        var byDay = Day.CompareTo(other.Day);
        if (byDay != 0)
        {
            return byDay;
        }

        var byOrder = Entry.Event.Order.CompareTo(other.Entry.Event.Order);
        if (byOrder != 0)
        {
            return byOrder;
        }

        var byKnown = Entry.Known.CompareTo(other.Entry.Known);
        return byKnown != 0 ? byKnown : string.CompareOrdinal(Entry.Id.Value, other.Entry.Id.Value);
    }

    /// <summary>The steps of a dated event: one where it counts, and one before it when its date leaves days open.</summary>
    internal static void AddOf(TimelineEvent entry, List<Step> steps)
    {
        if (entry.Event.Occurred.HasPossibleDays)
        {
            steps.Add(new Step(entry, IsPossible: true));
        }

        steps.Add(new Step(entry, IsPossible: false));
    }

    public static bool operator <(Step left, Step right) => left.CompareTo(right) < 0;

    public static bool operator >(Step left, Step right) => left.CompareTo(right) > 0;

    public static bool operator <=(Step left, Step right) => left.CompareTo(right) <= 0;

    public static bool operator >=(Step left, Step right) => left.CompareTo(right) >= 0;
}
