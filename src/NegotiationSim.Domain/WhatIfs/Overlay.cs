namespace NegotiationSim.Domain;

/// <summary>What is wrong with a what-if, and where in it.</summary>
/// <param name="Member">The member's path, <c>edits[2].remove</c>.</param>
/// <param name="Reason">What is wrong and what was expected.</param>
public sealed record WhatIfFault(string Member, string Reason);

/// <summary>What the edits make of one event.</summary>
/// <param name="Edit">Place of the edit in the what-if, from 0.</param>
/// <param name="Before">The event without the edits; null when it is inserted.</param>
/// <param name="After">The event with them; null when it is removed.</param>
public sealed record EditedEvent(int Edit, TimelineEvent? Before, TimelineEvent? After)
{
    public EventId Id => (After ?? Before)!.Id;
}

/// <summary>The edits of a what-if, read against the timeline that it builds on: which events become what.</summary>
public sealed class Overlay
{
    private readonly DateOnly? _knownBy;

    private Overlay(WhatIf whatIf, IReadOnlyList<EditedEvent> edited, DateOnly? knownBy)
    {
        WhatIf = whatIf;
        Edited = edited;
        _knownBy = knownBy;
    }

    public WhatIf WhatIf { get; }

    /// <summary>One entry for each event that an edit chose or brought, in the order of the edits.</summary>
    public IReadOnlyList<EditedEvent> Edited { get; }

    /// <summary>
    /// Reads a what-if against its base. Faults are all that is wrong: a match that finds nothing or too much, an event
    /// from before the fork, edits that contradict each other, a fork outside the history.
    /// </summary>
    public static (Overlay? Overlay, IReadOnlyList<WhatIfFault> Faults) Read(WhatIf whatIf, Timeline basis)
    {
        var reading = new OverlayReading(whatIf, basis);
        reading.Read();
        return reading.Faults.Count > 0 ? (null, reading.Faults) : (new Overlay(whatIf, reading.Edited, basis.KnownBy), []);
    }

    /// <summary>
    /// A timeline with the edits: that which the overlay was read against, or the same as known by an earlier day, on
    /// which an edited event does not count before it would have become known.
    /// </summary>
    public Timeline On(Timeline basis)
    {
        var (removed, added) = Of(basis);
        return basis.With(WhatIf.Name, removed, added);
    }

    /// <summary>What the edits take from a timeline, and what they put on it.</summary>
    internal (HashSet<TimelineEvent> Removed, List<TimelineEvent> Added) Of(Timeline basis)
    {
        var removed = new HashSet<TimelineEvent>();
        var added = new List<TimelineEvent>();
        foreach (var edit in Edited)
        {
            if (edit.Before is { } before && basis.Find(before.Id) is { } present)
            {
                removed.Add(present);
            }

            // What the edits were read against knows of them all, also of those from after its last day of knowledge.
            if (edit.After is { } after && (basis.KnownBy is not { } knownBy || after.Known <= knownBy || knownBy >= _knownBy))
            {
                added.Add(after);
            }
        }

        return (removed, added);
    }

    /// <summary>An event that is only supposed, as it stands on a timeline; without claims of its own, the what-if claims it.</summary>
    internal static TimelineEvent Supposed(WhatIf whatIf, NegotiationEvent e)
    {
        // Without a date of its own to become known on, it does on the day of the fork.
        return TimelineEvent.Supposed(e.Claims.Count > 0 ? e : e with { Claims = [new Claim { By = $"what-if {whatIf.Name}", Certainty = Certainty.Supposed, Known = e.Occurred.IsKnown ? null : whatIf.Fork }] });
    }
}
