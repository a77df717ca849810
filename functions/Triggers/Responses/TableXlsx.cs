using System.Globalization;
using System.IO.Compression;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Spreadsheet;
using SmartToyonaka.Publishing.Tables;

namespace SmartToyonaka.Triggers.Responses;

/// <summary>A published table as an Excel workbook: typed cells, a header that stays, nothing that is computed.</summary>
internal static class TableXlsx
{
    /// <summary>What Excel can show on a sheet, without the header.</summary>
    public const int MaxRows = 1_048_575;

    private const uint Plain = 0, Header = 1, Day = 2, Instant = 3, Quoted = 4;

    // Excel has no cell longer than this.
    private const int MaxText = 32_767;

    private const string Main = "application/vnd.openxmlformats-officedocument.spreadsheetml.";

    private const string ContentTypes =
        "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\"><Default Extension=\"rels\" "
            + "ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/>"
        + "<Override PartName=\"/xl/workbook.xml\" ContentType=\"" + Main
            + "sheet.main+xml\"/><Override PartName=\"/xl/worksheets/sheet.xml\" ContentType=\"" + Main + "worksheet+xml\"/>"
        + "<Override PartName=\"/xl/styles.xml\" ContentType=\"" + Main + "styles+xml\"/></Types>";

    private static readonly DateTime Epoch = new(1899, 12, 30);

    /// <summary>Writes all rows to a file that is gone when it is closed; null when there are more than a sheet can hold.</summary>
    public static async Task<Stream?> WriteAsync(string table, IAsyncEnumerable<SmartToyonaka.Infrastructure.Storage.Row> rows,
        IReadOnlyList<PublishedColumn> columns, CancellationToken cancel)
    {
        var file = new FileStream(
            Path.Combine(Path.GetTempPath(), Path.GetRandomFileName()), FileMode.CreateNew, FileAccess.ReadWrite, FileShare.None,
                64 * 1024, FileOptions.DeleteOnClose | FileOptions.Asynchronous);
        try
        {
            if (await TryWriteAsync(file, table, rows, columns, cancel))
            {
                file.Position = 0;
                return file;
            }

            await file.DisposeAsync();
            return null;
        }
        catch
        {
            await file.DisposeAsync();
            throw;
        }
    }

    /// <summary>A name that Excel takes for a sheet: at most 31 characters, and none that has a meaning in a formula.</summary>
    public static string SheetName(string text)
    {
        var name = string.Concat(text.Where(c => c is not (':' or '\\' or '/' or '?' or '*' or '[' or ']') && !char.IsControl(c)
            && !char.IsSurrogate(c))).Trim('\'', ' ');
        return name.Length == 0 ? "Sheet" : name[..Math.Min(31, name.Length)];
    }

    private static async Task<bool> TryWriteAsync(Stream file, string table,
        IAsyncEnumerable<SmartToyonaka.Infrastructure.Storage.Row> rows, IReadOnlyList<PublishedColumn> columns, CancellationToken cancel)
    {
        // The parts are written sequentially without buffering; a package that can be read again would hold every row.
        using var zip = new ZipArchive(file, ZipArchiveMode.Create, leaveOpen: true);
        Part(zip, "[Content_Types].xml", ContentTypes);
        Part(zip, "_rels/.rels", Relationships(("officeDocument", "xl/workbook.xml")));
        Part(zip, "xl/_rels/workbook.xml.rels", Relationships(("worksheet", "worksheets/sheet.xml"), ("styles", "styles.xml")));
        Part(zip, "xl/workbook.xml", new Workbook(new Sheets(new Sheet { Name = table, SheetId = 1, Id = "r1" })).OuterXml);
        Part(zip, "xl/styles.xml", Styles().OuterXml);
        await using var part = await Entry(zip, "xl/worksheets/sheet.xml").OpenAsync(cancel);
        using var writer = OpenXmlWriter.Create(part);
        writer.WriteStartElement(new Worksheet());
        writer.WriteElement(new SheetViews(new SheetView(
            new Pane { VerticalSplit = 1, TopLeftCell = "A2", ActivePane = PaneValues.BottomLeft, State = PaneStateValues.Frozen })
        { WorkbookViewId = 0 }));
        writer.WriteElement(new Columns(columns.Select((c, i) =>
            new Column { Min = (uint)i + 1, Max = (uint)i + 1, Width = c.Kind == ColumnKind.Text ? 24 : 14, CustomWidth = true })));
        writer.WriteStartElement(new SheetData());
        var number = 1u;
        WriteRow(writer, number, columns.Select(c => Text(c.Name, Header)));
        await foreach (var row in rows.WithCancellation(cancel))
        {
            if (++number > MaxRows + 1)
            {
                return false;
            }

            WriteRow(writer, number, columns.Select(c => Cell(row, c)));
        }

        writer.WriteEndElement();
        writer.WriteElement(new AutoFilter { Reference = $"A1:{Letters(columns.Count)}{number}" });
        writer.WriteEndElement();
        return true;
    }

