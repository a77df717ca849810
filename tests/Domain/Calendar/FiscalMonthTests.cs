using CsCheck;
using SmartToyonaka.Domain.Calendar;

namespace SmartToyonaka.Tests.Domain.Calendar;

public class FiscalMonthTests
{
    /// <summary>Months whose fiscal year and neighbours can be computed, too.</summary>
    internal static readonly Gen<FiscalMonth> Months = Gen.Select(Gen.Int[1901, 2197], Gen.Int[1, 12])
        .Select((y, m) => new FiscalMonth(y, m));

    [Theory]
    [InlineData(2021, 3, 2020, 12)]
    [InlineData(2021, 4, 2021, 1)]
    [InlineData(2021, 12, 2021, 9)]
    [InlineData(2022, 1, 2021, 10)]
    [InlineData(2022, 3, 2021, 12)]
    public void The_fiscal_year_runs_from_April_to_March(int year, int month, int fiscalYear, int number)
    {
        var m = new FiscalMonth(year, month);

        Assert.Equal(new FiscalYear(fiscalYear), m.FiscalYear);
        Assert.Equal(number, m.NumberInFiscalYear);
    }

    [Fact]
    public void A_month_knows_its_key_its_days_and_its_instant()
    {
        var m = new FiscalMonth(2020, 2);

        Assert.Equal(202002, m.Key);
        Assert.Equal("2020-02", m.ToString());
        Assert.Equal(new DateOnly(2020, 2, 1), m.FirstDay);
        Assert.Equal(new DateOnly(2020, 2, 29), m.LastDay);
        Assert.Equal(new DateTimeOffset(2020, 2, 1, 0, 0, 0, TimeSpan.Zero), m.Start);
        Assert.Equal(m, FiscalMonth.Of(new DateOnly(2020, 2, 29)));
    }

    [Theory]
    [InlineData("2021-12", 1, "2022-01")]
    [InlineData("2021-01", -1, "2020-12")]
    [InlineData("2021-04", -24, "2019-04")]
    [InlineData("2021-04", 0, "2021-04")]
    public void Adding_months_crosses_years(string from, int count, string to)
    {
        Assert.True(FiscalMonth.TryParseIso(from, out var m));
        Assert.Equal(to, m.AddMonths(count).ToString());
    }

    [Theory]
    [InlineData("2021-6")]
    [InlineData("2021/06")]
    [InlineData("2021-13")]
    [InlineData("2021-00")]
    [InlineData("1899-12")]
    [InlineData("2200-01")]
    [InlineData("+021-06")]
    [InlineData("2021- 6")]
    [InlineData(" 2021-06")]
    [InlineData("２０２１-06")]
    [InlineData("")]
    [InlineData(null)]
    public void Only_the_spelling_the_program_writes_is_iso(string? text) => Assert.False(FiscalMonth.TryParseIso(text, out _));

    [Theory]
    [InlineData("1900-01", 1900, 1)]
    [InlineData("2199-12", 2199, 12)]
    public void The_first_and_the_last_month_of_all_are_months(string text, int year, int month)
    {
        Assert.True(FiscalMonth.TryParseIso(text, out var read));
        Assert.Equal(new FiscalMonth(year, month), read);
    }

    [Theory]
    [InlineData(1899, 12)]
    [InlineData(2200, 1)]
    [InlineData(2021, 0)]
    [InlineData(2021, 13)]
    public void There_is_no_month_outside_the_ranges(int year, int month) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => new FiscalMonth(year, month));

    [Fact]
    public void Text_key_and_number_lead_back_to_the_month() => Months.Sample(m =>
        FiscalMonth.TryParseIso(m.ToString(), out var read) && read == m
        && FiscalMonth.FromKey(m.Key) == m
        && m.FiscalYear.First.AddMonths(m.NumberInFiscalYear - 1) == m);

    [Fact]
    public void Order_is_the_order_of_keys() => Gen.Select(Months, Months).Sample((a, b) =>
        a.CompareTo(b) == a.Key.CompareTo(b.Key)
        && (a < b) == (a.Key < b.Key) && (a > b) == (a.Key > b.Key) && (a <= b) == (a.Key <= b.Key) && (a >= b) == (a.Key >= b.Key));

    [Fact]
    public void A_fiscal_year_has_twelve_months_of_its_own()
    {
        var year = new FiscalYear(2021);

        Assert.Equal("2021-04", year.First.ToString());
        Assert.Equal("2022-03", year.Last.ToString());
        Assert.Equal(12, year.Months.Count());
        Assert.All(year.Months, m => Assert.Equal(year, m.FiscalYear));
        Assert.Equal("2021", year.ToString());
        Assert.True(new FiscalYear(2020).CompareTo(year) < 0);
    }

    [Theory]
    [InlineData("2022-03-31T14:59:59Z", false)]
    [InlineData("2022-03-31T15:00:00Z", true)]
    [InlineData("0001-01-01T00:00:00Z", false)]
    [InlineData("9999-12-31T23:59:59Z", true)]
    public void A_fiscal_year_begins_at_midnight_in_Japan(string at, bool hasBegun) =>
        Assert.Equal(hasBegun, new FiscalYear(2022).HasBegun(DateTimeOffset.Parse(at, System.Globalization.CultureInfo.InvariantCulture)));
}
