using System.IO.Compression;
using System.Security;
using System.Text;

namespace SmartToyonaka.Tests.Support;

/// <summary>Makes small workbooks, good and bad, part by part.</summary>
internal sealed class Workbook
{
    private const string Main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    private const string Types = "http://schemas.openxmlformats.org/package/2006/content-types";
    private const string Package = "http://schemas.openxmlformats.org/package/2006/relationships";
    private const string Office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

    private readonly List<(string Name, string State, string Xml)> sheets = [];
    private readonly List<(string Path, byte[] Content)> parts = [];

    public string WorkbookProperties { get; init; } = "";

    /// <summary>Formats of cells by number: the first is that of <c>s="2"</c>.</summary>
    public string[] Formats { get; init; } = [];

    public string ContentType { get; init; } = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml";

    /// <summary>
    /// A sheet of rows of cells: text, numbers as <c>=12</c>, dates by serial as <c>@44348</c>, else raw XML that begins with <c>&lt;</c>.
    /// </summary>
    public Workbook Sheet(string name, params string?[][] rows) => RawSheet(name, string.Concat(rows.Select((r, i) =>
        $"<row r=\"{i + 1}\">{string.Concat(r.Select((c, j) => Cell($"{(char)('A' + j)}{i + 1}", c)))}</row>")));

    public Workbook RawSheet(string name, string rows, string before = "", string state = "visible", string columns = "", string after = "")
    {
        sheets.Add((name, state,
            $"<?xml version=\"1.0\" encoding=\"UTF-8\"?>{before}<worksheet xmlns=\"{Main}\">{columns}<sheetData>{rows}</sheetData>{after}</worksheet>"));
        return this;
    }

    /// <summary>The same as <see cref="Sheet(string, string[][])"/>, of which some is hidden or merged.</summary>
    public Workbook Sheet(string name, SheetDress dress, params string?[][] rows) => RawSheet(
        name,
        string.Concat(rows.Select((r, i) => $"<row r=\"{i + 1}\"{(dress.Rows.Contains(i + 1) ? " " + dress.Hidden : "")}>"
            + string.Concat(r.Select((c, j) => Cell($"{(char)('A' + j)}{i + 1}", c))) + "</row>")),
        columns: Within("cols", dress.Columns.Select(c => $"<col min=\"{c}\" max=\"{c}\" width=\"9\" {dress.Hidden}/>")),
        after: Within("mergeCells", dress.Merged.Select(m => $"<mergeCell ref=\"{m}\"/>")));

    private static string Within(string element, IEnumerable<string> all) =>
        string.Concat(all) is { Length: > 0 } some ? $"<{element}>{some}</{element}>" : "";

    public Workbook Part(string path, string content) => Part(path, Encoding.UTF8.GetBytes(content));

    public Workbook Part(string path, byte[] content)
    {
        parts.Add((path, content));
        return this;
    }

    public byte[] ToBytes()
    {
        using var buffer = new MemoryStream();
        using (var zip = new ZipArchive(buffer, ZipArchiveMode.Create, leaveOpen: true))
        {
            void Add(string path, byte[] content)
            {
                using var part = zip.CreateEntry(path, CompressionLevel.Fastest).Open();
                part.Write(content);
            }

            void AddText(string path, string content) => Add(path, Encoding.UTF8.GetBytes(content));

            AddText("[Content_Types].xml",
                $"<Types xmlns=\"{Types}\"><Default Extension=\"xml\" ContentType=\"application/xml\"/><Override PartName=\"/xl/"
                    + $"workbook.xml\" ContentType=\"{ContentType}\"/></Types>");
            AddText("_rels/.rels", $"<Relationships xmlns=\"{Package}\"><Relationship Id=\"rId1\" Type=\"{Office}/officeDocument\" "
                + $"Target=\"xl/workbook.xml\"/></Relationships>");
            AddText("xl/workbook.xml",
                $"<workbook xmlns=\"{Main}\" "
                    + $"xmlns:r=\"{Office}\">{WorkbookProperties}<sheets>{string.Concat(sheets.Select((s, i) => $"<sheet name=\"{SecurityElement.Escape(s.Name)}\" sheetId=\"{i + 1}\" state=\"{s.State}\" r:id=\"rId{i + 1}\"/>"))}</sheets></workbook>");
            AddText("xl/_rels/workbook.xml.rels",
                $"<Relationships xmlns=\"{Package}\">{string.Concat(sheets.Select((_, i) => $"<Relationship Id=\"rId{i + 1}\" Type=\"{Office}/worksheet\" Target=\"worksheets/sheet{i + 1}.xml\"/>"))}</Relationships>");
            AddText("xl/styles.xml",
                $"<styleSheet xmlns=\"{Main}\">{Numbered("numFmts", "<numFmt numFmtId=\"{0}\" formatCode=\"{1}\"/>")}"
                    + $"<cellXfs count=\"{Formats.Length + 2}\"><xf numFmtId=\"0\"/><xf numFmtId=\"14\"/>"
                    + $"{Numbered("", "<xf numFmtId=\"{0}\" applyNumberFormat=\"1\"/>")}</cellXfs></styleSheet>");
            for (var i = 0; i < sheets.Count; i++)
            {
                AddText($"xl/worksheets/sheet{i + 1}.xml", sheets[i].Xml);
            }

            foreach (var (path, content) in parts)
            {
                Add(path, content);
            }
        }

        return buffer.ToArray();
    }

    private string Numbered(string within, string element)
    {
        var all = string.Concat(Formats.Select((f, i) => element.Replace("{0}", $"{164 + i}", StringComparison.Ordinal)
            .Replace("{1}", SecurityElement.Escape(f), StringComparison.Ordinal)));
        return within.Length == 0 || all.Length == 0 ? all : $"<{within} count=\"{Formats.Length}\">{all}</{within}>";
    }

    private static string Cell(string place, string? text) => text switch
    {
        null or "" => "",
        ['<', ..] => text.Replace("<c", $"<c r=\"{place}\"", StringComparison.Ordinal),
        ['=', ..] => $"<c r=\"{place}\"><v>{text[1..]}</v></c>",
        ['@', ..] => $"<c r=\"{place}\" s=\"1\"><v>{text[1..]}</v></c>",
        _ => $"<c r=\"{place}\" t=\"inlineStr\"><is><t>{SecurityElement.Escape(text)}</t></is></c>",
    };
}

/// <summary>What a sheet hides and merges.</summary>
internal sealed record SheetDress
{
    /// <summary>Hidden rows, from 1.</summary>
    public int[] Rows { get; init; } = [];

    /// <summary>Hidden columns, from 1.</summary>
    public int[] Columns { get; init; } = [];

    /// <summary>Merged cells: <c>A2:A4</c>.</summary>
    public string[] Merged { get; init; } = [];

    /// <summary>How a row or column is hidden.</summary>
    public string Hidden { get; init; } = "hidden=\"1\"";
}
