using SmartToyonaka.Domain.Indicators;
using SmartToyonaka.Domain.Measures;
using SmartToyonaka.Domain.Organisation;
using SmartToyonaka.Tests.Support;

namespace SmartToyonaka.Tests.Domain.Indicators;

public class OvertimeTests
{
    private static readonly Register One = TestData.Register(TestData.Section("0101"));

    // One section in one month, worked by hand:
    //                      minutes  heads
    // general, regular         600     10    ordinary
    //                          300           covid
    //                           60           election
    // hospital_medical        5000     20
    // fire_shift              9000     30
    private static readonly Observation[] Now =
    [
        TestData.Overtime("0101", "2021-04",
            ("general", "regular", "ordinary", 600), ("general", "regular", "covid", 300), ("general", "regular", "election", 60),
            ("hospital_medical", "regular", "ordinary", 5000), ("general", "fire_shift", "ordinary", 9000)),
        TestData.Staff("0101", "2021-04", ("general", "regular", 10), ("hospital_medical", "regular", 20), ("general", "fire_shift", 30)),
    ];

    // The base year: 800 minutes of 8 heads, 40 of them for a disaster.
    private static readonly Observation[] Then =
    [
        TestData.Overtime("0101", "2019-04", ("general", "regular", "ordinary", 760), ("general", "regular", "disaster", 40),
            ("hospital_medical", "regular", "covid", 100)),
        TestData.Staff("0101", "2019-04", ("general", "regular", 8), ("hospital_medical", "regular", 2)),
    ];

    [Fact]
    public void Per_person_is_hours_per_staff_month_within_the_scope()
    {
        var c = new ComputedIndicators(One, 2021, Now, baseYear: Then);
        var headline = c.Get("overtime_per_person", Basis.Month, "2021-04");

        // 600 min / 10 = 60 min = 1.0 h; with all causes 960 / 10 = 96 min = 1.6 h.
        Assert.Equal((1m, 600m, 10m), (headline.Value, headline.Numerator, headline.Denominator));
        Assert.Equal(1.6m, c.Value("overtime_per_person_all_causes", Basis.Month, "2021-04"));
        Assert.Equal("1.0", c.Text("overtime_per_person", Basis.Month, "2021-04"));
    }

    [Fact]
    public void The_change_applies_the_scope_to_both_years()
    {
        var c = new ComputedIndicators(One, 2021, Now, baseYear: Then);
        var headline = c.Get("overtime_change", Basis.Ytd, "2021-04");

        // Headline: 60 against 760/8 = 95: −36.8. All causes: 96 against 800/8 = 100: −4.0.
        Assert.Equal((60m, 95m), (headline.Numerator, headline.Denominator));
        Assert.Equal("−36.8", c.Text("overtime_change", Basis.Ytd, "2021-04"));
        Assert.Equal(-4m, c.Value("overtime_change_all_causes", Basis.Ytd, "2021-04"));
        Assert.Equal("−4.0", c.Text("overtime_change_all_causes", Basis.Ytd, "2021-04"));
    }

    [Fact]
    public void The_year_up_to_the_month_divides_the_sums_of_the_same_months()
    {
        var c = new ComputedIndicators(One, 2021, [.. Plain("2021-04", 100, 10), .. Plain("2021-05", 500, 20)],
            baseYear: [.. Plain("2019-04", 100, 10), .. Plain("2019-05", 100, 10), .. Plain("2019-06", 9999, 1)]);

        // 600/30 = 20 against 200/20 = 10: +100; May alone is 25 against 10: +150.
        Assert.Equal(100m, c.Value("overtime_change", Basis.Ytd, "2021-05"));
        Assert.Equal(150m, c.Value("overtime_change", Basis.Month, "2021-05"));
        Assert.Equal("+100.0", c.Text("overtime_change", Basis.Ytd, "2021-05"));
    }

    [Fact]
    public void A_month_missing_in_the_base_year_is_not_computable()
    {
        var c = new ComputedIndicators(One, 2021, [.. Plain("2021-04", 100, 10), .. Plain("2021-05", 100, 10)],
            baseYear: Plain("2019-04", 100, 10));
        var may = c.Get("overtime_change", Basis.Ytd, "2021-05");

        Assert.Equal(0m, c.Value("overtime_change", Basis.Ytd, "2021-04"));
        Assert.Equal((null, "month_not_closed"), (may.Value, may.Reason.Code));
        Assert.Contains("令和元年5月", may.Reason.Text, StringComparison.Ordinal);

        // The year itself is complete, and what needs no base year is computed.
        Assert.Equal(100m / 10 / 60, c.Value("overtime_per_person", Basis.Ytd, "2021-05"));
    }

