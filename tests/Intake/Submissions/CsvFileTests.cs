using System.Text;
using SmartToyonaka.Domain.Measures;
using SmartToyonaka.Intake.Submissions.Files;
using SmartToyonaka.Tests.Support;

namespace SmartToyonaka.Tests.Intake.Submissions;

/// <summary>CSV files that come with a submission.</summary>
public sealed class CsvFileTests
{
    private const string Two = "項目,オンライン化済,対象,件数\r\n行政手続きのオンライン化,\"472\",938,\r\n公民学連携プラットフォーム登録数,,,２６\r\n";

    public static TheoryData<string, byte[]> Encodings => new()
    {
        { "UTF-8", Encoding.UTF8.GetBytes(Two) },
        { "UTF-8 with a mark", [.. Encoding.UTF8.Preamble, .. Encoding.UTF8.GetBytes(Two)] },
        { "UTF-16", [.. Encoding.Unicode.Preamble, .. Encoding.Unicode.GetBytes(Two.Replace(',', '\t'))] },
        { "UTF-16BE", [.. Encoding.BigEndianUnicode.Preamble, .. Encoding.BigEndianUnicode.GetBytes(Two)] },
        { "CP932", FileReader.Cp932.GetBytes(Two) },
    };

    [Theory]
    [MemberData(nameof(Encodings))]
    public void Figures_are_read_in_every_encoding(string encoding, byte[] content)
    {
        Assert.NotEmpty(encoding);
        var said = FileReader.Good("figures.csv", content);
        Assert.Equal(["online_procedures", "platform_members"], said.Select(o => o.Measure));
        Assert.Equal((472, 938, 26), (said[0].Value("online"), said[0].Value("eligible"), said[1].Value("count")));
    }

    [Fact]
    public void Headings_are_matched_after_nfkc_below_titles_in_any_order_and_in_English()
    {
        var said = FileReader.Good("f.csv", "令和3年度 提出分\n\nＥＬＩＧＩＢＬＥ; Measure ;online\n938;online_procedures;472\n");
        Assert.Equal((472, 938), (Assert.Single(said).Value("online"), said[0].Value("eligible")));
    }

    [Fact]
    public void Initiatives_are_read_with_their_words()
    {
        var said = FileReader.Good("i.csv",
            "区分,名称,段階,年月,連携先,目標に数える,備考\nRPA・AI-OCR,相続人代表者設定,実施,R3.5,A社、B大学,×,\"2行の\n備考\"\nppp_agreement,協定,coordinating,,,,\n");
        Assert.Equal(["initiatives.rpa_ai_ocr", "initiatives.ppp_agreement"], said.Select(o => o.Measure));
        Assert.Equal(("2021-05", "2021-06"), (said[0].Month.ToString(), said[1].Month.ToString()));
        Assert.Equal((new InitiativeStatus(Standing.Implemented), false, "2行の\n備考"),
            (said[0].Initiative!.Status, said[0].Initiative!.CountsTowardTarget, said[0].Initiative!.Note));
        Assert.Equal(["A社", "B大学"], said[0].Initiative!.Partners);
        Assert.True(said[1].Initiative!.CountsTowardTarget);
    }

    [Fact]
    public void Every_error_is_told_with_line_and_heading()
    {
        var errors = FileReader.Errors("f.csv", "項目,オンライン化済,対象,件数\n行政手続きのオンライン化,940,938,\n押印廃止,,,\"1\n2\"\nないもの,,,3\n包括施設管理,,,5-\n,,,9\n");
        Assert.Equal(
            ["f.csv!2行目!オンライン化済 share_exceeds_whole", "f.csv!3行目!件数 number_unreadable", "f.csv!5行目!項目 measure_unknown",
                "f.csv!6行目!件数 number_unreadable", "f.csv!7行目!項目 measure_missing"],
            errors);
    }

    [Theory]
    [InlineData("項目,件数,増減\n押印廃止,3,1\n", "f.csv!1行目!C column_unknown")]
    [InlineData("項目,件数,数\n押印廃止,3,3\n", "f.csv!1行目!C column_doubled")]
    [InlineData("項目,件数\n押印廃止,3,7\n", "f.csv!2行目!C cell_without_heading")]
    [InlineData("項目,件数\n押印廃止,3\n押印廃止,3\n", "f.csv!3行目 measure_doubled")]
    [InlineData("項目,件数,年月\n押印廃止,3,2021-07\n", "f.csv!2行目!年月 differs_within_submission")]
    [InlineData("項目,件数,所属\n押印廃止,3,0212\n", "f.csv!2行目!所属 differs_within_submission")]
    [InlineData("月,値\n6,3\n", "f.csv header_missing")]
    public void What_is_not_understood_is_an_error_and_never_lost(string content, string error) =>
        Assert.Contains(error, FileReader.Errors("f.csv", content));

    [Fact]
    public void Department_and_month_may_stand_in_the_file()
    {
        var check = FileReader.Check("f.csv", "所属コード,所属名,年月,項目,件数\n213,,令和3年6月,押印廃止,3\n,,2021/6,包括施設管理,4\n");
        Assert.Empty(check.Errors);
        Assert.Equal(("0213", "2021-06", 2),
            (check.Submission!.Department, check.Submission.Month.ToString(), check.Submission.Observations.Count));
    }

    [Fact]
    public void A_measure_without_a_number_is_not_handed_in() =>
        Assert.Equal("seal_abolitions", Assert.Single(FileReader.Good("f.csv", "項目,オンライン化済,対象,件数\n行政手続きのオンライン化,,,\n押印廃止,,,0\n")).Measure);

    [Fact]
    public void A_formula_is_text() => Assert.Equal("=1+1", FileReader.Good("i.csv", "区分,名称,段階\nai,=1+1,実施\n")[0].Initiative!.Name);

    [Theory]
    [InlineData("")]
    [InlineData("\r\n \r\n")]
    public void An_empty_file_is_an_error(string content) => Assert.Contains("f.csv file_empty", FileReader.Errors("f.csv", content));

    [Fact]
    public void The_templates_are_taken_and_documented()
    {
        var folder = Path.Combine(Repository.Root, "docs", "templates");

        // As they are they hand in nothing: an example would be taken for a figure.
        Assert.All(["figures.csv", "initiatives.csv"], name =>
            Assert.Contains(" nothing_submitted", FileReader.Errors(name, File.ReadAllBytes(Path.Combine(folder, name)))));
        var filled = File.ReadAllText(Path.Combine(folder, "figures.csv"))
            .Replace(",,行政手続きのオンライン化,,,,,", "0213,令和3年6月,行政手続きのオンライン化,472,,938,,", StringComparison.Ordinal);
        Assert.Equal(472, Assert.Single(FileReader.Good("figures.csv", filled)).Value("online"));
        var guide = File.ReadAllText(Path.Combine(Repository.Root, "docs", "submission-files.md"));
        Assert.All(FileColumns.OfFigures.Concat(FileColumns.OfInitiatives), c =>
            Assert.Contains(string.Join(' ', c.Headings.Select(h => $"`{h}`")), guide, StringComparison.Ordinal));
    }
}
