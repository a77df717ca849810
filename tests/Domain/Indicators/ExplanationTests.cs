using SmartToyonaka.Domain.Indicators;
using SmartToyonaka.Domain.Measures;
using SmartToyonaka.Tests.Support;

namespace SmartToyonaka.Tests.Domain.Indicators;

/// <summary>A value explains itself by what was really added up; worked by hand.</summary>
public sealed class ExplanationTests
{
    [Fact]
    public void A_ratio_names_each_sections_latest_report()
    {
        var e = new ComputedIndicators(TestData.Register(TestData.Section("0101"), TestData.Section("0102")), 2021,
            [TestData.Figure("online_procedures", "0101", "2021-04", 10, 40), TestData.Figure("online_procedures", "0101", "2021-06", 12,
                40), TestData.Figure("online_procedures", "0102", "2021-05", 18, 20)])
            .Explain("online_application_rate", Basis.Month, "2021-07");

        Assert.Equal((30m, 60m), (e.Total(OperandRole.Numerator), e.Total(OperandRole.Denominator)));
        Assert.Equal(["0101 2021-06", "0102 2021-05"],
            e.Operands[0].Contributions.Select(c => $"{c.Observation.Section} {c.Observation.Month}"));
        Assert.Equal("30 ÷ 60 × 100 = 50.0", FormulaText.Numbers(e));
    }

    [Fact]
    public void A_change_names_both_years_and_the_rule_behind_everything_left_out()
    {
        var e = new ComputedIndicators(TestData.Register(TestData.Section("0101")), 2021,
            [
                TestData.Overtime("0101", "2021-04", ("general", "regular", "ordinary", 600), ("general", "regular", "covid", 300),
                    ("hospital_medical", "regular", "ordinary", 5000)),
                TestData.Staff("0101", "2021-04", ("general", "regular", 10), ("hospital_medical", "regular", 20)),
            ],
            baseYear: [TestData.Overtime("0101", "2019-04", ("general", "regular", "ordinary", 760),
                ("general", "regular", "disaster", 40)), TestData.Staff("0101", "2019-04", ("general", "regular", 8))])
            .Explain("overtime_change", Basis.Ytd, "2021-04");

        Assert.Equal("((600 ÷ 10) ÷ (760 ÷ 8) − 1) × 100 = −36.8", FormulaText.Numbers(e));
        Assert.Equal(("2019-04", "2019-04"), (e.BaseFrom.ToString(), e.BaseTo.ToString()));
        Assert.Equal(
            ["BaseYear 40 disaster", "Value 20 hospital_medical", "Value 300 covid", "Value 5000 hospital_medical"],
            e.LeftOut.Select(l => $"{l.Side} {l.Cell!.Value} {l.Exclusion!.Value}").Order(StringComparer.Ordinal));
        Assert.All(e.LeftOut, l => Assert.Equal((ExclusionReason.Scope, "2019-04"), (l.Reason, l.Exclusion!.Since)));
    }

    [Fact]
    public void The_months_of_the_base_year_are_as_many_and_of_what_is_not_compared_there_are_none()
    {
        Observation[] said = [TestData.Overtime("0101", "2022-02", ("general", "regular", "ordinary", 600)),
            TestData.Staff("0101", "2022-02", ("general", "regular", 10))];
        var figures = new ComputedIndicators(TestData.Register(TestData.Section("0101")), 2021, said);
        var change = figures.Explain("overtime_change", Basis.Ytd, "2022-02");
        Assert.Equal(("2021-04", "2019-04", "2020-02"), (change.From.ToString(), change.BaseFrom.ToString(), change.BaseTo.ToString()));
        var hours = figures.Explain("overtime_per_person", Basis.Ytd, "2022-02");
        Assert.Equal(("2021-04", null, null), (hours.From.ToString(), hours.BaseFrom, hours.BaseTo));
    }

    [Fact]
    public void A_count_says_why_an_initiative_is_not_counted()
    {
        var e = new ComputedIndicators(TestData.Register(TestData.Section("0101")), 2021,
            [
                TestData.Initiative("ai", "0101", "2021-05", "counted"),
                    TestData.Initiative("ai", "0101", "2021-05", "considered", Standing.Considering),
                TestData.Initiative("ai", "0101", "2021-05", "aside", counts: false),
            ],
            opening: [TestData.Initiative("ai", "0101", "2020-05", "before")])
            .Explain("ai_tasks", Basis.Ytd, "2021-06");

        Assert.Equal(["counted"], e.Operands.Single().Contributions.Select(c => c.Observation.Initiative!.Name));
        Assert.Equal(
            [("aside", ExclusionReason.NotTowardTarget), ("before", ExclusionReason.BeforePeriod),
                ("considered", ExclusionReason.StatusNotCounted)],
            e.LeftOut.Select(l => (l.Observation.Initiative!.Name, l.Reason)).OrderBy(x => x.Name, StringComparer.Ordinal));
        Assert.Equal("1 = 1", FormulaText.Numbers(e));
    }

