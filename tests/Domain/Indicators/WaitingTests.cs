using SmartToyonaka.Domain.Indicators;
using SmartToyonaka.Domain.Measures;
using SmartToyonaka.Domain.Organisation;
using SmartToyonaka.Intake.Reference;
using SmartToyonaka.Tests.Support;

namespace SmartToyonaka.Tests.Domain.Indicators;

/// <summary>How many entries that wait would change a value, and which are handed on to the next year.</summary>
public sealed class WaitingTests
{
    private const string Seals = "seal_abolitions", Teleworkers = "telework_applicants";
    private static readonly Catalogue Catalogue = ReferenceData.BuiltInCatalogue;
    private static readonly Register Register = TestData.Register(TestData.Section("0301"), TestData.Section("0302"));

    [Theory]
    [InlineData("2021-05", "2021-05", 1)]
    [InlineData("2021-04", "2021-06", 1)]
    [InlineData("2021-05", "2021-06", 1)]
    [InlineData("2021-06", "2021-06", 0)]
    [InlineData("2021-04", "2021-04", 0)]
    public void A_flow_that_waits_counts_for_spans_with_its_month(string from, string month, int count) =>
        Assert.Equal(count, Of(Seals, [Said(Seals, "0301", "2021-05")]).Count(from, month));

    [Fact]
    public void What_waits_of_another_measure_or_as_a_plan_does_not_count()
    {
        Assert.Equal(0, Of(Seals, [Said(Teleworkers, "0301", "2021-05")]).Count("2021-05", "2021-05"));
        Observation[] plan = [Said(Seals, "0301", "2021-05") with { Status = FigureStatus.Planned }];
        Assert.Equal((0, 1), (Of(Seals, plan).Count("2021-05", "2021-05"),
            Of(Seals, plan).Count("2021-05", "2021-05", FigureStatus.Planned)));
    }

    [Theory]
    [InlineData("0301", "2021-04", "2021-07", 1)]
    [InlineData("0301", "2021-05", "2021-07", 1)]
    [InlineData("0301", "2021-06", "2021-05", 1)]
    [InlineData("0301", "2021-06", "2021-06", 0)]
    [InlineData("0301", "2021-06", "2021-07", 0)]
    [InlineData("0302", "2021-06", "2021-07", 1)]
    public void A_stock_that_waits_counts_until_its_section_has_said_another(string section, string said, string month, int count)
    {
        var asked = Of(Teleworkers, [Said(Teleworkers, "0301", "2021-05")],
            [Said(Teleworkers, "0302", "2021-04"), Said(Teleworkers, section, said)]);
        Assert.Equal(count, asked.Count(month, month));
    }

    [Fact]
    public void A_stock_is_not_replaced_by_a_plan_nor_by_another_measure()
    {
        Observation[] other = [Said(Seals, "0301", "2021-06"), Said(Teleworkers, "0301", "2021-06") with { Status = FigureStatus.Planned }];
        Assert.Equal(1, Of(Teleworkers, [Said(Teleworkers, "0301", "2021-05")], other).Count("2021-07", "2021-07"));
    }

    [Fact]
    public void A_stock_of_a_year_before_that_waits_counts_until_it_is_said_again()
    {
        var asked = Of(Teleworkers, [Said(Teleworkers, "0302", "2021-05")], [Said(Teleworkers, "0301", "2021-06")],
            opening: [Said(Teleworkers, "0301", "2020-09") with { State = EntryState.Held }]);
        Assert.Equal([1, 2, 1], new[] { "2021-04", "2021-05", "2021-06" }.Select(m => asked.Count(m, m)));
    }

    // 2019 is the base year.
    [Theory]
    [InlineData(2021, "2021-04", "2021-05", 2)]
    [InlineData(2021, "2021-05", "2021-05", 2)]
    [InlineData(2021, "2021-06", "2021-06", 0)]
    [InlineData(2021, "2021-04", "2021-04", 0)]
    [InlineData(2019, "2019-05", "2019-05", 0)]
    public void For_a_change_what_waits_of_the_base_year_counts_too(int year, string from, string month, int count)
    {
        var figures = new YearFigures(new(year), [], [], [], Register)
        {
            Waiting = [TestData.Overtime("0301", "2021-05", ("general", "regular", "ordinary", 60))],
            WaitingOfBaseYear = [TestData.Overtime("0302", "2019-05", ("general", "regular", "ordinary", 60))],
        };
        Assert.Equal(count, figures.WaitingOf(Catalogue, Catalogue.Find("overtime_change")!, TestData.Month(from), TestData.Month(month),
            FigureStatus.Actual));
    }

