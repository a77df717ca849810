using System.Text;
using CsvHelper;
using SmartToyonaka.Domain.Calendar;
using SmartToyonaka.Intake.Messages;

namespace SmartToyonaka.Intake.Drops;

/// <summary>
/// Writes held rows as a CSV that can be corrected and dropped again: only the columns of the profile, of these only cells that cannot be
/// an employee's number or name, and a last column with the reason.
/// </summary>
public static class QuarantineFile
{
    /// <summary>The last column; a drop ignores it like every further column.</summary>
    public const string ReasonColumn = "理由";

    /// <summary>
    /// Replaces a cell that may be an employee's number or name. It is not a valid value, so an uncorrected row is held again.
    /// </summary>
    public const string ToBeFilledIn = DropCellMessages.ToBeFilledIn;

    private static readonly DropColumn[] FilledDown = [DropColumn.Month, DropColumn.SectionCode, DropColumn.SectionName];

    /// <summary>Reads the upload once more and writes its held rows; false when the upload is gone.</summary>
    public static async Task<bool> WriteAsync(Stream target, DropFile file, DropCheck check, DropReference reference,
        CancellationToken cancel)
    {
        using var dropReader = await DropReader.OpenAsync(file, reference, check.Unmarked, check.Unit, cancel);
        if (dropReader is not { Rows: { } rows, Header: { } header })
        {
            return false;
        }

        await using var text = new StreamWriter(target, dropReader.Text.Encoding.Rewritten, leaveOpen: true);
        using var csv = CsvWriter.Create(text, new CsvWriterOptions { Injection = CsvInjection.Escape, ValidateFieldCount = false },
            leaveOpen: true);
        var known = check.Receipt.Errors.ToLookup(e => e.Line, e => e.Message);
        var extras = new QuarantineColumns(header, rows, check.Receipt);
        WriteHeader(csv, header, extras);
        var withTotals = check.Receipt.Errors.Any(e => e.Code == DropRowMessages.TotalMismatchCode);
        await dropReader.ReadAsync((record, kind) =>
        {
            if (kind == RowKind.Total)
            {
                if (withTotals)
                {
                    // Without it an uncorrected file would go unnoticed.
                    WriteRow(csv, record, header, rows, known[record.LineNumber].DefaultIfEmpty(QuarantineMessages.Total),
                        extras.Of(record, isTotal: true), (column, index) => TotalCell(record, column, index, header, rows));
                }
            }
            else if (kind == RowKind.Row && check.HeldKeys.Contains(rows.Answer.Key))
            {
                WriteRow(csv, record, header, rows, Reasons([.. known[rows.Line], .. Closed(rows.Answer.Key, reference)], rows),
                    extras.Of(record, isTotal: false), (column, index) => ForExcel(Cell(record, column, index, rows), column, rows));
            }

            return true;
        }, cancel);
        csv.Flush();
        await text.FlushAsync(cancel);
        return true;
    }

    // An error of the month as a whole, which belongs to no line.
    private static IEnumerable<string> Closed(DropPairKey key, DropReference reference) =>
        key.IsKnown && FiscalMonth.FromKey(key.Month) is var month && reference.Closed.Find(month) is { } change
            ? [DropRowMessages.MonthClosed(month, change.At).Message] : [];

    private static void WriteHeader(CsvWriter csv, DropHeader header, QuarantineColumns extras)
    {
        // The cell of a unit may have a person's name in it.
        if (header.DeclaredUnit is { } unit && DropUnit.ParseAll(unit).All(u => u.Kind != UnitKind.Unknown))
        {
            csv.WriteField($"（単位：{unit}）");
            csv.EndRecord();
        }

        foreach (var (_, index) in header.Columns)
        {
            csv.WriteField(header.Cells[index].Trim().TrimStart('\uFEFF'));
        }

        foreach (var heading in extras.Headings)
        {
            csv.WriteField(heading);
        }

        csv.WriteField(ReasonColumn);
        csv.EndRecord();
    }

    private static void WriteRow(
        CsvWriter csv, CsvReader record, DropHeader header, RowReader rows, IEnumerable<string> reasons, IEnumerable<string> extras,
            Func<DropColumn, int, string> cell)
    {
        var isWhole = true;
        foreach (var (column, index) in header.Columns)
        {
            var text = cell(column, index);
            isWhole &= text != ToBeFilledIn;
            csv.WriteField(Harmless(text));
        }

        foreach (var extra in extras)
        {
            csv.WriteField(extra);
        }

        csv.WriteField(string.Join(" ", isWhole ? reasons
            : [.. reasons, QuarantineMessages.ToBeFilledIn(rows.Line)]));
        csv.EndRecord();
    }

