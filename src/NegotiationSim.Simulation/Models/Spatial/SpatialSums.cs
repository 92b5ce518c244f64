using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace NegotiationSim.Simulation;

/// <summary>The sums that the spatial model spends its time on.</summary>
internal static class SpatialSums
{
    /// <summary>
    /// Σ_d ((a_d - b_d) w_d)^2. Four sums run side by side and are added in one order, whatever the processor can do at once, and
    /// products are rounded before they are added: the same bytes on every platform.
    /// </summary>
    /// <param name="a">Numbers.</param>
    /// <param name="b">As many.</param>
    /// <param name="w">As many weights.</param>
    public static double SquaredSteps(ReadOnlySpan<double> a, ReadOnlySpan<double> b, ReadOnlySpan<double> w)
    {
        if (a.Length != b.Length || a.Length != w.Length) throw new ArgumentException("As many of each.", nameof(b));
        ref var ofA = ref MemoryMarshal.GetReference(a);
        ref var ofB = ref MemoryMarshal.GetReference(b);
        ref var ofW = ref MemoryMarshal.GetReference(w);
        var sums = Vector256<double>.Zero;
        var d = 0;
        for (; d <= a.Length - Vector256<double>.Count; d += Vector256<double>.Count)
        {
            var steps = (Vector256.LoadUnsafe(ref ofA, (nuint)d) - Vector256.LoadUnsafe(ref ofB, (nuint)d)) * Vector256.LoadUnsafe(ref ofW, (nuint)d);
            sums += steps * steps;
        }

        var sum = sums[0] + sums[1] + (sums[2] + sums[3]);
        for (; d < a.Length; d++)
        {
            var step = (a[d] - b[d]) * w[d];
            sum += step * step;
        }

        return sum;
    }
}
