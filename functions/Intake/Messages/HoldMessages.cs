using SmartToyonaka.Domain.Calendar;

namespace SmartToyonaka.Intake.Messages;

/// <summary>Why a section and month of a drop waits to be confirmed. Japanese only, for whoever made the file.</summary>
internal static class HoldMessages
{
    public const string FarHeadcount = "人数が、これまでの値と大きく違います。行の抜けや重なり、年月を確かめてください。";

    public static string TooManyHours(int most) =>
        $"1人あたりの時間外時間が{most}時間を超えています。時間外時間の単位(分と時間)や桁と、在籍職員数を確かめてください。";

    public static string SameAsMonth(FiscalMonth month) =>
        $"{JapaneseEra.Text(month)}分とまったく同じ数字です。年月を直し忘れていないか確かめてください。";

    public static string ReplacesMonth(FiscalMonth month) =>
        $"{JapaneseEra.Text(month)}分のほとんどの所属の値を置き換えるファイルです。別の月のファイルではないか、年月を確かめてください。";

    public static string SameAsSection(string section, string? name) =>
        $"所属 {section} {name} の同じ月の値とまったく同じ数字です。所属コードを確かめてください。";

    public static string Waits(string section, string name, string month, string why) =>
        $"所属 {section} {name} の {month} 分は、確認されるまで使われません(それまでは前の値のままです)。"
            + $"{why.Replace('\n', ' ')} 正しければ /confirm か GET /api/reviews で確認し、誤りなら直したファイルを置いてください。";
}
