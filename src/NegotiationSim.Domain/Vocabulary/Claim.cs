using System.ComponentModel;

namespace NegotiationSim.Domain;

/// <summary>How firmly a claim is made, by its source's own words.</summary>
public enum Certainty
{
    /// <summary>The source states it in its own voice.</summary>
    Asserted,

    /// <summary>The source ascribes it to a named speaker.</summary>
    Attributed,

    /// <summary>The source has it from people whom it does not name.</summary>
    Reported,

    /// <summary>It is announced or expected, and had not happened when the claim was made.</summary>
    Planned,

    /// <summary>Nobody says so: a what-if supposes it. No recorded claim has it.</summary>
    Supposed,
}

[Description("Who says that an event happened, where, and since when that is public.")]
public sealed record Claim
{
    [Description("Who says so: a person, a party's spokesman, 'unnamed officials', 'editor' for a judgement of this file's author.")]
    public string? By { get; init; }

    [Description("The outlet that carries it.")]
    public string? Via { get; init; }

    [Description("The address of the page.")]
    public string? Url { get; init; }

    [Description("The address of an archived copy.")]
    public string? Archive { get; init; }

    [Description("The day it became public. Left out: the day from which the event counts.")]
    public DateOnly? Known { get; init; }

    [Description("How firmly: asserted (default), attributed, reported or planned. What is supposed belongs in a what-if and has no claim.")]
    public Certainty Certainty { get; init; }

    [Description("The reason that this source gives for the event, where it gives one.")]
    public string? Reason { get; init; }
}
