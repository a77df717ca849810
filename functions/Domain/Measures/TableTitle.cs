using System.Globalization;
using System.Text.RegularExpressions;
using SmartToyonaka.Domain.Calendar;

namespace SmartToyonaka.Domain.Measures;

/// <summary>
/// What the titles above a table, and the name of its sheet, say that the rows do not: figures of another kind (見込, 前年, 累計), or of
/// another month. A fiscal year in a title is often that of the form, and says nothing. Pure.
/// </summary>
public static partial class TableTitle
{
    private const int Longest = 60, LongestName = 150, MonthsOfYear = 12;

    // What tables are called, whatever they are of; what they are of the catalogue says.
    private static readonly string[] Tables = ["人数", "件数", "実績", "状況", "集計", "一覧", "勤務"];

    // So far from its month a title tells of what it is.
    private const int FarthestWord = 14;

    /// <summary>The word by which a title names figures that are not those of the month; null where there is none.</summary>
    public static string? OtherFigures(string title) =>
        title.Length <= Longest && Vocabulary.Key(title) is var key && !key.Contains("実績", StringComparison.Ordinal)
            && !Form().IsMatch(key)
            ? TableWords.OtherFigureIn(key) : null;

    /// <summary>The month that a title names where it names one that is none of those given; else null.</summary>
    /// <param name="title">The title.</param>
    /// <param name="months">What the table speaks of.</param>
    /// <param name="isSheet">True for the name of a sheet, where 4月 and R3.4 are enough.</param>
    public static string? OtherMonth(string title, IReadOnlyList<FiscalMonth> months, bool isSheet = false)
    {
        var key = Vocabulary.Key(title);
        if (key.Length > Longest || Range().IsMatch(key))
        {
            return null;
        }

        if (Month(key, isSheet) is { } month)
        {
            return months.Contains(month) ? null : JapaneseEra.Text(month);
        }

        var number = Number(MonthNumber().Matches(key)) ?? (isSheet ? Number(OnlyMonth().Matches(key)) : null);
        return number is { } n && !months.Any(m => m.Month == n) ? $"{n}月" : null;
    }

    /// <summary>The month that the name of a file names where it names one that is none of those given; else null.</summary>
    /// <param name="name">The name without its ending; a date with its day is when the file was made.</param>
    /// <param name="months">What the file speaks of.</param>
    public static string? OtherMonthOfFile(string name, IReadOnlyList<FiscalMonth> months)
    {
        var key = Vocabulary.Key(name);
        if (key.Length > LongestName || months.Count == 0 || Range().IsMatch(key))
        {
            return null;
        }

        var full = MonthInName().Matches(key).Select(OfName).OfType<FiscalMonth>().Distinct().ToList();
        return full.Count > 0 ? full is [var one] && !months.Contains(one) ? JapaneseEra.Text(one) : null
            : Number(NumberInName().Matches(key)) is { } n && !months.Any(m => m.Month == n) ? $"{n}月" : null;
    }

    private static FiscalMonth? OfName(Match found) => MonthText.Parse(
        $"{found.Groups["era"].Value}{found.Groups["y"].Value}年{found.Groups["m"].Value}月") is { Fault: MonthParseError.None } reading
            ? reading.Month : null;

    // A date with its day is when the table was made.
    private static FiscalMonth? Month(string key, bool isSheet)
    {
        var found = MonthIn().Matches(key).Where(m => IsOfTable(key[(m.Index + m.Length)..])).Select(m => m.Value)
            .Append(isSheet ? key : "").Select(MonthText.Parse)
            .Where(m => m.Fault == MonthParseError.None).Select(m => m.Month).Distinct().ToList();
        return found is [var one] ? one : null;
    }

    // 分, 度, 中, or what the table is of, with no other number before it.
    private static bool IsOfTable(string rest)
    {
        if (rest.Length > 0 && rest[0] is '分' or '度' or '中')
        {
            return true;
        }

        var end = rest.AsSpan().IndexOfAnyInRange('0', '9');
        var words = rest[..(end < 0 ? rest.Length : end)];
        return Array.Exists(Tables, t => words.IndexOf(t, StringComparison.Ordinal) is >= 0 and < FarthestWord)
            || MeasureRegistry.Current.Words.AreIn(words);
    }

    private static int? Number(MatchCollection matches) => matches is [var only] && int.Parse(only.Groups["m"].ValueSpan, NumberStyles.None,
        CultureInfo.InvariantCulture) is var month and >= 1 and <= MonthsOfYear ? month : null;

    // 令和3年4月分, 2021年4月 時間外勤務実績; 令和3年5月 人事課 tells when and by whom it was made.
    [GeneratedRegex("(?:(?:令和|平成|[RH])(?:[0-9]{1,2}|元)|[0-9]{4})年[0-9]{1,2}月", RegexOptions.CultureInvariant)]
    private static partial Regex MonthIn();

    [GeneratedRegex(@"(?<![0-9年])(?<m>[0-9]{1,2})月(?:分|度|実績)", RegexOptions.CultureInvariant)]
    private static partial Regex MonthNumber();

    [GeneratedRegex(@"^(?<m>[0-9]{1,2})月$", RegexOptions.CultureInvariant)]
    private static partial Regex OnlyMonth();

    // 時間外_2021-05, 202105, R3.5, 令和3年5月分; not 20210510
    [GeneratedRegex(@"(?:(?<![0-9A-Za-z])(?<era>令和|平成|[RrHh])(?<y>[0-9]{1,2}|元)[年._-](?<m>[0-9]{1,2})|(?<![0-9])(?<y>20[0-9]{2})"
        + "(?:[年._-]?(?<m>0[1-9]|1[0-2])|年(?<m>[1-9])))月?(?![0-9]|[._-][0-9]{1,2}(?![0-9]))", RegexOptions.CultureInvariant)]
    private static partial Regex MonthInName();

    // 時間外_5月, 5月分; not 5月10日作成, 4月末現在
    [GeneratedRegex("(?<![0-9年])(?<m>[0-9]{1,2})月(?![0-9末頃付現])", RegexOptions.CultureInvariant)]
    private static partial Regex NumberInName();

    // 提出期限：毎月10日（予定）, 抽出条件：平均以上: of the file, and not of its figures
    [GeneratedRegex("^(?:提出|抽出|出力|作成|担当|更新|期限|条件)[^:]*:", RegexOptions.CultureInvariant)]
    private static partial Regex Form();

    // 4月～6月, 令和元年度から
    [GeneratedRegex(@"[~～〜]|から|まで|以降", RegexOptions.CultureInvariant)]
    private static partial Regex Range();
}
