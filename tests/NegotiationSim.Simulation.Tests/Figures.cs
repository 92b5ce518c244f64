namespace NegotiationSim.Simulation.Tests;

/// <summary>The reference figures that go with the models.</summary>
internal static class Figures
{
    public static string? Read(string name) => ReferenceFigures.TextOf(name);

    public static ReferenceFigures Of(string name) => ReferenceFigures.Parse(name, Read(name)!);
}
