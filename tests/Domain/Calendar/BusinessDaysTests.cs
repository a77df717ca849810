using System.Globalization;
using SmartToyonaka.Domain.Calendar;
using SmartToyonaka.Intake.Reference;
using SmartToyonaka.Tests.Support;

namespace SmartToyonaka.Tests.Domain.Calendar;

/// <summary>The days on which the city hall is open, by the built-in list of holidays.</summary>
public sealed class BusinessDaysTests
{
    private static readonly BusinessDays Days = new(ReferenceData.BuiltInHolidays);

    [Fact]
    public void The_list_speaks_of_2019_to_2027() =>
        Assert.Equal((2019, 2027), (ReferenceData.BuiltInHolidays.FirstYear, ReferenceData.BuiltInHolidays.LastYear));

    [Fact]
    public void Golden_Week_of_2019_has_ten_days()
    {
        Assert.True(Days.IsBusinessDay(new(2019, 4, 26)));
        for (var day = new DateOnly(2019, 4, 27); day <= new DateOnly(2019, 5, 6); day = day.AddDays(1))
        {
            Assert.False(Days.IsBusinessDay(day), day.ToString(CultureInfo.InvariantCulture));
        }

        Assert.Equal(new BusinessDay(new(2019, 5, 7), false), Days.Nth(TestData.Month("2019-05"), 1));
        Assert.Equal(new BusinessDay(new(2019, 5, 20), false), Days.Nth(TestData.Month("2019-05"), 10));
    }

    [Fact]
    public void The_city_hall_is_closed_from_29_December_to_3_January()
    {
        Assert.True(Days.IsBusinessDay(new(2021, 12, 28)));
        for (var day = new DateOnly(2021, 12, 29); day <= new DateOnly(2022, 1, 3); day = day.AddDays(1))
        {
            Assert.False(Days.IsBusinessDay(day), day.ToString(CultureInfo.InvariantCulture));
        }

        Assert.Equal(new DateOnly(2022, 1, 4), Days.Nth(TestData.Month("2022-01"), 1).Day);

        // 10 January was 成人の日.
        Assert.Equal(new DateOnly(2022, 1, 18), Days.Nth(TestData.Month("2022-01"), 10).Day);
    }

    [Theory]
    [InlineData("2019-10-22", false)] // the enthronement
    [InlineData("2020-07-20", true)] // 海の日 moved to the 23rd for the Olympics
    [InlineData("2020-07-24", false)]
    [InlineData("2021-07-23", false)]
    [InlineData("2021-08-09", false)] // in place of Sunday the 8th
    [InlineData("2021-08-11", true)]
    [InlineData("2021-10-11", true)]
    [InlineData("2023-01-02", false)]
    [InlineData("2024-11-04", false)] // in place of Sunday the 3rd
    [InlineData("2026-05-06", false)] // in place of Sunday the 3rd, three days on
    [InlineData("2026-09-22", false)] // between two holidays
    [InlineData("2027-03-22", false)]
    [InlineData("2022-04-09", false)] // a Saturday
    public void Moved_substituted_and_enclosed_days_are_as_listed(string day, bool open) =>
        Assert.Equal(open, Days.IsBusinessDay(DateOnly.ParseExact(day, "yyyy-MM-dd", CultureInfo.InvariantCulture)));

    [Theory]
    [InlineData("2021-04", 1, "2021-04-01")]
    [InlineData("2022-04", 10, "2022-04-14")]
    [InlineData("2021-05", 1, "2021-05-06")]
    [InlineData("2021-02", 23, "2021-03-05")] // February 2021 had 18; it goes on into March
    public void Business_days_are_counted_from_the_first_of_the_month(string month, int number, string day) =>
        Assert.Equal(day, Days.Nth(TestData.Month(month), number).Day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));

    [Theory]
    [InlineData("2027-12", 20, false)]
    [InlineData("2027-12", 21, true)] // counts days of 2028, of which the list does not speak
    [InlineData("2028-01", 1, true)]
    [InlineData("2018-12", 10, true)]
    public void Beyond_the_list_a_day_is_counted_and_called_provisional(string month, int number, bool provisional) =>
        Assert.Equal(provisional, Days.Nth(TestData.Month(month), number).IsProvisional);

    [Fact]
    public void Weekends_and_the_turn_of_the_year_hold_beyond_the_list() =>
        Assert.Equal(new DateOnly(2029, 1, 4), Days.Nth(TestData.Month("2029-01"), 1).Day);

    // 29 April was 昭和の日, 1 and 2 May a weekend, 3 to 5 May holidays.
    [Theory]
    [InlineData("2021-04-28", 1, "2021-04-30")]
    [InlineData("2021-04-28", 2, "2021-05-06")]
    [InlineData("2021-05-03", 1, "2021-05-06")]
    [InlineData("2021-05-06", -1, "2021-04-30")]
    [InlineData("2021-05-06", -2, "2021-04-28")]
    [InlineData("2021-05-03", 0, "2021-05-03")]
    public void Business_days_are_counted_in_both_directions(string from, int count, string day) =>
        Assert.Equal(day, Days.Away(DateOnly.ParseExact(from, "yyyy-MM-dd", CultureInfo.InvariantCulture), count)
            .ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));

    [Fact]
    public void There_is_no_business_day_before_the_first() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => Days.Nth(TestData.Month("2021-04"), 0));

    [Fact]
    public void A_list_speaks_of_the_years_from_its_first_day_to_its_last()
    {
        var list = new Holidays(new Dictionary<DateOnly, string> { [new(2022, 1, 1)] = "元日", [new(2020, 11, 23)] = "勤労感謝の日" }, "1");
        Assert.Equal((2020, 2022), (list.FirstYear, list.LastYear));
        Assert.Equal([false, true, true, false], ((DateOnly[])[new(2019, 12, 31), new(2020, 1, 1), new(2022, 12, 31), new(2023, 1, 1)])
            .Select(list.SpeaksOf));
    }
}
