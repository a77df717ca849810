using System.Net;
using System.Text;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;
using CsvHelper;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;
using DocumentFormat.OpenXml.Validation;
using SmartToyonaka.Tests.Publishing.Reporting;
using SmartToyonaka.Tests.Support;

namespace SmartToyonaka.Tests.Triggers.Responses;

/// <summary>Every table that a page shows can be taken as a file, and the file says what the page says.</summary>
[Collection(SampleApp.Collection)]
public sealed class HtmlTableReaderTests(SampleApp sample)
{
    private static readonly Encoding Strict932 = CodePagesEncodingProvider.Instance.GetEncoding(932, EncoderFallback.ExceptionFallback,
        DecoderFallback.ExceptionFallback)!;

    [Theory]
    [Trait(TestCategory.Name, TestCategory.Scaled)]
    [InlineData("/?fiscalYear=2021", 3 + 9 + 2)]
    [InlineData("/indicators/overtime_change", 1)]
    [InlineData("/indicators/overtime_change/2022-01", 2)]
    [InlineData("/indicators/e_approval_rate/2022-01", 2)]
    [InlineData("/indicators/overtime_change/2022-01/departments/0213", 1)]
    [InlineData("/indicators/rpa_ai_ocr_tasks/2022-03?lang=en", 1)]
    [InlineData("/api/reports/2021", 10 + 4)]
    public async Task Of_every_table_there_are_files_that_say_the_same(string address, int atLeast)
    {
        var page = await PageAsync(address);

        // The list of downloads holds nothing but such links itself.
        var tables = page.QuerySelectorAll<IHtmlTableElement>("main table:not(.downloads)").ToList();
        Assert.True(tables.Count >= atLeast, $"{tables.Count} tables are on {address}.");
        foreach (var table in TestCategory.Sample(tables, 4))
        {
            var links = page.QuerySelectorAll<IHtmlAnchorElement>($"p.files a[href*='table={table.Id?["table-".Length..]}&']")
                .Select(a => a.GetAttribute("href")!).ToList();
            Assert.Equal(3, links.Count);
            await AssertSaysTheSameAsync(table, links);
        }
    }

    [Fact]
    public async Task From_a_value_down_to_the_lines_every_table_can_be_taken()
    {
        var department = await PageAsync("/indicators/overtime_change/2022-01/departments/0213");
        var entry = await PageAsync(department.QuerySelector("table.figures a[href^='/entries/']")!.GetAttribute("href")!);

        var lines = Assert.IsAssignableFrom<IHtmlTableElement>(entry.QuerySelector("#table-lines"));
        using var csv = await sample.App.Client.GetAsync(entry.QuerySelector("p.files a[href*='table=lines&']")!.GetAttribute("href"));
        Assert.Equal(lines.Bodies[0].Rows.Length + 1, Records(await csv.Content.ReadAsStringAsync()).Count);
        Assert.NotNull(entry.QuerySelector("p.files a[href*='table=numbers&']"));
    }

    [Fact]
    public async Task A_number_is_a_number_and_what_is_not_there_is_empty()
    {
        var rows = Records(await sample.App.Client.GetStringAsync("/?fiscalYear=2021&lang=ja&table=trend-overtime_change&format=csv"));

        Assert.Equal("月", rows[0][0]);
        Assert.Contains(rows, r => r[0] == "令和4年1月" && r[1] == "-17.8");
        Assert.DoesNotContain(rows.SelectMany(r => r), c => c is "–" or "−17.8");
    }

