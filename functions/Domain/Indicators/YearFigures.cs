using SmartToyonaka.Domain.Calendar;
using SmartToyonaka.Domain.Measures;
using SmartToyonaka.Domain.Organisation;

namespace SmartToyonaka.Domain.Indicators;

/// <summary>The input for the indicators of one topic and fiscal year: effective observations only.</summary>
public sealed class YearFigures
{
    private readonly ILookup<(string Measure, FiscalMonth Month, FigureStatus Status), Observation> byMonth;
    private readonly HashSet<(string Measure, string Section, FiscalMonth Month)> reported;
    private readonly FiscalMonth horizon;

    /// <param name="year">The fiscal year to compute.</param>
    /// <param name="opening">What <see cref="CarryForward"/> handed on from the years before, with what waits of them.</param>
    /// <param name="current">What holds of the year.</param>
    /// <param name="baseYear">What holds of the base year, or the year before, for topics that are compared with it.</param>
    /// <param name="register">The organisation.</param>
    public YearFigures(FiscalYear year, IReadOnlyList<Observation> opening, IReadOnlyList<Observation> current,
        IReadOnlyList<Observation> baseYear, Register register)
    {
        Year = year;
        Opening = [.. opening.Where(o => o.State == EntryState.Accepted)];
        WaitingBefore = [.. opening.Where(o => o.State == EntryState.Held)];
        Current = current;
        Register = register;
        var all = current.Concat(baseYear).DistinctBy(o => o.Key).ToList();
        byMonth = all.ToLookup(o => (o.Measure, o.Month, o.Status));
        reported = [.. all.Where(o => o.Status == FigureStatus.Actual).Select(o => (o.Measure, o.Section, o.Month))];
        horizon = Horizon(Opening, current, year);
    }

    /// <summary>What waits to be confirmed of the year: it counts nowhere.</summary>
    public IReadOnlyList<Observation> Waiting { get; init; } = [];

    /// <summary>What waits of years before and would be carried into this one.</summary>
    public IReadOnlyList<Observation> WaitingBefore { get; }

    /// <summary>What waits of the years that the topic is compared with.</summary>
    public IReadOnlyList<Observation> WaitingOfBaseYear { get; init; } = [];

    /// <summary>True when the year has begun: what holds from years before is stated from its first day on.</summary>
    public bool HasBegun { get; init; }

    /// <summary>Who owes what; null where that is not known.</summary>
    public MeasureOwners? Owners { get; init; }

    public FiscalYear Year { get; }

    public IReadOnlyList<Observation> Opening { get; }

    public IReadOnlyList<Observation> Current { get; }

    public Register Register { get; }

    /// <summary>The last month of the year for which values of actual figures are stated; before April when there is none.</summary>
    public FiscalMonth LastMonth => HasBegun && Opening.Count > 0 && horizon < Year.First ? Year.First : horizon;

    /// <summary>What a measure says of one month.</summary>
    public IEnumerable<Observation> In(string measure, FiscalMonth month, FigureStatus status) => byMonth[(measure, month, status)];

    /// <summary>What a measure says of a span of months.</summary>
    public IEnumerable<Observation> In(string measure, FiscalMonth from, FiscalMonth to, FigureStatus status) =>
        Span(from, to).SelectMany(m => byMonth[(measure, m, status)]);

    /// <summary>What was reported of a flow that comes by form, in a span of months.</summary>
    public IReadOnlyList<Observation> FlowOf(string measure, FiscalMonth from, FiscalMonth to, FigureStatus status) =>
        [.. Opening.Concat(Current).Where(o => o.Measure == measure && o.Status == status && o.Month >= from && o.Month <= to)];

    /// <summary>True when a section's figure for a month holds.</summary>
    public bool HasReported(string measure, string section, FiscalMonth month) => reported.Contains((measure, section, month));

    /// <summary>
    /// How many sections report a measure that comes by form: those that owe it in the month; where nobody is named, whoever ever reported
    /// it.
    /// </summary>
    public int SectionsExpected(string measure, FiscalMonth month) =>
        Owners?.Expected(measure, month) is { } owing ? owing
            : Opening.Concat(Current).Where(o => o.Measure == measure && o.Status == FigureStatus.Actual).Select(o => o.Section).Distinct()
                .Count();

    /// <summary>How many entries wait that would change a value of an indicator.</summary>
    public int WaitingOf(Indicator indicator, FiscalMonth from, FiscalMonth month, FigureStatus status, FiscalYear baseYear)
    {
        var count = WaitingBefore.Concat(Waiting)
            .Count(o => IsOf(o) && o.Month <= month && (IsStock(o) ? IsCarriedTo(o, month) : o.Month >= from));
        var shift = 12 * (indicator.Formula.YearComparedWith(month.FiscalYear, baseYear).Value - month.FiscalYear.Value);
        return indicator.Formula.Kind != FormulaKind.SamePeriodChange || shift == 0 ? count
            : count + WaitingOfBaseYear.Count(o => IsOf(o) && o.Month >= from.AddMonths(shift) && o.Month <= month.AddMonths(shift));

        bool IsStock(Observation o) =>
            status == FigureStatus.Actual && MeasureRegistry.Current.Find(o.Measure)?.Kind == MeasureKind.Stock;

        bool IsOf(Observation o) =>
            o.Status == status && (indicator.Formula.Uses(o.Measure)
                || (indicator.Formula.IsPerPerson && MeasureRegistry.Current.Find(o.Measure)?.IsHeadcount == true));
    }

    /// <summary>True when a stock that waits would be carried into a month: until its section has said another.</summary>
    internal bool IsCarriedTo(Observation waiting, FiscalMonth month) => !Opening.Concat(Current).Any(o =>
        o.Measure == waiting.Measure && o.Section == waiting.Section && o.Status == FigureStatus.Actual
        && o.Month > waiting.Month && o.Month <= month);

    public static IEnumerable<FiscalMonth> Span(FiscalMonth from, FiscalMonth to)
    {
        for (var month = from; month <= to; month = month.AddMonths(1))
        {
            yield return month;
        }
    }

    // Future months have no values. The present is taken from the figures (the day on which the newest was received), not from the clock,
    // so that the same ledger always gives the same tables.
    private static FiscalMonth Horizon(IReadOnlyList<Observation> opening, IReadOnlyList<Observation> current, FiscalYear year)
    {
        var received = opening.Concat(current).Select(o => FiscalMonth.Of(JapanTime.Date(o.ReceivedAt)));
        var spokenOf = current.Where(o => o.Status == FigureStatus.Actual).Select(o => o.Month);
        var horizon = received.Concat(spokenOf).DefaultIfEmpty(year.First.AddMonths(-1)).Max();
        return horizon < year.Last ? horizon : year.Last;
    }
}
