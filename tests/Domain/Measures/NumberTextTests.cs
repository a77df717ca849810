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
        Assert.Equal(new NumberReading(CellState.Value, decimal.Parse(value, CultureInfo.InvariantCulture)), NumberText.Parse(text));

    [Theory]
    [InlineData("12,34", NumberFault.BadGrouping)]
    [InlineData("1,2,3", NumberFault.BadGrouping)]
    [InlineData("1,234,56", NumberFault.BadGrouping)]
    [InlineData("1234,567", NumberFault.BadGrouping)]
    [InlineData(",123", NumberFault.BadGrouping)]
    [InlineData("１，２３", NumberFault.BadGrouping)]
    [InlineData("5-", NumberFault.NotANumber)]
    [InlineData("--5", NumberFault.NotANumber)]
    [InlineData("△", NumberFault.NotANumber)]
    [InlineData("△△5", NumberFault.NotANumber)]
    [InlineData("1.2.3", NumberFault.NotANumber)]
    [InlineData("5.", NumberFault.NotANumber)]
    [InlineData(".5", NumberFault.NotANumber)]
    [InlineData("1 234", NumberFault.NotANumber)]
    [InlineData("(5)", NumberFault.NotANumber)]
    [InlineData("1e5", NumberFault.ExcelError)]
    [InlineData("0x1F", NumberFault.NotANumber)]
    [InlineData("NaN", NumberFault.NotANumber)]
    [InlineData("∞", NumberFault.NotANumber)]
    [InlineData("¥5", NumberFault.NotANumber)]
    [InlineData("5人", NumberFault.NotANumber)]
    [InlineData("五", NumberFault.NotANumber)]
    [InlineData("٥", NumberFault.NotANumber)]
    [InlineData("=1+1", NumberFault.NotANumber)]
    [InlineData("@SUM(A1)", NumberFault.NotANumber)]
    [InlineData("①", NumberFault.NotANumber)]
    [InlineData("1①", NumberFault.NotANumber)]
    [InlineData("㈱", NumberFault.NotANumber)]
    [InlineData("㉑", NumberFault.NotANumber)]
    [InlineData("Ⅳ", NumberFault.NotANumber)]
    [InlineData("½", NumberFault.NotANumber)]
    [InlineData("5²", NumberFault.NotANumber)]
    [InlineData("₅", NumberFault.NotANumber)]
    [InlineData("⒈", NumberFault.NotANumber)]
    [InlineData("\uFFFE", NumberFault.NotANumber)]
    [InlineData("59.4％", NumberFault.PercentSign)]
    [InlineData("59.4%", NumberFault.PercentSign)]
    [InlineData("1,000,000,000,001", NumberFault.TooLarge)]
    [InlineData("99999999999999999999999999999999", NumberFault.TooLarge)]
    public void What_is_no_number_says_why(string text, NumberFault fault)
    {
        Assert.Equal(NumberReading.Wrong(fault), NumberText.Parse(text));
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
        Assert.Equal(new NumberReading(counted, 0), NumberText.ParseCount(text));
        Assert.Equal(new NumberReading(counted, 0), NumberText.ParseHours(text));
    }

    [Theory]
    [InlineData("472", 472)]
    [InlineData("４７２", 472)]
    [InlineData("12.0", 12)]
    [InlineData("0", 0)]
    public void Counts(string text, int value) => Assert.Equal(new NumberReading(CellState.Value, value), NumberText.ParseCount(text));

    [Theory]
    [InlineData("△5", NumberFault.Negative)]
    [InlineData("▲5", NumberFault.Negative)]
    [InlineData("−5", NumberFault.Negative)]
    [InlineData("－5", NumberFault.Negative)]
    [InlineData("12.5", NumberFault.NotWhole)]
    public void A_count_is_whole_and_not_negative(string text, NumberFault fault) => Assert.Equal(NumberReading.Wrong(fault), NumberText.ParseCount(text));

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
    [InlineData("1,000", 60000)]
    public void Hours_are_minutes(string text, int minutes) => Assert.Equal(new NumberReading(CellState.Value, minutes), NumberText.ParseHours(text));

    [Theory]
    [InlineData("12:60", NumberFault.NotATime)]
    [InlineData("12:5", NumberFault.NotATime)]
    [InlineData("12:", NumberFault.NotATime)]
    [InlineData(":30", NumberFault.NotATime)]
    [InlineData("12:30:30", NumberFault.NotATime)]
    [InlineData("-5:00", NumberFault.Negative)]
    [InlineData("1,000:30", NumberFault.NotATime)]
    [InlineData("①:30", NumberFault.NotANumber)]
    [InlineData("-5", NumberFault.Negative)]
    [InlineData("△0.5", NumberFault.Negative)]
    public void What_is_no_duration_says_why(string text, NumberFault fault) => Assert.Equal(NumberReading.Wrong(fault), NumberText.ParseHours(text));

    [Fact]
    public void Minutes_stay_below_the_largest_number_so_that_sums_of_a_million_rows_fit_Int64() =>
        Assert.Equal(NumberReading.Wrong(NumberFault.TooLarge), NumberText.ParseHours("1,000,000,000,000"));

    [Fact]
    public void A_number_in_every_spelling_leads_back_to_it() => Gen.Select(Gen.Long[0, 999_999_999_999], Gen.Int[0, 999], Gen.Int[0, 3]).Sample((whole, fraction, decimals) =>
    {
        var value = whole + (decimals == 0 ? 0 : decimal.Round(fraction / 1000m, decimals));
        foreach (var plain in (string[])[value.ToString(CultureInfo.InvariantCulture), value.ToString("N" + decimals, CultureInfo.InvariantCulture)])
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
        NumberText.ParseHours($"{minutes / 60}:{minutes % 60:D2}") == new NumberReading(CellState.Value, minutes)
        && NumberText.ParseHours(Wide($"{minutes / 60}:{minutes % 60:D2}")) == new NumberReading(CellState.Value, minutes));

    [Fact]
    public void Any_text_is_something_but_never_an_exception_nor_a_negative_count() =>
        Gen.OneOf(Gen.String, Gen.String[Gen.Char["0123456789,.:-△▲％x…①１２，．：\uFFFE\uD800"], 0, 40]).Sample(text =>
        {
            NumberText.Parse(text);
            foreach (var reading in (NumberReading[])[NumberText.ParseCount(text), NumberText.ParseHours(text)])
            {
                Assert.True(reading.State == CellState.Value || reading.Value == 0);
                Assert.InRange(reading.Value, 0, 1_000_000_000_000);
                Assert.Equal(reading.State == CellState.Wrong, reading.Fault != NumberFault.None);
            }
        });

    private static string Wide(string text) => string.Concat(text.Select(c => c is >= '!' and <= '~' ? (char)(c + 0xFEE0) : c));
}
