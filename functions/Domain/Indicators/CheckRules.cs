using SmartToyonaka.Domain.Measures;
using SmartToyonaka.Domain.Messages;

namespace SmartToyonaka.Domain.Indicators;

/// <summary>When a drop's figure is an outlier against the same month of earlier years: beyond both the ratio and the difference.</summary>
/// <param name="Measure">A measure that comes by drop.</param>
/// <param name="Part">Which of its numbers, added up over the dimensions.</param>
/// <param name="Years">How many earlier years are looked at.</param>
/// <param name="Ratio">More than so many times the largest of them, or less than such a part of the smallest.</param>
/// <param name="MinimumDifference">And away from it by so much at least, in the measure's unit.</param>
public sealed record OutlierRule(string Measure, string Part, int Years, decimal Ratio, long MinimumDifference);

/// <summary>When a section that reported before counts as one that stopped.</summary>
/// <param name="Months">It reported in one of so many months before.</param>
/// <param name="LeastPercent">So many percent of the sections that did are there again; while fewer are, the month is still coming
/// in.</param>
public sealed record StoppedReportingRule(int Months, int LeastPercent);

/// <summary>When the figures that a drop has of a month are those of another month, filed twice.</summary>
/// <param name="Measure">A measure that comes by drop.</param>
/// <param name="Digits">They agree in so many digits at least; the noughts that a number ends in do not count.</param>
public sealed record DuplicateRule(string Measure, int Digits)
{
    private const int DefaultSectionDigits = 4;

    /// <summary>A section's figures that are changed to those of another section, in so many digits at least, wait as well.</summary>
    public int SectionDigits { get; init; } = DefaultSectionDigits;
}

/// <summary>When all figures that a drop has of a month are out of line together: doubled rows, a running total, lost hours.</summary>
/// <param name="Measure">A measure that comes by drop; its last number, which is the whole of the others, is added up.</param>
/// <param name="Ratio">So many times the sum of what its sections are compared with, or such a part of it.</param>
public sealed record MonthTotalRule(string Measure, decimal Ratio)
{
    private const int DefaultSections = 10;

    /// <summary>Of so many sections at least that have something to compare with.</summary>
    public int Sections { get; init; } = DefaultSections;
}

/// <summary>
/// Thresholds of what is warned of, and of what waits to be confirmed before it counts. A warning changes no figure and no state.
/// </summary>
public sealed record CheckRules
{
    /// <summary>What holds where a catalogue says nothing.</summary>
    public static readonly CheckRules Default = new();

    private const int DefaultHoldHoursPerHead = 200, DefaultSettledMonths = 10, DefaultDigits = 12, DefaultReplacedSections = 10,
        DefaultFirstValueMonths = 12, DefaultOpenMonths = 3, DefaultSlippedRows = 6;

    private const decimal DefaultTotalRatio = 1.8m, DefaultHeadcountRatio = 1.3m;

    private const int MostYears = 10, MostRatio = 1_000, MostMonths = 12, MostSettledMonths = 120, MostDigits = 1_000, HoursOfAMonth = 744,
        LeastSlippedRows = 3;

    public IReadOnlyList<OutlierRule> Jumps { get; init; } = [];

    public StoppedReportingRule? Stopped { get; init; }

    /// <summary>More overtime than so many hours for each head of a section, job class and work pattern in a month.</summary>
    public int? HoursPerHead { get; init; }

    /// <summary>More than so many hours wait to be confirmed; null where nothing does.</summary>
    public int? HoldHoursPerHead { get; init; } = DefaultHoldHoursPerHead;

    /// <summary>
    /// A value that has stood for so many months, by the clock or by the months reported since, is changed only after a confirmation; null
    /// where that is not asked.
    /// </summary>
    public int? SettledMonths { get; init; } = DefaultSettledMonths;

    /// <summary>
    /// When a month of a drop is a copy of another; null for 12 digits of whatever comes by file and is no headcount, since those stay the
    /// same from month to month.
    /// </summary>
    public IReadOnlyList<DuplicateRule>? Duplicates { get; init; }

    /// <summary>
    /// A drop that changes nearly all values that hold of a month, of so many sections at least, is of another month; null where that is
    /// not asked.
    /// </summary>
    public int? ReplacedSections { get; init; } = DefaultReplacedSections;

    /// <summary>
    /// The first value of a month that lies so many months before the newest that its section has reported waits, of what is not collected
    /// by files; null where that is not asked.
    /// </summary>
    public int? FirstValueMonths { get; init; } = DefaultFirstValueMonths;

    /// <summary>
    /// Where the newest month that a section owes has not been reported, and ended at most so many months ago, what is handed in of an
    /// earlier month waits, of what is not collected by files; null where that is not asked.
    /// </summary>
    public int? OpenMonths { get; init; } = DefaultOpenMonths;

    /// <summary>
    /// When a month of a drop as a whole is far from what it is compared with; null for 1.8 times, and 1.3 times of headcounts. Sections
    /// differ from year to year, the city hardly does.
    /// </summary>
    public IReadOnlyList<MonthTotalRule>? MonthTotals { get; init; }

    /// <summary>
    /// A month of a drop waits when so many of its numbers in a row are nearer to what their neighbours said before than to what their own
    /// sections did; null where that is not asked.
    /// </summary>
    public int? SlippedRows { get; init; } = DefaultSlippedRows;

    /// <summary>
    /// Measures of which a value that repeats an earlier one, which something else has replaced since, waits; of others it is warned of.
    /// Null for those that come by file.
    /// </summary>
    public IReadOnlyList<string>? Repeats { get; init; }

