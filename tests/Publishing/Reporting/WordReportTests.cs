using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Validation;
using DocumentFormat.OpenXml.Wordprocessing;
using SmartToyonaka.Publishing.Reporting.Annual;
using SmartToyonaka.Publishing.Reporting.Annual.Word;
using SmartToyonaka.Tests.Support;

namespace SmartToyonaka.Tests.Publishing.Reporting;

/// <summary>The report for Word, of the sample.</summary>
[Collection(SampleApp.Collection)]
public sealed partial class WordReportTests(SampleApp sample)
{
    [Fact]
    public async Task It_is_valid_and_says_what_the_page_says()
    {
        var report = await ReportAsync();
        using var document = await OpenAsync();
        var main = document.MainDocumentPart!;

        Assert.Empty(new OpenXmlValidator(FileFormatVersions.Microsoft365).Validate(document)
            .Select(e => $"{e.Path?.XPath}: {e.Description}"));
        var text = main.Document!.InnerText;
        Assert.All(report.Lines(), l => Assert.All(l.Runs, r => Assert.Contains(r.Text, text, StringComparison.Ordinal)));
        Assert.All(report.Groups.SelectMany(g => g.Measures).SelectMany(m => m.Registers).SelectMany(r => r.Entries), e =>
            Assert.Contains(e.Name, text, StringComparison.Ordinal));
        Assert.Contains("50.3%に拡大予定（R4年4月1日）", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Its_headings_are_styles_its_fonts_are_Japanese_and_its_page_is_A4()
    {
        using var document = await OpenAsync();
        var main = document.MainDocumentPart!;
        var styles = main.StyleDefinitionsPart!.Styles!.Elements<Style>().ToDictionary(s => s.StyleId!.Value!);
        var used = main.Document!.Descendants<ParagraphStyleId>().Select(p => p.Val!.Value!).Distinct().ToList();

        Assert.Empty(used.Except(styles.Keys));
        Assert.Empty(new[] { "Heading1", "Heading2", "Heading3", "Title" }.Except(used));
        Assert.Equal(10, main.Document.Descendants<ParagraphStyleId>().Count(p => p.Val == "Heading2"));
        Assert.Equal(["heading 1", "heading 2", "heading 3"],
            new[] { "Heading1", "Heading2", "Heading3" }.Select(h => styles[h].StyleName!.Val!.Value));
        Assert.Equal("MS 明朝", main.StyleDefinitionsPart.Styles.DocDefaults!.Descendants<RunFonts>().Single().EastAsia!.Value);
        Assert.Equal("Yu Gothic", styles["Heading1"].Descendants<RunFonts>().Single().EastAsia!.Value);
        var size = main.Document.Descendants<PageSize>().Single();
        Assert.Equal((11906u, 16838u), (size.Width!.Value, size.Height!.Value));
    }

    [Fact]
    public async Task Heads_of_tables_repeat_rows_are_not_broken_and_footnotes_are_footnotes()
    {
        var report = await ReportAsync();
        using var document = await OpenAsync();
        var main = document.MainDocumentPart!;
        var tables = main.Document!.Descendants<Table>().ToList();

        Assert.Equal(20 + report.Groups.SelectMany(g => g.Measures).Sum(m => m.Registers.Count), tables.Count);
        Assert.All(tables, t =>
        {
            Assert.Equal("ReportTable", t.GetFirstChild<TableProperties>()!.TableStyle!.Val!.Value);
            Assert.Single(t.Descendants<TableHeader>());
            Assert.NotNull(t.Elements<TableRow>().First().TableRowProperties!.GetFirstChild<TableHeader>());
            Assert.All(t.Elements<TableRow>(), r => Assert.NotNull(r.TableRowProperties?.GetFirstChild<CantSplit>()));

            // A row alone at the foot or at the head of a page is tied to its neighbour.
            var rows = t.Elements<TableRow>().Skip(1).ToList();
            Assert.All(rows.Count < 2 ? [] : new[] { rows[0], rows[^2] }, r =>
                Assert.All(r.Descendants<Paragraph>(), p => Assert.NotNull(p.ParagraphProperties?.KeepNext)));
        });
        var notes = main.FootnotesPart!.Footnotes!.Elements<Footnote>().Where(f => f.Id!.Value > 0).ToList();
        Assert.Equal(report.Notes.Order(StringComparer.Ordinal), notes.Select(n => n.InnerText.Trim()).Order(StringComparer.Ordinal));
        Assert.Equal(notes.Select(n => n.Id!.Value), main.Document.Descendants<FootnoteReference>().Select(r => r.Id!.Value));

        // Another place of the same footnote shows the number of its mark, whatever that becomes.
        var marks = main.Document.Descendants<BookmarkStart>().ToDictionary(b => b.Name!.Value!, b => b.NextSibling());
        var pointers = main.Document.Descendants<SimpleField>().Select(f => f.Instruction!.Value!.Trim().Split(' ')).ToList();
        Assert.NotEmpty(pointers);
        Assert.All(pointers, p => Assert.Equal("NOTEREF", p[0]));
        Assert.All(pointers, p => Assert.NotNull(marks[p[1]]!.GetFirstChild<FootnoteReference>()));
    }

    [LibreOfficeWriterFact]
    public async Task A_word_processor_opens_it_on_about_as_many_pages_as_the_browser_prints()
    {
        var folder = Directory.CreateTempSubdirectory("word-report-").FullName;
        try
        {
            var file = Path.Combine(folder, "report.docx");
            await File.WriteAllBytesAsync(file, await sample.App.Client.GetByteArrayAsync("api/reports/2021?format=docx"));
            await LibreOffice.ConvertAsync([file], "pdf", folder);
            var pdf = System.Text.Encoding.Latin1.GetString(await File.ReadAllBytesAsync(Path.Combine(folder, "report.pdf")));
            Assert.InRange(PdfPage().Count(pdf), 10, 13);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Fact]
    public async Task The_same_report_is_the_same_file() =>
        Assert.Equal(new WordReport().Write(await ReportAsync()),
            await sample.App.Client.GetByteArrayAsync("api/reports/2021?format=docx"));

    private async Task<AnnualReport> ReportAsync() =>
        JsonReport.Read(await sample.App.Client.GetByteArrayAsync("api/reports/2021?format=json"));

    private async Task<WordprocessingDocument> OpenAsync() =>
        WordprocessingDocument.Open(new MemoryStream(await sample.App.Client.GetByteArrayAsync("api/reports/2021?format=docx")), false);

    [System.Text.RegularExpressions.GeneratedRegex("/Type ?/Page[^s]")]
    private static partial System.Text.RegularExpressions.Regex PdfPage();
}
