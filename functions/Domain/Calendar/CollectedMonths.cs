namespace SmartToyonaka.Domain.Calendar;

/// <summary>Months that figures can be of. Registers and closings know others, too.</summary>
public static class CollectedMonths
{
    /// <summary>No figure is of a month before it: a year such as 1903 is what Excel makes of R3.6.</summary>
    public static readonly FiscalMonth First = new(1950, 1);

    /// <summary>The newest month that has begun in Japan.</summary>
    public static FiscalMonth Present(DateTimeOffset now) => FiscalMonth.Of(JapanTime.Date(now));
}
