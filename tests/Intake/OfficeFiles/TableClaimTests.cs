using SmartToyonaka.Tests.Intake.Drops;
using SmartToyonaka.Tests.Support;

namespace SmartToyonaka.Tests.Intake.OfficeFiles;

/// <summary>
/// What a table says of itself beside its rows: its titles and sheet, words of totals, headings with units and marks, formats of cells.
/// </summary>
public sealed class TableClaimTests
{
    private const string Approval = "2021-04,0101,経営計画課,12,6,", Time = "2021-04,0101,経営計画課,一般,通常,通常,",
        Staff = "2021-04,0101,経営計画課,一般,通常,", Second = "2021-04,0211,財政課,一般,通常,", Third = "2021-04,0213,市民税課,一般,通常,";

    [Theory]
    [InlineData("令和3年度 電子決裁件数（見込）", "見込")]
    [InlineData("電子決裁 計画値一覧", "計画値")]
    [InlineData("令和3年度累計,,,", "累計")]
    [InlineData("前年同月 電子決裁", "前年")]
    [InlineData("月平均の起案件数", "平均")]
    [InlineData("起案件数（１人当たり）", "1人当たり")]
    public async Task A_title_of_other_figures_than_those_of_the_month_refuses_the_table(string title, string word) =>
        Assert.Contains($"「{word}」", (await TestDrop.CheckAsync("e-approval", title, TestDrop.EApprovalHeader, Approval))
            .IsRefusedFor("other_figure").Message, StringComparison.Ordinal);

    [Theory]
    [InlineData("令和3年5月分")]
    [InlineData("令和２年４月分 電子決裁件数")]
    [InlineData("2020年4月 起案件数")]
    [InlineData("5月分,,")]
    public async Task A_title_of_a_month_that_no_row_is_of_refuses_the_table(string title) =>
        (await TestDrop.CheckAsync("e-approval", title, TestDrop.EApprovalHeader, Approval)).IsRefusedFor("title_of_other_month");

    [Theory]
    [InlineData("令和3年4月分 電子決裁件数")]
    [InlineData("令和3年度 実績（見込との比較）")]
    [InlineData("令和3年5月10日 作成")]
    [InlineData("令和3年5月 行政総務課")]
    [InlineData("令和3年1月～3月分")]
    [InlineData("令和2年度 電子決裁")]
    [InlineData("提出予定日：5月10日")]
    [InlineData("提出期限：毎月10日（予定）")]
    [InlineData("抽出条件：平均以上の所属")]
    [InlineData("4月分")]
    public async Task Titles_that_say_nothing_against_the_rows_are_passed_over(string title) =>
        (await TestDrop.CheckAsync("e-approval", title, TestDrop.EApprovalHeader, Approval)).IsTaken();

    [Theory]
    [InlineData("前年", "other_figure")]
    [InlineData("R4見込", "other_figure")]
    [InlineData("R2.4", "title_of_other_month")]
    [InlineData("5月", "title_of_other_month")]
    [InlineData("4月", "")]
    [InlineData("R3.4", "")]
    [InlineData("Sheet1", "")]
    public async Task The_name_of_a_sheet_is_a_title(string sheet, string code)
    {
        var check = await TestDrop.CheckAsync("e-approval",
            new Workbook().Sheet(sheet, TestDrop.EApprovalHeader.Split(','), Approval.Split(',')).ToBytes());

        Assert.Equal(code.Length == 0 ? [] : [code], check.Receipt.Errors.Select(e => e.Code));
    }

