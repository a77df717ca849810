using System.Text;
using CsvHelper;
using SmartToyonaka.Calendar;

namespace SmartToyonaka.Drops;

/// <summary>
/// Writes the rows that were held back as a CSV that can be mended and dropped again: the columns of the profile and nothing else, and of these
/// only cells that cannot be an employee's number or name, with a last column that says why.
/// </summary>
public static class QuarantineFile
{
    /// <summary>The last column; a drop ignores it like every further column.</summary>
    public const string ReasonColumn = "理由";

    /// <summary>Stands for a cell that is not written out; nothing reads it as a value, so it cannot be overlooked when the file is dropped again.</summary>
    public const string ToBeFilledIn = "要確認";

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
        if (header.UnitRow is { } row && HeaderText.UnitAlone(row) is { } unit)
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
        var isWhole = true;
        foreach (var (column, index) in header.Columns)
        {
            var cell = Cell(record, column, index, rows);
            isWhole &= cell != ToBeFilledIn;
            csv.WriteField(cell);
        }

        var reasons = rows.Errors.Select(e => e.Message).Union(known).ToList();
        var why = reasons.Count > 0 ? string.Join(" ", reasons) : "同じ所属・年月の他の行か、ファイル全体に誤りがあるため、一緒に保留しています。";
        csv.WriteField(isWhole ? why : $"{why} 職員の情報かもしれない中身は書き写していません。元のファイルの{rows.Line}行目を見て「{ToBeFilledIn}」のセルに入れてください。");
        csv.EndRecord();
    }

    /// <summary>A cell of the row that the reader holds, as it may leave the file.</summary>
    internal static string Cell(CsvReader record, DropColumn column, int index, RowReader rows)
    {
        var text = index < record.FieldCount ? Encoding.UTF8.GetString(record.GetSpan(index)) : "";
        if (string.IsNullOrWhiteSpace(text) && FilledDown.Contains(column))
        {
            // The row above, from which an empty cell takes its value, need not be in this file.
            text = column == DropColumn.Month ? rows.Month?.Text ?? "" : column == DropColumn.SectionCode ? rows.Code.Text : rows.Name.Text;
        }

        if (!MayLeave(text, column, rows))
        {
            // Not empty: an empty cell would take the value of the row above when the file is dropped again. A name is not needed beside its code.
            return column == DropColumn.SectionName && rows.IsSound(DropColumn.SectionCode) ? "" : ToBeFilledIn;
        }

        // A month as a number of days looks like an employee's number, and may be one.
        if (column == DropColumn.Month && text.Trim() is { Length: 5 } days && days.All(char.IsDigit))
        {
            return rows.Month is { IsGood: true } good ? good.Reading.Month.ToString() : ToBeFilledIn;
        }

        // A lone - is nil; in front of it the mark that keeps Excel from reading formulas would make it something else.
        return text.Trim() == "-" ? "－" : text;
    }

    // An employee's name or number may stand in a wrong column: what the program does not know as a section, a month or a word stays in the
    // upload unless it can be neither. Where cells have slipped, a number that reads well need not be one either.
    private static bool MayLeave(string text, DropColumn column, RowReader rows) =>
        (rows.IsSound(column) && !(rows.IsMisshapen && column >= DropColumn.Documents)) || HarmlessCell.Is(text, column);
}