    [Fact]
    public async Task A_planned_value_of_the_report_is_one_in_its_table_too()
    {
        var page = await PageAsync("/api/reports/2021");
        var table = page.QuerySelector("table .planned")!.Closest("table")!.Id!["table-".Length..];

        var csv = await sample.App.Client.GetStringAsync($"/api/reports/2021?table={table}&format=csv");

        Assert.Contains("50.3%に拡大予定（R4年4月1日）", csv, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/?fiscalYear=2021&table=nothing&format=csv", HttpStatusCode.NotFound, "no-such-table")]
    [InlineData("/?fiscalYear=2021&table=warnings%22%3E&format=csv", HttpStatusCode.NotFound, "no-such-table")]
    [InlineData("/indicators/overtime_change?table=exclusions&format=pdf", HttpStatusCode.BadRequest, "format")]
    [InlineData("/api/reports/2021?table=nothing", HttpStatusCode.NotFound, "no-such-table")]
    [InlineData("/api/reports/2021?table=rpa_ai_ocr&format=docx", HttpStatusCode.BadRequest, "format")]
    public async Task A_table_that_there_is_not_is_told_with_those_that_there_are(string address, HttpStatusCode status, string code)
    {
        using var answer = await sample.App.Client.GetAsync(address);

        Assert.Equal(code, await answer.ProblemAsync(status));
    }

    [Fact]
    public async Task Who_may_not_see_a_table_cannot_take_it()
    {
        using var nobody = sample.App.NewClient(null);
        using var answer = await nobody.GetAsync("/?fiscalYear=2021&table=completeness&format=csv");
        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);

        using var page = await nobody.GetAsync("/indicators/overtime_change/2022-01/departments/0213?table=figures&format=csv");
        Assert.Equal(HttpStatusCode.Unauthorized, page.StatusCode);
    }

    private async Task<IHtmlDocument> PageAsync(string address)
    {
        var (status, html) = await sample.PageAsync(address);
        Assert.Equal(HttpStatusCode.OK, status);
        return new HtmlParser().ParseDocument(html);
    }

    private async Task AssertSaysTheSameAsync(IHtmlTableElement table, IReadOnlyList<string> links)
    {
        var heads = table.Head!.Rows[0].Cells.Select(c => c.TextContent.Trim()).ToList();
        var rows = table.Bodies.Sum(b => b.Rows.Length);
        var utf8 = await sample.App.Client.GetByteArrayAsync(links[0]);
        Assert.True(utf8.AsSpan().StartsWith("\uFEFF"u8));
        var csv = Records(Encoding.UTF8.GetString(utf8));
        Assert.Equal(heads, csv[0]);
        Assert.Equal(rows, csv.Count - 1);
        Assert.Equal(csv.Select(r => r.Count), Records(Strict932.GetString(await sample.App.Client.GetByteArrayAsync(links[1])))
            .Select(r => r.Count));

        using var workbook = SpreadsheetDocument.Open(new MemoryStream(await sample.App.Client.GetByteArrayAsync(links[2])), false);
        Assert.Empty(new OpenXmlValidator(FileFormatVersions.Microsoft365).Validate(workbook).Select(e => e.Description));
        var sheet = workbook.WorkbookPart!.WorksheetParts.Single().Worksheet!;
        Assert.Empty(sheet.Descendants<CellFormula>());
        Assert.Equal(rows + 1, sheet.Descendants<Row>().Count());

        // Every number that the page marks as one is one in both.
        foreach (var (row, at) in table.Bodies.SelectMany(b => b.Rows).Select((r, i) => (r, i + 1)))
        {
            foreach (var cell in row.Cells.Where(c => c.HasAttribute("data-value")))
            {
                Assert.Contains(csv[at][cell.Index()], cell.TextContent.Replace('−', '-').Replace(",", "", StringComparison.Ordinal),
                    StringComparison.Ordinal);
            }
        }
    }

    private static List<List<string>> Records(string text)
    {
        var rows = new List<List<string>>();
        using var csv = CsvReader.Create(new StringReader(text.TrimStart('\uFEFF')), new CsvReaderOptions { HasHeader = false });
        while (csv.Read())
        {
            rows.Add([.. Enumerable.Range(0, csv.FieldCount).Select(i => csv.GetString(i))]);
        }

        return rows;
    }
}
