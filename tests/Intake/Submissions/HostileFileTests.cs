using System.Text;
using SmartToyonaka.Intake.Submissions.Files;
using SmartToyonaka.Tests.Support;

namespace SmartToyonaka.Tests.Intake.Submissions;

/// <summary>Malicious or broken files: each is refused, with bounded memory.</summary>
public sealed class HostileFileTests
{
    private const string Header =
        "<row r=\"1\"><c r=\"A1\" t=\"inlineStr\"><is><t>項目</t></is></c><c r=\"B1\" t=\"inlineStr\"><is><t>件数</t></is></c></row>";
    private static readonly byte[] Good = new Workbook().Sheet("S", ["項目", "件数"], ["押印廃止", "=1"]).ToBytes();

    [Theory]
    [MemberData(nameof(Bad))]
    public void It_is_refused_with_its_own_code(string name, string file, FileFaultKind kind, string code)
    {
        var content = Make(name);
        var before = GC.GetAllocatedBytesForCurrentThread();
        var fault = FileReader.Fault(file, content);
        Assert.Equal((kind, code), (fault.Kind, fault.Error.Code));
        Assert.StartsWith(file, fault.Error.Pointer, StringComparison.Ordinal);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 400 * 1024 * 1024);
    }

    public static TheoryData<string, string, FileFaultKind, string> Bad => new()
    {
        { "zip bomb", "a.xlsx", FileFaultKind.TooLarge, "file_unpacks_too_large" },
        { "zip bomb that lies about its size", "a.xlsx", FileFaultKind.Unreadable, "file_broken" },
        { "many parts", "a.xlsx", FileFaultKind.TooLarge, "file_unpacks_too_large" },
        { "dtd in a sheet", "a.xlsx", FileFaultKind.Unreadable, "file_broken" },
        { "external entity in the strings", "a.xlsx", FileFaultKind.Unreadable, "file_broken" },
        { "entities in utf-16", "a.xlsx", FileFaultKind.Unreadable, "file_broken" },
        { "a million rows", "a.xlsx", FileFaultKind.TooLarge, "file_cell_too_large" },
        { "too many rows", "a.xlsx", FileFaultKind.TooLarge, "file_too_many_rows" },
        { "a cell far to the right", "a.xlsx", FileFaultKind.TooLarge, "file_cell_too_large" },
        { "a cell beyond Excel", "a.xlsx", FileFaultKind.Unreadable, "file_broken" },
        { "rows out of order", "a.xlsx", FileFaultKind.Unreadable, "file_broken" },
        { "a huge cell", "a.xlsx", FileFaultKind.TooLarge, "file_cell_too_large" },
        { "a cell of a million pieces", "a.xlsx", FileFaultKind.TooLarge, "file_cell_too_large" },
        { "deep nesting", "a.xlsx", FileFaultKind.Unreadable, "file_broken" },
        { "two parts of one name", "a.xlsx", FileFaultKind.Unreadable, "file_broken" },
        { "macros", "a.xlsx", FileFaultKind.WrongType, "file_has_macros" },
        { "macros by type", "a.xlsx", FileFaultKind.WrongType, "file_has_macros" },
        { "workbook", "a.xlsm", FileFaultKind.WrongType, "file_type_unknown" },
        { "encrypted", "a.xlsx", FileFaultKind.WrongType, "file_encrypted_or_old" },
        { "encrypted", "a.csv", FileFaultKind.WrongType, "file_encrypted_or_old" },
        { "text", "a.xlsx", FileFaultKind.WrongType, "file_is_not_xlsx" },
        { "workbook", "a.csv", FileFaultKind.WrongType, "file_is_not_csv" },
        { "text", "a.pdf", FileFaultKind.WrongType, "file_type_unknown" },
        { "another zip", "a.xlsx", FileFaultKind.WrongType, "file_is_not_xlsx" },
        { "cut off", "a.xlsx", FileFaultKind.Unreadable, "file_broken" },
        { "no sheets", "a.xlsx", FileFaultKind.Unreadable, "file_broken" },
        { "a sheet that is missing", "a.xlsx", FileFaultKind.Unreadable, "file_broken" },
        { "a million lines", "a.csv", FileFaultKind.TooLarge, "file_too_many_rows" },
        { "empty lines without end", "a.csv", FileFaultKind.TooLarge, "file_too_many_rows" },
        { "one endless field", "a.csv", FileFaultKind.Unreadable, "file_is_not_csv" },
        { "an open quote", "a.csv", FileFaultKind.Unreadable, "file_is_not_csv" },
        { "ten thousand columns", "a.csv", FileFaultKind.TooLarge, "file_too_many_columns" },
        { "bytes of no encoding", "a.csv", FileFaultKind.Unreadable, "file_encoding" },
        { "half a character of CP932", "a.csv", FileFaultKind.Unreadable, "file_encoding" },
        { "a byte that .NET takes for CP932", "a.csv", FileFaultKind.Unreadable, "file_encoding" },
        { "zeros", "a.csv", FileFaultKind.Unreadable, "file_is_not_text" },
    };

    /// <summary>A file of the list, for tests through the door.</summary>
    internal static byte[] Make(string name) => name switch
    {
        "workbook" => Good,
        "text" => "項目,件数\n押印廃止,1\n"u8.ToArray(),
        "zip bomb" => new Workbook().Sheet("S", ["項目"]).Part("xl/media/a.xml", new byte[60_000_000]).ToBytes(),
        "zip bomb that lies about its size" =>
            Lie(new Workbook().Sheet("S", ["項目"]).Part("xl/sharedStrings.xml", "<sst>" + new string(' ', 30_000_000) + "</sst>").ToBytes()),
        "many parts" => Enumerable.Range(0, 600).Aggregate(new Workbook().Sheet("S", ["項目"]), (b, i) => b.Part($"xl/p{i}.xml", "<a/>"))
            .ToBytes(),
        "dtd in a sheet" => new Workbook().RawSheet("S", Header, "<!DOCTYPE worksheet [<!ENTITY a \"b\">]>").ToBytes(),
        "external entity in the strings" => new Workbook().Sheet("S", ["項目"])
            .Part("xl/sharedStrings.xml", "<!DOCTYPE sst [<!ENTITY x SYSTEM \"file:///etc/passwd\">]><sst>&x;</sst>").ToBytes(),
        "entities in utf-16" =>
            new Workbook().Sheet("S", ["項目"]).Part("docProps/app.xml",
                [.. Encoding.Unicode.Preamble, .. Encoding.Unicode.GetBytes("<!DOCTYPE a [<!ENTITY b \"c\">]><a/>")]).ToBytes(),
        "a million rows" => new Workbook().RawSheet("S", Header
            + string.Concat(Enumerable.Range(2, 100_000).Select(i => $"<row r=\"{i}\"><c><v>1</v></c></row>"))).ToBytes(),
        "too many rows" => new Workbook().RawSheet("S", Header
            + string.Concat(Enumerable.Range(2, 1_100).Select(i => $"<row r=\"{i}\"><c><v>1</v></c></row>"))).ToBytes(),
        "a cell far to the right" => new Workbook().RawSheet("S", "<row r=\"1\"><c r=\"XFD1\"><v>1</v></c></row>").ToBytes(),
        "a cell beyond Excel" => new Workbook().RawSheet("S", "<row r=\"1\"><c r=\"ZZZZZZ1\"><v>1</v></c></row>").ToBytes(),
        "rows out of order" => new Workbook().RawSheet("S", "<row r=\"5\"><c r=\"A5\"><v>1</v></c></row>" + Header).ToBytes(),
        "a huge cell" => new Workbook().Sheet("S", [new string('あ', 40_000)]).ToBytes(),
        "a cell of a million pieces" =>
            new Workbook().RawSheet("S",
                $"<row r=\"1\"><c r=\"A1\" t=\"inlineStr\"><is>{string.Concat(Enumerable.Repeat("<r><t>a</t></r>", 30_000))}</is></c></"
                    + $"row>").ToBytes(),
        "deep nesting" => new Workbook().Sheet("S", ["項目"]).Part("xl/deep.xml", string.Concat(Enumerable.Repeat("<a>", 5_000))
            + string.Concat(Enumerable.Repeat("</a>", 5_000))).ToBytes(),
        "two parts of one name" => new Workbook().Sheet("S", ["項目"]).Part("xl\\worksheets/SHEET1.xml", "<a/>").ToBytes(),
        "macros" => new Workbook().Sheet("S", ["項目"]).Part("xl/vbaProject.bin", "x").ToBytes(),
        "macros by type" => new Workbook { ContentType = "application/vnd.ms-excel.sheet.macroEnabled.main+xml" }.Sheet("S", ["項目"])
            .ToBytes(),
        "encrypted" => [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1, .. new byte[2_000]],
        "another zip" => Zip("a.txt"),
        "cut off" => Good[..(Good.Length - 200)],
        "no sheets" => new Workbook().ToBytes(),
        "a sheet that is missing" =>
            Encoding.Latin1.GetBytes(Encoding.Latin1.GetString(Good).Replace("sheet1.xml", "sheet9.xml", StringComparison.Ordinal)),
        "a million lines" => Encoding.UTF8.GetBytes("項目,件数\n" + string.Concat(Enumerable.Repeat("a,1\n", 1_000_000))),
        "empty lines without end" => Encoding.UTF8.GetBytes("項目,件数\n" + string.Concat(Enumerable.Repeat(",\n", 1_000_000))),
        "one endless field" => Encoding.UTF8.GetBytes("項目,件数\n" + new string('x', 5_000_000)),
        "an open quote" => "項目,件数\n\"押印廃止,1\n"u8.ToArray(),
        "ten thousand columns" => Encoding.UTF8.GetBytes("項目,件数" + new string(',', 10_000) + "\n"),
        "bytes of no encoding" => [0x41, 0x81, 0x20, 0xFF],
        "half a character of CP932" => [.. FileReader.Cp932.GetBytes("項目,件数\n押印廃止,"), 0x83],
        "a byte that .NET takes for CP932" => [.. FileReader.Cp932.GetBytes("項目,件数\n押印廃止,"), 0xA0],
        "zeros" => new byte[1_000],
        _ => throw new ArgumentOutOfRangeException(nameof(name), name, null),
    };

    private static byte[] Zip(string entry)
    {
        using var buffer = new MemoryStream();
        using (var zip = new System.IO.Compression.ZipArchive(buffer, System.IO.Compression.ZipArchiveMode.Create, leaveOpen: true))
        {
            zip.CreateEntry(entry);
        }

        return buffer.ToArray();
    }

    /// <summary>Writes 10 bytes for the unpacked size of every large part, in the directory and before the part.</summary>
    private static byte[] Lie(byte[] zip)
    {
        for (var i = 0; i < zip.Length - 30; i++)
        {
            var at = zip.AsSpan(i);
            var offset = at.StartsWith("PK\u0001\u0002"u8) ? 24 : at.StartsWith("PK\u0003\u0004"u8) ? 22 : 0;
            if (offset > 0 && System.Buffers.Binary.BinaryPrimitives.ReadUInt32LittleEndian(at[offset..]) > 1_000_000)
            {
                System.Buffers.Binary.BinaryPrimitives.WriteUInt32LittleEndian(at[offset..], 10);
            }
        }

        return zip;
    }
}
