using System.Globalization;
using SmartToyonaka.Domain.Indicators;

namespace SmartToyonaka.Publishing.Pages.Figures;

/// <summary>How the values of two years stand to one another, in words.</summary>
public static class YearComparison
{
    /// <summary>How a value stands to another, to be written behind that: より 2.5 ポイント高い.</summary>
    public static string Text(bool english, Indicator i, double value, double other)
    {
        // Of the values as they are printed, so that whoever subtracts finds the same.
        var difference = Rounded(value) - Rounded(other);
        var size = PageText.Grouped(Math.Abs(difference).ToString("F" + i.Decimals.ToString(CultureInfo.InvariantCulture),
            CultureInfo.InvariantCulture));
        var isRate = i.Unit == "%";
        return (difference, english) switch
        {
            (0, true) => "unchanged",
            (0, false) => "と同じ",
            (_, true) => $"{size} {(isRate ? "points" : i.UnitEn)} {(difference > 0 ? isRate ? "higher" : "more" : isRate ? "lower" : "fewer")}",
            _ => $"より {size} {(isRate ? "ポイント" : i.Unit)}{(difference > 0 ? isRate ? "高い" : "多い" : isRate ? "低い" : "少ない")}",
        };

        decimal Rounded(double v) => Math.Round((decimal)v, i.Decimals, MidpointRounding.AwayFromZero);
    }
}
