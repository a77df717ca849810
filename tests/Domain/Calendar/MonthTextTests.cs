using System.Globalization;
using CsCheck;
using SmartToyonaka.Domain.Calendar;

namespace SmartToyonaka.Tests.Domain.Calendar;

/// <summary>Rule 17 of the CSV cases: every example of it, and its neighbours.</summary>
public class MonthTextTests
{
    [Theory]
    [InlineData("令和3年4月")]
    [InlineData("R3.4.1")]
    [InlineData("㋿3.4")]
    [InlineData("202104")]
    [InlineData("2021/4")]
    [InlineData("2021年4月")]
    [InlineData("2021-04-01")]
    [InlineData("44287")]
    [InlineData("2021-04")]
    [InlineData("2021.4")]
    [InlineData("20210401")]
    [InlineData("2021/04/30")]
    [InlineData("2021/4/1 0:00:00")]
    [InlineData("2021-04-01T00:00:00")]
    [InlineData("2021年4月30日")]
    [InlineData("2021年4月分")]
    [InlineData("2021年4月度")]
    [InlineData("２０２１年４月")]
    [InlineData("２０２１０４")]
    [InlineData("２０２１－０４")]
    [InlineData("令和３年４月")]
    [InlineData("令和 3 年 4 月")]
    [InlineData("　令和3年4月　")]
    [InlineData("令和03年04月")]
    [InlineData("令和3年4月1日")]
    [InlineData("令和3年4月分")]
    [InlineData("令3.4")]
    [InlineData("R3.4")]
    [InlineData("r3.4")]
    [InlineData("R3年4月")]
    [InlineData("R03/04")]
    [InlineData("Ｒ３／０４")]
    [InlineData("R3-4-30")]
    public void Spellings_of_April_2021(string text) => AssertMonth("2021-04", false, text);

    [Theory]
    [InlineData("令和元年5月", "2019-05")]
    [InlineData("令和1年5月", "2019-05")]
    [InlineData("R1.5", "2019-05")]
    [InlineData("R元.5", "2019-05")]
    [InlineData("令和元年4月", "2019-04")]
    [InlineData("平成31年4月", "2019-04")]
    [InlineData("H31.4", "2019-04")]
    [InlineData("平成31年4月30日", "2019-04")]
    [InlineData("昭和64年1月", "1989-01")]
    [InlineData("平成元年1月", "1989-01")]
    [InlineData("S63.12", "1988-12")]
    [InlineData("R3.6", "2021-06")]
    [InlineData("Ｒ３／６", "2021-06")]
    [InlineData("令和4年2月28日", "2022-02")]
    [InlineData("令和6年2月29日", "2024-02")]
    [InlineData("43586", "2019-05")]
    [InlineData("43556", "2019-04")]
    [InlineData("40179", "2010-01")]
    [InlineData("50100", "2037-03")]
    [InlineData("1901-01", "1901-01")]
    [InlineData("2198-12", "2198-12")]
    public void Other_months(string text, string month) => AssertMonth(month, false, text);

    [Theory]
    [InlineData("平成33年4月", "2021-04")]
    [InlineData("H33.4", "2021-04")]
    [InlineData("平成31年5月", "2019-05")]
    [InlineData("平成41年1月", "2029-01")]
    [InlineData("昭和64年2月", "1989-02")]
    public void An_era_that_is_carried_on_is_understood_with_a_warning(string text, string month) => AssertMonth(month, true, text);

