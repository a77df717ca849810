using CsCheck;
using SmartToyonaka.Domain.Calendar;
using SmartToyonaka.Domain.Indicators;
using SmartToyonaka.Domain.Measures;
using SmartToyonaka.Domain.Organisation;
using SmartToyonaka.Ledger;
using SmartToyonaka.Tests.Support;

namespace SmartToyonaka.Tests.Domain.Indicators;

public class CarryForwardTests
{
    private static readonly FiscalYear First = new(2020), Second = new(2021);

    private static readonly Register Register = TestData.Register(
        TestData.Section("01"), TestData.Section("02", until: "2021-06", successors: "03"), TestData.Section("03", from: "2021-07"),
            TestData.Section("04", until: "2020-12"));

    [Fact]
    public void Of_a_stock_the_latest_of_each_section_is_handed_on()
    {
        var closing = Of("platform_members",
            [TestData.Figure("platform_members", "01", "2019-05", 1), TestData.Figure("platform_members", "02", "2019-05", 2)],
            [TestData.Figure("platform_members", "02", "2020-06", 3), TestData.Figure("platform_members", "02", "2020-08", 4)]);

        Assert.Equal([("01", "2019-05", 1L), ("02", "2020-08", 4L)], closing.Select(Print));
    }

    [Fact]
    public void Of_a_flow_the_sum_since_the_programme_began_is_handed_on_at_the_years_end()
    {
        var closing = Of("seal_abolitions",
            [TestData.Figure("seal_abolitions", "01", "2020-03", 1000)],
            [TestData.Figure("seal_abolitions", "01", "2020-06", 3), TestData.Figure("seal_abolitions", "02", "2020-06", 5),
                TestData.Figure("seal_abolitions", "01", "2021-03", 4)]);

        Assert.Equal([("01", "2021-03", 7L), ("02", "2021-03", 5L)], closing.Select(Print));
    }

    [Fact]
    public void Of_a_register_every_status_is_handed_on()
    {
        var considered = TestData.Initiative("ai", "01", "2019-05", "チャットボット", Standing.Considering);
        var implemented = TestData.Initiative("ai", "01", "2020-05", "チャットボット");

        Assert.Equal([considered, implemented], Of("initiatives.ai", [considered], [implemented]));
    }

    [Fact]
    public void What_comes_by_drop_and_what_was_planned_is_not_handed_on()
    {
        Assert.Empty(Of("overtime", [], [TestData.Overtime("01", "2020-04", ("general", "regular", "ordinary", 5))]));
        Assert.Empty(Of("platform_members", [],
            [TestData.Figure("platform_members", "01", "2020-04", 5) with { Status = FigureStatus.Planned }]));
        Assert.Empty(Of("platform_members", [], [TestData.Figure("managed_facilities", "01", "2020-04", 5)]));
    }

    [Fact]
    public void A_closing_survives_being_written_and_read()
    {
        var closing = Of("platform_members", [], [TestData.Figure("platform_members", "01", "2020-06", 3)]);
        var read = ObservationJson.Read(ObservationJson.Write(closing));

        Assert.True(Assert.Single(read).SaysTheSameAs(closing[0]));
    }

    [Theory]
    [InlineData("platform_members")]
    [InlineData("online_procedures")]
    [InlineData("seal_abolitions")]
    [InlineData("initiatives.service_scope_review")]
    public void Computing_a_year_from_the_closing_equals_computing_it_from_everything(string measure) =>
        Observations(measure).Sample(observations =>
    {
        var held = EffectiveObservations.Of(observations);
        var (before, current) = (held.Where(o => o.Month.FiscalYear == First).ToList(), held.Where(o => o.Month.FiscalYear == Second)
            .ToList());
        var closing = CarryForward.Of(BuiltInMeasures.Get(measure), First, ComputedIndicators.Catalogue.Programme, [], before);

        var fromClosing = Values(measure, closing, current);

        // Plans are for their own year and are not handed on.
        var fromEverything = Values(measure, [.. before.Where(o => o.Status == FigureStatus.Actual)], current);
        Assert.Equal(fromEverything, fromClosing);
    });

    [Fact]
    public void The_sum_of_a_flow_was_received_when_the_newest_of_it_was()
    {
        Observation[] months = [TestData.Figure("seal_abolitions", "0301", "2020-05", 3) with { ReceivedAt = TestData.Instant.AddDays(2) },
            TestData.Figure("seal_abolitions", "0301", "2020-04", 4) with { ReceivedAt = TestData.Instant.AddDays(3) },
            TestData.Figure("seal_abolitions", "0301", "2020-06", 5) with { ReceivedAt = TestData.Instant.AddDays(1) }];
        var sum = Assert.Single(CarryForward.Of(BuiltInMeasures.Get("seal_abolitions"), new(2020), new(2020), [], months));
        Assert.Equal((12, TestData.Month("2021-03"), TestData.Instant.AddDays(3)), (sum.Value("count"), sum.Month, sum.ReceivedAt));
    }

    [Fact]
    public void The_order_of_the_ledger_does_not_change_a_closing() =>
        Observations("platform_members").SelectMany(list => Gen.Shuffle(list.ToArray()).Select(shuffled => (list, shuffled))).Sample(x =>
            ObservationJson.Write(Of("platform_members", [], EffectiveObservations.Of(x.list)))
                .SequenceEqual(ObservationJson.Write(Of("platform_members", [], EffectiveObservations.Of(x.shuffled)))));

    private static IReadOnlyList<IndicatorValue> Values(string measure, IReadOnlyList<Observation> opening,
        IReadOnlyList<Observation> current) =>
        IndicatorCalculator.Compute(ComputedIndicators.Catalogue, BuiltInMeasures.Get(measure).Topic,
            new(Second, opening, current, [], Register));

    // Two fiscal years of a few sections, each month said once or more; one clock, since the horizon is not what this is about.
    private static Gen<List<Observation>> Observations(string measure) =>
        Gen.Select(Gen.Int[0, 23], Gen.Int[1, 4].Select(i => $"0{i}"), Gen.Int[0, 9], Gen.Int[1, 9], Gen.Int[0, 4], Gen.Bool)
            .Select((month, section, a, b, status, flag) =>
        {
            var m = First.First.AddMonths(month).ToString();
            var o = BuiltInMeasures.Get(measure).Kind == MeasureKind.Register
                ? TestData.Initiative(measure[BuiltInMeasures.InitiativePrefix.Length..], section, m, $"名{b % 3}",
                    Standing.All[status], flag)
                : TestData.Figure(measure, section, m, a, a + b);
            return o with
            {
                Status = a == 9 ? FigureStatus.Planned : FigureStatus.Actual,
                Source = new(Source.Submission, $"{month}-{a}-{b}-{status}-{flag}", "")
            };
        }).List[0, 30];

    private static IReadOnlyList<Observation> Of(string measure, IReadOnlyList<Observation> opening, IReadOnlyList<Observation> current) =>
        CarryForward.Of(BuiltInMeasures.Get(measure), First, ComputedIndicators.Catalogue.Programme, opening, current);

    private static (string, string, long) Print(Observation o) => (o.Section, o.Month.ToString(), o.Value("count")!.Value);
}
