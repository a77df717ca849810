using SmartToyonaka.Domain.Calendar;
using SmartToyonaka.Domain.Organisation;
using SmartToyonaka.Intake.Drops;

namespace SmartToyonaka.Tests.Intake.Drops;

/// <summary>The built-in register has 0104 情報政策課 until 2021-03, then 0105 デジタル戦略課.</summary>
public sealed class SectionTests
{
    private static Task<DropCheck> RowAsync(string month, string code, string name) =>
        TestDrop.CheckAsync("staff", TestDrop.StaffHeader, $"{month},{code},{name},一般,通常,12");

    [Theory]
    [InlineData("0101", "経営計画課", "0101")]
    [InlineData("101", "経営計画課", "0101")]
    [InlineData("０１０１", "", "0101")]
    [InlineData("", "経営 計画課", "0101")]
    [InlineData("", "ﾃﾞｼﾞﾀﾙ戦略課", "0105")]
    [InlineData("", "髙齢者支援課", "0603")]
    [InlineData("0101", "豊中太郎", "0101")]
    public async Task A_section_is_found_by_its_code_else_by_its_name(string code, string name, string section)
    {
        var check = await RowAsync("2021-06", code, name);

        check.IsTaken();
        Assert.Equal(section, check.Observations.Single().Section);
    }

    [Fact]
    public async Task A_code_that_lost_its_zeros_and_fits_two_sections_is_an_error()
    {
        var register = new Register([Section("012", "甲課"), Section("0012", "乙課")], "v");

        var check = await new DropChecker(new()).CheckAsync(
            TestDrop.File("staff", TestDrop.Bytes(TestDrop.StaffHeader, "2021-06,12,,一般,通常,12")),
                TestDrop.Reference with { Register = register }, CancellationToken.None);

        check!.IsRefusedFor("ambiguous_section");
    }

    [Fact]
    public async Task A_section_that_did_not_exist_then_is_an_error_that_names_its_successor()
    {
        var check = await RowAsync("2021-06", "0104", "情報政策課");

        Assert.Contains("0105 デジタル戦略課", check.IsRefusedFor("section_not_in_month").Message, StringComparison.Ordinal);
        Assert.Equal(("0104", "2021-06"), check.Receipt.Held.Select(h => (h.Section, h.Month)).Single());
    }

    [Fact]
    public async Task A_section_that_did_not_exist_yet_is_an_error_that_names_its_predecessor()
    {
        var check = await RowAsync("2021-03", "0105", "");

        Assert.Contains("前身の 0104 情報政策課", check.IsRefusedFor("section_not_in_month").Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_code_of_the_time_with_the_later_name_is_taken()
    {
        var check = await RowAsync("2021-03", "0104", "デジタル戦略課");

        check.IsTaken();
        Assert.Equal("0104", check.Observations.Single().Section);
    }

    [Fact]
    public async Task A_section_that_should_have_been_its_successor_holds_the_successor_too()
    {
        var check = await TestDrop.CheckAsync("staff", TestDrop.StaffHeader, "2021-06,0104,情報政策課,一般,通常,12",
            "2021-06,0105,デジタル戦略課,医療職,通常,3", "2021-06,0101,経営計画課,一般,通常,9");

        Assert.Equal(["0101"], check.Observations.Select(o => o.Section));
        Assert.Equal((3, 1, 2), (check.Receipt.RowsRead, check.Receipt.RowsTaken, check.Receipt.RowsHeld));
    }

    [Fact]
    public async Task An_unknown_section_is_held_alone_and_its_text_is_told_nowhere()
    {
        var check = await TestDrop.CheckAsync("staff", TestDrop.StaffHeader, "2021-06,豊中太郎,,一般,通常,12", "2021-06,0101,経営計画課,一般,通常,9");

        Assert.Equal(["0101"], check.Observations.Select(o => o.Section));
        Assert.Equal((1, 1), (check.Receipt.PairsTaken, check.Receipt.PairsHeld));
        Assert.DoesNotContain("豊中太郎", System.Text.Encoding.UTF8.GetString(check.Receipt.ToJson()), StringComparison.Ordinal);
        Assert.Null(check.Receipt.Held.Single().Section);
    }

    [Fact]
    public async Task Code_and_name_of_two_sections_hold_both()
    {
        var check = await TestDrop.CheckAsync("staff", TestDrop.StaffHeader,
            "2021-06,0101,財政課,一般,通常,12", "2021-06,0101,経営計画課,一般,通常,9", "2021-06,0211,財政課,一般,通常,8", "2021-06,0212,税務管理課,一般,通常,7");

        Assert.Equal(["0212"], check.Observations.Select(o => o.Section));
        Assert.Equal(["0101", "0211"], check.Receipt.Held.Select(h => h.Section));
        Assert.Equal("code_and_name_disagree", Assert.Single(check.Receipt.Errors).Code);
    }

    [Fact]
    public async Task A_private_use_character_in_the_name_holds_the_row() =>
        Assert.Equal("所属名", (await RowAsync("2021-06", "0101", "経営計画\uE000課")).IsRefusedFor("private_use_character").Column);

    [Fact]
    public async Task A_private_use_character_of_CP932_in_the_name_holds_the_row()
    {
        var check = await TestDrop.CheckAsync("staff",
            TestDrop.Cp932.GetBytes(TestDrop.Text(TestDrop.StaffHeader, "2021-06,0101,経営計画\uE000課,一般,通常,12")));

        check.IsRefusedFor("private_use_character");
    }

    [Fact]
    public async Task A_private_use_character_in_a_column_that_is_not_read_does_no_harm() =>
        (await TestDrop.CheckAsync("staff", TestDrop.StaffHeader + ",氏名", "2021-06,0101,経営計画課,一般,通常,12,\uE000田")).IsTaken();

    [Fact]
    public async Task Cells_below_a_merged_one_are_filled_down()
    {
        var check = await TestDrop.CheckAsync("staff", TestDrop.StaffHeader,
            "2021-06,0101,経営計画課,一般,通常,12", ",,,医療職,通常,3", ",0211,財政課,一般,通常,8", ",,,医療職,通常,2", "2021-07,,,一般,通常,7");

        check.IsTaken();
        Assert.Equal(
            ["2021-06 0101 general/regular/ headcount=12", "2021-06 0101 hospital_medical/regular/ headcount=3",
             "2021-06 0211 general/regular/ headcount=8", "2021-06 0211 hospital_medical/regular/ headcount=2",
                 "2021-07 0211 general/regular/ headcount=7"],
            check.Figures());
    }

    [Fact]
    public async Task An_empty_code_beside_another_name_is_not_filled_down()
    {
        var check = await TestDrop.CheckAsync("staff", TestDrop.StaffHeader, "2021-06,0101,経営計画課,一般,通常,12", ",,財政課,一般,通常,8");

        check.IsTaken();
        Assert.Equal(["0101", "0211"], check.Observations.Select(o => o.Section));
    }

    [Fact]
    public async Task A_row_that_names_nothing_where_a_section_has_one_row_is_no_continuation()
    {
        var check = await TestDrop.CheckAsync("e-approval", TestDrop.EApprovalHeader, "2021-06,0101,経営計画課,10,5,5", ",,,10,5,5");

        Assert.Equal(3, check.IsRefusedFor("missing").Line);
    }

    private static Section Section(string code, string name) => new(code, name, "01", "部", new FiscalMonth(2015, 4), null, [], [], false);
}
