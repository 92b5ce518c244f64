using System.Globalization;
using System.Text;
using System.Text.Json;
using NegotiationSim.App.Forecasting;

namespace NegotiationSim.App.Tests.Forecasting;

public sealed class CanonicalForms
{
    /// <summary>The example of RFC 8785, section 3.2.2, as it comes out in 3.2.3.</summary>
    [Fact]
    public void Are_those_of_the_standard() => Of("""
        {
          "numbers": [333333333.33333329, 1E30, 4.50, 2e-3, 0.000000000000000000000000001],
          "string": "\u20ac$\u000F\u000aA'\u0042\u0022\u005c\\\"\/",
          "literals": [null, true, false]
        }
        """).ShouldBe("""{"literals":[null,true,false],"numbers":[333333333.3333333,1e+30,4.5,0.002,1e-27],"string":"€$\u000f\nA'B\"\\\\\"/"}""");

    /// <summary>The samples of RFC 8785, appendix B.</summary>
    [Theory]
    [InlineData(0x0000000000000000, "0")]
    [InlineData(0x8000000000000000, "0")]
    [InlineData(0x0000000000000001, "5e-324")]
    [InlineData(0x8000000000000001, "-5e-324")]
    [InlineData(0x7fefffffffffffff, "1.7976931348623157e+308")]
    [InlineData(0x4340000000000000, "9007199254740992")]
    [InlineData(0x4430000000000000, "295147905179352830000")]
    [InlineData(0x44b52d02c7e14af5, "9.999999999999997e+22")]
    [InlineData(0x44b52d02c7e14af6, "1e+23")]
    [InlineData(0x44b52d02c7e14af7, "1.0000000000000001e+23")]
    [InlineData(0x444b1ae4d6e2ef4e, "999999999999999700000")]
    [InlineData(0x444b1ae4d6e2ef50, "1e+21")]
    [InlineData(0x3eb0c6f7a0b5ed8c, "9.999999999999997e-7")]
    [InlineData(0x3eb0c6f7a0b5ed8d, "0.000001")]
    [InlineData(0x41b3de4355555553, "333333333.3333332")]
    [InlineData(0xbecbf647612f3696, "-0.0000033333333333333333")]
    public void Have_numbers_as_the_standard_prints_them(ulong bits, string expected) => CanonicalJson.NumberOf(BitConverter.UInt64BitsToDouble(bits)).ShouldBe(expected);

    [Fact]
    public void Give_every_number_back() => Gen.Double.Where(double.IsFinite).Sample(number =>
        double.Parse(CanonicalJson.NumberOf(number), CultureInfo.InvariantCulture).ShouldBe(number));

    [Fact]
    public void Do_not_depend_on_blanks_order_or_escapes() =>
        Of("""{ "b" : [1.0, 2], "a" : "\u0061" }""").ShouldBe(Of("""{"a":"a","b":[1,2e0]}"""));

    [Fact]
    public void Keep_whole_numbers_in_full() => Of("[18446744073709551615,-9223372036854775808]").ShouldBe("[18446744073709551615,-9223372036854775808]");

    private static string Of(string json)
    {
        using var parsed = JsonDocument.Parse(json);
        return Encoding.UTF8.GetString(CanonicalJson.Of(parsed.RootElement));
    }
}
