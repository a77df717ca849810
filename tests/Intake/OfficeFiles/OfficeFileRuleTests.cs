using System.Text;
using SmartToyonaka.Domain.Calendar;
using SmartToyonaka.Intake.Drops;
using SmartToyonaka.Tests.Intake.Drops;

namespace SmartToyonaka.Tests.Intake.OfficeFiles;

/// <summary>Drops as office programs save them: declared units are used, ambiguous cells are held, and valid rows are accepted.</summary>
public sealed class OfficeFileRuleTests
{
    private const string Row = "2021-04,0101,経営計画課,一般,通常,通常,";

    [Theory]
    [InlineData("令和3年4月分 時間外勤務（分単位）")]
    [InlineData("時間外勤務実績表【分】")]
    [InlineData("単位,分")]
    [InlineData(",,,,,,分単位")]
    public async Task A_unit_above_the_table_is_obeyed(string title)
    {
        var check = await TestDrop.CheckAsync("overtime", title, TestDrop.OvertimeHeader, Row + "1830");

        check.IsTaken();
        Assert.Equal(1830, check.Single("minutes"));
    }

    [Theory]
    [InlineData("（単位：分）,,,,,,")]
    [InlineData(",,,,,,（分）")]
    [InlineData("単位,分,,,,,")]
    public async Task A_unit_below_the_header_or_the_table_is_obeyed(string unit)
    {
        foreach (var lines in (string[][])[[TestDrop.OvertimeHeader, unit, Row + "1830"], [TestDrop.OvertimeHeader, Row + "1830", unit]])
        {
            var check = await TestDrop.CheckAsync("overtime", lines);

            check.IsTaken();
            Assert.Equal(1830, check.Single("minutes"));
        }
    }

    [Theory]
    [InlineData("分", "90", 90)]
    [InlineData("時間", "1.5", 90)]
    [InlineData("(分)", "1,830", 1830)]
    public async Task A_unit_of_each_row_is_obeyed(string unit, string value, long minutes)
    {
        var check = await TestDrop.CheckAsync("overtime", TestDrop.OvertimeHeader + ",単位", $"{Row}\"{value}\",{unit}");

        check.IsTaken();
        Assert.Equal(minutes, check.Single("minutes"));
    }

    [Fact]
    public async Task A_unit_of_a_row_that_is_not_known_is_an_error() =>
        (await TestDrop.CheckAsync("overtime", TestDrop.OvertimeHeader + ",単位", Row + "90,秒")).IsRefusedFor("unit_unknown");

    [Theory]
    [InlineData("（単位：時間）", "時間外時間（分）", "")]
    [InlineData("時間外勤務（分）", "時間外時間（時間）", "")]
    [InlineData("", "時間外時間（時間）", "（単位：分）")]
    [InlineData("（単位：分）", "時間外時間", "（単位：時間）")]
    public async Task Two_units_that_differ_hold_the_file(string above, string heading, string below) =>
        (await TestDrop.CheckAsync("overtime", above, TestDrop.OvertimeHeader.Replace("時間外時間", heading, StringComparison.Ordinal), below,
            Row + "90")).IsRefusedFor("unit_conflict");

    [Theory]
    [InlineData("1830", "90")]
    [InlineData("60", "120")]
    public async Task Whole_numbers_of_an_unknown_unit_are_held_with_the_question(params string[] values) =>
        (await TestDrop.CheckAsync("overtime", [TestDrop.OvertimeHeader, .. values.Select(v => Row + v)])).IsRefusedFor("unit_unclear");

    [Fact]
    public async Task The_advice_for_an_unknown_unit_gives_the_minutes_that_are_meant()
    {
        foreach (var (unit, minutes) in ((string, long)[])[("分", 90), ("時間", 5400)])
        {
            var check = await TestDrop.CheckAsync("overtime", TestDrop.OvertimeHeader + $"（{unit}）", Row + "90");
            check.IsTaken();
            Assert.Equal(minutes, check.Single("minutes"));
        }
    }

