using System.Globalization;
using CsCheck;
using SmartToyonaka.Domain.Measures;

namespace SmartToyonaka.Tests.Domain.Measures;

/// <summary>Rules 10 to 16 of the CSV cases: every example of them, and their neighbours.</summary>
public class NumberTextTests
{
    [Theory]
    [InlineData("１，２３４．５", "1234.5")]
    [InlineData("1,234", "1234")]
    [InlineData("1,234,567", "1234567")]
    [InlineData("1234567", "1234567")]
    [InlineData("0", "0")]
    [InlineData("007", "7")]
    [InlineData("12.50", "12.50")]
    [InlineData("　５　", "5")]
    [InlineData("\u00A05", "5")]
    [InlineData("△5", "-5")]
    [InlineData("▲5", "-5")]
    [InlineData("−5", "-5")]
    [InlineData("－5", "-5")]
    [InlineData("-5", "-5")]
    [InlineData("△ 1,234.5", "-1234.5")]
    [InlineData("▲１，２３４", "-1234")]
    [InlineData("1,000,000,000,000", "1000000000000")]
    public void Numbers(string text, string value) =>
        Assert.Equal(new NumberParseResult(CellState.Value, decimal.Parse(value, CultureInfo.InvariantCulture)), NumberText.Parse(text));

    [Theory]
    [InlineData("12,34", NumberParseError.BadGrouping)]
    [InlineData("1,2,3", NumberParseError.BadGrouping)]
    [InlineData("1,234,56", NumberParseError.BadGrouping)]
    [InlineData("1234,567", NumberParseError.BadGrouping)]
    [InlineData(",123", NumberParseError.BadGrouping)]
    [InlineData("１，２３", NumberParseError.BadGrouping)]
    [InlineData("5-", NumberParseError.NotANumber)]
    [InlineData("--5", NumberParseError.NotANumber)]
    [InlineData("△", NumberParseError.NotANumber)]
    [InlineData("△△5", NumberParseError.NotANumber)]
    [InlineData("1.2.3", NumberParseError.NotANumber)]
    [InlineData("5.", NumberParseError.NotANumber)]
    [InlineData(".5", NumberParseError.NotANumber)]
    [InlineData("1 234", NumberParseError.NotANumber)]
    [InlineData("(5)", NumberParseError.NotANumber)]
    [InlineData("1e5", NumberParseError.ExcelError)]
    [InlineData("0x1F", NumberParseError.NotANumber)]
    [InlineData("NaN", NumberParseError.NotANumber)]
    [InlineData("∞", NumberParseError.NotANumber)]
    [InlineData("¥5", NumberParseError.NotANumber)]
    [InlineData("5人", NumberParseError.NotANumber)]
    [InlineData("五", NumberParseError.NotANumber)]
    [InlineData("٥", NumberParseError.NotANumber)]
    [InlineData("=1+1", NumberParseError.NotANumber)]
    [InlineData("@SUM(A1)", NumberParseError.NotANumber)]
    [InlineData("①", NumberParseError.NotANumber)]
    [InlineData("1①", NumberParseError.NotANumber)]
    [InlineData("㈱", NumberParseError.NotANumber)]
    [InlineData("㉑", NumberParseError.NotANumber)]
    [InlineData("Ⅳ", NumberParseError.NotANumber)]
    [InlineData("½", NumberParseError.NotANumber)]
    [InlineData("5²", NumberParseError.NotANumber)]
    [InlineData("₅", NumberParseError.NotANumber)]
    [InlineData("⒈", NumberParseError.NotANumber)]
    [InlineData("\uFFFE", NumberParseError.NotANumber)]
    [InlineData("59.4％", NumberParseError.PercentSign)]
    [InlineData("59.4%", NumberParseError.PercentSign)]
    [InlineData("1,000,000,000,001", NumberParseError.TooLarge)]
    [InlineData("99999999999999999999999999999999", NumberParseError.TooLarge)]
    public void What_is_no_number_says_why(string text, NumberParseError fault)
    {
        Assert.Equal(NumberParseResult.Wrong(fault), NumberText.Parse(text));
        Assert.Equal(CellState.Wrong, NumberText.ParseCount(text).State);
        Assert.Equal(CellState.Wrong, NumberText.ParseHours(text).State);
    }

