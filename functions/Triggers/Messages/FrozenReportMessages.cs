using SmartToyonaka.Domain;
using SmartToyonaka.Domain.Calendar;

namespace SmartToyonaka.Triggers.Messages;

/// <summary>Annual reports, and versions of them, that are asked for and are not there.</summary>
internal static class FrozenReportMessages
{
    public const string NoReportTitle = "報告書がありません";

    public const string NotFrozenTitle = "確定した報告書がありません";

    public static BilingualText Format(IReadOnlyList<string> formats) =>
        new($"format は {string.Join("、", formats)} のどれかです。", $"format is one of {string.Join(", ", formats)}.");

    public static BilingualText NoSuchReport { get; } = new(
        "この年度の報告書はありません。年度は西暦で指定します。",
        "There is no report of this fiscal year.");

    /// <summary>A text, followed by the fiscal years that have a report.</summary>
    public static BilingualText WithKnown(BilingualText text, IReadOnlyList<FiscalYear> years) => new(
        $"{text.Ja} あるもの: {string.Join("、", years)}",
        $"{text.En} There are: {string.Join(", ", years)}");

    public static BilingualText NotClosed { get; } = new(
        "この年度はまだ締め切られていないので、確定した報告書はありません。",
        "This fiscal year is not closed, so there is no frozen report.");

    public static BilingualText NoSuchVersion(IReadOnlyList<string> versions) => new(
        $"この版の報告書はありません。あるもの: {string.Join("、", versions)}",
        $"There is no such version. There are: {string.Join(", ", versions)}");

    public static BilingualText BeingFrozen { get; } = new(
        "年度は締め切られましたが、締切りの前に受け付けたものの計算が終わっていません。しばらくしてからもう一度お試しください。続くときは管理者に、計算できずに残っているもの(poison)を確かめてもらってください。",
        "The fiscal year is closed, but something received before is still being computed. Try again in a while.");
}
