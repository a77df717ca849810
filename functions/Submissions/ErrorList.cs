using SmartToyonaka.Calendar;
using SmartToyonaka.Figures;

namespace SmartToyonaka.Submissions;

/// <summary>Collects errors; the words for what months and numbers get wrong are here once.</summary>
internal sealed class ErrorList
{
    // More would help nobody, and a body of a million faults must not give an answer of ten million.
    private const int Most = 100;

    private readonly List<SubmissionError> all = [];
    private readonly HashSet<string> unread = new(StringComparer.Ordinal);

    /// <summary>The first hundred.</summary>
    public IReadOnlyList<SubmissionError> All => all;

    /// <summary>How many there were in all.</summary>
    public int Count { get; private set; }

    /// <summary>Errors of reading. A place that could not be read is not complained of again.</summary>
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

    public void Month(RawValue value, MonthFault fault)
    {
        var (code, ja, en) = fault switch
        {
            MonthFault.NoSuchDate => ("month_no_such_date", "その年月日は暦にありません。月は1〜12です。", "There is no such date; months are 1 to 12."),
            MonthFault.NoSuchYear => ("month_no_such_year", "元号か年が正しくありません。令和3年6月 か 2021-06 のように入力してください。", "The era or year is wrong; write 令和3年6月 or 2021-06."),
            _ => ("month_unreadable", "年月として読めません。2021-06 や 令和3年6月 のように入力してください。", "This is no month; write 2021-06 or 令和3年6月."),
        };
        Add(value, code, ja, en);
    }

    public void Number(RawValue value, NumberReading reading)
    {
        var (code, ja, en) = reading switch
        {
            { State: CellState.Missing } => ("number_missing", "数値がありません。該当がなければ 0 を入力してください。", "The number is missing; enter 0 if there was none."),
            { State: CellState.Unknown or CellState.Suppressed } => ("number_unknown", "不明・秘匿の記号は使えません。数値が分かってから提出してください。", "Signs for unknown or withheld cannot be used; submit when the number is known."),
            { Fault: NumberFault.Negative } => ("number_negative", "0以上の数値を入力してください。", "The number must not be negative."),
            { Fault: NumberFault.NotWhole } => ("number_not_whole", "整数で入力してください。", "The number must be whole."),
            { Fault: NumberFault.TooLarge } => ("number_too_large", "数値が大きすぎます。桁を確かめてください。", "The number is too large; check its digits."),
            { Fault: NumberFault.BadGrouping } => ("number_grouping", "桁区切りのカンマの位置が正しくありません(例 1,234)。", "The grouping commas are misplaced (write 1,234)."),
            { Fault: NumberFault.PercentSign } => ("number_percent", "％ではなく件数を入力してください。", "Enter a count, not a percentage."),
            _ => ("number_unreadable", "数値として読めません。1234 のように入力してください。", "This is no number; write 1234."),
        };
        Add(value, code, ja, en);
    }

    private static string? Shorten(string? text) => text is { Length: > 80 } ? text[..(char.IsHighSurrogate(text[79]) ? 79 : 80)] + "…" : text;
}