    [Theory]
    [InlineData("総人数")]
    [InlineData("2課合計")]
    [InlineData("合計人数")]
    [InlineData("以上合計")]
    [InlineData("A 合計")]
    [InlineData("計3課")]
    [InlineData("全職員")]
    public async Task A_total_in_other_words_is_no_figure(string word)
    {
        foreach (var total in new[] { $"{Third}20,{word}", $"2021-04,,{word},一般,通常,20," })
        {
            var check = await TestDrop.CheckAsync("staff", TestDrop.StaffHeader + ",備考", Staff + "12,", Second + "8,", total);

            check.IsTaken();
            Assert.Equal(["2021-04 0101 general/regular/ headcount=12", "2021-04 0211 general/regular/ headcount=8"], check.Figures());
        }
    }

    [Theory]
    [InlineData("総務担当")]
    [InlineData("会計年度任用職員")]
    [InlineData("合計は別紙のとおり")]
    [InlineData("総合窓口")]
    public async Task Words_that_only_resemble_a_total_are_none(string word) =>
        Assert.Equal(2, (await TestDrop.CheckAsync("staff", TestDrop.StaffHeader + ",備考", Staff + "12,", $"{Second}8,{word}"))
            .Observations.Count());

    [Theory]
    [InlineData("定数", "現員")]
    [InlineData("(女)", "全体の数")]
    [InlineData("条例定数", "実員")]
    public async Task A_row_of_what_is_only_a_part_or_a_limit_holds_its_section(string other, string own) =>
        (await TestDrop.CheckAsync("staff", TestDrop.StaffHeader + ",種別", $"{Staff}13,{other}", $"{Staff}12,{own}"))
            .IsRefusedFor("other_figure");

    [Fact]
    public async Task Men_and_women_add_up() =>
        Assert.Equal(12, (await TestDrop.CheckAsync("staff", TestDrop.StaffHeader + ",性別", Staff + "7,男", Staff + "5,女"))
            .Single("headcount"));

    [Fact]
    public async Task Two_equal_rows_are_a_person_and_a_total_where_other_sections_have_totals()
    {
        const string header = "年月,所属コード,所属名,職員番号,職種,勤務形態,事由区分,時間外時間";
        string[] totals = ["2021-04,0211,財政課,3,一般,通常,通常,3:00", "2021-04,0211,財政課,4,一般,通常,通常,4:00",
            "2021-04,0211,財政課,,一般,通常,通常,7:00"];
        string[] equal = ["2021-04,0101,経営計画課,1,一般,通常,通常,10:00", "2021-04,0101,経営計画課,,一般,通常,通常,10:00"];

        var held = await TestDrop.CheckAsync("overtime", [header, .. equal, .. totals]);
        Assert.Equal([3L, 6], held.Receipt.Errors.Select(e => e.Line).Order());
        Assert.Empty(held.Observations);

        var mended = await TestDrop.CheckAsync("overtime", [header, equal[0], .. totals[..2]]);
        Assert.Equal([600L, 420], mended.Observations.OrderBy(o => o.Section).Select(o => o.Cells[0].Value));

        var confirmed = await TestDrop.CheckAsync("overtime",
            [header + ",確認", equal[0] + ",", equal[1] + ",確認済", .. totals.Select(t => t + ",")]);
        Assert.Equal(1200, Assert.Single(confirmed.Observations).Cells[0].Value);

        Assert.Equal(1200, (await TestDrop.CheckAsync("overtime", [header, .. equal])).Single("minutes"));
    }

    [Fact]
    public async Task A_month_that_is_the_sum_of_the_others_of_its_section_is_held()
    {
        string[] rows = [.. new[] { "04,10:10", "05,12:20", "06,13:25", "07,35:55" }
            .Select(r => $"2021-{r[..2]},0101,経営計画課,一般,通常,通常,{r[3..]}")];

        var check = await TestDrop.CheckAsync("overtime", [TestDrop.OvertimeHeader, .. rows]);
        Assert.Equal((5L, "looks_like_total"), (Assert.Single(check.Receipt.Errors).Line, check.Receipt.Errors[0].Code));
        Assert.Equal(3, check.Receipt.PairsTaken);
        (await TestDrop.CheckAsync("overtime",
            [TestDrop.OvertimeHeader + ",確認", .. rows.Select((r, i) => r + (i == 3 ? ",確認済" : ","))])).IsTaken();
    }

