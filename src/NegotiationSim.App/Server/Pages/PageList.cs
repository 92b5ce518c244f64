namespace NegotiationSim.App.Server.Pages;

/// <summary>The pages of a negotiation, as the way to them lists them.</summary>
/// <param name="Title">What the page is called.</param>
/// <param name="Path">What stands behind the negotiation in its address, empty for the first; null: the page is still to come.</param>
public sealed record PageList(string Title, string? Path)
{
    public static readonly IReadOnlyList<PageList> OfNegotiation =
    [
        new("Negotiation", ""),
        new("Replay", "replay"),
        new("Point", "points"),
        new("Compare", "compare"),
        new("What-if", "what-if"),
        new("Forecast", "forecast"),
        new("Meetings", "meetings"),
        new("Record", "record"),
    ];
}
