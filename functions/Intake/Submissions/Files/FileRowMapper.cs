using SmartToyonaka.Domain.Calendar;
using SmartToyonaka.Domain.Measures;
using SmartToyonaka.Intake.Messages;

namespace SmartToyonaka.Intake.Submissions.Files;

/// <summary>Makes the rows of files into figures and initiatives beside those of the fields, so that the same rules check both.</summary>
internal sealed class FileRowMapper(RawSubmission fields)
{
    private readonly IReadOnlyList<string> numbers = FileColumns.Numbers;

    private readonly Dictionary<string, RawValue> top = new(fields.Fields, StringComparer.Ordinal);
    private readonly List<RawFigure> figures = [.. fields.Figures];
    private readonly List<RawInitiative> initiatives = [.. fields.Initiatives];
    private readonly List<SubmissionError> errors = [.. fields.Errors];
    private readonly List<RawValue> otherDepartments = [];
    private readonly List<RawTitle> titles = [];

    public RawSubmission ToSubmission() =>
        new(top, figures, initiatives, errors) { OtherDepartments = otherDepartments, Titles = titles };

    public void Add(string file, IReadOnlyList<FileTable> tables)
    {
        var isRead = false;
        var figuresBefore = figures.Count;
        // A workbook has lists and explanations beside its table: they need no header where one sheet has it.
        var hasTable = tables.Any(t => HeaderOf(t) is not null);
        foreach (var table in tables.Where(t => !t.IsSheet
            || !FileColumns.IsExplaining(t.Pointer[(t.Pointer.IndexOf('!', StringComparison.Ordinal) + 1)..])))
        {
            if (table.Rows.Count == 0)
            {
                continue;
            }

            isRead = true;
            if (HeaderOf(table) is not var (kind, at))
            {
                if (table.IsSheet && hasTable && !table.Rows.Any(r => r.Cells.Any(c => FileColumns.Names(FileTableKind.Figures, c.Text))
                    && r.Cells.Any(c => c.IsNumber)))
                {
                    continue;
                }

                errors.Add(new(table.Pointer, "header_missing", null, FileMessages.NoHeader));
                continue;
            }

            AddTable(table, kind, at);
        }

        if (!isRead)
        {
            errors.Add(new(file, "file_empty", null, FileMessages.Empty));
        }

        if (figures.Count > figuresBefore)
        {
            titles.Add(new(file, file, true));
        }
    }

    private static (FileTableKind Kind, int At)? HeaderOf(FileTable table)
    {
        var at = table.Rows.Take(FileColumns.HeaderWithin).TakeWhile(r => FileColumns.KindOf(r) is null).Count();
        return at < table.Rows.Count && FileColumns.KindOf(table.Rows[at]) is { } kind ? (kind, at) : null;
    }

    // The header once more, a total, or a note under the table: never a figure.
    private bool IsBesideFigures(FileRow row, FileTableKind kind, RowCells cells, FileRow header)
    {
        if (FileColumns.KindOf(row) is not null)
        {
            if (!row.Cells.Where(c => !c.IsBlank).Select(c => (c.Index, FileColumns.Find(kind, c.Text.TrimStart('\uFEFF'))))
                .SequenceEqual(header.Cells.Where(c => !c.IsBlank).Select(c => (c.Index, FileColumns.Find(kind, c.Text)))))
            {
                errors.Add(new(row.Pointer, "header_changed", null, FileMessages.HeaderChanged));
            }

            return true;
        }

        var about = kind == FileTableKind.Figures ? FileColumns.Measure : FileColumns.Category;
        if (row.Cells.FirstOrDefault(c => !c.IsBlank && TableWords.IsTotalAnywhere(c.Text)) is { Text: not null } total
            && (kind == FileTableKind.Figures || !cells.Has(FileColumns.Name)))
        {
            if (cells.Has(about) && FileColumns.Names(kind, cells[about]!.Value.Text ?? ""))
            {
                errors.Add(new(total.Pointer, "total_row", ErrorList.Shorten(total.Text), FileMessages.Total));
            }

            return true;
        }

        // Text in the first cell only, and no number.
        return row.Cells.Count(c => !c.IsBlank) == 1 && row.Cells.First(c => !c.IsBlank) is { Text: { } text }
            && TableWords.IsNote(Vocabulary.Key(text));
    }

