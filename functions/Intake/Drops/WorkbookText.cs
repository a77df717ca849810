using System.Text;
using SmartToyonaka.Intake.Messages;
using SmartToyonaka.Intake.Submissions.Files;

namespace SmartToyonaka.Intake.Drops;

/// <summary>
/// The sheet of a dropped workbook as CSV: with the limits of workbooks in submissions, the lines of the sheet's rows, and dates and times
/// by the format of their cells.
/// </summary>
/// <param name="Fault">Why it cannot be read; null when it can.</param>
/// <param name="OtherSheets">Further visible sheets that have the header, too; they are not read.</param>
internal sealed record WorkbookText(DropError? Fault, IReadOnlyList<string> OtherSheets)
{
    /// <summary>The name of the sheet; null where there is none.</summary>
    public string? Sheet { get; private init; }

    /// <summary>The unit that the name of the sheet declares; null where it declares none.</summary>
    public string? Unit { get; private init; }

    /// <summary>What of its rows nobody sees; null where there is no sheet.</summary>
    public SheetLines? Lines { get; private init; }

    /// <summary>The columns that the sheet hides and that have something below the header, by their places.</summary>
    public IReadOnlySet<int> HiddenColumns { get; private init; } = new HashSet<int>();

    private static readonly byte[] Zip = [0x50, 0x4B, 0x03, 0x04], Ole = [0xD0, 0xCF, 0x11, 0xE0];

    /// <summary>The text of an upload, and what was found where that is a workbook.</summary>
    public static async Task<(Stream Text, WorkbookText? Workbook)> OpenAsync(DropFile file, Stream upload, DropProfile profile,
        CancellationToken cancel)
    {
        var beginning = new byte[Zip.Length];
        var length = await upload.ReadAtLeastAsync(beginning, beginning.Length, throwOnEndOfStream: false, cancel);
        if (!beginning.AsSpan().SequenceEqual(Zip) && !beginning.AsSpan().SequenceEqual(Ole))
        {
            return (new PrefixedStream(beginning.AsMemory(0, length), upload), null);
        }

        await using (upload)
        {
            if (file.Length > FileLimits.BodyBytes)
            {
                return (Stream.Null, new(DropFileMessages.Workbook("workbook_too_large",
                    DropFileMessages.WorkbookTooLarge(FileLimits.BodyBytes / 1024 / 1024)), []));
            }

            using var content = new MemoryStream((int)file.Length);
            await content.WriteAsync(beginning.AsMemory(0, length), cancel);
            await upload.CopyToAsync(content, cancel);

            // The type is detected by the bytes, not by the file name.
            var (tables, fault) = SubmissionFiles.ReadTables(new("drop.xlsx", content.ToArray()), FileLimits.LastRow);
            return tables is null ? (Stream.Null,
                new(DropFileMessages.Workbook(fault!.Error.Code, DropFileMessages.ThenDropAgain(new(fault.Error.Ja, fault.Error.En))), []))
                : Choose(tables, profile);
        }
    }

    private static (Stream Text, WorkbookText Workbook) Choose(IReadOnlyList<FileTable> tables, DropProfile profile)
    {
        var sheets = tables
            .Select(t => (Name: t.Pointer[(t.Pointer.IndexOf('!', StringComparison.Ordinal) + 1)..], Text: ToCsv(t), Table: t))
            .Where(s => s.Text.Length > 0 && !FileColumns.IsExplaining(s.Name)).ToList();
        var headed = sheets.Where(s => DropHeader.Find(s.Text, profile) is { Missing.Count: 0 }).ToList();
        var chosen = headed.Concat(sheets).FirstOrDefault((Name: "", Text: [], Table: new("", true, [])));
        var book = new WorkbookText(null, [.. headed.Skip(1).Select(s => s.Name)])
        {
            Sheet = chosen.Name,
            Unit = HeaderText.DeclaredUnit(chosen.Name),
        };
        return headed.Count == 0 ? (new MemoryStream(chosen.Text, writable: false), book)
            : Read(chosen.Table, DropHeader.Find(chosen.Text, profile)!, book);
    }

    private static (Stream Text, WorkbookText Workbook) Read(FileTable table, DropHeader header, WorkbookText book)
    {
        var read = MergedCells.Read(table, (int)header.Line,
            header.Columns.Where(c => c.Column >= DropColumn.First).Select(c => c.Index).ToHashSet());
        var below = read.Rows.Where(r => r.Number > header.Line).ToList();
        return (new MemoryStream(ToCsv(read), writable: false), book with
        {
            Lines = new(read.Layout, below.Where(r => r.Cells.Any(c => c.Fault == CellFaultKind.MergedNumber)).Select(r => (long)r.Number)
                .ToHashSet()),
            HiddenColumns = Enumerable.Range(0, header.Cells.Length).Where(i => read.Layout.HidesColumn(i)
                && below.Exists(r => i < r.Cells.Count && !r.Cells[i].IsBlank)).ToHashSet(),
        });
    }

    // One line for each row of the sheet, so that the lines of messages are those that Excel shows.
    private static byte[] ToCsv(FileTable table)
    {
        var text = new StringBuilder();
        var line = 1;
        foreach (var row in table.Rows)
        {
            for (; line < row.Number; line++)
            {
                text.Append('\n');
            }

            text.AppendJoin(',', row.Cells.Select(c => Quote(c.Fault is CellFaultKind.None or CellFaultKind.MergedNumber ? c.Text
                : "#VALUE!"))).Append('\n');
            line++;
        }

        return Encoding.UTF8.GetBytes(text.ToString());
    }

    private static string Quote(string cell)
    {
        var oneLine = cell.AsSpan().IndexOfAny('\r', '\n') < 0 ? cell : cell.ReplaceLineEndings(" ");
        return oneLine.AsSpan().IndexOfAny(",\"\t;") < 0 ? oneLine : $"\"{oneLine.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
    }
}
