using System.IO.Compression;
using System.Text;
using SmartToyonaka.Domain;
using SmartToyonaka.Intake.Reference;
using SmartToyonaka.Tests.Intake.Drops;
using SmartToyonaka.Tests.Intake.Submissions;

namespace SmartToyonaka.Tests.Intake.OfficeFiles;

/// <summary>
/// A file that is no CSV in an encoding that is read here: at every way in its message says what it is, and saved as that says it is
/// taken.
/// </summary>
public sealed class OtherKindTests
{
    private const string Staff = TestDrop.StaffHeader + "\r\n2021-04,0101,経営計画課,一般,通常,12\r\n";
    private const string Figures = "項目,件数\r\n公民学連携プラットフォーム登録数,12\r\n";
    private const string Register = "所属コード,所属名,部局コード,部局名,有効開始,有効終了,後継コード,異表記,医療部門\r\n0101,経営計画課,01,都市経営部,2015-04,,,,\r\n";

    private static readonly UTF32Encoding Little = new(false, true), Big = new(true, true);

    // What a text is made into, and a word of what is said of it.
    private static readonly (string Kind, Func<string, byte[]> Make, string Says)[] Kinds =
    [
        ("UTF-32LE", t => [.. Little.GetPreamble(), .. Little.GetBytes(t)], "UTF-32"),
        ("UTF-32BE", t => [.. Big.GetPreamble(), .. Big.GetBytes(t)], "UTF-32"),
        ("UTF-32LE without a mark", Little.GetBytes, "UTF-32"),
        ("UTF-32BE without a mark", Big.GetBytes, "UTF-32"),
        ("UTF-16LE without a mark", Encoding.Unicode.GetBytes, "UTF-16（BOMなし）"),
        ("UTF-16BE without a mark", Encoding.BigEndianUnicode.GetBytes, "UTF-16（BOMなし）"),
        ("UTF-7", OfUtf7, "UTF-7"),
        ("EUC-JP", t => CodePagesEncodingProvider.Instance.GetEncoding(51932)!.GetBytes(t), "EUC-JP"),
        ("EBCDIC", t => CodePagesEncodingProvider.Instance.GetEncoding(37)!.GetBytes(t), "EBCDIC"),
        ("gzip", t => Packed(t, s => new GZipStream(s, CompressionMode.Compress)), "解凍"),
        ("7z", t => [0x37, 0x7A, 0xBC, 0xAF, 0x27, 0x1C, 0, 4, .. Encoding.Unicode.GetBytes(t)], "解凍"),
        ("RAR", t => [.. "Rar!\x1A\x7\x0"u8, .. Deflated(t)], "解凍"),
        ("ZIP", t => Zipped(("staff.csv", t)), "解凍"),
        ("Word", t => Zipped(("[Content_Types].xml", "<Types/>"), ("word/document.xml", t)), "Excel"),
        ("OpenDocument", t => Zipped(("mimetype", "application/vnd.oasis.opendocument.spreadsheet"), ("content.xml", t)), "Excel"),
        ("PDF", t => [.. "%PDF-1.7\n%\xE2\xE3\n"u8, .. Deflated(t)], "PDF"),
        ("PNG", t => [0x89, .. "PNG\r\n\x1A\n\0\0\0\rIHDR"u8, .. Deflated(t)], "画像"),
        ("HTML", t => Encoding.UTF8.GetBytes($"<html><table><tr><td>{t}</td></tr></table></html>"), "HTML"),
        ("XML", t => Encoding.UTF8.GetBytes($"<?xml version=\"1.0\"?><Workbook>{t}</Workbook>"), "XML"),
        ("xls", t => [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1, .. new byte[600], .. Encoding.Unicode.GetBytes(t)], ".xls"),
        ("xls of Excel 4", t => [0x09, 0x04, 0x06, 0x00, 0x00, 0x00, 0x10, 0x00, .. Deflated(t)], ".xls"),
        ("RTF", t => [.. "{\\rtf1\\ansi "u8, .. Encoding.ASCII.GetBytes(t)], "rtf"),
        ("binary", _ => [.. Enumerable.Range(0, 900).Select(i => (byte)(i * 37 % 256))], "文字のファイルではありません"),
    ];

    public static TheoryData<string> Names => [.. Kinds.Select(k => k.Kind)];