    [Fact]
    public void A_stock_that_waits_is_handed_on_unless_the_year_has_said_another()
    {
        var figures = Figures([Said(Teleworkers, "0302", "2021-06"), Said(Teleworkers, "0301", "2021-05")],
            [Said(Teleworkers, "0302", "2022-03")], [Said(Teleworkers, "0301", "2020-09") with { State = EntryState.Held }]);
        Assert.Equal(["0301 2020-09", "0301 2021-05"], HandedOn(Teleworkers, figures));
    }

    // The programme began in April 2020; overtime is computed year by year.
    [Fact]
    public void A_flow_that_waits_is_handed_on_since_the_programme_began()
    {
        Observation[] waiting =
        [
            Said(Seals, "0302", "2021-05"), Said(Seals, "0301", "2021-06"), Said(Teleworkers, "0301", "2021-06"),
            Said(Seals, "0301", "2021-07") with { Status = FigureStatus.Planned },
            TestData.Overtime("0301", "2021-05", ("general", "regular", "ordinary", 60)),
            TestData.Initiative("ai", "0301", "2021-05", "名"),
        ];
        var figures = Figures(waiting, [], [Said(Seals, "0301", "2020-03") with { State = EntryState.Held },
            Said(Seals, "0301", "2020-04") with { State = EntryState.Held }]);
        Assert.Equal(["0301 2020-04", "0301 2021-06", "0302 2021-05"], HandedOn(Seals, figures));
        Assert.Empty(HandedOn("overtime", figures));
        Assert.Empty(HandedOn("initiatives.ai", figures));
    }

    [Fact]
    public void What_holds_from_years_before_is_stated_from_the_first_day_of_the_year_on()
    {
        Observation[] opening = [Said(Teleworkers, "0301", "2020-09") with { ReceivedAt = new(2020, 10, 1, 0, 0, 0, TimeSpan.Zero) }];
        Assert.Equal(["2021-04", "2020-10"], new[] { true, false }
            .Select(begun => new YearFigures(new(2021), opening, [], [], Register) { HasBegun = begun }.LastMonth.ToString()));
        Assert.Equal("2021-03", new YearFigures(new(2021), [], [], [], Register) { HasBegun = true }.LastMonth.ToString());
        Observation[] june = [Said(Teleworkers, "0301", "2021-06") with { ReceivedAt = opening[0].ReceivedAt }];
        Assert.Equal("2021-06", new YearFigures(new(2021), opening, june, [], Register) { HasBegun = true }.LastMonth.ToString());
    }

    private static Observation Said(string measure, string section, string month) => TestData.Figure(measure, section, month, 5);

    private static YearFigures Figures(IReadOnlyList<Observation> waiting, IReadOnlyList<Observation> current,
        IReadOnlyList<Observation> opening) => new(new(2021), opening, current, [], Register) { Waiting = waiting };

    private static Asked Of(string measure, IReadOnlyList<Observation> waiting, IReadOnlyList<Observation>? current = null,
        IReadOnlyList<Observation>? opening = null) =>
        new(Catalogue.Indicators.First(i => i.Formula.Measure == measure), Figures(waiting, current ?? [], opening ?? []));

    private static IEnumerable<string> HandedOn(string measure, YearFigures figures) =>
        CarryForward.Waiting(BuiltInMeasures.Get(measure), Catalogue.Programme, figures).Select(o => $"{o.Section} {o.Month}");

    private sealed record Asked(Indicator Indicator, YearFigures Figures)
    {
        public int Count(string from, string month, FigureStatus status = FigureStatus.Actual) =>
            Figures.WaitingOf(Catalogue, Indicator, TestData.Month(from), TestData.Month(month), status);
    }
}
