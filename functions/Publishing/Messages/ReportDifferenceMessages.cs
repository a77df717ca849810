namespace SmartToyonaka.Publishing.Messages;

/// <summary>Why a frozen report would read otherwise today, in Japanese as the report.</summary>
internal static class ReportDifferenceMessages
{
    public static string Catalogue(string before, string now) => $"指標の規則(カタログ)が版 {before} から版 {now} に変わりました。";

    public const string Register = "所属の一覧(departments.csv)が変わりました。";

    public const string Texts = "報告書の本文が変わりました。";

    public static string LaterEntries(int count, IEnumerable<string> measures) =>
        $"締切りのあとに{count}件の訂正・追加がありました({string.Join("、", measures)})。";

    public const string OtherFigures = "ほかの数字の変更によるものです。";

    public const string Program = "締切りのあとに受け付けた数字も規則の変更もありません。計算のしかた(プログラム)が変わった可能性があります。";
}
