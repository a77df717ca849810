namespace SmartToyonaka.Domain.Messages;

/// <summary>What a text that is no clear month could mean.</summary>
internal static class MonthMessages
{
    public static BilingualText DateOrYearAndMonth { get; } = new(
        "年・月・日を2桁ずつ並べたもの、または年4桁と月2桁",
        "a date of two digits each, or a year and a month");

    public static BilingualText EraCodeOrDay(string monthInWords, string month, DateOnly day) => new(
        $"{monthInWords}(元号・年・月の番号)、または{day:yyyy'年'M'月'd'日'}(Excelの日付の数値)",
        $"{month} (a code of era, year and month) or {day:yyyy-MM-dd} (a day of Excel's)");

    public static BilingualText DayOrNumber(DateOnly day) => new(
        $"{day:yyyy'年'M'月'd'日'}(Excelの日付の数値)、または何かの番号",
        $"{day:yyyy-MM-dd} (a day of Excel's) or some other number");
}
