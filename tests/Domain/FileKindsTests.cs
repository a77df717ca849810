using System.Text;
using SmartToyonaka.Domain;

namespace SmartToyonaka.Tests.Domain;

/// <summary>What a file is, by bytes that were worked out by hand; whole files are in <c>tests/Intake/OfficeFiles</c>.</summary>
public sealed class FileKindsTests
{
    [Theory]
    [InlineData("FFFE0000", FileKind.Utf32)]
    [InlineData("0000FEFF", FileKind.Utf32)]
    [InlineData("1F8B", FileKind.Packed)]
    [InlineData("377ABCAF271C", FileKind.Packed)]
    [InlineData("52617221", FileKind.Packed)]
    [InlineData("425A68", FileKind.Packed)]
    [InlineData("FD377A585A", FileKind.Packed)]
    [InlineData("4D534346", FileKind.Packed)]
    [InlineData("504B0304", FileKind.Zip)]
    [InlineData("504B0506", FileKind.Zip)]
    [InlineData("25504446", FileKind.Pdf)]
    [InlineData("89504E47", FileKind.Picture)]
    [InlineData("FFD8FF", FileKind.Picture)]
    [InlineData("47494638", FileKind.Picture)]
    [InlineData("D0CF11E0", FileKind.OldOffice)]
    [InlineData("09000400", FileKind.OldOffice)]
    [InlineData("09020600", FileKind.OldOffice)]
    [InlineData("09040600", FileKind.OldOffice)]
    [InlineData("0908", FileKind.OldOffice)]
    [InlineData("7B5C727466", FileKind.RichText)]
    public void A_format_begins_with_its_signature(string hex, FileKind kind)
    {
        var signature = Convert.FromHexString(hex);
        Assert.Equal(kind, FileKinds.Of([.. signature, .. "年月,所属"u8]));
        Assert.NotEqual(kind, FileKinds.Of([.. signature[..^1], .. "年月,所属"u8]));
        Assert.NotEqual(kind, FileKinds.Of([.. "年"u8, .. signature]));
    }

    [Theory]
    [InlineData("<html>", FileKind.Markup)]
    [InlineData("\uFEFF<html>", FileKind.Markup)]
    [InlineData(" \r\n<!DOCTYPE html>", FileKind.Markup)]
    [InlineData("<?xml version", FileKind.Markup)]
    [InlineData("<TABLE border", FileKind.Markup)]
    [InlineData("<tabled>", null)]
    [InlineData("<b>年月", null)]
    [InlineData("年月<html>", null)]
    [InlineData("", null)]
    public void Markup_begins_with_a_tag(string text, FileKind? kind) => Assert.Equal(kind, FileKinds.Of(Encoding.UTF8.GetBytes(text)));

    [Theory]
    [InlineData(195, FileKind.Markup)]
    [InlineData(196, null)]
    public void Its_tag_is_within_the_first_two_hundred_bytes(int blanks, FileKind? kind) =>
        Assert.Equal(kind, FileKinds.Of(Encoding.UTF8.GetBytes(new string(' ', blanks) + "<html>")));

    // One zero in twenty bytes may be stray; one in nineteen is too many.
    [Theory]
    [InlineData("610062", FileKind.Utf16)]
    [InlineData("6100626364656667686970717273747576777879", null)]
    [InlineData("61006263646566676869707172737475767778", FileKind.Utf16)]
    [InlineData("61006200", FileKind.Utf16)]
    [InlineData("00610062", FileKind.Utf16)]
    [InlineData("0061006100610061610061616161", FileKind.Utf16)]
    [InlineData("0061006100616161610061616161", FileKind.Binary)]
    [InlineData("6100610061006100006161616161", FileKind.Utf16)]
    [InlineData("6100610061616161006161616161", FileKind.Binary)]
    public void Zeros_on_one_side_are_UTF_16(string hex, FileKind? kind) => AssertKind(kind, hex);

    [Theory]
    [InlineData("6100000062000000", FileKind.Utf32)]
    [InlineData("0000006100000062", FileKind.Utf32)]
    [InlineData("6100000062000000630000", FileKind.Utf32)]
    [InlineData("42300000FFFF1000", FileKind.Utf32)]
    [InlineData("61000000", FileKind.Binary)]
    [InlineData("6100000000000000", FileKind.Binary)]
    [InlineData("6100000000D80000", FileKind.Binary)]
    public void Four_bytes_that_are_each_a_character_are_UTF_32(string hex, FileKind kind) => AssertKind(kind, hex);

    [Theory]
    [InlineData("EFBBBF01020304")]
    [InlineData("EFBBBF610000000000")]
    [InlineData("FFFE4100")]
    [InlineData("FEFF0041")]
    public void With_a_byte_order_mark_it_is_text_whatever_it_holds(string hex)
    {
        AssertKind(null, hex);
        Assert.Null(FileKinds.OfUnread(Convert.FromHexString(hex)));
    }

