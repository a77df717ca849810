namespace SmartToyonaka.Tests.Intake.Drops;

public sealed class HeaderTests
{
    private const string Row = "2021-04,0101,経営計画課,一般,通常,通常,1:30";

    [Theory]
    [InlineData("年月,所属コード,所属名,職種,勤務形態,事由区分,時間外時間")]
    [InlineData("年 月,所属ｺｰﾄﾞ,所属　名,職種,勤務形態,事由区分,時間外時間")]
    [InlineData("対象年月,所属ＣＤ,所属,職種区分,勤務区分,事由,時間外勤務時間")]
    [InlineData("年月,所属コード,所属名,職種,勤務形態,事由区分,時間外時間（時間）")]
    [InlineData("\"年\r\n月\",所属コード,所属名,職種,勤務形態,事由区分,時間外時間")]
    public async Task Headings_are_matched_by_their_sense(string header)
    {
        var check = await TestDrop.CheckAsync("overtime", header, Row);

        check.IsTaken();
        Assert.Equal(90, check.Single("minutes"));
    }

    [Fact]
    public async Task Columns_stand_in_any_order_and_further_ones_are_ignored()
    {
        var check = await TestDrop.CheckAsync("overtime", "氏名,時間外時間,備考,事由区分,勤務形態,職種,所属名,所属コード,年月",
            "豊中太郎,1:30,,通常,通常,一般,経営計画課,0101,2021-04");

        check.IsTaken();
        Assert.Equal(90, check.Single("minutes"));
    }

    [Theory]
    [InlineData(',')]
    [InlineData('\t')]
    [InlineData(';')]
    public async Task The_separator_is_that_of_the_header(char separator)
    {
        var check = await TestDrop.CheckAsync("overtime", "題名, 令和3年4月, 人事課, 作成", TestDrop.OvertimeHeader.Replace(',', separator),
            Row.Replace(',', separator));

        check.IsTaken();
    }

    [Fact]
    public async Task Rows_above_the_header_are_passed_over_and_lines_are_those_of_an_editor()
    {
        var check = await TestDrop.CheckAsync("overtime", "令和3年度 時間外勤務実績", "", ",,,,,,", TestDrop.OvertimeHeader, "", Row,
            "\"2021-04\",0101,\"経営\r\n計画課\",一般,通常,災害,0:10", "2021-04,0101,経営計画課,一般,通常,通常,?");

        Assert.Equal(9, check.IsRefusedFor("not_a_number").Line);
    }

    [Theory]
    [InlineData("\r\n")]
    [InlineData("\n")]
    [InlineData("\r")]
    public async Task Every_line_break_counts_as_one(string lineBreak)
    {
        var text = string.Join(lineBreak, TestDrop.OvertimeHeader, "", Row, Row);

        var check = await TestDrop.CheckAsync("overtime", System.Text.Encoding.UTF8.GetBytes(text));

        check.IsTaken();
        Assert.Equal("3-4", check.Observations.Single().Cells.Single().Lines);
    }

    [Theory]
    [InlineData("（単位：分）", "時間外時間", "90", 90)]
    [InlineData("(単位:分)", "時間外時間", "1,234", 1234)]
    [InlineData("（単位：時間）", "時間外時間", "1.5", 90)]
    [InlineData("", "時間外時間（分）", "90", 90)]
    [InlineData("", "時間外時間", "9", 540)]
    public async Task A_unit_is_obeyed(string unitRow, string heading, string cell, long minutes)
    {
        var check = await TestDrop.CheckAsync("overtime", unitRow, $"年月,所属コード,所属名,職種,勤務形態,事由区分,{heading}",
            $"2021-04,0101,経営計画課,一般,通常,通常,\"{cell}\"");

        check.IsTaken();
        Assert.Equal(minutes, check.Single("minutes"));
    }

    [Fact]
    public async Task A_clock_time_where_the_unit_is_minutes_is_an_error() =>
        (await TestDrop.OvertimeAsync("1:30", header: "年月,所属コード,所属名,職種,勤務形態,事由区分,時間外時間（分）")).IsRefusedFor("not_minutes");

    [Fact]
    public async Task Counts_by_the_thousand_are_counted_out()
    {
        var check = await TestDrop.CheckAsync("e-approval", "（単位：千件）", TestDrop.EApprovalHeader, "2021-04,0101,経営計画課,1.5,1,0.5");

        check.IsTaken();
        Assert.Equal((1500, 1000), (check.Single("total"), check.Single("electronic")));
    }

    [Fact]
    public async Task A_unit_that_is_not_known_refuses_the_file() =>
        Assert.Equal("時間外時間", (await TestDrop.CheckAsync("overtime", "（単位：秒）", TestDrop.OvertimeHeader, Row))
            .IsRefusedFor("unit_unknown").Column);

    [Fact]
    public async Task A_missing_column_is_named()
    {
        var check = await TestDrop.CheckAsync("overtime", "年月,所属コード,所属名,職種,勤務形態,時間外時間", "2021-04,0101,経営計画課,一般,通常,1:30");

        var error = check.IsRefusedFor("column_missing");
        Assert.Equal((1, "事由区分"), (error.Line, error.Column));
        Assert.Equal(0, check.Receipt.RowsRead);
    }

    [Fact]
    public async Task A_doubled_column_is_named() =>
        Assert.Equal("時間外時間", (await TestDrop.CheckAsync("overtime", TestDrop.OvertimeHeader + ",時間外時間（分）", Row + ",90"))
            .IsRefusedFor("column_doubled").Column);

    [Fact]
    public async Task The_name_of_a_column_goes_before_other_words_for_it() =>
        (await TestDrop.CheckAsync("overtime", "所属," + TestDrop.OvertimeHeader, "都市経営部," + Row)).IsTaken();

    [Fact]
    public async Task A_file_without_a_header_is_refused() => (await TestDrop.CheckAsync("overtime", Row, Row))
        .IsRefusedFor("header_missing");

    [Fact]
    public async Task An_empty_file_publishes_nothing_and_says_so() => (await TestDrop.CheckAsync("overtime", [])).IsRefusedFor("empty");

    [Fact]
    public async Task A_header_alone_publishes_nothing_and_says_so() => (await TestDrop.CheckAsync("overtime", TestDrop.OvertimeHeader))
        .IsRefusedFor("no_rows");

    [Fact]
    public async Task A_file_that_ends_inside_a_row_is_refused_whole()
    {
        var text = TestDrop.Text(TestDrop.OvertimeHeader, Row) + "2021-04,0101,経営計画";

        Assert.Equal(3, (await TestDrop.CheckAsync("overtime", System.Text.Encoding.UTF8.GetBytes(text))).IsRefusedFor("truncated").Line);
    }

    [Fact]
    public async Task A_quote_that_is_never_closed_refuses_the_file_with_its_line() =>
        Assert.Equal(3, (await TestDrop.CheckAsync("overtime", TestDrop.OvertimeHeader, Row, "2021-04,0101,\"経営計画課,一般,通常,通常,1:30", Row))
            .IsRefusedFor("truncated").Line);

    [Fact]
    public async Task A_last_row_without_a_line_break_is_a_row() =>
        (await TestDrop.CheckAsync("overtime", System.Text.Encoding.UTF8.GetBytes(TestDrop.OvertimeHeader + "\n" + Row))).IsTaken();
}
