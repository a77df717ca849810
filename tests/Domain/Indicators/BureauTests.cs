using SmartToyonaka.Domain.Indicators;
using SmartToyonaka.Domain.Measures;
using SmartToyonaka.Domain.Organisation;
using SmartToyonaka.Intake.Reference;
using SmartToyonaka.Tests.Support;

namespace SmartToyonaka.Tests.Domain.Indicators;

/// <summary>
/// Values by bureau follow the structure of their month, and are compared with what their sections' predecessors had in the base year.
/// </summary>
public class BureauTests
{
    private const string Rate = "e_approval_rate", Hours = "overtime_per_person";

    [Fact]
    public void A_bureaus_rate_is_over_its_sections_documents_and_the_mean_of_the_bureaux_is_the_citys()
    {
        var register = TestData.Register(TestData.Section("0101", bureau: "01"), TestData.Section("0102", bureau: "01"),
            TestData.Section("0201", bureau: "02"), TestData.Section("0202", bureau: "02", medical: true));
        Observation[] now = [TestData.Documents("0101", "2021-04", 10, 20), TestData.Documents("0102", "2021-04", 50, 100),
            TestData.Documents("0201", "2021-04", 9, 10), TestData.Documents("0202", "2021-04", 0, 90)];
        var bureaux = Documents(register, now);

        // 60/120 and 9/10, the medical section left out.
        Assert.Equal((50m, 60m, 120m), Sums(bureaux, "01", "2021-04"));
        Assert.Equal((90m, 9m, 10m), Sums(bureaux, "02", "2021-04"));
        Assert.Equal(new ComputedIndicators(register, 2021, now).Value(Rate, Basis.Month, "2021-04"),
            bureaux.Where(v => v.Basis == Basis.Month && v.Month == TestData.Month("2021-04")).Average(v => v.Now.Value));
    }

    [Fact]
    public void A_section_that_moves_in_the_year_leaves_its_months_where_they_were()
    {
        var register = TestData.Register(
            TestData.Section("0101", bureau: "01"), TestData.Section("0102", bureau: "01", until: "2021-04"),
                TestData.Section("0102", bureau: "02", from: "2021-05"), TestData.Section("0201", bureau: "02"));
        var bureaux = Documents(register,
        [
            TestData.Documents("0101", "2021-04", 1, 10), TestData.Documents("0102", "2021-04", 9, 10),
                TestData.Documents("0201", "2021-04", 0, 10),
            TestData.Documents("0101", "2021-05", 2, 10), TestData.Documents("0102", "2021-05", 10, 10),
                TestData.Documents("0201", "2021-05", 5, 10),
        ]);

        // 01: (1+9+2)/30; 02: (0+10+5)/30. May alone: 2/10 and 15/20.
        Assert.Equal((40m, 12m, 30m), Sums(bureaux, "01", "2021-05", Basis.Ytd));
        Assert.Equal((50m, 15m, 30m), Sums(bureaux, "02", "2021-05", Basis.Ytd));
        Assert.Equal((75m, 15m, 20m), Sums(bureaux, "02", "2021-05"));
    }

    [Fact]
    public void After_a_move_the_base_year_is_that_of_the_section_wherever_it_was_then()
    {
        var register = TestData.Register(
            TestData.Section("0101", bureau: "01"), TestData.Section("0102", "移る課", bureau: "01", until: "2021-03", bureauName: "政策部"),
                TestData.Section("0102", "移る課", bureau: "02", from: "2021-04"), TestData.Section("0201", bureau: "02"));
        var v = Get(Documents(register,
            [TestData.Documents("0101", "2021-04", 5, 10), TestData.Documents("0102", "2021-04", 30, 50),
                TestData.Documents("0201", "2021-04", 30, 50)],
            [TestData.Documents("0101", "2019-04", 1, 10), TestData.Documents("0102", "2019-04", 0, 20),
                TestData.Documents("0201", "2019-04", 2, 20)]), "02", "2021-04");

        // Now 60/100; then (0+2)/40 = 5 %: up 55 points.
        Assert.Equal((60m, 5m, 55m), (v.Now.Value, v.Then.Value, v.Change));
        Assert.Equal("0102 移る課(政策部)", v.Predecessors);
    }

