using SmartToyonaka.Domain.Calendar;

namespace SmartToyonaka.Publishing.Messages;

/// <summary>What a report over several years says of itself, in Japanese as the report.</summary>
internal static class RangeMessages
{
    public static string Subtitle(FiscalYear first, FiscalYear last) => $"{Year(first)}～{Year(last)}取組状況";

    public const string About = "各年度の報告書を並べたものです。確定した年度は確定した報告書のとおり、ほかの年度はいまの数字です。";

    public const string Indicators = "指標の値（年度の最後の値）";

    public const string NoTarget = "－";

    public const string Target = "目標";

    public const string Result = "年度末";

    public const string Done = "取組み実績";

    public const string Link = "全年度を並べた報告書";

    /// <summary>What has to be known of a value: when it is of, whether the target is met, what the year added.</summary>
    public static string Detail(string asOf, bool? targetMet, string ofYear, string year) => string.Join('、', new[]
    {
        asOf, targetMet is { } met ? met ? "目標達成" : "目標未達成" : "", ofYear.Length > 0 ? $"うち{year}の分 {ofYear}" : "",
    }.Where(s => s.Length > 0));

    private static string Year(FiscalYear year) => $"{JapaneseEra.Text(year)}（{year}年度）";
}
