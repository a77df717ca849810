using SmartToyonaka.Domain;
using SmartToyonaka.Domain.Calendar;
using SmartToyonaka.Domain.Measures;

namespace SmartToyonaka.Intake.Submissions;

/// <summary>Collects errors; the words for what months and numbers get wrong are here once.</summary>
internal sealed class ErrorList
{
    // A limit: a body with a million errors must not produce an answer of ten million characters.
    private const int Most = 100;

    private readonly List<SubmissionError> all = [];
    private readonly HashSet<string> unread = new(StringComparer.Ordinal);

    /// <summary>The first hundred.</summary>
    public IReadOnlyList<SubmissionError> All => all;

    /// <summary>How many there were in all.</summary>
    public int Count { get; private set; }

    /// <summary>Errors of reading. A place that could not be read gets no further error.</summary>
    public void AddUnread(IEnumerable<SubmissionError> errors)
    {
        foreach (var error in errors)
        {
            Add(error);
            unread.Add(error.Pointer);
        }
    }

    public void Add(SubmissionError error)
    {
        if (unread.Contains(error.Pointer))
        {
            return;
        }

        Count++;
        if (all.Count < Most)
        {
            all.Add(error);
        }
    }

    public void Add(RawValue value, string code, string ja, string en) => Add(new(value.Pointer, code, Shorten(value.Text), ja, en));

    /// <summary>The month of a text; null, and an error, when it is none or lies after the last one that can be meant.</summary>
    public FiscalMonth? Month(RawValue value, LastMonth last)
    {
        var reading = value.Text is { } text ? MonthText.Parse(text) : new(default, MonthParseError.NotAMonth);
        if (reading.Fault == MonthParseError.None && reading.Month < CollectedMonths.First)
        {
            Add(value, "month_year_wrong",
                $"年が正しくないようです({reading.Month.Year}年)。Excel は R3.6 や 3.6 を 1903年6月 などの日付に変えます。2021-06 や 令和3年6月 のように入力してください。",
                $"The year looks wrong ({reading.Month.Year}): Excel makes a date of R3.6. Write 2021-06.");
            return null;
        }

        if (reading.Fault == MonthParseError.None && last.Includes(reading.Month))
        {
            return reading.Month;
        }

        var (code, ja, en) = reading.Fault switch
        {
            MonthParseError.None when last.IsOfActuals =>
                ("month_in_future", $"{JapaneseEra.Text(reading.Month)}はまだ始まっていません。実績は{JapaneseEra.Text(last.Month!.Value)}分までです。年月を確かめるか、"
                    + $"予定なら status を planned(予定)にしてください。",
                $"{reading.Month} has not begun; actual figures are taken up to {last.Month}. Check the month, or send a plan with status "
                    + $"planned."),
            MonthParseError.None =>
                ("month_too_far", $"{last.Month}より先の年月です。年を確かめてください。", $"This month is after {last.Month}; check the year."),
            MonthParseError.LostZero => ("month_is_fraction", "年月が小数の数値です(2021.10 は 2021.1 になるため、1月か10月か分かりません)。2021-10 のように入力してください。",
                "The month is a number with a fraction: 2021.10 becomes 2021.1, so it may be January or October. Write 2021-10."),
            MonthParseError.Ambiguous =>
                ("month_ambiguous", $"年月が2通り以上に読めます({MonthText.Readings(value.Text!).Ja})。2021-10 や 令和3年10月 のように入力してください。",
                $"This may be more than one month ({MonthText.Readings(value.Text!).En}); write 2021-10 or 令和3年10月."),
            MonthParseError.NoSuchDate => ("month_no_such_date", "その年月日は暦にありません。月は1〜12です。", "There is no such date; months are 1 to 12."),
            MonthParseError.NoSuchYear =>
                ("month_no_such_year", $"元号か年が正しくありません。使える元号は {Eras.Known.Names} です。令和3年6月 か 2021-06 のように入力してください。",
                    $"The era or year is wrong; known eras are {Eras.Known.Names}. Write 令和3年6月 or 2021-06."),
            _ => ("month_unreadable", "年月として読めません。2021-06 や 令和3年6月 のように入力してください。", "This is no month; write 2021-06 or 令和3年6月."),
        };
        Add(value, code, ja, en);
        return null;
    }

    /// <summary>A row of a file that says otherwise than a field or another row.</summary>
    public static SubmissionError Differs(RawValue value, RawValue said) =>
        new(value.Pointer, "differs_within_submission", Shorten(value.Text),
        $"{said.Pointer} の「{Shorten(said.Text)}」と違います。1回の提出は1つの所属・1つの年月・実績か予定のどちらかです。",
        $"This differs from '{Shorten(said.Text)}' at {said.Pointer}. A submission is for one department and one month, actual or "
            + $"planned.");

    public void Number(RawValue value, NumberParseResult reading)
    {
        var (code, ja, en) = reading switch
        {
            { State: CellState.Missing } =>
                ("number_missing", "数値がありません。該当がなければ 0 を入力してください。", "The number is missing; enter 0 if there was none."),
            { State: CellState.Unknown or CellState.Suppressed } =>
                ("number_unknown", "不明・秘匿の記号は使えません。数値が分かってから提出してください。",
                    "Signs for unknown or withheld cannot be used; submit when the number is known."),
            { Fault: NumberParseError.Negative } => ("number_negative", "0以上の数値を入力してください。", "The number must not be negative."),
            { Fault: NumberParseError.NotWhole } => ("number_not_whole", "整数で入力してください。", "The number must be whole."),
            { Fault: NumberParseError.TooLarge } =>
                ("number_too_large", "数値が大きすぎます。桁を確かめてください。", "The number is too large; check its digits."),
            { Fault: NumberParseError.BadGrouping } =>
                ("number_grouping", "桁区切りのカンマの位置が正しくありません(例 1,234)。", "The grouping commas are misplaced (write 1,234)."),
            { Fault: NumberParseError.ExcelError } =>
                ("cell_error", "Excelのエラー(#REF! など)か、指数の表示(1.2E+03)です。Excelで元の値を確かめ、セルの書式を「標準」か「数値」にして入力し直してください。",
                "This is an error of Excel (#REF! and the like) or a number shown as 1.2E+03; enter the value itself."),
            { Fault: NumberParseError.PercentSign } => ("number_percent", "％ではなく件数を入力してください。", "Enter a count, not a percentage."),
            _ => ("number_unreadable", "数値として読めません。1234 のように入力してください。", "This is no number; write 1234."),
        };
        Add(value, code, ja, en);
    }

    /// <summary>A value as errors show it.</summary>
    public static string? Shorten(string? text) => text switch
    {
        null => null,
        { Length: > 80 } => TextRules.Shown(text[..(char.IsHighSurrogate(text[79]) ? 79 : 80)]) + "…",
        _ => TextRules.Shown(text),
    };
}
