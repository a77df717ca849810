using System.Text.Json;
using SmartToyonaka.Intake.Messages;
using SmartToyonaka.Intake.Submissions.Files;

namespace SmartToyonaka.Intake.Submissions.Forms;

/// <summary>An answer of a workbook.</summary>
/// <param name="Id">Its number; <c>""</c> when its row has none that can be read.</param>
/// <param name="Pointer">Its row.</param>
/// <param name="Answer">What was answered.</param>
internal sealed record WorkbookAnswer(string Id, string Pointer, FormsAnswer Answer);

/// <summary>Reads the workbook of a form: a heading per question, a row per answer.</summary>
internal static class FormWorkbookReader
{
    /// <summary>Some years of a form that forty departments answer every month.</summary>
    public const int Rows = 5_000;

    private const int LongestId = 10;

    /// <summary>The answers in the order of their numbers, or what is wrong with the workbook as a whole.</summary>
    public static (IReadOnlyList<WorkbookAnswer> Answers, IReadOnlyList<SubmissionError> Errors) Read(byte[] content, FormMapping mapping)
    {
        var reading = SubmissionFiles.ReadTables(new($"{mapping.Form}.xlsx", content), Rows);
        if (reading.Fault is { } fault)
        {
            return ([], [fault.Error]);
        }

        if (reading.Tables!.FirstOrDefault(t => t.Rows.Count > 0
            && t.Rows[0].Cells.Any(c => FileColumns.Key(c.Text) == FormWorkbook.IdColumn)) is not { } table)
        {
            return ([], [new($"{mapping.Form}.xlsx", "no_answers_sheet", null, FormsMessages.NoIdColumn)]);
        }

        var (columns, id, errors) = Columns(table.Rows[0], mapping);
        return errors.Count > 0
            ? ([], errors)
            : ([.. table.Rows.Skip(1).Select(r => Answer(r, id, columns, mapping)).OrderBy(a => a.Id.Length)
                .ThenBy(a => a.Id, StringComparer.Ordinal)], []);
    }

    private static (Dictionary<string, int> Columns, int Id, List<SubmissionError> Errors) Columns(FileRow header, FormMapping mapping)
    {
        var errors = new List<SubmissionError>();
        var byHeading = new Dictionary<string, int>(StringComparer.Ordinal);
        var questions = mapping.Questions.Where(q => q.Value.Column.Length > 0).ToDictionary(q => FileColumns.Key(q.Value.Column), q =>
            q.Key, StringComparer.Ordinal);
        foreach (var cell in header.Cells.Where(c => !c.IsBlank))
        {
            var key = FileColumns.Key(cell.Text);
            if (!FormWorkbook.IsOwnColumn(key) && !questions.ContainsKey(key))
            {
                errors.Add(new(cell.Pointer, "question_unmapped", null, FormsMessages.QuestionUnknown(mapping.Title, mapping.Form)));
            }
            else if (!byHeading.TryAdd(key, cell.Index))
            {
                errors.Add(new(cell.Pointer, "column_doubled", null, FormsMessages.HeadingDoubled));
            }
        }

        foreach (var (key, id) in questions.Where(q => !byHeading.ContainsKey(q.Key) && !mapping.Questions[q.Value].IsOptional))
        {
            errors.Add(new(header.Pointer, "question_missing", null,
                FormsMessages.ColumnMissing(mapping.Title, mapping.Questions[id].Field)));
        }

        return (questions.Where(q => byHeading.ContainsKey(q.Key) && mapping.Questions[q.Value].Field is not null)
            .ToDictionary(q => q.Value, q => byHeading[q.Key], StringComparer.Ordinal),
            byHeading.GetValueOrDefault(FormWorkbook.IdColumn), errors);
    }

    private static WorkbookAnswer Answer(FileRow row, int idColumn, Dictionary<string, int> columns, FormMapping mapping)
    {
        var id = Cell(row, idColumn);
        var isNumber = id.Text is { Length: > 0 and <= LongestId } text && text.All(char.IsAsciiDigit);
        return new(isNumber ? id.Text!.TrimStart('0') : "", row.Pointer, FormsAnswer.OfRow(
            mapping.Form, id, columns.Select(c => KeyValuePair.Create(c.Key, Choices(Cell(row, c.Value))))));
    }

    private static RawValue Cell(FileRow row, int column)
    {
        // A row may be shorter than its header.
        var cell = column < row.Cells.Count ? row.Cells[column] : new FileCell(row.Pointer, column, "");
        return new(cell.Pointer, cell.Fault == CellFaultKind.None ? cell.Text.Trim() : null);
    }

    // Several choices: "A;B;" in a workbook, a JSON list in what a flow sends.
    private static RawValue Choices(RawValue value) =>
        value.Text is { Length: > 1 } text && text[^1] == ';'
            ? value with
            {
                Text = JsonSerializer.Serialize(text.Split(';',
                StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
            } : value;
}
