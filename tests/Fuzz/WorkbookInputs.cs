using System.IO.Compression;
using System.Text;
using CsCheck;
using SmartToyonaka.Tests.Intake.Drops;
using SmartToyonaka.Tests.Intake.Submissions;
using SmartToyonaka.Tests.Support;

namespace SmartToyonaka.Tests.Fuzz;

/// <summary>
/// Workbooks: odd cells, parts that are changed, missing or doubled inside a package that is whole, packages with damaged bytes.
/// </summary>
internal static class WorkbookInputs
{
    private static readonly string[] Parts = ["xl/workbook.xml", "xl/_rels/workbook.xml.rels", "xl/worksheets/sheet1.xml",
        "xl/styles.xml", "[Content_Types].xml", "_rels/.rels", "xl/sharedStrings.xml"];

    private static readonly (string From, string To)[] Tricks =
    [
        ("<sheetData>", "<sheetData><row r=\"99999999\">"), ("r=\"A1\"", "r=\"A0\""), ("r=\"A1\"", "r=\"XFE1\""),
            ("r=\"B2\"", "r=\"A2\""), ("r=\"2\"", "r=\"1\""), ("r=\"2\"", "r=\"-2\""), ("t=\"inlineStr\"", "t=\"s\""),
                ("t=\"inlineStr\"", ""), ("numFmtId=\"14\"", "numFmtId=\"99999\""),
        ("<sheetData>", "<dimension ref=\"A1:XFD1048576\"/><sheetData>"),
            ("<sheetData>", "<dimension ref=\"ZZZZ99999999999:A0\"/><sheetData>"),
                ("<sheetData>", "<mergeCells><mergeCell ref=\"A1:XFD1048576\"/></mergeCells><sheetData>"),
                    ("<sheetData>", "<cols><col min=\"1\" max=\"999999999\"/></cols><sheetData>"),
        ("worksheets/sheet1.xml", "../../etc/passwd"), ("worksheets/sheet1.xml", "http://example.com/x"),
            ("worksheets/sheet1.xml", "/xl/worksheets/sheet1.xml"), ("worksheets/sheet1.xml", "worksheets/sheet2.xml"),
                ("worksheets/sheet1.xml", "workbook.xml"), ("Target=", "TargetMode=\"External\" Target="),
        ("rId1", "rId9"), ("rId1", ""), ("sheetId=\"1\"", "sheetId=\"abc\""), ("state=\"visible\"", "state=\"veryHidden\""),
            ("name=\"S\"", "name=\"\""), ("<sheets>", "<workbookPr date1904=\"1\"/><sheets>"),
                ("<sheets>", "<workbookPr date1904=\"true\"/><sheets>"), ("<sheets>", "<sheets><sheet name=\"S\" sheetId=\"7\"/>"),
        ("<worksheet", "<!DOCTYPE a [<!ENTITY b \"c\">]><worksheet"), ("<t>", "<t>&b;"), ("<t>", "<t xml:space=\"preserve\">\u0001"),
            ("<t>", "<t>_x0000__xD800_"), ("</worksheet>", ""), ("<v>", "<v>\n"), ("<v>", "<v>9e99999"),
                ("cellXfs count=\"2\"", "cellXfs count=\"999999999\""), ("s=\"1\"", "s=\"4294967296\""), ("s=\"1\"", "s=\"-1\""),
                    ("s=\"1\"", "s=\"77\""),
        ("http://schemas.openxmlformats.org/spreadsheetml/2006/main", "http://purl.oclc.org/ooxml/spreadsheetml/main"),
            ("http://schemas.openxmlformats.org/spreadsheetml/2006/main", "x"), ("<row", "<x:row"), ("application/xml", "text/plain"),
    ];

