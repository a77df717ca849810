namespace SmartToyonaka.Intake.Submissions.Files;

/// <summary>
/// Reads merged cells as a person does: a word that is merged over several rows stands in each of them, a number that is merged over
/// several rows or numbers belongs to none.
/// </summary>
internal static class MergedCells
{
    /// <summary>The table with such words in every row, and with a fault in such numbers.</summary>
    /// <param name="table">As the sheet has it.</param>
    /// <param name="header">The row of the header, from 1; what begins above or in it is left as it is.</param>
    /// <param name="numbers">The columns of numbers, from 0.</param>
    public static FileTable Read(FileTable table, int header, IReadOnlySet<int> numbers)
    {
        var areas = table.Layout.Merged.Where(a => a.Top >= header).ToList();
        if (areas.Count == 0)
        {
            return table;
        }

        // A row of which nothing but merged cells is there is the lower half of a tall row.
        var rows = table.Rows.ToDictionary(r => r.Number - 1, r => r.Cells.ToList());
        foreach (var area in areas)
        {
            if (!rows.TryGetValue(area.Top, out var top) || area.Left >= top.Count || top[area.Left] is not { IsBlank: false } cell)
            {
                continue;
            }

            var below = Enumerable.Range(area.Top + 1, area.Bottom - area.Top).Where(rows.ContainsKey).ToList();
            var spanned = Enumerable.Range(area.Left, area.Right - area.Left + 1).Count(numbers.Contains);
            if (spanned > 1 || (spanned == 1 && below.Count > 0))
            {
                foreach (var row in below.Prepend(area.Top))
                {
                    Set(rows[row], area.Left, c => c with { Fault = CellFaultKind.MergedNumber });
                }
            }
            else if (spanned == 0)
            {
                below.ForEach(row => Set(rows[row], area.Left, c => c.IsBlank
                    ? c with { Text = cell.Text, IsNumber = cell.IsNumber, Fault = cell.Fault } : c));
            }
        }

        return table with { Rows = [.. table.Rows.Select(r => r with { Cells = rows[r.Number - 1] })] };
    }

    private static void Set(List<FileCell> cells, int column, Func<FileCell, FileCell> change)
    {
        if (column < cells.Count)
        {
            cells[column] = change(cells[column]);
        }
    }
}
