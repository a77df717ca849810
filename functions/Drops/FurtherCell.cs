using System.Text;

namespace SmartToyonaka.Drops;

/// <summary>A cell of a column that is not read, looked at only for what the whole row is.</summary>
internal sealed class FurtherCell
{
    private static readonly string[] Marks =
        ["注", "(注", "※", "*", "＊", "出典", "資料", "備考", "作成", "出力", "集計", "(備考", "・", "○", "◯", "●", "■", "page", "Page", "ページ", "以上", "以下余白"];

    public FurtherCell(byte[] utf8)
    {
        var text = Encoding.UTF8.GetString(utf8);
        IsTotal = TotalWords.IsIn(text);
        IsConfirmation = HeaderText.Key(text) is DropMessages.ConfirmedWord or "確認済み";
    }

    /// <summary>True for the word of a total.</summary>
    public bool IsTotal { get; }

    /// <summary>True for the word by which a clerk confirms a row.</summary>
    public bool IsConfirmation { get; }

    /// <summary>True for how notes and the ends of pages begin.</summary>
    public static bool IsNote(string key) =>
        Array.Exists(Marks, m => key.StartsWith(m, StringComparison.Ordinal)) || key.EndsWith("ページ", StringComparison.Ordinal) || key.EndsWith('。');
}
