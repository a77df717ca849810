using SmartToyonaka.Domain;

namespace SmartToyonaka.Tests.Domain;

/// <summary>Texts in two languages.</summary>
public sealed class BilingualTextTests
{
    [Theory]
    [InlineData("件", "items", false, "件")]
    [InlineData("件", "items", true, "items")]
    [InlineData("件", "", true, "件")]
    [InlineData("件", "", false, "件")]
    public void A_text_that_was_kept_in_Japanese_alone_is_that_in_English(string ja, string en, bool english, string expected) =>
        Assert.Equal(expected, BilingualText.Kept(ja, en).In(english));

    [Fact]
    public void Texts_are_put_together_in_each_language() => Assert.Equal(new BilingualText("一、二", "one、two"),
        BilingualText.Join("、", [new BilingualText("一", "one"), new("二", "two")]));
}
