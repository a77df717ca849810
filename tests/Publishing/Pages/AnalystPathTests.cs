using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;
using Microsoft.Playwright;
using SmartToyonaka.Tests.Publishing.Reporting;
using SmartToyonaka.Tests.Support;

namespace SmartToyonaka.Tests.Publishing.Pages;

/// <summary>
/// The way of an analyst and of the section that answers for the report, from the first page to files that open, counted in clicks.
/// </summary>
[Collection(SampleApp.Collection)]
[Trait(TestCategory.Name, TestCategory.Long)]
public sealed class AnalystPathTests(SampleApp sample)
{
    private int clicks;

    [BrowserTheory]
    [InlineData("CSV", "utf-8")]
    [InlineData("CSV (CP932)", "cp932")]
    public async Task Two_clicks_give_the_year_s_indicators_as_a_file_that_Excel_reads(string link, string encoding)
    {
        var page = await OpenAsync("/?fiscalYear=2021&lang=ja");
        await ClickAsync(page.Locator("main a[href='#downloads']").First);
        var (name, content) = await DownloadAsync(page, page.Locator("a[href*='/tables/factindicator']",
            new() { HasTextRegex = new($"{Regex.Escape(link)}$") }));

        Assert.Equal(2, clicks);
        Assert.Equal("factindicator-2021.csv", name);

        // Excel takes a file without the mark for CP932, and one with it for UTF-8.
        Assert.Equal(encoding == "utf-8", content.AsSpan().StartsWith(Encoding.UTF8.Preamble));
        var rows = Rows(encoding == "utf-8" ? Encoding.UTF8.GetString(content).TrimStart('\uFEFF')
            : CodePagesEncodingProvider.Instance.GetEncoding(932)!.GetString(content));
        var (value, status) = (rows[0].IndexOf("value"), rows[0].IndexOf("status"));
        Assert.Contains("時間外勤務", string.Join(',', rows.SelectMany(r => r)), StringComparison.Ordinal);
        Assert.All(rows.Skip(1).Select(r => r[value]).Where(v => v.Length > 0),
            v => Assert.True(double.TryParse(v, NumberStyles.Float, CultureInfo.InvariantCulture, out _), v));
        Assert.Equal(["actual", "planned"], rows.Skip(1).Select(r => r[status]).Distinct().Order(StringComparer.Ordinal));
    }

    [BrowserFact]
    public async Task Two_clicks_give_a_table_as_it_is_seen_with_numbers_and_marks_in_columns_of_their_own()
    {
        var page = await OpenAsync("/?fiscalYear=2021&lang=ja");
        await ClickAsync(page.Locator("details.values summary").First);
        var (name, content) = await DownloadAsync(page, page.Locator("a[href*='table=headlines-citizen_services'][href$='format=xlsx']"));

        Assert.Equal(2, clicks);
        Assert.EndsWith(".xlsx", name, StringComparison.Ordinal);
        var rows = Cells(content);
        var heads = rows[0].Select(c => c.Text).ToList();
        var row = rows.Single(r => r[0].Text == "オンライン申請実施率");
        Assert.Equal(("50.3", true), row[heads.IndexOf("値")]);
        Assert.Equal(("予定", false), row[heads.IndexOf("実績・予定")]);
        Assert.Equal("%", row[heads.IndexOf("単位")].Text);
        Assert.Equal(("100", true), row[heads.IndexOf("目標")]);
    }

    [BrowserFact]
    public async Task Who_has_signed_in_gets_the_figures_of_departments_as_a_workbook_of_numbers()
    {
        var page = await OpenAsync("/?fiscalYear=2021&lang=ja");
        await ClickAsync(page.Locator("main a[href^='/submit/signin']").First);
        await page.FillAsync("#credential", RunningApp.Bootstrap);
        await ClickAsync(page.Locator("form.signin button"));
        await ClickAsync(page.Locator("main a[href='#downloads']").First);
        var (name, content) = await DownloadAsync(page, page.Locator("a[href*='/tables/factfigure'][href*='format=xlsx']"));

        Assert.Equal(4, clicks);
        Assert.Equal("factfigure-2021.xlsx", name);
        var rows = Cells(content);
        var value = rows[0].FindIndex(c => c.Text == "value");
        Assert.InRange(rows.Count, 1000, 100_000);
        Assert.All(rows.Skip(1), r => Assert.True(r[value].IsNumber));
    }

