using System.Net;
using System.Text;
using System.Text.Json;
using Azure.Data.Tables;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;
using DocumentFormat.OpenXml.Validation;
using Microsoft.Extensions.DependencyInjection;
using SmartToyonaka.Infrastructure.Storage;
using SmartToyonaka.Publishing.Completeness;
using SmartToyonaka.Tests.Support;
using SheetRow = DocumentFormat.OpenXml.Spreadsheet.Row;

namespace SmartToyonaka.Tests.Triggers.Http;

/// <summary>Published tables as files that people open in Excel.</summary>
public sealed class TableDownloadTests(TableDownloadTests.AppFixture running) : IClassFixture<TableDownloadTests.AppFixture>
{
    private const string Formula = "=HYPERLINK(\"http://x\",\"y\")";

    private RunningApp App => running.App;

    public static TheoryData<string, string> Tables
    {
        get
        {
            var data = new TheoryData<string, string>();
            foreach (var table in TableNames.Published)
            {
                var year = table is TableNames.FactIndicator or TableNames.FactBureau or TableNames.FactFigure
                    or TableNames.FactCompleteness ? "&fiscalYear=2021" : "";
                data.Add(table, "?format=csv" + year);
                data.Add(table, "?format=xlsx" + year);
                data.Add(table, "?encoding=cp932" + year);
            }

            return data;
        }
    }

    [Theory]
    [MemberData(nameof(Tables))]
    public async Task Every_table_is_given_whole_in_every_form(string table, string query)
    {
        using var answer = await App.Client.GetAsync($"api/tables/{table}{query}");
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        var content = await answer.Content.ReadAsByteArrayAsync();
        var header = Architecture.PublishedTableTests.Documented[table].Select(c => c.Column).ToList();
        var rows = (await App.RowsAsync(table)).Count(r => !query.Contains("fiscalYear", StringComparison.Ordinal)
            || (int)r["fiscalyear"] == 2021);
        if (query.Contains("xlsx", StringComparison.Ordinal))
        {
            using var workbook = SpreadsheetDocument.Open(new MemoryStream(content), false);
            Assert.Empty(new OpenXmlValidator(FileFormatVersions.Microsoft365).Validate(workbook).Select(e => e.Description));
            var sheet = workbook.WorkbookPart!.WorksheetParts.Single().Worksheet!;
            Assert.Equal(header, sheet.Descendants<SheetRow>().First().Elements<Cell>().Select(c => c.InnerText));
            Assert.Equal(rows + 1, sheet.Descendants<SheetRow>().Count());
            Assert.Equal(PaneStateValues.Frozen, sheet.Descendants<Pane>().Single().State!.Value);
            Assert.EndsWith(".xlsx", answer.Content.Headers.ContentDisposition!.FileNameStar, StringComparison.Ordinal);
            return;
        }

        var isCp932 = query.Contains("cp932", StringComparison.Ordinal);
        Assert.Equal(!isCp932, content.AsSpan().StartsWith("\uFEFF"u8));
        var text = (isCp932 ? Strict932 : Encoding.UTF8).GetString(content).TrimStart('\uFEFF');
        Assert.StartsWith(string.Join(',', header) + "\r\n", text, StringComparison.Ordinal);
        Assert.Equal(rows + 1, CsvRows(text).Count);
        Assert.Equal(isCp932 ? "windows-31j" : "utf-8", answer.Content.Headers.ContentType!.CharSet);
    }

