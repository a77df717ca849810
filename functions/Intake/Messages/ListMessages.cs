namespace SmartToyonaka.Intake.Messages;

/// <summary>What is wrong with the lists of holidays and of mail addresses, in Japanese: they are written by administrators.</summary>
internal static class ListMessages
{
    public static string ContactHeader(string code, string mail) => $"見出し行に「{code}」と「{mail}」がありません。1行目に入れてください。";

    public static string TooManyRows(int most) => $"{most}行を超えています。要らない行を除いて、{most}行までにしてください。";

    public static string DepartmentUnknown(int line) => $"{line}行目の所属コードは所属の一覧(departments.csv)にありません。先頭の0が消えていないか確かめてください。";

    public static string NotAnAddress(int line) => $"{line}行目のメールが1つのアドレスとして読めません。所属のメールボックスのアドレスだけを入れてください。";

    public static string DepartmentTwice(int line) => $"{line}行目の所属コードは前の行にもあります。1行にしてください。";

    public static string HolidayHeader(string date, string name) => $"見出し行が「{date},{name}」ではありません。内閣府の「国民の祝日」CSVと同じ形にしてください。";

    public static string NotADate(int line) => $"{line}行目の日付が読めません。2027/1/1 のように入力してください。";

    public static string NameMissing(int line) => $"{line}行目の名称が空か長すぎます。入力してください。";

    public static string DateTwice(int line) => $"{line}行目の日付は前の行にもあります。1行にしてください。";

    public const string NoHolidays = "祝日の行が1行もありません。内閣府の「国民の祝日」CSVをそのまま置いてください。";

    public static string YearIncomplete(int year, int count, bool mayGo) =>
        $"{year}年の祝日が{count}日しかありません。その年の祝日をすべて入れ{(mayGo ? "るか、年ごと取り除い" : "")}てください。";
}
