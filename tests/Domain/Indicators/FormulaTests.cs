using SmartToyonaka.Domain.Indicators;
using SmartToyonaka.Domain.Measures;
using SmartToyonaka.Domain.Organisation;
using SmartToyonaka.Intake.Reference;
using SmartToyonaka.Tests.Support;

namespace SmartToyonaka.Tests.Domain.Indicators;

/// <summary>Formulas that the built-in indicators do not use, over the built-in measures: worked by hand.</summary>
public sealed class FormulaTests
{
    private const string Seals = "seal_abolitions", Teleworkers = "telework_applicants", Procedures = "online_procedures";
    private static readonly Register Register = TestData.Register(TestData.Section("0301"), TestData.Section("0302"));

    private static readonly Observation[] SealsOf2020 = [Stamped("0301", "2020-04", 40), Stamped("0302", "2020-05", 35)];

    private static readonly Observation[] SealsOf2021 =
        [Stamped("0301", "2021-04", 60), Stamped("0301", "2021-05", 30), Stamped("0302", "2021-05", 15)];

    private static readonly Formula OnTheYearBefore =
        new(FormulaKind.SamePeriodChange, Seals, "count", Against: ComparedYear.YearBefore);

    private static readonly Formula PerPerson = new(FormulaKind.PerPerson, Seals, "count");

    // April: 60 and 40. May: 45 and 35. Both: 105 and 75.
    [Fact]
    public void A_change_is_of_the_sums_of_the_same_months_of_the_year_before()
    {
        var april = Get(OnTheYearBefore, Basis.Month, "2021-04", SealsOf2021, baseYear: SealsOf2020);
        Assert.Equal((50m, 60m, 40m), (april.Value, april.Numerator, april.Denominator));
        Assert.Equal((1, 2), (april.UnitsReported, april.UnitsExpected));

        var may = Get(OnTheYearBefore, Basis.Ytd, "2021-05", SealsOf2021, baseYear: SealsOf2020);
        Assert.Equal((40m, 105m, 75m), (may.Value, may.Numerator, may.Denominator));
        Assert.Equal((2, 2), (may.UnitsReported, may.UnitsExpected));
    }

    [Fact]
    public void A_change_may_be_on_the_base_year()
    {
        Formula onTheBaseYear = new(FormulaKind.SamePeriodChange, Seals, "count");
        Assert.Equal(20m, Get(onTheBaseYear, Basis.Month, "2021-04", SealsOf2021,
            baseYear: [Stamped("0301", "2019-04", 50), .. SealsOf2020]).Value);
        Assert.Empty(All(onTheBaseYear, [Stamped("0301", "2019-04", 50)], baseYear: SealsOf2020, year: 2019));
        Assert.Equal(25m, Get(OnTheYearBefore, Basis.Month, "2019-04", [Stamped("0301", "2019-04", 50)],
            baseYear: [Stamped("0301", "2018-04", 40)], year: 2019).Value);
    }

    [Theory]
    [InlineData("2021-06", "令和2年6月分の報告がありません。")]
    [InlineData("2021-07", "令和3年7月分の報告がありません。")]
    public void A_month_that_either_year_lacks_is_the_reason_why_there_is_no_change(string month, string reason)
    {
        var v = Get(OnTheYearBefore, Basis.Month, month,
            [.. SealsOf2021, Stamped("0301", "2021-06", 1), Stamped("0301", "2021-08", 1)], baseYear: SealsOf2020);
        Assert.Equal((null, "not_reported", reason), (v.Value, v.Reason.Code, v.Reason.Text));
    }

    [Fact]
    public void There_is_no_change_on_nothing()
    {
        var v = Get(OnTheYearBefore, Basis.Month, "2021-04", SealsOf2021, baseYear: [Stamped("0301", "2020-04", 0)]);
        Assert.Equal((null, "zero_denominator", 60m, 0m), (v.Value, v.Reason.Code, v.Numerator, v.Denominator));
    }

    // 60 by 8 people; 105 by 8 and 12.
    [Fact]
    public void A_flow_is_divided_by_the_people_of_the_same_months()
    {
        Observation[] said = [.. SealsOf2021, People("0301", "2021-04", 8), People("0302", "2021-05", 12)];
        var april = Get(PerPerson, Basis.Month, "2021-04", said);
        Assert.Equal((7.5m, 60m, 8m), (april.Value, april.Numerator, april.Denominator));
        Assert.Equal((1, 2), (april.UnitsReported, april.UnitsExpected));
        Assert.Equal(5.25m, Get(PerPerson, Basis.Ytd, "2021-05", said).Value);
    }

