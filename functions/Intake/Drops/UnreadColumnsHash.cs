using CsvHelper;

namespace SmartToyonaka.Intake.Drops;

/// <summary>
/// One number for what the columns that are not read say of a row: two rows that differ there are two things (正規, 会計年度任用), and two that do not are
/// one thing twice. Numbers of lines, notes and times of printing differ in any two rows and tell nothing.
/// </summary>
internal sealed class UnreadColumnsHash
{
    private static readonly HashSet<string> TellingNothing = new(StringComparer.OrdinalIgnoreCase)
    {
        "no", "no.", "番号", "連番", "通番", "項番", "行", "行番号", "備考", "摘要", "出力日", "出力日時", "作成日", "作成日時", "更新日", "更新日時", QuarantineFile.ReasonColumn, DropMessages.ConfirmedColumn,
    };

    private readonly int[] columns;

    public UnreadColumnsHash(DropHeader header, bool[] isKnown) =>
        columns = [.. Enumerable.Range(0, isKnown.Length).Where(i => !isKnown[i] && HeaderText.Key(header.Cells[i]) is { Length: > 0 } key && !TellingNothing.Contains(key))];

    /// <summary>True when there is no column that could tell.</summary>
    public bool IsEmpty => columns.Length == 0;

    /// <summary>The number of a record; 0 where there is nothing to tell.</summary>
    public ulong Of(CsvReader csv)
    {
        if (columns.Length == 0)
        {
            return 0;
        }

        var hash = 14695981039346656037UL;
        foreach (var i in columns)
        {
            foreach (var b in i < csv.FieldCount ? csv.GetSpan(i).Trim(" \t"u8) : default)
            {
                hash = (hash ^ b) * 1099511628211UL;
            }

            // Between cells, so that what moves from one to the next makes a difference.
            hash = (hash ^ 0xFF) * 1099511628211UL;
        }

        return hash;
    }
}
