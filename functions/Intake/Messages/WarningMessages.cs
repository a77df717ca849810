using System.Globalization;
using SmartToyonaka.Domain;
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
internal readonly record struct WarningSubject(long? Line, string Section, string Name, FiscalMonth Month)
{
    /// <summary>A pair, with its name as the register has it.</summary>
    public static WarningSubject Of(Observation pair, long? line, Register register) => new(line, pair.Section,
        (register.Get(pair.Section, pair.Month) ?? register.Newest(pair.Section))?.Name ?? "", pair.Month);
}

/// <summary>
/// The messages for warnings: what, where, and what to do. The figures are accepted all the same, and every message says so.
/// </summary>
internal static class WarningMessages
{
    private static readonly BilingualText TakenAsTheyAre = new(
        "数字はこのまま取り込んでいます。正しければ、何もする必要はありません。",
        "The numbers are taken as they are; if they are right, there is nothing to do.");

    public static DropWarning Jump(WarningSubject pair, OutlierRule rule, string column, bool isUp,
        (long Now, long Least, long Most)? numbers)
    {
        var measure = MeasureRegistry.Current.Get(rule.Measure);
        var far = isUp
            ? new BilingualText($"最も大きかった値の {Number(rule.Ratio)} 倍より大きく", $"more than {Number(rule.Ratio)} times the largest")
            : new BilingualText($"最も小さかった値の {Number(rule.Ratio)} 分の1より小さく", $"less than 1/{Number(rule.Ratio)} of the smallest");
        var values = new BilingualText("", "");
        if (numbers is var (now, least, most))
        {
            var before = least == most ? new BilingualText(Number(least), Number(least))
                : new($"{Number(least)}〜{Number(most)}", $"{Number(least)} to {Number(most)}");
            values = new(
                $"(今回 {Number(now)}、これまで {before.Ja}{(measure.IsTime ? "、単位は分" : "")})",
                $" (now {Number(now)}, before {before.En}{(measure.IsTime ? ", in minutes" : "")})");
        }

        return Of(pair, column, "jump", new(
            $"{measure.NameJa}({PartNames.Ja(rule.Part)})が、過去{rule.Years}年の同じ月に{far.Ja}なっています{values.Ja}。行の抜けや重なり、単位、年月を確かめ、誤りなら直してもう一度置いてください。",
            $"{measure.NameEn} ({PartNames.En(rule.Part)}) is {far.En} of the same month in the last {rule.Years} years{values.En}. Check for "
                + "missing or doubled rows, the unit and the month; if it is wrong, correct the file and hand it in again. "));
    }

    public static DropWarning Stopped(Section section, FiscalMonth month, int months, Measure measure)
    {
        var place = Place(section.Code, section.Name, month);
        return new(null, null, "section_stopped", new BilingualText(
            $"{place.Ja}: {measure.NameJa}の行がありません。{(months == 1 ? "前の月" : $"前の{months}か月")}には報告があり、"
                + $"この月も組織の登録にあります。書き出しの対象から外れていないか確かめ、行を加えてもう一度置いてください。なくなった所属なら、管理者に組織の登録を直すよう頼んでください。",
            $"{place.En}: there is no row of {measure.NameEn}. There was one in the {(months == 1 ? "month" : $"{months} months")} before, and "
                + "the register has the section in this month. Check that the export did not leave it out, add the rows and hand the file in "
                + "again; if the section is gone, ask the administrator to correct the register."),
            section.Code, month.ToString());
    }

    public static DropWarning NoHeadcount(WarningSubject pair, Measure time, Measure headcount, string group)
    {
        var dimensions = HeadingNames.OfDimensions(headcount, "と");
        return Of(pair, null, "minutes_without_headcount", new(
            $"{group}の{HeadingNames.Of(time)}があるのに、{headcount.NameJa}が0人か、ありません。{dimensions.Ja}が両方のファイルで同じか、{headcount.NameJa}に抜けがないか確かめ、誤っているほうのファイルを直して置いてください。",
            $"“{group}” has “{HeadingNames.Of(time)}”, but {headcount.NameEn} is 0 or missing. Check that both files have the same "
                + $"{dimensions.En}, and that no headcount is missing; correct the file that is wrong and hand it in. "));
    }

    public static DropWarning ManyHours(WarningSubject pair, Measure time, Measure headcount, string group, int limit,
        long? hours) => Of(pair, null, "hours_per_head", new(
        $"{group}の{HeadingNames.Of(time)}が、1人あたり{limit}時間を超えています{(hours is { } h ? $"(およそ{Number(h)}時間)" : "")}。{HeadingNames.Of(time)}の単位や重なりと、{headcount.NameJa}を確かめ、"
            + $"誤っているほうのファイルを直して置いてください。",
        $"“{HeadingNames.Of(time)}” of “{group}” is more than {limit} hours a head{(hours is { } of ? $" (about {Number(of)})" : "")}. Check its "
            + $"unit, doubled rows and {headcount.NameEn}; correct the file that is wrong and hand it in. "));

    public static DropWarning GroupsMissing(WarningSubject pair, Measure measure, int missing, int before)
    {
        var dimensions = HeadingNames.OfDimensions(measure, "・");
        return Of(pair, null, "groups_missing", new(
            $"前回のファイルにあった{Number(before)}組({dimensions.Ja}の組)のうち{Number(missing)}組が、今回のファイルにありません。ファイルはその所属・年月の内容を丸ごと置き換えます。直した行だけを置いたのなら、"
                + $"残りの行も入れてもう一度置いてください。",
            $"Of the {Number(before)} groups ({dimensions.En}) of the file before, {Number(missing)} are not in this one. A file replaces all of "
                + "its section and month: if it has only the rows that were corrected, put in the others too and hand it in again. "));
    }

    public static DropWarning Further(long count) => new(null, null, DropWarning.FurtherCode, new BilingualText(
        $"ほかに{Number(count)}件の注意があります。", $"There are {Number(count)} more to look at."));

    private static DropWarning Of(WarningSubject pair, string? column, string code, BilingualText what)
    {
        var place = Place(pair.Section, pair.Name, pair.Month);
        return new(pair.Line, column, code,
            new BilingualText($"{place.Ja}: {what.Ja}{TakenAsTheyAre.Ja}", $"{place.En}: {what.En}{TakenAsTheyAre.En}"),
            pair.Section, pair.Month.ToString());
    }

    private static BilingualText Place(string code, string name, FiscalMonth month) =>
        new($"所属 {code} {name} の{JapaneseEra.Text(month)}分", $"Section “{code} {name}”, {month}");

    private static string Number(decimal value) => value.ToString("#,##0.##", CultureInfo.InvariantCulture);
}
