using System.Globalization;
using System.Text.RegularExpressions;

namespace SmartToyonaka.Domain.Measures;

/// <summary>What a cell that should hold a number does hold.</summary>
public enum CellState
{
    /// <summary>A number.</summary>
    Value,

    /// <summary><c>－</c> alone: nothing of it happened; 0 where things are counted.</summary>
    Nil,

    /// <summary>Empty: no value was given.</summary>
    Missing,

    /// <summary><c>…</c>: said to be unknown.</summary>
    Unknown,

    /// <summary><c>x</c>: known but withheld.</summary>
    Suppressed,

    /// <summary>None of these; <see cref="NumberParseResult.Fault"/> says why.</summary>
    Wrong,
}

/// <summary>Why a text is no number; each has its own message.</summary>
public enum NumberParseError
{
    None,
    NotANumber,
    BadGrouping,
    Negative,
    NotWhole,
    TooLarge,
    NotATime,
    PercentSign,

    /// <summary><c>#REF!</c>, <c>#N/A</c> and their like, or <c>1.2E+03</c>, of which digits are lost.</summary>
    ExcelError,

    /// <summary>Hours that Excel keeps as days: <c>5.229166667</c> for 125:30.</summary>
    DaysOfExcel,

    /// <summary>A date where a time belongs: <c>1900/1/5 5:30</c> is how Excel shows 125:30 in a format for dates.</summary>
    DateForTime,
}

/// <summary>A number read from a text.</summary>
public readonly record struct NumberParseResult(CellState State, decimal Value, NumberParseError Fault = NumberParseError.None)
{
    public static NumberParseResult Wrong(NumberParseError fault) => new(CellState.Wrong, 0, fault);
}

/// <summary>
/// Reads numbers as Japanese office documents write them (rules 10–16 of the CSV cases), never through the ambient culture.
/// </summary>
public static partial class NumberText
{
    // Far above every figure of a city, and sums of a million of them fit into Int64.
    private const decimal Largest = 1_000_000_000_000m;

    private const int HalfAnHour = 30;

    /// <summary>A number, possibly negative (<c>△5</c>) or with a fraction.</summary>
    public static NumberParseResult Parse(string text)
    {
        if (Special(text) is { } special)
        {
            return special;
        }

        if (text.Length > 60 || HasLookAlike(text))
        {
            return NumberParseResult.Wrong(text.Length > 60 && Narrow(text).All(char.IsAsciiDigit) ? NumberParseError.TooLarge
                : NumberParseError.NotANumber);
        }

        var t = Narrow(ExcelTextGuard.Remove(text));
        if (ExcelError().IsMatch(t))
        {
            return NumberParseResult.Wrong(NumberParseError.ExcelError);
        }

        var negative = t.Length > 0 && (t[0] is '△' or '▲' || IsDash(t[0]));
        if (negative)
        {
            t = t[1..].TrimStart();
        }

        if (t.EndsWith('%'))
        {
            return NumberParseResult.Wrong(NumberParseError.PercentSign);
        }

        if (!Plain().IsMatch(t))
        {
            return NumberParseResult.Wrong(t.Contains(',', StringComparison.Ordinal) && Digits().IsMatch(t) ? NumberParseError.BadGrouping
                : NumberParseError.NotANumber);
        }

        if (t.Length > 28 || !decimal.TryParse(t.Replace(",", "", StringComparison.Ordinal), NumberStyles.AllowDecimalPoint,
            CultureInfo.InvariantCulture, out var value) || value > Largest)
        {
            return NumberParseResult.Wrong(NumberParseError.TooLarge);
        }

        return new(CellState.Value, negative ? -value : value);
    }

    /// <summary>A count: whole and not negative. Nil is 0.</summary>
    public static NumberParseResult ParseCount(string text)
    {
        var reading = Parse(text);
        return reading switch
        {
            { State: CellState.Nil } => new(CellState.Value, 0),
            { State: CellState.Value, Value: < 0 } => NumberParseResult.Wrong(NumberParseError.Negative),
            { State: CellState.Value } when reading.Value != decimal.Truncate(reading.Value) =>
                NumberParseResult.Wrong(NumberParseError.NotWhole),
            _ => reading,
        };
    }

    /// <summary>A duration in minutes: <c>123:30</c> (over 24 hours is normal) or hours as a decimal, <c>12.5</c>. Nil is 0.</summary>
    public static NumberParseResult ParseHours(string text)
    {
        if (Special(text) is null && text.Length <= 60 && !HasLookAlike(text) && Narrow(ExcelTextGuard.Remove(text)) is var t)
        {
            if (DateWithTime().IsMatch(t))
            {
                return NumberParseResult.Wrong(NumberParseError.DateForTime);
            }

            if (t.Contains(':', StringComparison.Ordinal))
            {
                return ReadClock(t);
            }

            if (t.Length > 0 && t[^1] is '分' or '間' or '半' or 'm' && Spelt().Match(t) is { Success: true } spelt)
            {
                return ReadSpelt(spelt);
            }
        }

        var reading = Parse(text);
        return reading switch
        {
            { State: CellState.Nil } => new(CellState.Value, 0),
            { State: CellState.Value, Value: < 0 } => NumberParseResult.Wrong(NumberParseError.Negative),

            { State: CellState.Value, Value: > Largest / 60 } => NumberParseResult.Wrong(NumberParseError.TooLarge),

            { State: CellState.Value } when AreDays(reading.Value) => NumberParseResult.Wrong(NumberParseError.DaysOfExcel),

            // Hours with two decimals (7.08 for 7:05) are not whole minutes; half a minute up, as payroll does.
            { State: CellState.Value } => new(CellState.Value, Math.Round(reading.Value * 60, MidpointRounding.AwayFromZero)),
            _ => reading,
        };
    }

