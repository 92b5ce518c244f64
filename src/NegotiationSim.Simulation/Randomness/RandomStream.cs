using System.Diagnostics;
using System.Runtime.CompilerServices;

namespace NegotiationSim.Simulation;

/// <summary>
/// Random numbers that depend on a seed, the number of the run and what they are for, and on nothing else: neither on the
/// thread that draws them nor on what other streams drew before. That is what makes a forecast the same, byte for byte, on
/// one thread or eight. A mutable value: pass it by reference, a copy repeats what the original will draw.
/// </summary>
/// <remarks>
/// Philox4x32-10 (Salmon, Moraes, Dror and Shaw, "Parallel random numbers: as easy as 1, 2, 3", SC 2011): the key is the
/// seed; the counter of 128 bits is the block (32), the run (32) and the FNV-1a hash of the purpose (64). Streams therefore
/// never overlap unless two purposes have the same hash. A block gives two numbers of 64 bits; a stream has 2^33 of them.
/// Everything here is integer arithmetic, IEEE division and square root, so that it gives the same on every platform.
/// </remarks>
public struct RandomStream
{
    private const uint Multiplier0 = 0xD2511F53;
    private const uint Multiplier1 = 0xCD9E8D57;
    private const uint Weyl0 = 0x9E3779B9; // the golden ratio
    private const uint Weyl1 = 0xBB67AE85; // the square root of 3, less 1
    private const int Rounds = 10;

    private readonly uint _key0;
    private readonly uint _key1;
    private readonly uint _run;
    private readonly uint _purpose0;
    private readonly uint _purpose1;
    private uint _block;
    private bool _hasSpare;
    private ulong _spare;

    private RandomStream(ulong seed, int run, ulong purpose)
    {
        (_key0, _key1) = ((uint)seed, (uint)(seed >> 32));
        _run = (uint)run;
        (_purpose0, _purpose1) = ((uint)purpose, (uint)(purpose >> 32));
    }

    /// <summary>The stream of one purpose in one run.</summary>
    /// <param name="seed">Any number.</param>
    /// <param name="run">The number of the run, from 0.</param>
    /// <param name="purpose">What is drawn: <c>inputs</c>, <c>shocks</c>. Compared by its exact text.</param>
    /// <exception cref="ArgumentOutOfRangeException">The run is negative.</exception>
    public static RandomStream For(ulong seed, int run, string purpose)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(run);
        var hash = 0xCBF29CE484222325UL;
        foreach (var unit in purpose)
        {
            hash = (hash ^ (byte)unit) * 0x100000001B3UL;
            hash = (hash ^ (byte)(unit >> 8)) * 0x100000001B3UL;
        }

        return new(seed, run, hash);
    }

    /// <summary>64 random bits.</summary>
    public ulong NextUInt64()
    {
        if (_hasSpare)
        {
            _hasSpare = false;
            return _spare;
        }

        var (a, b, c, d) = Philox(_block, _run, _purpose0, _purpose1, _key0, _key1);
        _block = checked(_block + 1);
        _hasSpare = true;
        _spare = c | ((ulong)d << 32);
        return a | ((ulong)b << 32);
    }

    /// <summary>A number in [0, 1), a multiple of 2^-53.</summary>
    public double NextDouble() => (NextUInt64() >> 11) * (1.0 / (1UL << 53));

    /// <summary>A whole number in [0, <paramref name="bound"/>), each as likely (Lemire 2019).</summary>
    /// <exception cref="ArgumentOutOfRangeException">The bound is less than 1.</exception>
    public int NextBelow(int bound)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(bound, 1);
        var range = (ulong)bound;
        var high = Math.BigMul(NextUInt64(), range, out var low);
        if (low < range)
        {
            var excess = unchecked(0UL - range) % range; // 2^64 mod range: what would make some numbers likelier
            while (low < excess) high = Math.BigMul(NextUInt64(), range, out low);
        }

        return (int)high;
    }

    /// <summary>A number of the triangular distribution, by its inverse.</summary>
    /// <param name="low">The least, finite.</param>
    /// <param name="mode">The likeliest, in [low, high].</param>
    /// <param name="high">The greatest, finite. All three alike: always that.</param>
    public double NextTriangular(double low, double mode, double high)
    {
        Debug.Assert(low <= mode && mode <= high);
        return new Estimate(low, mode, high).At(NextDouble());
    }

    /// <summary>
    /// A number of the exponential distribution with mean 1, by comparisons alone (von Neumann 1951): no logarithm, whose last
    /// bit differs between platforms. The gap of a Poisson process with rate λ is this divided by λ.
    /// </summary>
    public double NextExponential()
    {
        for (var whole = 0; ; whole++)
        {
            var first = NextDouble();
            var (last, falling) = (first, 1);
            for (var next = NextDouble(); next < last; next = NextDouble()) (last, falling) = (next, falling + 1);
            if (falling % 2 == 1) return whole + first;
        }
    }

    /// <summary>An index, each as likely as its weight says.</summary>
    /// <param name="weights">Not negative; at least one is positive.</param>
    public int NextIndex(ReadOnlySpan<double> weights)
    {
        var total = 0.0;
        foreach (var weight in weights) total += weight;
        var left = NextDouble() * total;
        var last = 0;
        for (var i = 0; i < weights.Length; i++)
        {
            if (weights[i] <= 0) continue;
            last = i;
            left -= weights[i];
            if (left < 0) return i;
        }

        return last; // rounding used up the rest
    }

    /// <summary>One block of Philox4x32-10, as in the paper.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static (uint A, uint B, uint C, uint D) Philox(uint a, uint b, uint c, uint d, uint key0, uint key1)
    {
        for (var round = 0; round < Rounds; round++)
        {
            var product0 = (ulong)Multiplier0 * a;
            var product1 = (ulong)Multiplier1 * c;
            (a, b, c, d) = ((uint)(product1 >> 32) ^ b ^ key0, (uint)product1, (uint)(product0 >> 32) ^ d ^ key1, (uint)product0);
            unchecked
            {
                key0 += Weyl0;
                key1 += Weyl1;
            }
        }

        return (a, b, c, d);
    }
}
