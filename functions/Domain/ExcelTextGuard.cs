namespace SmartToyonaka.Domain;

/// <summary>Marks that keep Excel from removing a code's leading zeros: <c>="0101"</c>, <c>'0101</c>.</summary>
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
