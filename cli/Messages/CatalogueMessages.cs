using SmartToyonaka.Domain;

namespace SmartToyonaka.Cli.Messages;

/// <summary>What the command <c>catalogue</c> asks and says.</summary>
internal static class CatalogueMessages
{
    public static BilingualText Id { get; } = new("id(英小文字・数字・_)", "id (lower-case letters, digits, _)");

    public static BilingualText NameJa { get; } = new("名前(日本語)", "name in Japanese");

    public static BilingualText NameEn { get; } = new("名前(英語)", "name in English");

    public static BilingualText Kind { get; } = new("月末の状態なら stock、月の量なら flow", "stock (a state at month end) or flow (an amount of the month)");

    public static BilingualText Part { get; } = new(
        "数字の id, 日本語名, 英語名, 単位(コンマで区切る。終わりは空行)", "a number: id, Japanese name, English name, unit (an empty line ends)");

    public static BilingualText ShareOfWhole { get; } = new(
        "1つ目の数字は2つ目の内数ですか(y/n)", "is the first number a share of the second (y/n)");

    public static BilingualText Folder { get; } = new("ファイルで届くならフォルダー名(フォームなら空)", "folder of its files (empty where it comes by form)");

    public static BilingualText Departments { get; } = new(
        "提出する所属のコード(コンマで区切る。全所属は all)", "codes of the departments that owe it (commas; all for every one)");

    public static BilingualText From { get; } = new("最初の年度か月(2026、2026-04)", "the first fiscal year or month (2026, 2026-04)");

    public static BilingualText Until { get; } = new("最後の年度(2028。続けるなら空)", "the last fiscal year (2028; empty while it goes on)");

    public static BilingualText NotAYear(string answer) => new(
        $"「{answer}」は年度として読めません。2028 のように入れ直してください。何も書いていません。",
        $"“{answer}” is no fiscal year. Write it like 2028. Nothing was written.");

    public static BilingualText Ended { get; } = new("入力が途中で終わりました。何も書いていません。", "The input ended early; nothing was written.");

    public static BilingualText Wrong { get; } = new("このままでは取り込まれないため、何も書いていません。", "It would be refused; nothing was written.");

    public static BilingualText Written(string file, string id) => new(
        $"{file} に {id} を書きました。次は: reference check {file}", $"Wrote {id} into {file}. Next: reference check {file}");
}
