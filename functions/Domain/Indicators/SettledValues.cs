using SmartToyonaka.Domain.Calendar;
using SmartToyonaka.Domain.Measures;

namespace SmartToyonaka.Domain.Indicators;

/// <summary>
/// Values that have stood for long. A change of one is a late correction, or the figure of another year under the wrong month. Pure.
/// </summary>
public static class SettledValues
{
    private const int MonthsOfYear = 12;

    /// <summary>True when a value has stood for long, by the clock or by what its section has reported since.</summary>
    /// <param name="catalogue">The threshold, and how often the measure is reported.</param>
    /// <param name="holding">What holds.</param>
    /// <param name="newest">The newest month of which the section has reported the measure; null for none.</param>
    /// <param name="now">When the change is received.</param>
    public static bool Includes(Catalogue catalogue, Observation holding, FiscalMonth? newest, DateTimeOffset now) =>
        catalogue.Checks.SettledMonths is { } months
        && (holding.HandedInAt < Before(now, months)
            || (newest is { } last
                && MonthsBetween(holding.Month, last) >= Math.Min(months, MonthsOfYear - Spacing(catalogue, holding.Measure))));

    // With a wrong year the month said is a year before the one that is due next, so it is a year less one interval before the newest.
    private static int Spacing(Catalogue catalogue, string measure) => catalogue.Owed.Where(o => o.Measure == measure)
        .Select(o => MonthsOfYear / (o.Months?.Count ?? MonthsOfYear)).Where(months => months < MonthsOfYear).DefaultIfEmpty(1).Max();

    private static int MonthsBetween(FiscalMonth from, FiscalMonth to) => ((to.Year - from.Year) * MonthsOfYear) + to.Month - from.Month;

    private static DateTimeOffset Before(DateTimeOffset now, int months) =>
        now > DateTimeOffset.MinValue.AddMonths(months) ? now.AddMonths(-months) : DateTimeOffset.MinValue;
}
