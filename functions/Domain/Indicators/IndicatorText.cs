using System.Globalization;

namespace SmartToyonaka.Domain.Indicators;

/// <summary>How a value is printed.</summary>
public static class IndicatorText
{
    /// <summary>
    /// Rounded half away from zero to the indicator's decimals; a change with its sign, the minus as the report sets it (U+2212).
    /// </summary>
    public static string Format(Indicator indicator, decimal value)
    {
        var rounded = Math.Round(value, indicator.Decimals, MidpointRounding.AwayFromZero);
        var digits = Math.Abs(rounded).ToString("F" + indicator.Decimals.ToString(CultureInfo.InvariantCulture),
            CultureInfo.InvariantCulture);
        var sign = rounded < 0 ? "−" : indicator.Signed && rounded > 0 ? "+" : "";
        return sign + digits;
    }
}
