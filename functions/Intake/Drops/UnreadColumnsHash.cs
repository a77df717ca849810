using CsvHelper;
using SmartToyonaka.Intake.Messages;

namespace SmartToyonaka.Intake.Drops;

/// <summary>
/// A hash of the columns that are not read: two rows of one key that differ there are two items (正規, 会計年度任用), two equal ones are a
/// duplicate. Line numbers, notes and print times differ in any two rows and are left out.
/// </summary>
internal sealed class UnreadColumnsHash
{
    private static readonly HashSet<string> TellingNothing = new(StringComparer.OrdinalIgnoreCase)
    {
        "no", "no.", "番号", "連番", "通番", "項番", "行", "行番号", "備考", "摘要", "出力日", "出力日時", "作成日", "作成日時", "更新日", "更新日時",
            QuarantineFile.ReasonColumn, DropRowMessages.ConfirmedColumn,
    };

    private readonly int[] columns;

    public UnreadColumnsHash(DropHeader header, bool[] isKnown) =>
        columns = [.. Enumerable.Range(0, isKnown.Length).Where(i => !isKnown[i] && HeaderText.Key(header.Cells[i]) is { Length: > 0 } key
            && !TellingNothing.Contains(key))];

    /// <summary>True when no column can distinguish rows.</summary>
    public bool IsEmpty => columns.Length == 0;

    /// <summary>The hash of a record; 0 without such columns.</summary>
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

            // A separator, so that moving text from one cell to the next changes the hash.
            hash = (hash ^ 0xFF) * 1099511628211UL;
        }

        return hash;
    }
}
