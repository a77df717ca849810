using SmartToyonaka.Domain;

namespace SmartToyonaka.Publishing.Messages;

/// <summary>What is wrong with the texts of a report that are being written.</summary>
internal static class ReportEditorMessages
{
    public static BilingualText LastYear(int year) => new(
        $"対象期間の最後の年度は、{year} 以後の西暦4桁にしてください。", $"The last fiscal year must be {year} or later, in four digits.");

    public static BilingualText TooManyLines(int most) => new(
        $"本文は全部で{most:N0}行までです。行を減らしてください。", $"All texts may have {most:N0} lines. Leave some out.");

    public static BilingualText FieldTooLong(int length, int most) => new(
        $"{length:N0}文字あります。1つの欄は{most:N0}文字までです。短くしてください。",
        $"It has {length:N0} characters; a field may have {most:N0}. Make it shorter.");

    public static BilingualText InLine(int line, BilingualText fault) => new($"{line}行目: {fault.Ja}", $"Line {line}: {fault.En}");

    public static BilingualText LineTooLong(int length, int most) => new(
        $"{length:N0}文字あります。1行は{most:N0}文字までです。行を分けてください。",
        $"It has {length:N0} characters; a line may have {most:N0}. Split it.");

    public static BilingualText Unusable { get; } = new(
        "使えない文字(制御文字や外字)があります。その文字を消してください。",
        "It has characters that cannot be used (control or private ones). Remove them.");

    public static BilingualText Html(string tag) => new(
        $"「{tag}」のような HTML は使えません。< は全角の ＜ にしてください。", $"HTML like “{tag}” cannot be used. Write ＜ in place of <.");

    public static BilingualText NoSeparator(char separator) => new(
        $"名称と説明の間に {separator} を入れてください。", $"Put {separator} between the name and what is said of it.");

    public static BilingualText TypedSame(string typed, BilingualText name, string code) => new(
        $"「{typed}」は {name.Ja} と同じです。{code} と書くと、数字が変わったときに文も変わります。",
        $"“{typed}” is {name.En}. Written as {code} it follows the figure.");

    public static BilingualText TypedDifferent(string typed, BilingualText others) => new(
        $"「{typed}」は、計算した値と違います。いまの値: {others.Ja}", $"“{typed}” is not what is computed. At present: {others.En}");
}