    [Fact]
    public void Nothing_is_divided_by_people_where_either_of_a_month_is_missing_or_nobody_is()
    {
        Assert.Equal("not_reported", Get(PerPerson, Basis.Month, "2021-04", SealsOf2021).Reason.Code);
        Assert.Equal("not_reported", Get(PerPerson, Basis.Month, "2021-04", [People("0301", "2021-04", 8)]).Reason.Code);

        // April has its people, May has not.
        Assert.Equal("令和3年5月分の報告がありません。",
            Get(PerPerson, Basis.Ytd, "2021-05", [.. SealsOf2021, People("0301", "2021-04", 8)]).Reason.Text);
        var nobody = Get(PerPerson, Basis.Month, "2021-04", [.. SealsOf2021, People("0301", "2021-04", 0)]);
        Assert.Equal((null, "zero_denominator", 60m), (nobody.Value, nobody.Reason.Code, nobody.Numerator));
    }

    // 45 of May (105 from April on), and a stock of 8 that was said in April and of 4 that was said in May.
    [Theory]
    [InlineData(FormulaKind.QuotientOfMeasures, Basis.Month, "3.75")]
    [InlineData(FormulaKind.QuotientOfMeasures, Basis.Ytd, "8.75")]
    [InlineData(FormulaKind.ShareOfMeasures, Basis.Month, "375")]
    [InlineData(FormulaKind.DifferenceOfMeasures, Basis.Month, "33")]
    [InlineData(FormulaKind.DifferenceOfMeasures, Basis.Ytd, "93")]
    public void Two_measures_are_divided_or_subtracted(FormulaKind kind, Basis basis, string value)
    {
        var v = Get(Two(kind), basis, "2021-05", [.. SealsOf2021, Working("0301", "2021-04", 8), Working("0302", "2021-05", 4)]);
        Assert.Equal((decimal.Parse(value, System.Globalization.CultureInfo.InvariantCulture), 12m, true),
            (v.Value, v.Denominator, v.Carried));
        Assert.Equal((2, 2, "", TestData.Month("2021-05")), (v.UnitsReported, v.UnitsExpected, v.Reason.Code, v.AsOf));
    }

    [Fact]
    public void What_is_said_of_the_month_itself_is_not_carried_into_it()
    {
        var v = Get(Two(FormulaKind.QuotientOfMeasures), Basis.Month, "2021-04", [.. SealsOf2021, Working("0301", "2021-04", 8)]);
        Assert.Equal((7.5m, false, 1, 2), (v.Value, v.Carried, v.UnitsReported, v.UnitsExpected));
    }

    [Fact]
    public void Two_numbers_of_one_measure_are_subtracted() =>
        Assert.Equal(-30m, Get(new(FormulaKind.DifferenceOfMeasures, Procedures, "online", "eligible"), Basis.Month, "2021-04",
            [TestData.Figure(Procedures, "0301", "2021-04", 10, 40)]).Value);

    [Fact]
    public void Nothing_is_made_of_two_measures_of_which_one_is_not_known_or_the_second_is_nothing()
    {
        Assert.Equal("nothing_reported_yet", Get(Two(FormulaKind.DifferenceOfMeasures), Basis.Month, "2021-04", SealsOf2021).Reason.Code);
        Assert.Equal("nothing_reported_yet",
            Get(Two(FormulaKind.DifferenceOfMeasures), Basis.Month, "2021-04", [Working("0301", "2021-04", 8)]).Reason.Code);
        Observation[] zero = [.. SealsOf2021, Working("0301", "2021-04", 0)];
        var quotient = Get(Two(FormulaKind.QuotientOfMeasures), Basis.Month, "2021-04", zero);
        Assert.Equal((null, "zero_denominator", 60m, 0m), (quotient.Value, quotient.Reason.Code, quotient.Numerator, quotient.Denominator));
        Assert.Equal(60m, Get(Two(FormulaKind.DifferenceOfMeasures), Basis.Month, "2021-04", zero).Value);
    }

