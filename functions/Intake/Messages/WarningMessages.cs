using System.Globalization;
using SmartToyonaka.Domain.Calendar;
using SmartToyonaka.Domain.Indicators;
using SmartToyonaka.Domain.Measures;
using SmartToyonaka.Domain.Organisation;

namespace SmartToyonaka.Intake.Messages;

/// <summary>The section and month that a warning speaks of.</summary>
/// <param name="Line">Where it begins; null when it came without.</param>
/// <param name="Section">The section's code.</param>
/// <param name="Name">Its name.</param>
/// <param name="Month">The month.</param>
internal readonly record struct PairInWarning(long? Line, string Section, string Name, FiscalMonth Month)
{
    /// <summary>A pair, with its name as the register has it.</summary>
    public static PairInWarning Of(Observation pair, long? line, Register register) => new(line, pair.Section,
        (register.Get(pair.Section, pair.Month) ?? register.Newest(pair.Section))?.Name ?? "", pair.Month);
}

/// <summary>
/// The messages for warnings: what, where, and what to do. The figures are accepted all the same, and every message says so.
/// </summary>
internal static class WarningMessages
{
    private const string TakenAsTheyAre = "数字はこのまま取り込んでいます。正しければ、何もする必要はありません。";

    public static DropWarning Jump(PairInWarning pair, OutlierRule rule, string column, bool isUp,
        (long Now, long Least, long Most)? numbers)
    {
        var measure = MeasureRegistry.Current.Get(rule.Measure);
        var far = isUp ? $"最も大きかった値の {Number(rule.Ratio)} 倍より大きく" : $"最も小さかった値の {Number(rule.Ratio)} 分の1より小さく";
        var values = numbers is var (now, least, most)
            ? $"(今回 {Number(now)}、これまで "
                + $"{(least == most ? Number(least) : Number(least) + "〜" + Number(most))}{(measure.IsTime ? "、単位は分" : "")})"
            : "";
        return Of(pair, column, "jump",
            $"{measure.NameJa}({PartNames.Ja(rule.Part)})が、過去{rule.Years}年の同じ月に{far}なっています{values}。行の抜けや重なり、単位、年月を確かめ、誤りなら直してもう一度置いてください。");
    }

    public static DropWarning Stopped(Section section, FiscalMonth month, int months, Measure measure) => new(
        null, null, "section_stopped",
        $"{Place(section.Code, section.Name, month)}: {measure.NameJa}の行がありません。{(months == 1 ? "前の月" : $"前の{months}か月")}には報告があり、"
            + $"この月も組織の登録にあります。書き出しの対象から外れていないか確かめ、行を加えてもう一度置いてください。なくなった所属なら、管理者に組織の登録を直すよう頼んでください。",
        section.Code, month.ToString());

    public static DropWarning NoHeadcount(PairInWarning pair, Measure time, Measure headcount, string group) =>
        Of(pair, null, "minutes_without_headcount",
        $"{group}の{HeadingNames.Of(time)}があるのに、{headcount.NameJa}が0人か、ありません。{HeadingNames.OfDimensions(headcount, "と")}が両方のファイルで同じか、{headcount.NameJa}に抜けがないか確かめ、誤っているほうのファイルを直して置いてください。");

    public static DropWarning ManyHours(PairInWarning pair, Measure time, Measure headcount, string group, int limit,
        long? hours) =>
        Of(pair, null, "hours_per_head",
        $"{group}の{HeadingNames.Of(time)}が、1人あたり{limit}時間を超えています{(hours is { } h ? $"(およそ{Number(h)}時間)" : "")}。{HeadingNames.Of(time)}の単位や重なりと、{headcount.NameJa}を確かめ、"
            + $"誤っているほうのファイルを直して置いてください。");

    public static DropWarning GroupsMissing(PairInWarning pair, Measure measure, int missing, int before) =>
        Of(pair, null, "groups_missing",
        $"前回のファイルにあった{Number(before)}組({HeadingNames.OfDimensions(measure, "・")}の組)のうち{Number(missing)}組が、今回のファイルにありません。ファイルはその所属・年月の内容を丸ごと置き換えます。直した行だけを置いたのなら、"
            + $"残りの行も入れてもう一度置いてください。");

    public static DropWarning Further(long count) => new(null, null, DropWarning.FurtherCode, $"ほかに{Number(count)}件の注意があります。");

    private static DropWarning Of(PairInWarning pair, string? column, string code, string what) => new(
        pair.Line, column, code, $"{Place(pair.Section, pair.Name, pair.Month)}: {what}{TakenAsTheyAre}", pair.Section, pair.Month.ToString());

    private static string Place(string code, string name, FiscalMonth month) => $"所属 {code} {name} の{JapaneseEra.Text(month)}分";

    private static string Number(decimal value) => value.ToString("#,##0.##", CultureInfo.InvariantCulture);
}
