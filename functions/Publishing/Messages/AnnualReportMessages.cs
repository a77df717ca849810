namespace SmartToyonaka.Publishing.Messages;

/// <summary>What the annual report says of itself and of what is missing in it, in Japanese as the report.</summary>
internal static class AnnualReportMessages
{
    public static string NoFigures(string year) => $"{year}の数字はまだありません。";

    public static string Final(DateTimeOffset at) => $"確定（{at.Year}年{at.Month}月{at.Day}日 {at.Hour}時{at.Minute:D2}分の締切りまでに受け付けた数字による）";

    public const string YearOpen = "未確定（年度は締め切られていません。数字は変わることがあります）";

    public static string MonthsOpen(int months) => $"未確定（締め切られていない月が{months}か月あります。数字は変わることがあります）";

    public static string NoFigureYet(string name) => $"（{name}: まだ数字がありません）";

    public static string LineNotPrintable(string why) => $"（この行は印字できません: {why}）";

    public static string NotComputable(string why) => $"（計算できません: {why}）";

    public static string UnknownIndicator(string indicator) => $"（指標 {indicator} はいまのカタログにありません）";

    public static string TextMissing(string year, string what) => $"（{year}の「{what}」の本文はまだ登録されていません）";

    public static string LastYearMissing(string firstYear) => $"{firstYear} ～ （終わりの年度の本文はまだ登録されていません）";

    public const string NoTarget = "目標の値はありません";

    public const string UnderlinedIsCounted = "取組み実績における下線部を集計（以下同様）";

    public const string NothingYet = "まだ数字がありません";
}
