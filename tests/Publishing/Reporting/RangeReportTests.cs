using System.Net;
using System.Text;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Validation;
using DocumentFormat.OpenXml.Wordprocessing;
using SmartToyonaka.Publishing.Reporting.Annual;
using SmartToyonaka.Publishing.Reporting.Annual.Ranges;
using SmartToyonaka.Tests.Support;

namespace SmartToyonaka.Tests.Publishing.Reporting;

/// <summary>The report over the programme's years, of the sample: the year to come has a column that says there is nothing yet.</summary>
[Collection(SampleApp.Collection)]
public sealed class RangeReportTests(SampleApp sample)
{
    // What the city printed of FY2020 and FY2021, and what the sample has besides.
    [Theory]
    [InlineData("online_application_rate", "100%", "20.0% R3年4月1日", "27.4% R3年10月1日|予定 50.3% R4年4月1日")]
    [InlineData("cashless_payment_rate", "100%", "20.0% R3年4月1日", "100.0% R4年4月1日")]
    [InlineData("ppp_projects", "30事業以上", "10事業 R3年3月末 +10事業", "21事業 R4年3月末 +11事業")]
    [InlineData("ppp_agreements", "", "19社 R3年3月末 +19社", "27社 R4年3月末 +8社")]
    [InlineData("local_issue_projects", "", "", "5事業 R4年3月末 +5事業")]
    [InlineData("overtime_change", "5%削減", "−20.4% R2年4月-R3年3月", "−17.8% R3年4月-R4年1月")]
    [InlineData("overtime_change_all_causes", "", "−4.4% R2年4月-R3年3月", "+11.8% R3年4月-R4年1月")]
    [InlineData("e_approval_rate", "", "27.5% R2年4月-R3年3月", "59.4% R3年4月-R4年1月")]
    [InlineData("seal_abolitions", "", "1,915件 R3年3月末 +1,915件", "2,455件 R3年4月末 +540件")]
    public async Task A_cell_is_the_year_s_newest_value(string indicator, string target, string fy2020, string fy2021)
    {
        var found = (await ReportAsync()).Indicators.SelectMany(g => g.Indicators).Single(i => i.Indicator == indicator);
        Assert.Equal(target, found.Target);
        Assert.Equal([fy2020, fy2021, ""], found.Cells.Select(c => string.Join('|', c.Values.Select(Text))));

        static string Text(ReportValue v) => $"{(v.Status == "planned" ? "予定 " : "")}{v.Text} {v.AsOf}{(v.OfYear.Length > 0 ? " +" + v.OfYear : "")}";
    }

    [Theory]
    [InlineData("2022-2020", 400, "早い年度を先に")]
    [InlineData("2021-2021", 400, "1つの年度")]
    [InlineData("2018-2023", 400, "5年度まで")]
    [InlineData("2020-", 400, "2020-2022")]
    [InlineData("-2020", 400, "2020-2022")]
    [InlineData("2020-2021-2022", 400, "2020-2022")]
    [InlineData("20-22", 400, "2020-2022")]
    [InlineData("R2-R4", 400, "2020-2022")]
    [InlineData("２０２０-２０２２", 400, "2020-2022")]
    [InlineData("2019-2021", 404, "2020〜2022")]
    [InlineData("2020-2023", 404, "2020〜2022")]
    public async Task A_range_that_is_none_gets_an_answer_that_says_why(string range, int status, string why)
    {
        var (answered, html) = await sample.PageAsync($"api/reports/{range}");
        Assert.Equal(status, (int)answered);
        Assert.Contains(why, html, StringComparison.Ordinal);
        Assert.Contains("href=\"/api/reports/2021\"", html, StringComparison.Ordinal);

        using var program = new HttpRequestMessage(HttpMethod.Get, $"api/reports/{range}");
        program.Headers.Add("Accept", "application/json");
        using var problem = await sample.App.Client.SendAsync(program);
        await problem.ProblemAsync((HttpStatusCode)status);
    }

