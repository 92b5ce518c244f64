using NegotiationSim.App.ScenarioFiles;
using NegotiationSim.Simulation;

namespace NegotiationSim.App.Cases;

/// <summary>A case that somebody has in a published format, read.</summary>
/// <param name="Format">The format's name in print.</param>
/// <param name="Name">What the file calls it; its file's name where it has none.</param>
/// <param name="Description">What the file says of it; empty where it says nothing.</param>
/// <param name="Notes">What was taken for what, where a reader of the answer would not expect it.</param>
internal abstract record NegotiationCase(string Format, string Name, string Description, IReadOnlyList<string> Notes)
{
    /// <summary>Who wants what on a scale.</summary>
    /// <param name="Tables">One at least. A scenario is one table; of a set of decisions each is one.</param>
    /// <param name="AreDecisions">The tables are decisions of their own, each of one dimension.</param>
    internal sealed record Positions(string Format, string Name, string Description, IReadOnlyList<string> Notes, IReadOnlyList<PositionsTable> Tables, bool AreDecisions)
        : NegotiationCase(Format, Name, Description, Notes);

    /// <summary>What settlements are worth to whom.</summary>
    /// <param name="Issues">What is to be settled.</param>
    /// <param name="Parties">Two at least.</param>
    internal sealed record Settlements(string Format, string Name, string Description, IReadOnlyList<string> Notes, IReadOnlyList<SettlementIssue> Issues, IReadOnlyList<SettlementParty> Parties)
        : NegotiationCase(Format, Name, Description, Notes);
}

/// <summary>A table of actors.</summary>
/// <param name="Name">The decision's or the scenario's name.</param>
/// <param name="At">Where it stands.</param>
/// <param name="Dimensions">Names of the dimensions.</param>
/// <param name="Actors">The numbers.</param>
/// <param name="Outcome">What was decided, where that is in the file.</param>
/// <param name="ReferencePoint">What would have held without a decision.</param>
/// <param name="Spatial">What the file says of how the spatial model is to run.</param>
internal sealed record PositionsTable(
    string Name, FileMark At, IReadOnlyList<string> Dimensions, ActorTable Actors, double? Outcome = null, double? ReferencePoint = null, SpatialSettings? Spatial = null);

/// <summary>How a scenario asks the spatial model to run.</summary>
/// <param name="Rules">The reference program's choices.</param>
/// <param name="Accommodation">How far ideals follow positions; null: they are the positions.</param>
/// <param name="Seed">Of stochastic runs.</param>
internal sealed record SpatialSettings(SpatialRules Rules, double[]? Accommodation, ulong Seed);

/// <summary>An issue of a domain.</summary>
/// <param name="Number">Its index in the files, by which profiles refer to it.</param>
/// <param name="Values">The ways to settle it; those of an integer issue are its numbers.</param>
/// <param name="Least">The least number of an integer issue; null: its values are words.</param>
/// <param name="At">Where it stands.</param>
internal sealed record SettlementIssue(int Number, string Name, IReadOnlyList<string> Values, int? Least, FileMark At);

/// <summary>A party to a domain.</summary>
/// <param name="Name">The profile's file name, without its ending: profiles name no party.</param>
/// <param name="Reservation">What no agreement is worth.</param>
/// <param name="Discount">What an agreement at the deadline is worth, as a share.</param>
/// <param name="Worth">What settlements are worth.</param>
internal sealed record SettlementParty(string Name, double Reservation, double Discount, SettlementWorth Worth);

/// <summary>How a profile values settlements.</summary>
internal abstract record SettlementWorth
{
    private SettlementWorth()
    {
    }

    /// <summary>Issues add up; evaluations are divided by their issue's greatest where that is above 1.</summary>
    internal sealed record Additive(AdditivePreferences Preferences) : SettlementWorth;

    /// <summary>The sum of the rectangles that a settlement lies in, at most 1. Their utilities are divided by the profile's greatest already.</summary>
    internal sealed record Rectangular(IReadOnlyList<HyperRectangle> Rectangles) : SettlementWorth;
}

/// <summary>A place in one of several files.</summary>
internal readonly record struct FileMark(string File, Mark At)
{
    public override string ToString() => $"{File}:{At.Line}:{At.Column}";
}