    // A comma is 6B, a digit F0 to F9, a line ends with 15, 25 or 0D.
    [Theory]
    [InlineData("C16BF115", FileKind.Ebcdic)]
    [InlineData("C16BF025", FileKind.Ebcdic)]
    [InlineData("C16BF90D", FileKind.Ebcdic)]
    [InlineData("156BF1", FileKind.Ebcdic)]
    [InlineData("F16B15", FileKind.Ebcdic)]
    [InlineData("C1C1F115", null)]
    [InlineData("C16BEF15", null)]
    [InlineData("C16BFA15", null)]
    [InlineData("C16BF114", null)]
    [InlineData("C16BF1152C", null)]
    [InlineData("2CC16BF115", null)]
    [InlineData("09C16BF115", null)]
    [InlineData("3BC16BF115", null)]
    [InlineData("0AC16BF115", null)]
    public void Commas_digits_and_line_ends_of_its_own_are_EBCDIC(string hex, FileKind? kind) => AssertKind(kind, hex);

    [Theory]
    [InlineData(2, 37, FileKind.Binary)]
    [InlineData(2, 38, null)]
    [InlineData(3, 56, FileKind.Binary)]
    [InlineData(1, 0, null)]
    [InlineData(1, 10, null)]
    public void Two_controls_in_less_than_forty_bytes_are_no_text(int controls, int letters, FileKind? kind) =>
        Assert.Equal(kind, FileKinds.Of([.. Enumerable.Repeat((byte)1, controls), .. Enumerable.Repeat((byte)'a', letters)]));

    [Theory]
    [InlineData(0x08, FileKind.Binary)]
    [InlineData(0x09, null)]
    [InlineData(0x0A, null)]
    [InlineData(0x0B, null)]
    [InlineData(0x0C, null)]
    [InlineData(0x0D, null)]
    [InlineData(0x0E, FileKind.Binary)]
    [InlineData(0x19, FileKind.Binary)]
    [InlineData(0x1A, null)]
    [InlineData(0x1B, null)]
    [InlineData(0x1C, FileKind.Binary)]
    [InlineData(0x1F, FileKind.Binary)]
    [InlineData(0x20, null)]
    [InlineData(0x7F, null)]
    public void Blanks_line_ends_and_what_ends_a_file_are_no_controls(byte b, FileKind? kind) => Assert.Equal(kind, FileKinds.Of([b, b]));

    [Theory]
    [InlineData("A4A2", FileKind.EucJp)]
    [InlineData("A1A1", FileKind.EucJp)]
    [InlineData("FEFE", FileKind.EucJp)]
    [InlineData("8EB1", FileKind.EucJp)]
    [InlineData("61A4A262", FileKind.EucJp)]
    [InlineData("A4A2A4", FileKind.EucJp)]
    [InlineData("A4", null)]
    [InlineData("6162", null)]
    [InlineData("A4A0", null)]
    [InlineData("A440", null)]
    [InlineData("A4FF", null)]
    [InlineData("FFA1", null)]
    [InlineData("8DA1", null)]
    [InlineData("8FA1", null)]
    [InlineData("80A1", null)]
    [InlineData("80A4A2", null)]
    [InlineData("A4A2A440", null)]
    public void Pairs_of_high_bytes_are_EUC_JP(string hex, FileKind? kind) =>
        Assert.Equal(kind, FileKinds.OfUnread(Convert.FromHexString(hex)));

    // あ is U+3042: 30 42 in Base64 is MEI.
    [Theory]
    [InlineData("+MEI-", FileKind.Utf7)]
    [InlineData("a,+MEIwRA-,1", FileKind.Utf7)]
    [InlineData("+AGEAYg- +MEI-", FileKind.Utf7)]
    [InlineData("+MEIAYQ-", FileKind.Utf7)]
    [InlineData("+MEA-", FileKind.Utf7)]
    [InlineData("+MD8-", null)]
    [InlineData("+n/8-", FileKind.Utf7)]
    [InlineData("+oAA-", null)]
    [InlineData("+AGEAYg-", null)]
    [InlineData("+81-6-6858", null)]
    [InlineData("+81668", null)]
    [InlineData("+8166", null)]
    [InlineData("年+MEI-", null)]
    public void Japanese_in_Base64_after_a_plus_is_UTF_7(string text, FileKind? kind) =>
        Assert.Equal(kind, FileKinds.OfUnread(Encoding.UTF8.GetBytes(text)));

    [Fact]
    public void What_comes_after_the_first_bytes_is_not_looked_at()
    {
        byte[] text = [.. Enumerable.Repeat((byte)'a', FileKinds.Looked)];
        Assert.Null(FileKinds.Of([.. text, .. new byte[9_000]]));
        Assert.Null(FileKinds.OfUnread([.. text, 0xA4, 0xA2]));
        Assert.Equal(FileKind.EucJp, FileKinds.OfUnread([.. text[..^2], 0xA4, 0xA2, 0xA4, 0x40]));
    }

    [Fact]
    public void What_the_bytes_alone_say_comes_first() => Assert.Equal(FileKind.Pdf, FileKinds.OfUnread([.. "%PDF"u8, 0xA4, 0xA2]));

    private static void AssertKind(FileKind? kind, string hex) => Assert.Equal(kind, FileKinds.Of(Convert.FromHexString(hex)));
}
