using SmartToyonaka.Domain;

namespace SmartToyonaka.Intake.Messages;

/// <summary>Numbers of submissions that cannot be read or are not taken.</summary>
internal static class NumberMessages
{
    public static BilingualText Missing { get; } = new("数値がありません。該当がなければ 0 を入力してください。", "The number is missing; enter 0 if there was none.");

    public static BilingualText Unknown { get; } = new(
        "不明・秘匿の記号は使えません。数値が分かってから提出してください。",
        "Signs for unknown or withheld cannot be used; submit when the number is known.");

    public static BilingualText Negative { get; } = new("0以上の数値を入力してください。", "The number must not be negative.");

    public static BilingualText NotWhole { get; } = new(
        "小数点のない整数で、1234 のように入力してください。", "The number must be whole; write 1234, without a point.");

    public static BilingualText TooLarge { get; } = new("数値が大きすぎます。桁を確かめてください。", "The number is too large; check its digits.");

    public static BilingualText Grouping { get; } = new(
        "桁区切りのカンマの位置が正しくありません(例 1,234)。",
        "The grouping commas are misplaced (write 1,234).");

    public static BilingualText CellError { get; } = new(
        "Excelのエラー(#REF! など)か、値の見えない表示(#####、空白になる書式、1.2E+03)です。Excelで元の値を確かめ、セルの書式を「標準」か「数値」にして入力し直してください。",
        "This is an error of Excel (#REF! and the like) or a number shown as 1.2E+03; enter the value itself.");

    public static BilingualText Percent { get; } = new("％ではなく件数を入力してください。", "Enter a count, not a percentage.");

    public static BilingualText Unreadable { get; } = new(
        "数値として読めません。単位・言葉・計算式を付けず、数字だけを 1234 のように入力してください。該当がなければ 0 です。",
        "This is no number. Write digits only, such as 1234, without a unit, a word or a formula; 0 if there was none.");
}
