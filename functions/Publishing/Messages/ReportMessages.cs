namespace SmartToyonaka.Publishing.Messages;

/// <summary>What the pages about reports say, in Japanese as these pages.</summary>
internal static class ReportMessages
{
    public const string NoReports = "見られる報告書はまだありません。";

    public const string NoDifferences = "違いはありません。";

    public static string AboutDifferences(string frozenAt) =>
        $"{frozenAt}に確定した報告書と、いまの数字・規則・本文で作った場合との違いです。確定した報告書そのものは変わりません。";
}
