using SmartToyonaka.Domain;

namespace SmartToyonaka.Triggers.Messages;

/// <summary>Files that are uploaded through the app.</summary>
internal static class UploadMessages
{
    public static BilingualText MonthClosed { get; } = new(
        "対象の月は締め切られています。管理者に月を開けてもらってから、もう一度送ってください。",
        "The month is closed; ask the administrator to open it.");

    public static BilingualText SubmissionTooLarge { get; } = new(
        "1回の提出としては大きすぎます。いくつかに分けて提出してください。",
        "Too much for one submission; hand it in in parts.");

    public static BilingualText Overtaken { get; } = new(
        "あとから別の提出がありました。いまの値を確かめて、もう一度送ってください。",
        "Something was submitted since; look at what holds now.");

    public static BilingualText NotKeptTitle { get; } = new("確かめたファイルがもうありません", "The checked file is not there any more");

    public static BilingualText NotKept { get; } = new(
        "確かめてから1時間を過ぎたか、すでに取り込まれています。ファイルを選び直してください。",
        "More than an hour has passed, or it is taken already. Choose the file again.");

    public static BilingualText NotAllowedTitle { get; } = new("送れません", "Not allowed");

    public static BilingualText NotAllowed { get; } = new(
        "この認証情報では、この種類のファイルや他の所属の数字は送れません。",
        "This credential is not for this kind of file, or not for this department.");

    public static BilingualText SignInFirst { get; } = new(
        "サインインが必要です。サインインしてから、ファイルを選び直してください。",
        "Sign in first, then choose the file once more.");

    public static BilingualText SignInToDownload { get; } = new("サインインが必要です。", "Sign in first.");

    public static BilingualText CheckValue { get; } = new("check は true か false です。", "check is true or false.");

    public static BilingualText NoDrops { get; } = new(
        "ファイルを置くには、そのフォルダーに発行された認証情報か、管理者の認証情報が必要です。",
        "Dropping files needs a credential that was issued for the folder, or an administrator's.");

    public static BilingualText UnknownFolder(string folders) => new(
        $"このフォルダーはありません。あるもの: {folders}。何も保存していません。",
        $"There is no such folder. There are: {folders}. Nothing was stored.");

    public static BilingualText OtherFolder { get; } = new(
        "この認証情報は別のフォルダーのものです。何も保存していません。",
        "This credential is for another folder. Nothing was stored.");

    public static BilingualText TooManyDrops { get; } = new("回数が多すぎます。しばらくしてからもう一度送ってください。", "Too many uploads; try again in a while.");

    public static BilingualText DropOfWrongType { get; } = new(
        "CSVかExcelブック(.xlsx)を、text/csv、application/octet-stream などの本文か、multipart/form-data のファイルとして送ってください。何も保存していません。",
        "Send a CSV file or an Excel workbook (.xlsx) as the body (text/csv, application/octet-stream) or as the file of "
            + "multipart/form-data. Nothing was stored.");

    public static BilingualText DropTooLarge(string most) => new(
        $"ファイルは{most}までです。分けて送るか、コンテナー drops に置いてください。何も保存していません。",
        $"A file may have {most}; send it in parts, or put it into the container drops. Nothing was stored.");

    public static BilingualText OneDropAtATime { get; } = new(
        "ファイルは1つずつ送ってください。何も保存していません。",
        "Send one file at a time. Nothing was stored.");

    public static BilingualText NoDrop { get; } = new("ファイルがないか、空です。何も保存していません。", "There is no file, or it is empty. Nothing was stored.");

    public static BilingualText DropUnreadable { get; } = new(
        "本文をフォームとして読めません。区切り(boundary)と項目を確かめてください。何も保存していません。",
        "The body is not readable as a form; check its boundary and fields. Nothing was stored.");

    public static BilingualText NoTemplateTitle { get; } = new("このひな形はありません", "No such template");

    public static BilingualText NoTemplate { get; } = new("画面のリンクから選んでください。", "Follow a link of the page.");

    public static BilingualText NoReceiptTitle { get; } = new("この受付票はありません", "No such receipt");

    public static BilingualText NoReceipt { get; } = new(
        "この名前のファイルの受付票はありません。まだ取込み中か、名前が違います。",
        "There is no receipt of a file of this name: it is still being taken, or the name is another.");

    public static BilingualText NothingHeldTitle { get; } = new("保留した行はありません", "Nothing is held back");

    public static BilingualText NothingHeld { get; } = new(
        "この名前のファイルに保留した行はありません。もう直されたか、名前が違います。",
        "No rows are held back under this name.");

    public static BilingualText TooMany { get; } = new("回数が多すぎます。しばらくしてから、もう一度送ってください。", "Too many files; try again in a while.");

    public static BilingualText ChooseKind { get; } = new("ファイルの内容を選んでください。", "Choose what the file holds.");

    public static BilingualText TooLarge { get; } = new("ファイルは10MBまでです。分けて送るか、担当課に相談してください。", "A file may have 10 MB; send it in parts.");

    public static BilingualText OneAtATime { get; } = new("ファイルは1つずつ選んでください。", "Choose one file at a time.");

    public static BilingualText NoFile { get; } = new("ファイルを選んでください。空のファイルは送れません。", "Choose a file that is not empty.");

    public static BilingualText WrongType { get; } = new(
        "CSV か Excel ブック(.xlsx)を選んでください。",
        "Choose a CSV file or an Excel workbook (.xlsx).");

    public static BilingualText Unreadable { get; } = new(
        "送られた内容を読み取れませんでした。もう一度選んでください。",
        "What was sent could not be read; choose the file again.");

    public static BilingualText Folder { get; } = new(
        "folder は e-approval、overtime、staff のどれかです。",
        "folder is one of e-approval, overtime, staff.");

    public static BilingualText Count(int most) => new($"count は 1〜{most} です。", $"count is 1 to {most}.");

    public static BilingualText Taking { get; } = new(
        "ファイルは保存され、取込み中です。結果は GET /api/drops で見られます。",
        "The file is stored and is being taken. GET /api/drops tells what became of it.");
}
