using SmartToyonaka.Tests.Intake.Drops;

namespace SmartToyonaka.Tests.Intake.OfficeFiles;

/// <summary>Tables as municipal systems and clerks write them: read as a person reads them, or held with the question.</summary>
public sealed class MunicipalTableTests
{
    private const string Row = "2021-04,0101,経営計画課,一般,通常,通常,", Other = "2021-04,0211,財政課,一般,通常,通常,",
        Staff = "2021-04,0101,経営計画課,一般,通常,";

    [Theory]
    [InlineData("※ 時間外時間の単位は分である。")]
    [InlineData("注）時間は分で表示している。")]
    [InlineData("注 単位は分とする")]
    public async Task A_unit_that_a_note_tells_in_a_sentence_is_obeyed(string note)
    {
        var check = await TestDrop.CheckAsync("overtime", TestDrop.OvertimeHeader, Row + "90", note);

        check.IsTaken();
        Assert.Equal(90, check.Single("minutes"));
    }

    [Fact]
    public async Task A_title_that_tells_minutes_in_a_sentence_is_obeyed()
    {
        var check = await TestDrop.CheckAsync("overtime", "時間外勤務（分で表示）", TestDrop.OvertimeHeader, Row + "90");

        Assert.Equal(90, check.Single("minutes"));
    }

    [Theory]
    [InlineData("区分で集計")]
    [InlineData("4月分で集計した速報値")]
    public async Task What_only_ends_like_minutes_is_no_unit(string title)
    {
        var check = await TestDrop.CheckAsync("overtime", title, TestDrop.OvertimeHeader, Row + "1:30");

        check.IsTaken();
        Assert.Equal(90, check.Single("minutes"));
    }

    [Theory]
    [InlineData("1.30", "10.45")]
    [InlineData("2.15", "0.20")]
    [InlineData("12.40")]
    public async Task Points_that_may_stand_between_hours_and_minutes_are_held_with_the_question(params string[] times) =>
        Assert.Contains("1:30", (await TestDrop.CheckAsync("overtime", [TestDrop.OvertimeHeader, .. times.Select((t, i) =>
            (i == 0 ? Row : Other) + t)])).IsRefusedFor("hours_unclear").Message, StringComparison.Ordinal);

    [Theory]
    [InlineData("時間外時間", "1:30", 90)]
    [InlineData("時間外時間（時間）", "1.30", 78)]
    public async Task Both_ways_out_of_that_question_give_what_is_meant(string heading, string time, long minutes)
    {
        var check = await TestDrop.OvertimeAsync(time, header: TestDrop.OvertimeHeader.Replace("時間外時間", heading,
            StringComparison.Ordinal));

        check.IsTaken();
        Assert.Equal(minutes, check.Single("minutes"));
    }

    [Theory]
    [InlineData("1.30", "0.75", 78)]
    [InlineData("1.30", "2.33", 78)]
    [InlineData("1.50", "3.00", 90)]
    [InlineData("1.5", "3", 90)]
    [InlineData("66.55", "1.5", 3993)]
    public async Task Points_that_can_only_be_decimals_are_read_as_hours(string time, string other, long minutes)
    {
        var check = await TestDrop.CheckAsync("overtime", TestDrop.OvertimeHeader, Row + time, Other + other);

        check.IsTaken();
        Assert.Equal(minutes, check.Observations.First(o => o.Section == "0101").Cells[0].Value);
    }

    [Theory]
    [InlineData("分")]
    [InlineData("（分）")]
    [InlineData("時間外分")]
    public async Task Minutes_beside_the_hours_in_a_column_of_their_own_are_not_lost(string heading) =>
        (await TestDrop.CheckAsync("overtime", TestDrop.OvertimeHeader + "," + heading, Row + "10,30"))
            .IsRefusedFor("time_in_two_columns");

    [Theory]
    [InlineData("うち女性")]
    [InlineData("（うち再任用）")]
    [InlineData("前年同月")]
    [InlineData("見込")]
    [InlineData("平均")]
    [InlineData("１人当たり")]
    public async Task A_row_of_another_kind_adds_nothing(string kind)
    {
        string[] file = [TestDrop.StaffHeader + ",区分", Staff + "20,", Staff + "8," + kind];
        var held = await TestDrop.CheckAsync("staff", file);

        Assert.Equal(3, held.IsRefusedFor("other_figure").Line);
        Assert.Equal(20, (await TestDrop.CheckAsync("staff", file[..2])).Single("headcount"));
        var confirmed = await TestDrop.CheckAsync("staff", file[0] + ",確認", file[1] + ",", file[2] + ",確認済");
        confirmed.IsTaken();
        Assert.Equal(28, confirmed.Single("headcount"));
    }

