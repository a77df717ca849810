using System.Globalization;
using SmartToyonaka.Domain;

namespace SmartToyonaka.Intake.Messages;

/// <summary>Why a body is not readable: JSON, form fields, their encoding.</summary>
internal static class BodyMessages
{
    public static BilingualText BrokenEscape { get; } = new(
        "% のあとは16進数2桁です(% そのものは %25)。フォームの送り方を直してください。",
        "After % come two hexadecimal digits (a % itself is %25); mend how the form is sent.");

    public static BilingualText FormNotUtf8 { get; } = new(
        "UTF-8の文字ではありません(文字化け)。文字コードをUTF-8にして送り直してください。",
        "This is no UTF-8; send the form as UTF-8.");

    public static BilingualText FieldDoubled(string name) => new(
        $"項目「{name}」が2回送られています。1つにしてください。",
        $"The field '{name}' was sent twice; send it once.");

    public static BilingualText Empty { get; } = new("本文が空です。{ } で囲んだ項目を入れてください。", "The body is empty; send one object in { }.");

    public static BilingualText NotUtf8 { get; } = new("UTF-8の文字ではありません。文字コードをUTF-8にして送り直してください。", "is no UTF-8; send the text as UTF-8.");

    public static BilingualText NotAnObject { get; } = new("全体を { } で囲んでください。", "begins something else than one object in { }.");

    public static BilingualText TooDeep(int most) => new($"入れ子が深すぎます({most}段まで)。", $"is nested too deeply (at most {most} levels).");

    public static BilingualText NameDoubled { get; } = new("同じ項目名が2回あります。1回だけにしてください。", "gives a name a second time; give it once.");

    public static BilingualText NotJson { get; } = new(
        "ここでJSONとして読めなくなります。かっこ・引用符・カンマを確かめてください。",
        "is where this stops being JSON; check brackets, quotes and commas.");

    public static BilingualText HalfACharacter { get; } = new(
        "文字の半分だけの表記(\\ud800 など)があります。文字を書き直してください。",
        "holds half a character (such as \\ud800); write the character anew.");

    public static BilingualText AtPlace(int line, int column, BilingualText what) => new(
        string.Create(CultureInfo.InvariantCulture, $"{line}行目の{column}文字目: {what.Ja}"),
        string.Create(CultureInfo.InvariantCulture, $"Line {line}, character {column} {what.En}"));

    public static BilingualText FileAsJson { get; } = new(
        "ファイルの中身が {\"$content\": …} の形のまま送られています。フローで base64ToBinary(…?['$content']) を使い、multipart/form-data の file "
            + "として送ってください。",
        "This is a file's content as Power Automate holds it. Send base64ToBinary(…?['$content']) as the file of a "
            + "multipart/form-data body.");

    public static BilingualText PartnersNotAList { get; } = new(
        "partners は文字列の配列にしてください(例 [\"ガンバ大阪\"])。",
        "partners must be an array of strings.");

    public static BilingualText NotAList { get; } = new("配列([ ] で囲んだ並び)にしてください。", "This must be an array.");

    public static BilingualText ItemNotAnObject { get; } = new("{ } で囲んだ項目の組にしてください。", "This must be an object.");
}
