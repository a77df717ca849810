using SmartToyonaka.Domain.Indicators;
using SmartToyonaka.Domain.Organisation;
using SmartToyonaka.Tests.Support;

namespace SmartToyonaka.Tests.Domain.Indicators;

public class EApprovalTests
{
    private const string Mean = "e_approval_rate", Pooled = "e_approval_rate_pooled";

    private static readonly Register Register = TestData.Register(
        TestData.Section("0101", bureau: "01"), TestData.Section("0102", bureau: "01"), TestData.Section("0201", bureau: "02"),
        TestData.Section("1601", bureau: "16", bureauName: "市立豊中病院"),
            TestData.Section("1602", bureau: "16", bureauName: "市立豊中病院", medical: true));

    [Fact]
    public void The_mean_is_over_bureaux_and_the_pooled_rate_over_documents()
    {
        // Bureau 01: (10+50)/(20+100) = 0.5; bureau 02: 9/10 = 0.9; hospital without its medical section: 1/10 = 0.1.
        var c = new ComputedIndicators(Register, 2021,
        [
            TestData.Documents("0101", "2021-04", 10, 20), TestData.Documents("0102", "2021-04", 50, 100),
                TestData.Documents("0201", "2021-04", 9, 10),
            TestData.Documents("1601", "2021-04", 1, 10), TestData.Documents("1602", "2021-04", 1000, 1000),
        ]);
        var mean = c.Get(Mean, Basis.Month, "2021-04");

        Assert.Equal((50m, 1.5m, 3m, ""), (mean.Value, mean.Numerator, mean.Denominator, mean.Reason.Code));
        Assert.Equal((4, 4), (mean.UnitsReported, mean.UnitsExpected));
        Assert.Equal((50m, 70m, 140m), (c.Value(Pooled, Basis.Month, "2021-04"), c.Get(Pooled, Basis.Month, "2021-04").Numerator,
            c.Get(Pooled, Basis.Month, "2021-04").Denominator));
    }

    [Fact]
    public void The_year_up_to_the_month_adds_the_documents_of_its_months()
    {
        var c = new ComputedIndicators(Register, 2021,
        [
            TestData.Documents("0101", "2021-04", 0, 10), TestData.Documents("0101", "2021-05", 30, 30),
                TestData.Documents("0201", "2021-04", 1, 4), TestData.Documents("0201", "2021-05", 0, 0),
        ]);

        // Bureau 01: 30/40 = 0.75, bureau 02: 1/4; the mean is 50. May alone: only bureau 01 has documents.
        Assert.Equal(50m, c.Value(Mean, Basis.Ytd, "2021-05"));
        Assert.Equal(100m, c.Value(Mean, Basis.Month, "2021-05"));
        Assert.Equal((2, 4), (c.Get(Mean, Basis.Ytd, "2021-05").UnitsReported, c.Get(Mean, Basis.Ytd, "2021-05").UnitsExpected));
    }

