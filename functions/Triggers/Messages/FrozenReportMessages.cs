using SmartToyonaka.Domain;
using SmartToyonaka.Domain.Calendar;

namespace SmartToyonaka.Triggers.Messages;

/// <summary>Annual reports, and versions of them, that are asked for and are not there.</summary>
internal static class FrozenReportMessages
{
    public static BilingualText NoReportTitle { get; } = new("報告書がありません", "There is no such report");

    public static BilingualText NotFrozenTitle { get; } = new("確定した報告書がありません", "There is no frozen report");

    public static BilingualText YearName(FiscalYear year) => new(JapaneseEra.Text(year), $"FY{year}");

    public static BilingualText YearLink(FiscalYear year) => new($"{JapaneseEra.Text(year)}（{year}年度）", $"FY{year}");

    public static BilingualText VersionLink(FiscalYear year, string version) =>
        new($"{JapaneseEra.Text(year)} 確定版 {version}", $"FY{year}, frozen version {version}");

    public static BilingualText NowLink(FiscalYear year) => new($"{JapaneseEra.Text(year)} いまの報告書", $"FY{year}, the report as it is now");

    public static BilingualText Format(IReadOnlyList<string> formats) =>
        new($"format は {string.Join("、", formats)} のどれかです。", $"format is one of {string.Join(", ", formats)}.");

    public static BilingualText NoSuchReport { get; } = new(
        "この年度の報告書はありません。年度は西暦で指定します。",
        "There is no report of this fiscal year.");

    public static BilingualText RangeUnreadable { get; } = new(
        "年度の範囲は、西暦の年度を2つ - でつないで 2020-2022 のように指定します。",
        "Several fiscal years are written as two years with a hyphen between them: 2020-2022.");

    public static BilingualText RangeNotForward { get; } = new(
        "年度の範囲は、早い年度を先に、別の年度を後に書きます(例 2020-2022)。1つの年度の報告書は年度だけで指定します。",
        "The first year of a range is before the last (2020-2022). The report of one year is asked for by that year alone.");

    public static BilingualText RangeTooLong(int longest) => new(
        $"一度に並べられるのは{longest}年度までです。範囲を短くしてください。",
        $"At most {longest} fiscal years stand side by side: shorten the range.");

    public static BilingualText RangeUnknown(IReadOnlyList<FiscalYear> years) => years.Count == 0 ? NoSuchReport : new(
        $"この範囲には、プロジェクトの年度({years[0]}〜{years[^1]})でない年度があります。",
        $"The range has years that are not of the programme ({years[0]} to {years[^1]}).");

    /// <summary>A text, followed by the fiscal years that have a report.</summary>
    public static BilingualText WithKnown(BilingualText text, IReadOnlyList<FiscalYear> years) => new(
        $"{text.Ja} あるもの: {string.Join("、", years)}",
        $"{text.En} There are: {string.Join(", ", years)}");

    public static BilingualText NotClosed { get; } = new(
        "この年度はまだ締め切られていないので、確定した報告書はありません。",
        "This fiscal year is not closed, so there is no frozen report.");

    public static BilingualText NoSuchVersion(IReadOnlyList<string> versions) => new(
        $"この版の報告書はありません。あるもの: {string.Join("、", versions)}",
        $"There is no such version. There are: {string.Join(", ", versions)}");

    public static BilingualText BeingFrozen { get; } = new(
        "年度は締め切られましたが、締切りの前に受け付けたものの計算が終わっていません。しばらくしてからもう一度お試しください。続くときは管理者に、計算できずに残っているもの(poison)を確かめてもらってください。",
        "The fiscal year is closed, but something received before is still being computed. Try again in a while.");
}
