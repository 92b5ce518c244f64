namespace NegotiationSim.Domain;

/// <summary>An event of a timeline that should not be, given what came before it. Listed, never silently dropped.</summary>
/// <param name="Rule">The rule that found it, <c>cancelled-never-scheduled</c>.</param>
/// <param name="Event">The event.</param>
/// <param name="Day">The day from which the event counts.</param>
/// <param name="Message">What is odd, in a sentence that names the state before the event.</param>
public sealed record Conflict(string Rule, EventId Event, DateOnly Day, string Message);