    [Theory]
    [InlineData("－", CellState.Nil)]
    [InlineData("―", CellState.Nil)]
    [InlineData("‐", CellState.Nil)]
    [InlineData("-", CellState.Nil)]
    [InlineData("−", CellState.Nil)]
    [InlineData("　－　", CellState.Nil)]
    [InlineData("", CellState.Missing)]
    [InlineData("  　", CellState.Missing)]
    [InlineData("…", CellState.Unknown)]
    [InlineData("x", CellState.Suppressed)]
    [InlineData("X", CellState.Suppressed)]
    [InlineData("Ｘ", CellState.Suppressed)]
    public void Nil_missing_unknown_and_suppressed_are_four_things(string text, CellState state)
    {
        Assert.Equal(state, NumberText.Parse(text).State);

        // Nil is 0 where things are counted; the other three are never 0.
        var counted = state == CellState.Nil ? CellState.Value : state;
        Assert.Equal(new NumberParseResult(counted, 0), NumberText.ParseCount(text));
        Assert.Equal(new NumberParseResult(counted, 0), NumberText.ParseHours(text));
    }

    [Theory]
    [InlineData("472", 472)]
    [InlineData("４７２", 472)]
    [InlineData("12.0", 12)]
    [InlineData("0", 0)]
    public void Counts(string text, int value) => Assert.Equal(new NumberParseResult(CellState.Value, value), NumberText.ParseCount(text));

    [Theory]
    [InlineData("△5", NumberParseError.Negative)]
    [InlineData("▲5", NumberParseError.Negative)]
    [InlineData("−5", NumberParseError.Negative)]
    [InlineData("－5", NumberParseError.Negative)]
    [InlineData("12.5", NumberParseError.NotWhole)]
    public void A_count_is_whole_and_not_negative(string text, NumberParseError fault) =>
        Assert.Equal(NumberParseResult.Wrong(fault), NumberText.ParseCount(text));

    [Theory]
    [InlineData("123:30", 7410)]
    [InlineData("７：０５", 425)]
    [InlineData("7:05", 425)]
    [InlineData("0:00", 0)]
    [InlineData("00:59", 59)]
    [InlineData("999999:59", 59999999)]
    [InlineData("12.5", 750)]
    [InlineData("12", 720)]
    [InlineData("7.08", 425)]
    [InlineData("0", 0)]
    [InlineData("1,000", 60000)]
    [InlineData("7時間30分", 450)]
    [InlineData("７時間　３０分", 450)]
    [InlineData("7時間5分", 425)]
    [InlineData("7時間", 420)]
    [InlineData("7時間半", 450)]
    [InlineData("7.5時間", 450)]
    [InlineData("7.08時間", 425)]
    [InlineData("7h30m", 450)]
    [InlineData("450分", 450)]
    [InlineData("450.0分", 450)]
    [InlineData("123:30:00", 7410)]
    public void Hours_are_minutes(string text, int minutes) =>
        Assert.Equal(new NumberParseResult(CellState.Value, minutes), NumberText.ParseHours(text));

    [Theory]
    [InlineData("12:60", NumberParseError.NotATime)]
    [InlineData("12:5", NumberParseError.NotATime)]
    [InlineData("12:", NumberParseError.NotATime)]
    [InlineData(":30", NumberParseError.NotATime)]
    [InlineData("12:30:30", NumberParseError.NotATime)]
    [InlineData("-5:00", NumberParseError.Negative)]
    [InlineData("1,000:30", NumberParseError.NotATime)]
    [InlineData("①:30", NumberParseError.NotANumber)]
    [InlineData("-5", NumberParseError.Negative)]
    [InlineData("△0.5", NumberParseError.Negative)]
    [InlineData("7時間60分", NumberParseError.NotANumber)]
    [InlineData("1000000:00", NumberParseError.TooLarge)]
    [InlineData("5.229166667", NumberParseError.DaysOfExcel)]
    [InlineData("7.125", NumberParseError.DaysOfExcel)]
    [InlineData("1900/1/5 5:30", NumberParseError.DateForTime)]
    [InlineData("1⁰", NumberParseError.NotANumber)]
    public void What_is_no_duration_says_why(string text, NumberParseError fault) =>
        Assert.Equal(NumberParseResult.Wrong(fault), NumberText.ParseHours(text));

