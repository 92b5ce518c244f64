namespace NegotiationSim.Domain;

/// <summary>One application of an event in a fold, where it counts or where it becomes possible. Sorts in folding order.</summary>
public readonly record struct Step(TimelineEvent Entry, bool IsPossible) : IComparable<Step>
{
    /// <summary>True when it applies the very same event in the same way.</summary>
    public bool Equals(Step other) => ReferenceEquals(Entry, other.Entry) && IsPossible == other.IsPossible;

    public override int GetHashCode() => HashCode.Combine(System.Runtime.CompilerServices.RuntimeHelpers.GetHashCode(Entry), IsPossible);

    /// <summary>True when another step applies the same event, which stands the same, in the same way.</summary>
    internal bool Says(Step other) =>
        IsPossible == other.IsPossible && (ReferenceEquals(Entry, other.Entry) || Entry.StandsLike(other.Entry));

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
