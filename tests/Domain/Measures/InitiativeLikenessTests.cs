using SmartToyonaka.Domain.Measures;

namespace SmartToyonaka.Tests.Domain.Measures;

public sealed class InitiativeLikenessTests
{
    [Theory]
    [InlineData("会議録の作成", "会議録作成", true)]
    [InlineData("相続人代表者設定", "相続人代表者の設定", true)]
    [InlineData("相続人代表者設定", "相続人代表者設定(試行)", true)]
    [InlineData("AI会議録", "ＡＩ・会議録", true)]
    [InlineData("chatbot", "Chat bot", true)]
    [InlineData("広報紙の電子版", "広報誌の電子版", true)]
    [InlineData("会議録の作成", "会議室の予約", false)]
    [InlineData("窓口の予約", "図書館の予約", false)]
    [InlineData("AI", "AIによる道路の点検", false)]
    [InlineData("会議録", "会議録", false)]
    [InlineData("会議録", "会 議 録", true)]
    [InlineData("あいう", "かあいうきく", true)] // three of six characters
    [InlineData("あいう", "かあいうきくけ", false)]
    [InlineData("あい", "かあいき", false)]
    [InlineData("あいうえおか", "あいうえきく", true)] // three of five pairs
    [InlineData("あいうえおか", "あいうきくけ", false)]
    [InlineData("あい", "あいう", true)] // one pair of one and two
    [InlineData("あ", "あい", false)]
    [InlineData("", "会議録", false)]
    [InlineData("・", "会議録", false)]
    public void Names_that_may_mean_the_same_are_found(string one, string other, bool alike)
    {
        Assert.Equal(alike, InitiativeLikeness.AreAlike(one, other));
        Assert.Equal(alike, InitiativeLikeness.AreAlike(other, one));
    }
}