    private void AddTable(FileTable asSaved, FileTableKind kind, int at)
    {
        var columns = Columns(asSaved.Rows[at], kind);
        var table = MergedCells.Read(asSaved, asSaved.Rows[at].Number,
            columns.Where(c => numbers.Contains(c.Key)).Select(c => c.Value.Index).ToHashSet());
        var unseen = columns.Where(c => table.Layout.HidesColumn(c.Value.Index) && !IsDepartmentSeenBeside(c.Key)).ToList();
        var headed = table.Rows[at].Cells.Where(c => !c.IsBlank).Select(c => c.Index).ToHashSet();
        var claims = new FileTableClaims(table, at, top.GetValueOrDefault(FileColumns.Status).Text);
        var figuresBefore = figures.Count;
        foreach (var row in table.Rows.Skip(at + 1))
        {
            var before = errors.Count;
            var cells = new RowCells(table, row, columns, headed, errors);
            if (cells.IsBlank)
            {
                continue;
            }

            if (errors.Count == before && IsBesideFigures(row, kind, cells, table.Rows[at]))
            {
                claims.SeeNote(row);
                continue;
            }

            if (table.Layout.HidesRow(row.Number - 1) && (kind == FileTableKind.Initiatives || numbers.Any(cells.Has)))
            {
                errors.Add(new(row.Pointer, "hidden_row", null, FileMessages.HiddenRow));
                continue;
            }

            foreach (var column in unseen.Where(c => cells.Has(c.Key)).ToList())
            {
                errors.Add(new(column.Value.Pointer, "hidden_column",
                    ErrorList.Shorten(column.Value.Text), FileMessages.HiddenColumn));
                unseen.Remove(column);
            }

            Agree(FileColumns.Department, cells.Has(FileColumns.Department) ? cells[FileColumns.Department]
                : cells[FileColumns.DepartmentName]);
            if (kind == FileTableKind.Figures)
            {
                Agree(FileColumns.Month, cells.Month());
                Agree(FileColumns.Status, cells[FileColumns.Status]);
                if (AddFigure(row, cells))
                {
                    errors.AddRange(claims.OfRow(row));
                }
                else
                {
                    claims.SeeNote(row);
                }
            }
            else
            {
                AddInitiative(row, cells);
            }
        }

        if (figures.Count > figuresBefore)
        {
            errors.AddRange(claims.OfTitles(top.GetValueOrDefault(FileColumns.Month).Text));
            titles.AddRange(claims.Titles);
        }

        // Lists for formulas are often hidden: a code beside its name.
        bool IsDepartmentSeenBeside(string column) => column is FileColumns.Department or FileColumns.DepartmentName
            && columns.TryGetValue(column == FileColumns.Department ? FileColumns.DepartmentName : FileColumns.Department, out var other)
            && !asSaved.Layout.HidesColumn(other.Index);
    }

    private Dictionary<string, FileCell> Columns(FileRow header, FileTableKind kind)
    {
        var columns = new Dictionary<string, FileCell>(StringComparer.Ordinal);
        foreach (var cell in header.Cells.Where(c => !c.IsBlank))
        {
            if (FileColumns.Find(kind, cell.Text) is not { } id)
            {
                var known = string.Join("、", FileColumns.Of(kind).SelectMany(c => c.Headings.Take(1)));
                errors.Add(new(cell.Pointer, "column_unknown", ErrorList.Shorten(cell.Text), FileMessages.ColumnUnknown(known)));
            }
            else if (id != FileColumns.Ignored && !columns.TryAdd(id, cell))
            {
                errors.Add(new(cell.Pointer, "column_doubled", ErrorList.Shorten(cell.Text), FileMessages.ColumnDoubled));
            }
            else if (FileColumns.UnitOf(cell.Text) is { } unit && FileTableClaims.IsNoCount(unit))
            {
                errors.Add(new(cell.Pointer, "unit_unknown", ErrorList.Shorten(unit), FileMessages.UnitUnknown));
            }
        }

        return columns;
    }

    // False for a row of the template that nothing was entered in: it is not handed in, as in a form.
    private bool AddFigure(FileRow row, RowCells cells)
    {
        var id = cells[FileColumns.Measure] is { } named ? FileColumns.MeasureId(named.Text ?? "") : "";
        var measure = MeasureRegistry.Current.Find(id);
        var parts = new Dictionary<string, RawValue>(StringComparer.Ordinal);
        var isHandedIn = false;
        foreach (var part in numbers)
        {
            if (cells[part] is { } value && (value.Text != "" || measure?.Parts.Contains(part) == true))
            {
                parts[part] = value;
                isHandedIn |= value.Text != "";
            }
        }

        if (isHandedIn)
        {
            figures.Add(new(row.Pointer, cells[FileColumns.Measure] is { } m ? m with { Text = id } : null, parts));
        }

        return isHandedIn;
    }

    private void AddInitiative(FileRow row, RowCells cells)
    {
        var given = new Dictionary<string, RawValue>(StringComparer.Ordinal);
        void Take(string column, Func<string, string> read)
        {
            if (cells[column] is { } value)
            {
                given[column] = value with { Text = value.Text is null ? null : read(value.Text) };
            }
        }

        Take(FileColumns.Category, FileColumns.CategoryId);
        Take(FileColumns.Name, t => t);
        Take(FileColumns.Status, FileColumns.StandingId);
        Take(FileColumns.Counts, FileColumns.Truth);
        Take(FileColumns.Note, t => t);
        if (cells.Month() is { } month)
        {
            given[FileColumns.Month] = month;
        }

        IReadOnlyList<RawValue> partners = cells[FileColumns.Partners] is { Text: not null } list ? FormSubmission.Partners(list) : [];
        initiatives.Add(new(row.Pointer, given, partners));
    }

    /// <summary>
    /// A column that says what a field says must say the same in every row; without the field, the first row is the field.
    /// </summary>
    private void Agree(string field, RawValue? cell)
    {
        if (cell is not { Text: { } text } value || string.IsNullOrWhiteSpace(text))
        {
            return;
        }

        if (!top.TryGetValue(field, out var said) || string.IsNullOrWhiteSpace(said.Text))
        {
            top[field] = value;
        }
        else if (Same(field, said.Text, text))
        {
            return;
        }
        else if (field == FileColumns.Department)
        {
            otherDepartments.Add(value);
        }
        else
        {
            errors.Add(ErrorList.Differs(value, said));
        }
    }

    private static bool Same(string field, string one, string other)
    {
        if (field == FileColumns.Month && MonthText.Parse(one) is { Fault: MonthParseError.None } a
            && MonthText.Parse(other) is { Fault: MonthParseError.None } b)
        {
            return a.Month == b.Month;
        }

        if (field == FileColumns.Status)
        {
            return SubmissionCheck.ReadStatus(one) is { } status && status == SubmissionCheck.ReadStatus(other);
        }

        // Excel turns 0213 into 213.
        return FileColumns.Key(one).TrimStart('0') == FileColumns.Key(other).TrimStart('0');
    }
}
