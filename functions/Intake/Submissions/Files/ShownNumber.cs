using System.Globalization;
using System.Text.RegularExpressions;

namespace SmartToyonaka.Intake.Submissions.Files;

/// <summary>
/// A number of a workbook with what its cell's format adds to it: a person sees the unit, the percent sign or the triangle in the cell,
/// although they are not in its value. Pure.
/// </summary>
internal static partial class ShownNumber
{
    /// <summary>The text that is read in place of what a person sees; the number itself where its format adds nothing.</summary>
    /// <param name="text">The number as text.</param>
    /// <param name="number">The number.</param>
    /// <param name="format">The format of its cell; null for none.</param>
    public static string Of(string text, double number, string? format)
    {
        if (string.IsNullOrEmpty(format) || format is "General" || format.Length > MostCharacters)
        {
            return text;
        }

        var own = Section(format, number);
        var code = Literals().Replace(own, "");
        if (number != 0 && !Digit().IsMatch(code))
        {
            // ;;; or "-": the cell is empty or says something else than its number.
            return NotShown;
        }

        if (code.Contains('%', StringComparison.Ordinal))
        {
            return (number * Hundred).ToString("0.##########", CultureInfo.InvariantCulture) + "%";
        }

        // △0 for a number that is not negative; of a negative one the sign is in its value.
        var sign = number > 0 && own.AsSpan().IndexOfAny('△', '▲') >= 0 ? "△" : "";
        return sign + text + UnitOf(own, code);
    }

    private const int MostCharacters = 255, Hundred = 100;

    // As Excel itself fills a cell that it cannot show.
    private const string NotShown = "#####";

    private static string UnitOf(string format, string code) => format switch
    {
        _ when format.Contains("時間", StringComparison.Ordinal) => "時間",
        _ when format.Contains('分', StringComparison.Ordinal) && !format.Contains("分の", StringComparison.Ordinal) => "分",

        // 12,000 is shown as 12 千人, or 12 as 12千人: nobody can tell from the value which is meant.
        _ when Multiple().IsMatch(format) => Multiple().Match(format).Value,
        _ when Scaled().IsMatch(code) => "千",
        _ => "",
    };

    // Positive; negative; nought.
    private static string Section(string format, double number)
    {
        var sections = format.Split(';');
        return number < 0 && sections.Length > 1 ? sections[1] : number == 0 && sections.Length > 2 ? sections[2] : sections[0];
    }

    [GeneratedRegex("\"[^\"]*\"|\\\\.|_.|\\[[^\\]]*\\]", RegexOptions.CultureInvariant)]
    private static partial Regex Literals();

    [GeneratedRegex("[0#?@]|General", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase)]
    private static partial Regex Digit();

    [GeneratedRegex("[十百千万][件人名個枚円]?", RegexOptions.CultureInvariant)]
    private static partial Regex Multiple();

    // #,##0,
    [GeneratedRegex("[0#?],+(?:[^0#?,.]|$)", RegexOptions.CultureInvariant)]
    private static partial Regex Scaled();
}
