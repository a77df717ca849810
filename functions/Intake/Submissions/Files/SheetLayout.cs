namespace SmartToyonaka.Intake.Submissions.Files;

/// <summary>Cells of a sheet that are shown as one; rows and columns from 0, the last ones included.</summary>
public readonly record struct MergedArea(int Top, int Left, int Bottom, int Right);

/// <summary>What a sheet shows otherwise than cell by cell: hidden rows and columns (by hand or by a filter), and merged cells.</summary>
public sealed class SheetLayout
{
    /// <summary>Nothing hidden, nothing merged.</summary>
    public static readonly SheetLayout Plain = new();

    private readonly HashSet<int> rows = [], columns = [];
    private readonly List<MergedArea> merged = [];
    private long height;

    /// <summary>The merged cells within what is read of a sheet.</summary>
    public IReadOnlyList<MergedArea> Merged => merged;

    /// <summary>True for a row, from 0, that is not shown.</summary>
    public bool HidesRow(int row) => rows.Contains(row);

    /// <summary>True for a column, from 0, that is not shown.</summary>
    public bool HidesColumn(int column) => columns.Contains(column);

    internal void HideRow(int row) => rows.Add(row);

    internal void HideColumns(int first, int last)
    {
        for (var column = first; column <= Math.Min(last, FileLimits.Columns - 1); column++)
        {
            columns.Add(column);
        }
    }

    /// <summary>Adds merged cells; false when there are more than a sheet may have.</summary>
    internal bool TryMerge(int top, int left, int bottom, int right)
    {
        if (top < FileLimits.LastRow && left < FileLimits.Columns && (bottom > top || right > left))
        {
            merged.Add(new(top, left, Math.Min(bottom, FileLimits.LastRow), Math.Min(right, FileLimits.Columns - 1)));
            height += Math.Min(bottom, FileLimits.LastRow) - top + 1;
        }

        return height <= FileLimits.CellsOfWorkbook;
    }
}
