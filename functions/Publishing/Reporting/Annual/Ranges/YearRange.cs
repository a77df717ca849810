using System.Globalization;
using SmartToyonaka.Domain.Calendar;

namespace SmartToyonaka.Publishing.Reporting.Annual.Ranges;

/// <summary>What is wrong with a range of fiscal years.</summary>
public enum YearRangeFault
{
    /// <summary>Nothing.</summary>
    None,

    /// <summary>It is not two fiscal years with a hyphen between them.</summary>
    Unreadable,

    /// <summary>The first is not before the last.</summary>
    NotForward,

    /// <summary>More years than stand side by side.</summary>
    TooLong,
}

/// <summary>Several fiscal years, from the first to the last.</summary>
public readonly record struct YearRange(FiscalYear First, FiscalYear Last)
{
    /// <summary>As many columns as can be read on A4.</summary>
    public const int Longest = 5;

    /// <summary>The years, oldest first.</summary>
    public IEnumerable<FiscalYear> Years
    {
        get
        {
            for (var year = First.Value; year <= Last.Value; year++)
            {
                yield return new(year);
            }
        }
    }

    /// <summary>True for what is meant as a range: <c>2020-2022</c>, and whatever else has a hyphen.</summary>
    public static bool IsMeant(string text) => text.Contains('-', StringComparison.Ordinal);

    /// <summary>Reads <c>2020-2022</c>.</summary>
    public static (YearRange Range, YearRangeFault Fault) Parse(string text)
    {
        if (text.Split('-') is not [var from, var to] || Year(from) is not { } first || Year(to) is not { } last)
        {
            return (default, YearRangeFault.Unreadable);
        }

        return last <= first ? (default, YearRangeFault.NotForward)
            : last - first >= Longest ? (default, YearRangeFault.TooLong)
            : (new(new(first), new(last)), YearRangeFault.None);
    }

    private static int? Year(string text) => text.Length == 4
        && int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var year) && year is >= 1900 and <= 2198 ? year : null;
}
