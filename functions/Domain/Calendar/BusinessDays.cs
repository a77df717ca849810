namespace SmartToyonaka.Domain.Calendar;

/// <summary>A day counted in business days.</summary>
/// <param name="Day">The day.</param>
/// <param name="IsProvisional">True when days of a year were counted that the list of holidays does not know yet: the day may turn out
/// later.</param>
public readonly record struct BusinessDay(DateOnly Day, bool IsProvisional);

/// <summary>
/// The days on which the city hall is open: not Saturdays and Sundays, not holidays, not 年末年始 (29 December to 3 January, closed by
/// the city's own rules, which no list of national holidays holds).
/// </summary>
public sealed class BusinessDays(Holidays holidays)
{
    public bool IsBusinessDay(DateOnly day) =>
        day.DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday) && !IsYearEnd(day) && !holidays.Contains(day);

    /// <summary>The n-th business day of a month; further than the month has, it goes on into the next.</summary>
    /// <param name="month">The month whose days are counted.</param>
    /// <param name="number">1 for the first.</param>
    public BusinessDay Nth(FiscalMonth month, int number)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(number, 1);
        var day = month.FirstDay;
        var provisional = !holidays.SpeaksOf(day);
        for (var left = IsBusinessDay(day) ? number - 1 : number; left > 0;)
        {
            day = day.AddDays(1);
            provisional |= !holidays.SpeaksOf(day);
            left -= IsBusinessDay(day) ? 1 : 0;
        }

        return new(day, provisional);
    }

    /// <summary>The business day that lies so many business days before (negative) or after a day; the day itself for 0.</summary>
    public DateOnly Away(DateOnly day, int count)
    {
        for (var left = Math.Abs(count); left > 0;)
        {
            day = day.AddDays(Math.Sign(count));
            left -= IsBusinessDay(day) ? 1 : 0;
        }

        return day;
    }

    private static bool IsYearEnd(DateOnly day) => day is { Month: 12, Day: >= 29 } or { Month: 1, Day: <= 3 };
}
