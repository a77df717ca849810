using System.Text;
using SmartToyonaka.Intake.Reference;

namespace SmartToyonaka.Tests.Intake.Reference;

/// <summary>Lists of holidays, as the Cabinet Office publishes them and as they go wrong.</summary>
public sealed class HolidayReaderTests
{
    private const string Header = "国民の祝日・休日月日,国民の祝日・休日名称\n";

    private static readonly string Year = string.Concat(Enumerable.Range(1, 9).Select(m => $"2030/{m}/1,休日\n"));

    [Fact]
    public void The_published_form_is_read_in_its_own_encoding()
    {
        Encoding.RegisterProvider(CodePagesEncodingProvider.Instance); // as the app does when it starts
        var cp932 = Encoding.GetEncoding(932);
        var (utf8, errors) = ReferenceCheck.Holidays(cp932.GetBytes((Header + Year).Replace("\n", "\r\n", StringComparison.Ordinal)));

        Assert.Empty(errors);
        Assert.Contains("2030/9/1,休日", Encoding.UTF8.GetString(utf8!));
    }

    [Theory]
    [InlineData("日付,名称\n2030/1/1,元日\n", "header")]
    [InlineData(Header, "empty")]
    [InlineData(Header + "2030/2/30,休日\n", "not_a_date")]
    [InlineData(Header + "2030/1/1,\n", "required")]
    [InlineData(Header + "2030/1/1,元日\n2030/1/1,元日\n", "doubled")]
    [InlineData(Header + "2030/1/1,元日\n2030/1/14,成人の日\n", "year_incomplete")]
    public void What_is_wrong_is_told(string text, string code) =>
        Assert.Equal(code, Assert.Single(HolidayReader.Read(new StringReader(text)).Errors).Code);

    [Fact]
    public void A_year_left_out_in_the_middle_is_incomplete()
    {
        var errors = HolidayReader.Read(new StringReader(Header + Year + Year.Replace("2030", "2032", StringComparison.Ordinal))).Errors;

        Assert.Contains("2031年", Assert.Single(errors).Message);
    }
}
