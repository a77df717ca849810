using System.Globalization;
using System.Text.RegularExpressions;
using SmartToyonaka.Domain.Messages;

namespace SmartToyonaka.Domain.Calendar;

/// <summary>Why a text is no month; each has its own message.</summary>
public enum MonthParseError
{
    None,

    /// <summary>No known spelling of a month (<c>Apr-21</c>).</summary>
    NotAMonth,

    /// <summary>A month outside 1–12 or a day that the month lacks (令和3年13月, 令和3年2月30日).</summary>
    NoSuchDate,

    /// <summary>An unknown era, or a year that the era never had and that is not in use (昭和99年1月).</summary>
    NoSuchYear,

    /// <summary><c>2021.1</c>: October or January, since a number loses its last zero.</summary>
    LostZero,

    /// <summary>
    /// Five digits that may be a serial day of Excel or a code of era, year and month (<c>50304</c>), or six that may be a date
    /// (<c>210401</c>).
    /// </summary>
    Ambiguous,
}

/// <summary>A month read from a text.</summary>
/// <param name="Month">The month; meaningful when <paramref name="Fault"/> is None, and the October that it may be when it is
/// LostZero.</param>
/// <param name="Fault">None, or why it could not be read.</param>
/// <param name="EraHadEnded">True for 平成33年4月: understood, but the era had ended; worth a warning.</param>
public readonly record struct MonthParseResult(FiscalMonth Month, MonthParseError Fault, bool EraHadEnded = false);

/// <summary>
/// Reads a month in every spelling of rule 17 of the CSV cases: <c>令和3年4月</c>, <c>Ｒ３／０４</c>, <c>202104</c>, Excel's <c>44287</c> …
/// </summary>
public static partial class MonthText
{
    private const int FirstYear = 1901, LastYear = 2198;

    // Old systems count an era's years on for this long after its end (平成33年); a later year is a typing error (昭和99年).
    private const int YearsAnEraIsCarriedOn = 10;

    // 2037-03-02; from there on five digits are codes of 令和.
    private const int FirstCodeOfReiwa = 50101;

    // No figures are collected for earlier years.
    private static readonly DateOnly FirstSerial = new(2010, 1, 1);

    /// <summary>Reads a month; width and surrounding space do not matter, case of the era's letter neither.</summary>
    public static MonthParseResult Parse(string text) => Parse(text, Eras.Known);

    /// <summary><see cref="Parse(string)"/> by other eras than those that are known.</summary>
    public static MonthParseResult Parse(string text, Eras eras)
    {
        if (text.Length > 40)
        {
            return new(default, MonthParseError.NotAMonth);
        }

        // A keyboard makes many strokes of which each looks like the one between a year and a month.
        var t = Dash().Replace(TextSupport.Nfkc(ExcelTextGuard.Remove(text)).Replace(" ", "", StringComparison.Ordinal), "-");
        if (LostZero().IsMatch(t))
        {
            return new(new(int.Parse(t.AsSpan(0, 4), CultureInfo.InvariantCulture) is var y and >= FirstYear and <= LastYear ? y
                : FirstYear, 10), MonthParseError.LostZero);
        }

        t = AsOf().Replace(t, "");
        if (OfFiscalYear().Match(t) is { Success: true } fiscal)
        {
            return ReadFiscal(fiscal, eras);
        }

        if (Western().Match(t) is { Success: true } w)
        {
            return Build(Number(w, "y"), w);
        }

        if (Compact().Match(t) is { Success: true } c)
        {
            return MayBeShortDate(t) ? new(default, MonthParseError.Ambiguous) : Build(Number(c, "y"), c);
        }

        if ((Japanese().Match(t) is { Success: true } j ? j : CompactJapanese().Match(t)) is { Success: true } era)
        {
            return ReadEra(era, eras);
        }

        return FiveDigits().IsMatch(t) ? ReadFiveDigits(int.Parse(t, CultureInfo.InvariantCulture))
            : new(default, MonthParseError.NotAMonth);
    }