    [Fact]
    public async Task Formulas_are_text_and_numbers_stay_numbers()
    {
        var csv = CsvRows((await App.Client.GetStringAsync("api/tables/factinitiative")).TrimStart('\uFEFF'));
        var names = csv.Select(r => r[1]).ToList();
        Assert.All(["=", "+", "-", "@", "＝", "＋", "－", "＠"], start =>
            Assert.Contains($"'{start}1+HYPERLINK(\"http://x\",\"y\"){(char.IsAscii(start[0]) ? "" : "2")}", names));
        Assert.DoesNotContain(csv.Skip(1).SelectMany(r => r), c => c.Length > 0 && "=@＝＠".Contains(c[0], StringComparison.Ordinal));

        using var workbook = SpreadsheetDocument.Open(
            new MemoryStream(await App.Client.GetByteArrayAsync("api/tables/factinitiative?format=xlsx")), false);
        var sheet = workbook.WorkbookPart!.WorksheetParts.Single().Worksheet!;
        Assert.Empty(sheet.Descendants<CellFormula>());
        var formats = workbook.WorkbookPart.WorkbookStylesPart!.Stylesheet!.CellFormats!.Elements<CellFormat>().ToList();
        var cell = sheet.Descendants<Cell>().Single(c => c.InnerText == "=1+HYPERLINK(\"http://x\",\"y\")");
        Assert.Equal((CellValues.InlineString, true), (cell.DataType!.Value, formats[(int)cell.StyleIndex!.Value].QuotePrefix!.Value));

        // A published text such as +11.8 is a number, and CP932 has no U+2212 but its own minus.
        var change = new TableEntity("overtime_change|2021", "ytd|actual|209901");
        foreach (var (name, value) in (await App.Table(TableNames.FactIndicator).GetEntityAsync<TableEntity>("seal_abolitions|2021",
            "month|actual|202106")).Value.Where(c => c.Key is not ("PartitionKey" or "RowKey" or "odata.etag" or "Timestamp")))
        {
            change[name] = value;
        }

        change["text"] = "+11.8";
        change["reason"] = "−17.8";
        await App.Table(TableNames.FactIndicator).UpsertEntityAsync(change);
        using var answer = await App.Client.GetAsync("api/tables/factindicator?fiscalYear=2021&encoding=cp932");
        var row = CsvRows(Strict932.GetString(await answer.Content.ReadAsByteArrayAsync())).Single(r => r[8] == "+11.8");
        Assert.Equal("－17.8", row[18]);
        Assert.False(answer.Headers.Contains("X-Replaced-Count"));
        await App.Table(TableNames.FactIndicator).DeleteEntityAsync(change.PartitionKey, change.RowKey);
    }

    [Fact]
    public async Task Formulas_are_text_in_the_tables_of_pages_too()
    {
        const string address = "indicators/rpa_ai_ocr_tasks/2021-06/departments/0301?basis=month&table=figures&format=";
        var csv = CsvRows((await App.Client.GetStringAsync(address + "csv")).TrimStart('\uFEFF'));
        Assert.Contains(csv, r => r[1].StartsWith("'=1+HYPERLINK(", StringComparison.Ordinal));
        Assert.DoesNotContain(csv.SelectMany(r => r), c => c.Length > 0 && "=@＝＠".Contains(c[0], StringComparison.Ordinal));

        using var workbook = SpreadsheetDocument.Open(new MemoryStream(await App.Client.GetByteArrayAsync(address + "xlsx")), false);
        Assert.Empty(workbook.WorkbookPart!.WorksheetParts.Single().Worksheet!.Descendants<CellFormula>());
    }