    [Fact]
    public void A_number_has_28_characters_at_most_and_a_text_60()
    {
        Assert.Equal(new NumberParseResult(CellState.Value, 1), NumberText.Parse("1".PadLeft(28, '0')));
        Assert.Equal(NumberParseResult.Wrong(NumberParseError.TooLarge), NumberText.Parse("1".PadLeft(29, '0')));
        Assert.Equal(NumberParseResult.Wrong(NumberParseError.TooLarge), NumberText.Parse("1".PadLeft(61, '0')));
        Assert.Equal(NumberParseResult.Wrong(NumberParseError.NotANumber), NumberText.Parse("1".PadLeft(61, 'x')));
        Assert.Equal(new NumberParseResult(CellState.Value, 5), NumberText.Parse("5".PadLeft(60)));
        Assert.Equal(new NumberParseResult(CellState.Value, 90), NumberText.ParseHours("1:30".PadLeft(60)));
        Assert.Equal(NumberParseResult.Wrong(NumberParseError.NotANumber), NumberText.ParseHours("1:30".PadLeft(61)));
    }

    [Fact]
    public void Minutes_stay_below_the_largest_number_so_that_sums_of_a_million_rows_fit_Int64() =>
        Assert.Equal(NumberParseResult.Wrong(NumberParseError.TooLarge), NumberText.ParseHours("1,000,000,000,000"));

    [Fact]
    public void A_number_in_every_spelling_leads_back_to_it() => Gen.Select(Gen.Long[0, 999_999_999_999], Gen.Int[0, 999], Gen.Int[0, 3])
        .Sample((whole, fraction, decimals) =>
    {
        var value = whole + (decimals == 0 ? 0 : decimal.Round(fraction / 1000m, decimals));
        foreach (var plain in (string[])[value.ToString(CultureInfo.InvariantCulture),
            value.ToString("N" + decimals, CultureInfo.InvariantCulture)])
        {
            foreach (var text in (string[])[plain, Wide(plain)])
            {
                Assert.Equal(value, NumberText.Parse(text).Value);
                Assert.Equal(CellState.Value, NumberText.Parse(text).State);
                Assert.All((string[])["△", "▲", "−", "－", "-"], sign => Assert.Equal(-value, NumberText.Parse(sign + text).Value));
            }
        }
    });

    [Fact]
    public void A_duration_leads_back_to_its_minutes() => Gen.Int[0, 59_999_999].Sample(minutes =>
        NumberText.ParseHours($"{minutes / 60}:{minutes % 60:D2}") == new NumberParseResult(CellState.Value, minutes)
        && NumberText.ParseHours(Wide($"{minutes / 60}:{minutes % 60:D2}")) == new NumberParseResult(CellState.Value, minutes));

    [Fact]
    public void Any_text_is_something_but_never_an_exception_nor_a_negative_count() =>
        Gen.OneOf(Gen.String, Gen.String[Gen.Char["0123456789,.:-△▲％x…①１２，．：\uFFFE\uD800"], 0, 40]).Sample(text =>
        {
            NumberText.Parse(text);
            foreach (var reading in (NumberParseResult[])[NumberText.ParseCount(text), NumberText.ParseHours(text)])
            {
                Assert.True(reading.State == CellState.Value || reading.Value == 0);
                Assert.InRange(reading.Value, 0, 1_000_000_000_000);
                Assert.Equal(reading.State == CellState.Wrong, reading.Fault != NumberParseError.None);
            }
        });

    private static string Wide(string text) => string.Concat(text.Select(c => c is >= '!' and <= '~' ? (char)(c + 0xFEE0) : c));
}
