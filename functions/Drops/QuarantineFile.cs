using System.Text;
using CsvHelper;
using SmartToyonaka.Calendar;

namespace SmartToyonaka.Drops;

/// <summary>
/// Writes the rows that were held back as a CSV that can be mended and dropped again: the columns of the profile and nothing else,
/// so no employee's number or name, with a last column that says why.
/// </summary>
public static class QuarantineFile
{
    /// <summary>The last column; a drop ignores it like every further column.</summary>
    public const string ReasonColumn = "理由";

    private static readonly DropColumn[] FilledDown = [DropColumn.Month, DropColumn.SectionCode, DropColumn.SectionName];

    /// <summary>Reads the upload once more and writes its held rows; false when the upload is gone.</summary>
    public static async Task<bool> WriteAsync(Stream target, DropFile file, DropCheck check, DropReference reference, CancellationToken cancel)
    {
        using var pass = await DropPass.OpenAsync(file, reference, check.Unmarked, cancel);
        if (pass is not { Rows: { } rows, Header: { } header })
        {
            return false;
        }

        await using var text = new StreamWriter(target, pass.Text.Encoding.Rewritten, leaveOpen: true);
        using var csv = CsvWriter.Create(text, new CsvWriterOptions { Injection = CsvInjection.Escape, ValidateFieldCount = false }, leaveOpen: true);
        var known = check.Receipt.Errors.ToLookup(e => e.Line, e => e.Message);
        WriteHeader(csv, header);
        await pass.ReadAsync((record, kind) =>
        {
            if (kind == RowKind.Row && check.HeldKeys.Contains(rows.Answer.Key))
            {
                WriteRow(csv, record, header, rows, [.. known[rows.Line], .. Closed(rows.Answer.Key, reference)]);
            }

            return true;
        }, cancel);
        csv.Flush();
        await text.FlushAsync(cancel);
        return true;
    }

    // Said of the month as a whole, so no line has it.
    private static IEnumerable<string> Closed(PairKey key, DropReference reference) =>
        key.IsKnown && FiscalMonth.FromKey(key.Month) is var month && reference.Closed.Find(month) is { } act ? [DropMessages.MonthClosed(month, act.At).Message] : [];

    private static void WriteHeader(CsvWriter csv, DropHeader header)
    {
        if (header.UnitRow is { } unit)
        {
            csv.WriteField(unit);
            csv.EndRecord();
        }

        foreach (var (_, index) in header.Columns)
        {
            csv.WriteField(header.Cells[index].Trim());
        }

        csv.WriteField(ReasonColumn);
        csv.EndRecord();
    }

    private static void WriteRow(CsvWriter csv, CsvReader record, DropHeader header, RowReader rows, IEnumerable<string> known)
    {
        foreach (var (column, index) in header.Columns)
        {
            csv.WriteField(Cell(record, column, index, rows));
        }

        var reasons = rows.Errors.Select(e => e.Message).Union(known).ToList();
        csv.WriteField(reasons.Count > 0 ? string.Join(" ", reasons) : "同じ所属・年月の他の行か、ファイル全体に誤りがあるため、一緒に保留しています。");
        csv.EndRecord();
    }

    /// <summary>A cell of the row that the reader holds, as it may leave the file.</summary>
    internal static string Cell(CsvReader record, DropColumn column, int index, RowReader rows)
    {
        // Where cells may have slipped, an employee's name may stand anywhere: only what reads as its column says is written.
        if (rows.IsMisshapen && !rows.IsSound(column))
        {
            return "";
        }

        var text = index < record.FieldCount ? Encoding.UTF8.GetString(record.GetSpan(index)) : "";
        if (string.IsNullOrWhiteSpace(text) && FilledDown.Contains(column))
        {
            // The row above, from which an empty cell takes its value, need not be in this file.
            text = column == DropColumn.Month ? rows.Month?.Text ?? "" : column == DropColumn.SectionCode ? rows.Code.Text : rows.Name.Text;
        }

        // A lone - is nil; in front of it the mark that keeps Excel from reading formulas would make it something else.
        return text.Trim() == "-" ? "－" : text;
    }
}
