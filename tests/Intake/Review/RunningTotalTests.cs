using SmartToyonaka.Domain.Indicators;
using SmartToyonaka.Domain.Measures;
using SmartToyonaka.Intake.Reference;
using SmartToyonaka.Intake.Submissions;
using SmartToyonaka.Tests.Support;

namespace SmartToyonaka.Tests.Intake.Review;

/// <summary>What the catalogue marks as a running total waits where it is less than before, or more than later.</summary>
public sealed class RunningTotalTests
{
    private const string Telework = "telework_applicants";

    private static readonly Catalogue BuiltIn = ReferenceData.BuiltInCatalogue;

    [Theory]
    [InlineData(390, null, 390, "")]
    [InlineData(390, null, 391, "")]
    [InlineData(390, null, 389, "held running_total_falls")]
    [InlineData(390, null, 101, "held running_total_falls")]
    [InlineData(390, 420, 405, "")]
    [InlineData(390, 420, 420, "")]
    [InlineData(390, 420, 421, "held running_total_falls")]
    [InlineData(null, 420, 430, "held running_total_falls")]
    [InlineData(null, 420, 410, "")]
    public void Of_telework(int? before, int? after, int count, string expected)
    {
        var known = new PriorValues(null, null, [], before is { } b ? Of("2021-03", b) : null)
        {
            MonthAfter = after is { } a ? Of("2022-03", a) : null,
        };
        Assert.Equal(expected, Said(Of("2021-09", count), known));
    }

    [Theory]
    [InlineData("platform_members", 24)]
    [InlineData("managed_facilities", 25)]
    public void What_is_not_marked_may_fall(string measure, int count) => Assert.Equal("", Said(
        TestData.Figure(measure, "0102", "2021-09", count), new(null, null, [], TestData.Figure(measure, "0102", "2021-03", 26))));

    [Fact]
    public void A_plan_may_be_less_and_a_correction_of_the_month_itself_too()
    {
        Assert.Equal("", Said(Of("2021-09", 380) with { Status = FigureStatus.Planned }, new(null, null, [], Of("2021-03", 390))));
        Assert.Equal("", Said(Of("2021-09", 391), new(Of("2021-09", 399), null, [], Of("2021-03", 390))));
    }

    [Fact]
    public async Task A_falling_total_waits_by_the_api_and_counts_when_it_is_confirmed()
    {
        await using var app = await RunningApp.StartAsync(await TestStorage.NewEmptyAccountAsync());
        Assert.Equal("accepted", await app.StateOfAsync("0302", "2020-12", Telework, "\"count\": 390"));
        Assert.Equal("held", await app.StateOfAsync("0302", "2021-03", Telework, "\"count\": 380"));
        await app.DecideAsync("confirm");
        Assert.Equal("accepted", await app.StateOfAsync("0302", "2021-04", Telework, "\"count\": 381"));
    }

    private static string Said(Observation said, PriorValues known) => string.Join(", ", ValueChecks.Of(said, known, BuiltIn, part => part)
        .Where(f => f.Holds).Select(f => $"held {f.Kind}").Distinct());

    private static Observation Of(string month, int count) => TestData.Figure(Telework, "0302", month, count);
}