    [Fact]
    public void A_month_missing_in_the_year_makes_every_later_month_of_the_year_not_computable()
    {
        var c = new ComputedIndicators(One, 2021, [.. Plain("2021-04", 100, 10), .. Plain("2021-06", 100, 10)],
            baseYear: [.. Plain("2019-04", 100, 10), .. Plain("2019-05", 100, 10), .. Plain("2019-06", 100, 10)]);

        Assert.Null(c.Value("overtime_change", Basis.Ytd, "2021-06"));
        Assert.Contains("令和3年5月", c.Get("overtime_change", Basis.Ytd, "2021-06").Reason.Text, StringComparison.Ordinal);
        Assert.Equal(0m, c.Value("overtime_change", Basis.Month, "2021-06"));
    }

    [Fact]
    public void A_section_without_a_drop_leaves_the_month_open_and_is_named()
    {
        var register = TestData.Register(TestData.Section("0101"), TestData.Section("0102", "創造改革課"), TestData.Section("0103"));
        var c = new ComputedIndicators(register, 2021,
        [
            .. Plain("2021-04", 100, 10), .. Plain("2021-04", 100, 10, "0103"),
                TestData.Staff("0102", "2021-04", ("general", "regular", 5)),
        ]);
        var v = c.Get("overtime_per_person", Basis.Ytd, "2021-04");

        Assert.Equal((null, "month_not_closed", 2, 3), (v.Value, v.Reason.Code, v.UnitsReported, v.UnitsExpected));
        Assert.Contains("創造改革課", v.Reason.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void Only_sections_that_existed_in_a_month_owe_it()
    {
        var register = TestData.Register(TestData.Section("0101"), TestData.Section("0104", until: "2021-04", successors: "0105"),
            TestData.Section("0105", from: "2021-05"));
        var c = new ComputedIndicators(register, 2021,
        [
            .. Plain("2021-04", 100, 10), .. Plain("2021-04", 100, 10, "0104"), .. Plain("2021-05", 100, 10),
                .. Plain("2021-05", 100, 10, "0105"),
        ]);

        Assert.Equal(10m / 60, c.Value("overtime_per_person", Basis.Ytd, "2021-05"));
    }

    [Theory]
    [InlineData(100, 0, 100, 10)]
    [InlineData(100, 10, 0, 10)]
    [InlineData(100, 10, 100, 0)]
    public void Nobody_and_no_overtime_in_the_base_year_cannot_be_divided_by(long minutes, long heads, long minutesThen, long headsThen)
    {
        var v = new ComputedIndicators(One, 2021, Plain("2021-04", minutes, heads), baseYear: Plain("2019-04", minutesThen, headsThen))
            .Get("overtime_change", Basis.Ytd, "2021-04");

        Assert.Equal((null, "zero_denominator"), (v.Value, v.Reason.Code));
    }

    [Fact]
    public void No_overtime_at_all_is_minus_a_hundred_percent() =>
        Assert.Equal("−100.0", new ComputedIndicators(One, 2021, Plain("2021-04", 0, 10), baseYear: Plain("2019-04", 100, 10))
            .Text("overtime_change", Basis.Ytd, "2021-04"));

    [Fact]
    public void The_base_year_is_not_compared_with_itself()
    {
        var c = new ComputedIndicators(One, 2019, Plain("2019-04", 100, 10));

        Assert.Empty(c.All("overtime_change"));
        Assert.NotEmpty(c.All("overtime_per_person"));
    }

    [Fact]
    public void An_exact_half_rounds_away_from_zero_whatever_the_fractions()
    {
        // 701/1000 against 2/3 is exactly +5.15; 0.701 / 0.666…7 would fall short of it.
        var c = new ComputedIndicators(One, 2021, Plain("2021-04", 701, 1000), baseYear: Plain("2019-04", 2, 3));

        Assert.Equal(5.15m, c.Value("overtime_change", Basis.Ytd, "2021-04"));
        Assert.Equal("+5.2", c.Text("overtime_change", Basis.Ytd, "2021-04"));
    }

    [Fact]
    public void Hours_of_nobody_are_not_computable()
    {
        var v = new ComputedIndicators(One, 2021, Plain("2021-04", 701, 0)).Get("overtime_per_person", Basis.Ytd, "2021-04");
        Assert.Equal((null, "zero_denominator", 701m, 0m), (v.Value, v.Reason.Code, v.Numerator, v.Denominator));
    }

    private static Observation[] Plain(string month, long minutes, long heads, string section = "0101") =>
        [TestData.Overtime(section, month, ("general", "regular", "ordinary", minutes)),
            TestData.Staff(section, month, ("general", "regular", heads))];
}
