using System.Text;
using SmartToyonaka.Domain;

namespace SmartToyonaka.Tests.Domain;

/// <summary>CP932 against the mapping that is published for Windows-31J.</summary>
public sealed class Windows31JTests
{
    [Fact]
    public void Every_pair_is_the_character_that_is_published() => Assert.All(Windows31JMapping.Assigned, p =>
        Assert.Equal(p.Character.ToString(), Windows31J.Decode(Windows31JMapping.Bytes(p.Code))));

    [Fact]
    public void A_pair_that_is_not_assigned_is_no_text() => Assert.All(Windows31JMapping.Published.Where(p => p.Character == '.'), p =>
        Assert.Null(Windows31J.Decode(Windows31JMapping.Bytes(p.Code))));

    [Theory]
    [InlineData("", "")]
    [InlineData("41007F", "A\0\u007F")]
    [InlineData("B1B6DE", "ｱｶﾞ")]
    [InlineData("A1DF", "｡ﾟ")]
    [InlineData("4182A042", "AあB")]
    [InlineData("80", null)]
    [InlineData("A0", null)]
    [InlineData("E0", null)]
    [InlineData("FD41", null)]
    [InlineData("FF", null)]
    [InlineData("82A082", null)]
    [InlineData("817F", null)]
    [InlineData("8130", null)]
    public void Bytes_are_text_or_none(string hex, string? text) => Assert.Equal(text, Windows31J.Decode(Convert.FromHexString(hex)));

    [Theory]
    [InlineData(0x80, false)]
    [InlineData(0x81, true)]
    [InlineData(0x9F, true)]
    [InlineData(0xA0, false)]
    [InlineData(0xDF, false)]
    [InlineData(0xE0, true)]
    [InlineData(0xFC, true)]
    [InlineData(0xFD, false)]
    public void Two_ranges_begin_a_pair(byte b, bool isLead) => Assert.Equal(isLead, Windows31J.IsLead(b));

    [Theory]
    [InlineData(0xEEE0, '髙')]
    [InlineData(0xFBFC, '髙')]
    [InlineData(0xED95, '﨑')]
    [InlineData(0xFAB1, '﨑')]
    [InlineData(0x8754, 'Ⅰ')]
    [InlineData(0xFA4A, 'Ⅰ')]
    public void Duplicates_are_one_character(int code, char character) =>
        Assert.Equal(character, Windows31JMapping.Published.Single(p => p.Code == code).Character);

    [Fact]
    public void What_is_read_is_written_again_and_read_as_the_same()
    {
        var writer = Windows31J.Writer('?');
        foreach (var (code, c) in Windows31JMapping.Assigned)
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
        foreach (var (_, c) in Windows31JMapping.Assigned)
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
    public void As_an_encoding_it_counts_what_it_writes_and_reads()
    {
        var writer = Windows31J.Writer('〓');
        Assert.Equal(7, writer.GetByteCount("A𠮷ｱあ!"));
        Assert.Equal("4181ACB182A021", Convert.ToHexString(writer.GetBytes("A𠮷ｱあ!")));
        Assert.Equal("あ!", writer.GetString([0x41, 0x82, 0xA0, 0x21], 1, 3));
        Assert.InRange(writer.GetByteCount("ああ"), 4, writer.GetMaxByteCount(2));
        Assert.Equal(2, writer.GetMaxCharCount(2));
        Assert.Throws<DecoderFallbackException>(() => writer.GetString([0x82]));

        byte[] bytes = [1, 1, 1, 1];
        Assert.Equal(2, writer.GetBytes(new[] { 'x', 'あ', 'y' }, 1, 1, bytes, 1));
        Assert.Equal([1, 0x82, 0xA0, 1], bytes);
    }

    [Fact]
    public void A_replacement_that_it_lacks_is_refused() => Assert.Throws<ArgumentException>(() => Windows31J.Writer('é'));

    [Theory]
    [InlineData('é')]
    [InlineData('\u0080')]
    [InlineData('\uFFFF')]
    public void What_it_lacks_has_no_code(char c) => Assert.Equal(-1, Windows31J.Code(c));
}
