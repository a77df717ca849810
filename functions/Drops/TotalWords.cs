using System.Buffers;

namespace SmartToyonaka.Drops;

/// <summary>The words of rows that add up the rows above: never facts.</summary>
internal static class TotalWords
{
    private static readonly HashSet<string> Words = new(StringComparer.Ordinal)
    {
        "合計", "小計", "総計", "計", "総合計", "中計", "累計", "全庁", "全庁計", "全市", "全市計", "全体", "総数", "全数", "全所属", "部計", "部局計", "課計", "月計", "年計", "年度計", "再掲", "ゴウケイ", "ショウケイ",
        "total", "Total", "TOTAL", "subtotal", "Subtotal", "SUBTOTAL", "grandtotal", "GrandTotal", "GRANDTOTAL",
    };

    // Words of offices that end like totals and are none.
    private static readonly string[] NoTotals = ["会計", "統計", "設計", "家計", "生計", "時計", "余計"];

    // The last bytes of 計, 全, 数 and 掲: most cells without one of them hold none.
    private static readonly SearchValues<byte> LastBytes = SearchValues.Create([0x88, 0xA8, 0xB0, 0xB2]);

    /// <summary>False for most cells that are no total, told from their bytes.</summary>
    public static bool MayBe(ReadOnlySpan<byte> cell) =>
        cell.IndexOfAny(LastBytes) >= 0 ? HasSign(cell) : cell[0] < 0x80 && (cell.IndexOf("otal"u8) >= 0 || cell.IndexOf("OTAL"u8) >= 0);

    private static bool HasSign(ReadOnlySpan<byte> cell) =>
        (cell.IndexOf("計"u8) >= 0 || cell.IndexOf("全"u8) >= 0 || cell.IndexOf("総数"u8) >= 0 || cell.IndexOf("再掲"u8) >= 0 || cell.IndexOf("ｹｲ"u8) >= 0 || cell.IndexOf("ケイ"u8) >= 0
        || cell.IndexOf("otal"u8) >= 0 || cell.IndexOf("OTAL"u8) >= 0);

    /// <summary>The same for a column that is not read, in which a person's name may stand (佐藤 計).</summary>
    public static bool IsIn(string cell) =>
        Is(HeaderText.Key(cell)) && (!cell.Trim().Any(char.IsWhiteSpace) || Words.Contains(HeaderText.Key(cell)) || cell.Contains('(', StringComparison.Ordinal));

    /// <param name="key">The cell by NFKC and without spaces.</param>
    public static bool Is(string key)
    {
        // 合計(件)
        var end = key.Length > 1 && key[^1] is ')' or ']' or '】' ? key.LastIndexOfAny(['(', '[', '【']) : -1;
        var word = (end > 0 ? key[..end] : key).Trim('(', ')', '[', ']', '【', '】', '〔', '〕', '<', '>', '《', '》', '〈', '〉', '「', '」', '*', '■', '●', '◆', '・', ':', '=', '-');
        return Words.Contains(word)
            || (word.Length > 2 && word[^1] == '計' && !Array.Exists(NoTotals, n => word.EndsWith(n, StringComparison.Ordinal)));
    }
}