    private static IEnumerable<string> Reasons(IEnumerable<string> known, RowReader rows)
    {
        var reasons = rows.Errors.Select(e => e.Message).Union(known).ToList();
        return reasons.Count > 0 ? reasons : [QuarantineMessages.HeldWithOthers];
    }

    /// <summary>A cell of the row that the reader holds, as it may leave the file.</summary>
    internal static string Cell(CsvReader record, DropColumn column, int index, RowReader rows)
    {
        // Where cells may have shifted, any cell may have an employee's name: only what is valid for its column is written. Its numbers may
        // be half of 1,234 or another column's, so they have to be entered again; not left empty, since an empty cell takes the value of
        // the row above.
        if (rows.IsMisshapen && (column >= DropColumn.First || !rows.IsSound(column)))
        {
            return column >= DropColumn.First || FilledDown.Contains(column) ? RowReader.LostCell : "";
        }

        if (rows.IsUnseen && column >= DropColumn.First)
        {
            // Whoever corrects the file has to see the number first; what a sheet hides, a CSV file shows.
            return RowReader.LostCell;
        }

        var text = Text(record, index);
        if (string.IsNullOrWhiteSpace(text) && FilledDown.Contains(column))
        {
            // The row above, from which an empty cell takes its value, may be missing in this file.
            text = column == DropColumn.Month ? rows.Month?.Text ?? "" : column == DropColumn.SectionCode ? rows.Code.Text : rows.Name.Text;
        }

        if (!rows.IsSound(column) && !PersonalDataGuard.Is(text, column))
        {
            // A cell that is no known section, month or word is written only if it can be neither a person's name nor an employee's number.
            // It is not left empty, since an empty cell takes the value of the row above. A name is not needed beside its code, unless the
            // name is the error.
            return column == DropColumn.SectionName && rows.IsSound(DropColumn.SectionCode)
                && rows.Name is { HasPrivateCharacters: false, IsTooLong: false } ? "" : ToBeFilledIn;
        }

        return text;
    }

    private static string ForExcel(string cell, DropColumn column, RowReader rows) =>
        column == DropColumn.Month && cell != ToBeFilledIn && cell != RowReader.LostCell && rows.Month is { IsGood: true } month
            ? Safe(month) : cell;

    // Excel reads 2021-04 as a date and saves it as Apr-21, which is no valid month; 2021年4月 stays. A month as a serial day looks like an
    // employee's number and may be one.
    private static string Safe(MonthCell month) =>
        month.Text.AsSpan().IndexOfAny("-/.－／．") < 0 && month.Text.Trim().Length != 5 ? month.Text
            : $"{month.Reading.Month.Year}年{month.Reading.Month.Month}月";

    private static string TotalCell(CsvReader record, DropColumn column, int index, DropHeader header, RowReader rows)
    {
        var text = Text(record, index);
        if (column >= DropColumn.First)
        {
            return rows.IsSound(column) || PersonalDataGuard.Is(text, column) ? text : ToBeFilledIn;
        }

        // The word of a total may be in a column that is not written, or beside a person's name.
        var isFirst = index == header.Columns.First().Index;
        return column switch
        {
            DropColumn.Month when SmartToyonaka.Domain.Calendar.MonthText.Parse(
                text.Trim()).Fault == SmartToyonaka.Domain.Calendar.MonthParseError.None && !isFirst && text.Trim().Length != 5 => text,
            _ when isFirst => "合計",
            DropColumn.SectionCode when rows.IsSound(column) => text,
            _ => "",
        };
    }

    private static string Text(CsvReader record, int index) => index < record.FieldCount ? Encoding.UTF8.GetString(record.GetSpan(index))
        : "";

    // The writer puts a mark before what Excel would read as a formula. In front of a lone -, which is nil, the mark would change the
    // value; and a Japanese Excel reads full-width signs as formulas, too.
    private static string Harmless(string text) => text.Trim() switch
    {
        "-" => "－",
        ['＝' or '＋' or '－' or '＠', _, ..] => "'" + text,
        _ => text,
    };
}