    [Theory]
    [InlineData("7時間30分", 450)]
    [InlineData("7時間", 420)]
    [InlineData("１２時間５分", 725)]
    [InlineData("90分", 90)]
    [InlineData("7.08", 425)]
    public async Task Times_in_words_are_read(string time, long minutes) =>
        Assert.Equal(minutes, (await TestDrop.OvertimeAsync(time)).Single("minutes"));

    [Theory]
    [InlineData("5.229166667", "days_of_excel")]
    [InlineData("0.3125", "days_of_excel")]
    [InlineData("1900/1/5 5:30", "date_for_time")]
    [InlineData("1900-01-05 05:30:00", "date_for_time")]
    [InlineData("#REF!", "excel_error")]
    [InlineData("#N/A", "excel_error")]
    [InlineData("1.2E+03", "excel_error")]
    public async Task What_Excel_made_of_a_time_is_held_with_a_hint(string time, string code) =>
        Assert.Contains("Excel", (await TestDrop.OvertimeAsync(time)).IsRefusedFor(code).Message, StringComparison.Ordinal);

    [Fact]
    public async Task Where_one_time_is_days_the_others_without_a_colon_are_not_taken_as_hours()
    {
        var check = await TestDrop.CheckAsync("overtime", TestDrop.OvertimeHeader, Row + "0.3125", "2021-04,0211,財政課,一般,通常,通常,0.5",
            "2021-04,0213,市民税課,一般,通常,通常,7:30");

        Assert.Equal(["2021-04 0213 general/regular/ordinary minutes=450"], check.Figures());
    }

    [Theory]
    [InlineData("2021-04,0101,経営計画課,一般,通常,通常,30:00,合計")]
    [InlineData("2021-04,0101,経営計画課,一般,通常,通常,30:00,総数")]
    [InlineData("2021-04,0101,経営計画課,一般計,通常,通常,30:00,")]
    [InlineData("2021-04,0101,経営計画課計,一般,通常,通常,30:00,")]
    [InlineData("2021-04,0101,全体,一般,通常,通常,30:00,")]
    [InlineData("2021-04,,都市経営部,一般,通常,通常,30:00,")]
    [InlineData("2021-04,,都市経営部計,,,,30:00,")]
    [InlineData("2021-04,0101,経営計画課,一般,通常,通常,30:00,経営計画課計")]
    public async Task A_total_is_no_figure_whatever_else_is_filled_in(string total)
    {
        var check = await TestDrop.CheckAsync("overtime", TestDrop.OvertimeHeader + ",係", Row + "10:00,企画", Row + "20:00,計画", total);

        check.IsTaken();
        Assert.Equal(1800, check.Single("minutes"));
    }

    [Theory]
    [InlineData("会計")]
    [InlineData("統計")]
    [InlineData("佐藤 計")]
    public async Task A_word_that_only_ends_like_a_total_is_none(string word)
    {
        var check = await TestDrop.CheckAsync("overtime", TestDrop.OvertimeHeader + ",係", Row + "10:00," + word, Row + "21:00,計画");

        check.IsTaken();
        Assert.Equal(1860, check.Single("minutes"));
    }

    [Fact]
    public async Task A_row_that_is_the_sum_of_the_others_is_held_until_it_is_confirmed()
    {
        string[] rows = [Row + "10:00", Row + "20:00", Row + "30:00"];
        var held = await TestDrop.CheckAsync("overtime", [TestDrop.OvertimeHeader, .. rows]);

        Assert.Equal(4, held.IsRefusedFor("looks_like_total").Line);
        var without = await TestDrop.CheckAsync("overtime", [TestDrop.OvertimeHeader, .. rows[..2]]);
        Assert.Equal(1800, without.Single("minutes"));
        var confirmed = await TestDrop.CheckAsync("overtime", TestDrop.OvertimeHeader + ",確認", rows[0] + ",", rows[1] + ",", rows[2]
            + ",確認済");
        confirmed.IsTaken();
        Assert.Equal(3600, confirmed.Single("minutes"));
    }

