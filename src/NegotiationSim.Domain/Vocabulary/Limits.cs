namespace NegotiationSim.Domain;

/// <summary>
/// The most that enters. Far above any real negotiation; they keep a mistaken or hostile file from taking the machine.
/// </summary>
public static class Limits
{
    /// <summary>Events of one negotiation.</summary>
    public const int Events = 200_000;

    /// <summary>Events in one request to record.</summary>
    public const int EventsAtOnce = 200_000;

    /// <summary>Parties of one negotiation, and parties, people, points and ids in one list of an event.</summary>
    public const int Parties = 200;

    /// <summary>Points of one version, and items in any list of an event.</summary>
    public const int ListItems = 2_000;

    /// <summary>Characters of an identifier.</summary>
    public const int IdentifierLength = 100;

    /// <summary>Characters of any other text.</summary>
    public const int TextLength = 10_000;

    /// <summary>The years of dates: days are added to dates in many places, and none may leave the calendar.</summary>
    public const int FirstYear = 1000;

    /// <inheritdoc cref="FirstYear"/>
    public const int LastYear = 2999;

    /// <summary>Bytes of one scenario file.</summary>
    public const int FileBytes = 128 * 1024 * 1024;

    /// <summary>What-ifs recorded of one negotiation; a grid records none.</summary>
    public const int WhatIfs = 1_000;

    /// <summary>Edits of one what-if.</summary>
    public const int Edits = 10_000;

    /// <summary>Consequence rules of one what-if.</summary>
    public const int ConsequenceRules = 100;

    /// <summary>How often one consequence rule may fire.</summary>
    public const int Firings = 1_000;

    /// <summary>Retractions of retractions in a row, and claims about them: each is asked for the next one's standing.</summary>
    public const int RetractionDepth = 16;

    /// <summary>What-ifs that build on one another, the last included.</summary>
    public const int WhatIfDepth = 8;

    /// <summary>Values that one edit is varied over.</summary>
    public const int GridValues = 10_000;

    /// <summary>Nesting of one scenario file.</summary>
    public const int Depth = 16;
}
