using System.Text;
using SmartToyonaka.Tests.Intake.Drops;
using SmartToyonaka.Tests.Intake.Submissions;

namespace SmartToyonaka.Tests.Intake.OfficeFiles;

/// <summary>Units wherever a person sees them, in drops and in files of submissions; and encodings that are told by their name.</summary>
public sealed class UnitKindTests
{
    private const string Row = "2021-04,0101,経営計画課,一般,通常,通常,", Other = "2021-04,0211,財政課,一般,通常,通常,",
        Approval = "2021-04,0101,経営計画課,10,4,6";

    [Theory]
    [InlineData("（千件）", 10_000)]
    [InlineData("【百件】", 1_000)]
    [InlineData("（単位：千件）", 10_000)]
    [InlineData("（百件単位）", 1_000)]
    [InlineData("単位は「件」", 10)]
    public async Task A_multiple_above_or_below_the_table_is_obeyed(string unit, long total)
    {
        foreach (var lines in (string[][])[[unit, TestDrop.EApprovalHeader, Approval], [TestDrop.EApprovalHeader, Approval, unit]])
        {
            Assert.Equal(total, (await TestDrop.CheckAsync("e-approval", lines)).Single("total"));
        }
    }

    [Theory]
    [InlineData("単位は「分」", 90)]
    [InlineData("単位:minutes", 90)]
    [InlineData("（単位：hours）", 5_400)]
    public async Task Times_in_other_words_are_read(string unit, long minutes) =>
        Assert.Equal(minutes, (await TestDrop.CheckAsync("overtime", TestDrop.OvertimeHeader, Row + "90", unit)).Single("minutes"));

    [Theory]
    [InlineData("時間外時間(hrs)", 5_400)]
    [InlineData("時間外時間（H:M）", 5_400)]
    [InlineData("時間外時間[minutes]", 90)]
    public async Task Headings_name_units_in_other_words(string heading, long minutes) =>
        Assert.Equal(minutes, (await TestDrop.OvertimeAsync("90",
            header: TestDrop.OvertimeHeader.Replace("時間外時間", heading, StringComparison.Ordinal))).Single("minutes"));

    [Fact]
    public async Task A_column_by_the_thousand_beside_one_without_a_unit_is_held() =>
        (await TestDrop.CheckAsync("e-approval", "年月,所属コード,所属名,起案件数（千件）,電子決裁件数", Approval[..^2])).IsRefusedFor("unit_conflict");

    [Theory]
    [InlineData("単位：秒", "秒")]
    [InlineData("（単位：日）", "日")]
    public async Task A_unit_that_is_not_known_is_told_with_those_that_are(string unit, string read)
    {
        var message = (await TestDrop.CheckAsync("overtime", unit, TestDrop.OvertimeHeader, Row + "90")).IsRefusedFor("unit_unknown").Message;

        Assert.Contains($"「{read}」", message, StringComparison.Ordinal);
        Assert.Contains("「時間」か「分」", message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("130", "10:00")]
    [InlineData("90", "１：３０")]
    public async Task Whole_numbers_beside_times_with_a_colon_may_be_minutes(string whole, string time)
    {
        (await TestDrop.CheckAsync("overtime", TestDrop.OvertimeHeader, Row + whole, Other + time)).IsRefusedFor("unit_unclear");

        // 12 minutes is nobody's month.
        (await TestDrop.CheckAsync("overtime", TestDrop.OvertimeHeader, Row + "12", Other + time)).IsTaken();
        (await TestDrop.CheckAsync("overtime", TestDrop.OvertimeHeader, Row + whole, Other + "7.5")).IsTaken();
    }

    [Theory]
    [InlineData("0130")]
    [InlineData("090")]
    public async Task Digits_that_may_be_a_clock_are_no_hours(string time) => (await TestDrop.OvertimeAsync(time)).IsRefusedFor("not_a_time");

    [Theory]
    [InlineData("人数（人日）", "staff")]
    [InlineData("人数（％）", "staff")]
    [InlineData("時間外（分）", "overtime")]
    public async Task A_heading_that_is_like_the_missing_one_is_pointed_out(string heading, string folder)
    {
        var header = (folder == "staff" ? TestDrop.StaffHeader : TestDrop.OvertimeHeader).Split(',');
        var file = string.Join(',', header[..^1].Append(heading));
        Assert.Contains($"{header.Length}列目の見出しは似て", (await TestDrop.CheckAsync(folder, file, Row + "12")).IsRefusedFor("column_missing")
            .Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("（千件）")]
    [InlineData("単位：百件")]
    [InlineData("(単位 ％)")]
    [InlineData("（百件単位）")]
    public void A_multiple_above_or_below_a_table_of_a_submission_is_an_error(string unit)
    {
        Assert.Equal(["f.csv!1行目!A unit_unknown"], FileReader.Errors("f.csv", $"{unit}\n項目,件数\n押印廃止,3\n"));
        Assert.Equal(["f.csv!3行目!A unit_unknown"], FileReader.Errors("f.csv", $"項目,件数\n押印廃止,3\n{unit}\n"));
    }

    [Theory]
    [InlineData("件数（件）", "")]
    [InlineData("件数［単位：件］", "")]
    [InlineData("件数（千件）", "unit_unknown")]
    [InlineData("件数（％）", "unit_unknown")]
    public void A_heading_of_a_submission_may_name_its_unit(string heading, string code) =>
        Assert.Equal(code.Length == 0 ? [] : [$"f.csv!1行目!B {code}"], FileReader.Errors("f.csv", $"項目,{heading}\n押印廃止,3\n"));

    [Theory]
    [InlineData("所属コード,項目,件数\n=\"0213\",押印廃止,=\"3\"\n")]
    [InlineData("所属コード;項目;件数\n=\"0213\";押印廃止;3\n")]
    [InlineData("所属コード\t項目\t件数\n=\"0213\"\t=\"押印廃止\"\t3\n")]
    public void Guards_of_Excel_are_no_broken_quotes(string file) =>
        Assert.Equal(3, Assert.Single(FileReader.Good("f.csv", file)).Value("count"));

    [Fact]
    public async Task A_file_in_JIS_is_told_its_encoding()
    {
        var jis = CodePagesEncodingProvider.Instance.GetEncoding("iso-2022-jp")!;
        Assert.Contains("ISO-2022-JP", (await TestDrop.CheckAsync("overtime",
            jis.GetBytes(TestDrop.Text(TestDrop.OvertimeHeader, Row + "1:30")))).IsRefusedFor("encoding").Message, StringComparison.Ordinal);
        Assert.Equal("file_encoding", FileReader.Fault("f.csv", jis.GetBytes("項目,件数\n押印廃止,3\n")).Error.Code);
    }
}