    private static void Part(ZipArchive zip, string name, string xml)
    {
        using var writer = new StreamWriter(Entry(zip, name).Open());
        writer.Write("<?xml version=\"1.0\" encoding=\"utf-8\"?>");
        writer.Write(xml);
    }

    // A download of the same rows is the same file.
    private static ZipArchiveEntry Entry(ZipArchive zip, string name)
    {
        var entry = zip.CreateEntry(name, CompressionLevel.Fastest);
        entry.LastWriteTime = new(1980, 1, 1, 0, 0, 0, TimeSpan.Zero);
        return entry;
    }

    private static string Relationships(params (string Kind, string Target)[] all) =>
        $"<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/"
            + $"relationships\">{string.Concat(all.Select((r, i) => $"<Relationship Id=\"r{i + 1}\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/{r.Kind}\" Target=\"{r.Target}\"/>"))}</Relationships>";

    private static void WriteRow(OpenXmlWriter writer, uint number, IEnumerable<Cell> cells)
    {
        writer.WriteStartElement(new DocumentFormat.OpenXml.Spreadsheet.Row { RowIndex = number });
        foreach (var cell in cells)
        {
            writer.WriteElement(cell);
        }

        writer.WriteEndElement();
    }

    private static Cell Cell(SmartToyonaka.Infrastructure.Storage.Row row, PublishedColumn column) => column.Only is { } only
        && !row.Flag(only) ? new Cell() : column.Kind switch
        {
            ColumnKind.Text => Text(row.Text(column.Name), CellText.IsFormula(row.Text(column.Name)) ? Quoted : Plain),
            ColumnKind.Flag => new Cell { DataType = CellValues.Boolean, CellValue = new(row.Flag(column.Name) ? "1" : "0") },
            ColumnKind.Day => Number(Serial(row.Time(column.Name)), Day),
            ColumnKind.Instant => Number(Serial(row.Time(column.Name)), Instant),
            _ => row.Columns.TryGetValue(column.Name, out var value)
                ? Number(((IFormattable)value).ToString(null, CultureInfo.InvariantCulture), Plain) : new Cell(),
        };

    private static Cell Text(string text, uint style) => new()
    {
        DataType = CellValues.InlineString,
        StyleIndex = style,
        InlineString = new(new Text(Clean(text)) { Space = SpaceProcessingModeValues.Preserve }),
    };

    private static Cell Number(string number, uint style) =>
        new() { DataType = CellValues.Number, StyleIndex = style, CellValue = new(number) };

    private static string Serial(DateTimeOffset time) =>
        (time.UtcDateTime - Epoch).TotalDays.ToString("0.##########", CultureInfo.InvariantCulture);

    private static string Clean(string text)
    {
        var clean = string.Concat(text.EnumerateRunes()
            .Select(r => r.Value is 0xFFFE or 0xFFFF || (r.Value < ' ' && r.Value is not ('\t' or '\n')) ? "\uFFFD" : r.ToString()));
        return clean.Length > MaxText ? clean[..MaxText] : clean;
    }

    private static string Letters(int column) => column <= 26 ? $"{(char)('A' + column - 1)}"
        : $"{(char)('A' + (column - 27) / 26)}{(char)('A' + (column - 1) % 26)}";

    private static Stylesheet Styles() => new(
        new NumberingFormats(new NumberingFormat { NumberFormatId = 164, FormatCode = "yyyy\\-mm\\-dd" },
            new NumberingFormat { NumberFormatId = 165, FormatCode = "yyyy\\-mm\\-dd\\ hh:mm:ss" }),
        new Fonts(new Font(), new Font(new Bold())),
        new Fills(new Fill(new PatternFill { PatternType = PatternValues.None }),
            new Fill(new PatternFill { PatternType = PatternValues.Gray125 })),
        new Borders(new Border()),
        new CellStyleFormats(new CellFormat()),
        new CellFormats(
            new CellFormat(), new CellFormat { FontId = 1, ApplyFont = true },
            new CellFormat { NumberFormatId = 164, ApplyNumberFormat = true },
                new CellFormat { NumberFormatId = 165, ApplyNumberFormat = true }, new CellFormat { QuotePrefix = true }));
}
