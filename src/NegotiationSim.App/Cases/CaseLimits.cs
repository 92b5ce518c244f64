namespace NegotiationSim.App.Cases;

/// <summary>The most that a case brings in. Far above the published ones; a mistaken or hostile file must not take the machine.</summary>
internal static class CaseLimits
{
    /// <summary>Bytes of one file.</summary>
    public const int FileBytes = 8 * 1024 * 1024;

    /// <summary>Files of one case.</summary>
    public const int Files = 201;

    /// <summary>Cells of a CSV file.</summary>
    public const int Cells = 500_000;

    /// <summary>Elements of an XML file.</summary>
    public const int Elements = 100_000;

    /// <summary>Attributes of an element.</summary>
    public const int Attributes = 50;

    /// <summary>Levels of elements in an XML file.</summary>
    public const int Depth = 16;

    /// <summary>Decisions of a file in DEU III's layout, which has 363.</summary>
    public const int Decisions = 10_000;

    /// <summary>Rectangles of a utility space.</summary>
    public const int Rectangles = 1_000;
}
