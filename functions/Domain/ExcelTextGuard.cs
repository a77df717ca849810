namespace SmartToyonaka.Domain;

/// <summary>Marks by which systems and people keep Excel from taking the zeros of a code away: <c>="0101"</c>, <c>'0101</c>.</summary>
internal static class ExcelTextGuard
{
    /// <summary>The text within the guard; the text itself where there is none.</summary>
    public static string Remove(string text)
    {
        var t = text.AsSpan().Trim();
        if (t is ['=' or '＝', '"' or '”' or '“' or '＂', .., '"' or '”' or '“' or '＂'] && t.Length > 3)
        {
            return t[2..^1].ToString();
        }

        return t is ['\'' or '’' or '＇', _, ..] ? t[1..].ToString() : text;
    }
}
