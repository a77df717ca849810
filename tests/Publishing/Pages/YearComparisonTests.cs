using SmartToyonaka.Domain.Indicators;
using SmartToyonaka.Publishing.Pages;
using SmartToyonaka.Publishing.Pages.Figures;
using SmartToyonaka.Publishing.Recomputation;
using SmartToyonaka.Publishing.Reporting.Overviews;

namespace SmartToyonaka.Tests.Publishing.Pages;

/// <summary>Numbers as they are printed, years in words, and the count of met targets.</summary>
public sealed class YearComparisonTests
{
    [Theory]
    [InlineData("7", "7")]
    [InlineData("999", "999")]
    [InlineData("2455", "2,455")]
    [InlineData("−1234567.8", "−1,234,567.8")]
    [InlineData("+1000.25", "+1,000.25")]
    [InlineData("0.12345", "0.12345")]
    [InlineData("", "")]
    public void Thousands_are_grouped(string number, string printed) => Assert.Equal(printed, PageText.Grouped(number));

    [Theory]
    [InlineData("%", 1, 52.5, 50, "より 2.5 ポイント高い", "2.5 points higher")]
    [InlineData("%", 1, -17.8, -5.25, "より 12.5 ポイント低い", "12.5 points lower")]
    [InlineData("件", 0, 2455, 455, "より 2,000 件多い", "2,000 procedures more")]
    [InlineData("件", 0, 3, 5, "より 2 件少ない", "2 procedures fewer")]
    [InlineData("%", 1, 50.01, 49.99, "と同じ", "unchanged")]
    public void Two_years_are_compared_as_they_are_printed(string unit, int decimals, double value, double other, string ja, string en)
    {
        var indicator = Indicator() with { Unit = unit, UnitEn = unit == "%" ? "%" : "procedures", Decimals = decimals };

        Assert.Equal(ja, YearComparison.Text(false, indicator, value, other));
        Assert.Equal(en, YearComparison.Text(true, indicator, value, other));
    }

    [Fact]
    public void Targets_are_counted_and_what_is_old_missing_or_not_whole_is_named()
    {
        var aim = new Target(TargetKind.AtLeast, 10);
        IndicatorSummary[] all =
        [
            Of("met", aim, Value(12, true)),
            Of("planned", aim, Value(11, true) with { Status = "planned" }),
            Of("unmet", aim, Value(3, false) with { AsOf = "2022-01-31" }),
            Of("unknown", aim, Value(null, null)),
            Of("nothing", aim, null),
            Of("free", null, Value(4, null) with { UnitsReported = 1, HeldValues = 2 }),
            Of("carried", null, Value(4, null) with { Carried = true }),
            Of("missing", null, null),
        ];

        var s = YearSummary.Of(all);

        Assert.Equal((5, 2, 1), (s.Targets, s.Met, s.MetByPlan));
        Assert.Equal(("2022-01", "2022-03"), s.Months);
        Assert.Equal(["unmet"], Ids(s.Unmet));
        Assert.Equal(["unknown", "nothing"], Ids(s.Unknown));
        Assert.Equal(["unmet"], Ids(s.Older));
        Assert.Equal(["free", "carried"], Ids(s.Incomplete));
        Assert.Equal(["free"], Ids(s.Held));
        Assert.Equal(["unknown", "nothing", "missing"], Ids(s.Missing));
        Assert.Equal((0, 0), (YearSummary.Of([]).Targets, YearSummary.Of([]).Met));
        Assert.Null(YearSummary.Of([]).Months);
    }

    private static IEnumerable<string> Ids(IEnumerable<IndicatorSummary> figures) => figures.Select(f => f.Indicator.Id);

    private static IndicatorSummary Of(string id, Target? target, PublishedIndicator? value) =>
        new(Indicator() with { Id = id, Target = target }, value, null, []);

    private static Indicator Indicator() => new("any", "任意", "any", "group", "件", "procedures", 0, false, [Basis.Month], Basis.Month,
        new(FormulaKind.Sum, "seal_abolitions"));

    private static PublishedIndicator Value(double? value, bool? met) => new("any", "month", "actual", 2021, "2022-03", value, "", null, null,
        "件", met is null ? null : 10, met, true, "", "", 3, 3, false, "2022-03-31", false, 0, "1");
}
