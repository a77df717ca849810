using System.Globalization;
using System.Text;

namespace SmartToyonaka.Domain;

/// <summary>Marks that keep Excel from removing a code's leading zeros: <c>="0101"</c>, <c>'0101</c>.</summary>
public static class ExcelTextGuard
{
    // A space of no width, a byte order mark, a direction mark: they come with what is copied from web pages.
    private static bool IsInvisible(char c) => c >= 0x80 && char.GetUnicodeCategory(c) == UnicodeCategory.Format;

    /// <summary>The text within the guard; the text itself where there is none. Characters that nobody sees are removed.</summary>
    public static string Remove(string text)
    {
        if (!Ascii.IsValid(text) && text.Any(IsInvisible))
        {
            text = string.Concat(text.Where(c => !IsInvisible(c)));
        }

        var t = text.AsSpan().Trim();
        if (t is ['=' or '＝', '"' or '”' or '“' or '＂', .., '"' or '”' or '“' or '＂'] && t.Length > 3)
        {
            return t[2..^1].ToString();
        }

        return t is ['\'' or '’' or '＇', _, ..] ? t[1..].ToString() : text;
    }
}
