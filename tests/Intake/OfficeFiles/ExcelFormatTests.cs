using SmartToyonaka.Tests.Intake.Drops;
using SmartToyonaka.Tests.Intake.Submissions;
using SmartToyonaka.Tests.Support;

namespace SmartToyonaka.Tests.Intake.OfficeFiles;

/// <summary>Cells in formats of Japanese Excel, and in formats that do not show their number.</summary>
public sealed class ExcelFormatTests
{
    private static readonly string[] Staff = TestDrop.StaffHeader.Split(',');

    // 15 June 2021: as a number it may be other things, and 1 June may not.
    [Theory]
    [InlineData("[$-411]ggge\"年\"m\"月\"")]
    [InlineData("[$-411]ge.m.d;@")]
    [InlineData("[$-ja-JP-x-gannen]ggge\"年\"m\"月\"d\"日\";@")]
    [InlineData("gge\"年\"m\"月分\"")]
    [InlineData("e\"年度\"")]
    [InlineData("yyyy\"年\"m\"月\"")]
    public async Task A_date_with_an_era_is_a_date(string format)
    {
        var check = await TestDrop.CheckAsync("staff", Book(format, "<c s=\"2\"><v>44362</v></c>", "=12"));

        check.IsTaken();
        Assert.Equal(["2021-06 0101 general/regular/ headcount=12"], check.Figures());
        Assert.Equal(3, Assert.Single(FileReader.Good("a.xlsx", new Workbook { Formats = [format] }.Sheet("S", ["年月", "項目", "件数"],
            ["<c s=\"2\"><v>44362</v></c>", "押印廃止", "=3"]).ToBytes())).Value("count"));
    }

    [Theory]
    [InlineData("0", "44362", "month_ambiguous")]
    [InlineData("[$-411]ge.m", "2021.6", "year_looks_wrong")]
    [InlineData("ggge\"年\"", "202106", "no_such_year")]
    public async Task What_such_a_cell_does_not_show_is_no_month(string format, string value, string code) =>
        (await TestDrop.CheckAsync("staff", Book(format, $"<c s=\"2\"><v>{value}</v></c>", "=12"))).IsRefusedFor(code);

    [Theory]
    [InlineData(";;;", "12", "excel_error")]
    [InlineData("\"-\"", "12", "excel_error")]
    [InlineData("0;0;;", "12", "")]
    [InlineData("#,##0\"人\"", "12", "")]
    [InlineData("[DBNum3]0", "12", "")]
    [InlineData(";;;", "0", "")]
    public async Task A_number_that_its_format_does_not_show_is_held(string format, string value, string code)
    {
        var check = await TestDrop.CheckAsync("staff", Book(format, "2021-06", $"<c s=\"2\"><v>{value}</v></c>"));

        Assert.Equal(code.Length == 0 ? [] : [code], check.Receipt.Errors.Select(e => e.Code));
    }

    [Fact]
    public async Task Columns_too_narrow_when_Excel_saved_a_csv_are_told()
    {
        (await TestDrop.CheckAsync("staff", TestDrop.StaffHeader, "2021-06,0101,経営計画課,一般,通常,###")).IsRefusedFor("excel_error");
        (await TestDrop.CheckAsync("staff", TestDrop.StaffHeader, "########,0101,経営計画課,一般,通常,12")).IsRefusedFor("excel_error");
    }

    [Fact]
    public async Task A_heading_in_two_rows_is_read()
    {
        string?[][] rows = [["年月", "所属", "", "職種", "勤務形態", "人数"], ["", "所属コード", "所属名", "", "", ""],
            ["2021-06", "0101", "経営計画課", "一般", "通常", "=12"]];
        var dress = new SheetDress { Merged = ["A1:A2", "B1:C1", "D1:D2", "E1:E2", "F1:F2"] };
        (await TestDrop.CheckAsync("staff", new Workbook().Sheet("S", dress, rows).ToBytes())).IsTaken();

        var check = await TestDrop.CheckAsync("e-approval", "令和3年度 電子決裁", "年月,所属,,件数,,", ",所属コード,所属名,起案件数,電子決裁件数,紙決裁件数",
            "2021-06,0101,経営計画課,10,4,6");
        check.IsTaken();
        Assert.Equal(10, check.Single("total"));
    }

    private static byte[] Book(string format, string month, string headcount) => new Workbook { Formats = [format] }
        .Sheet("S", Staff, [month, "0101", "経営計画課", "一般", "通常", headcount]).ToBytes();
}
