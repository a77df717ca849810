using SmartToyonaka.Domain.Calendar;

namespace SmartToyonaka.Tests.Domain.Calendar;

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
        Assert.True(Eras.Known.TryFind(written, out var era));
        Assert.Equal(name, era.Name);
    }

    [Theory]
    [InlineData("慶応")]
    [InlineData("和")]
    [InlineData("A")]
    [InlineData("")]
    public void Others_are_not_found(string written) => Assert.False(Eras.Known.TryFind(written, out _));

    [Fact]
    public void An_era_lasts_into_the_year_in_which_the_next_begins()
    {
        Assert.Equal([2199, 2019, 1989, 1926, 1912], Eras.Known.All.Select(Eras.Known.LastYear));
    }

    // One line of data: what Eras.Known would have.
    private static Eras WithTheNext => new([new("光文", 'K', new(2027, 3, 15)), .. Eras.Known.All]);

    [Theory]
    [InlineData("光文元年3月15日", 2027, 3, false)]
    [InlineData("光文元年3月", 2027, 3, false)]
    [InlineData("光文2年1月", 2028, 1, false)]
    [InlineData("Ｋ２．１", 2028, 1, false)]
    [InlineData("光1.4", 2027, 4, false)]
    [InlineData("令和9年3月14日", 2027, 3, false)]
    [InlineData("令和9年3月15日", 2027, 3, true)]
    [InlineData("令和9年3月", 2027, 3, false)]
    [InlineData("令和9年4月", 2027, 4, true)]
    [InlineData("R10.4", 2028, 4, true)]
    public void A_new_era_is_one_line_and_is_read_from_its_first_day_on(string text, int year, int month, bool hadEnded) =>
        Assert.Equal(new MonthParseResult(new(year, month), MonthParseError.None, hadEnded), MonthText.Parse(text, WithTheNext));

    [Theory]
    [InlineData("光文3年1月", MonthParseError.NoSuchYear)]
    [InlineData("K3.1", MonthParseError.NoSuchYear)]
    public void Without_its_line_it_is_an_error(string text, MonthParseError fault) => Assert.Equal(fault, MonthText.Parse(text).Fault);

    [Fact]
    public void Texts_follow_a_new_era_and_end_the_one_before()
    {
        Assert.Equal(["令和9年2月", "光文元年3月", "光文元年12月", "光文2年1月"], ((FiscalMonth[])[new(2027, 2), new(2027, 3), new(2027, 12), new(2028, 1)])
            .Select(WithTheNext.Text));
        Assert.Equal(["令和8年度", "光文元年度", "光文2年度"], ((FiscalYear[])[new(2026), new(2027), new(2028)]).Select(WithTheNext.Text));
        Assert.Equal(2027, WithTheNext.LastYear(WithTheNext.All[1]));
        Assert.Equal(MonthParseError.NoSuchYear, MonthText.Parse("令和20年4月", WithTheNext).Fault);
        Assert.Equal("光文・令和・平成・昭和・大正・明治", WithTheNext.Names);
    }

    [Theory]
    [InlineData("平成31年4月30日", false)]
    [InlineData("平成31年5月1日", true)]
    [InlineData("昭和64年1月7日", false)]
    [InlineData("昭和64年1月8日", true)]
    public void An_era_ends_on_the_day_before_the_next(string text, bool hadEnded) =>
        Assert.Equal((MonthParseError.None, hadEnded), (MonthText.Parse(text).Fault, MonthText.Parse(text).EraHadEnded));

    [Theory]
    [InlineData(2021, 10, 14, "令和3年10月14日")]
    [InlineData(2019, 5, 1, "令和元年5月1日")]
    [InlineData(2019, 4, 30, "平成31年4月30日")]
    [InlineData(1868, 1, 25, "明治元年1月25日")]
    [InlineData(1868, 1, 24, "1868年1月24日")]
    public void A_day_is_named_by_its_own_era(int year, int month, int day, string text) =>
        Assert.Equal(text, JapaneseEra.Text(new DateOnly(year, month, day)));

    [Theory]
    [InlineData(2021, "R3年度")]
    [InlineData(2019, "R1年度")]
    [InlineData(2018, "H30年度")]
    public void A_fiscal_year_is_short_by_the_letter(int year, string text) =>
        Assert.Equal(text, JapaneseEra.ShortText(new FiscalYear(year)));

    private static Eras BeginningOnALastDay => new([.. Eras.Known.All.Reverse(), new("光文", 'K', new(2027, 3, 31))]);

    [Fact]
    public void Eras_are_the_newest_first_in_whatever_order_they_come() =>
        Assert.Equal("光文・令和・平成・昭和・大正・明治", BeginningOnALastDay.Names);

    [Fact]
    public void A_month_is_of_the_era_that_begins_on_its_last_day() =>
        Assert.Equal(["令和9年2月", "光文元年3月"], ((FiscalMonth[])[new(2027, 2), new(2027, 3)]).Select(BeginningOnALastDay.Text));

    [Theory]
    [InlineData("光文元年2月", MonthParseError.None)]
    [InlineData("光文元年1月", MonthParseError.NoSuchDate)]
    public void Of_the_months_before_an_era_the_last_alone_may_be_named_by_it(string text, MonthParseError fault) =>
        Assert.Equal(fault, MonthText.Parse(text, BeginningOnALastDay).Fault);
}
