using SmartToyonaka.Domain;
using SmartToyonaka.Domain.Organisation;

namespace SmartToyonaka.Triggers.Messages;

/// <summary>What becomes of the texts of a report that are written in the browser.</summary>
internal static class ReportEditMessages
{
    public static BilingualText FormIncomplete { get; } = new(
        "送られた内容が大きすぎるか、画面の欄がそろっていません。画面を開き直してからもう一度入れてください。まだ何も変わっていません。",
        "What was sent is too large, or fields are missing: open the page again. Nothing was changed.");

    public static BilingualText Kept { get; } = new("下書きを保存しました。", "The draft is kept.");

    public static BilingualText NotKept { get; } = new(
        "長すぎる欄があるので、保存していません。短くしてください。",
        "A field is too long; nothing was kept. Shorten it.");

    public static BilingualText Discarded { get; } = new("下書きを捨てました。", "The draft is discarded.");

    public static BilingualText InEffect { get; } = new(
        "有効にしました。報告書はこの本文になります。",
        "The texts have taken effect and are in the report.");

    public static BilingualText NotInEffect { get; } = new(
        "直すところがあるので、有効にしていません。報告書は前のままです。",
        "There is something to put right; the report is as it was.");

    public static BilingualText LookFirst { get; } = new(
        "確かめたあとに内容が変わっています。下の確認を見てから、もう一度有効にしてください。",
        "The texts changed since they were previewed: look at them again, then let them take effect.");

    public static BilingualText Overtaken { get; } = new(
        "開いたあとに、ほかの人が保存しました。入れたものは画面に残してあります。別の画面で今の内容を開いて見比べ、書き直してください。まだ何も変わっていません。",
        "Somebody else has saved since. What you wrote is still in the form; compare it with what is kept now. Nothing was changed.");

    public static BilingualText NoReason(int most) => new(
        $"理由を1〜{most}文字で入れてください。まだ何も変わっていません。",
        $"Give a reason of 1 to {most} characters. Nothing was changed.");

    public static BilingualText Refused(RegisterError why) => new(
        $"有効にできませんでした。報告書は前のままです。{why.Message}",
        $"The texts were refused, and the report is as it was. {why.MessageEn}");
}
