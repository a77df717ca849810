namespace SmartToyonaka.Intake.Messages;

/// <summary>What stands beside held rows. Japanese only, as the file's headings are, for whoever corrects them.</summary>
internal static class QuarantineMessages
{
    public const string Total = "合計行です。";

    public const string HeldWithOthers = "同じ所属・年月の他の行か、ファイル全体に誤りがあるため、一緒に保留しています。";

    public static string ToBeFilledIn(long line) =>
        $"職員の情報かもしれない中身は書き写していません。元のファイルの{line}行目を見て「{DropCellMessages.ToBeFilledIn}」のセルに入れてください。";
}
