using System.Globalization;
using SmartToyonaka.Intake.Messages;

namespace SmartToyonaka.Intake.Submissions.Files;

/// <summary>One row by the names of its columns. A cell that cannot be read is an error at once, and a value without a text.</summary>
internal sealed class RowCells
{
    // Days from 1899-12-30, which a workbook of 1904 counts less.
    private const int DaysOf1904 = 1_462;

    private readonly Dictionary<string, (RawValue Value, bool IsNumber)> values = new(StringComparer.Ordinal);
    private readonly bool is1904;
    private readonly List<SubmissionError> errors;

    public RowCells(FileTable table, FileRow row, Dictionary<string, FileCell> columns, HashSet<int> headed, List<SubmissionError> errors)
    {
        this.errors = errors;
        is1904 = table.Is1904;
        foreach (var (id, heading) in columns)
        {
            // A row of a CSV file may be shorter than its header.
            var cell = heading.Index < row.Cells.Count ? row.Cells[heading.Index] : new FileCell(row.Pointer, heading.Index, "");

            // Nobody counts columns in a CSV file: there the heading tells the place.
            var pointer = table.IsSheet ? cell.Pointer : $"{row.Pointer}!{heading.Text.Trim()}";
            if (cell.Fault != CellFaultKind.None)
            {
                Wrong(pointer, cell.Fault);
            }

            values[id] = (new(pointer, cell.Fault == CellFaultKind.None ? cell.Text.Trim() : null), cell.IsNumber);
        }

        foreach (var cell in row.Cells.Where(c => !c.IsBlank && !headed.Contains(c.Index)))
        {
            errors.Add(new(cell.Pointer, "cell_without_heading", null, FileMessages.CellWithoutHeading));
        }

        IsBlank = values.Values.All(v => v.Value.Text == "");
    }

    /// <summary>True when nothing stands in any of the columns that are read.</summary>
    public bool IsBlank { get; }

    public RawValue? this[string column] => values.TryGetValue(column, out var found) ? found.Value : null;

    public bool Has(string column) => values.TryGetValue(column, out var found) && found.Value.Text != "";

    /// <summary>The month's cell as a text that a month can be read from.</summary>
    public RawValue? Month()
    {
        if (!values.TryGetValue(FileColumns.Month, out var found) || !found.IsNumber || found.Value.Text is not { } text)
        {
            return this[FileColumns.Month];
        }

        if (!long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number))
        {
            Wrong(found.Value.Pointer, CellFaultKind.FractionalNumber);
            return null;
        }

        return is1904 && number is > 15_000 and < 80_000
            ? found.Value with { Text = (number + DaysOf1904).ToString(CultureInfo.InvariantCulture) } : found.Value;
    }

    private void Wrong(string pointer, CellFaultKind fault)
    {
        var (code, text) = fault switch
        {
            CellFaultKind.ExcelError =>
                ("cell_error", FileMessages.CellError),
            CellFaultKind.FormulaWithoutValue => ("formula_without_value", FileMessages.FormulaWithoutValue),
            CellFaultKind.MergedNumber => ("merged_number", FileMessages.MergedNumber),
            _ => ("month_is_fraction", FileMessages.MonthIsFraction),
        };
        errors.Add(new(pointer, code, null, text));
    }
}
