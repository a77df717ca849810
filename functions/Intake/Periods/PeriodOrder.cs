using SmartToyonaka.Domain;
using SmartToyonaka.Domain.Calendar;

namespace SmartToyonaka.Intake.Periods;

/// <summary>What an order to close or reopen may say, whether it comes by HTTP or from the command line.</summary>
public static class PeriodOrder
{
    public const int MaxReason = 500;

    // Fiscal years outside these limits have no months that the program knows.
    private const int FirstYear = 1900, LastYear = 2198;

    /// <summary>The month or the fiscal year that is meant; null unless exactly one of them is given and known.</summary>
    public static Period? Target(string? month, int? fiscalYear)
    {
        if (fiscalYear is { } year)
        {
            return month is null && year is >= FirstYear and <= LastYear ? Period.Of(new FiscalYear(year)) : null;
        }

        var reading = MonthText.Parse(month ?? "");
        return reading.Fault == MonthParseError.None && reading.Month.FiscalYear.Value is >= FirstYear and <= LastYear
            ? Period.Of(reading.Month) : null;
    }

    /// <summary>The reason to be recorded; null when it is missing, too long or not printable.</summary>
    public static string? Reason(string? text) =>
        text?.Trim() is { Length: >= 1 and <= MaxReason } reason
            && TextRules.FirstUnusable(reason, TextPurpose.Prose) is null ? reason : null;
}
