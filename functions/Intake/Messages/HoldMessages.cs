using System.Globalization;
using SmartToyonaka.Domain;
using SmartToyonaka.Domain.Calendar;
using SmartToyonaka.Domain.Measures;

namespace SmartToyonaka.Intake.Messages;

/// <summary>Why a section and month of a drop waits to be confirmed.</summary>
internal static class HoldMessages
{
    public static BilingualText FarHeadcount { get; } = new(
        "人数が、これまでの値と大きく違います。行の抜けや重なり、年月を確かめてください。",
        "The number of people is far from earlier ones. Check for missing or doubled rows, and the month.");

    public static BilingualText TooManyHours(int most, Measure time, Measure headcount) => new(
        $"1人あたりの{HeadingNames.Of(time)}が{most}時間を超えています。{HeadingNames.Of(time)}の単位(分と時間)や桁と、{headcount.NameJa}を確かめてください。",
        $"“{HeadingNames.Of(time)}” is more than {most} hours a head. Check its unit (minutes or hours), its digits and the "
            + $"{headcount.NameEn.ToLowerInvariant()}.");

    public static BilingualText SameAsMonth(FiscalMonth month) => new(
        $"{JapaneseEra.Text(month)}分とまったく同じ数字です。年月を直し忘れていないか確かめてください。",
        $"These are exactly the numbers of {month}. Check that the month was not left as it was.");

    /// <summary>All of a month together is far from what its sections reported before.</summary>
    public static BilingualText MonthTotal(string part, FiscalMonth month, long sum, long before) => new(
        string.Create(CultureInfo.InvariantCulture,
            $"{JapaneseEra.Text(month)}分は、全所属の{PartNames.Ja(part)}の合計({sum:N0})が、前の値の合計({before:N0})と大きく違います。行の重なりや抜け、単位、累計でないか確かめてください。"),
        string.Create(CultureInfo.InvariantCulture,
            $"{month}: the sum of {PartNames.En(part)} of all sections ({sum:N0}) is far from that of the earlier values ({before:N0}). Check "
                + $"for doubled or missing rows, the unit, and whether it is a running total."));

    /// <summary>In all sections of a month the part is the whole.</summary>
    public static BilingualText PartIsWhole(FiscalMonth month, Measure measure) => new(
        $"{JapaneseEra.Text(month)}分は、どの所属でも{HeadingNames.Of(measure)}が{HeadingNames.Of(measure, 1)}と同じです。同じ列を2回書き出していないか確かめてください。",
        $"{month}: “{HeadingNames.Of(measure)}” is the same as “{HeadingNames.Of(measure, 1)}” in every section. Check that the same column "
            + "was not exported twice.");

    /// <summary>In all sections of a month the part is nothing.</summary>
    public static BilingualText PartIsNothing(FiscalMonth month, Measure measure) => new(
        $"{JapaneseEra.Text(month)}分は、どの所属でも{HeadingNames.Of(measure)}が0です。列が空のまま書き出されていないか確かめてください。",
        $"{month}: “{HeadingNames.Of(measure)}” is 0 in every section. Check that the column was not exported empty.");

    /// <summary>Half of the sections or more are far from what they said before: rows may have slipped against their sections.</summary>
    public static BilingualText ManyFar(FiscalMonth month, int sections) => new(
        $"{JapaneseEra.Text(month)}分は、半分以上({sections}所属)で前の値と大きく違います。所属と数の行がずれていないか、年月や単位を確かめてください。",
        $"{month}: half of the sections or more ({sections}) are far from their earlier values. Check that the numbers stand in the rows "
            + "of their sections, the month and the unit.");

    /// <summary>In all sections together the part is what its usual share leaves of the whole.</summary>
    public static BilingualText RestOfWhole(FiscalMonth month, Measure measure) => new(
        $"{JapaneseEra.Text(month)}分は、{HeadingNames.Of(measure)}が、どの所属でも、{HeadingNames.Of(measure, 1)}からいつもの{HeadingNames.Of(measure)}を引いた残りに近い数です。{measure.Drop?.Rest?.NameJa ?? "残り"}の列と取り違えていないか確かめてください。",
        $"{month}: in every section “{HeadingNames.Of(measure)}” is near what the usual one leaves of “{HeadingNames.Of(measure, 1)}”. Check "
            + $"that it is not the column {(measure.Drop?.Rest is { } rest ? $"“{rest.NameJa}”" : "of the rest")}.");

    /// <summary>The numbers are nearer to what the neighbouring rows said before than to what their own did.</summary>
    public static BilingualText SlippedRows(FiscalMonth month) => new(
        $"{JapaneseEra.Text(month)}分は、数が1行上か下の所属の前の値に近く、所属と数の行がずれているかもしれません。セルの挿入や削除で列の途中からずれていないか確かめてください。",
        $"{month}: the numbers are near the earlier ones of the sections a row above or below, so they may have slipped. Check that no cell "
            + "was put in or deleted in the middle of a column.");

    /// <summary>The file is named after another section or month.</summary>
    public static BilingualText FileOfOther(string word) => new(
        $"ファイルの名前に「{word}」とあり、行の所属・年月と違います。ファイルを取り違えていないか、年月や所属を直し忘れていないか確かめてください。",
        $"The file's name says “{word}”, which is not the section or month of its rows. Check that it is the right file, with the right "
            + "month and section in its rows.");

    /// <summary>A title, or the name of the sheet, names another section.</summary>
    public static BilingualText TitleOfOther(string word) => new(
        $"表の題名かシートの名前に「{word}」とあり、行の所属と違います。表を取り違えていないか、所属を直し忘れていないか確かめてください。",
        $"The table's title or the sheet's name says “{word}”, which is not the section of the rows. Check that it is the right table, with "
            + "the right section in its rows.");

    /// <summary>None of the groups of people is one that was reported before.</summary>
    public static BilingualText OtherGroups(Measure measure)
    {
        var dimensions = HeadingNames.OfDimensions(measure, "・");
        return new($"{dimensions.Ja}が、前の値のどれとも違います。区分を確かめてください。",
            $"{dimensions.En}: none is one of the earlier values'. Check them.");
    }

    public static BilingualText ReplacesMonth(FiscalMonth month) => new(
        $"{JapaneseEra.Text(month)}分のほとんどの所属の値を置き換えるファイルです。別の月のファイルではないか、年月を確かめてください。",
        $"The file replaces the values of nearly all sections of {month}. Check the month: it may be another month's file.");

    public static BilingualText SameAsSection(string section, string? name) => new(
        $"所属 {section} {name} の同じ月の値とまったく同じ数字です。所属コードを確かめてください。",
        $"These are exactly the numbers of section “{section} {name}” of the same month. Check the section's code.");

    public static BilingualText Waits(string section, string name, string month, BilingualText why) => new(
        $"所属 {section} {name} の {month} 分は、確認されるまで使われません(それまでは前の値のままです)。"
            + $"{why.Ja.Replace('\n', ' ')} 正しければ /confirm か GET /api/reviews で確認し、誤りなら直したファイルを置いてください。",
        $"Section “{section} {name}”, {month}: not used until it is confirmed; until then the earlier value holds. "
            + $"{why.En.Replace('\n', ' ')} Confirm it on /confirm if it is right; else hand in a corrected file.");
}
