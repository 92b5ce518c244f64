namespace NegotiationSim.Domain.Tests;

public sealed class ValueLists
{
    [Fact]
    public void Two_with_equal_items_in_the_same_order_are_equal() =>
        Gen.Select(Gen.Int[0, 2].Array[0, 4], Gen.Int[0, 2].Array[0, 4]).Sample((a, b) =>
        {
            ValueList<int> one = a.ToValueList(), other = b.ToValueList();
            var equal = a.SequenceEqual(b);
            one.Equals(other).ShouldBe(equal);
            (one == other).ShouldBe(equal);
            (one != other).ShouldBe(!equal);
            one.Equals((object)other).ShouldBe(equal);
            if (equal)
            {
                one.GetHashCode().ShouldBe(other.GetHashCode());
            }
        });

    [Fact]
    public void The_default_is_the_empty_list()
    {
        ValueList<string> none = [];
        none.ShouldBe(default);
        default(ValueList<string>).Count.ShouldBe(0);
        default(ValueList<string>).GetHashCode().ShouldBe(Array.Empty<string>().ToValueList().GetHashCode());
        default(ValueList<string>).With("a").ShouldBe(["a"]);
        default(ValueList<string>).ToString().ShouldBe("[]");
    }

    [Fact]
    public void An_item_that_it_holds_is_not_added_again()
    {
        ValueList<int> list = [1, 2];
        list.With(2).ShouldBe(list);
        list.With(3).ShouldBe([1, 2, 3]);
        list.ShouldBe([1, 2]);
    }

    [Fact]
    public void It_does_not_change_with_the_array_it_was_made_from()
    {
        int[] items = [1, 2];
        var list = items.ToValueList();
        items[0] = 9;
        list.ShouldBe([1, 2]);
    }

    [Fact]
    public void Records_that_hold_lists_compare_by_content() =>
        Tell.Agreed("2025-12-01", ["RUS", "UKR"], "V/1").ShouldBe(Tell.Agreed("2025-12-01", ["RUS", "UKR"], "V/1"));
}