    [Theory]
    [InlineData("e-approval", "2021-04,0211,財政課,20,10,10", "2021-04,,,120,70,50")]
    [InlineData("staff", "2021-04,0211,財政課,一般,通常,8", "2021-04,,,,,20")]
    [InlineData("overtime", "2021-04,0211,財政課,一般,通常,通常,2:00", ",,,,,,12:00")]
    [InlineData("staff", "2021-04,0211,財政課,一般,通常,8", ",,,,,1")]
    public async Task A_number_without_a_section_or_a_word_is_no_further_row_of_the_one_above(string folder, string above, string number)
    {
        var header = folder == "staff" ? TestDrop.StaffHeader : folder == "overtime" ? TestDrop.OvertimeHeader : TestDrop.EApprovalHeader;
        var error = (await TestDrop.CheckAsync(folder, header, above, number)).IsRefusedFor("missing");

        Assert.Equal("所属コード", error.Column);
        Assert.Contains("消してください", error.Message, StringComparison.Ordinal);
        (await TestDrop.CheckAsync(folder, header, above)).IsTaken();
    }

    [Theory]
    [InlineData("時間外時間/分")]
    [InlineData("時間外時間_分")]
    [InlineData("時間外勤務時間数（単位・分）")]
    [InlineData("時間外分数")]
    [InlineData("時間外時間（分）※１")]
    [InlineData("超過勤務分数")]
    public async Task A_heading_with_its_unit_in_other_places_is_obeyed(string heading) =>
        Assert.Equal(1830, (await TestDrop.OvertimeAsync("1830", header: TestDrop.OvertimeHeader.Replace("時間外時間", heading,
            StringComparison.Ordinal))).Single("minutes"));

