using System.Text;
using CsvHelper;
using SmartToyonaka.Domain.Calendar;

namespace SmartToyonaka.Intake.Drops;

/// <summary>
/// Writes the rows that were held back as a CSV that can be mended and dropped again: the columns of the profile and nothing else, and of these
/// only cells that cannot be an employee's number or name, with a last column that says why.
/// </summary>
public static class QuarantineFile
{
    /// <summary>The last column; a drop ignores it like every further column.</summary>
    public const string ReasonColumn = "理由";

    /// <summary>
    /// Stands for a cell that is not written because it may be an employee's number or name. Nothing reads it as a value, so dropped again unmended
    /// the row is held back again.
    /// </summary>
    public const string ToBeFilledIn = "要確認";

    private static readonly DropColumn[] FilledDown = [DropColumn.Month, DropColumn.SectionCode, DropColumn.SectionName];

    /// <summary>Reads the upload once more and writes its held rows; false when the upload is gone.</summary>
    public static async Task<bool> WriteAsync(Stream target, DropFile file, DropCheck check, DropReference reference, CancellationToken cancel)
    {
        using var dropReader = await DropReader.OpenAsync(file, reference, check.Unmarked, check.Unit, cancel);
        if (dropReader is not { Rows: { } rows, Header: { } header })
        {
            return false;
        }

        await using var text = new StreamWriter(target, dropReader.Text.Encoding.Rewritten, leaveOpen: true);
        using var csv = CsvWriter.Create(text, new CsvWriterOptions { Injection = CsvInjection.Escape, ValidateFieldCount = false }, leaveOpen: true);
        var known = check.Receipt.Errors.ToLookup(e => e.Line, e => e.Message);
        var extras = new QuarantineColumns(header, rows, check.Receipt);
        WriteHeader(csv, header, extras);
        var withTotals = check.Receipt.Errors.Any(e => e.Code == DropMessages.TotalMismatchCode);
        await dropReader.ReadAsync((record, kind) =>
        {
            if (kind == RowKind.Total)
            {
                if (withTotals)
                {
                    // Without it nobody would notice that nothing was mended.
                    WriteRow(csv, record, header, rows, known[record.LineNumber].DefaultIfEmpty("合計行です。"), extras.Of(record, isTotal: true), (column, index) => TotalCell(record, column, index, header, rows));
                }
            }
            else if (kind == RowKind.Row && check.HeldKeys.Contains(rows.Answer.Key))
            {
                WriteRow(csv, record, header, rows, Reasons([.. known[rows.Line], .. Closed(rows.Answer.Key, reference)], rows), extras.Of(record, isTotal: false), (column, index) => ForExcel(Cell(record, column, index, rows), column, rows));
            }

            return true;
        }, cancel);
        csv.Flush();
        await text.FlushAsync(cancel);
        return true;
    }

    // Said of the month as a whole, so no line has it.
    private static IEnumerable<string> Closed(DropPairKey key, DropReference reference) =>
        key.IsKnown && FiscalMonth.FromKey(key.Month) is var month && reference.Closed.Find(month) is { } change ? [DropMessages.MonthClosed(month, change.At).Message] : [];

    private static void WriteHeader(CsvWriter csv, DropHeader header, QuarantineColumns extras)
    {
        // Whoever made the file may be named where a unit should be.
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
        CsvWriter csv, CsvReader record, DropHeader header, RowReader rows, IEnumerable<string> reasons, IEnumerable<string> extras, Func<DropColumn, int, string> cell)
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

        csv.WriteField(string.Join(" ", isWhole ? reasons : [.. reasons, $"職員の情報かもしれない中身は書き写していません。元のファイルの{rows.Line}行目を見て「{ToBeFilledIn}」のセルに入れてください。"]));
        csv.EndRecord();
    }

    private static IEnumerable<string> Reasons(IEnumerable<string> known, RowReader rows)
    {
        var reasons = rows.Errors.Select(e => e.Message).Union(known).ToList();
        return reasons.Count > 0 ? reasons : ["同じ所属・年月の他の行か、ファイル全体に誤りがあるため、一緒に保留しています。"];
    }

    /// <summary>A cell of the row that the reader holds, as it may leave the file.</summary>
    internal static string Cell(CsvReader record, DropColumn column, int index, RowReader rows)
    {
        // Where cells may have slipped, an employee's name may stand anywhere: only what reads as its column says is written. Its numbers
        // may be half of 1,234 or another column's, so they are asked for; and an empty cell would be filled from the row above.
        if (rows.IsMisshapen && (column >= DropColumn.Documents || !rows.IsSound(column)))
        {
            return column >= DropColumn.Documents || FilledDown.Contains(column) ? RowReader.LostCell : "";
        }

        var text = Text(record, index);
        if (string.IsNullOrWhiteSpace(text) && FilledDown.Contains(column))
        {
            // The row above, from which an empty cell takes its value, need not be in this file.
            text = column == DropColumn.Month ? rows.Month?.Text ?? "" : column == DropColumn.SectionCode ? rows.Code.Text : rows.Name.Text;
        }

        if (!rows.IsSound(column) && !PersonalDataGuard.Is(text, column))
        {
            // What the program does not know as a section, a month or a word stays in the upload unless it can be neither a name nor a number of
            // somebody. Not empty: an empty cell would take the value of the row above. A name is not needed beside
            // its code, unless it is what is wrong.
            return column == DropColumn.SectionName && rows.IsSound(DropColumn.SectionCode) && rows.Name is { HasPrivateCharacters: false, IsTooLong: false } ? "" : ToBeFilledIn;
        }

        return text;
    }

    private static string ForExcel(string cell, DropColumn column, RowReader rows) =>
        column == DropColumn.Month && cell != ToBeFilledIn && cell != RowReader.LostCell && rows.Month is { IsGood: true } month ? Safe(month) : cell;

    // Excel takes 2021-04 for a day and saves it as Apr-21, which is no month any more; 2021年4月 stays. A month as a number of days looks
    // like an employee's number, and may be one.
    private static string Safe(MonthCell month) =>
        month.Text.AsSpan().IndexOfAny("-/.－／．") < 0 && month.Text.Trim().Length != 5 ? month.Text : $"{month.Reading.Month.Year}年{month.Reading.Month.Month}月";

    private static string TotalCell(CsvReader record, DropColumn column, int index, DropHeader header, RowReader rows)
    {
        var text = Text(record, index);
        if (column >= DropColumn.Documents)
        {
            return rows.IsSound(column) || PersonalDataGuard.Is(text, column) ? text : ToBeFilledIn;
        }

        // The words of a total may stand in a column that is not written, or beside a person's name.
        var isFirst = index == header.Columns.First().Index;
        return column switch
        {
            DropColumn.Month when SmartToyonaka.Domain.Calendar.MonthText.Parse(text.Trim()).Fault == SmartToyonaka.Domain.Calendar.MonthParseError.None && !isFirst && text.Trim().Length != 5 => text,
            _ when isFirst => "合計",
            DropColumn.SectionCode when rows.IsSound(column) => text,
            _ => "",
        };
    }

    private static string Text(CsvReader record, int index) => index < record.FieldCount ? Encoding.UTF8.GetString(record.GetSpan(index)) : "";

    // The writer puts a mark before what Excel would take for a formula. In front of a lone -, which is nil, the mark would make it
    // something else; and a Japanese Excel takes the wide signs for formulas, too.
    private static string Harmless(string text) => text.Trim() switch
    {
        "-" => "－",
        ['＝' or '＋' or '－' or '＠', _, ..] => "'" + text,
        _ => text,
    };
}
