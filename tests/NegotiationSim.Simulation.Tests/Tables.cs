namespace NegotiationSim.Simulation.Tests;

/// <summary>Tables of actors to test with.</summary>
internal static class Tables
{
    /// <summary>A table of some actors and dimensions with any usable numbers, none of them alike: ties go by the order of actors.</summary>
    public static Gen<ActorTable> Any(int leastActors = 3, int mostActors = 7, int mostDimensions = 4) =>
        from actors in Gen.Int[leastActors, mostActors]
        from dimensions in Gen.Int[1, mostDimensions]
        from positions in Gen.Int[0, 9_900].Array[actors * dimensions]
        from saliences in Gen.Int[100, 9_900].Array[actors * dimensions]
        from capabilities in Gen.Int[100, 9_900].Array[actors]
        select Of(dimensions, Unlike(positions), [.. Unlike(saliences).Select(s => s / dimensions)], Unlike(capabilities));

    private static double[] Unlike(int[] hundredths) => [.. hundredths.Select((x, at) => (x / 100.0) + (0.00137 * (at + 1)))];

    public static ActorTable Of(int dimensions, double[] positions, double[] saliences, double[] capabilities) => new()
    {
        Names = [.. capabilities.Select((_, i) => $"A{i}")],
        Dimensions = dimensions,
        Positions = positions,
        Saliences = saliences,
        Capabilities = capabilities,
    };

    /// <summary>Three parties, two points.</summary>
    public static ActorTable Small { get; } = Of(2, [0, 10, 50, 60, 100, 20], [40, 40, 30, 50, 60, 20], [100, 60, 80]);

    /// <summary>The same table with its actors in another order: the new i-th is the old order[i]-th.</summary>
    public static ActorTable Reordered(this ActorTable table, IReadOnlyList<int> order) => table with
    {
        Names = [.. order.Select(i => table.Names[i])],
        Positions = [.. order.SelectMany(i => table.Positions.Skip(i * table.Dimensions).Take(table.Dimensions))],
        Saliences = [.. order.SelectMany(i => table.Saliences.Skip(i * table.Dimensions).Take(table.Dimensions))],
        Capabilities = [.. order.Select(i => table.Capabilities[i])],
    };

    public static Gen<int[]> Orders(int count) => Gen.Shuffle(Enumerable.Range(0, count).ToArray());

    /// <summary>Bytes that an action allocates, once everything that it needs was made.</summary>
    public static long Allocates(Action action)
    {
        action();
        var before = GC.GetAllocatedBytesForCurrentThread();
        action();
        return GC.GetAllocatedBytesForCurrentThread() - before;
    }
}
