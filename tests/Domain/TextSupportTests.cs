using System.Text;
using SmartToyonaka.Domain;

namespace SmartToyonaka.Tests.Domain;

/// <summary>What is wide becomes narrow, what is half becomes whole.</summary>
public sealed class TextSupportTests
{
    [Theory]
    [InlineData("A1", "A1")]
    [InlineData("Ａ１，％", "A1,%")]
    [InlineData("ｶﾞｷﾞ", "ガギ")]
    [InlineData("㈱①", "(株)1")]
    [InlineData("経営計画課", "経営計画課")]
    [InlineData("\uFFFEＡ", "\uFFFEＡ")]
    public void It_is_as_NFKC_has_it(string text, string expected) => Assert.Equal(expected, TextSupport.Nfkc(text));

    // An attribute holds no half of a character, so that it is put together here.
    [Fact]
    public void Half_a_character_leaves_a_text_as_it_is()
    {
        var text = "Ａ" + (char)0xD800;
        Assert.Equal(text, TextSupport.Nfkc(text));
    }

    [Fact]
    public void A_machine_that_can_read_Japanese_has_CP932()
    {
        TextSupport.Require();
        Assert.Equal(932, Encoding.GetEncoding(932).CodePage);
    }
}
