using SmartToyonaka.Domain.Indicators;

namespace SmartToyonaka.Tests.Domain.Indicators;

/// <summary>When a value is far from another one: by so many times, and by so much at least.</summary>
public sealed class ValueRuleTests
{
    // Five times, and five at least.
    [Theory]
    [InlineData(50, 10, true)]
    [InlineData(49, 10, false)]
    [InlineData(10, 50, true)]
    [InlineData(10, 49, false)]
    [InlineData(5, 0, true)]
    [InlineData(0, 5, true)]
    [InlineData(4, 0, false)]
    [InlineData(5, 1, false)]
    [InlineData(6, 1, true)]
    [InlineData(10, 10, false)]
    public void A_value_is_far_where_it_is_five_times_as_much_and_five_away(long value, long other, bool isFar) =>
        Assert.Equal(isFar, new ValueRule("staff") { MinimumDifference = 5 }.IsFar(value, other, 5));

    [Fact]
    public void Without_a_ratio_nothing_is_far() => Assert.False(new ValueRule("staff").IsFar(1_000_000, 1, null));

    [Fact]
    public void A_part_has_its_own_rule_or_that_of_its_measure_or_the_usual_one()
    {
        ValueRule ofMeasure = new("staff") { Peers = 7 }, ofPart = new("staff", "headcount") { Peers = 8 };
        var rules = CheckRules.Default with { Values = [new("overtime", "minutes") { Peers = 9 }, ofMeasure, ofPart] };
        Assert.Equal([8, 7, 9, ValueRule.DefaultPeers], new[] { rules.For("staff", "headcount"), rules.For("staff", "other"),
            rules.For("overtime", "minutes"), rules.For("overtime", "other") }.Select(r => r.Peers));
        Assert.Equal(("overtime", "other"), (rules.For("overtime", "other").Measure, rules.For("overtime", "other").Part));
    }

    [Fact]
    public void Where_a_catalogue_says_nothing_months_of_files_are_compared_and_counts_of_people_are_no_copies()
    {
        var rules = CheckRules.Default;
        Assert.Equal([new DuplicateRule("overtime", 12), null, null],
            new[] { "overtime", "staff", "seal_abolitions" }.Select(m => rules.DuplicateOf(BuiltInMeasures.Get(m))));
        Assert.Equal([1.8m, 1.3m, null],
            new[] { "overtime", "staff", "seal_abolitions" }.Select(m => rules.MonthTotalOf(BuiltInMeasures.Get(m))?.Ratio));
        Assert.Equal([true, true, false],
            new[] { "overtime", "staff", "seal_abolitions" }.Select(m => rules.RepeatsWait(BuiltInMeasures.Get(m))));
    }

    [Fact]
    public void What_a_catalogue_lists_is_all_that_is_compared()
    {
        var rules = CheckRules.Default with
        {
            Duplicates = [new("staff", 5)],
            MonthTotals = [new("staff", 2)],
            Repeats = ["seal_abolitions"],
        };
        Assert.Equal([null, 5], new[] { "overtime", "staff" }.Select(m => rules.DuplicateOf(BuiltInMeasures.Get(m))?.Digits));
        Assert.Equal([null, 2m], new[] { "overtime", "staff" }.Select(m => rules.MonthTotalOf(BuiltInMeasures.Get(m))?.Ratio));
        Assert.Equal([false, true], new[] { "overtime", "seal_abolitions" }.Select(m => rules.RepeatsWait(BuiltInMeasures.Get(m))));
    }
}