    [Fact]
    public async Task A_section_with_as_much_as_its_whole_bureau_is_held()
    {
        var check = await TestDrop.CheckAsync("e-approval", TestDrop.EApprovalHeader, "2021-04,0211,財政課,100,60,40",
            "2021-04,0212,税務管理課,20,10,10", "2021-04,0213,市民税課,30,20,10", "2021-04,0214,固定資産税課,50,30,20");

        Assert.Equal(("looks_like_total", 2L), (Assert.Single(check.Receipt.Errors).Code, check.Receipt.Errors[0].Line));
        Assert.Equal(3, check.Receipt.PairsTaken);
    }

    [Theory]
    [InlineData("2021.1", "month_is_fraction")]
    [InlineData("50304", "month_ambiguous")]
    [InlineData("210401", "month_ambiguous")]
    [InlineData("1903/6/1", "year_looks_wrong")]
    [InlineData("1931/4/1", "year_looks_wrong")]
    [InlineData("#REF!", "excel_error")]
    public async Task A_month_that_may_be_another_is_held(string month, string code) => (await TestDrop.OvertimeAsync("1:00", month))
        .IsRefusedFor(code);

    [Theory]
    [InlineData("2021-05", "month_in_future")]
    [InlineData("令和31年4月", "month_in_future")]
    [InlineData("2121-04", "month_in_future")]
    [InlineData("2021-04", "")]
    public async Task An_actual_of_a_month_that_has_not_begun_is_held(string month, string code)
    {
        var file = TestDrop.File("overtime",
            TestDrop.Bytes(TestDrop.OvertimeHeader, Row.Replace("2021-04", month, StringComparison.Ordinal) + "1:00"));
        var check = (await new DropChecker(new()).CheckAsync(file, TestDrop.Reference with { Present = new FiscalMonth(2021, 4) },
            CancellationToken.None))!;

        Assert.Equal(code.Length == 0 ? [] : [code], check.Receipt.Errors.Select(e => e.Code));
    }

    [Theory]
    [InlineData("年度,月,所属コード,所属名,職種,勤務形態,人数")]
    [InlineData("年,月,所属コード,所属名,職種,勤務形態,人数")]
    public async Task A_month_in_two_columns_is_told_to_be_one(string header) =>
        Assert.Contains("1列", (await TestDrop.CheckAsync("staff", header, "令和3,4,0101,経営計画課,一般,通常,12"))
            .IsRefusedFor("month_in_two_columns").Message, StringComparison.Ordinal);

    [Fact]
    public async Task Two_rows_of_one_key_that_differ_are_held_with_both_lines()
    {
        var check = await TestDrop.CheckAsync("staff", TestDrop.StaffHeader, "2021-04,0101,経営計画課,一般,通常,12", "2021-04,0101,経営計画課,一般,通常,13");

        Assert.Equal([(2L, "conflicting_rows"), (3L, "conflicting_rows")], check.Receipt.Errors.Select(e => (e.Line, e.Code)));
        Assert.Empty(check.Observations);
    }

    [Fact]
    public async Task The_same_row_under_another_number_of_its_line_is_the_same_row() =>
        Assert.Equal(2, (await TestDrop.CheckAsync("staff", "No," + TestDrop.StaffHeader, "1,2021-04,0101,経営計画課,一般,通常,12",
            "2,2021-04,0101,経営計画課,一般,通常,12")).Receipt.Errors.Count(e => e.Code == "duplicate_row"));

    [Fact]
    public async Task Held_rows_that_a_further_column_tells_apart_are_taken_when_they_are_mended_and_dropped_again()
    {
        var content = TestDrop.Bytes("年月,所属コード,所属名,任用区分,職種,勤務形態,人数", "2021-04,0101,経営計画課,正規,一般,通常,3", "2021-04,0101,経営計画課,会計年度任用,一般,通常,3",
            "2021-04,0101,経営計画課,再任用,一般,通常,?");
        var held = await TestDrop.CheckAsync("staff", content);
        using var rows = new MemoryStream();
        await QuarantineFile.WriteAsync(rows, TestDrop.File("staff", content), held, TestDrop.Reference, CancellationToken.None);
        var mended = Encoding.UTF8.GetString(rows.ToArray()).Replace(",?,", ",4,", StringComparison.Ordinal);

        var check = await TestDrop.CheckAsync("staff", Encoding.UTF8.GetBytes(mended));
        check.IsTaken();
        Assert.Equal(10, check.Single("headcount"));
    }

