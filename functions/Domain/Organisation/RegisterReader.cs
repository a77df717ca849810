using CsvHelper;
using SmartToyonaka.Domain.Calendar;

namespace SmartToyonaka.Domain.Organisation;

/// <summary>Something wrong in a register, with its place and what to do.</summary>
/// <param name="Line">Line of the file as an editor shows it, from 1; 0 for the file as a whole.</param>
/// <param name="Column">The column's heading, or "".</param>
/// <param name="Code">A stable word for programs.</param>
/// <param name="Message">Japanese, for the administrator.</param>
public sealed record RegisterError(int Line, string Column, string Code, string Message);

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
            errors.Add(new(0, "", "empty", "ファイルが空です。見出し行と所属の行を入れてください。"));
            return;
        }

        var header = Fields(csv).Select(h => Register.NameKey(h.TrimStart('\uFEFF'))).ToList();
        var missing = Columns.Where(c => !header.Contains(c)).ToList();
        if (missing.Count > 0)
        {
            errors.Add(new(HeaderLine, string.Join("、", missing), "column_missing",
                $"列「{string.Join("」「", missing)}」がありません。見出し行に加えてください。"));
            return;
        }

        var doubled = Columns.Where(c => header.Count(h => h == c) > 1).ToList();
        if (doubled.Count > 0)
        {
            errors.Add(new(HeaderLine, string.Join("、", doubled), "column_doubled",
                $"列「{string.Join("」「", doubled)}」が2つ以上あります。どれが正しいか分からないので、1つにしてください。"));
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
                errors.Add(new(line, "", "too_many_rows", $"{MaxRows}行を超えています。"));
                return;
            }

            if (record.Skip(header.Count).Any(c => !string.IsNullOrWhiteSpace(c)))
            {
                errors.Add(new(line, "", "too_many_cells", $"{line}行目の欄が見出しより多くあります。名称などに「,」が入っていれば \" で囲んでください。"));
            }

            // They are invisible, and no Office file can have them.
            if (Array.FindIndex(record, c => TextRules.FirstUnusable(c, TextUse.Name) is not null) is >= 0 and var at)
            {
                errors.Add(new(line, at < header.Count ? header[at] : "", "control_character",
                    $"{line}行目に使えない文字(目に見えない文字、外字など)があります。入力し直してください。"));
                continue;
            }

            rows.Add((line, ReadRow(column => header.IndexOf(column) is var i && i < record.Length ? record[i].Trim() : "", line, errors)));
        }

        if (rows.Count == 0 && errors.Count == 0)
        {
            errors.Add(new(0, "", "empty", "所属の行が1行もありません。"));
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
                errors.Add(new(line, column, "required", $"{line}行目の「{column}」が空か長すぎます。入力してください。"));
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

            errors.Add(new(line, column, "not_a_month", $"{line}行目の「{column}」が年月として読めません。2021-04 のように入力してください。"));
            return null;
        }

        IReadOnlyList<string> List(string column)
        {
            string[] listed = cell(column).Split([';', '；'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
            if (listed.Length > MaxListed)
            {
                errors.Add(new(line, column, "too_many_listed", $"{line}行目の「{column}」は{MaxListed}個までにしてください。"));
            }

            return listed;
        }

        string Digits(string column)
        {
            var value = Register.NameKey(Required(column));
            if (value.Length > 0 && (value.Length > 10 || !value.All(char.IsAsciiDigit)))
            {
                errors.Add(new(line, column, "not_a_code", $"{line}行目の「{column}」は10桁までの数字で入力してください(例 0213)。"));
            }

            return value;
        }

        // What is all digits would be taken for a code.
        void NoDigits(string column, IEnumerable<string> names)
        {
            foreach (var name in names.Where(n => Register.NameKey(n) is { Length: > 0 } key && key.All(char.IsAsciiDigit)))
            {
                errors.Add(new(line, column, "name_is_a_number", $"{line}行目の「{column}」の {name} は数字だけなので、所属コードと区別できません。名称を入れてください。"));
            }
        }

        var from = Month(From, required: true);
        var until = Month(Until, required: false);
        if (from is { } f && until is { } u && u < f)
        {
            errors.Add(new(line, Until, "ends_before_it_begins", $"{line}行目は「有効終了」が「有効開始」より前です。"));
        }

        var medical = Register.NameKey(cell(Medical));
        if (medical is not ("" or "0" or "1"))
        {
            errors.Add(new(line, Medical, "not_a_flag", $"{line}行目の「医療部門」は 1 か空にしてください。"));
        }

        var section = new Section(Digits(Code), Required(Name), Digits(BureauCode), Required(BureauName), from ?? default, until,
            [.. List(Successors).Select(Register.NameKey)], List(Variants), medical == "1");
        NoDigits(Name, [section.Name]);
        NoDigits(Variants, section.Variants);
        return section;
    }
}
