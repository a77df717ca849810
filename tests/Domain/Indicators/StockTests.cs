using SmartToyonaka.Domain.Indicators;
using SmartToyonaka.Domain.Measures;
using SmartToyonaka.Domain.Organisation;
using SmartToyonaka.Tests.Support;

namespace SmartToyonaka.Tests.Domain.Indicators;

public class StockTests
{
    private const string Rate = "online_application_rate", Procedures = "online_procedures", Members = "platform_members";
    private static readonly Register Register = TestData.Register(TestData.Section("0211"), TestData.Section("0212"),
        TestData.Section("0213"));

    [Fact]
    public void The_rate_is_of_the_sums_not_the_mean_of_rates()
    {
        // 1/10 and 80/90: the sums give 81/100, the mean would give 49.4.
        var c = new ComputedIndicators(Register, 2021,
            [TestData.Figure(Procedures, "0212", "2021-06", 1, 10), TestData.Figure(Procedures, "0213", "2021-06", 80, 90)]);
        var v = c.Get(Rate, Basis.Month, "2021-06");

        Assert.Equal((81m, 81m, 100m), (v.Value, v.Numerator, v.Denominator));
        Assert.Equal((2, 2, "", TestData.Month("2021-06")), (v.UnitsReported, v.UnitsExpected, v.Reason.Code, v.AsOf));
        Assert.Equal("81.0", c.Text(Rate, Basis.Month, "2021-06"));
    }

    [Theory]
    [InlineData(938)]
    [InlineData(939)]
    public void The_published_rate_of_472_procedures(int eligible) =>
        Assert.Equal("50.3", new ComputedIndicators(Register, 2021, [TestData.Figure(Procedures, "0212", "2022-03", 472, eligible)])
            .Text(Rate, Basis.Month, "2022-03"));

    [Fact]
    public void Each_section_counts_with_its_latest_figure_and_the_denominator_is_of_its_date()
    {
        var c = new ComputedIndicators(Register, 2021,
        [
            TestData.Figure(Procedures, "0212", "2021-04", 5, 50), TestData.Figure(Procedures, "0212", "2021-07", 20, 40),
            TestData.Figure(Procedures, "0213", "2021-05", 10, 50),
        ]);

        Assert.Equal(10m, c.Value(Rate, Basis.Month, "2021-04"));
        Assert.Equal(15m, c.Value(Rate, Basis.Month, "2021-05"));
        Assert.Equal(15m, c.Value(Rate, Basis.Month, "2021-06"));
        Assert.Equal(100m * 30 / 90, c.Value(Rate, Basis.Month, "2021-07"));

        var carried = c.Get(Rate, Basis.Month, "2021-06");
        Assert.Equal((0, 2, TestData.Month("2021-05")), (carried.UnitsReported, carried.UnitsExpected, carried.AsOf));
    }

    [Fact]
    public void A_stock_is_carried_on_over_the_fiscal_year()
    {
        var c = new ComputedIndicators(Register, 2021, [TestData.Figure(Members, "0212", "2021-08", 7)],
            [TestData.Figure(Members, "0213", "2020-09", 10)]);

        Assert.Equal(10m, c.Value("ppp_platform_members", Basis.Month, "2021-04"));
        Assert.Equal(TestData.Month("2020-09"), c.Get("ppp_platform_members", Basis.Month, "2021-04").AsOf);
        Assert.Equal(17m, c.Value("ppp_platform_members", Basis.Month, "2021-08"));
    }

    [Theory]
    [InlineData("ppp_platform_members", Members)]
    [InlineData(Rate, Procedures)]
    public void A_value_is_carried_where_that_of_a_section_is_of_an_earlier_month(string indicator, string measure)
    {
        var both = new ComputedIndicators(Register, 2021,
            [TestData.Figure(measure, "0212", "2021-08", 7, 10), TestData.Figure(measure, "0213", "2021-07", 3, 10)]);
        var one = new ComputedIndicators(Register, 2021, [TestData.Figure(measure, "0212", "2021-08", 7, 10)]);
        Assert.Equal([(true, 1, 2, "2021-08"), (false, 1, 1, "2021-08"), (true, 0, 1, "2021-08")],
            new[] { both.Get(indicator, Basis.Month, "2021-08"), one.Get(indicator, Basis.Month, "2021-08"),
                one.Get(indicator, Basis.Month, "2021-09") }.Select(v => (v.Carried, v.UnitsReported, v.UnitsExpected, v.AsOf.ToString())));
    }

