using SmartToyonaka.Intake.Drops;

namespace SmartToyonaka.Tests.Intake.Drops;

public sealed class CellTests
{
    [Theory]
    [InlineData("123:30", 7410)]
    [InlineData("12.5", 750)]
    [InlineData("７：０５", 425)]
    [InlineData("0:00", 0)]
    [InlineData(" 7:05 ", 425)]
    [InlineData("７", 420)]
    [InlineData("－", 0)]
    [InlineData("-", 0)]
    [InlineData("\"1,234:30\"", null)]
    [InlineData("12:60", null)]
    [InlineData("12:5", null)]
    [InlineData("△1:00", null)]
    [InlineData("-5", null)]
    [InlineData("", null)]
    [InlineData("…", null)]
    [InlineData("x", null)]
    [InlineData("①", null)]
    [InlineData("=1+1", null)]
    public async Task Overtime_is_read_in_minutes(string cell, int? minutes)
    {
        var check = await TestDrop.OvertimeAsync(cell);

        Assert.Equal(minutes is null ? DropState.Refused : DropState.Taken, check.Receipt.State);
        Assert.Equal(minutes, check.Observations.SingleOrDefault()?.Value("minutes"));
    }

    [Theory]
    [InlineData("\"1,234\"", 1234)]
    [InlineData("１，２３４", 1234)]
    [InlineData("１２３４", 1234)]
    [InlineData("1234.0", 1234)]
    [InlineData("007", 7)]
    [InlineData("－", 0)]
    [InlineData("―", 0)]
    public async Task Counts_are_read_as_offices_write_them(string cell, long count)
    {
        var check = await TestDrop.EApprovalAsync(cell, "0");

        check.IsTaken();
        Assert.Equal(count, check.Single("total"));
    }

    [Theory]
    [InlineData("\"12,34\"", "bad_grouping")]
    [InlineData("\"1,2,3\"", "bad_grouping")]
    [InlineData("5-", "not_a_number")]
    [InlineData("△5", "negative")]
    [InlineData("▲5", "negative")]
    [InlineData("−5", "negative")]
    [InlineData("－5", "negative")]
    [InlineData("1.5", "not_whole")]
    [InlineData("", "missing")]
    [InlineData("　", "missing")]
    [InlineData("…", "unknown")]
    [InlineData("X", "suppressed")]
    [InlineData("59.4％", "percent")]
    [InlineData("①", "not_a_number")]
    [InlineData("㈱", "not_a_number")]
    [InlineData("@SUM(A1)", "not_a_number")]
    [InlineData("99999999999999999999", "too_large")]
    public async Task What_is_no_count_is_an_error_of_its_cell(string cell, string code)
    {
        var error = (await TestDrop.EApprovalAsync(cell, "0")).IsRefusedFor(code);

        Assert.Equal((2, "起案件数"), (error.Line, error.Column));
    }

    [Theory]
    [InlineData("令和3年4月")]
    [InlineData("R3.4.1")]
    [InlineData("R03/04")]
    [InlineData("Ｒ３／０４")]
    [InlineData("㋿3.4")]
    [InlineData("202104")]
    [InlineData("2021/4")]
    [InlineData("2021年4月")]
    [InlineData("2021-04-01")]
    [InlineData("44287")]
    public async Task Months_are_read_in_every_spelling(string month)
    {
        var check = await TestDrop.OvertimeAsync("1:00", month);

        check.IsTaken();
        Assert.Equal("2021-04", check.Observations.Single().Month.ToString());
    }

    [Fact]
    public async Task An_era_that_had_ended_is_taken_with_a_warning()
    {
        var check = await TestDrop.OvertimeAsync("1:00", "平成33年4月");

        check.IsTaken();
        Assert.Equal((2L, "era_had_ended"), check.Receipt.Warnings.Select(w => (w.Line, w.Code)).Single());
    }

    [Theory]
    [InlineData("Apr-21", "not_a_month")]
    [InlineData("令和3年13月", "no_such_date")]
    [InlineData("令和3年2月30日", "no_such_date")]
    [InlineData("昭和99年1月", "no_such_year")]
    [InlineData("", "missing")]
    public async Task What_is_no_month_is_an_error(string month, string code) =>
        Assert.Equal("年月", (await TestDrop.OvertimeAsync("1:00", month)).IsRefusedFor(code).Column);

    [Theory]
    [InlineData("一般職", "交代制", "新型コロナウイルス対応", "general/fire_shift/covid")]
    [InlineData("医療職", " 通 常 ", "選挙", "hospital_medical/regular/election")]
    [InlineData("一般", "通常勤務", "災害", "general/regular/disaster")]
    public async Task Words_of_dimensions_are_known_by_their_synonyms(string job, string pattern, string reason, string dimensions)
    {
        var check = await TestDrop.CheckAsync("overtime", TestDrop.OvertimeHeader, $"2021-04,0101,経営計画課,{job},{pattern},{reason},1:00");

        check.IsTaken();
        Assert.Equal([$"2021-04 0101 {dimensions} minutes=60"], check.Figures());
    }

    [Fact]
    public async Task A_word_that_is_not_known_is_an_error_that_lists_those_that_are()
    {
        var error = (await TestDrop.CheckAsync("overtime", TestDrop.OvertimeHeader, "2021-04,0101,経営計画課,一般,通常,豊中太郎,1:00"))
            .IsRefusedFor("unknown_word");

        Assert.Equal("事由区分", error.Column);
        Assert.Contains("通常、新型コロナ、災害、選挙", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("豊中太郎", error.Message, StringComparison.Ordinal);
    }
}
