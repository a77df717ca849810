using SmartToyonaka.Calendar;

namespace SmartToyonaka.Tests.Calendar;

public class JapaneseEraTests
{
    [Theory]
    [InlineData(2021, 6, "令和3年6月")]
    [InlineData(2019, 5, "令和元年5月")]
    [InlineData(2019, 4, "平成31年4月")]
    [InlineData(2020, 1, "令和2年1月")]
    [InlineData(1989, 1, "平成元年1月")]
    [InlineData(1988, 12, "昭和63年12月")]
    [InlineData(1926, 12, "昭和元年12月")]
    [InlineData(1926, 11, "大正15年11月")]
    [InlineData(1912, 6, "明治45年6月")]
    public void A_month_is_named_by_the_era_of_its_last_day(int year, int month, string text) =>
        Assert.Equal(text, JapaneseEra.Text(new FiscalMonth(year, month)));

    [Theory]
    [InlineData(2021, "令和3年度")]
    [InlineData(2020, "令和2年度")]
    [InlineData(2019, "令和元年度")]
    [InlineData(2018, "平成30年度")]
    [InlineData(1989, "平成元年度")]
    [InlineData(1988, "昭和63年度")]
    public void A_fiscal_year_is_named_as_people_name_it(int year, string text) =>
        Assert.Equal(text, JapaneseEra.Text(new FiscalYear(year)));

    [Theory]
    [InlineData("令和", "令和")]
    [InlineData("令", "令和")]
    [InlineData("R", "令和")]
    [InlineData("r", "令和")]
    [InlineData("H", "平成")]
    [InlineData("昭", "昭和")]
    [InlineData("T", "大正")]
    [InlineData("m", "明治")]
    public void Eras_are_found_by_name_first_character_and_letter(string written, string name)
    {
        Assert.True(JapaneseEra.TryFind(written, out var era));
        Assert.Equal(name, era.Name);
    }

    [Theory]
    [InlineData("慶応")]
    [InlineData("和")]
    [InlineData("A")]
    [InlineData("")]
    public void Others_are_not_found(string written) => Assert.False(JapaneseEra.TryFind(written, out _));

    [Fact]
    public void An_era_lasts_into_the_year_in_which_the_next_begins()
    {
        Assert.Equal([2199, 2019, 1989, 1926, 1912], JapaneseEra.All.Select(e => e.LastYear));
    }
}
