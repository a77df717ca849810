using SmartToyonaka.Domain.Indicators;
using SmartToyonaka.Domain.Measures;
using SmartToyonaka.Intake.Reference;
using SmartToyonaka.Intake.Submissions;
using SmartToyonaka.Tests.Support;

namespace SmartToyonaka.Tests.Intake.Review;

/// <summary>From where on a value is warned of, and from where on it waits.</summary>
public sealed class ThresholdTests
{
    private static readonly Catalogue BuiltIn = ReferenceData.BuiltInCatalogue;

    // Five times, and five away.
    [Theory]
    [InlineData(50, 10, true)]
    [InlineData(49, 10, false)]
    [InlineData(10, 50, true)]
    [InlineData(10, 49, false)]
    [InlineData(5, 1, false)]
    [InlineData(6, 1, true)]
    [InlineData(5, 0, true)]
    [InlineData(4, 0, false)]
    [InlineData(0, 5, true)]
    [InlineData(0, 4, false)]
    [InlineData(0, 0, false)]
    [InlineData(long.MaxValue, 0, true)]
    public void By_default_a_value_waits_from_five_times_on(long value, long other, bool isFar) =>
        Assert.Equal(isFar, new ValueRule("online_procedures").IsFar(value, other, ValueRule.DefaultHoldRatio));

    // 50 % over the year before is let pass, 51 % warned of; what has doubled since last time is warned of from half as much again on.
    [Theory]
    [InlineData(100, 140, 150, "")]
    [InlineData(100, 100, 151, "warned far_from_year_before")]
    [InlineData(null, 100, 149, "")]
    [InlineData(null, 100, 150, "warned far_from_month_before")]
    [InlineData(null, 100, 499, "warned far_from_month_before")]
    [InlineData(null, 100, 500, "held far_from_month_before")]
    [InlineData(100, 400, 499, "warned far_from_year_before")]
    [InlineData(100, 400, 500, "held far_from_year_before")]
    [InlineData(null, null, 1_000_000, "")]
    public void A_value_is_compared_with_the_year_before_and_the_month_before(int? year, int? month, int value, string expected)
    {
        var known = new PriorValues(null, null, year is { } y ? [Members(2020, 6, y)] : [], month is { } m ? Members(2021, 5, m) : null);

        Assert.Equal(expected, Said(Members(2021, 6, value), known));
    }

    [Theory]
    [InlineData(26, 129, "warned far_from_replaced")]
    [InlineData(26, 130, "held far_from_replaced")]
    [InlineData(26, 26, "")]
    public void A_value_is_compared_with_the_one_that_it_replaces(int holds, int value, string expected) =>
        Assert.Equal(expected, Said(Members(2021, 6, value), new(Members(2021, 6, holds), null, [], null)));

    [Theory]
    [InlineData(2_000, "")]
    [InlineData(2_001, "held more_than_possible")]
    public void More_than_is_possible_waits(int count, string expected) =>
        Assert.Equal(expected, Said(TestData.Figure("seal_abolitions", "0301", "2021-03", count), PriorValues.None));

    [Theory]
    [InlineData("2019-03", "held month_before_collection")]
    [InlineData("2019-04", "")]
    public void A_month_before_the_base_year_waits(string month, string expected) =>
        Assert.Equal(expected, Said(TestData.Figure("platform_members", "0102", month, 26), PriorValues.None));

    // Documents have their seasons: of two years known, the month before says little.
    [Theory]
    [InlineData(null, 499, "")]
    [InlineData(null, 500, "held far_from_month_before")]
    [InlineData(450, 500, "")]
    public void A_drop_is_compared_with_the_month_before_where_no_year_is_known(int? year, int value, string expected)
    {
        var known = new PriorValues(null, null, year is { } y ? [Documents("2020-06", y)] : [], Documents("2021-05", 100));

        Assert.Equal(expected, Said(Documents("2021-06", value), known, "held"));
    }

    [Fact]
    public void A_plan_waits_and_is_never_warned_of()
    {
        var known = new PriorValues(null, null, [], Members(2021, 5, 100));
        var plan = Members(2021, 6, 499) with { Status = FigureStatus.Planned };

        Assert.Equal("", Said(plan, known));
        Assert.Equal("held far_from_month_before", Said(Members(2021, 6, 500) with { Status = FigureStatus.Planned }, known));
    }

    [Fact]
    public void Where_a_catalogue_says_so_nothing_waits()
    {
        var catalogue = BuiltIn with { Checks = BuiltIn.Checks with { Holds = false } };
        var far = ValueChecks.Of(Members(2021, 6, 260), new(Members(2021, 6, 26), null, [], null), catalogue, part => part);

        Assert.False(Assert.Single(far).Holds);
    }

    private static string Said(Observation said, PriorValues known, string only = "") => string.Join(
        ", ", ValueChecks.Of(said, known, BuiltIn, part => part).Select(f => $"{(f.Holds ? "held" : "warned")} {f.Kind}")
            .Where(f => f.StartsWith(only, StringComparison.Ordinal)).Distinct());

    private static Observation Members(int year, int month, int count) =>
        TestData.Figure("platform_members", "0102", $"{year}-{month:D2}", count);

    private static Observation Documents(string month, int total) =>
        TestData.Documents("0213", month, 10, total);
}