    [Fact]
    public void A_renamed_sections_and_a_merged_ones_base_year_is_their_predecessors()
    {
        // 0101 and 0102 merged into 0110; 0201 became 0210.
        var register = TestData.Register(
            TestData.Section("0101", "甲課", until: "2020-03", successors: "0110"),
                TestData.Section("0102", "乙課", until: "2020-03", successors: "0110"), TestData.Section("0110", from: "2020-04"),
            TestData.Section("0201", "丙課", bureau: "02", until: "2020-03", successors: "0210"),
                TestData.Section("0210", bureau: "02", from: "2020-04"));
        var bureaux = Overtime(register,
            [.. Month("0110", "2021-04", 1800, 30), .. Month("0210", "2021-04", 1200, 20)],
            [.. Month("0101", "2019-04", 1000, 10), .. Month("0102", "2019-04", 400, 10), .. Month("0201", "2019-04", 1600, 20)]);

        // 01: 1800/30 = 60 min against 1400/20 = 70: −100/7 %. 02: 60 against 80: −25 %.
        var merged = Get(bureaux, "01", "2021-04", Hours);
        Assert.Equal((1m, 70m / 60, "0101 甲課(部01)、0102 乙課(部01)"), (merged.Now.Value, merged.Then.Value, merged.Predecessors));
        Assert.Equal(-100m / 7, merged.Change!.Value, 20);
        Assert.Equal((-25m, "0201 丙課(部02)"),
            (Get(bureaux, "02", "2021-04", Hours).Change, Get(bureaux, "02", "2021-04", Hours).Predecessors));
    }

