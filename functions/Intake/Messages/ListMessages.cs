using SmartToyonaka.Domain;

namespace SmartToyonaka.Intake.Messages;

/// <summary>What is wrong with the lists of holidays and of mail addresses.</summary>
internal static class ListMessages
{
    public static BilingualText ContactHeader(string code, string mail) => new(
        $"見出し行に「{code}」と「{mail}」がありません。1行目に入れてください。",
        $"The header has no {code} and {mail}. Put them into the first line.");

    public static BilingualText TooManyRows(int most) => new(
        $"{most}行を超えています。要らない行を除いて、{most}行までにしてください。",
        $"There are more than {most} rows. Leave out those that are not needed.");

    public static BilingualText DepartmentUnknown(int line) => new(
        $"{line}行目の所属コードは所属の一覧(departments.csv)にありません。先頭の0が消えていないか確かめてください。",
        $"The register (departments.csv) has no section of the code in line {line}. Check whether zeros at its beginning are lost.");

    public static BilingualText NotAnAddress(int line) => new(
        $"{line}行目のメールが1つのアドレスとして読めません。所属のメールボックスのアドレスだけを入れてください。",
        $"Line {line} has not one mail address. Give the address of the section's mailbox alone.");

    public static BilingualText DepartmentTwice(int line) => new(
        $"{line}行目の所属コードは前の行にもあります。1行にしてください。", $"An earlier line has the section of line {line}. Leave one of them.");

    public static BilingualText HolidayHeader(string date, string name) => new(
        $"見出し行が「{date},{name}」ではありません。内閣府の「国民の祝日」CSVと同じ形にしてください。",
        $"The header is not {date},{name}. The file must be like the CSV of the Cabinet Office.");

    public static BilingualText NotADate(int line) => new(
        $"{line}行目の日付が読めません。2027/1/1 のように入力してください。", $"Line {line} has no date. Write it like 2027/1/1.");

    public static BilingualText NameMissing(int line) => new(
        $"{line}行目の名称が空か長すぎます。入力してください。", $"The name in line {line} is empty or too long. Fill it in.");

    public static BilingualText DateTwice(int line) => new(
        $"{line}行目の日付は前の行にもあります。1行にしてください。", $"An earlier line has the date of line {line}. Leave one of them.");

    public static BilingualText NoHolidays { get; } = new(
        "祝日の行が1行もありません。内閣府の「国民の祝日」CSVをそのまま置いてください。",
        "There is no row of a holiday. Put the CSV of the Cabinet Office here as it is.");

    public static BilingualText YearIncomplete(int year, int count, bool mayGo) => new(
        $"{year}年の祝日が{count}日しかありません。その年の祝日をすべて入れ{(mayGo ? "るか、年ごと取り除い" : "")}てください。",
        $"The year {year} has {count} holidays alone. Give all of them{(mayGo ? ", or leave the year out" : "")}.");
}
