using SmartToyonaka.Intake.Reference;
using SmartToyonaka.Publishing.Reporting.Annual;

namespace SmartToyonaka.Tests.Publishing.Reporting;

/// <summary>Differences of a frozen report in the words of a clerk.</summary>
public sealed class ReportDifferenceTests
{
    [Theory]
    [InlineData("overtime_change:ytd@latest#text", "時間外勤務 一人平均 増減率(R1年度同期間比)")]
    [InlineData("overtime_change:ytd@previous#text", "時間外勤務 一人平均 増減率(R1年度同期間比)（前年度）")]
    [InlineData("online_application_rate:month:planned@latest#text", "オンライン申請実施率（予定）")]
    [InlineData("online_application_rate:month@base#numerator", "オンライン申請実施率（基準年度、オンライン化済み）")]
    [InlineData("cashless_payment_rate:month@2021-03#whole", "キャッシュレス決済実施率（R3年3月、小数なし）")]
    [InlineData("ppp_projects:ytd@latest#text", "公民学連携事業（年度内）")]
    [InlineData("regional_collaborations/considering", "広域連携事業（検討中の数）")]
    [InlineData("gone_from_the_catalogue:month@latest#text", "gone_from_the_catalogue")]
    public void A_figure_has_a_name(string key, string name) =>
        Assert.Equal(name, FigureNames.OfKey(key, ReferenceData.BuiltInCatalogue).Ja);

    [Theory]
    [InlineData("regional_collaborations/considering", " (number: being considered)")]
    [InlineData("online_application_rate:month:planned@latest#text", " (planned)")]
    [InlineData("overtime_change:ytd@previous#text", " (year before)")]
    public void A_figure_has_an_English_name(string key, string end)
    {
        var name = FigureNames.OfKey(key, ReferenceData.BuiltInCatalogue).En;
        Assert.EndsWith(end, name, StringComparison.OrdinalIgnoreCase);
        Assert.True(System.Text.Ascii.IsValid(name), name);
    }

    [Theory]
    [InlineData("17.8%削減", "2022-01", "17.5%削減", "2022-02", "は、報告書では17.8%削減（令和3年4月〜令和4年1月）でしたが、いまは17.5%削減（令和3年4月〜令和4年2月）です。")]
    [InlineData("17.8%削減", "2022-01", "（まだ数字がありません）", "", "は、報告書では17.8%削減（令和3年4月〜令和4年1月）でしたが、いまは（まだ数字がありません）です。")]
    [InlineData(null, "", "3.2%増", "2022-03", "は、報告書にはありませんでした。いまは3.2%増（令和3年4月〜令和4年3月）です。")]
    [InlineData("3.2%増", "2022-03", null, "", "は、報告書では3.2%増（令和3年4月〜令和4年3月）でした。いまは印字しません。")]
    public void A_sentence_says_from_what_to_what_of_which_month(string? old, string oldMonth, string? now, string nowMonth,
        string sentence)
    {
        var difference = Assert.Single(ReportDifferences.Compare(Of(old, oldMonth), Of(now, nowMonth), ReferenceData.BuiltInCatalogue));
        Assert.Equal("「時間外勤務 一人平均 増減率(R1年度同期間比)」" + sentence, difference.Sentence);
        Assert.StartsWith("“", difference.SentenceEn, StringComparison.Ordinal);
        Assert.Contains((old, now) switch
        {
            (null, _) => $"was not in the report. It is “{now}” (2021-04 to {nowMonth}) now.",
            (_, null) => $"was “{old}” (2021-04 to {oldMonth}) in the report. It is not printed now.",
            _ => $"was “{old}” (2021-04 to {oldMonth}) in the report and is “{now}”{(nowMonth.Length > 0 ? $" (2021-04 to {nowMonth})" : "")} now.",
        }, difference.SentenceEn, StringComparison.Ordinal);
        Assert.Equal(nowMonth.Length > 0 ? $"/indicators/overtime_change/{nowMonth}?basis=ytd&status=actual" : null, difference.Page);
    }

    [Theory]
    [InlineData("online_application_rate", "month", "2022-03", "令和4年4月1日")]
    [InlineData("rpa_ai_ocr_tasks", "programme", "2022-03", "令和4年3月末")]
    [InlineData("overtime_change", "ytd", "2021-04", "令和3年4月末")]
    [InlineData("overtime_change", "ytd", "2021-05", "令和3年4月〜令和3年5月")]
    [InlineData("", "", "", "")]
    public void The_month_is_as_the_report_says_it(string indicator, string basis, string month, string when) =>
        Assert.Equal(when, FigureNames.When(new("k", indicator, basis, "actual", month, true), ReferenceData.BuiltInCatalogue).Ja);

    [Fact]
    public void Equal_reports_differ_in_nothing() => Assert.Empty(
        ReportDifferences.Compare(Of("17.8%削減", "2022-01"), Of("17.8%削減", "2022-01"), ReferenceData.BuiltInCatalogue));

    private static AnnualReport Of(string? text, string month)
    {
        IReadOnlyList<ReportLine> results = text is null ? [] : [new(ReportLineKind.Plain,
            [new(text, new("overtime_change:ytd@latest#text", "overtime_change", "ytd", "actual", month, month.Length > 0))])];
        return new(2021, "題", "副題", null, "確定", [], new(ReportLineKind.Plain, []),
            [new("群", [new("workflow", "業務フローの見直し", [], results, [], [], [], [])])], [], new("", "", "", ""), null, null);
    }
}
