using SmartToyonaka.Domain;

namespace SmartToyonaka.Tests.Domain.Measures;

/// <summary>Which characters texts may hold, and which names are one.</summary>
public sealed class TextRulesTests
{
    [Theory]
    [InlineData("相続人代表者設定")]
    [InlineData("がｶﾞＡ１（市）😀")]
    [InlineData("辻\uDB40\uDD00")]
    [InlineData("二行\nある")]
    public void What_can_be_read_may_be_written(string text)
    {
        Assert.Null(TextRules.FirstUnusable(text, TextUse.Name));
        Assert.Null(TextRules.FirstUnusable(text, TextUse.Prose));
    }

    [Theory]
    [InlineData("\uE000外字", "U+E000")]
    [InlineData("外字\uDB80\uDC00", "U+F0000")]
    [InlineData("\uFFFE", "U+FFFE")]
    [InlineData("\uFDD0", "U+FDD0")]
    [InlineData("\uD83F\uDFFF", "U+1FFFF")]
    [InlineData("a\u0000b", "U+0000")]
    [InlineData("a\u0085b", "U+0085")]
    [InlineData("a\u202Eb", "U+202E")]
    [InlineData("a\u2066b", "U+2066")]
    [InlineData("a\u2028b", "U+2028")]
    public void What_nobody_reads_alike_may_not(string text, string code)
    {
        Assert.Equal(code, TextRules.FirstUnusable(text, TextUse.Name)?.Code);
        Assert.Equal(code, TextRules.FirstUnusable(text, TextUse.Prose)?.Code);
    }

    // An attribute holds no half of a character, so that these are put together here.
    [Theory]
    [InlineData(0xD800, "U+D800")]
    [InlineData(0xDC00, "U+DC00")]
    public void Half_a_character_may_not(int half, string code)
    {
        var text = "半" + (char)half + "分";
        Assert.Equal(new UnusableCharacter(2, code), TextRules.FirstUnusable(text, TextUse.Name));
        Assert.Equal(new UnusableCharacter(2, code), TextRules.FirstUnusable(text, TextUse.Prose));
        Assert.Equal("半\uFFFD分", TextRules.Shown(text));
    }

    [Theory]
    [InlineData("議事\u200B録", 3)]
    [InlineData("😀\uFEFF", 2)]
    [InlineData("a\u00ADb", 2)]
    [InlineData("\u3164", 1)]
    public void What_nobody_sees_may_be_in_no_name(string text, int place)
    {
        Assert.Equal(place, TextRules.FirstUnusable(text, TextUse.Name)?.Place);
        Assert.Null(TextRules.FirstUnusable(text, TextUse.Prose));
    }

    [Theory]
    [InlineData("ガバナンス", "カ\u3099バナンス")]
    [InlineData("ＡＩ－ＯＣＲ", "AI-OCR")]
    [InlineData("議事録", "議\u200B事録")]
    [InlineData("議事録", " 議事録　")]
    [InlineData("議事 録", "議事　 録")]
    [InlineData("ﾁｬｯﾄﾎﾞｯﾄ", "チャットボット")]
    public void Names_that_look_alike_are_one(string one, string other) =>
        Assert.True(SmartToyonaka.Domain.Measures.InitiativeName.AreSame(one, other));

    [Theory]
    [InlineData("議事録", "議事録2")]
    [InlineData("ハリ", "バリ")]
    [InlineData("議事録", "議事 録")]
    [InlineData("辻", "辻\uDB40\uDD00")]
    public void Others_are_not(string one, string other) => Assert.False(SmartToyonaka.Domain.Measures.InitiativeName.AreSame(one, other));
}