    // 令和3年度1月 is January of 令和4年: the fiscal year ends in March.
    private static MonthParseResult ReadFiscal(Match match, Eras eras)
    {
        var april = Parse(match.Groups["year"].Value + "年4月", eras);
        return april.Fault != MonthParseError.None ? april : Number(match, "m") switch
        {
            >= 4 and <= 12 and var month => april with { Month = april.Month.AddMonths(month - 4) },
            >= 1 and <= 3 and var month => april with { Month = april.Month.AddMonths(month + 8) },
            _ => new(default, MonthParseError.NoSuchDate),
        };
    }

    private static MonthParseResult ReadEra(Match match, Eras eras)
    {
        var name = match.Groups["era"].Value;
        if (!eras.TryFind(name, out var era))
        {
            return new(default, MonthParseError.NoSuchYear);
        }

        var number = match.Groups["y"].Value == "元" ? 1 : Number(match, "y");
        var year = era.Start.Year + number - 1;
        if (number < 1 || year > eras.LastYear(era) + YearsAnEraIsCarriedOn)
        {
            return new(default, MonthParseError.NoSuchYear);
        }

        var reading = Build(year, match);

        // 令和元年4月 is before the era began on 1 May 2019, but it is in use and unambiguous.
        if (reading.Fault == MonthParseError.None && reading.Month.LastDay < era.Start.AddMonths(-1))
        {
            return new(default, MonthParseError.NoSuchDate);
        }

        // A month without its day is the old era's as long as it has a day of it.
        var day = reading.Fault != MonthParseError.None ? default : match.Groups["d"].Success
            ? reading.Month.FirstDay.AddDays(Number(match, "d") - 1) : reading.Month.FirstDay;
        return reading with { EraHadEnded = reading.Fault == MonthParseError.None && eras.After(era) is { } next && day >= next.Start };
    }

    private static MonthParseResult ReadFiveDigits(int number)
    {
        // Excel's day 1 is 1900-01-01 and it counts 1900-02-29, so counting from 1899-12-30 is right after that day.
        var day = new DateOnly(1899, 12, 30).AddDays(number);
        var isSerial = day.Day == 1 && day >= FirstSerial && number < FirstCodeOfReiwa;
        return (isSerial, EraCode(number)) switch
        {
            (true, null) => new(FiscalMonth.Of(day), MonthParseError.None),
            _ => new(default, MonthParseError.Ambiguous),
        };
    }

    /// <summary>
    /// What a code of municipal systems means (5 = 令和, 4 = 平成, then year and month); null where it is none of a month collected.
    /// </summary>
    public static FiscalMonth? EraCode(int number)
    {
        var (era, year, month) = (number / 10_000, number / 100 % 100, number % 100);
        return era is 4 or 5 && year > 0 && (era == 5 || year <= 31) && month is >= 1 and <= 12
            && (era == 5 ? 2018 : 1988) + year is var western && western >= FirstSerial.Year && western < 2100
            ? new FiscalMonth(western, month)
            : null;
    }

    /// <summary>What a number that could be more than one month could be, in Japanese and English, for whoever wrote it.</summary>
    public static BilingualText Readings(string text)
    {
        var t = TextSupport.Nfkc(text).Trim();
        if (t.Length != 5 || !int.TryParse(t, NumberStyles.None, CultureInfo.InvariantCulture, out var number))
        {
            return MonthMessages.DateOrYearAndMonth;
        }

        var day = new DateOnly(1899, 12, 30).AddDays(number);
        return EraCode(number) is { } month
            ? MonthMessages.EraCodeOrDay(JapaneseEra.Text(month), month.ToString(), day)
            : MonthMessages.DayOrNumber(day);
    }

    // 200401 is 2004-01, or 1 April of 2020 or of 令和20年; from 2013 on the last four digits are no day.
    private static bool MayBeShortDate(string text) =>
        text.Length == 6 && !text.StartsWith("19", StringComparison.Ordinal)
        && int.Parse(text.AsSpan(2, 2), CultureInfo.InvariantCulture) is >= 1 and <= 12
            && int.Parse(text.AsSpan(4, 2), CultureInfo.InvariantCulture) is >= 1 and <= 31;

