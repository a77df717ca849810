using CsvHelper;
using SmartToyonaka.Domain.Calendar;
using SmartToyonaka.Domain.Messages;

namespace SmartToyonaka.Domain.Organisation;

/// <summary>Something wrong in a register, with its place and what to do.</summary>
/// <param name="Line">Line of the file as an editor shows it, from 1; 0 for the file as a whole.</param>
/// <param name="Column">The column's heading, or "".</param>
/// <param name="Code">A stable word for programs.</param>
/// <param name="Message">Japanese, for the administrator.</param>
public sealed record RegisterError(int Line, string Column, string Code, string Message)
{
    /// <summary>The message in English; <c>""</c> where there is none.</summary>
    public string MessageEn { get; init; } = "";

    /// <summary>An error that is told in both languages.</summary>
    public static RegisterError Of(int line, string column, string code, BilingualText text) =>
        new(line, column, code, text.Ja) { MessageEn = text.En };
}

/// <summary>The rows of a register as read, and everything that is wrong with them.</summary>
/// <param name="Sections">The rows; none where one of them could not be read.</param>
/// <param name="Errors">In the order of the file.</param>
public sealed record RegisterReadResult(IReadOnlyList<Section> Sections, IReadOnlyList<RegisterError> Errors);

/// <summary>Reads <c>departments.csv</c> and checks it as a whole: a register with an error is refused.</summary>
public static class RegisterReader
{
    internal const string Code = "所属コード", Name = "所属名", BureauCode = "部局コード", BureauName = "部局名", From = "有効開始",
        Until = "有効終了", Successors = "後継コード", Variants = "異表記", Medical = "医療部門";

    private const int MaxRows = 10_000, MaxListed = 50, HeaderLine = 1;
    private static readonly string[] Columns = [Code, Name, BureauCode, BureauName, From, Until, Successors, Variants, Medical];

    /// <summary>Reads and checks a register; every error at once.</summary>
    public static RegisterReadResult Read(TextReader text)
    {
        var errors = new List<RegisterError>();
        var rows = new List<(int Line, Section Section)>();
        ListReader.Read(text, errors, csv => ReadRows(csv, rows, errors));

        return errors.Count == 0
            ? new([.. rows.Select(r => r.Section)], [.. RegisterCheck.Errors(rows).OrderBy(e => e.Line)])
            : new([], [.. errors.OrderBy(e => e.Line)]);
    }

    private static void ReadRows(CsvReader csv, List<(int, Section)> rows, List<RegisterError> errors)
    {
        if (!csv.Read())
        {
            errors.Add(RegisterError.Of(0, "", "empty", RegisterMessages.Empty));
            return;
        }

        var header = Fields(csv).Select(h => Register.NameKey(h.TrimStart('\uFEFF'))).ToList();
        var missing = Columns.Where(c => !header.Contains(c)).ToList();
        if (missing.Count > 0)
        {
            errors.Add(RegisterError.Of(
                HeaderLine, string.Join("、", missing), "column_missing", RegisterMessages.ColumnMissing(missing)));
            return;
        }

        var doubled = Columns.Where(c => header.Count(h => h == c) > 1).ToList();
        if (doubled.Count > 0)
        {
            errors.Add(RegisterError.Of(
                HeaderLine, string.Join("、", doubled), "column_doubled", RegisterMessages.ColumnDoubled(doubled)));
            return;
        }

        while (csv.Read())
        {
            var record = Fields(csv);
            var line = (int)csv.LineNumber;
            if (record.All(string.IsNullOrWhiteSpace))
            {
                continue;
            }

            if (rows.Count >= MaxRows)
            {
                errors.Add(RegisterError.Of(line, "", "too_many_rows", RegisterMessages.TooManyRows(MaxRows)));
                return;
            }

            if (record.Skip(header.Count).Any(c => !string.IsNullOrWhiteSpace(c)))
            {
                errors.Add(RegisterError.Of(line, "", "too_many_cells", RegisterMessages.TooManyCells(line)));
            }

            // They are invisible, and no Office file can have them.
            if (Array.FindIndex(record, c => TextRules.FirstUnusable(c, TextPurpose.Name) is not null) is >= 0 and var at)
            {
                errors.Add(RegisterError.Of(
                    line, at < header.Count ? header[at] : "", "control_character", RegisterMessages.UnusableCharacter(line)));
                continue;
            }

            rows.Add((line, ReadRow(column => header.IndexOf(column) is var i && i < record.Length ? record[i].Trim() : "", line, errors)));
        }

        if (rows.Count == 0 && errors.Count == 0)
        {
            errors.Add(RegisterError.Of(0, "", "empty", RegisterMessages.NoRows));
        }
    }

    private static string[] Fields(CsvReader csv)
    {
        var fields = new string[csv.FieldCount];
        for (var i = 0; i < fields.Length; i++)
        {
            fields[i] = csv.GetString(i);
        }

        return fields;
    }

    private static Section ReadRow(Func<string, string> cell, int line, List<RegisterError> errors)
    {
        string Required(string column)
        {
            var value = cell(column);
            if (value.Length is 0 or > 100)
            {
                errors.Add(RegisterError.Of(line, column, "required", RegisterMessages.Required(line, column)));
            }

            return value;
        }

        FiscalMonth? Month(string column, bool required)
        {
            var value = cell(column);
            if (value.Length == 0 && !required)
            {
                return null;
            }

            var reading = MonthText.Parse(value);
            if (reading.Fault == MonthParseError.None)
            {
                return reading.Month;
            }

            errors.Add(RegisterError.Of(line, column, "not_a_month", RegisterMessages.NotAMonth(line, column)));
            return null;
        }

        IReadOnlyList<string> List(string column)
        {
            string[] listed = cell(column).Split([';', '；'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
            if (listed.Length > MaxListed)
            {
                errors.Add(RegisterError.Of(line, column, "too_many_listed", RegisterMessages.TooManyListed(line, column, MaxListed)));
            }

            return listed;
        }

        string Digits(string column)
        {
            var value = Register.NameKey(Required(column));
            if (value.Length > 0 && (value.Length > 10 || !value.All(char.IsAsciiDigit)))
            {
                errors.Add(RegisterError.Of(line, column, "not_a_code", RegisterMessages.NotACode(line, column)));
            }

            return value;
        }

        // What is all digits would be taken for a code.
        void NoDigits(string column, IEnumerable<string> names)
        {
            foreach (var name in names.Where(n => Register.NameKey(n) is { Length: > 0 } key && key.All(char.IsAsciiDigit)))
            {
                errors.Add(RegisterError.Of(line, column, "name_is_a_number", RegisterMessages.NameIsANumber(line, column, name)));
            }
        }

        var from = Month(From, required: true);
        var until = Month(Until, required: false);
        if (from is { } f && until is { } u && u < f)
        {
            errors.Add(RegisterError.Of(line, Until, "ends_before_it_begins", RegisterMessages.EndsBeforeItBegins(line)));
        }

        var medical = Register.NameKey(cell(Medical));
        if (medical is not ("" or "0" or "1"))
        {
            errors.Add(RegisterError.Of(line, Medical, "not_a_flag", RegisterMessages.NotAFlag(line)));
        }

        var section = new Section(Digits(Code), Required(Name), Digits(BureauCode), Required(BureauName), from ?? default, until,
            [.. List(Successors).Select(Register.NameKey)], List(Variants), medical == "1");
        NoDigits(Name, [section.Name]);
        NoDigits(Variants, section.Variants);
        return section;
    }
}
