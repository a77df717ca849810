using System.Text.RegularExpressions;

namespace SmartToyonaka.Intake.Submissions.Files;

/// <summary>
/// Dates of Japanese Excel that the library that reads workbooks takes for numbers: its own formats (27 to 36 and 50 to 58, which a file
/// only names by number) and those with an era (<c>ggge"年"m"月"</c>). Pure.
/// </summary>
internal static partial class JapaneseDateFormat
{
    // The day after the last that Excel knows, 9999-12-31.
    private const double End = 2_958_466;

    /// <summary>The date and time that a number shows; null where its format is that of a number.</summary>
    /// <param name="number">Days, as Excel counts them.</param>
    /// <param name="id">The number of the format.</param>
    /// <param name="format">The format where the file has it; else null.</param>
    /// <param name="is1904">True for a workbook that counts from 1904.</param>
    public static DateTime? Read(double number, int id, string? format, bool is1904) =>
        number is >= 0 and < End && (IsJapanese(id) || IsOfEra(format))
            ? DateTime.FromOADate(number + (is1904 ? DaysOf1904 : number < FirstOfMarch1900 ? 1 : 0)) : null;

    private const int DaysOf1904 = 1_462;

    // Excel counts a 29 February 1900 that there was not.
    private const int FirstOfMarch1900 = 60;

    private static bool IsJapanese(int id) => id is (>= 27 and <= 36) or (>= 50 and <= 58);

    private static bool IsOfEra(string? format) => format is not null && format != "General"
        && Literals().Replace(format.Split(';')[0], "") is var code && Era().IsMatch(code) && !Digits().IsMatch(code);

    [GeneratedRegex("\"[^\"]*\"|\\\\.|_.|\\[[^\\]]*\\]", RegexOptions.CultureInvariant)]
    private static partial Regex Literals();

    [GeneratedRegex("[eg]", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase)]
    private static partial Regex Era();

    [GeneratedRegex("[0#?]|General", RegexOptions.CultureInvariant)]
    private static partial Regex Digits();
}
