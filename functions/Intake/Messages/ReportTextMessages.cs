using SmartToyonaka.Domain;

namespace SmartToyonaka.Intake.Messages;

/// <summary>What is wrong with the texts of an annual report.</summary>
internal static class ReportTextMessages
{
    public static BilingualText FileName { get; } = new(
        "ファイル名を 2021.json のように、年度にしてください。", "Name the file after its fiscal year, like 2021.json.");

    public static BilingualText BracesUnpaired(string line) => new(
        $"「{line}」の {{ と }} が組になっていません。{{指標}} のように閉じてください。",
        $"In “{line}” a {{ or }} has no other half. Close it, like {{indicator}}.");

    public static BilingualText IndicatorUnknown(string inner) => new(
        $"{{{inner}}} の指標がカタログにありません。{{rpa_ai_ocr_tasks:programme@latest}} のように書いてください。",
        $"The catalogue has no indicator {{{inner}}}. Write it like {{rpa_ai_ocr_tasks:programme@latest}}.");

    public static BilingualText BasisUnknown(string inner, IReadOnlyCollection<string> bases) => new(
        $"{{{inner}}}: この指標の対象期間は {string.Join("、", bases)} です。そのどれかにしてください。",
        $"{{{inner}}}: this indicator has the bases {string.Join(", ", bases)}. Write one of them.");

    public static BilingualText NoteUnknown(string indicator) => new(
        $"notes の指標 {indicator} はカタログにありません。カタログの番号にするか、取り除いてください。",
        $"The catalogue has no indicator {indicator}, which notes names. Use an id of the catalogue, or remove it.");

    public static BilingualText Empty { get; } = new("本文が空です。本文を入れてください。", "There are no texts. Write them.");

    public static BilingualText NotJson(string? path, long? line) => new(
        $"報告書の本文をJSONとして読めません({path}、{line}行目)。直してください。",
        $"The texts of the report cannot be read as JSON ({path}, line {line}). Correct them.");

    public static BilingualText YearDiffers(int year, string fileYear) => new(
        $"fiscalYear({year})がファイル名の年度({fileYear})と違います。同じ年度にしてください。",
        $"fiscalYear ({year}) is not the year of the file's name ({fileYear}). Make them the same.");

    public static BilingualText LastFiscalYear { get; } = new(
        "lastFiscalYear(プロジェクトの最後の年度)は fiscalYear 以降にしてください。",
        "lastFiscalYear, the last one of the programme, must not be before fiscalYear.");

    public static BilingualText NullInTexts { get; } = new(
        "本文に null があります。文字列にするか、取り除いてください。", "There is a null in the texts. Write a text, or remove it.");

    public static BilingualText TooLong(int lines, int length) => new(
        $"本文は{lines}行、1行{length}文字まで、改行などの制御文字のない文にしてください。",
        $"Texts may have {lines} lines of {length} characters each, without control characters.");
}
