namespace NegotiationSim.Domain;

/// <summary>What becomes of events that somebody wants to record: all are admitted or none.</summary>
public abstract record Decision
{
    private Decision()
    {
    }

    /// <param name="New">The events to append, in the order given, without those recorded before.</param>
    /// <param name="AlreadyRecorded">How many were recorded before with the same content.</param>
    public sealed record Admitted(IReadOnlyList<NegotiationEvent> New, int AlreadyRecorded) : Decision;

    /// <param name="Refusals">Every reason, in the order of the events.</param>
    public sealed record Refused(IReadOnlyList<Refusal> Refusals) : Decision;
}

/// <summary>Why an event is not recorded.</summary>
/// <param name="Index">The event's place, from 0, among those to be recorded.</param>
/// <param name="Event">Its id.</param>
/// <param name="Member">The member at fault, <c>points[2]</c>; empty when it is the event as a whole.</param>
/// <param name="Reason">What is wrong and what was expected, as a clause.</param>
public sealed record Refusal(int Index, EventId Event, string Member, string Reason);
