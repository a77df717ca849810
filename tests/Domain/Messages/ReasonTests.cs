using SmartToyonaka.Domain.Indicators;
using SmartToyonaka.Tests.Support;

namespace SmartToyonaka.Tests.Domain.Messages;

/// <summary>A reason names five sections; that there are more is said.</summary>
public sealed class ReasonTests
{
    [Theory]
    [InlineData("甲 乙 丙 丁 戊", "令和3年4月分の数字がそろっていません(5課: 甲、乙、丙、丁、戊)。",
        "Figures of 2021-04 are not complete (5 sections: 甲, 乙, 丙, 丁, 戊).")]
    [InlineData("甲 乙 丙 丁 戊 己", "令和3年4月分の数字がそろっていません(6課: 甲、乙、丙、丁、戊 ほか)。",
        "Figures of 2021-04 are not complete (6 sections: 甲, 乙, 丙, 丁, 戊 and others).")]
    public void Five_sections_are_named(string sections, string ja, string en)
    {
        var reason = Reason.SectionsMissing(TestData.Month("2021-04"), sections.Split(' '));
        Assert.Equal((ja, en), (reason.Text, reason.TextEn));
    }
}
