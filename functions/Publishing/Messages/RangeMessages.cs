using SmartToyonaka.Domain;
using SmartToyonaka.Domain.Calendar;

namespace SmartToyonaka.Publishing.Messages;

/// <summary>What a report over several years says of itself.</summary>
internal static class RangeMessages
{
    public static BilingualText Subtitle(FiscalYear first, FiscalYear last) => new(
        $"{AnnualReportMessages.YearInFull(first).Ja}～{AnnualReportMessages.YearInFull(last).Ja}取組状況",
        $"Progress from FY{first} to FY{last}");

    public static BilingualText About { get; } = new(
        "各年度の報告書を並べたものです。確定した年度は確定した報告書のとおり、ほかの年度はいまの数字です。",
        "The reports of each year side by side: of a closed year as it was frozen, of the others by the figures of now.");

    public static BilingualText Indicators { get; } = new("指標の値（年度の最後の値）", "Values of the indicators (the last of each year)");

    public static BilingualText Indicator { get; } = new("指標", "Indicator");

    public static BilingualText Item { get; } = new("項目", "What");

    public static BilingualText Target { get; } = new("目標", "Target");

    public static BilingualText Result { get; } = new("年度末", "End of the year");

    public static BilingualText Done { get; } = new("取組み実績", "Done");

    public static BilingualText Link { get; } = new("全年度を並べた報告書", "All years side by side");

    public static BilingualText Table(string measure) => new(measure, $"{measure}, year by year");

    public static BilingualText OfYear(BilingualText year, BilingualText value) =>
        new($"うち{year.Ja}の分 {value.Ja}", $"of which {value.En} in {year.En}");
}
