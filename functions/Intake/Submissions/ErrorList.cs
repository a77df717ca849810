using SmartToyonaka.Domain;
using SmartToyonaka.Domain.Calendar;
using SmartToyonaka.Domain.Measures;
using SmartToyonaka.Intake.Messages;

namespace SmartToyonaka.Intake.Submissions;

/// <summary>Collects errors, and reads months and numbers, whose errors are the same for every source.</summary>
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

    public void Add(RawValue value, string code, BilingualText text) =>
        Add(new(value.Pointer, code, Shorten(value.Text), text));

    /// <summary>The month of a text; null, and an error, when it is none or lies after the last one that can be meant.</summary>
    public FiscalMonth? Month(RawValue value, LastMonth last)
    {
        var reading = value.Text is { } sent ? MonthText.Parse(sent) : new(default, MonthParseError.NotAMonth);
        if (reading.Fault == MonthParseError.None && reading.Month < CollectedMonths.First)
        {
            Add(value, "month_year_wrong", MonthMessages.YearWrong(reading.Month.Year));
            return null;
        }

        if (reading.Fault == MonthParseError.None && last.Includes(reading.Month))
        {
            return reading.Month;
        }

        var (code, text) = reading.Fault switch
        {
            MonthParseError.None when last.IsOfActuals =>
                ("month_in_future", MonthMessages.InFuture(reading.Month, last.Month!.Value)),
            MonthParseError.None =>
                ("month_too_far", MonthMessages.TooFar(last.Month!.Value)),
            MonthParseError.LostZero => ("month_is_fraction", MonthMessages.LostZero),
            MonthParseError.Ambiguous =>
                ("month_ambiguous", MonthMessages.Ambiguous(MonthText.Readings(value.Text!))),
            MonthParseError.NoSuchDate => ("month_no_such_date", MonthMessages.NoSuchDate),
            MonthParseError.NoSuchYear =>
                ("month_no_such_year", MonthMessages.NoSuchYear),
            _ => ("month_unreadable", MonthMessages.Unreadable),
        };
        Add(value, code, text);
        return null;
    }

    /// <summary>A row of a file that says otherwise than a field or another row.</summary>
    public static SubmissionError Differs(RawValue value, RawValue said) =>
        new(value.Pointer, "differs_within_submission", Shorten(value.Text), SubmissionMessages.Differs(said.Pointer, Shorten(said.Text)));

    public void Number(RawValue value, NumberParseResult reading)
    {
        var (code, text) = reading switch
        {
            { State: CellState.Missing } => ("number_missing", NumberMessages.Missing),
            { State: CellState.Unknown or CellState.Suppressed } => ("number_unknown", NumberMessages.Unknown),
            { Fault: NumberParseError.Negative } => ("number_negative", NumberMessages.Negative),
            { Fault: NumberParseError.NotWhole } => ("number_not_whole", NumberMessages.NotWhole),
            { Fault: NumberParseError.TooLarge } => ("number_too_large", NumberMessages.TooLarge),
            { Fault: NumberParseError.BadGrouping } => ("number_grouping", NumberMessages.Grouping),
            { Fault: NumberParseError.ExcelError } => ("cell_error", NumberMessages.CellError),
            { Fault: NumberParseError.PercentSign } => ("number_percent", NumberMessages.Percent),
            _ => ("number_unreadable", NumberMessages.Unreadable),
        };
        Add(value, code, text);
    }

    /// <summary>A value as errors show it.</summary>
    public static string? Shorten(string? text) => text switch
    {
        null => null,
        { Length: > 80 } => TextRules.Shown(text[..(char.IsHighSurrogate(text[79]) ? 79 : 80)]) + "…",
        _ => TextRules.Shown(text),
    };
}
