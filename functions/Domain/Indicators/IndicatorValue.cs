using SmartToyonaka.Domain.Calendar;
using SmartToyonaka.Domain.Measures;
using SmartToyonaka.Domain.Messages;

namespace SmartToyonaka.Domain.Indicators;

/// <summary>Why there is no value, or what a value leaves out.</summary>
/// <param name="Code">A stable word for programs; <c>""</c> when there is nothing to say.</param>
/// <param name="Text">Japanese, for people.</param>
/// <param name="TextEn">The same in English.</param>
public readonly record struct Reason(string Code, string Text, string TextEn)
{
    public static readonly Reason None = new("", "", "");

    private Reason(string code, BilingualText text)
        : this(code, text.Ja, text.En)
    {
    }

    public static Reason NothingReportedYet { get; } = new("nothing_reported_yet", ReasonMessages.NothingReportedYet);

    public static Reason ZeroDenominator { get; } = new("zero_denominator", ReasonMessages.ZeroDenominator);

    public static Reason NotAfterBaseYear { get; } = new("not_after_base_year", ReasonMessages.NotAfterBaseYear);

    public static Reason SmallGroup { get; } = new("small_group", ReasonMessages.SmallGroup);

    public static Reason ZeroBase { get; } = new("zero_base", ReasonMessages.ZeroBase);

    public static Reason NotReported(FiscalMonth month) =>
        new("not_reported", ReasonMessages.NotReported(JapaneseEra.Text(month), month.ToString()));

    public static Reason MonthNotClosed(FiscalMonth month, Measure time, Measure headcount, IReadOnlyList<string> sections) =>
        new("month_not_closed", ReasonMessages.MonthNotClosed(JapaneseEra.Text(month), month.ToString(), new(time.NameJa, time.NameEn),
            new(headcount.NameJa, headcount.Id), sections));

    public static Reason BureauxWithoutDocuments(IReadOnlyList<string> bureaux) =>
        new("bureaux_left_out", ReasonMessages.BureauxWithoutDocuments(bureaux));

    public static Reason SectionsMissing(FiscalMonth month, IReadOnlyList<string> sections) =>
        new("sections_not_reported", ReasonMessages.SectionsMissing(JapaneseEra.Text(month), month.ToString(), sections));

    public static Reason SplitSince(FiscalMonth month, IReadOnlyList<string> sections) =>
        new("split_since", ReasonMessages.SplitSince(JapaneseEra.Text(month), month.ToString(), sections));

    public static Reason NoPredecessor(FiscalMonth month) =>
        new("no_predecessor", ReasonMessages.NoPredecessor(JapaneseEra.Text(month), month.ToString()));
}

/// <summary>One value of an indicator: a row of what is published.</summary>
/// <param name="Indicator">An id of the catalogue.</param>
/// <param name="Basis">What it speaks of.</param>
/// <param name="Status">Computed from actual or from planned figures, never from both.</param>
/// <param name="Month">The month at whose end it holds.</param>
/// <param name="Value">In the indicator's unit, unrounded; null when it cannot be computed.</param>
/// <param name="Numerator">What was divided, or the count; null when there is none.</param>
/// <param name="Denominator">By what; null where the formula divides nothing.</param>
/// <param name="Reason">Why there is no value, or what it leaves out.</param>
/// <param name="UnitsReported">Sections that reported for the month (for April up to the month: for every month of it).</param>
/// <param name="UnitsExpected">Sections that were to report.</param>
/// <param name="AsOf">The month of the newest figure in the value; earlier than Month when a stock was carried on.</param>
public sealed record IndicatorValue(
    string Indicator,
    Basis Basis,
    FigureStatus Status,
    FiscalMonth Month,
    decimal? Value,
    decimal? Numerator,
    decimal? Denominator,
    Reason Reason,
    int UnitsReported,
    int UnitsExpected,
    FiscalMonth AsOf)
{
    /// <summary>True where the value of a section is of an earlier month.</summary>
    public bool Carried { get; init; }

    /// <summary>How many entries wait to be confirmed that would change it.</summary>
    public int HeldValues { get; init; }
}

/// <summary>What a formula gives for one month and basis.</summary>
public sealed record FormulaResult(decimal? Value, decimal? Numerator, decimal? Denominator, Reason Reason, int UnitsReported,
    int UnitsExpected, FiscalMonth AsOf)
{
    /// <summary>True where the value of a section is of an earlier month.</summary>
    public bool Carried { get; init; }

    public static FormulaResult NotComputable(Reason reason, int reported, int expected, FiscalMonth asOf, decimal? numerator = null,
        decimal? denominator = null) =>
        new(null, numerator, denominator, reason, reported, expected, asOf);

    /// <summary>100 × numerator / denominator, or the reason why not.</summary>
    public static FormulaResult Percentage(decimal numerator, decimal denominator, Reason reason, int reported, int expected,
        FiscalMonth asOf) =>
        denominator == 0
            ? NotComputable(Reason.ZeroDenominator, reported, expected, asOf, numerator, denominator)
            : new(100 * numerator / denominator, numerator, denominator, reason, reported, expected, asOf);
}