    [Fact]
    public void Before_the_first_report_there_is_no_value_and_never_a_zero()
    {
        var v = new ComputedIndicators(Register, 2021, [TestData.Figure(Members, "0212", "2021-08", 7)])
            .Get("ppp_platform_members", Basis.Month, "2021-07");

        Assert.Equal((null, "nothing_reported_yet", 0, 1), (v.Value, v.Reason.Code, v.UnitsReported, v.UnitsExpected));
    }

    [Fact]
    public void Zero_of_nothing_is_not_computable()
    {
        var v = new ComputedIndicators(Register, 2021, [TestData.Figure(Procedures, "0212", "2021-06", 0, 0)])
            .Get(Rate, Basis.Month, "2021-06");

        Assert.Equal((null, 0m, 0m, "zero_denominator"), (v.Value, v.Numerator, v.Denominator, v.Reason.Code));
    }

    [Fact]
    public void A_reported_zero_is_a_zero()
    {
        var v = new ComputedIndicators(Register, 2021, [TestData.Figure(Procedures, "0212", "2021-06", 0, 10)])
            .Get(Rate, Basis.Month, "2021-06");

        Assert.Equal((0m, ""), (v.Value, v.Reason.Code));
    }

    [Fact]
    public void A_section_that_was_renamed_counts_on_under_its_successor_and_never_twice()
    {
        var register = TestData.Register(TestData.Section("0104", until: "2021-06", successors: "0105"),
            TestData.Section("0105", from: "2021-07"));
        var c = new ComputedIndicators(register, 2021,
            [TestData.Figure(Members, "0104", "2021-05", 10), TestData.Figure(Members, "0105", "2021-09", 12)]);

        Assert.Equal([10m, 10m, 12m],
            new[] { "2021-06", "2021-08", "2021-09" }.Select(m => c.Value("ppp_platform_members", Basis.Month, m)));
    }

    [Fact]
    public void A_chain_of_successors_hands_the_stock_on_even_where_one_never_reported()
    {
        var register = TestData.Register(
            TestData.Section("01", until: "2021-04", successors: "02"),
            TestData.Section("02", from: "2021-05", until: "2021-06", successors: "03"),
            TestData.Section("03", from: "2021-07"));
        var c = new ComputedIndicators(register, 2021,
            [TestData.Figure(Members, "01", "2021-04", 10), TestData.Figure(Members, "03", "2021-09", 12)]);

        Assert.Equal([10m, 10m, 12m],
            new[] { "2021-05", "2021-08", "2021-09" }.Select(m => c.Value("ppp_platform_members", Basis.Month, m)));
    }

    [Fact]
    public void A_section_that_takes_over_another_reported_its_own_stock_until_then()
    {
        // 0212 ends in June with a figure of April; 0213 existed beside it and reported in June what was its own.
        var register = TestData.Register(TestData.Section("0212", until: "2021-06", successors: "0213"), TestData.Section("0213"));
        var c = new ComputedIndicators(register, 2021,
        [
            TestData.Figure(Members, "0212", "2021-04", 10), TestData.Figure(Members, "0213", "2021-06", 5),
                TestData.Figure(Members, "0213", "2021-09", 16),
        ]);

        Assert.Equal([15m, 15m, 16m],
            new[] { "2021-06", "2021-07", "2021-09" }.Select(m => c.Value("ppp_platform_members", Basis.Month, m)));
    }

    [Fact]
    public void A_section_that_ended_without_a_living_successor_counts_until_its_end()
    {
        var register = TestData.Register(
            TestData.Section("01", until: "2021-06"), TestData.Section("02", until: "2021-06", successors: "03"),
                TestData.Section("03", from: "2021-07", until: "2021-08"), TestData.Section("04"));
        var c = new ComputedIndicators(register, 2021,
        [
            TestData.Figure(Members, "01", "2021-05", 10), TestData.Figure(Members, "02", "2021-05", 20),
                TestData.Figure(Members, "04", "2021-05", 1),
        ]);

        Assert.Equal([31m, 21m, 1m],
            new[] { "2021-06", "2021-08", "2021-09" }.Select(m => c.Value("ppp_platform_members", Basis.Month, m)));
    }

