namespace SmartToyonaka.Domain.Calendar;

/// <summary>
/// A Japanese era. An own table (<see cref="Eras.Known"/>), because .NET's JapaneseCalendar accepts 平成33年 as a date and rejects
/// <c>R3.4.1</c>.
/// </summary>
/// <param name="Name">令和.</param>
/// <param name="Letter">R, as in R3.4.</param>
/// <param name="Start">The era's first day.</param>
public sealed record JapaneseEra(string Name, char Letter, DateOnly Start)
{
    /// <summary><see cref="Eras.Text(FiscalMonth)"/> by the eras that are known.</summary>
    public static string Text(FiscalMonth month) => Eras.Known.Text(month);

    /// <summary><see cref="Eras.Text(FiscalYear)"/> by the eras that are known.</summary>
    public static string Text(FiscalYear year) => Eras.Known.Text(year);

    /// <summary><see cref="Eras.Text(DateOnly)"/> by the eras that are known.</summary>
    public static string Text(DateOnly day) => Eras.Known.Text(day);

    /// <summary><see cref="Eras.ShortText(FiscalMonth)"/> by the eras that are known.</summary>
    public static string ShortText(FiscalMonth month) => Eras.Known.ShortText(month);

    /// <summary><see cref="Eras.ShortText(FiscalYear)"/> by the eras that are known.</summary>
    public static string ShortText(FiscalYear year) => Eras.Known.ShortText(year);
}
