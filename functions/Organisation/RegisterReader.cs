using CsvHelper;
using SmartToyonaka.Calendar;

namespace SmartToyonaka.Organisation;

/// <summary>Something wrong in a register, with its place and what to do.</summary>
/// <param name="Line">Line of the file as an editor shows it, from 1; 0 for the file as a whole.</param>
/// <param name="Column">The column's heading, or "".</param>
/// <param name="Code">A stable word for programs.</param>
/// <param name="Message">Japanese, for the administrator.</param>
public sealed record RegisterError(int Line, string Column, string Code, string Message);

/// <summary>The rows of a register as read, or everything that is wrong with them.</summary>
public sealed record RegisterReading(IReadOnlyList<Section> Sections, IReadOnlyList<RegisterError> Errors);

/// <summary>Reads <c>departments.csv</c> and checks it as a whole: a register is taken without an error or not at all.</summary>
public static class RegisterReader
{
    private const string Code = "所属コード", Name = "所属名", BureauCode = "部局コード", BureauName = "部局名", From = "有効開始",
        Until = "有効終了", Successors = "後継コード", Variants = "異表記", Medical = "医療部門";

    private const int MaxRows = 10_000;
    private static readonly string[] Columns = [Code, Name, BureauCode, BureauName, From, Until, Successors, Variants, Medical];

    /// <summary>Reads and checks a register; every error at once.</summary>
    public static RegisterReading Read(TextReader text)
    {
        var errors = new List<RegisterError>();
        var rows = new List<(int Line, Section Section)>();
        try
        {
            var options = new CsvReaderOptions { HasHeader = false, TrackLineNumbers = true, MaxRecordSize = 64 * 1024, MalformedData = CsvMalformedDataHandling.Throw };
            using var csv = CsvReader.Create(text, options);
            ReadRows(csv, rows, errors);
        }
        catch (CsvFormatException e)
        {
            errors.Add(new((int)e.LineNumber, "", "unreadable", $"{e.LineNumber}行目がCSVとして読めません(引用符の閉じ忘れなど)。直して保存し直してください。"));
        }

        if (errors.Count == 0)
        {
            CheckSpans(rows, errors);
            CheckNames(rows, errors);
            CheckSuccessors(rows, errors);
        }

        return new([.. rows.Select(r => r.Section)], errors);
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
            errors.Add(new(1, string.Join("、", missing), "column_missing", $"列「{string.Join("」「", missing)}」がありません。見出し行に加えてください。"));
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
            if (reading.Fault == MonthFault.None)
            {
                return reading.Month;
            }

            errors.Add(new(line, column, "not_a_month", $"{line}行目の「{column}」が年月として読めません。2021-04 のように入力してください。"));
            return null;
        }

        IReadOnlyList<string> List(string column) =>
            [.. cell(column).Split([';', '；'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)];

        string Digits(string column)
        {
            var value = Register.NameKey(Required(column));
            if (value.Length > 0 && (value.Length > 10 || !value.All(char.IsAsciiDigit)))
            {
                errors.Add(new(line, column, "not_a_code", $"{line}行目の「{column}」は10桁までの数字で入力してください(例 0213)。"));
            }

            return value;
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

        return new(Digits(Code), Required(Name), Digits(BureauCode), Required(BureauName), from ?? default, until,
            [.. List(Successors).Select(Register.NameKey)], List(Variants), medical == "1");
    }

    private static void CheckSpans(List<(int Line, Section Section)> rows, List<RegisterError> errors)
    {
        foreach (var group in rows.GroupBy(r => r.Section.Code))
        {
            var spans = group.OrderBy(r => r.Section.From).ToList();
            for (var i = 1; i < spans.Count; i++)
            {
                var (before, after) = (spans[i - 1].Section, spans[i]);
                if (before.Until is null || after.Section.From <= before.Until)
                {
                    errors.Add(new(after.Line, From, "overlap", $"{after.Line}行目の所属 {group.Key} は {spans[i - 1].Line}行目と期間が重なっています。「有効終了」を直してください。"));
                }
            }
        }
    }

    private static void CheckNames(List<(int Line, Section Section)> rows, List<RegisterError> errors)
    {
        // Two sections of one name in the same month could not be told apart by a form that sends names.
        var names = rows.SelectMany(r => r.Section.Variants.Prepend(r.Section.Name).Select(Register.NameKey).Distinct().Select(n => (Name: n, Row: r)));
        foreach (var group in names.GroupBy(n => n.Name).Where(g => g.Count() > 1))
        {
            var all = group.Select(g => g.Row).OrderBy(r => r.Section.From).ToList();
            for (var i = 1; i < all.Count; i++)
            {
                var clash = all.Take(i).FirstOrDefault(o => o.Section.Code != all[i].Section.Code && (o.Section.Until is null || all[i].Section.From <= o.Section.Until));
                if (clash.Section is not null)
                {
                    errors.Add(new(all[i].Line, Name, "same_name", $"{all[i].Line}行目と{clash.Line}行目は同じ時期に同じ名称です。名称か「異表記」を直してください。"));
                }
            }
        }
    }

    private static void CheckSuccessors(List<(int Line, Section Section)> rows, List<RegisterError> errors)
    {
        var codes = rows.Select(r => r.Section.Code).ToHashSet(StringComparer.Ordinal);
        var successors = rows.GroupBy(r => r.Section.Code).ToDictionary(g => g.Key, g => g.SelectMany(r => r.Section.Successors).ToHashSet(StringComparer.Ordinal), StringComparer.Ordinal);
        foreach (var (line, section) in rows)
        {
            foreach (var orphan in section.Successors.Where(s => !codes.Contains(s)))
            {
                errors.Add(new(line, Successors, "unknown_successor", $"{line}行目の後継コード {orphan} の所属がありません。その所属の行を加えてください。"));
            }

            if (section.Until is null && section.Successors.Count > 0)
            {
                errors.Add(new(line, Successors, "successor_without_end", $"{line}行目には後継コードがありますが「有効終了」がありません。"));
            }

            if (Reaches(section.Code, section.Successors, successors))
            {
                errors.Add(new(line, Successors, "cycle", $"{line}行目の後継コードをたどると自分に戻ります。"));
            }
        }
    }

    private static bool Reaches(string code, IEnumerable<string> from, Dictionary<string, HashSet<string>> successors)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        var next = new Stack<string>(from);
        while (next.TryPop(out var here))
        {
            if (here == code)
            {
                return true;
            }

            if (seen.Add(here) && successors.TryGetValue(here, out var further))
            {
                foreach (var f in further)
                {
                    next.Push(f);
                }
            }
        }

        return false;
    }
}
