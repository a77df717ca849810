using System.Globalization;
using System.Text;
using SmartToyonaka.Domain;
using SmartToyonaka.Intake.Submissions;
using SmartToyonaka.Intake.Submissions.Files;
using SmartToyonaka.Tests.Intake.Drops;
using SmartToyonaka.Tests.Support;

namespace SmartToyonaka.Tests.Intake.OfficeFiles;

/// <summary>
/// CP932 against the mapping that is published for Windows-31J (<c>tests/Fixtures/windows-31j.txt</c>: 94 pairs a line, a point where
/// nothing is assigned).
/// </summary>
public sealed class Windows31JTests
{
    private static readonly (int Code, char Character)[] Published =
    [
        .. File.ReadLines(Path.Combine(Repository.Root, "tests", "Fixtures", "windows-31j.txt")).SelectMany(l =>
        {
            var from = int.Parse(l.AsSpan(0, 4), NumberStyles.HexNumber, CultureInfo.InvariantCulture);
            return l[5..].Select((c, i) => (Code: from + i + (from % 256 == 0x40 && i >= 0x3F ? 1 : 0), c));
        }),
    ];

    private static readonly byte[] Before = TestDrop.Cp932.GetBytes("区分,名称,備考\nai,x,");

    [Fact]
    public void Every_pair_is_the_character_that_is_published()
    {
        foreach (var line in Published.Where(p => p.Character != '.').Chunk(90))
        {
            var (raw, fault) = Read([.. Before, .. line.SelectMany(p => Bytes(p.Code)), (byte)'\n']);
            Assert.True(fault is null, fault?.Error.Code);
            Assert.Equal(string.Concat(line.Select(p => p.Character)).Trim(), raw!.Initiatives[0].Fields["note"].Text!.Trim());
        }
    }

    [Fact]
    public void A_pair_that_is_not_assigned_is_refused()
    {
        foreach (var (code, _) in Published.Where(p => p.Character == '.').Where((_, i) => i % 7 == 0))
        {
            Assert.Equal("file_encoding", Read([.. Before, .. Bytes(code), (byte)'\n']).Fault?.Error.Code);
        }
    }

    [Theory]
    [InlineData(0xEEE0, '髙')]
    [InlineData(0xFBFC, '髙')]
    [InlineData(0xED95, '﨑')]
    [InlineData(0xFAB1, '﨑')]
    [InlineData(0x8754, 'Ⅰ')]
    [InlineData(0xFA4A, 'Ⅰ')]
    public void Duplicates_are_one_character(int code, char character) =>
        Assert.Equal(character, Published.Single(p => p.Code == code).Character);

    [Fact]
    public void What_is_read_is_written_again_and_read_as_the_same()
    {
        var writer = Windows31J.Writer('?');
        foreach (var (code, c) in Published.Where(p => p.Character != '.'))
        {
            Assert.Equal(c.ToString(), Windows31J.Decode(writer.GetBytes(c.ToString())));
            Assert.False(code is >= 0xED40 and <= 0xEEFC && Windows31J.Code(c) == code, $"{code:X4} is NEC's selection.");
        }
    }

    [Theory]
    [InlineData('髙', 0xFBFC)]
    [InlineData('﨑', 0xFAB1)]
    [InlineData('Ⅰ', 0x8754)]
    [InlineData('ⅰ', 0xFA40)]
    [InlineData('￢', 0x81CA)]
    [InlineData('∵', 0x81E6)]
    [InlineData('㈱', 0x878A)]
    [InlineData('～', 0x8160)]
    [InlineData('∥', 0x8161)]
    [InlineData('－', 0x817C)]
    [InlineData('￠', 0x8191)]
    [InlineData('￡', 0x8192)]
    [InlineData('ｱ', 0xB1)]
    [InlineData('\uE000', 0xF040)]
    [InlineData('A', 0x41)]
    public void Of_duplicates_that_of_Windows_is_written(char c, int code) => Assert.Equal(code, Windows31J.Code(c));

    [Fact]
    public void It_writes_as_the_encoder_of_Windows_does()
    {
        var net = CodePagesEncodingProvider.Instance.GetEncoding(932, new EncoderReplacementFallback("?"),
            DecoderFallback.ExceptionFallback)!;
        var writer = Windows31J.Writer('?');
        foreach (var (_, c) in Published.Where(p => p.Character != '.'))
        {
            if (net.GetBytes(c.ToString()) is not [(byte)'?'] and var bytes)
            {
                Assert.Equal(bytes, writer.GetBytes(c.ToString()));
            }
        }
    }

    [Theory]
    [InlineData("𠮷野", "?野")]
    [InlineData("é", "?")]
    [InlineData("㍻髙﨑①ｶﾞ", "㍻髙﨑①ｶﾞ")]
    public void What_is_not_in_it_is_one_replacement(string text, string written)
    {
        var stream = new MemoryStream();
        using (var writer = new StreamWriter(stream, Windows31J.Writer('?'), bufferSize: 128, leaveOpen: true))
        {
            writer.Write(text);
        }

        Assert.Equal(written, Windows31J.Decode(stream.ToArray()));
    }

    [Fact]
    public async Task A_drop_takes_what_NEC_selected()
    {
        byte[] content = [.. TestDrop.Cp932.GetBytes(TestDrop.Text(TestDrop.StaffHeader) + "2021-04,0603,"), 0xEE, 0xE0,
            .. TestDrop.Cp932.GetBytes("齢者支援課,一般,通常,12\r\n")];

        (await TestDrop.CheckAsync("staff", content)).IsTaken();
    }

    private static (RawSubmission? Raw, FileFault? Fault) Read(byte[] content) =>
        SubmissionFiles.Read(FormSubmission.Read(Array.Empty<KeyValuePair<string, string>>()), [new("i.csv", content)]);

    private static byte[] Bytes(int code) => [(byte)(code >> 8), (byte)code];
}
