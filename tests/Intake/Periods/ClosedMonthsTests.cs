using SmartToyonaka.Domain.Calendar;
using SmartToyonaka.Intake.Periods;
using SmartToyonaka.Tests.Support;

namespace SmartToyonaka.Tests.Intake.Periods;

/// <summary>Which months are closed: the newest act that covers a month decides.</summary>
public sealed class ClosedMonthsTests
{
    private static readonly Period Year2021 = Period.Of(new FiscalYear(2021));

    [Fact]
    public void Nothing_is_closed_at_first() => Assert.False(ClosedMonths.None.IsClosed(TestData.Month("2021-06")));

    [Fact]
    public void A_fiscal_year_is_its_twelve_months()
    {
        var closed = Closed((Year2021, true));

        Assert.Equal(
            [false, true, true, false],
            new[] { "2021-03", "2021-04", "2022-03", "2022-04" }.Select(m => closed.IsClosed(TestData.Month(m))));
    }

    [Fact]
    public void A_month_of_a_closed_year_can_be_opened_again()
    {
        var closed = Closed((Year2021, true), (Period.Of(TestData.Month("2021-06")), false));

        Assert.False(closed.IsClosed(TestData.Month("2021-06")));
        Assert.True(closed.IsClosed(TestData.Month("2021-05")));
    }

    [Fact]
    public void The_newest_act_decides_whatever_the_order_of_reading()
    {
        var (close, reopen) = (Act(Period.Of(TestData.Month("2021-06")), true, 1), Act(Year2021, false, 2));

        Assert.False(new ClosedMonths([close, reopen]).IsClosed(TestData.Month("2021-06")));
        Assert.False(new ClosedMonths([reopen, close]).IsClosed(TestData.Month("2021-06")));
        Assert.True(new ClosedMonths([reopen, close]).AsOf(close.At).IsClosed(TestData.Month("2021-06")));
    }

    private static ClosedMonths Closed(params (Period Target, bool Close)[] acts) => new(acts.Select((a, i) => Act(a.Target, a.Close, i)));

    private static PeriodChange Act(Period target, bool close, int minute) =>
        new(target, close, "a", TestData.Instant.AddMinutes(minute), "報告書を公表した");
}
