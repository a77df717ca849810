namespace SmartToyonaka.Publishing.Messages;

/// <summary>What is wrong with the texts of a report that are being written, in Japanese as the report.</summary>
internal static class ReportEditorMessages
{
    public static string LastYear(int year) => $"対象期間の最後の年度は、{year} 以後の西暦4桁にしてください。";

    public static string TooManyLines(int most) => $"本文は全部で{most:N0}行までです。行を減らしてください。";

    public static string FieldTooLong(int length, int most) => $"{length:N0}文字あります。1つの欄は{most:N0}文字までです。短くしてください。";

    public static string InLine(int line, string fault) => $"{line}行目: {fault}";

    public static string LineTooLong(int length, int most) => $"{length:N0}文字あります。1行は{most:N0}文字までです。行を分けてください。";

    public const string Unusable = "使えない文字(制御文字や外字)があります。その文字を消してください。";

    public static string Html(string tag) => $"「{tag}」のような HTML は使えません。< は全角の ＜ にしてください。";

    public static string NoSeparator(char separator) => $"名称と説明の間に {separator} を入れてください。";

    public static string TypedSame(string typed, string name, string code) =>
        $"「{typed}」は {name} と同じです。{code} と書くと、数字が変わったときに文も変わります。";

    public static string TypedDifferent(string typed, string others) =>
        $"「{typed}」は、計算した値と違います。いまの値: {others}";
}
