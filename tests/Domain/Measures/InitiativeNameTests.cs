using SmartToyonaka.Domain.Measures;

namespace SmartToyonaka.Tests.Domain.Measures;

/// <summary>Which names are one.</summary>
public sealed class InitiativeNameTests
{
    [Theory]
    [InlineData("ガバナンス", "カ\u3099バナンス")]
    [InlineData("ＡＩ－ＯＣＲ", "AI-OCR")]
    [InlineData("議事録", "議\u200B事録")]
    [InlineData("議事録", " 議事録　")]
    [InlineData("議事 録", "議事　 録")]
    [InlineData("ﾁｬｯﾄﾎﾞｯﾄ", "チャットボット")]
    public void Names_that_look_alike_are_one(string one, string other) =>
        Assert.True(InitiativeName.AreSame(one, other));

    [Theory]
    [InlineData("議事録", "議事録2")]
    [InlineData("ハリ", "バリ")]
    [InlineData("議事録", "議事 録")]
    [InlineData("辻", "辻\uDB40\uDD00")]
    public void Others_are_not(string one, string other) => Assert.False(InitiativeName.AreSame(one, other));
}