    [Fact]
    public async Task Measures_stand_side_by_side_as_in_the_report_of_each_year()
    {
        var report = await ReportAsync();
        Assert.Equal(["令和2年度", "令和3年度", "令和4年度"], report.Years.Select(y => y.Name));
        Assert.Equal([true, true, false], report.Years.Select(y => y.HasFigures));
        Assert.Equal([3, 3, 4], report.Groups.Select(g => g.Measures.Count));
        var year = JsonReport.Read(await sample.App.Client.GetByteArrayAsync("api/reports/2021?format=json"));
        Assert.All(year.Groups.SelectMany(g => g.Measures), m =>
        {
            var column = report.Groups.SelectMany(g => g.Measures).Single(x => x.Id == m.Id).Columns[1];
            Assert.Equal(m.Targets.Select(l => l.ToString()), column.Targets.Select(l => l.ToString()));
            Assert.Equal(m.Results.Select(l => l.ToString()), column.Results.Select(l => l.ToString()));
            Assert.Equal(m.Done.Select(l => l.ToString()), column.Done.Select(l => l.ToString()));
        });
        var workflow = report.Groups.SelectMany(g => g.Measures).Single(m => m.Id == "workflow").Columns;
        Assert.Equal("20.4%削減", workflow[0].Results[0].ToString());
        Assert.Equal("17.8%削減", workflow[1].Results[0].ToString());
        Assert.Equal(("まだ数字がありません", ReportLineKind.Missing), (workflow[2].Done.Single().ToString(), workflow[2].Done.Single().Kind));

        // Those of a year by name, under that year.
        var tasks = report.Groups.SelectMany(g => g.Measures).Single(m => m.Id == "rpa_ai_ocr").Registers;
        Assert.Equal(["令和2年度の本格導入業務（25業務）", "令和3年度の本格導入業務（29業務）"], tasks.Select(r => r.Title.ToString()));
        Assert.Equal([25, 29], tasks.Select(r => r.Entries.Count));
    }

    [Fact]
    public async Task The_page_leads_to_each_value_and_is_led_to_from_the_report_of_a_year()
    {
        Assert.Contains("href=\"/api/reports/2020-2022\"", (await sample.PageAsync("api/reports/2021")).Html, StringComparison.Ordinal);
        var (status, html) = await sample.PageAsync("api/reports/2020-2022");
        Assert.Equal(HttpStatusCode.OK, status);
        Assert.Contains("<a href=\"/indicators/overtime_change/2022-01?basis=ytd&amp;status=actual\" data-figure=\"overtime_change:ytd@2022-01#text\">−17.8%</a>",
            html.Replace("&#x2212;", "−", StringComparison.Ordinal), StringComparison.Ordinal);
        Assert.Contains("href=\"/api/reports/2020\"", html, StringComparison.Ordinal);
        Assert.DoesNotContain("href=\"/api/reports/2022\"", html, StringComparison.Ordinal);

        var csv = await sample.App.Client.GetStringAsync("api/reports/2020-2022?table=indicators-3&format=csv");
        Assert.Contains("指標,目標,令和2年度,令和3年度,令和4年度", csv, StringComparison.Ordinal);
        Assert.Contains("+11.8%", csv, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_file_for_Word_is_valid_and_says_the_same()
    {
        var report = await ReportAsync();
        using var answer = await sample.App.Client.GetAsync("api/reports/2020-2022?format=docx");
        Assert.Contains("令和2年度～令和4年度取組状況.docx", Uri.UnescapeDataString(answer.Content.Headers.ContentDisposition!.ToString()),
            StringComparison.Ordinal);
        using var document = WordprocessingDocument.Open(new MemoryStream(await answer.Content.ReadAsByteArrayAsync()), false);
        Assert.Empty(new OpenXmlValidator(FileFormatVersions.Microsoft365).Validate(document)
            .Select(e => $"{e.Path?.XPath}: {e.Description}"));
        var tables = document.MainDocumentPart!.Document!.Descendants<Table>().ToList();
        Assert.Equal(3 + 10 + report.Groups.SelectMany(g => g.Measures).Sum(m => m.Registers.Count), tables.Count);
        Assert.All(["−17.8%", "+11.8%", "59.4%", "予定 50.3%", "100.0%", "まだ数字がありません"], t =>
            Assert.Contains(t, string.Concat(tables.Take(3).Select(x => x.InnerText)), StringComparison.Ordinal));
    }

    /// <summary>Two reports number their footnotes each from 1; side by side what says the same has one number.</summary>
    [Fact]
    public void Footnotes_are_numbered_anew()
    {
        var range = RangeReportBuilder.Build("表題", [(new(2020), Of(2020, "甲", "乙")), (new(2021), Of(2021, "乙", "丙"))]);
        Assert.Equal(["甲", "乙", "丙"], range.Notes);
        Assert.Equal([[1, 2], [2, 3]],
            range.Groups.Single().Measures.Single().Columns.Select(c => c.Results.Single().Runs.Single().Notes!));

        static AnnualReport Of(int year, params string[] notes) => new(
            year, "題", "副題", null, "未確定", [], new(ReportLineKind.Plain, []),
            [new("群", [new("m", "取組み", [], [new(ReportLineKind.Plain, [new("値", null, [1, 2])])], [], [], [], [])])], notes,
            new("", "", "", ""), null, null);
    }

    private async Task<RangeReport> ReportAsync() => System.Text.Json.JsonSerializer.Deserialize<RangeReport>(
        Encoding.UTF8.GetString(await sample.App.Client.GetByteArrayAsync("api/reports/2020-2022?format=json")),
        new System.Text.Json.JsonSerializerOptions(System.Text.Json.JsonSerializerDefaults.Web)
        {
            Converters = { new System.Text.Json.Serialization.JsonStringEnumConverter(System.Text.Json.JsonNamingPolicy.CamelCase) },
        })!;
}
