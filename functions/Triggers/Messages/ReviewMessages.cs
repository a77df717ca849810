using SmartToyonaka.Domain;

namespace SmartToyonaka.Triggers.Messages;

/// <summary>Decisions of values that wait to be confirmed.</summary>
internal static class ReviewMessages
{
    public static BilingualText ReadersDecideNothing { get; } = new(
        "閲覧だけの権限です。確認には所属の認証情報が必要です。",
        "You may read but not decide; that needs a department's credential.");

    public static BilingualText Decision { get; } = new(
        "decision は confirm(確認)か reject(却下)にしてください。",
        "decision must be confirm or reject.");

    public static BilingualText Reason(int most) => new(
        $"reason(理由)は{most}文字までで、制御文字を含めずに入れてください。",
        $"reason may have at most {most} characters, none of them a control character.");

    public static BilingualText NoSuchReview { get; } = new(
        "この番号の確認待ちはありません。GET /api/reviews で確かめてください。",
        "Nothing waits under this id; see GET /api/reviews.");

    public static BilingualText MonthClosed { get; } = new(
        "対象の月は締め切られています。管理者に月を開けてもらってから、もう一度確認してください。",
        "The month is closed; once an administrator has opened it again, decide once more.");

    public static BilingualText Overtaken { get; } = new(
        "あとから提出された値に置き換えられているため、確認は要りません。",
        "A later submission has replaced it; there is nothing to decide.");

    public static BilingualText DecidedOtherwise { get; } = new(
        "すでに反対の判断が記録されています。値を変えるには、もう一度提出してください。",
        "The opposite was decided before; to change the value, submit once more.");

    public static BilingualText ChooseAndReason(int most) => new(
        $"確認か却下を選び、理由は{most}文字までで入れてください。まだ何も変わっていません。",
        $"Choose to confirm or to reject, with a reason of at most {most} characters. Nothing has changed.");

    public static BilingualText Confirmed { get; } = new(
        "確認しました。この値で計算し直します。",
        "Confirmed. The indicators are computed anew with this value.");

    public static BilingualText Rejected { get; } = new("却下しました。これまでの値がそのまま使われます。", "Rejected. The earlier value goes on holding.");

    public static BilingualText NoLongerWaiting { get; } = new(
        "この値はもう確認を待っていません。あとから提出された値に置き換えられたか、すでに判断されています。",
        "This value no longer waits: a later one has replaced it, or it is decided already.");

    public static BilingualText NoLinkTitle { get; } = new("この確認のリンクは使えません", "This link cannot be used");

    public static BilingualText NoLink { get; } = new(
        "受付票のリンクをそのまま開いてください。サインインして /confirm を開いても確認できます。",
        "Open the link as it is on the receipt. You can also sign in and open /confirm.");
}
