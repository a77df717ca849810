using System.Text;
using SmartToyonaka.Tests.Support;

namespace SmartToyonaka.Tests.Intake.Submissions;

/// <summary>Files as flows wrap them, and totals in files of submissions.</summary>
public sealed class FlowContentTests
{
    private const string Csv = "項目,件数\r\n押印廃止,12\r\n";

    [Theory]
    [InlineData("text/csv")]
    [InlineData("application/octet-stream")]
    public void Content_with_its_type_is_unwrapped(string type) =>
        Assert.Equal(12, FileReader.Good("a.csv", $$"""{"$content-type":"{{type}}","$content":"{{Base64(Csv)}}"}""")[0].Value("count"));

    [Fact]
    public void Base64_alone_is_unwrapped()
    {
        Assert.Equal(12, FileReader.Good("a.csv", Base64(Csv))[0].Value("count"));
        Assert.Equal(12, FileReader.Good("a.xlsx", Encoding.ASCII.GetBytes(Convert.ToBase64String(
            new Workbook().Sheet("S", ["項目", "件数"], ["押印廃止", "=12"]).ToBytes())))[0].Value("count"));
    }

    [Theory]
    [InlineData("合計,12")]
    [InlineData("小 計,12")]
    [InlineData("計（再掲）,12")]
    [InlineData("総数,12")]
    public void A_total_in_a_file_of_a_submission_is_no_figure(string total)
    {
        var said = FileReader.Good("a.csv", Csv + total + "\r\n");
        Assert.Equal(["seal_abolitions"], said.Select(o => o.Measure));
        Assert.Equal(12, said[0].Value("count"));

        var book = new Workbook().Sheet("S", ["項目", "件数"], ["押印廃止", "=12"], total.Replace(",", ",=", StringComparison.Ordinal).Split(','));
        Assert.Equal(12, Assert.Single(FileReader.Good("a.xlsx", book.ToBytes())).Value("count"));
    }

    private static string Base64(string text) => Convert.ToBase64String(Encoding.UTF8.GetBytes(text));
}
