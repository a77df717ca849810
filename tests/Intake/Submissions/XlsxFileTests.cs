using SmartToyonaka.Tests.Support;

namespace SmartToyonaka.Tests.Intake.Submissions;

/// <summary>Workbooks that come with a submission.</summary>
public sealed class XlsxFileTests
{
    [Fact]
    public void Figures_and_initiatives_of_several_sheets_are_read()
    {
        var said = FileReader.Good("a.xlsx", new Workbook()
            .Sheet("説明", ["ここは読みません"])
            .Sheet("数値", ["項目", "オンライン化済", "対象", "件数"], ["行政手続きのオンライン化", "=472", "938"], [], ["押印廃止", "", "", "1,234"])
            .Sheet("取組み", ["表題"], ["区分", "名称", "段階", "年月"], ["AIの導入", "議事録作成", "検討中", "@44287"])
            .RawSheet("list", "<row r=\"1\"><c r=\"A1\"><v>1</v></c></row>", state: "hidden").ToBytes());
        Assert.Equal(["online_procedures", "seal_abolitions", "initiatives.ai"], said.Select(o => o.Measure));
        Assert.Equal((472, 1234, "2021-04"), (said[0].Value("online"), said[1].Value("count"), said[2].Month.ToString()));
    }

    [Fact]
    public void Every_error_is_told_with_sheet_and_cell()
    {
        var errors = FileReader.Errors("a.xlsx", new Workbook().Sheet("Sheet1",
            ["項目", "オンライン化済", "対象", "件数", "別"],
            ["行政手続きのオンライン化", "=472.5", "<c t=\"e\"><v>#DIV/0!</v></c>"],
            ["押印廃止", "", "", "<c><f>A1+1</f></c>"],
            ["包括施設管理", "", "", "…"]).ToBytes());
        Assert.Equal(
            ["a.xlsx!Sheet1!E1 column_unknown", "a.xlsx!Sheet1!C2 cell_error", "a.xlsx!Sheet1!D3 formula_without_value",
                "a.xlsx!Sheet1!B2 number_not_whole", "a.xlsx!Sheet1!D4 number_unknown"],
            errors);
    }

    [Fact]
    public void Of_a_formula_the_saved_value_is_read_and_nothing_computed() =>
        Assert.Equal(7, FileReader.Good("a.xlsx", new Workbook().Sheet("S", ["項目", "件数"], ["押印廃止", "<c><f>1+1</f><v>7</v></c>"])
            .ToBytes())[0].Value("count"));

    [Theory]
    [InlineData("@44348", "2021-06")]
    [InlineData("=44348", "2021-06")]
    [InlineData("=202106", "2021-06")]
    [InlineData("令和3年6月", "2021-06")]
    public void Months_are_dates_serials_numbers_or_text(string cell, string month) =>
        Assert.Equal(month, FileReader.Good("a.xlsx", new Workbook().Sheet("S", ["区分", "名称", "段階", "年月"], ["ai", "a", "決定", cell])
            .ToBytes())[0].Month.ToString());

    [Theory]
    [InlineData("@42886")]
    [InlineData("=42886")]
    public void Days_that_count_from_1904_are_put_right(string cell)
    {
        var book = new Workbook { WorkbookProperties = "<workbookPr date1904=\"1\"/>" }.Sheet("S", ["区分", "名称", "段階", "年月"],
            ["ai", "a", "決定", cell]);
        Assert.Equal("2021-06", FileReader.Good("a.xlsx", book.ToBytes())[0].Month.ToString());
    }

    [Fact]
    public void A_month_that_became_a_fraction_is_an_error() =>
        Assert.Equal(["a.xlsx!S!D2 month_is_fraction"],
            FileReader.Errors("a.xlsx", new Workbook().Sheet("S", ["区分", "名称", "段階", "年月"], ["ai", "a", "決定", "=2021.1"]).ToBytes()));

    [Fact]
    public void A_sheet_without_a_header_is_an_error_beside_one_that_has_one() =>
        Assert.Equal(["a.xlsx!S2 header_missing"], FileReader.Errors("a.xlsx", new Workbook().Sheet("S1", ["項目", "件数"], ["押印廃止", "=1"])
            .Sheet("S2", ["こうもく", "件数"], ["押印廃止", "=1"]).ToBytes()));

    [Fact]
    public void Formatted_cells_without_values_below_the_table_do_not_matter()
    {
        var rows = "<row r=\"1\"><c r=\"A1\" t=\"inlineStr\"><is><t>項目</t></is></c><c r=\"B1\" t=\"inlineStr\"><is><t>件数</t></is></c></row>"
            + "<row r=\"2\"><c r=\"A2\" t=\"inlineStr\"><is><t>押印廃止</t></is></c><c r=\"B2\"><v>3</v></c></row><row r=\"1048576\"><c "
            + "r=\"A1048576\" s=\"1\"/></row>";
        Assert.Single(FileReader.Good("a.xlsx", new Workbook().RawSheet("S", rows).ToBytes()));
    }
}