    [Theory]
    [InlineData("年 月,所属CD,所属,職種,勤務形態,人数")]
    [InlineData("\uFEFF年月,所属コード,所属名,職種,勤務形態,人数")]
    public async Task A_repeated_header_is_passed_over_in_whatever_spelling(string header)
    {
        var check = await TestDrop.CheckAsync("staff", TestDrop.StaffHeader, "2021-04,0101,経営計画課,一般,通常,12", header,
            "2021-04,0211,財政課,一般,通常,8");

        check.IsTaken();
        Assert.Equal(2, check.Receipt.RowsTaken);
    }

    [Fact]
    public async Task A_repeated_header_with_other_columns_refuses_the_file() =>
        (await TestDrop.CheckAsync("staff", TestDrop.StaffHeader, "2021-04,0101,経営計画課,一般,通常,12", "年月,所属名,所属コード,職種,勤務形態,人数",
            "2021-04,財政課,0211,一般,通常,8")).IsRefusedFor("header_changed");

    [Theory]
    [InlineData("※速報値")]
    [InlineData("1/3ページ")]
    [InlineData(",,出典：人事給与システム,,,")]
    [InlineData("（注）育児休業者を除く。,,,,,")]
    [InlineData("作成：人事課 令和3年5月10日")]
    public async Task Notes_under_the_table_are_passed_over(string note) =>
        (await TestDrop.CheckAsync("staff", TestDrop.StaffHeader, "2021-04,0101,経営計画課,一般,通常,12", note)).IsTaken();

    [Theory]
    [InlineData("2021-04,0101 経営計画課,,一般,通常,12")]
    [InlineData("2021-04,,都市経営部 経営計画課,一般,通常,12")]
    [InlineData("2021-04,,0101 経営計画課,一般,通常,12")]
    [InlineData("2021-04,０１０１：経営計画課,,一般,通常,12")]
    [InlineData("2021-04,=\"0101\",経営計画課,一般,通常,12")]
    [InlineData("2021-04,'0101,経営計画課,一般,通常,12")]
    [InlineData("=\"2021-04\",=\"0101\",=\"経営計画課\",一般,通常,=\"12\"")]
    public async Task Guards_and_a_code_with_its_name_are_read(string row)
    {
        var check = await TestDrop.CheckAsync("staff", TestDrop.StaffHeader, row);

        check.IsTaken();
        Assert.Equal(["2021-04 0101 general/regular/ headcount=12"], check.Figures());
    }

    [Fact]
    public async Task A_code_with_the_name_of_another_section_is_no_section() =>
        (await TestDrop.CheckAsync("staff", TestDrop.StaffHeader, "2021-04,0101 財政課,,一般,通常,12")).IsRefusedFor("unknown_section");

    [Fact]
    public async Task A_file_in_the_wrong_folder_is_told_the_right_one() =>
        Assert.Contains("drops/staff/", (await TestDrop.CheckAsync("overtime", TestDrop.StaffHeader, "2021-04,0101,経営計画課,一般,通常,12"))
            .IsRefusedFor("wrong_folder").Message, StringComparison.Ordinal);

    [Fact]
    public async Task A_byte_that_is_no_character_is_told_with_its_row_and_column()
    {
        byte[] content = [.. TestDrop.Cp932.GetBytes(TestDrop.Text(TestDrop.StaffHeader) + "2021-04,0101,経営"), 0xFC, 0xFC,
            .. TestDrop.Cp932.GetBytes(",一般,通常,12\r\n")];

        Assert.Contains("2行目の3列目", (await TestDrop.CheckAsync("staff", content)).IsRefusedFor("encoding").Message,
            StringComparison.Ordinal);
    }
}