    [Fact]
    public void A_plan_is_stated_where_it_was_made_is_not_carried_on_and_never_mixed_with_what_was()
    {
        var plan = TestData.Figure(Procedures, "0212", "2021-06", 90, 100) with { Status = FigureStatus.Planned };
        var c = new ComputedIndicators(Register, 2021, [TestData.Figure(Procedures, "0213", "2021-05", 10, 100), plan]);

        Assert.Equal(90m, c.Value(Rate, Basis.Month, "2021-06", FigureStatus.Planned));
        Assert.Equal(10m, c.Value(Rate, Basis.Month, "2021-06"));
        Assert.Single(c.All(Rate), v => v.Status == FigureStatus.Planned);
    }

    [Fact]
    public void Merged_sections_count_together_until_the_one_that_took_over_reports_and_then_once()
    {
        var register = TestData.Register(
            TestData.Section("01", until: "2021-06", successors: "10"), TestData.Section("02", until: "2021-06", successors: "10"),
                TestData.Section("10", from: "2021-07"));
        var c = new ComputedIndicators(register, 2021, [TestData.Figure(Members, "01", "2021-05", 10),
            TestData.Figure(Members, "02", "2021-06", 5), TestData.Figure(Members, "10", "2021-09", 16)]);

        Assert.Equal([15m, 15m, 16m],
            new[] { "2021-06", "2021-08", "2021-09" }.Select(m => c.Value("ppp_platform_members", Basis.Month, m)));
    }

    [Fact]
    public void A_split_section_counts_until_one_of_its_heirs_reports_and_never_beside_one()
    {
        // 10 until June; from July 11 has 4 of them and says so in August, 12 has 6 and says so in September.
        var register = TestData.Register(TestData.Section("01", until: "2021-06", successors: "11;12"),
            TestData.Section("11", from: "2021-07"), TestData.Section("12", from: "2021-07"));
        var c = new ComputedIndicators(register, 2021, [TestData.Figure(Members, "01", "2021-05", 10),
            TestData.Figure(Members, "11", "2021-08", 4), TestData.Figure(Members, "12", "2021-09", 6)]);

        Assert.Equal([10m, 10m, 4m, 10m],
            new[] { "2021-06", "2021-07", "2021-08", "2021-09" }.Select(m => c.Value("ppp_platform_members", Basis.Month, m)));
    }

    [Fact]
    public void A_section_that_is_named_back_under_its_old_code_counts_once()
    {
        var register = TestData.Register(
            TestData.Section("01", until: "2021-04", successors: "02"),
                TestData.Section("02", from: "2021-05", until: "2021-06", successors: "01"), TestData.Section("01", from: "2021-07"));
        var c = new ComputedIndicators(register, 2021, [TestData.Figure(Members, "01", "2021-04", 10),
            TestData.Figure(Members, "02", "2021-06", 12), TestData.Figure(Members, "01", "2021-09", 15)]);

        Assert.Equal([10m, 12m, 12m, 15m],
            new[] { "2021-05", "2021-06", "2021-08", "2021-09" }.Select(m => c.Value("ppp_platform_members", Basis.Month, m)));
    }

    [Fact]
    public void A_section_that_gives_a_part_away_and_goes_on_keeps_its_stock_until_it_reports()
    {
        var register = TestData.Register(TestData.Section("01", until: "2021-06", successors: "11"),
            TestData.Section("01", "新名課", from: "2021-07"), TestData.Section("11", from: "2021-07"));
        var c = new ComputedIndicators(register, 2021, [TestData.Figure(Members, "01", "2021-05", 10),
            TestData.Figure(Members, "11", "2021-09", 4), TestData.Figure(Members, "01", "2021-10", 6)]);

        Assert.Equal([10m, 14m, 10m],
            new[] { "2021-08", "2021-09", "2021-10" }.Select(m => c.Value("ppp_platform_members", Basis.Month, m)));
    }
}
