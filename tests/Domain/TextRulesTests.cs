using SmartToyonaka.Domain;

namespace SmartToyonaka.Tests.Domain;

/// <summary>Which characters texts may hold.</summary>
public sealed class TextRulesTests
{
    [Theory]
    [InlineData("相続人代表者設定")]
    [InlineData("がｶﾞＡ１（市）😀")]
    [InlineData("辻\uDB40\uDD00")]
    [InlineData("二行\nある")]
    public void What_can_be_read_may_be_written(string text)
    {
        Assert.Null(TextRules.FirstUnusable(text, TextPurpose.Name));
        Assert.Null(TextRules.FirstUnusable(text, TextPurpose.Prose));
    }

    [Theory]
    [InlineData("\uE000外字", "U+E000")]
    [InlineData("外字\uDB80\uDC00", "U+F0000")]
    [InlineData("\uFFFE", "U+FFFE")]
    [InlineData("\uFDD0", "U+FDD0")]
    [InlineData("\uD83F\uDFFF", "U+1FFFF")]
    [InlineData("a\u0000b", "U+0000")]
    [InlineData("a\u007Fb", "U+007F")]
    [InlineData("a\u0085b", "U+0085")]
    [InlineData("a\u202Eb", "U+202E")]
    [InlineData("a\u2066b", "U+2066")]
    [InlineData("a\u2028b", "U+2028")]
    public void What_nobody_reads_alike_may_not(string text, string code)
    {
        Assert.Equal(code, TextRules.FirstUnusable(text, TextPurpose.Name)?.Code);
        Assert.Equal(code, TextRules.FirstUnusable(text, TextPurpose.Prose)?.Code);
    }

    // An attribute holds no half of a character, so that these are put together here.
    [Theory]
    [InlineData(0xD800, "U+D800")]
    [InlineData(0xDC00, "U+DC00")]
    public void Half_a_character_may_not(int half, string code)
    {
        var text = "半" + (char)half + "分";
        Assert.Equal(new UnusableCharacter(2, code), TextRules.FirstUnusable(text, TextPurpose.Name));
        Assert.Equal(new UnusableCharacter(2, code), TextRules.FirstUnusable(text, TextPurpose.Prose));
        Assert.Equal("半\uFFFD分", TextRules.Shown(text));
    }

    [Theory]
    [InlineData("議事\u200B録", 3)]
    [InlineData("😀\uFEFF", 2)]
    [InlineData("a\u00ADb", 2)]
    [InlineData("\u3164", 1)]
    public void What_nobody_sees_may_be_in_no_name(string text, int place)
    {
        Assert.Equal(place, TextRules.FirstUnusable(text, TextPurpose.Name)?.Place);
        Assert.Null(TextRules.FirstUnusable(text, TextPurpose.Prose));
    }

    // The first and the last of each range, and those beside them.
    [Theory]
    [InlineData(0x007E, null)]
    [InlineData(0x007F, "U+007F")]
    [InlineData(0x202A, "U+202A")]
    [InlineData(0x202E, "U+202E")]
    [InlineData(0x202F, null)]
    [InlineData(0x2029, "U+2029")]
    [InlineData(0x2065, null)]
    [InlineData(0x2066, "U+2066")]
    [InlineData(0x2069, "U+2069")]
    [InlineData(0x206A, null)]
    [InlineData(0xFDCF, null)]
    [InlineData(0xFDD0, "U+FDD0")]
    [InlineData(0xFDEF, "U+FDEF")]
    [InlineData(0xFDF0, null)]
    [InlineData(0xFFFD, null)]
    [InlineData(0xFFFF, "U+FFFF")]
    [InlineData(0x10FFFE, "U+10FFFE")]
    public void In_prose_ranges_end_where_they_are_said_to(int code, string? unusable) =>
        Assert.Equal(unusable, TextRules.FirstUnusable("文" + char.ConvertFromUtf32(code), TextPurpose.Prose)?.Code);

    // Blank letters of Korean, Khmer and Braille, and a joiner, none of which Unicode calls a format.
    [Theory]
    [InlineData('\u034F')]
    [InlineData('\u115F')]
    [InlineData('\u1160')]
    [InlineData('\u17B4')]
    [InlineData('\u17B5')]
    [InlineData('\u2800')]
    [InlineData('\u3164')]
    [InlineData('\uFFA0')]
    public void Blank_letters_are_seen_by_nobody(char blank)
    {
        Assert.Equal(2, TextRules.FirstUnusable("a" + blank, TextPurpose.Name)?.Place);
        Assert.Equal("ab", TextRules.Visible("a" + blank + "b"));
    }

    [Theory]
    [InlineData("abc", "abc")]
    [InlineData("名前é😀", "名前é😀")]
    [InlineData("a\u202Eb\u2069c", "a\uFFFDb\uFFFDc")]
    [InlineData("\uFDD0\uFFFE", "\uFFFD\uFFFD")]
    [InlineData("議\u200B事", "議\u200B事")]
    public void An_error_shows_a_text_without_what_turns_it_about(string text, string shown) => Assert.Equal(shown, TextRules.Shown(text));
}
