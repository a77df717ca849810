using System.Globalization;

namespace SmartToyonaka.Intake.Messages;

/// <summary>What is wrong with a catalogue's JSON, in Japanese: it is written by administrators.</summary>
internal static class CatalogueSchemaMessages
{
    public static string NotJson(long? line) => $"{line}行目がJSONとして読めません(カンマ、引用符、かっこを確かめてください)。";

    public static string NumberTooLarge(int line) => $"{line}行目の数が大きすぎて読めません。";

    public static string ValueTooLarge(int line) => $"{line}行目の値が大きすぎて読めません。";

    public static string AtLine(int line, string fault) => $"{line}行目: {fault}";

    public const string HalfACharacter = "文字の半分だけの表記(\\ud800 など)があります。文字を書き直してください。";

    public static string PropertyMissing(string? property) => $"「{property}」がありません。加えてください。";

    public static string NoSuchProperty(string? property) => $"「{property}」という項目はありません。名前を確かめるか、取り除いてください。";

    public const string ItemTwice = "同じ値が2回あります。1つにしてください。";

    public static string WrongValue(string expected) => $"この値は使えません。{expected}にしてください。";

    public static string OneOf(IEnumerable<object?> values) => string.Join("、", values) + " のどれか";

    public static string Pattern(string pattern) => $"{pattern} の形の文字列";

    public static string Whole(string range) => range + "整数";

    public static string Number(string range) => range + "数値";

    public const string TrueOrFalse = "true か false";

    public const string ListNotEmpty = "1つ以上の値の配列 [ ]";

    public const string List = "配列 [ ]";

    public const string Properties = "オブジェクト { }";

    public static string TextOfLength(int least, int? most) => $"{least}〜{most}文字の文字列";

    public const string Text = "文字列";

    public static string Range(decimal least, decimal most) =>
        string.Create(CultureInfo.InvariantCulture, $"{least:0.##}〜{most:0.##} の");
}
