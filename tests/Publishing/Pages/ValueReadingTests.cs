using System.Net;
using System.Text.RegularExpressions;
using SmartToyonaka.Tests.Publishing.Reporting;

namespace SmartToyonaka.Tests.Publishing.Pages;

/// <summary>What a value's page says beside the report: target, met or not and why, hours, staff-months, quotients, denominators.</summary>
[Collection(SampleApp.Collection)]
public sealed partial class ValueReadingTests(SampleApp sample)
{
    [Theory]
    [InlineData("online_application_rate/2022-03?status=planned", "ja", "目標 100 %以上", "× 未達成 50.3 % は、目標に 49.7 ポイント足りません。予定の値で見たもの",
        "472 ÷ 938 = 0.5032", "その月までに最後に報告した数の合計です")]
    [InlineData("online_application_rate/2022-03?status=planned", "en", "Target 100 % or more", "× not met 50.3 % is 49.7 points short of the target.",
        "Other indicators count other things")]
    [InlineData("cashless_payment_rate/2022-03", "ja", "○ 達成 100.0 % は、目標にちょうど届いています。")]
    [InlineData("overtime_change/2022-01", "ja", "目標 −5 %以下(低いほどよい)", "○ 達成 −17.8 % は、目標より 12.8 ポイント低くなっています。",
        "この期間: 43,342.8 時間 ÷ 5,976 人月 = 一人ひと月あたり 7.25 時間(435.2 分)",
        "比べる期間: 49,407.8 時間 ÷ 5,599 人月 = 一人ひと月あたり 8.82 時間(529.5 分)", "7.25 ÷ 8.82 − 1 = −0.1781、百分率で −17.8",
        "分(43,342.8 時間)", "人月", "延べ人数(人月)で、ある月の人数ではありません")]
    [InlineData("overtime_per_person/2022-01", "en", "Target none", "43,342.8 hours ÷ 5,976 staff-months = 7.25 hours per person and month")]
    [InlineData("e_approval_rate/2022-01", "ja", "部局ごとの率の合計 9.5028 ÷ 部局の数 16 = 0.5939", "起案の数ではなく、起案のある部局の数です")]
    [InlineData("e_approval_rate_pooled/2022-01", "ja", "16,899 ÷ 28,120 = 0.6010", "部局ごとの率の平均とは違います")]
    [InlineData("rpa_ai_ocr_tasks/2022-03", "ja", "○ 達成 54 業務 は、目標を 19 業務上回っています。")]
    [InlineData("ppp_projects/2022-03", "ja", "× 未達成 21 事業 は、目標に 9 事業足りません。")]
    public async Task A_value_is_read_beside_the_report(string value, string lang, params string[] said)
    {
        var html = (await sample.PageAsync($"/indicators/{value}{(value.Contains('?', StringComparison.Ordinal) ? "&" : "?")}lang={lang}")).Html;
        var text = Space().Replace(WebUtility.HtmlDecode(Tag().Replace(html.Replace("</dt><dd>", " ", StringComparison.Ordinal), "")), " ");

        Assert.All(said, s => Assert.Contains(s, text, StringComparison.Ordinal));
    }

    [GeneratedRegex("<[^>]*>")]
    private static partial Regex Tag();

    [GeneratedRegex(@"\s+")]
    private static partial Regex Space();
}