    [Fact]
    public async Task What_CP932_cannot_hold_is_marked_counted_and_named()
    {
        using var answer = await App.Client.GetAsync("api/tables/factinitiative?encoding=cp932");
        var text = Strict932.GetString(await answer.Content.ReadAsByteArrayAsync());

        Assert.Contains("〓〓の業務～髙﨑", text, StringComparison.Ordinal);
        Assert.DoesNotContain('?', text);
        Assert.Equal("2", answer.Headers.GetValues("X-Replaced-Count").Single());
        Assert.Equal("U+9DD7 U+1F600", answer.Headers.GetValues("X-Replaced-Characters").Single());
        Assert.Contains("2文字を〓に置換", answer.Content.Headers.ContentDisposition!.FileNameStar, StringComparison.Ordinal);

        using var utf8 = await App.Client.GetAsync("api/tables/factinitiative");
        Assert.Contains("鷗😀の業務〜髙﨑", await utf8.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.False(utf8.Headers.Contains("X-Replaced-Count"));
    }

    [Fact]
    public async Task What_is_withheld_or_not_computable_is_empty_and_not_nought()
    {
        var csv = CsvRows((await App.Client.GetStringAsync("api/tables/factindicator?fiscalYear=2021")).TrimStart('\uFEFF'));
        var (has, value) = (csv[0].IndexOf("hasvalue"), csv[0].IndexOf("value"));
        Assert.Contains(csv.Skip(1), r => r[has] == "false");
        Assert.All(csv.Skip(1), r => Assert.Equal(r[has] == "true", r[value].Length > 0));
    }

    [Fact]
    public async Task A_department_sees_its_own_rows()
    {
        using var department = await App.NewDepartmentAsync("0213");
        foreach (var table in new[] { "factfigure?fiscalYear=2021", "factinitiative", "factcompleteness?fiscalYear=2021" })
        {
            var csv = CsvRows((await department.GetStringAsync("api/tables/" + table)).TrimStart('\uFEFF'));
            var code = csv[0].IndexOf("departmentcode");
            Assert.NotEmpty(csv.Skip(1));
            Assert.Equal([table, "0213"], [table, .. csv.Skip(1).Select(r => r[code]).Distinct()]);
        }
    }

    [Theory]
    [InlineData("nothing", "no-such-table", 404)]
    [InlineData("ledger", "no-such-table", 404)]
    [InlineData("factfigure", "fiscal-year", 400)]
    [InlineData("factindicator?fiscalYear=21", "fiscal-year", 400)]
    [InlineData("dimmeasure?fiscalYear=2021", "fiscal-year", 400)]
    [InlineData("dimmeasure?format=ods", "format", 400)]
    [InlineData("dimmeasure?encoding=utf-7", "encoding", 400)]
    public async Task A_wrong_request_is_told_what_there_is(string address, string code, int status)
    {
        using var answer = await App.Client.GetAsync("api/tables/" + address);
        Assert.Equal(code, await answer.ProblemAsync((HttpStatusCode)status));
    }

    private static readonly Encoding Strict932 = Strict();

    private static Encoding Strict()
    {
        Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);
        return Encoding.GetEncoding(932, EncoderFallback.ExceptionFallback, DecoderFallback.ExceptionFallback);
    }

    private static List<List<string>> CsvRows(string text)
    {
        var rows = new List<List<string>>();
        using var csv = CsvHelper.CsvReader.Create(new StringReader(text), new CsvHelper.CsvReaderOptions { HasHeader = false });
        while (csv.Read())
        {
            rows.Add([.. Enumerable.Range(0, csv.FieldCount).Select(i => csv.GetString(i))]);
        }

        return rows;
    }

    /// <summary>One app with a few figures for all tests here.</summary>
    public sealed class AppFixture : IAsyncLifetime
    {
        internal RunningApp App { get; private set; } = null!;

        public async Task InitializeAsync()
        {
            App = await RunningApp.StartAsync();
            await App.AcceptedAsync(
                """{ "department": "0301", "month": "2021-06", "figures": [ { "measure": "seal_abolitions", "count": 3 }, { "measure": "cashless_services", "cashless": 0, "eligible": 0 } ] }""");
            await App.AcceptedAsync(
                """{ "department": "0213", "month": "2021-06", "figures": [ { "measure": "seal_abolitions", "count": 4 } ] }""");
            var names = new[] { "=", "+", "-", "@", "＝", "＋", "－", "＠" }.Select(s => s + "1+HYPERLINK(\"http://x\",\"y\")"
                + (char.IsAscii(s[0]) ? "" : "2")).Append("鷗😀の業務〜髙﨑");
            foreach (var department in new[] { "0301", "0213" })
            {
                var initiatives = (department == "0301" ? names : [Formula]).Select(name =>
                    new { category = "rpa_ai_ocr", name, status = "implemented", partners = Array.Empty<string>(), note = "" });
                await App.AcceptedAsync(JsonSerializer.Serialize(new { department, month = "2021-06", initiatives }));
            }

            await App.WaitUntilComputedAsync();
            await App.Services.GetRequiredService<CompletenessPublisher>().CatchUpAsync(CancellationToken.None);
        }

        public async Task DisposeAsync() => await App.DisposeAsync();
    }
}