    [Theory]
    [InlineData("Apr-21", MonthParseError.NotAMonth)]
    [InlineData("21-Apr", MonthParseError.NotAMonth)]
    [InlineData("4月", MonthParseError.NotAMonth)]
    [InlineData("2021", MonthParseError.NotAMonth)]
    [InlineData("2021年度", MonthParseError.NotAMonth)]
    [InlineData("21/04", MonthParseError.NotAMonth)]
    [InlineData("04/2021", MonthParseError.NotAMonth)]
    [InlineData("442870", MonthParseError.NotAMonth)]
    [InlineData("①", MonthParseError.NotAMonth)]
    [InlineData("", MonthParseError.NotAMonth)]
    [InlineData("令和3年4月のうち後半の二週間に起きたすべての時間外勤務のことをここに書いておきます", MonthParseError.NotAMonth)]
    [InlineData("令和3年13月", MonthParseError.NoSuchDate)]
    [InlineData("令和3年0月", MonthParseError.NoSuchDate)]
    [InlineData("令和3年2月30日", MonthParseError.NoSuchDate)]
    [InlineData("令和4年2月29日", MonthParseError.NoSuchDate)]
    [InlineData("R3.4.31", MonthParseError.NoSuchDate)]
    [InlineData("2021-04-31", MonthParseError.NoSuchDate)]
    [InlineData("2021-13", MonthParseError.NoSuchDate)]
    [InlineData("202113", MonthParseError.NoSuchDate)]
    [InlineData("202100", MonthParseError.NoSuchDate)]
    [InlineData("20210431", MonthParseError.NoSuchDate)]
    [InlineData("令和元年3月", MonthParseError.NoSuchDate)]
    [InlineData("昭和99年1月", MonthParseError.NoSuchYear)]
    [InlineData("平成42年1月", MonthParseError.NoSuchYear)]
    [InlineData("令和0年4月", MonthParseError.NoSuchYear)]
    [InlineData("慶応3年4月", MonthParseError.NoSuchYear)]
    [InlineData("X3.4", MonthParseError.NoSuchYear)]
    [InlineData("0021-04", MonthParseError.NoSuchYear)]
    [InlineData("1899-12", MonthParseError.NoSuchYear)]
    [InlineData("1900-12", MonthParseError.NoSuchYear)]
    [InlineData("2199-01", MonthParseError.NoSuchYear)]
    [InlineData("200100", MonthParseError.NoSuchDate)]
    [InlineData("200132", MonthParseError.NoSuchDate)]
    [InlineData("令和3年度13月", MonthParseError.NoSuchDate)]
    [InlineData("令和3年度0月", MonthParseError.NoSuchDate)]
    [InlineData("慶応3年度4月", MonthParseError.NoSuchYear)]
    public void What_is_no_month_says_why(string text, MonthParseError fault) => Assert.Equal(fault, MonthText.Parse(text).Fault);

    [Theory]
    [InlineData("1900-03")]
    [InlineData("2199-04")]
    [InlineData("219904")]
    [InlineData("令和181年4月")]
    public void A_month_whose_fiscal_year_cannot_be_computed_is_refused(string text) =>
        Assert.NotEqual(MonthParseError.None, MonthText.Parse(text).Fault);

    [Theory]
    [InlineData("\uFFFE")]
    [InlineData("令和3年\uD8004月")]
    [InlineData("\uDC00")]
    public void Broken_characters_are_no_month(string text) => Assert.Equal(MonthParseError.NotAMonth, MonthText.Parse(text).Fault);

    [Fact]
    public void Every_spelling_of_a_month_leads_back_to_it() => FiscalMonthTests.Months.Sample(month =>
    {
        foreach (var spelling in Spellings(month))
        {
            AssertMonth(month.ToString(), false, spelling);
            AssertMonth(month.ToString(), false, Wide(spelling));
        }
    });

    [Fact]
    public void A_serial_of_Excel_is_the_first_day_of_a_month_or_none() => Gen.Int[20000, 79999].Sample(serial =>
    {
        var (reading, day) = (MonthText.Parse(serial.ToString(CultureInfo.InvariantCulture)),
            DateOnly.FromDateTime(DateTime.FromOADate(serial)));
        var isCode = serial / 10_000 is 4 or 5 && serial % 100 is >= 1 and <= 12;
        Assert.True(reading.Fault == MonthParseError.Ambiguous
            || (reading == new MonthParseResult(FiscalMonth.Of(day), MonthParseError.None) && day.Day == 1));
        Assert.True(isCode || day.Day != 1 || day.Year is < 2010 or > 2036 || reading.Fault == MonthParseError.None, $"{serial}");
    });

    [Theory]
    [InlineData("2021.1", MonthParseError.LostZero)]
    [InlineData("２０２１．１", MonthParseError.LostZero)]
    [InlineData("50304", MonthParseError.Ambiguous)]
    [InlineData("43104", MonthParseError.Ambiguous)]
    [InlineData("42904", MonthParseError.Ambiguous)]
    [InlineData("43101", MonthParseError.Ambiguous)]
    [InlineData("44316", MonthParseError.Ambiguous)]
    [InlineData("210401", MonthParseError.Ambiguous)]
    [InlineData("200912", MonthParseError.Ambiguous)]
    [InlineData("200131", MonthParseError.Ambiguous)]
    [InlineData("200101", MonthParseError.Ambiguous)]
    [InlineData("201231", MonthParseError.Ambiguous)]
    [InlineData("40148", MonthParseError.Ambiguous)]
    public void A_number_that_may_be_another_month_is_none(string text, MonthParseError fault) =>
        Assert.Equal(fault, MonthText.Parse(text).Fault);

