using SmartToyonaka.Domain;

namespace SmartToyonaka.Triggers.Messages;

/// <summary>Reference files that an administrator replaces in the browser.</summary>
internal static class ReferenceEditMessages
{
    public static BilingualText WhichFile { get; } = new(
        "どのファイルか分かりません。departments.csv、catalogue.json、holidays.csv、contacts.csv、report-outline.json のどれかを選んでください。まだ何も変わっていません。",
        "Which file is it? Choose departments.csv, catalogue.json, holidays.csv, contacts.csv or report-outline.json. Nothing was changed.");

    public static BilingualText OtherFile(string name, string chosen) => new(
        $"選んだのは {chosen} ですが、送られたファイルの名前は {name} です。どちらかを直してください。まだ何も変わっていません。",
        $"You chose {chosen}, but the file is called {name}. Correct one of them. Nothing was changed.");

    public static BilingualText TooLarge { get; } = new(
        "ファイルは5 MiBまでです。まだ何も変わっていません。",
        "A file may have 5 MiB. Nothing was changed.");

    public static BilingualText WrongType { get; } = new(
        "この画面からファイルを選んで送ってください。まだ何も変わっていません。",
        "Choose a file on this page. Nothing was changed.");

    public static BilingualText NotKept { get; } = new(
        "確かめたファイルがもうありません。確かめてから1時間を過ぎたか、すでに有効にしたか、確かめたのが別の人です。下で状態を見て、必要ならファイルを選び直してください。",
        "The checked file is not there any more: an hour has passed, it took effect already, or somebody else checked it. Look at what is in effect below, and choose the file again if it is needed.");

    public static BilingualText Overtaken { get; } = new(
        "確かめたあとで、ほかの人が参照ファイルを置きました。変わるものを見直すため、もう一度ファイルを確かめてください。まだ何も変わっていません。",
        "Somebody has uploaded reference files since you looked. Check the file again to see what changes now. Nothing was changed.");

    public static BilingualText NoReason(int most) => new(
        $"理由を1〜{most}文字で入れてください。まだ何も変わっていません。",
        $"Give a reason of 1 to {most} characters. Nothing was changed.");

    public static BilingualText InEffect(string file) => new(
        $"{file} を有効にしました。変わる値は、これから計算し直されます。",
        $"{file} is in effect. Values that change are being computed.");

    public static BilingualText NotInEffect(string file) => new(
        $"{file} は有効になりませんでした。ほかの人が同じファイルを置いたか、誤りが見つかりました。下の「最後に置かれたもの」を見てください。",
        $"{file} did not take effect: somebody else has uploaded the same file, or an error was found. Look at its last upload below.");

    public static BilingualText NoDownloadTitle { get; } = new("このファイルはありません", "There is no such file");

    public static BilingualText NoDownload { get; } = new("画面のリンクから選んでください。", "Follow a link of the page.");
}
