namespace SmartToyonaka.Domain.Measures;

/// <summary>Words by which a row of an office's table is recognised as a total or a note.</summary>
public static class TableWords
{
    private static readonly HashSet<string> Totals = new(StringComparer.Ordinal)
    {
        "合計", "小計", "総計", "計", "総合計", "中計", "累計", "全庁", "全市", "全体", "総数", "全数", "全所属", "部計", "局計", "課計", "室計", "署計", "所計", "月計", "期計",
            "年計", "再掲", "ゴウケイ", "ショウケイ",
        "total", "Total", "TOTAL", "subtotal", "Subtotal", "SUBTOTAL", "grandtotal", "GrandTotal", "GRANDTOTAL",
    };

    // Names of offices that end like totals.
    private static readonly string[] NoTotals = ["会計", "統計", "設計", "家計", "生計", "時計", "余計"];

    private static readonly string[] Notes =
        ["注", "(注", "※", "*", "＊", "出典", "資料", "備考", "作成", "出力", "集計", "(備考", "・", "○", "◯", "●", "■", "page", "Page", "ページ", "以上", "以下余白"];

    private static readonly char[] Brackets =
        ['(', ')', '[', ']', '【', '】', '〔', '〕', '<', '>', '《', '》', '〈', '〉', '「', '」', '*', '■', '●', '◆', '・', ':', '=', '-'];

    /// <summary>True for a total: one of the words, or whatever ends in 計 (財務部計, 一般計).</summary>
    /// <param name="key">The cell by NFKC and without spaces.</param>
    public static bool IsTotal(string key)
    {
        // 合計(件)
        var end = key.Length > 1 && key[^1] is ')' or ']' or '】' ? key.LastIndexOfAny(['(', '[', '【']) : -1;
        var word = (end > 0 ? key[..end] : key).Trim(Brackets);
        return Totals.Contains(word)
            || (word.Length > 2 && word[^1] == '計' && !Array.Exists(NoTotals, n => word.EndsWith(n, StringComparison.Ordinal)));
    }

    /// <summary>The same for a column that is not read, in which a person's name may stand (佐藤 計).</summary>
    public static bool IsTotalAnywhere(string cell) =>
        Vocabulary.Key(cell) is var key && IsTotal(key)
            && (!cell.Trim().Any(char.IsWhiteSpace) || Totals.Contains(key) || cell.Contains('(', StringComparison.Ordinal));

    /// <summary>True for how notes and the ends of pages begin or end.</summary>
    /// <param name="key">The cell by NFKC and without spaces.</param>
    public static bool IsNote(string key) =>
        Array.Exists(Notes, m => key.StartsWith(m, StringComparison.Ordinal)) || key.EndsWith("ページ", StringComparison.Ordinal)
            || key.EndsWith('。');
}
