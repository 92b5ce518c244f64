namespace NegotiationSim.Simulation.Tests;

public sealed class Architecture
{
    /// <summary>Nothing here reads a clock, a file or a network; the analyzer's banned symbols do the rest at build.</summary>
    [Fact]
    public void The_simulation_references_the_domain_and_the_framework_and_nothing_else() =>
        typeof(Models).Assembly.GetReferencedAssemblies().Select(a => a.Name!)
            .Where(name => name != "System" && name != "NegotiationSim.Domain" && !name.StartsWith("System.", StringComparison.Ordinal)).ShouldBeEmpty();
}