    [Theory]
    [InlineData("令和3年4月1日現在")]
    [InlineData("令和3年4月末")]
    [InlineData("2021年4月末現在")]
    [InlineData("令和３年４月３０日　時点")]
    [InlineData("=\"202104\"")]
    [InlineData("'202104")]
    public void A_month_may_say_of_which_day_it_is(string text) => AssertMonth("2021-04", false, text);

    // The fiscal year ends in March: its January is of the next calendar year.
    [Theory]
    [InlineData("令和3年度4月", "2021-04")]
    [InlineData("令和3年度5月", "2021-05")]
    [InlineData("R3年度12月分", "2021-12")]
    [InlineData("令和3年度1月", "2022-01")]
    [InlineData("2021年度3月", "2022-03")]
    [InlineData("令和元年度4月", "2019-04")]
    public void A_month_may_be_one_of_a_fiscal_year(string text, string month) => AssertMonth(month, false, text);

    [Fact]
    public void A_text_of_forty_characters_may_be_a_month_and_a_longer_one_is_none()
    {
        AssertMonth("2021-04", false, "2021-04".PadLeft(40));
        Assert.Equal(MonthParseError.NotAMonth, MonthText.Parse("2021-04".PadLeft(41)).Fault);
    }

    // 4 is 平成, 5 is 令和, then the year of the era and the month: those of 2010 to 2099.
    [Theory]
    [InlineData(50304, "2021-04")]
    [InlineData(50312, "2021-12")]
    [InlineData(50301, "2021-01")]
    [InlineData(43104, "2019-04")]
    [InlineData(42201, "2010-01")]
    [InlineData(58112, "2099-12")]
    [InlineData(42112, null)]
    [InlineData(58201, null)]
    [InlineData(43204, null)]
    [InlineData(50004, null)]
    [InlineData(50300, null)]
    [InlineData(50313, null)]
    [InlineData(30304, null)]
    [InlineData(60304, null)]
    public void A_code_of_era_year_and_month_is_a_month(int code, string? month) =>
        Assert.Equal(month, MonthText.EraCode(code)?.ToString());

    [Fact]
    public void A_code_of_era_year_and_month_is_told_with_both_readings() =>
        Assert.Equal("令和3年4月(元号・年・月の番号)、または2037年9月21日(Excelの日付の数値)", MonthText.Readings("50304").Ja);

    [Fact]
    public void Any_text_is_a_month_or_has_a_fault_but_never_an_exception() =>
        Gen.OneOf(Gen.String, Gen.String[Gen.Char["令和元年月日R０1２/.-\uFFFE"], 0, 12]).Sample(text =>
        {
            var reading = MonthText.Parse(text);
            Assert.True(reading.Fault != MonthParseError.None || reading.Month.FiscalYear.Months.Contains(reading.Month));
        });

    private static IEnumerable<string> Spellings(FiscalMonth m)
    {
        yield return m.ToString();
        yield return $"{m.Year}/{m.Month}";
        yield return $"{m.Year}.{m.Month:D2}";
        yield return $"{m.Year}年{m.Month}月";
        if (m.Year is >= 2013 and < 2100)
        {
            yield return $"{m.Key}";
        }

        yield return $"{m.Key}01";
        yield return $"{m.LastDay:yyyy-MM-dd}";
        yield return $"{m.FirstDay:yyyy'年'M'月'd'日'}";

        var era = Eras.Known.Of(m);
        var year = m.Year - era.Start.Year + 1;

        // What messages, forms and receipts print, whatever the year.
        yield return JapaneseEra.Text(m);
        yield return JapaneseEra.Text(m) + "分";
        yield return JapaneseEra.ShortText(m);
        yield return $"{m.Year}ー{m.Month:D2}";
        yield return $"{era.Letter}{year}−{m.Month}";
        if (year < 100)
        {
            yield return $"{era.Name}{year}年{m.Month}月分";
            yield return $"{era.Name}{year:D2}年{m.Month:D2}月{m.LastDay.Day}日";
            yield return $"{era.Letter}{year}.{m.Month}";
            yield return $"{era.Letter}{year:D2}/{m.Month:D2}";
            yield return $"{era.Name[0]}{year}.{m.Month}.{m.LastDay.Day}";
        }
    }

    private static string Wide(string text) => string.Concat(text.Select(c => c is >= '!' and <= '~' ? (char)(c + 0xFEE0) : c));

    private static void AssertMonth(string month, bool eraHadEnded, string text)
    {
        var reading = MonthText.Parse(text);
        Assert.True(reading.Fault == MonthParseError.None, $"{text}: {reading.Fault}");
        Assert.Equal($"{text} = {month}", $"{text} = {reading.Month}");
        Assert.Equal(eraHadEnded, reading.EraHadEnded);
    }
}
