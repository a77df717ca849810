namespace SmartToyonaka.Intake.Messages;

/// <summary>What is wrong with the texts of an annual report, in Japanese: they are written by administrators.</summary>
internal static class ReportTextMessages
{
    public const string FileName = "ファイル名を 2021.json のように、年度にしてください。";

    public static string BracesUnpaired(string line) => $"「{line}」の {{ と }} が組になっていません。";

    public static string IndicatorUnknown(string inner) => $"{{{inner}}} の指標がカタログにありません。{{rpa_ai_ocr_tasks:programme@latest}} のように書いてください。";

    public static string BasisUnknown(string inner, IEnumerable<string> bases) => $"{{{inner}}}: この指標の対象期間は {string.Join("、", bases)} です。";

    public static string NoteUnknown(string indicator) => $"notes の指標 {indicator} はカタログにありません。";

    public const string Empty = "本文が空です。";

    public static string NotJson(string? path, long? line) => $"報告書の本文をJSONとして読めません({path}、{line}行目)。";

    public static string YearDiffers(int year, string fileYear) => $"fiscalYear({year})がファイル名の年度({fileYear})と違います。";

    public const string LastFiscalYear = "lastFiscalYear(プロジェクトの最後の年度)は fiscalYear 以降にしてください。";

    public const string NullInTexts = "本文に null があります。";

    public static string TooLong(int lines, int length) => $"本文は{lines}行、1行{length}文字まで、改行などの制御文字のない文にしてください。";
}
