using System.Text.RegularExpressions;

namespace SmartToyonaka.Domain.Measures;

/// <summary>Words by which a row of an office's table is recognised as a total or a note.</summary>
public static partial class TableWords
{
    private static readonly HashSet<string> Totals = new(StringComparer.Ordinal)
    {
        "合計", "小計", "総計", "計", "総合計", "中計", "累計", "全庁", "全市", "全体", "総数", "全数", "全所属", "部計", "局計", "課計", "室計", "署計", "所計", "月計", "期計",
            "年計", "再掲", "ゴウケイ", "ショウケイ", "ごうけい", "しょうけい", "けい", "合算", "通算", "延計", "延べ", "全課", "全部", "全部局", "全部署", "Σ", "∑",
        "全職員", "全職員数", "全員", "市全体", "総", "全", "全て", "すべて", "総和", "共計", "合計値", "合計行", "合計欄", "合算値", "総合計値", "トータル", "オール",
        "ALL", "All", "all", "sum", "Sum", "SUM", "ttl", "TTL",
        "total", "Total", "TOTAL", "subtotal", "Subtotal", "SUBTOTAL", "grandtotal", "GrandTotal", "GRANDTOTAL",
    };

    // What a bureau is called as a whole.
    private static readonly string[] Wholes = ["全体", "総数", "合算", "合計額", "計数"];

    // Names of offices that end like totals.
    private static readonly string[] NoTotals = ["会計", "統計", "集計", "推計", "設計", "家計", "生計", "時計", "余計"];

    // Figures of another kind than what was done in the month, as tables have them in a row of their own.
    private static readonly HashSet<string> OtherFigures = new(StringComparer.Ordinal)
    {
        "平均", "月平均", "1人当たり", "1人あたり", "一人当たり", "一人あたり", "前年", "前年度", "前年同月", "前年同期", "前月", "前年比", "前年同月比", "対前年比", "対前年", "前月比",
        "増減", "増減数", "増減率", "差", "差引", "比較", "割合", "比率", "構成比", "見込", "見込み", "見込値", "予定", "計画", "計画値", "予算", "目標", "目標値", "推計", "推計値",
        "内訳", "内数", "定数", "条例定数", "定員", "欠員", "最大", "最小", "最高", "最低", "上限", "当初", AnotherFigure,
    };

    private static readonly string[] Notes =
        ["注", "(注", "※", "*", "＊", "出典", "資料", "備考", "作成", "出力", "集計", "(備考", "・", "○", "◯", "●", "■", "page", "Page", "ページ", "以上", "以下余白"];

    private static readonly char[] Brackets =
        ['(', ')', '[', ']', '【', '】', '〔', '〕', '<', '>', '《', '》', '〈', '〉', '「', '」',
         '*', '■', '●', '◆', '・', ':', '=', '-', '◎', '▼', '◇', '□', '。'];

    /// <summary>True for a total: one of the words, or whatever ends in 計 (財務部計, 一般計).</summary>
    /// <param name="key">The cell by NFKC and without spaces.</param>
    public static bool IsTotal(string key)
    {
        // 合計(件)
        var end = key.Length > 1 && key[^1] is ')' or ']' or '】' ? key.LastIndexOfAny(['(', '[', '【']) : -1;
        var word = (end > 0 ? key[..end] : key).Trim(Brackets);
        return Totals.Contains(word) || TotalWithMore().IsMatch(word)
            || (word.Length > 2 && Array.Exists(Wholes, w => word.EndsWith(w, StringComparison.Ordinal)))
            || (word.Length > 2 && word[^1] == '計' && !Array.Exists(NoTotals, n => word.EndsWith(n, StringComparison.Ordinal)));
    }

    /// <summary>The same for a column that is not read, in which a person's name may stand (佐藤 計).</summary>
    public static bool IsTotalAnywhere(string cell) =>
        Vocabulary.Key(cell) is var key && IsTotal(key)
            && (!cell.Trim().Any(char.IsWhiteSpace) || Totals.Contains(key.Trim(Brackets)) || TotalWithMore().IsMatch(key)
                || cell.Contains('(', StringComparison.Ordinal));

    /// <summary>What a row of another kind is called where its own word is not to be written.</summary>
    public const string AnotherFigure = "実績でない行";

    /// <summary>True for a word of a row that says something else than what was done in the month: 前年同月, 見込, 平均, うち女性.</summary>
    public static bool IsOtherFigure(string cell) => Vocabulary.Key(cell) is var whole && whole.Trim(Brackets) is var key
        && (whole is "(男)" or "(女)" || OtherFigures.Contains(key)
            || key.StartsWith("うち", StringComparison.Ordinal) || key.StartsWith("内、", StringComparison.Ordinal));

    /// <summary>The word by which a title tells of figures that are not those of the month; null where it has none.</summary>
    /// <param name="key">The title by NFKC and without spaces.</param>
    public static string? OtherFigureIn(string key) => OtherFigureOfTitle().Match(key) is { Success: true } found ? found.Value : null;

    // 2課合計, 合計人数, 合計①, 以上合計, 計5名, 総人数
    [GeneratedRegex(@"^(?:[^\p{IsHiragana}]{0,4}(?:合計|小計|総計)(?:人数|件数|時間|時間数|数|額|[A-Z0-9]|\(.*)?"
        + "|計[0-9]+(?:課|名|人|件|部)?|総(?:人数|件数|時間|時間数|職員数))$",
        RegexOptions.CultureInvariant)]
    private static partial Regex TotalWithMore();

    [GeneratedRegex(@"見込|予定(?!日|表)|計画[値数]|目標(?!管理)|予算(?!課)|前年|昨年|累計|平均|[1一]人(?:当たり|あたり|当り)|推計|試算|予測", RegexOptions.CultureInvariant)]
    private static partial Regex OtherFigureOfTitle();

    /// <summary>True for how notes and the ends of pages begin or end.</summary>
    /// <param name="key">The cell by NFKC and without spaces.</param>
    public static bool IsNote(string key) =>
        Array.Exists(Notes, m => key.StartsWith(m, StringComparison.Ordinal)) || key.EndsWith("ページ", StringComparison.Ordinal)
            || key.EndsWith('。');
}
