using SmartToyonaka.Domain.Indicators;
using SmartToyonaka.Domain.Measures;
using SmartToyonaka.Intake.Reference;
using SmartToyonaka.Tests.Support;

namespace SmartToyonaka.Tests.Domain.Indicators;

/// <summary>Values that have stood for ten months by the clock, or for as long by what was reported since.</summary>
public sealed class SettledValuesTests
{
    private const string Seals = "seal_abolitions";

    // Handed in on 10 April 2022 at midnight UTC.
    private static readonly Observation Holding = TestData.Figure(Seals, "0301", "2021-09", 5);

    [Theory]
    [InlineData("2023-02-10T00:00:00Z", false)]
    [InlineData("2023-02-10T00:00:01Z", true)]
    [InlineData("0001-01-01T00:00:00Z", false)]
    [InlineData("0001-11-01T00:00:00Z", false)]
    public void By_the_clock_a_value_has_settled_after_ten_months(string now, bool hasSettled) =>
        Assert.Equal(hasSettled, SettledValues.Includes(With(), Holding, null,
            DateTimeOffset.Parse(now, System.Globalization.CultureInfo.InvariantCulture)));

    [Theory]
    [InlineData("2022-06", false)]
    [InlineData("2022-07", true)]
    [InlineData("2021-08", false)]
    public void What_is_reported_monthly_has_settled_ten_months_on(string newest, bool hasSettled) =>
        Assert.Equal(hasSettled, Includes(With([Owed(null)]), newest));

    // Twice a year: with a wrong year the month said is a year less six months before the newest.
    [Theory]
    [InlineData("2022-02", false)]
    [InlineData("2022-03", true)]
    public void What_is_reported_every_six_months_has_settled_six_months_on(string newest, bool hasSettled)
    {
        Assert.Equal(hasSettled, Includes(With([Owed([6, 12])]), newest));
        Assert.Equal(hasSettled, Includes(With([Owed([3, 6, 9, 12]), Owed([6, 12]), Owed([12])]), newest));
    }

    [Fact]
    public void What_is_reported_once_a_year_or_owed_of_another_measure_is_as_what_is_reported_monthly() =>
        Assert.All([With([Owed([12])]), With([Owed([6, 12]) with { Measure = "telework_applicants" }]), With()], c =>
            Assert.Equal([false, true], new[] { "2022-06", "2022-07" }.Select(newest => Includes(c, newest))));

    [Fact]
    public void Without_a_threshold_nothing_settles()
    {
        var catalogue = With();
        Assert.False(SettledValues.Includes(catalogue with { Checks = catalogue.Checks with { SettledMonths = null } }, Holding,
            TestData.Month("2029-01"), TestData.Instant.AddYears(5)));
    }

    private static Obligation Owed(IReadOnlyList<int>? months) => new(Seals, ["0301"], "2019-04", 10, Months: months);

    private static Catalogue With(params Obligation[] owed) => ReferenceData.BuiltInCatalogue with { Owed = owed };

    private static bool Includes(Catalogue catalogue, string newest) =>
        SettledValues.Includes(catalogue, Holding, TestData.Month(newest), TestData.Instant.AddDays(1));
}
