namespace SmartToyonaka.Domain.Calendar;

/// <summary>Months that figures can have. Registers and closings accept others, too.</summary>
public static class CollectedMonths
{
    /// <summary>The first month: Excel reads R3.6 as a year such as 1903.</summary>
    public static readonly FiscalMonth First = new(1950, 1);

    /// <summary>The newest month that has begun in Japan.</summary>
    public static FiscalMonth Present(DateTimeOffset now) => FiscalMonth.Of(JapanTime.Date(now));
}
