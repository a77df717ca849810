using SmartToyonaka.Domain;

namespace SmartToyonaka.Intake.Messages;

/// <summary>What is wrong with the texts of an annual report.</summary>
internal static class ReportTextMessages
{
    public static BilingualText FileName { get; } = new(
        "ファイル名を 2021.json のように、年度にしてください。", "Name the file after its fiscal year, like 2021.json.");

    public static BilingualText BracesUnpaired(string line) => new(
        $"「{line}」の {{ と }} が組になっていません。かっこを組にするか、取り除いてください。",
        $"In “{line}” a {{ or }} has no other half. Add it, or remove this one.");

    public static BilingualText IndicatorUnknown(string inner) => new(
        $"{{{inner}}} の指標がカタログにありません。{{rpa_ai_ocr_tasks:programme@latest}} のように書いてください。",
        $"The catalogue has no indicator {{{inner}}}. Write it like {{rpa_ai_ocr_tasks:programme@latest}}.");

    public static BilingualText BasisUnknown(string inner, IReadOnlyCollection<string> bases) => new(
        $"{{{inner}}}: この指標の対象期間は {string.Join("、", bases)} です。どれかにしてください。",
        $"{{{inner}}}: this indicator has the bases {string.Join(", ", bases)}. Write one of them.");

    public static BilingualText NoteUnknown(string indicator) => new(
        $"notes の指標 {indicator} はカタログにありません。カタログにある id にするか、取り除いてください。",
        $"The catalogue has no indicator {indicator}, which notes names. Use an id of the catalogue, or remove it.");

    public static BilingualText Empty { get; } = new(
        "本文が空です。fiscalYear などの項目を { } で囲んで入れてください。",
        "There are no texts. Write fiscalYear and the other properties between { and }.");

    public static BilingualText NotJson(string? path, long? line) => new(
        $"報告書の本文をJSONとして読めません({path}、{line}行目)。カンマ、引用符、かっこと項目の名前を確かめて、直してください。",
        $"The texts of the report cannot be read as JSON ({path}, line {line}). Check commas, quotes, brackets and names of properties.");

    public static BilingualText YearDiffers(int year, string fileYear) => new(
        $"fiscalYear({year})がファイル名の年度({fileYear})と違います。どちらかを直してください。",
        $"fiscalYear ({year}) is not the year of the file's name ({fileYear}). Correct one of them.");

    public static BilingualText LastFiscalYear { get; } = new(
        "lastFiscalYear(プロジェクトの最後の年度)は fiscalYear 以降にしてください。",
        "lastFiscalYear, the last one of the programme, must not be before fiscalYear.");

    public static BilingualText NullInTexts { get; } = new(
        "本文に null があります。取り除いてください。", "There is a null in the texts. Remove it.");

    public static BilingualText TooLong(int lines, int length) => new(
        $"本文は{lines}行、1行{length}文字まで、改行などの制御文字のない文にしてください。",
        $"Texts may have {lines} lines of {length} characters each, without control characters.");
}
