using SmartToyonaka.Tests.Intake.Drops;
using SmartToyonaka.Tests.Support;

namespace SmartToyonaka.Tests.Intake.OfficeFiles;

/// <summary>Workbooks as drops: a cell is what Excel shows of it, by its format.</summary>
public sealed class WorkbookCellTests
{
    private static readonly string[] Header = TestDrop.OvertimeHeader.Split(','),
        Row = ["2021-04", "0101", "経営計画課", "一般", "通常", "通常"];

    [Theory]
    [InlineData("[h]:mm", "5.229166666666667", 7530)]
    [InlineData("[h]:mm", "0.0625", 90)]
    [InlineData("[h]:mm:ss", "1.0416666666666667", 1500)]
    [InlineData("h:mm", "0.3125", 450)]
    [InlineData("0.0\"時間\"", "1.5", 90)]
    [InlineData("0\"分\"", "90", 90)]
    [InlineData("#,##0\"分\"", "1830", 1830)]
    public async Task A_time_is_read_by_the_format_of_its_cell(string format, string value, long minutes)
    {
        var check = await CheckAsync(format, "実績", Header, $"<c s=\"2\"><v>{value}</v></c>");

        check.IsTaken();
        Assert.Equal(minutes, check.Single("minutes"));
    }

    [Theory]
    [InlineData("実績（分）")]
    [InlineData("4月_分単位")]
    public async Task The_unit_in_the_name_of_the_sheet_is_obeyed(string sheet)
    {
        var check = await CheckAsync("0", sheet, Header, "=1830");

        check.IsTaken();
        Assert.Equal(1830, check.Single("minutes"));
    }

    [Fact]
    public async Task A_sheet_whose_name_contradicts_its_heading_is_held() =>
        (await CheckAsync("0", "実績（分）", [.. Header[..^1], "時間外時間（時間）"], "=90")).IsRefusedFor("unit_conflict");

    [Fact]
    public async Task Whole_numbers_without_any_unit_are_held_with_the_question() =>
        (await CheckAsync("0", "実績", Header, "=1830")).IsRefusedFor("unit_unclear");

    [Theory]
    [InlineData("yyyy/m/d", "0.3125", "date_for_time")]
    [InlineData("yyyy/m/d h:mm", "5.229166666666667", "date_for_time")]
    [InlineData("General", "5.229166666666667", "days_of_excel")]
    public async Task A_time_in_another_format_is_never_another_figure(string format, string value, string code)
    {
        var check = await CheckAsync(format, "実績", Header, $"<c s=\"2\"><v>{value}</v></c>");

        if (check.Observations.Any())
        {
            Assert.Equal((long)Math.Round(double.Parse(value, System.Globalization.CultureInfo.InvariantCulture) * 1440),
                check.Single("minutes"));
            return;
        }

        check.IsRefusedFor(code);
    }

    [Theory]
    [InlineData("<c><f>A1</f></c>")]
    [InlineData("<c t=\"e\"><v>#REF!</v></c>")]
    [InlineData("<c t=\"b\"><v>1</v></c>")]
    public async Task A_cell_without_a_value_is_held(string cell) =>
        Assert.Empty((await CheckAsync("0", "実績", Header, cell)).Observations);

    private static Task<SmartToyonaka.Intake.Drops.DropCheck> CheckAsync(string format, string sheet, string[] header, string cell) =>
        TestDrop.CheckAsync("overtime", new Workbook { Formats = [format] }.Sheet(sheet, header, [.. Row, cell]).ToBytes());
}