    /// <summary>For each measure from when on a value is warned of or waits; the defaults where there is none.</summary>
    public IReadOnlyList<ValueRule> Values { get; init; } = [];

    /// <summary>False where nothing waits: what would is only warned of.</summary>
    public bool Holds { get; init; } = true;

    /// <summary>When a month of a measure is a copy of another; null where that is not asked.</summary>
    public DuplicateRule? DuplicateOf(Measure measure) => Duplicates is { } rules ? rules.FirstOrDefault(d => d.Measure == measure.Id)
        : measure is { DropFolder: not null, IsHeadcount: false } ? new(measure.Id, DefaultDigits) : null;

    /// <summary>When a month of a measure is far from what it is compared with; null where that is not asked.</summary>
    public MonthTotalRule? MonthTotalOf(Measure measure) => MonthTotals is { } rules ? rules.FirstOrDefault(t => t.Measure == measure.Id)
        : measure.DropFolder is null ? null : new(measure.Id, measure.IsHeadcount ? DefaultHeadcountRatio : DefaultTotalRatio);

    /// <summary>True where a repeated value of a measure waits.</summary>
    public bool RepeatsWait(Measure measure) =>
        Repeats?.Contains(measure.Id, StringComparer.Ordinal) ?? measure.DropFolder is not null;

    /// <summary>The rule for a number of a measure.</summary>
    public ValueRule For(string measure, string part) =>
        Values.FirstOrDefault(v => v.Measure == measure && v.Part == part)
            ?? Values.FirstOrDefault(v => v.Measure == measure && v.Part is null) ?? new(measure, part);

    /// <exception cref="BilingualFormatException">A threshold makes no sense; the message says which.</exception>
    internal void Check(MeasureSet measures)
    {
        foreach (var jump in Jumps)
        {
            if (measures.Find(jump.Measure) is not { DropFolder: not null } measure || !measure.Parts.Contains(jump.Part))
            {
                throw new BilingualFormatException(CatalogueMessages.JumpMeasure(jump.Measure));
            }

            if (jump.Years is < 1 or > MostYears || jump.Ratio is <= 1 or > MostRatio
                || jump.MinimumDifference is < 0 or > 1_000_000_000_000)
            {
                throw new BilingualFormatException(CatalogueMessages.JumpNumbers(jump.Measure, MostYears, MostRatio));
            }
        }

        if (Jumps.GroupBy(j => (j.Measure, j.Part)).FirstOrDefault(g => g.Count() > 1) is { } twice)
        {
            throw new BilingualFormatException(CatalogueMessages.JumpTwice(twice.Key.Measure, twice.Key.Part));
        }

        if (Stopped is { } stopped && (stopped.Months is < 1 or > MostMonths || stopped.LeastPercent is < 0 or > 100))
        {
            throw new BilingualFormatException(CatalogueMessages.Stopped(MostMonths));
        }

        if (Values.Select(v => v.Fault(measures)).FirstOrDefault(f => f is not null) is { } fault)
        {
            throw new BilingualFormatException(fault);
        }

        if (Values.GroupBy(v => (v.Measure, v.Part)).FirstOrDefault(g => g.Count() > 1) is { } doubled)
        {
            throw new BilingualFormatException(CatalogueMessages.ValueTwice(doubled.Key.Measure, doubled.Key.Part));
        }

        if (Duplicates?.FirstOrDefault(d => measures.Find(d.Measure) is not { DropFolder: not null }) is { } unknown)
        {
            throw new BilingualFormatException(CatalogueMessages.DuplicateMeasure(unknown.Measure));
        }

        if (Repeats?.Any(m => m is null || measures.Find(m) is not { Kind: not MeasureKind.Register }) == true)
        {
            throw new BilingualFormatException(CatalogueMessages.Repeats(Repeats));
        }

        if (ReplacedSections < 1)
        {
            throw new BilingualFormatException(CatalogueMessages.ReplacedSections);
        }

        if (Duplicates is { } copies && (copies.Any(d => d.Digits is < 1 or > MostDigits || d.SectionDigits is < 1 or > MostDigits)
            || copies.DistinctBy(d => d.Measure).Count() < copies.Count))
        {
            throw new BilingualFormatException(CatalogueMessages.DuplicateDigits(MostDigits));
        }

        if (SettledMonths is < 1 or > MostSettledMonths)
        {
            throw new BilingualFormatException(CatalogueMessages.SettledMonths(MostSettledMonths));
        }

        if (OpenMonths is < 1 or > MostMonths)
        {
            throw new BilingualFormatException(CatalogueMessages.OpenMonths(MostMonths));
        }

        if (MonthTotals is { } totals && (totals.Any(t => t is null || measures.Find(t.Measure) is not { DropFolder: not null }
                || t.Ratio is <= 1 or > MostRatio || t.Sections < 1) || totals.DistinctBy(t => t.Measure).Count() < totals.Count))
        {
            throw new BilingualFormatException(CatalogueMessages.MonthTotals(MostRatio));
        }

        if (SlippedRows is < LeastSlippedRows)
        {
            throw new BilingualFormatException(CatalogueMessages.SlippedRows(LeastSlippedRows));
        }

        if (FirstValueMonths is < 1 or > MostSettledMonths)
        {
            throw new BilingualFormatException(CatalogueMessages.FirstValueMonths(MostSettledMonths));
        }

        if (HoldHoursPerHead is < 1 or > HoursOfAMonth)
        {
            throw new BilingualFormatException(CatalogueMessages.HoldHoursPerHead(HoursOfAMonth));
        }

        if (HoursPerHead is < 1 or > HoursOfAMonth)
        {
            throw new BilingualFormatException(CatalogueMessages.HoursPerHead(HoursOfAMonth));
        }
    }
}
