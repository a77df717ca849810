using SmartToyonaka.Domain.Calendar;
using SmartToyonaka.Domain.Measures;
using SmartToyonaka.Tests.Support;

namespace SmartToyonaka.Tests.Domain.Measures;

/// <summary>What titles, sheets and names of files say of another month or of figures of another kind.</summary>
public sealed class TableTitleTests
{
    private static readonly IReadOnlyList<FiscalMonth> May = [TestData.Month("2021-05")];

    [Theory]
    [InlineData("令和3年4月分", "令和3年4月")]
    [InlineData("令和3年4月度 時間外勤務", "令和3年4月")]
    [InlineData("2021年4月 時間外勤務実績", "令和3年4月")]
    [InlineData("4月分 時間外勤務", "4月")]
    [InlineData("令和3年4月実績", "令和3年4月")]
    [InlineData("R3.4", null)]
    [InlineData("令和3年5月分", null)]
    [InlineData("令和2年5月分", "令和2年5月")]
    [InlineData("5月分", null)]
    [InlineData("令和3年4月 人事課", null)]
    [InlineData("令和3年4月5日 実績", null)]
    [InlineData("4月～6月分", null)]
    [InlineData("令和3年4月分から", null)]
    [InlineData("4月分と6月分", null)]
    [InlineData("4月", null)]
    [InlineData("13月分", null)]
    [InlineData("令和3年4月123456789012345実績", null)]
    public void A_title_names_the_month_of_its_table(string title, string? other) =>
        Assert.Equal(other, TableTitle.OtherMonth(title, May));

    [Fact]
    public void Of_several_months_a_title_may_name_each() =>
        Assert.Equal([null, null, "6月"], new[] { "4月分", "5月分", "6月分" }
            .Select(t => TableTitle.OtherMonth(t, [TestData.Month("2021-04"), TestData.Month("2021-05")])));

    [Theory]
    [InlineData("4月", "4月")]
    [InlineData("R3.4", "令和3年4月")]
    [InlineData("5月", null)]
    [InlineData("R3.5", null)]
    [InlineData("集計", null)]
    public void For_a_sheet_a_month_alone_is_enough(string name, string? other) =>
        Assert.Equal(other, TableTitle.OtherMonth(name, May, isSheet: true));

    [Fact]
    public void A_title_has_sixty_characters_at_most()
    {
        Assert.Equal("4月", TableTitle.OtherMonth("4月分" + new string('あ', 57), May));
        Assert.Null(TableTitle.OtherMonth("4月分" + new string('あ', 58), May));
        Assert.Equal("見込", TableTitle.OtherFigures("見込" + new string('あ', 58)));
        Assert.Null(TableTitle.OtherFigures("見込" + new string('あ', 59)));
    }

    // 実績 stands at the thirteenth character after the month, or at the fourteenth.
    [Theory]
    [InlineData(13, true)]
    [InlineData(14, false)]
    public void What_a_table_is_of_stands_near_its_month(int between, bool told) =>
        Assert.Equal(told ? "令和3年4月" : null, TableTitle.OtherMonth("令和3年4月" + new string('ん', between) + "実績", May));

    [Theory]
    [InlineData("時間外_2021-04", "令和3年4月")]
    [InlineData("時間外202104", "令和3年4月")]
    [InlineData("時間外_R3.4", "令和3年4月")]
    [InlineData("令和3年4月分", "令和3年4月")]
    [InlineData("時間外_4月", "4月")]
    [InlineData("時間外_2021-05", null)]
    [InlineData("時間外_5月", null)]
    [InlineData("時間外20210410", null)]
    [InlineData("4月10日作成", null)]
    [InlineData("2021-04_2021-03", null)]
    [InlineData("2021-04時間外6月", "令和3年4月")]
    [InlineData("4月から6月", null)]
    public void The_name_of_a_file_names_its_month(string name, string? other)
    {
        Assert.Equal(other, TableTitle.OtherMonthOfFile(name, May));
        Assert.Null(TableTitle.OtherMonthOfFile(name, []));
    }

    [Fact]
    public void The_name_of_a_file_has_150_characters_at_most()
    {
        Assert.Equal("4月", TableTitle.OtherMonthOfFile("4月" + new string('あ', 148), May));
        Assert.Null(TableTitle.OtherMonthOfFile("4月" + new string('あ', 149), May));
    }

    [Theory]
    [InlineData("時間外勤務(見込)", "見込")]
    [InlineData("前年同月の時間外勤務", "前年")]
    [InlineData("4月〜6月 累計", "累計")]
    [InlineData("予定表", null)]
    [InlineData("予算課", null)]
    [InlineData("見込に対する実績", null)]
    [InlineData("提出期限:毎月10日(予定)", null)]
    [InlineData("時間外勤務", null)]
    public void A_title_names_figures_of_another_kind(string title, string? word) => Assert.Equal(word, TableTitle.OtherFigures(title));
}
