using SmartToyonaka.Domain.Calendar;
using SmartToyonaka.Domain.Measures;
using SmartToyonaka.Domain.Organisation;

namespace SmartToyonaka.Domain.Indicators;

/// <summary>The input for the indicators of one topic and fiscal year: effective observations only.</summary>
public sealed class YearFigures
{
    private readonly ILookup<(string Measure, FiscalMonth Month, FigureStatus Status), Observation> byMonth;
    private readonly HashSet<(string Measure, string Section, FiscalMonth Month)> reported;

    /// <param name="year">The fiscal year to compute.</param>
    /// <param name="opening">What <see cref="CarryForward"/> handed on from the years before.</param>
    /// <param name="current">What holds of the year.</param>
    /// <param name="baseYear">What holds of the base year, for topics that are compared with it.</param>
    /// <param name="register">The organisation.</param>
    public YearFigures(FiscalYear year, IReadOnlyList<Observation> opening, IReadOnlyList<Observation> current, IReadOnlyList<Observation> baseYear, Register register)
    {
        Year = year;
        Opening = opening;
        Current = current;
        Register = register;
        var all = current.Concat(baseYear).DistinctBy(o => o.Key).ToList();
        byMonth = all.ToLookup(o => (o.Measure, o.Month, o.Status));
        reported = [.. all.Where(o => o.Status == FigureStatus.Actual).Select(o => (o.Measure, o.Section, o.Month))];
        LastMonth = Horizon(opening, current, year);
    }

    public FiscalYear Year { get; }

    public IReadOnlyList<Observation> Opening { get; }

    public IReadOnlyList<Observation> Current { get; }

    public Register Register { get; }

    /// <summary>The last month of the year for which values of actual figures are stated; before April when there is none.</summary>
    public FiscalMonth LastMonth { get; }

    /// <summary>What a measure says of one month.</summary>
    public IEnumerable<Observation> In(string measure, FiscalMonth month, FigureStatus status) => byMonth[(measure, month, status)];

    /// <summary>What a measure says of a span of months.</summary>
    public IEnumerable<Observation> In(string measure, FiscalMonth from, FiscalMonth to, FigureStatus status) =>
        Span(from, to).SelectMany(m => byMonth[(measure, m, status)]);

    /// <summary>True when a section's figure for a month holds.</summary>
    public bool HasReported(string measure, string section, FiscalMonth month) => reported.Contains((measure, section, month));

    /// <summary>Sections of a measure that comes by form: those that ever reported it, since no others owe it.</summary>
    public int SectionsOfForm(string measure) =>
        Opening.Concat(Current).Where(o => o.Measure == measure && o.Status == FigureStatus.Actual).Select(o => o.Section).Distinct().Count();

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
