namespace SmartToyonaka.Drops;

/// <summary>The words of rows that add up the rows above: never facts.</summary>
internal static class TotalWords
{
    private static readonly HashSet<string> Words = new(StringComparer.Ordinal)
    {
        "合計", "小計", "総計", "計", "総合計", "中計", "累計", "全庁", "全庁計", "全市", "全市計", "全体", "全所属", "部計", "部局計", "課計", "月計", "年計", "年度計", "再掲",
    };

    private static readonly string[] Endings = ["合計", "小計", "総計", "部計", "局計", "課計"];

    /// <param name="key">The cell by NFKC and without spaces.</param>
    public static bool Is(string key)
    {
        var word = key.Trim('(', ')', '[', ']', '【', '】', '〔', '〕', '<', '>', '《', '》', '〈', '〉', '「', '」', '*', '■', '●', '◆', '・', ':', '=', '-');
        return Words.Contains(word) || Array.Exists(Endings, e => word.EndsWith(e, StringComparison.Ordinal));
    }
}