    private static MonthParseResult Build(int year, Match match)
    {
        var month = Number(match, "m");
        // So that the fiscal year and the months around it are months, too.
        if (year is < FirstYear or > LastYear)
        {
            return new(default, MonthParseError.NoSuchYear);
        }

        if (month is < 1 or > 12)
        {
            return new(default, MonthParseError.NoSuchDate);
        }

        if (match.Groups["d"].Success)
        {
            var day = Number(match, "d");
            if (day < 1 || day > DateTime.DaysInMonth(year, month))
            {
                return new(default, MonthParseError.NoSuchDate);
            }
        }

        return new(new(year, month), MonthParseError.None);
    }

    private static int Number(Match match, string group) =>
        int.Parse(match.Groups[group].ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture);

    // ‐, ‑, ‒, –, —, ―, −, the sound mark ー, the ruled line ─
    [GeneratedRegex("(?<=[0-9元])[‐‑‒–—―−─━ー](?=[0-9])", RegexOptions.CultureInvariant)]
    private static partial Regex Dash();

    // 2021-06, 2021/6, 2021.6, 2021年6月, 2021-06-01, 2021/6/1 0:00:00
    [GeneratedRegex(@"^(?<y>[0-9]{4})(?:[-/.](?<m>[0-9]{1,2})(?:[-/.](?<d>[0-9]{1,2})(?:[T ]?[0-9]{1,2}:[0-9]{2}(?::[0-9]{2})?)?)?|年(?<m>[0-9]{1,2})月(?:(?<d>[0-9]{1,2})日|分|度)?)$", RegexOptions.CultureInvariant)]
    private static partial Regex Western();

    // 202106, 20210601
    [GeneratedRegex(@"^(?<y>(?:19|20|21)[0-9]{2})(?<m>[0-9]{2})(?<d>[0-9]{2})?$", RegexOptions.CultureInvariant)]
    private static partial Regex Compact();

    // 令和3年4月, 令3.4, R3.4.1, R03/04, H31.4; any two ideographs may stand for an era, so that an unknown one is named as such
    [GeneratedRegex(@"^(?<era>[A-Za-z]|\p{IsCJKUnifiedIdeographs}{1,2})(?<y>[0-9]{1,3}|元)(?:年(?<m>[0-9]{1,2})月(?:(?<d>[0-9]{1,2})日|分|度)?|[-/.](?<m>[0-9]{1,2})(?:[-/.](?<d>[0-9]{1,2}))?)$", RegexOptions.CultureInvariant)]
    private static partial Regex Japanese();

    // R0304, R030401
    [GeneratedRegex("^(?<era>[A-Za-z])(?<y>[0-9]{2})(?<m>[0-9]{2})(?<d>[0-9]{2})?$", RegexOptions.CultureInvariant)]
    private static partial Regex CompactJapanese();

    // 令和3年度4月, 2021年度1月分
    [GeneratedRegex(@"^(?<year>[0-9]{4}|(?:[A-Za-z]|\p{IsCJKUnifiedIdeographs}{1,2})(?:[0-9]{1,3}|元))年度(?<m>[0-9]{1,2})月(?:分|度)?$",
        RegexOptions.CultureInvariant)]
    private static partial Regex OfFiscalYear();

    // Excel's days, and codes of era, year and month; of six digits 202106 is a month and 210401 is none
    [GeneratedRegex(@"^[2-7][0-9]{4}$", RegexOptions.CultureInvariant)]
    private static partial Regex FiveDigits();

    // 2021.1, and as a program prints a number
    [GeneratedRegex(@"^[0-9]{4}\.1$", RegexOptions.CultureInvariant)]
    private static partial Regex LostZero();

    // 令和3年4月1日現在, 令和3年4月末
    [GeneratedRegex(@"(?:(?<=[月日])(?:末日?)?(?:現在|時点)?|(?<=[月分])\((?:確報|速報|確定|暫定)値?\))$", RegexOptions.CultureInvariant)]
    private static partial Regex AsOf();
}
