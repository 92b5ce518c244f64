namespace NegotiationSim.Simulation.Tests;

public sealed class RandomStreams
{
    /// <summary>The known answers of Random123, the reference implementation of Philox4x32-10.</summary>
    [Theory]
    [InlineData(0u, 0u, 0u, 0u, 0u, 0u, 0x6627e8d5u, 0xe169c58du, 0xbc57ac4cu, 0x9b00dbd8u)]
    [InlineData(0xffffffffu, 0xffffffffu, 0xffffffffu, 0xffffffffu, 0xffffffffu, 0xffffffffu, 0x408f276du, 0x41c83b0eu, 0xa20bc7c6u, 0x6d5451fdu)]
    [InlineData(0x243f6a88u, 0x85a308d3u, 0x13198a2eu, 0x03707344u, 0xa4093822u, 0x299f31d0u, 0xd16cfe09u, 0x94fdccebu, 0x5001e420u, 0x24126ea1u)]
    public void Are_the_published_generator(uint a, uint b, uint c, uint d, uint key0, uint key1, uint w, uint x, uint y, uint z) =>
        RandomStream.Philox(a, b, c, d, key0, key1).ShouldBe((w, x, y, z));

    /// <summary>Kept: a stream that gives other numbers makes every stored forecast irreproducible.</summary>
    [Fact]
    public void Give_these_numbers_for_ever()
    {
        var stream = RandomStream.For(2025, 17, "inputs");
        ulong[] drawn = [stream.NextUInt64(), stream.NextUInt64(), stream.NextUInt64()];
        drawn.Select(x => x.ToString("x16")).ShouldBe(["3d6ca0021dedfa4a", "a399b99c89b7e6fe", "1c6ecface18c1abb"]);
    }

    [Fact]
    public void Depend_on_seed_run_and_purpose_alone()
    {
        static ulong First(ulong seed, int run, string purpose)
        {
            var stream = RandomStream.For(seed, run, purpose);
            return stream.NextUInt64();
        }

        var first = First(1, 2, "inputs");
        First(1, 2, "inputs").ShouldBe(first);
        new[] { First(2, 2, "inputs"), First(1, 3, "inputs"), First(1, 2, "shocks"), First(1UL << 40, 2, "inputs") }.ShouldNotContain(first);
        var sequential = Enumerable.Range(0, 1000).Select(run => First(7, run, "inputs")).ToArray();
        var parallel = new ulong[1000];
        Parallel.For(0, 1000, run => parallel[run] = First(7, run, "inputs"));
        parallel.ShouldBe(sequential);
        sequential.Distinct().Count().ShouldBe(1000);
    }

    [Fact]
    public void Fill_the_unit_interval_evenly()
    {
        var stream = RandomStream.For(3, 0, "test");
        var drawn = Enumerable.Range(0, 100_000).Select(_ => stream.NextDouble()).ToArray();
        drawn.ShouldAllBe(u => u >= 0 && u < 1);
        drawn.Average().ShouldBe(0.5, 0.005);
        drawn.Select(u => u * u).Average().ShouldBe(1 / 3.0, 0.005);
        drawn.Zip(drawn.Skip(1), (a, b) => a * b).Average().ShouldBe(0.25, 0.005);
    }

    [Fact]
    public void Draw_whole_numbers_each_as_often()
    {
        var stream = RandomStream.For(3, 0, "test");
        var counts = new int[7];
        for (var i = 0; i < 70_000; i++) counts[stream.NextBelow(7)]++;
        counts.ShouldAllBe(c => c > 9_600 && c < 10_400);
        stream.NextBelow(1).ShouldBe(0);
    }

    [Fact]
    public void Draw_triangular_numbers_with_the_right_mean_and_spread()
    {
        var stream = RandomStream.For(3, 0, "test");
        var drawn = Enumerable.Range(0, 100_000).Select(_ => stream.NextTriangular(10, 20, 60)).ToArray();
        drawn.ShouldAllBe(x => x >= 10 && x <= 60);
        drawn.Average().ShouldBe(30, 0.2);
        drawn.Select(x => (x - 30) * (x - 30)).Average().ShouldBe(((10 * 10) + (20 * 20) + (60 * 60) - (10 * 20) - (10 * 60) - (20 * 60)) / 18.0, 1.5);
        stream.NextTriangular(5, 5, 5).ShouldBe(5);
    }

    [Fact]
    public void Draw_exponential_numbers_by_comparisons()
    {
        var stream = RandomStream.For(3, 0, "test");
        var drawn = Enumerable.Range(0, 100_000).Select(_ => stream.NextExponential()).ToArray();
        drawn.Average().ShouldBe(1, 0.02);
        drawn.Select(x => x * x).Average().ShouldBe(2, 0.1);
        (drawn.Count(x => x > 1) / 100_000.0).ShouldBe(Math.Exp(-1), 0.01);
    }

    [Fact]
    public void Draw_an_index_as_often_as_its_weight_says()
    {
        var stream = RandomStream.For(3, 0, "test");
        var counts = new int[4];
        for (var i = 0; i < 40_000; i++) counts[stream.NextIndex([1, 0, 2, 1])]++;
        counts[1].ShouldBe(0);
        counts[0].ShouldBeInRange(9_500, 10_500);
        counts[2].ShouldBeInRange(19_500, 20_500);
    }

    [Fact]
    public void Refuse_a_run_or_a_bound_that_makes_no_sense()
    {
        Should.Throw<ArgumentOutOfRangeException>(() => RandomStream.For(1, -1, "x"));
        Should.Throw<ArgumentOutOfRangeException>(() =>
        {
            var stream = RandomStream.For(1, 1, "x");
            return stream.NextBelow(0);
        });
    }
}