    [Theory]
    [InlineData("備考", "予定")]
    [InlineData("氏名", "うち")]
    [InlineData("任用", "うちだ")]
    public async Task A_remark_or_a_person_is_no_row_of_another_kind(string heading, string cell)
    {
        var check = await TestDrop.CheckAsync("staff", $"{TestDrop.StaffHeader},{heading}", Staff + "20," + cell);

        Assert.Equal(heading == "任用" ? 0 : 1, check.Observations.Count());
    }

    [Theory]
    [InlineData("けい")]
    [InlineData("TTL")]
    [InlineData("Σ")]
    [InlineData("合　算")]
    [InlineData("延べ")]
    [InlineData("全課合算")]
    [InlineData("財務部全体")]
    [InlineData("全部局")]
    [InlineData("【計】")]
    public async Task A_total_of_any_name_is_no_figure(string word)
    {
        var check = await TestDrop.CheckAsync("staff", TestDrop.StaffHeader, Staff + "12", $",,{word},,,12");
        check.IsTaken();
        Assert.Equal(12, check.Single("headcount"));

        var unread = await TestDrop.CheckAsync("staff", TestDrop.StaffHeader + ",集計", Staff + "12,", Staff + "12," + word);
        unread.IsTaken();
        Assert.Equal(12, unread.Single("headcount"));
    }

    [Fact]
    public async Task A_row_of_another_word_that_is_the_sum_of_the_others_of_its_section_is_held()
    {
        var check = await TestDrop.CheckAsync("overtime", TestDrop.OvertimeHeader, Row + "10:00",
            "2021-04,0101,経営計画課,一般,通常,災害,2:00", "2021-04,0101,経営計画課,一般,通常,選挙,12:00");

        Assert.Equal(4, check.IsRefusedFor("looks_like_total").Line);
    }

    [Theory]
    [InlineData("0211,財政課,30", "0212,税務管理課,10", "0213,市民税課,18", "0214,固定資産税課,2")]
    [InlineData("0211,財政課,3000", "0212,税務管理課,1200", "0213,市民税課,1800")]
    [InlineData("0101,経営計画課,12", "0211,財政課,8", "0212,税務管理課,5", "0213,市民税課,25")]
    public async Task A_section_with_as_much_as_all_others_of_its_bureau_or_month_is_held(params string[] sections)
    {
        var check = await TestDrop.CheckAsync("staff", [TestDrop.StaffHeader, .. sections.Select(s => s.Split(','))
            .Select(s => $"2021-04,{s[0]},{s[1]},一般,通常,{s[2]}")]);

        Assert.Equal("looks_like_total", Assert.Single(check.Receipt.Errors).Code);
        Assert.Equal(sections.Length - 1, check.Receipt.PairsTaken);
    }

    [Fact]
    public async Task Three_small_sections_of_which_one_has_as_much_as_the_others_are_taken() =>
        (await TestDrop.CheckAsync("staff", TestDrop.StaffHeader, "2021-04,0211,財政課,一般,通常,36",
            "2021-04,0212,税務管理課,一般,通常,17", "2021-04,0213,市民税課,一般,通常,19")).IsTaken();

    [Theory]
    [InlineData("\u200B0101", "通常\u200B", "12")]
    [InlineData("101.0", "通常", "12\u00A0")]
    [InlineData("\uFEFF0101", " 通常　", "12\u200B")]
    [InlineData("'0101", "'通常", "'12")]
    public async Task What_nobody_sees_changes_nothing(string code, string pattern, string count)
    {
        var check = await TestDrop.CheckAsync("staff", TestDrop.StaffHeader, $"2021-04,{code},経営計画課,一般,{pattern},{count}");

        check.IsTaken();
        Assert.Equal(12, check.Single("headcount"));
    }

    [Theory]
    [InlineData("〃,0211,財政課,一般,通常,8")]
    [InlineData("同上,0211,財政課,一般,通常,8")]
    [InlineData("4月,0211,財政課,一般,通常,8")]
    [InlineData("3/4,0211,財政課,一般,通常,8")]
    [InlineData("2021年4月～6月,0211,財政課,一般,通常,8")]
    [InlineData("2021-04,0211,財政課,一般,通常,8人")]
    [InlineData("2021-04,0211,財政課,一般,通常,約8")]
    [InlineData("2021-04,0211,財政課,一般,通常,8※1")]
    [InlineData("2021-04,0211,財政課,一般,通常,(8)")]
    [InlineData("2021-04,0211,財政課,一般,通常,八")]
    [InlineData("2021-04,0211,財政課,一般,通常,△8")]
    public async Task What_a_person_would_have_to_ask_about_is_held_alone(string row)
    {
        var check = await TestDrop.CheckAsync("staff", TestDrop.StaffHeader, Staff + "12", row);

        Assert.Equal(["2021-04 0101 general/regular/ headcount=12"], check.Figures());
        Assert.All(check.Receipt.Errors, e => Assert.Equal(3, e.Line));
    }
}
