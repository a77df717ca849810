using SmartToyonaka.Domain.Calendar;
using SmartToyonaka.Domain.Measures;

namespace SmartToyonaka.Intake.Messages;

/// <summary>Why a section and month of a drop waits to be confirmed. Japanese only, for whoever made the file.</summary>
internal static class HoldMessages
{
    public const string FarHeadcount = "人数が、これまでの値と大きく違います。行の抜けや重なり、年月を確かめてください。";

    public static string TooManyHours(int most, Measure time, Measure headcount) =>
        $"1人あたりの{HeadingNames.Of(time)}が{most}時間を超えています。{HeadingNames.Of(time)}の単位(分と時間)や桁と、{headcount.NameJa}を確かめてください。";

    public static string SameAsMonth(FiscalMonth month) =>
        $"{JapaneseEra.Text(month)}分とまったく同じ数字です。年月を直し忘れていないか確かめてください。";

    /// <summary>All of a month together is far from what its sections reported before.</summary>
    public static string MonthTotal(string part, FiscalMonth month, long sum, long before) => string.Create(
        System.Globalization.CultureInfo.InvariantCulture,
        $"{JapaneseEra.Text(month)}分は、全所属の{PartNames.Ja(part)}の合計({sum:N0})が、前の値の合計({before:N0})と大きく違います。行の重なりや抜け、単位、累計でないか確かめてください。");

    /// <summary>In all sections of a month the part is the whole.</summary>
    public static string PartIsWhole(FiscalMonth month, Measure measure) =>
        $"{JapaneseEra.Text(month)}分は、どの所属でも{HeadingNames.Of(measure)}が{HeadingNames.Of(measure, 1)}と同じです。同じ列を2回書き出していないか確かめてください。";

    /// <summary>In all sections of a month the part is nothing.</summary>
    public static string PartIsNothing(FiscalMonth month, Measure measure) =>
        $"{JapaneseEra.Text(month)}分は、どの所属でも{HeadingNames.Of(measure)}が0です。列が空のまま書き出されていないか確かめてください。";

    /// <summary>Half of the sections or more are far from what they said before: rows may have slipped against their sections.</summary>
    public static string ManyFar(FiscalMonth month, int sections) =>
        $"{JapaneseEra.Text(month)}分は、半分以上({sections}所属)で前の値と大きく違います。所属と数の行がずれていないか、年月や単位を確かめてください。";

    /// <summary>In all sections together the part is what its usual share leaves of the whole.</summary>
    public static string RestOfWhole(FiscalMonth month, Measure measure) =>
        $"{JapaneseEra.Text(month)}分は、{HeadingNames.Of(measure)}が、どの所属でも、{HeadingNames.Of(measure, 1)}からいつもの{HeadingNames.Of(measure)}を引いた残りに近い数です。{measure.Drop?.Rest?.NameJa ?? "残り"}の列と取り違えていないか確かめてください。";

    /// <summary>The numbers are nearer to what the neighbouring rows said before than to what their own did.</summary>
    public static string SlippedRows(FiscalMonth month) =>
        $"{JapaneseEra.Text(month)}分は、数が1行上か下の所属の前の値に近く、所属と数の行がずれているかもしれません。セルの挿入や削除で列の途中からずれていないか確かめてください。";

    /// <summary>The file is named after another section or month.</summary>
    public static string FileOfOther(string word) =>
        $"ファイルの名前に「{word}」とあり、行の所属・年月と違います。ファイルを取り違えていないか、年月や所属を直し忘れていないか確かめてください。";

    /// <summary>A title, or the name of the sheet, names another section.</summary>
    public static string TitleOfOther(string word) =>
        $"表の題名かシートの名前に「{word}」とあり、行の所属と違います。表を取り違えていないか、所属を直し忘れていないか確かめてください。";

    /// <summary>None of the groups of people is one that was reported before.</summary>
    public static string OtherGroups(Measure measure) => $"{HeadingNames.OfDimensions(measure, "・")}が、前の値のどれとも違います。区分を確かめてください。";

    public static string ReplacesMonth(FiscalMonth month) =>
        $"{JapaneseEra.Text(month)}分のほとんどの所属の値を置き換えるファイルです。別の月のファイルではないか、年月を確かめてください。";

    public static string SameAsSection(string section, string? name) =>
        $"所属 {section} {name} の同じ月の値とまったく同じ数字です。所属コードを確かめてください。";

    public static string Waits(string section, string name, string month, string why) =>
        $"所属 {section} {name} の {month} 分は、確認されるまで使われません(それまでは前の値のままです)。"
            + $"{why.Replace('\n', ' ')} 正しければ /confirm か GET /api/reviews で確認し、誤りなら直したファイルを置いてください。";
}
