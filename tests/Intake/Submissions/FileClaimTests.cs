using SmartToyonaka.Tests.Support;

namespace SmartToyonaka.Tests.Intake.Submissions;

/// <summary>What a file of figures says beside its columns, in CSV and in a workbook, is no less than what stands in them.</summary>
public sealed class FileClaimTests
{
    private const string Header = "項目,オンライン化済,対象", Row = "行政手続きのオンライン化,9,11";

    [Theory]
    [InlineData("オンライン化状況（見込）", "other_figure")]
    [InlineData("令和4年3月の予定", "other_figure")]
    [InlineData("前年同月の状況", "other_figure")]
    [InlineData("令和3年度累計", "other_figure")]
    [InlineData("令和3年5月分", "title_of_other_month")]
    [InlineData("2020年6月 オンライン化状況", "title_of_other_month")]
    [InlineData("5月分の件数", "title_of_other_month")]
    [InlineData("（単位：百件）", "unit_unknown")]
    [InlineData("単位：％", "unit_unknown")]
    [InlineData("令和3年6月分 オンライン化状況", "")]
    [InlineData("（単位：件）", "")]
    [InlineData("令和3年7月5日 市民税課", "")]
    [InlineData("予定と実績", "")]
    public void A_title_is_read(string title, string code)
    {
        string[] expected = code.Length == 0 ? [] : [code];
        Assert.Equal(expected, Codes("f.csv", System.Text.Encoding.UTF8.GetBytes($"{title}\n{Header}\n{Row}\n")));
        Assert.Equal(expected, Codes("f.xlsx", new Workbook().Sheet("提出", [title], Header.Split(','), Row.Split(',')).ToBytes()));
    }

    [Theory]
    [InlineData("前年度", "other_figure")]
    [InlineData("見込", "other_figure")]
    [InlineData("R3.5", "title_of_other_month")]
    [InlineData("12月", "title_of_other_month")]
    [InlineData("6月", "")]
    public void The_name_of_a_sheet_is_read(string sheet, string code) =>
        Assert.Equal(code.Length == 0 ? [] : [code],
            Codes("f.xlsx", new Workbook().Sheet(sheet, Header.Split(','), Row.Split(',')).ToBytes()));

    [Theory]
    [InlineData("単位", "百件", "unit_unknown")]
    [InlineData("単位", "％", "unit_unknown")]
    [InlineData("単位", "千人", "unit_unknown")]
    [InlineData("単位", "手続", "")]
    [InlineData("単位", "件", "")]
    [InlineData("備考", "見込み", "other_figure")]
    [InlineData("備考", "前年同月", "other_figure")]
    [InlineData("備考", "前年同月より3件増えた", "")]
    [InlineData("備考", "", "")]
    public void A_unit_and_a_remark_of_a_row_are_read(string heading, string cell, string code) =>
        Assert.Equal(code.Length == 0 ? [] : [code],
            Codes("f.csv", System.Text.Encoding.UTF8.GetBytes($"{Header},{heading}\n{Row},{cell}\n")));

    [Fact]
    public void A_row_that_is_not_handed_in_says_nothing() =>
        Assert.Empty(Codes("f.csv", System.Text.Encoding.UTF8.GetBytes($"項目,件数,備考\n公民学連携プラットフォーム登録数,26,\n押印廃止,,見込み\n")));

    [Fact]
    public void A_plan_may_be_called_one() =>
        Assert.Empty(FileReader.Check("f.csv", $"オンライン化の予定\n{Header},備考\n{Row},見込み\n", ("department", "0213"), ("month", "R3.6"),
            ("status", "planned")).Errors);

    [Theory]
    [InlineData("0%", "9", "number_percent")]
    [InlineData("#,##0,", "9000", "number_unreadable")]
    [InlineData("0\"百件\"", "9", "number_unreadable")]
    [InlineData("\"△\"0", "9", "number_negative")]
    [InlineData("#,##0", "9", "")]
    [InlineData("0\"件\"", "9", "")]
    public void What_the_format_of_a_cell_shows_is_read(string format, string value, string code) =>
        Assert.Equal(code.Length == 0 ? [] : [code], Codes("f.xlsx", new Workbook { Formats = [format] }.Sheet("提出", Header.Split(','),
            ["行政手続きのオンライン化", $"<c s=\"2\"><v>{value}</v></c>", "=11"]).ToBytes()));

    private static IEnumerable<string> Codes(string name, byte[] content) => FileReader.Errors(name, content).Select(e => e.Split(' ')[^1]);
}
