namespace SmartToyonaka.Publishing.Messages;

/// <summary>Why a frozen report would read otherwise today, in Japanese as the report.</summary>
internal static class ReportDifferenceMessages
{
    public static string Catalogue(string before, string now) => $"指標の規則(カタログ)が版 {before} から版 {now} に変わりました。";

    public const string Register = "所属の一覧(departments.csv)が変わりました。";

    public const string Texts = "報告書の本文が変わりました。";

    /// <summary>Which figure, from what to what.</summary>
    public static string Figure(string name, string old, string now) =>
        old.Length == 0 ? $"「{name}」は、報告書にはありませんでした。いまは{now}です。"
            : now.Length == 0 ? $"「{name}」は、報告書では{old}でした。いまは印字しません。"
            : $"「{name}」は、報告書では{old}でしたが、いまは{now}です。";

    /// <summary>A value with the month that it is of.</summary>
    public static string Value(string text, string month) => month.Length > 0 ? $"{text}（{month}）" : text;

    public static string Initiative(string name, string old, string now) =>
        old.Length == 0 ? $"取組み「{name}」は、報告書にはありませんでした。いまは{now}です。"
            : now.Length == 0 ? $"取組み「{name}」は、報告書では{old}でした。いまはありません。"
            : $"取組み「{name}」は、報告書では{old}でしたが、いまは{now}です。";

    public static string Target(string old, string now) => $"目標は、報告書では{Words(old)}でしたが、いまは{Words(now)}です。";

    public static string Text(string name) => $"{name}の文が、報告書と違います。";

    /// <summary>The name of a text of the report.</summary>
    public static string TextName(string key) => key switch
    {
        "purpose" => "目的",
        "period" => "対象期間",
        "notes" => "注",
        _ => "取組み予定・取組み実績・今後の対応",
    };

    /// <summary>Who handed in what, and when; a caller who may not know departments is told of one.</summary>
    public static string Later(DateTimeOffset at, string? department, string month, string what, bool isFile, string state) =>
        $"{at.Year}年{at.Month}月{at.Day}日 {at.Hour}時{at.Minute:D2}分、{department ?? "1つの課"}が{month}分の「{what}」を" + state switch
        {
            "withdrawn" => "取り消しました。",
            "held" => "提出しました(確認待ちで、まだ数えていません)。",
            "rejected" => "提出しましたが、却下されました。",
            _ => isFile ? "ファイルで提出しました。" : "提出しました。",
        };

    private static string Words(string lines) => $"「{lines.Replace('\n', '、')}」";

    public static string LaterEntries(int count, IEnumerable<string> measures) =>
        $"締切りのあとに{count}件の訂正・追加がありました({string.Join("、", measures)})。";

    public const string OtherFigures = "ほかの数字の変更によるものです。";

    public const string Program = "締切りのあとに受け付けた数字も規則の変更もありません。計算のしかた(プログラム)が変わった可能性があります。";
}