    [Fact]
    public void Sums_are_added_up_where_each_has_a_value()
    {
        Indicator[] parts = [Of("seals", new(FormulaKind.Sum, Seals, "count")), Of("people", new(FormulaKind.Sum, Teleworkers, "count"))];
        Formula sum = new(FormulaKind.SumOfIndicators, Seals, Indicators: ["seals", "people"]);

        var v = Get(sum, Basis.Month, "2021-05", [.. SealsOf2021, Working("0302", "2021-04", 4)], parts: parts);
        Assert.Equal((49m, 49m, null, true), (v.Value, v.Numerator, v.Denominator, v.Carried));
        Assert.Equal((2, 3, TestData.Month("2021-05")), (v.UnitsReported, v.UnitsExpected, v.AsOf));

        v = Get(sum, Basis.Month, "2021-05", [.. SealsOf2021, Working("0302", "2021-05", 4)], parts: parts);
        Assert.Equal((49m, false, 3, 3), (v.Value, v.Carried, v.UnitsReported, v.UnitsExpected));

        var lacking = Get(sum, Basis.Month, "2021-05", [.. SealsOf2021], parts: parts);
        Assert.Equal((null, "nothing_reported_yet", 2, 2),
            (lacking.Value, lacking.Reason.Code, lacking.UnitsReported, lacking.UnitsExpected));
        Assert.Equal("not_reported",
            Get(sum, Basis.Month, "2021-06", [.. SealsOf2021, Working("0302", "2021-06", 4)], parts: parts).Reason.Code);
    }

    // 1 of 2 and 5 of 10 in April, 3 of 4 in May: 9 of 16 together.
    [Fact]
    public void A_rate_of_a_flow_is_of_the_months_of_the_basis()
    {
        Formula rate = new(FormulaKind.RatioOfSums, "e_approval_documents", "electronic", "total");
        Observation[] said = [TestData.Documents("0301", "2021-04", 1, 2), TestData.Documents("0302", "2021-04", 5, 10),
            TestData.Documents("0301", "2021-05", 3, 4)];
        var v = Get(rate, Basis.Ytd, "2021-05", said);
        Assert.Equal((56.25m, 9m, 16m, false), (v.Value, v.Numerator, v.Denominator, v.Carried));
        Assert.Equal((1, 2, TestData.Month("2021-05")), (v.UnitsReported, v.UnitsExpected, v.AsOf));
        Assert.Equal(75m, Get(rate, Basis.Month, "2021-05", said).Value);
        Assert.Equal("not_reported", Get(rate, Basis.Month, "2021-06", [.. said, Stamped("0301", "2021-06", 1)]).Reason.Code);
        Assert.Equal("nothing_reported_yet", Get(rate, Basis.Ytd, "2021-06", [Stamped("0301", "2021-06", 1)]).Reason.Code);
    }

    [Fact]
    public void Statuses_that_count_are_those_of_the_formula_or_of_the_register()
    {
        Formula named = new(FormulaKind.CountOfInitiatives, "initiatives.ai", Statuses: ["considering"]);
        Assert.Equal(["considering"], named.StatusesOf(MeasureSet.Shipped));
        Assert.Equal(BuiltInMeasures.Get("initiatives.ai").Register!.Counts, (named with { Statuses = null }).StatusesOf(MeasureSet.Shipped));
        Assert.Empty((named with { Statuses = null, Measure = "nothing" }).StatusesOf(MeasureSet.Shipped));
    }

    private static Formula Two(FormulaKind kind) => new(kind, Seals, "count", "count", DenominatorMeasure: Teleworkers);

    private static Indicator Of(string id, Formula formula) =>
        new(id, id, id, "efficiency", "件", "cases", 1, false, [Basis.Month, Basis.Ytd], Basis.Month, formula);

    private static IReadOnlyList<IndicatorValue> All(Formula formula, IReadOnlyList<Observation> current,
        IReadOnlyList<Observation>? baseYear = null, int year = 2021, params Indicator[] parts)
    {
        var indicator = Of("asked", formula);
        var catalogue = ReferenceData.BuiltInCatalogue with { Indicators = [indicator, .. parts] };
        return [.. IndicatorCalculator.Compute(catalogue, indicator, new(new(year), [], current, baseYear ?? [], Register))];
    }

    private static IndicatorValue Get(Formula formula, Basis basis, string month, IReadOnlyList<Observation> current,
        IReadOnlyList<Observation>? baseYear = null, int year = 2021, params Indicator[] parts) =>
        All(formula, current, baseYear, year, parts)
            .Single(v => v.Basis == basis && v.Month == TestData.Month(month) && v.Status == FigureStatus.Actual);

    private static Observation Stamped(string section, string month, long count) => TestData.Figure(Seals, section, month, count);

    private static Observation Working(string section, string month, long count) => TestData.Figure(Teleworkers, section, month, count);

    private static Observation People(string section, string month, long count) =>
        TestData.Staff(section, month, ("general", "regular", count));
}