    [Fact]
    public void A_bureau_without_documents_is_left_out_of_the_mean_and_named()
    {
        // Bureau 02 says 0 of 0, the hospital says nothing.
        var v = new ComputedIndicators(Register, 2021,
            [TestData.Documents("0101", "2021-04", 3, 4), TestData.Documents("0201", "2021-04", 0, 0)]).Get(Mean, Basis.Month, "2021-04");

        Assert.Equal((75m, 1m, "bureaux_left_out"), (v.Value, v.Denominator, v.Reason.Code));
        Assert.Contains("部02", v.Reason.Text, StringComparison.Ordinal);
        Assert.Contains("市立豊中病院", v.Reason.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("部01", v.Reason.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void No_documents_anywhere_is_not_computable()
    {
        var c = new ComputedIndicators(Register, 2021,
            [TestData.Documents("0101", "2021-04", 0, 0), TestData.Documents("1602", "2021-04", 5, 5)]);

        Assert.Equal((null, "zero_denominator"), (c.Value(Mean, Basis.Month, "2021-04"), c.Get(Mean, Basis.Month, "2021-04").Reason.Code));
        Assert.Equal((null, "zero_denominator"),
            (c.Value(Pooled, Basis.Month, "2021-04"), c.Get(Pooled, Basis.Month, "2021-04").Reason.Code));
    }

    [Fact]
    public void A_month_without_any_drop_is_not_computable()
    {
        var c = new ComputedIndicators(Register, 2021,
            [TestData.Documents("0101", "2021-04", 3, 4), TestData.Documents("0101", "2021-06", 3, 4)]);

        Assert.Equal((null, "not_reported"), (c.Value(Mean, Basis.Ytd, "2021-05"), c.Get(Mean, Basis.Ytd, "2021-05").Reason.Code));
        Assert.Equal(75m, c.Value(Pooled, Basis.Ytd, "2021-06"));
    }

    [Fact]
    public void A_section_counts_for_the_bureau_that_it_belonged_to_in_the_month()
    {
        var register = TestData.Register(TestData.Section("0101", bureau: "01", until: "2021-04"),
            TestData.Section("0101", bureau: "02", from: "2021-05"), TestData.Section("0102", bureau: "01"));
        var c = new ComputedIndicators(register, 2021, [TestData.Documents("0101", "2021-04", 0, 10),
            TestData.Documents("0102", "2021-05", 10, 10), TestData.Documents("0101", "2021-05", 5, 5)]);

        // Bureau 01: 10/20, bureau 02: 5/5.
        Assert.Equal(75m, c.Value(Mean, Basis.Ytd, "2021-05"));
    }

    [Fact]
    public void A_bureau_that_was_renamed_is_one_bureau_and_not_left_out()
    {
        var register = TestData.Register(
            TestData.Section("0101", bureau: "01", bureauName: "政策部", until: "2021-04"),
                TestData.Section("0101", bureau: "01", bureauName: "都市経営部", from: "2021-05"), TestData.Section("0201", bureau: "02"));
        var v = new ComputedIndicators(register, 2021, [TestData.Documents("0101", "2021-04", 1, 2),
            TestData.Documents("0201", "2021-04", 1, 1), TestData.Documents("0201", "2021-05", 1, 1)]).Get(Mean, Basis.Ytd, "2021-05");

        Assert.Equal((75m, ""), (v.Value, v.Reason.Code));
    }

    [Fact]
    public void A_bureau_that_is_left_out_is_named_as_it_is_called_last_and_all_in_their_order()
    {
        var register = TestData.Register(TestData.Section("0101", bureau: "01"), TestData.Section("0301", bureau: "03", bureauName: "い部"),
            TestData.Section("0201", bureau: "02", bureauName: "旧部", until: "2021-04"),
            TestData.Section("0201", bureau: "02", bureauName: "う部", from: "2021-05"), TestData.Section("0401", bureau: "04", bureauName: "あ部"));
        var v = new ComputedIndicators(register, 2021, [TestData.Documents("0101", "2021-05", 3, 4),
            TestData.Documents("0201", "2021-04", 0, 0), TestData.Documents("0201", "2021-05", 0, 0),
            TestData.Documents("0301", "2021-05", 0, 0)]).Get(Mean, Basis.Ytd, "2021-05");
        Assert.Equal((75m, "文書のない部局を平均から除きました: あ部、い部、う部"), (v.Value, v.Reason.Text));
    }

    [Fact]
    public void A_section_has_reported_up_to_a_month_where_it_has_each()
    {
        var v = new ComputedIndicators(Register, 2021, [TestData.Documents("0101", "2021-04", 3, 4),
            TestData.Documents("0201", "2021-04", 1, 4), TestData.Documents("0201", "2021-05", 1, 4)]).Get(Mean, Basis.Ytd, "2021-05");
        Assert.Equal((1, 4), (v.UnitsReported, v.UnitsExpected));
    }

    // Of whom nothing is asked, nothing is missing; where nobody is named, all are asked.
    [Theory]
    [InlineData("e_approval_documents", "", 2)]
    [InlineData("overtime", "bureaux_left_out", 4)]
    public void Whoever_is_not_asked_is_not_left_out(string owed, string reason, int expected)
    {
        var catalogue = ComputedIndicators.Catalogue with { Owed = [new(owed, ["0101", "0201"], "2019-04", 10)] };
        var figures = new YearFigures(new(2021), [], [TestData.Documents("0101", "2021-04", 3, 4), TestData.Documents("0201", "2021-04", 1, 4)],
            [], Register)
        { Owners = new(catalogue, Register) };
        var v = IndicatorCalculator.Compute(catalogue, catalogue.Find(Mean)!, figures)
            .First(v => v.Basis == Basis.Month && v.Month == TestData.Month("2021-04"));
        Assert.Equal((50m, reason, 2, expected), (v.Value, v.Reason.Code, v.UnitsReported, v.UnitsExpected));
    }

    [Fact]
    public void An_exact_half_rounds_away_from_zero_whatever_the_fractions()
    {
        // Three thirds and 782/1000: the mean of four is exactly 44.55, but 0.333… added three times is less than 1.
        var register = TestData.Register([.. Enumerable.Range(1, 4).Select(i => TestData.Section($"0{i}01", bureau: $"0{i}"))]);
        var c = new ComputedIndicators(register, 2021,
        [
            .. Enumerable.Range(1, 3).Select(i => TestData.Documents($"0{i}01", "2021-04", 1, 3)),
                TestData.Documents("0401", "2021-04", 782, 1000),
        ]);

        Assert.Equal("44.6", c.Text(Mean, Basis.Month, "2021-04"));
    }
}