    private static readonly Gen<string?> Cell = Gen.Frequency(
        (5, HostileValues.Count.Select(c => (string?)Clean(c))), (3, HostileValues.Text.Select(c => (string?)Clean(c))),
            (3, HostileValues.Month.Select(c => (string?)Clean(c))),
        (2, Gen.OneOf<string?>("=1", "=1.0", "=1E+3", "=1e308", "=1e400", "=NaN", "=-5", "=2021.1", "=44348", "@44348", "@60", "@0",
            "@-1", "@0.99999999", "@2958465", "@2958466", "@1e300")),
        (3, Gen.OneOf<string?>(
            null, "<c t=\"s\"><v>0</v></c>", "<c t=\"s\"><v>99999</v></c>", "<c t=\"s\"><v>-1</v></c>", "<c t=\"s\"><v>x</v></c>",
                "<c t=\"e\"><v>#DIV/0!</v></c>", "<c t=\"e\"><v>x</v></c>", "<c><f>1+1</f></c>", "<c><f>1+1</f><v>2</v></c>",
                    "<c t=\"str\"><f>A1</f><v>2021-06</v></c>",
            "<c t=\"b\"><v>1</v></c>", "<c t=\"b\"><v>maybe</v></c>", "<c t=\"d\"><v>2021-06-01</v></c>", "<c t=\"d\"><v>x</v></c>",
                "<c t=\"zz\"><v>1</v></c>", "<c t=\"inlineStr\"/>",
                    "<c t=\"inlineStr\"><is><r><t>押印</t></r><r><t>廃止</t></r><rPh sb=\"0\" eb=\"2\"><t>オウイン</t></rPh></is></c>",
                        "<c><v/></c>", "<c/>", "<c t=\"n\"><v>１</v></c>")));

    private static readonly Gen<byte[]> Whole = Gen.Select(
        Gen.OneOf<string?[]>(["項目", "件数", "年月"], ["区分", "名称", "段階", "年月", "目標に数える", "備考"], ["所属", "年月", "項目", "オンライン化済", "対象"],
            ["項目", "項目", "件数"], [null, "項目", "件数"]),
        Gen.Select(HostileValues.Word("押印廃止", "行政手続きのオンライン化", "AIの導入", "0213").Select(c => (string?)Clean(c)), Cell.Array[1, 2],
            (first, more) => (string?[])[first, .. more]).Array[0, 4],
        Gen.OneOf("", "<workbookPr date1904=\"1\"/>", "<workbookPr date1904=\"0\"/>"), Gen.Bool, Gen.Int[0, 3],
        (header, rows, properties, shared, sheets) =>
        {
            var book = new Workbook { WorkbookProperties = properties }.Sheet("S", [header, .. rows]);
            book = sheets == 0 ? book.Sheet("T", rows) : book;
            return (shared ? book.Part("xl/sharedStrings.xml",
                "<sst xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"><si><t>押印廃止</t></si></sst>") : book).ToBytes();
        });

    private static readonly string[] Hostile =
        ["zip bomb that lies about its size", "dtd in a sheet", "external entity in the strings", "entities in utf-16",
            "a cell far to the right", "a cell beyond Excel", "rows out of order", "deep nesting", "two parts of one name", "macros",
                "macros by type", "encrypted", "another zip", "cut off", "no sheets", "a sheet that is missing"];

    private static readonly byte[][] Seeds = [.. Hostile.Select(HostileFileTests.Make).Where(f => f.Length < 60_000)];

    /// <summary>Workbooks, most of them wrong.</summary>
    public static readonly Gen<byte[]> All = Gen.Frequency(
        (4, Whole),
        (3, FormInputs.Tables.Select(t => new Workbook().Sheet("S", [.. t.Select(r => r.Select(c => (string?)Clean(c)).ToArray())])
            .ToBytes())),
        (5, Gen.Select(Whole, Gen.OneOf(Tricks), Gen.OneOf(Parts), Gen.Int[0, 9], Gen.Int, Tricked)),
        (2, Whole.Damaged(10)),
        (1, Gen.OneOf(Seeds).Damaged(7)));

    // The package is whole, so that what is read is the part that is not.
    private static byte[] Tricked(byte[] book, (string From, string To) trick, string part, int how, int seed)
    {
        using var to = new MemoryStream();
        using (var from = new ZipArchive(new MemoryStream(book), ZipArchiveMode.Read))
        using (var zip = new ZipArchive(to, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var entry in from.Entries)
            {
                using var source = entry.Open();
                using var content = new MemoryStream();
                source.CopyTo(content);
                var bytes = content.ToArray();
                var isIt = entry.FullName == part;
                bytes = how switch
                {
                    < 6 => Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(bytes).Replace(trick.From, trick.To, StringComparison.Ordinal)),
                    < 8 when isIt => FileMutation.Of(bytes, bytes, new Random(seed)),
                    8 when isIt => [],
                    _ => bytes,
                };
                if (how == 9 && isIt)
                {
                    continue;
                }

                using var target = zip.CreateEntry(entry.FullName, CompressionLevel.Fastest).Open();
                target.Write(bytes);
            }
        }

        return to.ToArray();
    }

    // A workbook that is no XML from the first is refused for that alone.
    private static string Clean(string text) =>
        string.Concat(text.EnumerateRunes().Where(r => r.Value is >= ' ' and not (0xFFFE or 0xFFFF or 0xFFFD)).Take(2_000));
}
