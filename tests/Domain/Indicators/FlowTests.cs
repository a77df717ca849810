using SmartToyonaka.Domain.Indicators;
using SmartToyonaka.Domain.Measures;
using SmartToyonaka.Domain.Organisation;
using SmartToyonaka.Tests.Support;

namespace SmartToyonaka.Tests.Domain.Indicators;

/// <summary>Flows that come by form (seals abolished), and up to which month values are stated.</summary>
public class FlowTests
{
    private const string Seals = "seal_abolitions";
    private static readonly Register Register = TestData.Register(TestData.Section("0301"), TestData.Section("0302"));

    [Fact]
    public void Months_add_up_over_the_year_and_years_over_the_programme()
    {
        var c = new ComputedIndicators(Register, 2021,
            [TestData.Figure(Seals, "0301", "2021-04", 55), TestData.Figure(Seals, "0302", "2021-04", 5),
                TestData.Figure(Seals, "0301", "2021-06", 1)],
            [TestData.Figure(Seals, "0301", "2021-03", 2400)]);

        Assert.Equal([60m, null, 1m], Values(Basis.Month));
        Assert.Equal([60m, 60m, 61m], Values(Basis.Ytd));
        Assert.Equal([2460m, 2460m, 2461m], Values(Basis.Programme));
        Assert.Equal("not_reported", c.Get(Seals, Basis.Month, "2021-05").Reason.Code);

        IEnumerable<decimal?> Values(Basis basis) => new[] { "2021-04", "2021-05", "2021-06" }.Select(m => c.Value(Seals, basis, m));
    }

    [Fact]
    public void What_was_before_the_programme_is_not_of_the_programme()
    {
        var c = new ComputedIndicators(Register, 2020, [TestData.Figure(Seals, "0301", "2020-04", 7)],
            [TestData.Figure(Seals, "0301", "2020-03", 1000)]);

        Assert.Equal(7m, c.Value(Seals, Basis.Programme, "2020-04"));
    }

    [Fact]
    public void A_year_before_the_programme_has_no_value_of_the_programme()
    {
        var c = new ComputedIndicators(Register, 2019, [TestData.Figure(Seals, "0301", "2019-04", 7)]);

        Assert.DoesNotContain(c.All(Seals), v => v.Basis == Basis.Programme);
        Assert.Equal(7m, c.Value(Seals, Basis.Ytd, "2019-04"));
    }

    [Fact]
    public void Values_are_stated_up_to_the_month_in_which_the_newest_figure_was_received()
    {
        // 2021-08-31 15:30 UTC is already September in Japan.
        var c = new ComputedIndicators(Register, 2021,
            [TestData.Figure(Seals, "0301", "2021-05", 7) with { ReceivedAt = new(2021, 8, 31, 15, 30, 0, TimeSpan.Zero) }]);

        Assert.Equal(TestData.Month("2021-09"), c.LastMonth);
        Assert.Equal(7m, c.Value(Seals, Basis.Ytd, "2021-09"));
        Assert.Null(c.Find(Seals, Basis.Ytd, "2021-10"));
    }

    [Fact]
    public void Values_are_stated_up_to_the_newest_month_spoken_of_and_never_beyond_the_year()
    {
        var early = new DateTimeOffset(2021, 5, 1, 0, 0, 0, TimeSpan.Zero);

        Assert.Equal(TestData.Month("2021-07"),
            new ComputedIndicators(Register, 2021, [TestData.Figure(Seals, "0301", "2021-07", 7) with { ReceivedAt = early }]).LastMonth);
        Assert.Equal(TestData.Month("2022-03"),
            new ComputedIndicators(Register, 2021,
                [TestData.Figure(Seals, "0301", "2021-07", 7) with { ReceivedAt = early.AddYears(5) }]).LastMonth);
        Assert.Empty(new ComputedIndicators(Register, 2021, []).All(Seals));
    }

    [Fact]
    public void A_plan_for_a_later_month_does_not_state_actual_values_up_to_it()
    {
        var plan = TestData.Figure(Seals, "0301", "2022-03", 7) with
        {
            Status = FigureStatus.Planned,
            ReceivedAt = new(2021, 5, 1, 0, 0, 0, TimeSpan.Zero)
        };
        var c = new ComputedIndicators(Register, 2021, [plan]);

        Assert.Equal(7m, c.Value(Seals, Basis.Month, "2022-03", FigureStatus.Planned));
        Assert.Equal(TestData.Month("2021-05"), c.LastMonth);
        Assert.All(c.All(Seals).Where(v => v.Status == FigureStatus.Actual), v => Assert.Null(v.Value));
    }
}