    [BrowserFact]
    public async Task The_report_is_one_click_away_and_comes_for_Word_and_as_JSON()
    {
        var page = await OpenAsync("/?fiscalYear=2021&lang=ja");
        await ClickAsync(page.Locator("main a[href^='/api/reports/2021']").First);
        Assert.Contains("スマート", await page.HeadingAsync(), StringComparison.Ordinal);
        var (name, content) = await DownloadAsync(page, page.GetByText("Word(docx)で開く"));
        Assert.Equal(2, clicks);
        Assert.EndsWith(".docx", name, StringComparison.Ordinal);
        using (var document = WordprocessingDocument.Open(new MemoryStream(content), false))
        {
            Assert.Contains("オンライン申請", document.MainDocumentPart!.Document!.Body!.InnerText, StringComparison.Ordinal);
        }

        // A figure of the report leads to how it was computed, and there to what it was made of.
        await ClickAsync(page.Locator("main a[href*='/indicators/'][href*='2022-']").First);
        await Assertions.Expect(page.Locator("h1")).ToBeVisibleAsync();
        Assert.Contains("/indicators/", page.Url, StringComparison.Ordinal);
        await page.GoBackAsync();
        await page.GetByText("JSON", new() { Exact = true }).ClickAndLoadAsync();
        Assert.NotNull(JsonNode.Parse(await page.Locator("pre").InnerTextAsync()));
    }

    [BrowserFact]
    public async Task From_a_headline_two_clicks_lead_to_what_it_was_made_of_and_the_page_prints()
    {
        var page = await OpenAsync("/");
        Assert.Contains("指標のうち", await page.Locator(".count").InnerTextAsync(), StringComparison.Ordinal);
        await Assertions.Expect(page.Locator("#trend-overtime_change canvas")).ToBeVisibleAsync();
        Assert.Contains("−17.8", await page.Locator("#card-overtime_change").InnerTextAsync(), StringComparison.Ordinal);

        // Printed, nothing is asked for that paper cannot give, and the cards are in rows of four.
        await page.EmulateMediaAsync(new() { Media = Media.Print });
        await page.SetViewportSizeAsync(703, 994);
        Assert.False(await page.GetByText("サインインする").First.IsVisibleAsync());
        Assert.Equal(4, await page.EvaluateAsync<int>(
            "() => new Set([...document.querySelectorAll('.card')].map(c => Math.round(c.getBoundingClientRect().left))).size"));
        Assert.NotEmpty(await page.PdfAsync(new() { PreferCSSPageSize = true }));
        await page.EmulateMediaAsync(new() { Media = Media.Screen });

        await ClickAsync(page.Locator("#card-overtime_change .now a"));
        Assert.Contains("−17.8", await page.Locator(".figure-value").InnerTextAsync(), StringComparison.Ordinal);
        Assert.Contains("÷", await page.Locator(".calculation").First.InnerTextAsync(), StringComparison.Ordinal);
        await ClickAsync(page.GetByText("この指標の説明"));
        Assert.Equal(2, clicks);
        Assert.Contains("時間外勤務", await page.HeadingAsync(), StringComparison.Ordinal);
    }

    private async Task<IPage> OpenAsync(string address)
    {
        var page = await (await Chromium.NewContextAsync(sample.App.Client.BaseAddress!)).NewPageAsync();
        await page.GotoAsync(address);
        clicks = 0;
        return page;
    }

    private async Task ClickAsync(ILocator what)
    {
        clicks++;
        await what.ClickAndLoadAsync();
    }

    private async Task<(string Name, byte[] Content)> DownloadAsync(IPage page, ILocator link)
    {
        var download = await page.RunAndWaitForDownloadAsync(() => ClickAsync(link));
        return (download.SuggestedFilename, await File.ReadAllBytesAsync(await download.PathAsync()));
    }

    // None of these tables has a comma or a line break within a field that is looked at.
    private static List<List<string>> Rows(string csv) =>
        [.. csv.Split("\r\n", StringSplitOptions.RemoveEmptyEntries).Select(l => l.Split(',').ToList())];

    private static List<List<(string Text, bool IsNumber)>> Cells(byte[] content)
    {
        using var workbook = SpreadsheetDocument.Open(new MemoryStream(content), false);
        return [.. workbook.WorkbookPart!.WorksheetParts.Single().Worksheet!.Descendants<Row>().Select(r => r.Elements<Cell>()
            .Select(c => (c.InnerText, c.DataType is null || c.DataType.Value == CellValues.Number)).ToList())];
    }
}