    // Payroll programs print at most two decimals, which whole minutes never exceed, whereas days of Excel have up to fifteen digits.
    private static bool AreDays(decimal hours) => hours * 100 != decimal.Truncate(hours * 100);

    private static NumberParseResult ReadSpelt(Match match)
    {
        var (hours, minutes) = (match.Groups["h"], match.Groups["m"]);
        return new(CellState.Value, (hours.Success
            ? Math.Round(decimal.Parse(hours.ValueSpan, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture) * 60,
                MidpointRounding.AwayFromZero)
            : 0)
            + (match.Groups["half"].Success ? HalfAnHour : 0)
            + (minutes.Success ? decimal.Parse(minutes.ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture) : 0));
    }

    private static NumberParseResult ReadClock(string text)
    {
        var match = Clock().Match(text);
        if (!match.Success)
        {
            return NumberParseResult.Wrong(NumberParseError.NotATime);
        }

        if (match.Groups["sign"].Length > 0)
        {
            return NumberParseResult.Wrong(NumberParseError.Negative);
        }

        return match.Groups["h"].Length > 6
            ? NumberParseResult.Wrong(NumberParseError.TooLarge)
            : new(CellState.Value, decimal.Parse(match.Groups["h"].ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture) * 60
                + decimal.Parse(match.Groups["m"].ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture));
    }

    // What keyboards, CP932 and Excel make of a stroke: －, ―, ‐, −, –, —, the sound mark ー, the ruled line ─.
    private static bool IsDash(char c) => c is '-' or '－' or '−' or '‐' or '‑' or '‒' or '–' or '—' or '―' or '─' or '━' or 'ー' or 'ｰ'
        or '﹣';

    private static NumberParseResult? Special(string text)
    {
        var t = text.Trim();
        return t switch
        {
            "" => new(CellState.Missing, 0),
            [var c] when IsDash(c) => new(CellState.Nil, 0),
            "…" or "..." or "‥" or "⋯" or "・・・" => new(CellState.Unknown, 0),
            "x" or "X" or "ｘ" or "Ｘ" => new(CellState.Suppressed, 0),
            _ => null,
        };
    }

    // NFKC turns ① into 1 and ㈱ into (株); neither is meant as a number.
    private static bool HasLookAlike(string text)
    {
        foreach (var c in text)
        {
            if (c is (>= '\u2070' and <= '\u209F') or (>= '\u2150' and <= '\u218F') or (>= '\u2460' and <= '\u24FF')
                or (>= '\u2776' and <= '\u2793')
                or (>= '\u3200' and <= '\u33FF') or '²' or '³' or '¹' or (>= '¼' and <= '¾'))
            {
                return true;
            }
        }

        return false;
    }

    private static string Narrow(string text) => TextSupport.Nfkc(text).Trim();

    [GeneratedRegex(@"^(?:[0-9]+|[0-9]{1,3}(?:,[0-9]{3})+)(?:\.[0-9]+)?$", RegexOptions.CultureInvariant)]
    private static partial Regex Plain();

    // 7時間30分, 7時間, 7時間半, 7h30m, 7.5時間, 450分, 450.0分; with hours beside them minutes are below 60
    [GeneratedRegex(
        @"^(?:(?<h>[0-9]{1,6}) ?時間 ?(?:(?<m>[0-5]?[0-9]) ?分|(?<half>半))?|(?<h>[0-9]{1,6}\.[0-9]{1,2}) ?時間"
            + @"|(?<h>[0-9]{1,6})h(?<m>[0-5]?[0-9])m|(?<m>[0-9]{1,8})(?:\.0+)? ?分)$",
        RegexOptions.CultureInvariant)]
    private static partial Regex Spelt();

    [GeneratedRegex(@"^(?:#[A-Z0-9/#]+[!?]?|[0-9.]+E[+-]?[0-9]+)$", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase)]
    private static partial Regex ExcelError();

    // 1900/1/5 5:30, 1900-01-05T05:30:00, 1900/1/5
    [GeneratedRegex(@"^[0-9]{4}[-/年][0-9]{1,2}[-/月][0-9]{1,2}日?(?:[T ]*[0-9]{1,2}:[0-9]{2}(?::[0-9]{2})?)?$",
        RegexOptions.CultureInvariant)]
    private static partial Regex DateWithTime();

    [GeneratedRegex(@"^[0-9,.]+$", RegexOptions.CultureInvariant)]
    private static partial Regex Digits();

    // Excel writes a duration over 24 hours as 123:30:00 when it saves a CSV.
    [GeneratedRegex(@"^(?<sign>[△▲−‐‑‒–—―\-]?) ?(?<h>[0-9]{1,20}):(?<m>[0-5][0-9])(?::00)?$", RegexOptions.CultureInvariant)]
    private static partial Regex Clock();
}
