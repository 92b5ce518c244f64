using System.ComponentModel;
using System.Text.Json.Serialization;
using NegotiationSim.Domain;

namespace NegotiationSim.Simulation;

/// <summary>What must be settled together.</summary>
public enum Linkage
{
    /// <summary>Each point by itself.</summary>
    PointByPoint,

    /// <summary>The points of a package together; points of no package by themselves.</summary>
    Package,

    /// <summary>All points that are assessed, or none: nothing is agreed until everything is agreed.</summary>
    WholeVersion,
}

/// <summary>
/// An analyst's numbers for a forecast: who wants what on each point, how much they care, what weight they carry, and how
/// the talks go on. Judgement, never mixed with what is recorded.
/// </summary>
public sealed record Assessment
{
    [Description("Name of the forecast: lower-case letters, digits and hyphens.")]
    public required ForecastId Name { get; init; }

    [Description("What is asked, and for whom.")]
    public required string Why { get; init; }

    [Description("Whose judgement it is.")]
    public required string Author { get; init; }

    [Description("The negotiation that it is about.")]
    public required NegotiationId Negotiation { get; init; }

    [Description("The what-if on whose timeline it goes on; left out: what was recorded.")]
    public WhatIfId? WhatIf { get; init; }

    [Description("The version whose points are assessed.")]
    public required VersionId Version { get; init; }

    [Description("The last day that is taken from the record; left out: the day of the last event.")]
    public DateOnly? From { get; init; }

    [Description("Only what was known by this date; left out: by the last day taken from the record.")]
    public DateOnly? KnownBy { get; init; }

    [Description("The last day that is simulated.")]
    public required DateOnly Until { get; init; }

    [Description("The model by which positions move, as 'negsim model list' names it: spatial (default), expected-utility or alternating-offers.")]
    public string Model { get; init; } = "spatial";

    [Description("How many runs; left out: 1,000.")]
    public int Runs { get; init; } = 1_000;

    [Description("From which all that is drawn follows; left out: 1.")]
    [JsonIgnore(Condition = JsonIgnoreCondition.Never)] // 0 is none that may be left out
    public ulong Seed { get; init; } = 1;

    [Description("Days from one round of talks to the next.")]
    public required Estimate DaysPerRound { get; init; }

    [Description("The chance that a round is cancelled, 0 to 1; left out: 0.")]
    public Estimate Cancelled { get; init; }

    [Description("The chance that talks break off after a round, 0 to 1; left out: 0.")]
    public Estimate BreaksOff { get; init; }

    [Description("A day after which nobody talks any more, where there is one.")]
    public DateOnly? Deadline { get; init; }

    [Description("What must be settled together: point-by-point (default), package or whole-version.")]
    public Linkage Linkage { get; init; }

    [Description("True: what a party has accepted it may take back. Left out: it stays within the tolerance of the text.")]
    public bool MayBeUndone { get; init; }

    [Description("The parties, those that must agree among them.")]
    public required ValueList<AssessedParty> Parties { get; init; }

    [Description("The points.")]
    public required ValueList<AssessedPoint> Points { get; init; }

    [Description("With 'linkage: package': which points are settled together.")]
    public ValueList<AssessedPackage> Packages { get; init; }

    [Description("What may happen outside the talks, at any time, and what it changes.")]
    public ValueList<Shock> Shocks { get; init; }
}

/// <summary>What is judged of a party as a whole.</summary>
[Description("What is judged of a party as a whole.")]
public sealed record AssessedParty
{
    [Description("The party.")]
    public required PartyId Party { get; init; }

    [Description("Its weight, 0.0001 to 1000000000000; only ratios count.")]
    public required Estimate Capability { get; init; }

    [Description("For alternating-offers: what no agreement is worth to it, 0 to 1, when 1 is to get all it wants; left out: 0.")]
    public Estimate NoAgreement { get; init; }

    [Description("For alternating-offers: how it concedes, as the exponent of 1 - t^e; above 1 firm until the deadline, below 1 yielding; left out: 1.")]
    public Estimate Firmness { get; init; } = new(1);

    [Description("Why so.")]
    public string? Note { get; init; }
}

/// <summary>What is judged of a point.</summary>
[Description("What is judged of a point.")]
public sealed record AssessedPoint
{
    [Description("The point.")]
    public required PointId Point { get; init; }

    [Description("What the numbers mean: two or more labelled places from 0 to 100.")]
    public required ValueList<ScaleMark> Scale { get; init; }

    [Description("Where the text of the version stands on the scale; left out: it leaves the matter open.")]
    public double? Text { get; init; }

    [Description("How near, on the scale, is near enough: parties so near to one another agree, a party so near to the text accepts it; left out: 10.")]
    public double Tolerance { get; init; } = 10;

    [Description("How far from the text a party only objects to the wording; beyond it rejects; left out: three times the tolerance.")]
    public double? Objects { get; init; }

    [Description("Where each party stands.")]
    public required ValueList<AssessedPosition> Positions { get; init; }

    [Description("Why so.")]
    public string? Note { get; init; }

    /// <summary>The distance from the text beyond which a party rejects it.</summary>
    internal double Rejects => Objects ?? 3 * Tolerance;
}

/// <summary>What a place on a point's scale means.</summary>
[Description("What a place on a point's scale means.")]
public sealed record ScaleMark
{
    [Description("The place, 0 to 100.")]
    public required double At { get; init; }

    [Description("What it means.")]
    public required string Label { get; init; }
}

/// <summary>Where a party is judged to stand on a point.</summary>
[Description("Where a party is judged to stand on a point.")]
public sealed record AssessedPosition
{
    [Description("The party.")]
    public required PartyId Party { get; init; }

    [Description("What it wants, 0 to 100 on the point's scale.")]
    public required Estimate Position { get; init; }

    [Description("How much it cares, in percent of all it cares about; a party's sum to at most 100 over the points.")]
    public required Estimate Salience { get; init; }

    [Description("Why so.")]
    public string? Note { get; init; }
}

/// <summary>Points that are settled together.</summary>
[Description("Points that are settled together.")]
public sealed record AssessedPackage
{
    [Description("Its points.")]
    public required ValueList<PointId> Points { get; init; }
}

/// <summary>Something outside the talks that may happen at any time, and what it changes.</summary>
[Description("Something outside the talks that may happen at any time, and what it changes.")]
public sealed record Shock
{
    [Description("What happens, in a few words.")]
    public required string Name { get; init; }

    [Description("Why it is supposed to come, and to have this effect.")]
    public required string Why { get; init; }

    [Description("How often in a year, above 0, on average.")]
    public required Estimate PerYear { get; init; }

    [Description("The party that it changes; left out: all.")]
    public PartyId? Party { get; init; }

    [Description("The points that it changes; left out: all.")]
    public ValueList<PointId> Points { get; init; }

    [Description("The party's capability is multiplied by this, 0.001 to 1000; left out: 1.")]
    public double Capability { get; init; } = 1;

    [Description("The saliences are multiplied by this, 0 to 1000; left out: 1.")]
    [JsonIgnore(Condition = JsonIgnoreCondition.Never)]
    public double Salience { get; init; } = 1;

    [Description("The positions move by so much, -100 to 100; left out: 0.")]
    public double Position { get; init; }
}
