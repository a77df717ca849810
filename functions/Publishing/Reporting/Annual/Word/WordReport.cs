using System.IO.Compression;
using System.Xml.Linq;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Wordprocessing;
using SmartToyonaka.Publishing.Reporting.Annual.Ranges;

namespace SmartToyonaka.Publishing.Reporting.Annual.Word;

/// <summary>
/// The annual report for Word: real styles, tables with headers that repeat, footnotes, A4. The same report gives the same bytes.
/// </summary>
public sealed class WordReport : IReportFormat
{
    private static readonly XNamespace Core = "http://schemas.openxmlformats.org/package/2006/metadata/core-properties",
        Dublin = "http://purl.org/dc/elements/1.1/";

    private static readonly DateTimeOffset Epoch = new(1980, 1, 1, 0, 0, 0, TimeSpan.Zero);

    public string Name => "docx";

    public string ContentType => "application/vnd.openxmlformats-officedocument.wordprocessingml.document";

    public byte[] Write(AnnualReport report) =>
        Package($"{report.Title} {report.Subtitle}", report.Notes, lines => new WordBody(report, lines).Of("footer"));

    public byte[] Write(RangeReport report) =>
        Package($"{report.Title} {report.Subtitle}", report.Notes, lines => new WordRangeBody(report, lines).Of("footer"));

    private static byte[] Package(string title, IReadOnlyList<string> footnotes, Func<WordLines, Body> body)
    {
        using var file = new MemoryStream();
        using (var package = WordprocessingDocument.Create(file, WordprocessingDocumentType.Document))
        {
            // Ids that the library makes up are made up anew each time.
            var main = package.AddNewPart<MainDocumentPart>(
                "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml", "document");
            main.AddNewPart<StyleDefinitionsPart>("styles").Styles = WordStyles.All();
            main.AddNewPart<DocumentSettingsPart>("settings").Settings = new(
                new FootnoteDocumentWideProperties(new FootnoteSpecialReference { Id = WordNotes.Separator },
                    new FootnoteSpecialReference { Id = WordNotes.Continuation }),
                new Compatibility(new CompatibilitySetting
                {
                    Name = CompatSettingNameValues.CompatibilityMode,
                    Uri = "http://schemas.microsoft.com/office/word",
                    Val = "15"
                }),
                new ThemeFontLanguages { Val = "en-US", EastAsia = "ja-JP" });
            var notes = new WordNotes(footnotes);
            main.AddNewPart<FooterPart>("footer").Footer = new(new Paragraph(
                new ParagraphProperties(new ParagraphStyleId { Val = WordStyles.Footer }),
                new SimpleField { Instruction = " PAGE " }));
            main.Document = new(body(new WordLines(notes)));
            main.AddNewPart<FootnotesPart>("footnotes").Footnotes = notes.All();
            using var properties = package.AddNewPart<CoreFilePropertiesPart>("properties").GetStream(FileMode.Create);
            new XDocument(new XElement(
                Core + "coreProperties", new XElement(Dublin + "title", title),
                    new XElement(Dublin + "language", "ja-JP"))).Save(properties);
        }

        return WithoutTimes(file);
    }

    // A package says in each entry when it was written: the same report would never be the same file.
    private static byte[] WithoutTimes(MemoryStream file)
    {
        file.Position = 0;
        using var source = new ZipArchive(file, ZipArchiveMode.Read);
        using var copy = new MemoryStream();
        using (var target = new ZipArchive(copy, ZipArchiveMode.Create, leaveOpen: true))
        {
            // The list of content types comes first, as Word itself writes it.
            foreach (var entry in source.Entries.OrderBy(e => e.FullName != "[Content_Types].xml")
                .ThenBy(e => e.FullName, StringComparer.Ordinal))
            {
                var written = target.CreateEntry(entry.FullName, CompressionLevel.Optimal);
                written.LastWriteTime = Epoch;
                using var from = entry.Open();
                using var to = written.Open();
                from.CopyTo(to);
            }
        }

        return copy.ToArray();
    }
}
