namespace SmartToyonaka.Intake.Messages;

/// <summary>What is wrong with the texts of an annual report, in Japanese: they are written by administrators.</summary>
internal static class ReportTextMessages
{
    public const string FileName = "ファイル名を 2021.json のように、年度にしてください。";

    public static string BracesUnpaired(string line) => $"「{line}」の {{ と }} が組になっていません。かっこを組にするか、取り除いてください。";

    public static string IndicatorUnknown(string inner) => $"{{{inner}}} の指標がカタログにありません。{{rpa_ai_ocr_tasks:programme@latest}} のように書いてください。";

    public static string BasisUnknown(string inner, IEnumerable<string> bases) => $"{{{inner}}}: この指標の対象期間は {string.Join("、", bases)} です。どれかにしてください。";

    public static string NoteUnknown(string indicator) => $"notes の指標 {indicator} はカタログにありません。カタログにある id にするか、取り除いてください。";

    public const string Empty = "本文が空です。fiscalYear などの項目を { } で囲んで入れてください。";

    public static string NotJson(string? path, long? line) => $"報告書の本文をJSONとして読めません({path}、{line}行目)。カンマ、引用符、かっこと項目の名前を確かめて、直してください。";

    public static string YearDiffers(int year, string fileYear) => $"fiscalYear({year})がファイル名の年度({fileYear})と違います。どちらかを直してください。";

    public const string LastFiscalYear = "lastFiscalYear(プロジェクトの最後の年度)は fiscalYear 以降にしてください。";

    public const string NullInTexts = "本文に null があります。取り除いてください。";

    public static string TooLong(int lines, int length) => $"本文は{lines}行、1行{length}文字まで、改行などの制御文字のない文にしてください。";
}
