namespace NegotiationSim.App.Pictures;

/// <summary>How a party's line and band are drawn: never told apart by colour alone.</summary>
/// <param name="Line">The colour of its line and name.</param>
/// <param name="Fill">The colour of its band.</param>
/// <param name="Dashes">The dashes of its line.</param>
/// <param name="Angle">The angle of the hatching of its band, in degrees.</param>
/// <param name="Sign">The sign on its line and before its name.</param>
internal sealed record PartyLook(string Line, string Fill, string Dashes, int Angle, string Sign)
{
    /// <summary>PuOr (ColorBrewer), dark and light, with a grey between; dashes and signs go on when colours begin again.</summary>
    private static readonly (string Line, string Fill)[] Colours = [("#b35806", "#fdb863"), ("#542788", "#b2abd2"), ("#404040", "#d0d0d0"), ("#8073ac", "#d8daeb")];

    private static readonly string[] Dashing = ["none", "9 4", "2 3", "10 3 2 3", "5 2"];

    private static readonly string[] Signs = ["●", "■", "▲", "◆", "▼", "★", "○", "□", "△", "◇"];

    /// <summary>The look of a party by its place among them.</summary>
    public static PartyLook Of(int party) =>
        new(Colours[party % Colours.Length].Line, Colours[party % Colours.Length].Fill, Dashing[party % Dashing.Length], (45 + (60 * party)) % 180, Signs[party % Signs.Length]);
}
