namespace SmartToyonaka.Drops;

/// <summary>The words of rows that add up the rows above: never facts.</summary>
internal static class TotalWords
{
    private static readonly HashSet<string> Words = new(StringComparer.Ordinal)
    {
        "合計", "小計", "総計", "計", "総合計", "中計", "累計", "全庁", "全庁計", "全市", "全市計", "全体", "全所属", "部計", "部局計", "課計", "月計", "年計", "年度計", "再掲", "ゴウケイ", "ショウケイ",
        "total", "Total", "TOTAL", "subtotal", "Subtotal", "SUBTOTAL", "grandtotal", "GrandTotal", "GRANDTOTAL",
    };

    private static readonly string[] Endings = ["合計", "小計", "総計", "部計", "局計", "課計", "室計", "署計", "所計", "月計", "期計", "年度計"];

    /// <summary>False for most cells that are no total, told from their bytes.</summary>
    public static bool MayBe(ReadOnlySpan<byte> cell) =>
        cell.IndexOfAnyExceptInRange((byte)'0', (byte)'9') >= 0
        && (cell.IndexOf("計"u8) >= 0 || cell.IndexOf("全"u8) >= 0 || cell.IndexOf("再掲"u8) >= 0 || cell.IndexOf("ｹｲ"u8) >= 0 || cell.IndexOf("ケイ"u8) >= 0
        || cell.IndexOf("otal"u8) >= 0 || cell.IndexOf("OTAL"u8) >= 0);

    /// <param name="key">The cell by NFKC and without spaces.</param>
    public static bool Is(string key)
    {
        // 合計(件)
        var end = key.Length > 1 && key[^1] is ')' or ']' or '】' ? key.LastIndexOfAny(['(', '[', '【']) : -1;
        var word = (end > 0 ? key[..end] : key).Trim('(', ')', '[', ']', '【', '】', '〔', '〕', '<', '>', '《', '》', '〈', '〉', '「', '」', '*', '■', '●', '◆', '・', ':', '=', '-');
        return Words.Contains(word) || Array.Exists(Endings, e => word.EndsWith(e, StringComparison.Ordinal));
    }
}
