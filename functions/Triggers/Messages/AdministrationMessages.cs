using SmartToyonaka.Domain;

namespace SmartToyonaka.Triggers.Messages;

/// <summary>What administrators do: months, credentials, mails, failed recomputations.</summary>
internal static class AdministrationMessages
{
    public static BilingualText SignInFirst { get; } = new("サインインが必要です。まだ何も変わっていません。", "Sign in first. Nothing has changed.");

    public static BilingualText ClosingTarget { get; } = new(
        "month(例 \"2021-06\")か fiscalYear(例 2021)のどちらか一方を入れてください。",
        "Send either month (\"2021-06\") or fiscalYear (2021).");

    public static BilingualText ClosingAction { get; } = new("action は close(締切り)か reopen(再開)にしてください。", "action must be close or reopen.");

    public static BilingualText ClosingReason(int most) => new(
        $"reason(理由)を1〜{most}文字で、制御文字や外字を含めずに入れてください。",
        $"reason must have 1 to {most} characters, no control or private ones among them.");

    public static BilingualText MonthAndReason(int most) => new(
        $"月を選び、理由を1〜{most}文字で入れてください。まだ何も変わっていません。",
        $"Choose a month and give a reason of 1 to {most} characters. Nothing was changed.");

    public static BilingualText ReasonUnusable(int most) => new(
        $"理由は{most}文字までで、制御文字や外字を含めずに入れてください。まだ何も変わっていません。",
        $"A reason has at most {most} characters, no control or private ones among them. Nothing was changed.");

    public static BilingualText Closed { get; } = new("締め切りました。", "It is closed.");

    public static BilingualText Reopened { get; } = new("開けました。", "It is open again.");

    public static BilingualText SoAlready { get; } = new("すでにその状態です。記録は加えていません。", "It was so already; nothing was recorded.");

    public static BilingualText Issued { get; } = new(
        "発行しました。この画面を離れると、もう見られません。",
        "It is issued. It cannot be seen any more once you leave this page.");

    public static BilingualText Revoked { get; } = new("取り消しました。", "It is revoked.");

    public static BilingualText SentAtNextRun { get; } = new("次の回で送ります。", "It is sent at the next run.");

    public static BilingualText Dismissed { get; } = new("送らないことにしました。", "It is dismissed.");

    public static BilingualText SentBack(int moved) => new($"{moved}件を計算に戻しました。", $"{moved} sent back to be computed.");

    public static BilingualText NothingDone { get; } = new(
        "その操作はできません。一覧の状態を確かめてください。まだ何も変わっていません。",
        "That cannot be done; look at the list. Nothing was changed.");

    public static BilingualText NoSuchMail { get; } = new(
        "この番号のメールはありません。GET /api/reminders の id を確かめてください。",
        "There is no mail of this id; GET /api/reminders lists them.");

    public static BilingualText MailAction { get; } = new(
        "action は resend(もう一度送る)か dismiss(送らない)にしてください。",
        "action must be resend or dismiss.");

    public static BilingualText NothingToDecide { get; } = new(
        "このメールは送信済みか送信中か、もう用のないものです。状態を確かめてください。",
        "This mail has been sent, is being sent, or is of no more use; look at its state.");

    public static BilingualText CredentialOrder(int days) => new(
        $"role は department、reader、drops、administrator のどれか、validDays は 1〜{days} にしてください。",
        $"role must be department, reader, drops or administrator, validDays 1 to {days}.");

    public static BilingualText FolderUnknown(string folders) => new(
        $"folder にファイルを置くフォルダーを入れてください。あるもの: {folders}",
        $"folder must be a folder of the drops: {folders}.");

    public static BilingualText DepartmentUnknown { get; } = new(
        "department に今ある所属のコードか名称を入れてください。",
        "department must be the code or name of a department that exists now.");

    public static BilingualText NoSuchCredential { get; } = new("この番号の認証情報はありません。", "There is no credential of this id.");

    public static BilingualText AlreadyClosed { get; } = new(
        "すでに締め切られています。記録は加えていません。",
        "It is closed already; nothing was recorded.");

    public static BilingualText AlreadyOpen { get; } = new(
        "締め切られていません。記録は加えていません。",
        "It is not closed; nothing was recorded.");
}