    [Fact]
    public void A_mean_over_bureaux_names_their_sums_and_the_bureaux_left_out()
    {
        var register = TestData.Register(
            TestData.Section("0101"), TestData.Section("0102"), TestData.Section("0201", bureau: "02"),
                TestData.Section("0301", bureau: "03"), TestData.Section("0401", bureau: "04", medical: true));
        var e = new ComputedIndicators(register, 2021,
            [
                TestData.Documents("0101", "2021-04", 10, 20), TestData.Documents("0102", "2021-04", 20, 40),
                    TestData.Documents("0201", "2021-04", 9, 10), TestData.Documents("0301", "2021-04", 0, 0),
                TestData.Documents("0401", "2021-04", 7, 7),
            ]).Explain("e_approval_rate", Basis.Ytd, "2021-04");

        // (30/60 + 9/10) / 2 = 0.7
        Assert.Equal("1.4 ÷ 2 × 100 = 70.0", FormulaText.Numbers(e));
        Assert.Equal(
            ["Denominator 01 60", "Denominator 02 10", "Numerator 01 30", "Numerator 02 9"],
            e.Operands.Select(o => $"{o.Key.Role} {o.Key.Group} {o.Total}").Order(StringComparer.Ordinal));
        Assert.Equal(["部03"], e.BureauxLeftOut);
        Assert.Contains(e.LeftOut, l => (l.Observation.Section, l.Reason) == ("0401", ExclusionReason.HospitalMedical));
        Assert.Contains(e.LeftOut, l => (l.Observation.Section, l.Reason) == ("0301", ExclusionReason.BureauWithoutDocuments));
    }

    [Fact]
    public void A_stock_that_a_successor_took_over_is_left_out()
    {
        var register = TestData.Register(TestData.Section("0101", until: "2021-05", successors: "0102"),
            TestData.Section("0102", from: "2021-06"));
        var e = new ComputedIndicators(register, 2021,
            [TestData.Figure("platform_members", "0101", "2021-04", 5), TestData.Figure("platform_members", "0102", "2021-06", 7)])
            .Explain("ppp_platform_members", Basis.Month, "2021-06");

        Assert.Equal("7 = 7", FormulaText.Numbers(e));
        Assert.Equal([("0101", ExclusionReason.SectionEnded)], e.LeftOut.Select(l => (l.Observation.Section, l.Reason)));
    }

    [Fact]
    public void What_cannot_be_computed_says_why_and_has_no_calculation()
    {
        var e = new ComputedIndicators(TestData.Register(TestData.Section("0101")), 2021,
            [TestData.Overtime("0101", "2021-04", ("general", "regular", "ordinary", 600))])
                .Explain("overtime_per_person", Basis.Month, "2021-04");

        Assert.Equal(("month_not_closed", ""), (e.Value.Reason.Code, FormulaText.Numbers(e)));
        Assert.Contains("2021-04", e.Value.Reason.TextEn, StringComparison.Ordinal);
        Assert.Equal(600m, e.Total(OperandRole.Numerator));
    }

    [Theory]
    [InlineData(Basis.Ytd, "2021-04", FigureStatus.Actual)]
    [InlineData(Basis.Month, "2020-04", FigureStatus.Actual)]
    [InlineData(Basis.Month, "2021-05", FigureStatus.Planned)]
    public void A_value_that_is_not_stated_is_not_explained(Basis basis, string month, FigureStatus status) =>
        Assert.Throws<InvalidOperationException>(() => new ComputedIndicators(TestData.Register(TestData.Section("0101")), 2021,
            [TestData.Figure("platform_members", "0101", "2021-04", 5)])
            .Explain("ppp_platform_members", basis, month, status));

    [Fact]
    public void Every_indicator_of_the_built_in_catalogue_has_a_sheet_in_both_languages() =>
        Assert.All(ComputedIndicators.Catalogue.Indicators, i =>
    {
        var sheet = ComputedIndicators.Catalogue.SheetOf(i.Id);
        Assert.NotNull(sheet);
        Assert.All([sheet.DefinitionJa, sheet.DefinitionEn, FormulaText.Words(ComputedIndicators.Catalogue, i).Ja,
            FormulaText.Words(ComputedIndicators.Catalogue, i).En], t => Assert.False(string.IsNullOrWhiteSpace(t)));
        Assert.NotEmpty(sheet.Changes);
    });
}
