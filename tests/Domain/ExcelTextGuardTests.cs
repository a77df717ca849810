using SmartToyonaka.Domain;

namespace SmartToyonaka.Tests.Domain;

/// <summary>Marks by which Excel keeps leading zeros.</summary>
public sealed class ExcelTextGuardTests
{
    [Theory]
    [InlineData("=\"0101\"", "0101")]
    [InlineData(" =\"0101\" ", "0101")]
    [InlineData("＝“0101”", "0101")]
    [InlineData("＝＂0101＂", "0101")]
    [InlineData("=\"1\"", "1")]
    [InlineData("'0101", "0101")]
    [InlineData(" ’0101", "0101")]
    [InlineData("＇1", "1")]
    public void The_guard_is_taken_away(string text, string expected) => Assert.Equal(expected, ExcelTextGuard.Remove(text));

    [Theory]
    [InlineData("0101")]
    [InlineData(" 0101 ")]
    [InlineData("")]
    [InlineData("'")]
    [InlineData("=\"\"")]
    [InlineData("=\"")]
    [InlineData("=0101")]
    [InlineData("\"0101\"")]
    [InlineData("=\"0101")]
    [InlineData("０１０１号")]
    public void A_text_without_one_stays_as_it_is(string text) => Assert.Equal(text, ExcelTextGuard.Remove(text));

    [Theory]
    [InlineData("\uFEFF0101", "0101")]
    [InlineData("01\u200B01", "0101")]
    [InlineData("\u200E=\"0101\"", "0101")]
    [InlineData("経営\u00AD計画課", "経営計画課")]
    public void What_nobody_sees_is_taken_away(string text, string expected) => Assert.Equal(expected, ExcelTextGuard.Remove(text));
}