    [Theory]
    [MemberData(nameof(Names))]
    public async Task A_drop_is_told_what_it_is(string name)
    {
        var kind = Kinds.Single(k => k.Kind == name);
        var error = Assert.Single((await TestDrop.CheckAsync("staff", kind.Make(Staff))).Receipt.Errors);
        Assert.Contains(kind.Says, error.Message, StringComparison.Ordinal);
        Assert.Contains("もう一度置いてください", error.Message, StringComparison.Ordinal);

        (await TestDrop.CheckAsync("staff", Encoding.UTF8.GetBytes(Staff))).IsTaken();
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void A_file_of_a_submission_is_told_what_it_is(string name)
    {
        var kind = Kinds.Single(k => k.Kind == name);
        foreach (var file in (string[])["f.csv", "f.txt"])
        {
            var error = FileReader.Fault(file, kind.Make(Figures)).Error;
            Assert.Contains(kind.Says, error.Ja, StringComparison.Ordinal);
            Assert.NotEmpty(error.En);
        }

        Assert.Single(FileReader.Good("f.csv", Figures));
    }

    // Of a text it is enough to know that it is no workbook.
    [Theory]
    [InlineData("gzip")]
    [InlineData("ZIP")]
    [InlineData("Word")]
    [InlineData("OpenDocument")]
    [InlineData("PDF")]
    [InlineData("HTML")]
    [InlineData("xls of Excel 4")]
    public void A_workbook_by_name_is_told_what_it_is(string name)
    {
        var kind = Kinds.Single(k => k.Kind == name);
        Assert.Contains(kind.Says, FileReader.Fault("f.xlsx", kind.Make(Figures)).Error.Ja, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void A_file_of_reference_data_is_told_what_it_is(string name)
    {
        var kind = Kinds.Single(k => k.Kind == name);
        var (utf8, errors) = ReferenceCheck.Register(kind.Make(Register));
        Assert.Null(utf8);
        Assert.Contains(kind.Says, Assert.Single(errors).Message, StringComparison.Ordinal);
        Assert.Empty(ReferenceCheck.Register(Encoding.UTF8.GetBytes(Register)).Errors);
    }

    // Every encoding that is read, and whatever a text may have beside its letters.
    [Theory]
    [InlineData("年月,所属コード\r\n2021-04,0101\r\n")]
    [InlineData("a,b\n+81-6-6858-2525,<b>\n")]
    [InlineData("PK,年月\n\u001A")]
    [InlineData("所属,人数\n経営計画課,１２\n\u0007")]
    public void A_text_is_nothing_else(string text)
    {
        byte[][] spellings =
        [
            Encoding.UTF8.GetBytes(text), [.. Encoding.UTF8.GetPreamble(), .. Encoding.UTF8.GetBytes(text)], TestDrop.Cp932.GetBytes(text),
            [.. Encoding.Unicode.GetPreamble(), .. Encoding.Unicode.GetBytes(text)],
            [.. Encoding.BigEndianUnicode.GetPreamble(), .. Encoding.BigEndianUnicode.GetBytes(text)],
        ];
        Assert.All(spellings, s => Assert.Null(FileKinds.Of(s)));
    }

    private static byte[] OfUtf7(string text) => Encoding.ASCII.GetBytes(string.Concat(text.Select(c => c == '+' ? "+-"
        : c < 0x80 ? $"{c}" : $"+{Convert.ToBase64String(Encoding.BigEndianUnicode.GetBytes([c])).TrimEnd('=')}-")));

    private static byte[] Deflated(string text) => Packed(text, s => new ZLibStream(s, CompressionMode.Compress));

    private static byte[] Packed(string text, Func<Stream, Stream> pack)
    {
        using var packed = new MemoryStream();
        using (var stream = pack(packed))
        {
            stream.Write(Encoding.UTF8.GetBytes(text));
        }

        return packed.ToArray();
    }

    private static byte[] Zipped(params (string Name, string Text)[] entries)
    {
        using var packed = new MemoryStream();
        using (var zip = new ZipArchive(packed, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var (name, text) in entries)
            {
                using var entry = zip.CreateEntry(name).Open();
                entry.Write(Encoding.UTF8.GetBytes(text));
            }
        }

        return packed.ToArray();
    }
}
