using System.Globalization;
using SmartToyonaka.Domain;
using SmartToyonaka.Domain.Calendar;

namespace SmartToyonaka.Publishing.Messages;

/// <summary>What the annual report says of itself, how it writes figures, and what it says where something is missing.</summary>
internal static class AnnualReportMessages
{
    public static BilingualText Year(FiscalYear year) => new(JapaneseEra.Text(year), $"FY{year}");

    public static BilingualText YearInFull(FiscalYear year) => new($"{JapaneseEra.Text(year)}（{year}年度）", $"FY{year}");

    public static BilingualText Subtitle(FiscalYear year) => new($"{YearInFull(year).Ja}取組状況", $"Progress in FY{year}");

    public static BilingualText YearEnd(FiscalYear year) => new($"{JapaneseEra.Text(year)}末", $"end of FY{year}");

    public static BilingualText Years(FiscalYear first, FiscalYear last) =>
        new($"{YearInFull(first).Ja} ～ {YearInFull(last).Ja}", $"FY{first} to FY{last}");

    public static BilingualText NoFigures(FiscalYear year) =>
        new($"{JapaneseEra.Text(year)}の数字はまだありません。", $"There are no figures of FY{year} yet.");

    public static BilingualText Final(DateTimeOffset at) => new(
        $"確定（{at.Year}年{at.Month}月{at.Day}日 {at.Hour}時{at.Minute:D2}分の締切りまでに受け付けた数字による）",
        $"Final: by the figures received up to the closing at {at.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture)} (Japan)");

    public static BilingualText YearOpen { get; } = new(
        "未確定（年度は締め切られていません。数字は変わることがあります）", "Not final: the fiscal year is not closed, and figures may change");

    public static BilingualText MonthsOpen(int months) => new(
        $"未確定（締め切られていない月が{months}か月あります。数字は変わることがあります）",
        $"Not final: {months} month(s) are not closed, and figures may change");

    public static BilingualText NoFigureYet(BilingualText name) =>
        new($"（{name.Ja}: まだ数字がありません）", $"({name.En}: no figures yet)");

    public static BilingualText LineNotPrintable(BilingualText why) =>
        new($"（この行は印字できません: {why.Ja}）", $"(this line cannot be printed: {why.En})");

    public static BilingualText NotComputable(BilingualText why) =>
        new($"（計算できません: {why.Ja.TrimEnd('。')}）", $"(not computable: {why.En.TrimEnd('.')})");

    public static BilingualText LaterNotComputable(BilingualText why) =>
        new($"以後の月は計算できません: {why.Ja}", $"Later months cannot be computed: {why.En}");

    public static BilingualText UnknownIndicator(string indicator) =>
        new($"（指標 {indicator} はいまのカタログにありません）", $"(the catalogue has no indicator {indicator} now)");

    public static BilingualText TextMissing(FiscalYear year, BilingualText what) => new(
        $"（{JapaneseEra.Text(year)}の「{what.Ja}」の本文はまだ登録されていません）",
        $"(the text “{what.En}” of FY{year} has not been written yet)");

    public static BilingualText LastYearMissing(FiscalYear first) => new(
        $"{YearInFull(first).Ja} ～ （終わりの年度の本文はまだ登録されていません）", $"FY{first} to (the last year has not been written yet)");

    public static BilingualText IssuedMissing { get; } =
        new("（発行の年月と課の本文はまだ登録されていません）", "(when it is issued, and by whom, has not been written yet)");

    public static BilingualText NoTarget { get; } = new("目標の値はありません", "no target");

    public static BilingualText NoTargetHere { get; } = new("目標なし", "no target");

    public static BilingualText UnderlinedIsCounted { get; } = new(
        "取組み実績における下線部を集計（以下同様）", "What is underlined under “done” is added up, here and below.");

    public static BilingualText NothingYet { get; } = new("まだ数字がありません", "no figures yet");

    public static BilingualText Purpose { get; } = new("目的", "purpose");

    public static BilingualText Planned { get; } = new("取組み予定", "planned");

    public static BilingualText Done { get; } = new("取組み実績", "done");

    public static BilingualText Next { get; } = new("今後の対応", "next");

    public static BilingualText Actual { get; } = new("実績", "actual");

    public static BilingualText Plan { get; } = new("予定", "planned");

    public static BilingualText Met(bool isMet) => isMet ? new("目標達成", "target met") : new("目標未達成", "target not met");

    public static BilingualText InBrackets(BilingualText what) => new($"（{what.Ja}）", $" ({what.En})");

    public static BilingualText Incomplete(BilingualText value, BilingualText day, long reported, long expected) => new(
        $"{value.Ja}（{day.Ja}、{reported}/{expected}課）", $"{value.En} ({day.En}, {reported} of {expected} sections)");

    public static BilingualText Held(long count) => new($"確認待ち {count}件", $"{count} to be confirmed");

    /// <summary>A number with its unit: 30事業, 30 projects, 100%.</summary>
    public static BilingualText InUnit(string digits, BilingualText unit) =>
        new(digits + unit.Ja, unit.En is "" or "%" ? digits + unit.En : $"{digits} {unit.En}");

    public static BilingualText Less(BilingualText amount) => new($"{amount.Ja}削減", $"{amount.En} less");

    public static BilingualText More(BilingualText amount) => new($"{amount.Ja}増", $"{amount.En} more");

    public static BilingualText Unchanged(BilingualText amount) => new($"増減なし（{amount.Ja}）", $"no change ({amount.En})");

    public static BilingualText AtMostMore(BilingualText amount) => new($"{amount.Ja}以下の増", $"at most {amount.En} more");

    public static BilingualText AtLeast(BilingualText amount) => new($"{amount.Ja}以上", $"{amount.En} or more");

    public static BilingualText AtMost(BilingualText amount) => new($"{amount.Ja}以下", $"{amount.En} or less");

    /// <summary>What a register is called in the list of a year: 令和3年度の連携事業.</summary>
    public static BilingualText OfYear(FiscalYear year, BilingualText title) =>
        new($"{JapaneseEra.Text(year)}の{title.Ja}", $"FY{year}: {title.En}");

    public static BilingualText OfEarlierYears(BilingualText title) => new($"前年度までの{title.Ja}", $"Earlier years: {title.En}");

    public static BilingualText Standing(BilingualText status, BilingualText title) =>
        new($"{status.Ja}の{title.Ja}", $"{title.En}, {status.En}");

    public static BilingualText NotTowardTarget(BilingualText title) =>
        new($"{title.Ja} その他（目標には数えない）", $"{title.En}, others (not counted towards the target)");

    public static BilingualText NotCounted { get; } = new("、目標には数えない）", ", not counted towards the target)");

    public static BilingualText AndOthers(string section) => new($"{section} 等", $"{section} and others");
}
