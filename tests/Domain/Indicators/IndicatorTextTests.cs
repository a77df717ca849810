using System.Globalization;
using SmartToyonaka.Domain.Indicators;

namespace SmartToyonaka.Tests.Domain.Indicators;

public class IndicatorTextTests
{
    [Theory]
    [InlineData("50.319", "50.3")]
    [InlineData("50.25", "50.3")]
    [InlineData("50.35", "50.4")]
    [InlineData("50.249999", "50.2")]
    [InlineData("99.95", "100.0")]
    [InlineData("100", "100.0")]
    [InlineData("0", "0.0")]
    [InlineData("1234.56", "1234.6")]
    public void A_rate_rounds_half_away_from_zero_to_one_decimal(string value, string text) =>
        Assert.Equal(text, Format("online_application_rate", value));

    [Theory]
    [InlineData("-20.4", "−20.4")]
    [InlineData("-20.35", "−20.4")]
    [InlineData("-0.05", "−0.1")]
    [InlineData("-0.04", "0.0")]
    [InlineData("-0.0", "0.0")]
    [InlineData("0", "0.0")]
    [InlineData("0.04", "0.0")]
    [InlineData("0.05", "+0.1")]
    [InlineData("11.75", "+11.8")]
    public void A_change_carries_its_sign_and_the_minus_is_U2212(string value, string text) =>
        Assert.Equal(text, Format("overtime_change", value));

    [Theory]
    [InlineData("21", "21")]
    [InlineData("2455", "2455")]
    [InlineData("0", "0")]
    public void A_count_has_no_decimals_and_no_grouping(string value, string text) => Assert.Equal(text, Format("seal_abolitions", value));

    [Fact]
    public void The_ambient_culture_changes_nothing()
    {
        var before = CultureInfo.CurrentCulture;
        try
        {
            CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo("de-DE");
            Assert.Equal("−1234.6", Format("overtime_change", "-1234.56"));
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    [Theory]
    [InlineData("overtime_change", "-5", true)]
    [InlineData("overtime_change", "-4.9", false)]
    [InlineData("overtime_change", "-17.8", true)]
    [InlineData("online_application_rate", "99.99", false)]
    [InlineData("online_application_rate", "100", true)]
    [InlineData("rpa_ai_ocr_tasks", "34", false)]
    [InlineData("rpa_ai_ocr_tasks", "35", true)]
    public void A_target_points_up_or_down(string indicator, string value, bool met) =>
        Assert.Equal(met, ComputedIndicators.Catalogue.Find(indicator)!.Target!
            .IsMetBy(decimal.Parse(value, CultureInfo.InvariantCulture)));

    private static string Format(string indicator, string value) =>
        IndicatorText.Format(ComputedIndicators.Catalogue.Find(indicator)!, decimal.Parse(value, CultureInfo.InvariantCulture));
}