    [Theory]
    [InlineData("overtime", "時間外時間（累計）")]
    [InlineData("overtime", "時間外時間（1人当たり）")]
    [InlineData("overtime", "時間外時間（日）")]
    [InlineData("e-approval", "起案件数（前年同月）")]
    [InlineData("e-approval", "起案件数（十件）")]
    public async Task A_heading_that_says_more_than_the_column_is_told_by_its_place(string folder, string heading)
    {
        var (header, column) = folder == "overtime" ? (TestDrop.OvertimeHeader, "時間外時間") : (TestDrop.EApprovalHeader, "起案件数");

        Assert.Contains(folder == "overtime" ? "7列目" : "4列目", (await TestDrop.CheckAsync(folder,
            header.Replace(column, heading, StringComparison.Ordinal), folder == "overtime" ? Time + "1:30" : Approval))
            .IsRefusedFor("column_missing").Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("※15分単位で切り捨て", "1:30", 90)]
    [InlineData("※30分単位で申請", "1.5", 90)]
    [InlineData("※時間外時間は、分単位で集計", "90", 90)]
    public async Task How_times_are_rounded_is_no_unit(string note, string time, long minutes) =>
        Assert.Equal(minutes, (await TestDrop.CheckAsync("overtime", TestDrop.OvertimeHeader, Time + time, note)).Single("minutes"));

    [Theory]
    [InlineData("時間外勤務（延べ・分）", 90)]
    [InlineData("時間外勤務(h)", 5400)]
    public async Task A_unit_in_the_brackets_of_a_title_is_obeyed(string title, long minutes) =>
        Assert.Equal(minutes, (await TestDrop.CheckAsync("overtime", title, TestDrop.OvertimeHeader, Time + "90")).Single("minutes"));

    [Theory]
    [InlineData("時間外勤務（秒）")]
    [InlineData("時間外勤務手当（円）")]
    public async Task A_unit_that_is_no_time_refuses_the_table(string title) =>
        (await TestDrop.CheckAsync("overtime", title, TestDrop.OvertimeHeader, Time + "90")).IsRefusedFor("unit_unknown");

    [Fact]
    public async Task Many_times_with_points_of_which_none_is_over_sixty_are_hours_and_minutes()
    {
        string[] sections = ["0101", "0211", "0213"];
        string[] rows = [.. Enumerable.Range(0, 9)
            .Select(i => $"2021-0{i % 3 + 4},{sections[i / 3]},,一般,通常,通常,{i + 1}.{7 + i * 6:00}")];

        (await TestDrop.CheckAsync("overtime", [TestDrop.OvertimeHeader, .. rows])).IsRefusedFor("hours_unclear");
        (await TestDrop.CheckAsync("overtime", [TestDrop.OvertimeHeader, .. rows, "2021-07,0101,,一般,通常,通常,3.88"])).IsTaken();
        (await TestDrop.CheckAsync("overtime", [TestDrop.OvertimeHeader, .. rows.Select(r => r.Replace('.', ':'))])).IsTaken();
    }

    [Theory]
    [InlineData("1時間半", 90)]
    [InlineData("1h30m", 90)]
    [InlineData("90.0分", 90)]
    public async Task Times_as_people_write_them_are_read(string time, long minutes) =>
        Assert.Equal(minutes, (await TestDrop.OvertimeAsync(time)).Single("minutes"));

    [Theory]
    [InlineData("1時間と30分")]
    [InlineData("一時間")]
    public async Task A_time_that_cannot_be_read_is_not_told_to_be_digits(string time) =>
        Assert.Contains("1:30", (await TestDrop.OvertimeAsync(time)).IsRefusedFor("not_a_number").Message, StringComparison.Ordinal);

    [Theory]
    [InlineData("令和3年度4月", "2021-04")]
    [InlineData("令和3年度1月", "2022-01")]
    [InlineData("2021年度3月分", "2022-03")]
    [InlineData("R3年度12月", "2021-12")]
    [InlineData("R0304", "2021-04")]
    [InlineData("R030401", "2021-04")]
    [InlineData("令和3年4月分（確報）", "2021-04")]
    public async Task Months_of_fiscal_years_and_codes_with_their_era_are_read(string month, string read) =>
        Assert.Equal(read, Assert.Single((await TestDrop.OvertimeAsync("1:00", month)).Observations).Month.ToString());

    [Theory]
    [InlineData("令和3年度13月", "no_such_date")]
    [InlineData("R0313", "no_such_date")]
    [InlineData("Q0304", "no_such_year")]
    [InlineData("令和3年4月分（見込）", "not_a_month")]
    public async Task What_is_no_month_stays_none(string month, string code) =>
        (await TestDrop.OvertimeAsync("1:00", month)).IsRefusedFor(code);

    [Theory]
    [InlineData("0%", "percent")]
    [InlineData("0.0%", "percent")]
    [InlineData("#,##0,", "not_a_number")]
    [InlineData("0\"千人\"", "not_a_number")]
    [InlineData("\"△\"0", "negative")]
    [InlineData("#,##0_ ;[Red]\\-#,##0\\ ", "")]
    [InlineData("#,##0;△#,##0", "")]
    [InlineData("0\"人\"", "")]
    [InlineData("0_);(0)", "")]
    public async Task What_the_format_of_a_cell_shows_beside_its_number_is_seen(string format, string code)
    {
        var check = await TestDrop.CheckAsync("staff", new Workbook { Formats = [format] }.Sheet("4月", TestDrop.StaffHeader.Split(','),
            ["2021-04", "0101", "経営計画課", "一般", "通常", "<c s=\"2\"><v>12</v></c>"]).ToBytes());

        Assert.Equal(code.Length == 0 ? [] : [code], check.Receipt.Errors.Select(e => e.Code));
        Assert.Equal(code.Length == 0 ? ["2021-04 0101 general/regular/ headcount=12"] : [], check.Figures());
    }
}