    [Fact]
    public void A_split_within_a_bureau_is_compared_and_one_over_two_bureaux_is_not()
    {
        var inside = TestData.Register(
            TestData.Section("0101", "甲課", until: "2020-03", successors: "0111;0112"), TestData.Section("0111", from: "2020-04"),
                TestData.Section("0112", from: "2020-04"));
        Observation[] now = [.. Month("0111", "2021-04", 600, 10), .. Month("0112", "2021-04", 600, 10)];
        Observation[] then = Month("0101", "2019-04", 1000, 20);
        var v = Get(Overtime(inside, now, then), "01", "2021-04", Hours);
        Assert.Equal((20m, "0101 甲課(部01)"), (v.Change, v.Predecessors));

        var across = TestData.Register(
            TestData.Section("0101", "甲課", until: "2020-03", successors: "0111;0112"), TestData.Section("0111", from: "2020-04"),
                TestData.Section("0112", bureau: "02", from: "2020-04"));
        foreach (var bureau in (string[])["01", "02"])
        {
            v = Get(Overtime(across, now, then), bureau, "2021-04", Hours);
            Assert.Equal((1m, null, null, "split_since"), (v.Now.Value, v.Then.Value, v.Change, v.Then.Reason.Code));
            Assert.Contains("甲課", v.Then.Reason.Text, StringComparison.Ordinal);
            Assert.Contains("平成31年4月", v.Then.Reason.Text, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void A_new_section_beside_others_is_named_and_one_alone_has_nothing_to_be_compared_with()
    {
        var register = TestData.Register(TestData.Section("0101"), TestData.Section("0102", "新課", from: "2020-04"),
            TestData.Section("0201", bureau: "02", from: "2020-04"));
        var bureaux = Overtime(register,
            [.. Month("0101", "2021-04", 600, 10), .. Month("0102", "2021-04", 600, 10), .. Month("0201", "2021-04", 600, 10)],
                Month("0101", "2019-04", 600, 10));

        Assert.Equal((0m, "0102 新課は新設"), (Get(bureaux, "01", "2021-04", Hours).Change, Get(bureaux, "01", "2021-04", Hours).Predecessors));
        Assert.Equal((null, "no_predecessor"),
            (Get(bureaux, "02", "2021-04", Hours).Change, Get(bureaux, "02", "2021-04", Hours).Then.Reason.Code));
        Assert.Contains("平成31年4月", Get(bureaux, "02", "2021-04", Hours).Then.Reason.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_month_that_lacks_a_sections_drop_on_either_side_is_not_compared_with_the_reason()
    {
        var register = TestData.Register(TestData.Section("0101", "甲課"), TestData.Section("0102", "乙課"),
            TestData.Section("0201", bureau: "02"));
        var bureaux = Overtime(register,
            [.. Month("0101", "2021-04", 600, 10), .. Month("0102", "2021-04", 600, 10), .. Month("0201", "2021-05", 600, 10)],
            [.. Month("0101", "2019-04", 600, 10), .. Month("0201", "2019-04", 600, 10)]);

        var then = Get(bureaux, "01", "2021-04", Hours);
        Assert.Equal((1m, null, "sections_not_reported"), (then.Now.Value, then.Change, then.Then.Reason.Code));
        Assert.Contains("平成31年4月分の数字がそろっていません(1課: 乙課)", then.Then.Reason.Text, StringComparison.Ordinal);
        Assert.Equal((null, "month_not_closed", 0, 1),
            (Get(bureaux, "02", "2021-04", Hours).Now.Value, Get(bureaux, "02", "2021-04", Hours).Now.Reason.Code,
                Get(bureaux, "02", "2021-04", Hours).UnitsReported, Get(bureaux, "02", "2021-04", Hours).UnitsExpected));
    }

    [Fact]
    public void Rates_are_shown_of_what_there_is_but_compared_only_when_all_have_reported()
    {
        var register = TestData.Register(TestData.Section("0101"), TestData.Section("0102", "乙課"));
        var v = Get(Documents(register, [TestData.Documents("0101", "2021-04", 5, 10)],
            [TestData.Documents("0101", "2019-04", 1, 10), TestData.Documents("0102", "2019-04", 1, 10)]), "01", "2021-04");

        Assert.Equal((50m, 10m, null, "sections_not_reported"), (v.Now.Value, v.Then.Value, v.Change, v.Then.Reason.Code));
    }

    [Fact]
    public void The_base_year_is_not_compared_with_itself()
    {
        var figures = new YearFigures(new(2019), [], Month("0101", "2019-04", 600, 10), [], TestData.Register(TestData.Section("0101")));
        var v = Get(BureauCalculator.Compute(ComputedIndicators.Catalogue, BuiltInMeasures.Overtime, figures), "01", "2019-04", Hours);

        Assert.Equal((1m, null, "not_after_base_year"), (v.Now.Value, v.Change, v.Then.Reason.Code));
    }

    [Fact]
    public void A_base_year_without_overtime_has_no_percentage()
    {
        var v = Get(Overtime(TestData.Register(TestData.Section("0101")), Month("0101", "2021-04", 600, 10),
            Month("0101", "2019-04", 0, 10)), "01", "2021-04", Hours);

        Assert.Equal((0m, null, "zero_base"), (v.Then.Value, v.Change, v.Then.Reason.Code));
    }

    // 600 and 1200 minutes of ten people each; in 2019 600 and 300.
    [Fact]
    public void Months_add_up_on_both_sides()
    {
        var v = Get(Overtime(TestData.Register(TestData.Section("0101")),
            [.. Month("0101", "2021-04", 600, 10), .. Month("0101", "2021-05", 1200, 10)],
            [.. Month("0101", "2019-04", 600, 10), .. Month("0101", "2019-05", 300, 10)]), "01", "2021-05", Hours, Basis.Ytd);
        Assert.Equal((1.5m, 900m, 20m, 100m), (v.Now.Value, v.Then.Numerator, v.Then.Denominator, v.Change));
    }

    [Fact]
    public void All_minutes_and_people_of_a_section_add_up()
    {
        var v = Get(Overtime(TestData.Register(TestData.Section("0101")),
            [TestData.Overtime("0101", "2022-03", ("general", "regular", "ordinary", 600), ("technical", "regular", "ordinary", 300)),
                TestData.Staff("0101", "2022-03", ("general", "regular", 20), ("technical", "regular", 10))], []), "01", "2022-03", Hours);
        Assert.Equal((900m, 30m, 0.5m), (v.Now.Numerator, v.Now.Denominator, v.Now.Value));
    }

    [Fact]
    public void Nothing_is_divided_by_nobody_nor_by_no_documents()
    {
        var register = TestData.Register(TestData.Section("0101"));
        BureauValue[] values = [Get(Overtime(register, Month("0101", "2021-04", 600, 0), []), "01", "2021-04", Hours),
            Get(Documents(register, [TestData.Documents("0101", "2021-04", 0, 0)]), "01", "2021-04")];
        Assert.All(values, v => Assert.Equal("zero_denominator", v.Now.Reason.Code));
    }

    [Fact]
    public void A_rate_of_several_months_is_of_those_that_were_reported_and_a_section_has_reported_where_it_has_all()
    {
        var register = TestData.Register(TestData.Section("0201", bureau: "02"), TestData.Section("0101"));
        var bureaux = Documents(register, [TestData.Documents("0101", "2021-04", 5, 10), TestData.Documents("0201", "2021-04", 1, 10),
            TestData.Documents("0201", "2021-05", 2, 10)]);
        var one = Get(bureaux, "01", "2021-05", basis: Basis.Ytd);
        Assert.Equal((50m, 0, 1), (one.Now.Value, one.UnitsReported, one.UnitsExpected));
        var two = Get(bureaux, "02", "2021-05", basis: Basis.Ytd);
        Assert.Equal((15m, 1, 1), (two.Now.Value, two.UnitsReported, two.UnitsExpected));
        Assert.Equal("sections_not_reported", Get(bureaux, "01", "2021-05").Now.Reason.Code);
        Assert.Equal(["01", "02"], bureaux.Select(b => b.BureauCode).Distinct());
    }

    [Theory]
    [InlineData(20, "")]
    [InlineData(21, " ほか1課")]
    public void Twenty_predecessors_are_named_and_how_many_more_there_are(int count, string more)
    {
        var merged = Enumerable.Range(10, count).Select(i => TestData.Section($"02{i}", $"課{i}", until: "2020-03", successors: "0301"));
        var register = TestData.Register([.. merged, TestData.Section("0301", from: "2020-04")]);
        var told = Get(Documents(register, [TestData.Documents("0301", "2021-04", 1, 2)]), "01", "2021-04").Predecessors;
        Assert.Equal(string.Join("、", Enumerable.Range(10, 20).Select(i => $"02{i} 課{i}(部01)")) + more, told);
    }

    [Fact]
    public void A_rate_per_person_is_by_bureau_where_it_is_of_a_scope_whatever_it_was_in_other_years()
    {
        Formula plain = new(FormulaKind.PerPerson, "seal_abolitions", "count"), scoped = ComputedIndicators.Catalogue.Find(Hours)!.Formula;
        Assert.Equal([true, false], new[] { scoped, plain }.Select(BureauCalculator.IsByBureau));
        Assert.True(BureauCalculator.IsByBureau(
            ComputedIndicators.Catalogue.Find(Hours)! with { Formula = plain, Versions = [new(2022) { Formula = scoped }] }));
    }

    private static IReadOnlyList<BureauValue> Documents(Register register, Observation[] now, Observation[]? then = null) =>
        BureauCalculator.Compute(ReferenceData.BuiltInCatalogue, BuiltInMeasures.EApproval, new(new(2021), [], now, then ?? [], register));

    internal static IReadOnlyList<BureauValue> Overtime(Register register, Observation[] now, Observation[] then) =>
        BureauCalculator.Compute(ReferenceData.BuiltInCatalogue, BuiltInMeasures.Overtime, new(new(2021), [], now, then, register));

    internal static Observation[] Month(string section, string month, long minutes, long heads) =>
        [TestData.Overtime(section, month, ("general", "regular", "ordinary", minutes)),
            TestData.Staff(section, month, ("general", "regular", heads))];

    internal static BureauValue Get(IReadOnlyList<BureauValue> values, string bureau, string month, string indicator = Rate,
        Basis basis = Basis.Month) =>
        values.Single(v => v.Indicator == indicator && v.BureauCode == bureau && v.Basis == basis && v.Month == TestData.Month(month));

    private static (decimal?, decimal?, decimal?) Sums(IReadOnlyList<BureauValue> values, string bureau, string month,
        Basis basis = Basis.Month) =>
        Get(values, bureau, month, basis: basis).Now is var v ? (v.Value, v.Numerator, v.Denominator) : default;
}
