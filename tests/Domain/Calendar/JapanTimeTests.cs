using SmartToyonaka.Domain.Calendar;

namespace SmartToyonaka.Tests.Domain.Calendar;

public class JapanTimeTests
{
    [Theory]
    [InlineData("2021-03-31T14:59:59Z", "2021-03-31")]
    [InlineData("2021-03-31T15:00:00Z", "2021-04-01")]
    [InlineData("2021-08-01T00:00:00+09:00", "2021-08-01")]
    [InlineData("2021-07-31T23:00:00-05:00", "2021-08-01")]
    public void The_day_changes_at_fifteen_hours_UTC(string instant, string day) =>
        Assert.Equal(Day(day), JapanTime.Date(DateTimeOffset.Parse(instant, System.Globalization.CultureInfo.InvariantCulture)));

    [Fact]
    public void A_day_begins_at_its_own_midnight()
    {
        var start = JapanTime.StartOf(Day("2021-04-01"));

        Assert.Equal(new DateTimeOffset(2021, 3, 31, 15, 0, 0, TimeSpan.Zero), start);
        Assert.Equal(Day("2021-04-01"), JapanTime.Date(start));
        Assert.Equal(Day("2021-03-31"), JapanTime.Date(start.AddTicks(-1)));
    }

    private static DateOnly Day(string iso) => DateOnly.ParseExact(iso, "yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);
}
