using System.Globalization;

namespace SmartToyonaka.Domain.Calendar;

/// <summary>One calendar month, the grain of everything that is collected. Written <c>2021-06</c>.</summary>
public readonly record struct FiscalMonth : IComparable<FiscalMonth>
{
    private readonly int index;

    /// <param name="year">Calendar year, 1900–2199.</param>
    /// <param name="month">Calendar month, 1–12.</param>
    /// <exception cref="ArgumentOutOfRangeException">Outside those ranges.</exception>
    public FiscalMonth(int year, int month)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(year, 1900);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(year, 2199);
        ArgumentOutOfRangeException.ThrowIfLessThan(month, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(month, 12);
        index = year * 12 + month - 1;
    }

    public int Year => index / 12;

    public int Month => index % 12 + 1;

    /// <summary>202106: how tables and keys write the month.</summary>
    public int Key => Year * 100 + Month;

    public FiscalYear FiscalYear => new(Month >= 4 ? Year : Year - 1);

    /// <summary>1 for April … 12 for March.</summary>
    public int NumberInFiscalYear => (Month + 8) % 12 + 1;

    public DateOnly FirstDay => new(Year, Month, 1);

    public DateOnly LastDay => FirstDay.AddMonths(1).AddDays(-1);

    /// <summary>The first day at midnight UTC, as the published tables hold it.</summary>
    public DateTimeOffset Start => new(Year, Month, 1, 0, 0, 0, TimeSpan.Zero);

    public FiscalMonth AddMonths(int count)
    {
        var next = index + count;
        return new(next / 12, next % 12 + 1);
    }

    public static FiscalMonth Of(DateOnly day) => new(day.Year, day.Month);

    /// <summary>The month of a key such as 202106.</summary>
    public static FiscalMonth FromKey(int key) => new(key / 100, key % 100);

    /// <summary>Reads exactly <c>yyyy-MM</c>, the spelling the program itself writes; <see cref="MonthText"/> reads the others.</summary>
    public static bool TryParseIso(string? text, out FiscalMonth month)
    {
        month = default;
        if (text is not { Length: 7 } || text[4] != '-'
            || !int.TryParse(text.AsSpan(0, 4), NumberStyles.None, CultureInfo.InvariantCulture, out var y)
            || !int.TryParse(text.AsSpan(5, 2), NumberStyles.None, CultureInfo.InvariantCulture, out var m)
            || y is < 1900 or > 2199 || m is < 1 or > 12)
        {
            return false;
        }

        month = new(y, m);
        return true;
    }

    public int CompareTo(FiscalMonth other) => index.CompareTo(other.index);

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Year:D4}-{Month:D2}");

    public static bool operator <(FiscalMonth a, FiscalMonth b) => a.index < b.index;

    public static bool operator >(FiscalMonth a, FiscalMonth b) => a.index > b.index;

    public static bool operator <=(FiscalMonth a, FiscalMonth b) => a.index <= b.index;

    public static bool operator >=(FiscalMonth a, FiscalMonth b) => a.index >= b.index;
}
